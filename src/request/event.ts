/** What happened to a request, one word each. Facts are ids and codes; values of people are sealed apart. */

export const EVENT_NAMES = [
  /** A letter or the owner brought the demand. */
  'opened',
  /** Mailings and transfers were stopped at once: reversible, so no proof is needed (domain: A0). */
  'held',
  /** What could be done was looked up: a new version of the plan. */
  'planned',
  /** The person wrote again in the thread. */
  'letter-joined',
  /** The owner changed what is to be written. */
  'edited',
  'approved',
  'refused',
  /** The owner asked the person something. */
  'question-put',
  /** An answer of the owner that cannot count, with the reason. */
  'answer-not-counted',
  /** Carried out and seen again in a holder. */
  'corrected',
  'destroyed',
  /** The owner confirmed that nothing is held at this address. */
  'no-record',
  /** The record changed after the plan was shown: the owner is asked anew. */
  'plan-outdated',
  'apply-failed',
  /** Our mail server took a reply. */
  'reply-accepted',
  /** It refused a reply for good. */
  'reply-failed',
  /** A delivery report came back. */
  'reply-bounced',
  /** Nothing is owed any more. */
  'closed',
] as const
export type EventName = (typeof EVENT_NAMES)[number]

export type Facts = Readonly<Record<string, string | number | boolean | null>>

/** An event before it has a place in the ledger. */
export interface NewEvent {
  readonly name: EventName
  /** person, system, owner:mail, owner:terminal */
  readonly actor: string
  readonly facts: Facts
  /** Personal values that belong to the event (a plan, the owner's words); sealed before it is kept. */
  readonly content?: unknown
}

export interface RequestEvent extends NewEvent {
  readonly seq: number
  readonly at: Date
}

/** The number in a fact; 0 when there is none. */
export function numberFact(event: NewEvent, name: string): number {
  const value = event.facts[name]
  return typeof value === 'number' ? value : 0
}

/** The text in a fact; '' when there is none. */
export function textFact(event: NewEvent, name: string): string {
  const value = event.facts[name]
  return typeof value === 'string' ? value : ''
}
