/** What happened to a request, one word each. Facts are ids and codes; values of people are sealed apart. */

export const EVENT_NAMES = [
  /** A letter or the owner brought the demand. */
  'opened',
  /** Mailings and transfers were stopped at once: reversible, so no proof is needed (domain: A0). */
  'held',
  /** Nothing but mailings was to stop, and they have: nobody has to prove anything for that (p.8.5, p.8.8). */
  'unsubscribed',
  /** The same is asked already, and goes on there under the first dates. */
  'merged',
  /** What was merged goes on as a request of its own after all. */
  'split',
  /** It goes on as another request: the person chose what is meant, or the demand lives on as another kind. */
  'continued',
  /** The person takes the demand back. */
  'withdrawn',
  /** A date was set or moved earlier: a term of the law began, or the calendar changed. Never later. */
  'due-changed',
  /** What could be done was looked up: a new version of the plan. */
  'planned',
  /** The person wrote again in the thread. */
  'letter-joined',
  /** An address that the request speaks of is not proven yet: a code went there, or none could. */
  'asked-to-confirm',
  /** Control of such an address is proven (A1): by its own mail server, by a code, by an answer. */
  'address-confirmed',
  /** A code that does not fit, or no longer. */
  'code-failed',
  /** The owner found the record that is meant by the number the person gave; nobody was called yet. */
  'person-found',
  /** The owner called the telephone number on record (A2). */
  'person-called',
  /** The owner saw that somebody may act for the person (A3); no copy is kept. */
  'authority-seen',
  /** «Это не я»: nothing is done, and the owner is told. */
  'disowned',
  /** A copy of an identity document came: our copy of it is destroyed, and the person told. */
  'document-came',
  /** The term is near, and an address is still not proven. */
  'identity-late',
  /** The person who has the word was asked once more. */
  'person-reminded',
  /** The owner was reminded, or warned of who keeps silent. */
  'owner-reminded',
  /** A promised day has passed; what is owed stays owed. */
  'overdue',
  /** The owner changed what is to be written. */
  'edited',
  /** Yes was said to a destruction: it counts once a second letter with its code is answered. */
  'second-yes-asked',
  'approved',
  /** The owner took an approval back before it was carried out. */
  'undone',
  'refused',
  /** The owner closed what nobody confirmed, with reasons, before the date. */
  'unanswered',
  /** The owner answered in words: a question, or an objection to automated handling. */
  'answered',
  /** The owner told the person another way than by letter. */
  'told',
  /** It cannot be destroyed yet: nobody uses it, and it is destroyed within six months (p.17). */
  'blocked',
  /** A month has passed since it was blocked, or since that was looked at. */
  'block-reviewed',
  /** A law orders some of it to be kept until a day; the rest is destroyed. */
  'kept-by-law',
  /** A partner was told to do the same (p.17, p.12). */
  'partner-told',
  'partner-reminded',
  'partner-confirmed',
  'partner-refused',
  /** The owner asked the person something. */
  'question-put',
  /** An answer of the owner that cannot count, with the reason. */
  'answer-not-counted',
  /** Carried out and seen again in a holder. */
  'corrected',
  'stopped',
  'destroyed',
  /** What is held was read, to be sent to the address on record and nowhere else (p.16). */
  'disclosed',
  /** The owner confirmed that nothing is held at this address. */
  'no-record',
  /** The owner's link was made anew: it had run out. */
  'link-renewed',
  /** Too many wrong owner codes at this link: it is dead. */
  'link-locked',
  /** The record changed after the plan was shown: the owner is asked anew. */
  'plan-outdated',
  'apply-failed',
  /** Our mail server took a reply. */
  'reply-accepted',
  /** A letter was owed and held back: too many go to the same place (safety: loops and floods). */
  'reply-withheld',
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
  /** person, system, owner:mail, owner:desk, owner:terminal */
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

/** The instant in a fact; null when there is none. */
export function instantFact(event: NewEvent, name: string): Date | null {
  const written = textFact(event, name)
  return written === '' ? null : new Date(written)
}

/** The text at a path in the sealed content; null when there is none, or it is destroyed. */
export function contentText(event: NewEvent, ...path: readonly string[]): string | null {
  let at: unknown = event.content
  for (const name of path)
    at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined
  return typeof at === 'string' ? at : null
}
