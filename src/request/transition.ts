/** The states of a request, computed from its events and from nothing else. */
import type { EventName } from './event.ts'

export const STATES = [
  /** Something came that has not been looked up yet. */
  'received',
  /** Somebody must first prove that an address is theirs, or be called. The term goes on. */
  'awaiting-identity',
  'awaiting-approval',
  /** The owner asked; the person has the word. The term goes on. */
  'awaiting-person',
  'approved',
  /** Carried out; the final reply is on its way. */
  'fulfilled',
  'refused',
  /** Whose address it is says that the demand is not theirs. */
  'stopped',
  'closed',
] as const
export type State = (typeof STATES)[number]

const UNDECIDED: readonly State[] = [
  'received',
  'awaiting-identity',
  'awaiting-approval',
  'awaiting-person',
]
const ASKED: readonly State[] = ['awaiting-approval', 'awaiting-person']
/** A refusal and a question need no proof of who the person is. */
const ANSWERABLE: readonly State[] = [...ASKED, 'awaiting-identity']
const OPEN: readonly State[] = [...UNDECIDED, 'approved', 'fulfilled', 'refused', 'stopped']

interface Rule {
  readonly from: readonly (State | null)[]
  /** Null: the state stays. */
  readonly to: State | null
}

/** What may follow what. An event that is not allowed in a state cannot be recorded. */
const RULES: Readonly<Record<EventName, Rule>> = {
  opened: { from: [null], to: 'received' },
  held: { from: OPEN, to: null },
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
  edited: { from: UNDECIDED, to: 'received' },
  'second-yes-asked': { from: ASKED, to: null },
  approved: { from: ASKED, to: 'approved' },
  undone: { from: ['approved'], to: 'received' },
  refused: { from: ANSWERABLE, to: 'refused' },
  'question-put': { from: ANSWERABLE, to: 'awaiting-person' },
  'answer-not-counted': { from: STATES, to: null },
  corrected: { from: ['approved'], to: 'fulfilled' },
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
  closed: { from: ['fulfilled', 'refused', 'stopped'], to: 'closed' },
}

/** The state after an event; undefined when the event is forbidden there. */
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
