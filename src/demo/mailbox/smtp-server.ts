import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { listenOnLoopback } from './listen.ts'

export interface SmtpRefusal {
  readonly responseCode: number
  readonly message: string
}

export interface AcceptedLetter {
  /** The envelope's sender, '' for a bounce. */
  readonly from: string
  readonly to: readonly string[]
  readonly raw: Buffer
  /** Who logged in, if anybody did. */
  readonly user: string | undefined
  /** What a receiving server writes on top of the letter for each recipient. */
  readonly traceFor: (recipient: string) => string
}

export interface SmtpOptions {
  readonly port: number
  readonly password: string
  readonly refuse: (recipient: string) => SmtpRefusal | undefined
  readonly accept: (letter: AcceptedLetter) => void
}

export interface RunningSmtpServer {
  readonly port: number
  close(): Promise<void>
}

const SIZE_MAX = 50_000_000
const CLOSE_TIMEOUT_MS = 200

/** An SMTP server on the loopback that takes what it is given. @throws Fault port.taken */
export async function startSmtpServer(options: SmtpOptions): Promise<RunningSmtpServer> {
  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    maxAllowedUnauthenticatedCommands: false,
    logger: false,
    size: SIZE_MAX,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onAuth: ({ username, password }, _, answer) => {
      if (password === options.password) answer(null, { user: username })
      else answer(new Error('Wrong password'))
    },
    onRcptTo: ({ address }, _, answer) => {
      const refusal = options.refuse(address)
      answer(refusal && smtpError(refusal))
    },
    onData: (stream, session, answer) => {
      receive(stream).then(
        (raw) => {
          options.accept(acceptedLetter(raw, session))
          answer()
        },
        (error: unknown) => answer(error instanceof Error ? error : new Error('Not received')),
      )
    },
  })
  smtp.on('error', () => undefined)
  const port = await listenOnLoopback(smtp.server, options.port)
  return { port, close: () => new Promise((resolve) => smtp.close(() => resolve())) }
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  if (!stream.sizeExceeded) return Buffer.concat(chunks)
  throw smtpError({ responseCode: 552, message: 'The letter is too large' })
}

function acceptedLetter(raw: Buffer, session: SMTPServerSession): AcceptedLetter {
  const { mailFrom, rcptTo } = session.envelope
  const from = mailFrom === false ? '' : mailFrom.address
  const user: unknown = session.user
  return {
    from,
    to: [...new Set(rcptTo.map(({ address }) => address))],
    raw,
    user: typeof user === 'string' ? user : undefined,
    traceFor: (recipient) =>
      [
        `Return-Path: <${from}>`,
        `Delivered-To: ${recipient}`,
        `Received: from ${session.hostNameAppearsAs} ([${session.remoteAddress}])`,
        `\tby localhost with ESMTP for <${recipient}>; ${new Date().toUTCString()}`,
        '',
      ].join('\r\n'),
  }
}

function smtpError({ responseCode, message }: SmtpRefusal): Error {
  return Object.assign(new Error(message), { responseCode })
}
