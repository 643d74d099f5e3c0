/** What is owed: one request is one demand. `PrivacyRequest`, because `Request` is the web's word. */
import type { DemandKind, ObligationName } from '../policy/rules.ts'
import type { Change, Language } from '../letter/letter.ts'
import type { EventName, RequestEvent } from './event.ts'
import { numberFact, textFact } from './event.ts'
import type { State } from './state.ts'

/** Where a reply goes and what it answers. Personal: sealed with the request's own key. */
export interface Details {
  /** The From address of the letter: the only place replies go to. Null when entered by hand without one. */
  readonly writer: string | null
  /** The address stated in the letter, else null. */
  readonly stated: string | null
  /** The corrections asked for in the first letter. */
  readonly changes: readonly Change[]
  /** Message-ID of the letter, for threading; null when it had none. */
  readonly messageId: string | null
  readonly references: readonly string[]
  /** The policy's own phrase in the subject, else null. */
  readonly phrase: string | null
}

export interface Obligation {
  readonly name: ObligationName
  readonly policyDue: string | null
  readonly lawDue: string | null
  readonly softDue: string | null
  readonly actBy: string | null
  readonly doneAt: Date | null
  readonly evidence: string | null
}

export interface PrivacyRequest {
  readonly number: string
  readonly kind: DemandKind
  readonly language: Language
  /** Start of every clock: the server's arrival time, never the Date header. */
  readonly receivedAt: Date
  /** The civil day of it in the company's zone. */
  readonly receivedOn: string
  readonly details: Details
  readonly events: readonly RequestEvent[]
  readonly obligations: readonly Obligation[]
  readonly state: State
}

/** How control of an address was shown: by its own server's signature or list, by a code, by an answer from it. */
export type ConfirmedBy = 'dkim' | 'spf' | 'code' | 'reply'

/** An address to which a code went. */
export interface CodedAddress {
  readonly address: string
  /** The address on record, or the one a record is to name. */
  readonly role: 'record' | 'new'
  /** Which letter's code: 1 the acknowledgement's, else the seq of the event that asked. */
  readonly issue: number
  /** The last civil day on which the code counts. */
  readonly until: string
}

/** The address that people's records are searched by: the one stated, else the writer's. */
export function searchedAddress(request: PrivacyRequest): string | null {
  return request.details.stated ?? request.details.writer
}

export function eventsNamed(request: PrivacyRequest, name: EventName): readonly RequestEvent[] {
  return request.events.filter((event) => event.name === name)
}

export function lastEvent(request: PrivacyRequest, name: EventName): RequestEvent | undefined {
  return eventsNamed(request, name).at(-1)
}

/** What the ledger keeps of the opening; '' when it says nothing of it. */
export function openingText(request: PrivacyRequest, fact: string): string {
  const [opened] = request.events
  return opened === undefined ? '' : textFact(opened, fact)
}

/** The version of the plan now in force; 0 before the first. */
export function planVersion(request: PrivacyRequest): number {
  const last = lastEvent(request, 'planned')
  return last === undefined ? 0 : numberFact(last, 'version')
}

export function obligationNamed(
  request: PrivacyRequest,
  name: ObligationName,
): Obligation | undefined {
  return request.obligations.find((obligation) => obligation.name === name)
}

/** The date that a person is told: the policy's own, else the law's, else the target; null when none is promised. */
export function promisedDate(request: PrivacyRequest, name: ObligationName): string | null {
  const obligation = obligationNamed(request, name)
  return obligation?.policyDue ?? obligation?.lawDue ?? obligation?.softDue ?? null
}

/** What is done for a person only once it is proven who asks; an acknowledgement and a hold need no proof. */
const NEEDS_PROOF: readonly ObligationName[] = ['correct', 'stop', 'destroy', 'block', 'export']

type Dated = Pick<Obligation, 'name' | 'policyDue' | 'lawDue'> & Partial<Pick<Obligation, 'doneAt'>>

/** The strictest day of policy and law; null where neither binds. */
function boundDate({ policyDue, lawDue }: Pick<Dated, 'policyDue' | 'lawDue'>): string | null {
  return [policyDue, lawDue].filter((day) => day !== null).toSorted()[0] ?? null
}

/** The strictest promised day, by policy or law, of what a proven person is still owed; null when none is. */
export function nextDue(obligations: readonly Dated[]): string | null {
  const days = obligations
    .filter(({ name, doneAt = null }) => NEEDS_PROOF.includes(name) && doneAt === null)
    .map(boundDate)
    .filter((day) => day !== null)
  return days.toSorted()[0] ?? null
}

/** What is owed next and somebody must act for, with the day that binds, or the target where none does. */
export function watchedNext(
  request: PrivacyRequest,
): (Obligation & { readonly day: string }) | null {
  const open = request.obligations.flatMap((owed) => {
    const day = boundDate(owed) ?? owed.softDue
    const isWatched = owed.doneAt === null && owed.name !== 'ack' && owed.name !== 'hold'
    return isWatched && day !== null ? [{ ...owed, day }] : []
  })
  return open.toSorted((one, other) => (one.day < other.day ? -1 : 1))[0] ?? null
}

/** The corrections now asked for: later letters and the owner's edits replace a field's earlier value. */
export function wantedChanges(request: PrivacyRequest): readonly Change[] {
  const wanted = new Map(request.details.changes.map((change) => [change.field, change]))
  for (const event of request.events)
    if (event.name === 'letter-joined' || event.name === 'edited')
      for (const change of changesIn(event)) wanted.set(change.field, change)
  return [...wanted.values()]
}

function changesIn(event: RequestEvent): readonly Change[] {
  return isChanges(event.content) ? event.content.changes : []
}

function isChanges(content: unknown): content is { readonly changes: readonly Change[] } {
  return typeof content === 'object' && content !== null && 'changes' in content
}
