/** The states of a request, computed from its events and from nothing else. */
import type { EventName } from './event.ts'

export const STATES = [
  /** Something came that has not been looked up yet. */
  'received',
  'awaiting-approval',
  /** The owner asked; the person has the word. The term goes on. */
  'awaiting-person',
  'approved',
  /** Carried out; the final reply is on its way. */
  'fulfilled',
  'refused',
  'closed',
] as const
export type State = (typeof STATES)[number]

const UNDECIDED: readonly State[] = ['received', 'awaiting-approval', 'awaiting-person']
const ASKED: readonly State[] = ['awaiting-approval', 'awaiting-person']
const OPEN: readonly State[] = [...UNDECIDED, 'approved', 'fulfilled', 'refused']

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
  edited: { from: UNDECIDED, to: 'received' },
  approved: { from: ASKED, to: 'approved' },
  refused: { from: ASKED, to: 'refused' },
  'question-put': { from: ASKED, to: 'awaiting-person' },
  'answer-not-counted': { from: STATES, to: null },
  corrected: { from: ['approved'], to: 'fulfilled' },
  destroyed: { from: ['approved'], to: 'fulfilled' },
  'no-record': { from: ['approved'], to: 'fulfilled' },
  'plan-outdated': { from: ['approved'], to: 'received' },
  'apply-failed': { from: ['approved'], to: null },
  'reply-accepted': { from: STATES, to: null },
  'reply-failed': { from: STATES, to: null },
  'reply-bounced': { from: STATES, to: null },
  closed: { from: ['fulfilled', 'refused'], to: 'closed' },
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
