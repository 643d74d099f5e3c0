/** The states of a request, computed from its events and from nothing else. */
import type { EventName, NewEvent, RequestEvent } from './event.ts'
import { contentText, textFact } from './event.ts'
import { demandRule } from './demand-kinds.ts'
import { clockNamed, owedAfter } from './effects.ts'
import { levelOf } from './identity.ts'
import type { PrivacyRequest } from './request.ts'
import { eventsNamed } from './request.ts'
import { ENDED_UNDONE, STATES } from './state.ts'
import type { State } from './state.ts'

const UNDECIDED: readonly State[] = [
  'received',
  'awaiting-identity',
  'awaiting-approval',
  'awaiting-person',
]
const ASKED: readonly State[] = ['awaiting-approval', 'awaiting-person']
/** A refusal and a question need no proof of who the person is. */
const ANSWERABLE: readonly State[] = [...ASKED, 'awaiting-identity']
const DECIDED: readonly State[] = ['fulfilled', ...ENDED_UNDONE]
/** Nothing moves them but what is written about them. */
const OPEN: readonly State[] = [...UNDECIDED, 'approved', 'blocked', 'kept-by-law', ...DECIDED]
/** While something is owed, its dates are watched. */
const WATCHED: readonly State[] = OPEN

interface Rule {
  readonly from: readonly (State | null)[]
  /** Null: the state stays. */
  readonly to: State | null
}

/** What may follow what. An event that is not allowed in a state cannot be recorded. */
const RULES: Readonly<Record<EventName, Rule>> = {
  opened: { from: [null], to: 'received' },
  held: { from: OPEN, to: null },
  unsubscribed: { from: ['received'], to: 'fulfilled' },
  merged: { from: ['received'], to: 'merged' },
  split: { from: STATES, to: null },
  continued: {
    from: [...UNDECIDED, 'kept-by-law', 'refused', 'unanswered', 'closed'],
    to: 'continued',
  },
  withdrawn: { from: [...UNDECIDED, 'approved'], to: 'withdrawn' },
  'due-changed': { from: WATCHED, to: null },
  planned: { from: ['received'], to: 'awaiting-approval' },
  'letter-joined': { from: UNDECIDED, to: 'received' },
  'asked-to-confirm': { from: ['received'], to: 'awaiting-identity' },
  'address-confirmed': { from: UNDECIDED, to: 'received' },
  'code-failed': { from: OPEN, to: null },
  'person-found': { from: UNDECIDED, to: null },
  'person-called': { from: UNDECIDED, to: 'received' },
  'authority-seen': { from: UNDECIDED, to: 'received' },
  disowned: { from: [...UNDECIDED, 'approved'], to: 'stopped' },
  'document-came': { from: OPEN, to: null },
  'identity-late': { from: ['awaiting-identity'], to: null },
  'person-reminded': { from: ['awaiting-identity', 'awaiting-person'], to: null },
  'owner-reminded': { from: WATCHED, to: null },
  overdue: { from: WATCHED, to: null },
  edited: { from: UNDECIDED, to: 'received' },
  'second-yes-asked': { from: ASKED, to: null },
  approved: { from: ASKED, to: 'approved' },
  undone: { from: ['approved'], to: 'received' },
  refused: { from: ANSWERABLE, to: 'refused' },
  unanswered: { from: ['awaiting-identity'], to: 'unanswered' },
  answered: { from: ANSWERABLE, to: 'fulfilled' },
  told: { from: DECIDED, to: null },
  blocked: { from: ASKED, to: 'blocked' },
  'block-reviewed': { from: ['blocked'], to: 'received' },
  'kept-by-law': { from: ['approved'], to: 'kept-by-law' },
  'partner-told': { from: ['approved', 'blocked', 'kept-by-law', 'fulfilled'], to: null },
  'partner-reminded': { from: OPEN, to: null },
  'partner-confirmed': { from: OPEN, to: null },
  'partner-refused': { from: OPEN, to: null },
  'question-put': { from: ANSWERABLE, to: 'awaiting-person' },
  'answer-not-counted': { from: STATES, to: null },
  corrected: { from: ['approved'], to: 'fulfilled' },
  stopped: { from: ['approved'], to: null },
  disclosed: { from: ['approved'], to: 'fulfilled' },
  destroyed: { from: ['approved'], to: 'fulfilled' },
  'no-record': { from: ['approved'], to: 'fulfilled' },
  'plan-outdated': { from: ['approved'], to: 'received' },
  'apply-failed': { from: ['approved'], to: null },
  'reply-accepted': { from: STATES, to: null },
  'link-renewed': { from: STATES, to: null },
  'link-locked': { from: STATES, to: null },
  'reply-withheld': { from: STATES, to: null },
  'reply-failed': { from: STATES, to: null },
  'reply-bounced': { from: STATES, to: null },
  closed: { from: [...DECIDED, 'continued'], to: 'closed' },
}

