/** A connection to the mailbox. Every failure leaves as a Fault; `false` is a failure, never "empty". */
import { ImapFlow } from 'imapflow'
import type { MailServer } from '../../config.ts'
import { Fault } from '../../errors.ts'
import type { FaultCode } from '../../errors.ts'

/** Above what we ever fetch at once; a larger literal would cut the connection again and again. */
const LITERAL_MAX_BYTES = 16 * 1024 * 1024

const TLS_CODES =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_OSSL|EPROTO|HOSTNAME_MISMATCH)/
const FULL = /OVERQUOTA|quota/i

interface Known {
  readonly code?: unknown
  readonly authenticationFailed?: unknown
  readonly tlsFailed?: unknown
  readonly serverResponseCode?: unknown
}

function codeFor(known: Known): FaultCode {
  const code = typeof known.code === 'string' ? known.code : ''
  if (known.authenticationFailed === true) return 'imap.login'
  if (known.tlsFailed === true || TLS_CODES.test(code)) return 'imap.tls'
  if (FULL.test(String(known.serverResponseCode))) return 'mailbox.full'
  return /^E[A-Z_]+$|NoConnection|ConnectionClosed|Timeout|ClosedAfter/i.test(code)
    ? 'imap.unreachable'
    : 'imap.failed'
}

/** Library errors quote what the server said, and the server quotes letters: only codes go on. */
export function imapFault(error: unknown, server: Pick<MailServer, 'host' | 'port'>): Fault {
  if (error instanceof Fault) return error
  const known: Known = { ...(typeof error === 'object' ? error : {}) }
  const code = codeFor(known)
  const said = typeof known.code === 'string' ? ` (${known.code})` : ''
  const retry = code === 'imap.unreachable' || code === 'imap.failed'
  return new Fault(code, { detail: `${server.host}:${server.port}${said}`, retry, cause: error })
}

/** The answer of a command that says `false` when it failed. */
export function answered<Answer>(answer: Answer | false | undefined, command: string): Answer {
  if (answer === false || answer === undefined)
    throw new Fault('imap.failed', { detail: `${command} was refused`, retry: true })
  return answer
}

/** @throws Fault imap.unreachable, imap.login, imap.tls */
export async function connectImap(server: MailServer): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    // STARTTLS is insisted on, except on this machine itself.
    doSTARTTLS:
      server.security === 'starttls' ? true : server.security === 'plain' ? false : undefined,
    auth: { user: server.user, pass: server.password },
    // The library's log quotes letters.
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 10 * 60_000,
    maxLiteralSize: LITERAL_MAX_BYTES,
  })
  // Without a listener a broken connection would end the process; the next command tells.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw imapFault(error, server)
  }
}
