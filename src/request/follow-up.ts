/**
 * A demand that goes on as another request: the person chose what is meant, a complaint that was not
 * confirmed lives on as a withdrawal (p.16, p.17), what a law kept has reached its day, or somebody
 * answered after all. The new one keeps the time of the first letter, unless it begins anew.
 */
import type { DemandKind } from '../policy/rules.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import type { Deadlines } from '../policy/term.ts'
import { demandRule } from './demand-kinds.ts'
import type { NewEvent, RequestEvent } from './event.ts'
import { instantFact, textFact } from './event.ts'
import { calledRecord, confirmationsOfNow, isForAnother, provenAddresses } from './identity.ts'
import { requestNumber } from './number.ts'
import { owedFrom } from './open.ts'
import type { OpenPorts } from './open.ts'
import type { PrivacyRequest } from './request.ts'
import { eventsNamed, lastEvent, nextDue, wantedChanges } from './request.ts'
import type { NewRequest } from './requests.ts'

export type FollowPorts = Pick<
  OpenPorts,
  'deadlines' | 'idKey' | 'codeUntil' | 'editions' | 'hasPartners'
>

export interface GoesOnAs {
  readonly kind: DemandKind
  /** When its clock began; the receipt of the first letter, or now where it begins anew. */
  readonly received: Date
  readonly why:
    | 'chosen'
    | 'not-confirmed'
    | 'kept-until'
    | 'answered-late'
    | 'objected'
    | 'split'
    | 'owner'
}

/** The number of what a request goes on as: derived, so that it is opened once. */
function followUpNumber(
  idKey: Buffer,
  request: PrivacyRequest,
  goesOn: Pick<GoesOnAs, 'kind' | 'why'>,
): string {
  const about = `${request.number}\0${goesOn.why}\0${goesOn.kind}`
  return requestNumber(idKey, about, 0)
}

/** The event that says so; the request itself is opened from it. */
export function continued(
  request: PrivacyRequest,
  goesOn: GoesOnAs,
  actor: string,
  idKey: Buffer,
): NewEvent {
  return { name: 'continued', actor, facts: goingOn(request, goesOn, idKey) }
}

/** Another request is opened beside this one, which goes on. */
export function split(
  request: PrivacyRequest,
  goesOn: GoesOnAs,
  actor: string,
  idKey: Buffer,
): NewEvent {
  return { name: 'split', actor, facts: goingOn(request, goesOn, idKey) }
}

function goingOn(request: PrivacyRequest, goesOn: GoesOnAs, idKey: Buffer): NewEvent['facts'] {
  const { kind, received, why } = goesOn
  return {
    as: followUpNumber(idKey, request, goesOn),
    kind,
    received: received.toISOString(),
    why,
  }
}

/** Who was called about what is asked now, and whose authority was seen, stays so. */
function proofsSeen(request: PrivacyRequest): readonly NewEvent[] {
  const called = calledRecord(request) === null ? [] : eventsNamed(request, 'person-called')
  const seen = [...called, ...eventsNamed(request, 'authority-seen')]
  return seen.map(({ name, actor, facts }) => ({ name, actor, facts }))
}

/** What a late answer proved, and what was proven of other addresses for what is asked now: no older yes goes along. */
function addressesProven(request: PrivacyRequest, event: RequestEvent): readonly NewEvent[] {
  const by = textFact(event, 'by')
  const late = by === '' ? [] : [{ facts: { by }, content: event.content }]
  return [...confirmationsOfNow(request), ...late].map(({ facts, content }) => ({
    name: 'address-confirmed',
    actor: 'person',
    facts: { by: facts['by'] ?? '' },
    content,
  }))
}

function kindOf(event: RequestEvent): DemandKind | null {
  return DEMAND_KINDS.find((kind) => kind === textFact(event, 'kind')) ?? null
}

/** Another hand may have said that it goes on: nothing goes along then. */
function isUnproven(event: RequestEvent): boolean {
  return event.facts['unproven'] === true
}

function proofsAlong(request: PrivacyRequest, event: RequestEvent): readonly NewEvent[] {
  return isUnproven(event) ? [] : [...addressesProven(request, event), ...proofsSeen(request)]
}

function provenWriter(request: PrivacyRequest, event: RequestEvent): string {
  const { writer } = request.details
  if (isUnproven(event)) return ''
  return (writer === null ? undefined : provenAddresses(request).get(writer)) ?? ''
}

/** What is done at once counts from the moment it was asked; all the rest from the first letter. */
const AT_ONCE: ReadonlySet<string> = new Set(['ack', 'hold'])

function datedFrom(
  kind: DemandKind,
  receivedAt: Date,
  event: RequestEvent,
  ports: FollowPorts,
): Deadlines {
  const dated = ports.deadlines(kind, receivedAt)
  const asked = ports.deadlines(kind, event.at < receivedAt ? receivedAt : event.at)
  const obligations = dated.obligations.map((owed) =>
    AT_ONCE.has(owed.name)
      ? (asked.obligations.find(({ name }) => name === owed.name) ?? owed)
      : owed,
  )
  return { ...dated, obligations }
}

function openingOf(
  request: PrivacyRequest,
  event: RequestEvent,
  dated: Deadlines,
  ports: FollowPorts,
): NewEvent {
  const proven = provenWriter(request, event)
  const writer = writerOf(request, dated.kind)
  const isAsked = proven === '' && demandRule(dated.kind).needsProof && writer !== null
  return {
    name: 'opened',
    actor: event.actor,
    facts: {
      follows: request.number,
      letter: textFact(request.events[0] ?? event, 'letter'),
      acknowledge: writer !== null,
      proven,
      representative: isForAnother(request),
      ref: textFact(lastEvent(request, 'kept-by-law') ?? event, 'ref'),
      ...ports.editions(dated.receivedOn),
      codeUntil: isAsked ? ports.codeUntil(nextDue(dated.obligations)) : '',
    },
  }
}

/** The end of a purpose is the company's own to see: nobody is written to. */
function writerOf({ details }: PrivacyRequest, kind: DemandKind): string | null {
  return kind === 'purpose-achieved' ? null : details.writer
}

/** Null when the event names no kind. */
export function followUpOf(
  request: PrivacyRequest,
  event: RequestEvent,
  ports: FollowPorts,
): NewRequest | null {
  const kind = kindOf(event)
  if (kind === null) return null
  const receivedAt = instantFact(event, 'received') ?? request.receivedAt
  const dated = datedFrom(kind, receivedAt, event, ports)
  const writer = writerOf(request, kind)
  const hasWriter = writer !== null
  const owing = { isAcknowledged: true, hasWriter, hasPartners: ports.hasPartners }
  const changes = kind === 'rectify' ? wantedChanges(request) : []
  return {
    number: textFact(event, 'as'),
    kind,
    language: request.language,
    receivedAt,
    receivedOn: dated.receivedOn,
    contentId: null,
    details: { ...request.details, writer, changes },
    obligations: owedFrom(dated, owing),
    opening: openingOf(request, event, dated, ports),
    known: proofsAlong(request, event),
  }
}