/** The state after an event, as far as states alone tell; undefined when the event is forbidden there. */
export function transition(state: State | null, name: EventName): State | undefined {
  const rule = RULES[name]
  if (!rule.from.includes(state)) return undefined
  return rule.to ?? state ?? undefined
}

/** The state after all events; undefined when they contain a forbidden move. */
export function stateAfter(names: readonly EventName[]): State | undefined {
  let state: State | null = null
  for (const name of names) {
    const next = transition(state, name)
    if (next === undefined) return undefined
    state = next
  }
  return state ?? undefined
}

type Guard = (request: PrivacyRequest, event: NewEvent) => boolean

/** Nothing is disclosed, changed or destroyed below A1; only the end of a purpose needs no person (ruling 7). */
const isProven: Guard = (request) =>
  levelOf(request) !== 'A0' || !demandRule(request.kind).needsProof

/** What was blocked ends by being destroyed, or by being seen to be gone, and in no other way (p.17). */
const isNotBlocked: Guard = (request) => eventsNamed(request, 'blocked').length === 0

const isDestruction: Guard = ({ kind }) => demandRule(kind).does === 'destroy'
/** Questions and objections; a copy of the data too may be handed over where no address is on record. */
const isAnsweredInWords: Guard = ({ kind }) =>
  demandRule(kind).does === 'words' || kind === 'access'

const hasText =
  (...facts: readonly string[]): Guard =>
  (_request, event) =>
    facts.every((fact) => textFact(event, fact) !== '')

/** An adverse outcome is told with its reason and its ground (GDPR 12(4); law 94-V art. 8(7)). */
const hasReason: Guard = (_request, event) =>
  /[\p{L}\p{N}]/u.test(contentText(event, 'reason') ?? '') && textFact(event, 'basis') !== ''

/** A date that was told moves only earlier (domain: 1a). */
const isEarlier: Guard = ({ obligations }, event) => {
  const [from, to] = [textFact(event, 'from'), textFact(event, 'to')]
  const owed = obligations.find(({ name }) => name === textFact(event, 'obligation'))
  const clock = clockNamed(textFact(event, 'clock'))
  if (owed === undefined || owed.doneAt !== null || clock === null || to === '') return false
  const stored = owed[clock] ?? ''
  return from === stored && (stored === '' || to < stored)
}

/** What is closed goes on only where nobody had answered (domain: closed_unanswered). */
const isOpenOrLate: Guard = (request) =>
  eventsNamed(request, 'continued').length === 0 &&
  (request.state !== 'closed' || eventsNamed(request, 'unanswered').length > 0)

const isNothingOwed: Guard = ({ obligations }) => obligations.every(({ doneAt }) => doneAt !== null)

/** A promise is overdue only from the next day, and as long as it is not kept. */
const isStillOwed: Guard = ({ obligations }, event) =>
  obligations.some(({ name, doneAt }) => doneAt === null && name === textFact(event, 'obligation'))

/** What an event needs besides the right state. */
const GUARDS: Readonly<Partial<Record<EventName, readonly Guard[]>>> = {
  corrected: [isProven],
  disclosed: [isProven],
  destroyed: [isProven, isDestruction],
  stopped: [isProven, isDestruction],
  blocked: [isProven, isDestruction, hasReason, hasText('until')],
  'kept-by-law': [isProven, isDestruction, hasText('basis', 'until', 'fields')],
  refused: [hasReason, isNotBlocked],
  unanswered: [hasReason, isNotBlocked],
  withdrawn: [isNotBlocked],
  merged: [hasText('into')],
  split: [hasText('as', 'kind')],
  continued: [hasText('as', 'kind'), isOpenOrLate],
  disowned: [isNotBlocked],
  answered: [isAnsweredInWords],
  'due-changed': [isEarlier],
  overdue: [isStillOwed],
  closed: [isNothingOwed],
}

/**
 * The one way on: the request after an event, its state and what it owes; undefined when the event is
 * forbidden (domain 3, «Forbidden»). Whoever keeps requests follows events by this and by nothing else.
 */
export function follow(request: PrivacyRequest, event: RequestEvent): PrivacyRequest | undefined {
  const state = transition(request.state, event.name)
  const isAllowed = (GUARDS[event.name] ?? []).every((guard) => guard(request, event))
  if (state === undefined || !isAllowed) return undefined
  return {
    ...request,
    events: [...request.events, event],
    obligations: owedAfter(request.obligations, event, event.at),
    state,
  }
}

/** Several at once; undefined when one of them is forbidden. */
export function followAll(
  request: PrivacyRequest,
  events: readonly NewEvent[],
  at: Date,
): PrivacyRequest | undefined {
  let next: PrivacyRequest | undefined = request
  for (const event of events)
    next = next && follow(next, { ...event, seq: next.events.length + 1, at })
  return next
}
