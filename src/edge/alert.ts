/**
 * The one line out that needs neither mail nor database: a POST to ALERT_URL. It carries no personal
 * data and no secret, and nothing that comes back is believed but the status.
 */
import { Fault } from '../errors.ts'

export type Failing = 'mail' | 'database'

/** What does not work, and since when. */
export interface Failure {
  readonly what: Failing
  readonly since: Date
}

export type Alert =
  | ({ readonly event: 'dead' | 'back'; readonly at: Date } & Failure)
  /** The daily sign of life; a failure that lasts is told along with it. */
  | { readonly event: 'alive'; readonly at: Date; readonly failure: Failure | null }

export interface AlertLine {
  readonly url: string
  readonly version: string
  /** Ten seconds when not given. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000
const PROGRAM = 'privacy-mailbot'
const LOOK_AT = { mail: 'IMAP_URL and SMTP_URL', database: 'the database server' } as const

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** For a telephone's screen, with nothing before it. */
function sentenceOf(alert: Alert): string {
  if (alert.event === 'alive')
    return alert.failure === null
      ? 'Running; mail and database work.'
      : `Running, but ${alert.failure.what} has not worked since ${minute(alert.failure.since)}.`
  const { event, what, since } = alert
  return event === 'dead'
    ? `No ${what} since ${minute(since)}. Nothing is lost; it is tried again until it works. Look at ${LOOK_AT[what]}: privacy-mailbot doctor.`
    : `The ${what} works again; it had not since ${minute(since)}.`
}

function titleOf(alert: Alert): string {
  if (alert.event === 'alive') return `${PROGRAM} is alive`
  return `${PROGRAM}: ${alert.what} is ${alert.event}`
}

function bodyOf(alert: Alert, version: string): string {
  const { event, at } = alert
  const failure = event === 'alive' ? alert.failure : alert
  return JSON.stringify({
    program: PROGRAM,
    event,
    ...(failure === null ? {} : { what: failure.what, since: failure.since.toISOString() }),
    at: at.toISOString(),
    version,
    text: sentenceOf(alert),
  })
}

/** What is named before the host goes along as a password; fetch takes none in an address. */
function addressOf(url: string): { readonly to: string; readonly login: object } {
  const address = new URL(url)
  const { username, password } = address
  if (username === '' && password === '') return { to: address.href, login: {} }
  address.username = ''
  address.password = ''
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    to: address.href,
    login: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  }
}

/** The code that the socket gave, wherever fetch has wrapped it. */
function socketCode(error: unknown): string {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link.name === 'TimeoutError') return 'no answer in time'
    if ('code' in link && typeof link.code === 'string') return link.code
  }
  return 'no connection'
}

/** The path of the address may be its secret: the host alone is told. */
function alertFault(url: string, said: string, cause?: unknown): Fault {
  const host = URL.canParse(url) ? new URL(url).host : 'ALERT_URL'
  return new Fault('alert.failed', { detail: `${host}: ${said}`, retry: true, cause })
}

/**
 * Posts one alert: JSON for programs, and a `Title` with a sentence in it for those who show a text.
 * A redirection is not followed: what an alert says is for the host that was named.
 *
 * @throws Fault alert.failed
 */
export async function postAlert(line: AlertLine, alert: Alert): Promise<void> {
  const { url, version, timeoutMs = TIMEOUT_MS } = line
  let status: number
  try {
    const { to, login } = addressOf(url)
    const answer = await fetch(to, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': `${PROGRAM}/${version}`,
        title: titleOf(alert),
        ...login,
      },
      body: bodyOf(alert, version),
    })
    status = answer.status
    await answer.body?.cancel().catch(() => undefined)
  } catch (error) {
    throw alertFault(url, socketCode(error), error)
  }
  if (status < 200 || status > 299) throw alertFault(url, `it said ${status}`)
}
