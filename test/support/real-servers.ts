/**
 * The real servers that a test may use besides our own small ones. Only these names are read, never
 * the product's own, so that no test can reach a mailbox or a database that somebody lives in.
 */

export interface RealServers {
  /** `imap://user:secret@host:port`; any user may log in with the same password. */
  readonly imapUrl: string
  /** Submission with login; same users as IMAP. */
  readonly smtpUrl: string
  /** Delivers to any mailbox without login. */
  readonly lmtpUrl: string
  /** A server where databases may be made and dropped. */
  readonly databaseUrl: string
  readonly redisUrl: string
  /** PEM file of the authority behind the mail servers' certificates. */
  readonly mailCa: string
  /** The folder with everybody's mail: `ana@company.example/Maildir`. */
  readonly mailDir: string
}

type Environment = Readonly<Record<string, string | undefined>>

const VARIABLES: Readonly<Record<keyof RealServers, string>> = {
  imapUrl: 'TEST_IMAP_URL',
  smtpUrl: 'TEST_SMTP_URL',
  lmtpUrl: 'TEST_LMTP_URL',
  databaseUrl: 'TEST_DATABASE_URL',
  redisUrl: 'TEST_REDIS_URL',
  mailCa: 'TEST_MAIL_CA',
  mailDir: 'TEST_MAIL_DIR',
}

/** All of them, or null: the suites that need real servers are told in one line as left out. */
export function realServers(env: Environment = process.env): RealServers | null {
  if (missing(env).length > 0) return null
  const value = (name: keyof RealServers): string => env[VARIABLES[name]] ?? ''
  return {
    imapUrl: value('imapUrl'),
    smtpUrl: value('smtpUrl'),
    lmtpUrl: value('lmtpUrl'),
    databaseUrl: value('databaseUrl'),
    redisUrl: value('redisUrl'),
    mailCa: value('mailCa'),
    mailDir: value('mailDir'),
  }
}

/** The line that says what this run leaves out; null when it leaves out nothing. */
export function leftOut(env: Environment = process.env): string | null {
  const names = missing(env)
  if (names.length === 0) return null
  return `Left out: the tests against real servers (${names.join(', ')} not set; .ci/run sets them).`
}

function missing(env: Environment): readonly string[] {
  return Object.values(VARIABLES).filter((variable) => (env[variable] ?? '') === '')
}
