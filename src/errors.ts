/**
 * Everything that can go wrong in the world, by a code from a closed list.
 *
 * Ordinary outcomes (a letter nobody understands, an owner who says no) are values, not faults.
 * `src/edge/` turns every foreign error into a Fault, so that only codes, never a person's data,
 * reach logs, jobs and metrics.
 */
export const ADVICE = {
  'config.invalid':
    'Mend the lines named above; `privacy-mailbot config print` shows where each value comes from.',
  'policy.invalid': 'Mend the lines named above in the policy file.',
  'database.unreachable':
    'Is the server of DATABASE_URL up, are host and port right, and is there a connection left for us?',
  'database.refused':
    'Mend DATABASE_URL: 28P01 and 28000 are a wrong user or password, 3D000 a database that is not there, 42501 a user who must own the database.',
  'database.too-old': 'PostgreSQL 13 or newer is needed.',
  'database.embedded':
    'Set DATABASE_URL to a PostgreSQL of your own, or mend what the line above names.',
  'database.failed':
    'Nothing is lost: the work is tried again. If it stays, look at the database server.',
  'migration.failed': 'The database was left as it was. Keep a copy of it before you try again.',
  'queue.unreachable':
    'Is the server of REDIS_URL up, and is its password right? Without REDIS_URL the queue runs on the database.',
  'imap.unreachable':
    'Is the host of IMAP_URL right, and is there a network? It is tried again for ever.',
  'imap.login':
    'Wrong user or password in IMAP_URL. Large providers want a password made for this program alone.',
  'imap.tls':
    'No trusted TLS with this server: check host and port in IMAP_URL (imaps:// is TLS at once, imap:// is STARTTLS) and its certificate.',
  'imap.failed': 'The mail server refused a command. Nothing is lost: the pass is made again.',
  'mailbox.full':
    'The mailbox is over its quota: make room, or nothing can arrive or be kept in Sent.',
  'smtp.unreachable':
    'Is the host of SMTP_URL right, and is there a network? Letters wait in the outbox.',
  'smtp.login':
    'Wrong user or password in SMTP_URL. Large providers want a password made for this program alone.',
  'smtp.tls':
    'No trusted TLS with this server: check host and port in SMTP_URL (smtps:// is TLS at once, smtp:// is STARTTLS) and its certificate.',
  'smtp.deferred': 'The server asked to try later; the letter waits in the outbox.',
  'smtp.refused': 'The server refused the letter for good; the owner has been told.',
  'alert.failed':
    'Is ALERT_URL right, and does its host take a POST without sending it elsewhere? It is tried again at the next beat.',
  'port.taken':
    'Another program listens there, or this user or machine may not: set PORT and HOST to free ones.',
  'letter.unreadable': 'The letter lies in the holding pen: a person must read it in the mailbox.',
  'template.broken': 'Run `privacy-mailbot templates lint`: it names the file and the line.',
  'key.missing':
    'Restore SECRET_KEY (or DATA_DIR/secret.key): without it the stored letters cannot be read.',
  'key.destroyed':
    'The data key was destroyed with the person or the request; there is nothing left to read.',
  'holder.mismatch':
    'What was read after the change is not what was written: look at the record by hand.',
  'not-done':
    'Nothing was changed. `requests list --all`, `requests show NUMBER` and `people list` tell how things stand.',
  'disk.full': 'Make room and try again. Nothing that was kept is lost.',
  usage: 'See `privacy-mailbot --help`.',
  internal:
    'This is a fault of the program: LOG_LEVEL=debug shows where. Nothing is lost; start it again.',
} as const satisfies Record<string, string>

export type FaultCode = keyof typeof ADVICE

export interface FaultOptions {
  /** What a person reads: what and where. Never personal data, never a secret. */
  readonly detail?: string
  /** Whether trying again later can help. */
  readonly retry?: boolean
  readonly cause?: unknown
}

/** A failure of the world, told by code. `message` is safe to print and to log. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode
  readonly retry: boolean
  readonly detail: string | undefined

  constructor(code: FaultCode, options: FaultOptions = {}) {
    super(options.detail === undefined ? code : `${code}: ${options.detail}`, {
      cause: options.cause,
    })
    this.code = code
    this.retry = options.retry ?? false
    this.detail = options.detail
  }
}

/** The code of any thrown thing; what is not a Fault is `internal`. */
export function codeOf(error: unknown): FaultCode {
  return error instanceof Fault ? error.code : 'internal'
}

/** What a person at the terminal reads: what and where, a line each when there is more than one, then what to do. */
export function tell(error: unknown): string {
  const code = codeOf(error)
  const lines = error instanceof Fault ? (error.detail ?? '').split('\n') : ['']
  const [only = '', ...more] = lines
  const what = only === '' ? code : `${code}: ${only}`
  const told = more.length === 0 ? [what] : [`${code}:`, ...lines.map((line) => `- ${line}`)]
  return [...told, ADVICE[code]].join('\n  ')
}

/** sysexits: 2 usage, 75 try later, 78 configuration, 1 everything else. */
export function exitCodeOf(error: unknown): number {
  const code = codeOf(error)
  if (code === 'usage') return 2
  if (
    /^(config|policy)\.|\.login$|\.tls$|^port\.taken|^key\.missing|^database\.(refused|too-old|embedded)/.test(
      code,
    )
  )
    return 78
  return error instanceof Fault && error.retry ? 75 : 1
}
