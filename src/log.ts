/**
 * The only logger. An allow-list, not a redaction list: a line says one of a closed list of things
 * with ids, counts and codes; anything else (an address, a name, an error message of a library)
 * cannot get in, because it does not fit FACT.
 */
import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import { codeOf } from './errors.ts'

export const WHAT = [
  'app.started',
  'app.stopping',
  'app.stopped',
  'app.failed',
  'database.migrated',
  'database.embedded',
  'poller.leading',
  'poller.waiting',
  'poller.connected',
  'poller.disconnected',
  'poller.pass',
  'poller.folder-missing',
  'letter.kept',
  'letter.decided',
  'letter.failed',
  'letter.given-up',
  'letter.raw-destroyed',
  'request.opened',
  'request.event',
  'request.failed',
  'reply.owed',
  'reply.sent',
  'reply.deferred',
  'reply.refused',
  'reply.copied',
  'reply.copy-failed',
  'clock.rang',
  'alert.sent',
  'alert.failed',
  'calendar.ends',
  'calendar.changed',
  'queue.failed',
  'desk.listening',
  'desk.failed',
] as const

export type What = (typeof WHAT)[number]

/** Ids, codes, counts, folder roles: `PD-7F3K-92QD`, `imap.login`, `12`. */
const FACT = /^[\w.:/-]{1,80}$/
export type Facts = Readonly<Record<string, string | number | boolean | null>>

export interface Log {
  /** One line a step. */
  info(what: What, facts?: Facts): void
  /** It will be tried again without anybody. */
  warn(what: What, facts?: Facts, error?: unknown): void
  /** A person must act. */
  error(what: What, facts?: Facts, error?: unknown): void
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** What the compiler did not see, such as an object taken from JSON, is withheld too. */
function fits(value: unknown): boolean {
  if (typeof value === 'string') return FACT.test(value)
  return value === null || typeof value === 'number' || typeof value === 'boolean'
}

function allowed(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, fits(value) ? value : '(withheld)']),
  )
}

/** A place in the program or in a package. */
const FRAME = /^ {4}at [^\n]{1,500}(?::\d{1,9}:\d{1,9}\)?|\(<anonymous>\)|\(index \d{1,9}\))$/

/** The last lines of a stack alone: above them stands the message, of as many lines as it likes. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const lines = stack.replace(message, '').split('\n')
  return lines
    .slice(lines.findLastIndex((line) => !FRAME.test(line)) + 1)
    .map((line) => line.trim())
    .slice(0, 8)
}

/** Kind, code and frames of an error and of its causes; never its message, which may quote a letter. */
function trace(error: unknown): object[] {
  const chain: object[] = []
  for (let link = error; link instanceof Error && chain.length < 5; link = link.cause) {
    const code = 'code' in link && typeof link.code === 'string' ? link.code : undefined
    chain.push({
      kind: link.constructor.name,
      ...(code !== undefined && FACT.test(code) ? { code } : {}),
      frames: framesOf(link),
    })
  }
  return chain
}

/** Writes JSON lines to `to` (stderr by default: stdout is for data). */
export function createLog(level: LogLevel, to?: DestinationStream): Log {
  const out = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    to ?? pino.destination({ dest: 2, sync: true }),
  )
  const failure = (error: unknown): object =>
    error === undefined
      ? {}
      : { fault: codeOf(error), ...(level === 'debug' ? { trace: trace(error) } : {}) }
  return {
    info: (what, facts = {}) => out.info(allowed(facts), what),
    warn: (what, facts = {}, error) => out.warn({ ...allowed(facts), ...failure(error) }, what),
    error: (what, facts = {}, error) =>
      out.error({ ...allowed(facts), ...failure(error), ...internal(error) }, what),
  }
}

/** A fault of the program itself is worth its frames at any level: they carry no data. */
function internal(error: unknown): object {
  return error !== undefined && codeOf(error) === 'internal' ? { trace: trace(error) } : {}
}
