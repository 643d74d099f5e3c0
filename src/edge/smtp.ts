/** Sending: one letter to exactly one address, in an envelope of our own making. */
import { createTransport } from 'nodemailer'
import type { MailServer } from '../config.ts'
import type { FaultCode } from '../errors.ts'
import { Fault } from '../errors.ts'

export interface Post {
  /** @throws Fault smtp.refused, smtp.deferred, smtp.unreachable, smtp.login, smtp.tls */
  send(letter: { readonly to: string; readonly raw: Buffer }): Promise<number>
  /** Logs in and out. @throws Fault as above */
  verify(): Promise<void>
  close(): void
}

interface Known {
  readonly code?: unknown
  /** What the socket said, where the library's own code says no more than "socket". */
  readonly originalCode?: unknown
  readonly responseCode?: unknown
  readonly command?: unknown
}

const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/

function saidCode({ code, originalCode }: Known): string {
  if (typeof originalCode === 'string') return originalCode
  return typeof code === 'string' ? code : ''
}

/** The server's reply decides first, the library's code after it (a reply is definite, a broken line is not). */
function codeFor(known: Known, responseCode: number): FaultCode {
  const code = saidCode(known)
  if (known.code === 'EAUTH' || responseCode === 535 || responseCode === 534) return 'smtp.login'
  // 503 and 421 speak of the session, not of the letter.
  if (responseCode === 503 || responseCode === 421) return 'smtp.unreachable'
  if (responseCode >= 500) return 'smtp.refused'
  if (responseCode >= 400) return 'smtp.deferred'
  if (known.code === 'ETLS' || TLS_CODES.test(code)) return 'smtp.tls'
  return 'smtp.unreachable'
}

/** Library errors quote addresses and what the server said: only codes go on. */
export function smtpFault(error: unknown, server: Pick<MailServer, 'host' | 'port'>): Fault {
  if (error instanceof Fault) return error
  const known: Known = { ...(typeof error === 'object' ? error : {}) }
  const responseCode = typeof known.responseCode === 'number' ? known.responseCode : 0
  const code = codeFor(known, responseCode)
  const said = responseCode > 0 ? String(responseCode) : saidCode(known)
  return new Fault(code, {
    detail: `${server.host}:${server.port}${said === '' ? '' : ` said ${said}`}`,
    retry: code !== 'smtp.refused',
    cause: error,
  })
}

export interface PostOptions {
  readonly server: MailServer
  /** The policy mailbox: the envelope's sender. */
  readonly from: string
  /** Letters under way at once. One at a time leaves at most one whose fate a crash can hide. */
  readonly connectionsMax: number
}

/** RFC 5321 4.5.3.2.6: a server may take ten minutes after the final dot. */
const ANSWER_MS = 10 * 60_000

export function createPost({ server, from, connectionsMax }: PostOptions): Post {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'plain',
    auth: { user: server.user, pass: server.password },
    pool: true,
    maxConnections: connectionsMax,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  })
  return {
    async send({ to, raw }) {
      try {
        const info = await transport.sendMail({ envelope: { from, to: [to] }, raw })
        return Number(/^\d{3}/.exec(info.response)?.[0] ?? 250)
      } catch (error) {
        throw smtpFault(error, server)
      }
    },
    async verify() {
      try {
        await transport.verify()
      } catch (error) {
        throw smtpFault(error, server)
      }
    },
    close: () => transport.close(),
  }
}
