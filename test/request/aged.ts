/** Requests with a time of their own: received, done and closed when a test says so. */
import type { DemandKind, ObligationName } from '../../src/policy/rules.ts'
import type { NewEvent } from '../../src/request/event.ts'
import { owedFrom } from '../../src/request/open.ts'
import type { Outcome } from '../../src/request/register-row.ts'
import type { Register } from '../../src/request/register-of-requests.ts'
import { registerOfRequests } from '../../src/request/register-of-requests.ts'
import type { Obligation, PrivacyRequest } from '../../src/request/request.ts'
import { OPENED, OWING, PROMISES, event, requestAfter, shippedDeadlines } from './samples.ts'

export interface Age {
  readonly received: string
  readonly number?: string
  readonly kind?: DemandKind
  readonly language?: PrivacyRequest['language']
  /** What happened between the opening and the end, all on the day of receipt. */
  readonly events?: readonly NewEvent[]
  /** When each was done; the rest is open. */
  readonly done?: Readonly<Partial<Record<ObligationName, string>>>
  readonly evidence?: string
  readonly closed?: string
}

const PLANNED = event('planned', { version: 1 })
const CORRECTED = [PLANNED, event('approved'), event('corrected')]

/** Dated by the policy that is shipped; what is closed was corrected unless told. */
export function aged(age: Age): PrivacyRequest {
  const { number = 'PD-7F3K-92QD', kind = 'rectify', language = 'ru', closed, done = {} } = age
  const received = new Date(age.received)
  const middle = age.events ?? (closed === undefined ? [] : CORRECTED)
  const all = [OPENED, ...middle, ...(closed === undefined ? [] : [event('closed')])]
  const request = requestAfter({ number, kind, language }, all)
  const dated = shippedDeadlines(kind, received)
  return {
    ...request,
    receivedAt: received,
    receivedOn: dated.receivedOn,
    events: request.events.map((one) => ({
      ...one,
      at: new Date(one.name === 'closed' ? (closed ?? '') : received),
    })),
    obligations: owedFrom(dated, OWING).map((owed) => settled(owed, done[owed.name], age.evidence)),
  }
}

function settled(
  owed: Omit<Obligation, 'doneAt' | 'evidence'>,
  at: string | undefined,
  evidence = 'seen-again:register',
): Obligation {
  return at === undefined
    ? { ...owed, doneAt: null, evidence: null }
    : { ...owed, doneAt: new Date(at), evidence }
}

const ALL_TIME: Register['period'] = { from: null, to: null }

export function registerOf(
  requests: readonly PrivacyRequest[],
  now = '2026-11-25T06:00:00Z',
  period = ALL_TIME,
): Register {
  return registerOfRequests(requests, {
    calendar: PROMISES.calendar,
    now: new Date(now),
    period,
  })
}

const DAY_MS = 86_400_000
const HOURS_MS = 5 * 3_600_000
const APPROVED = [PLANNED, event('approved')]
/** What leads to each ending, which the compiler asks for. */
const ENDED: Readonly<Record<Outcome, readonly NewEvent[]>> = {
  corrected: CORRECTED,
  destroyed: [...APPROVED, event('destroyed')],
  disclosed: [...APPROVED, event('disclosed')],
  answered: [PLANNED, event('answered')],
  unsubscribed: [event('unsubscribed')],
  'no-record': [...APPROVED, event('no-record')],
  refused: [PLANNED, event('refused')],
  unanswered: [event('asked-to-confirm'), event('unanswered')],
  withdrawn: [event('withdrawn')],
  merged: [event('merged')],
  continued: [event('continued')],
  disowned: [event('disowned')],
}
const ENDS = [ENDED.corrected, ENDED.destroyed, ENDED.refused, ENDED['no-record'], ENDED.disowned]

/** One of each outcome, all received on one day. */
export function ofEachOutcome(received: string): readonly PrivacyRequest[] {
  return Object.values(ENDED).map((events, index) =>
    aged({
      received,
      number: `PD-1${String(index).padStart(3, '0')}-92QD`,
      events,
      closed: received,
    }),
  )
}

const KINDS: readonly DemandKind[] = ['rectify', 'cease', 'rectify', 'access', 'unlawful', 'cease']
const LANGUAGES = ['ru', 'kk', 'en'] as const

/** So many requests, a day apart: of most kinds, ended in every way, some late, every seventh open. */
export function manyRequests(count: number): readonly PrivacyRequest[] {
  const at = (day: number): string =>
    new Date(Date.parse('2026-01-20T04:00:00Z') + day * DAY_MS).toISOString()
  return Array.from({ length: count }, (_, day) => {
    const ack = new Date(Date.parse(at(day)) + HOURS_MS).toISOString()
    const last = at(day + (day % 12))
    const isOpen = day % 7 === 6
    return aged({
      received: at(day),
      number: `PD-0${String(day).padStart(3, '0')}-92QD`,
      kind: KINDS[day % KINDS.length] ?? 'rectify',
      language: LANGUAGES[day % LANGUAGES.length] ?? 'ru',
      ...(isOpen ? {} : { events: ENDS[day % ENDS.length] ?? [], closed: last }),
      done: isOpen
        ? { ack }
        : { ack, hold: ack, correct: last, stop: last, destroy: last, export: last, notify: last },
    })
  })
}
