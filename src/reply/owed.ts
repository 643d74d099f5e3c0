/**
 * Which letters an event owes. No step sends a letter: it records what happened, and what is owed
 * follows from that, so that no step can forget one (ruling 5).
 */
import type { EventName, RequestEvent } from '../request/event.ts'
import { contentText, numberFact, textFact } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import type { DemandKind } from '../policy/rules.ts'
import { demandRule } from '../request/demand-kinds.ts'
import { addressIn } from '../request/identity.ts'
import { eventsNamed, promisedDate, wantedChanges } from '../request/request.ts'
import type { LetterName } from './letter-kinds.ts'
import { OWNER_LETTERS, PARTNER_LETTERS, PERSON_LETTERS } from './letter-kinds.ts'

export type Audience = 'person' | 'owner' | 'partner'

export interface Owed {
  readonly kind: LetterName
  /** With the kind it names the letter for ever: the same cause never owes two. */
  readonly version: number
  readonly audience: Audience
  /** The event that owes it. */
  readonly cause: RequestEvent
  /** Another address than the writer's; null for the writer, and for the owner. */
  readonly to: string | null
}

const OWNER: ReadonlySet<string> = new Set(OWNER_LETTERS)
const PERSON: ReadonlySet<string> = new Set(PERSON_LETTERS)
const PARTNER: ReadonlySet<string> = new Set(PARTNER_LETTERS)

export function isPartnerLetter(kind: string): boolean {
  return PARTNER.has(kind)
}

export function isOwnerLetter(kind: string): boolean {
  return OWNER.has(kind)
}

/** Somebody who answers every question with another letter gets so many questions back. */
const CLARIFICATIONS_MAX = 2

type Rule = (request: PrivacyRequest, cause: RequestEvent) => readonly LetterName[]

/** Who asks nothing but to be left alone is told once it is done; the end of a purpose is nobody's letter. */
const ACKNOWLEDGED_BY: Readonly<Record<DemandKind, LetterName | null>> = {
  rectify: 'acknowledgement-rectify',
  cease: 'acknowledgement-cease',
  unlawful: 'acknowledgement-unlawful',
  access: 'acknowledgement-access',
  question: 'acknowledgement-question',
  objection: 'acknowledgement-objection',
  'unsubscribe-only': null,
  'purpose-achieved': null,
}

function isAcknowledged(request: PrivacyRequest): boolean {
  return request.events[0]?.facts['acknowledge'] === true
}

function acknowledgement(request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  const letter = ACKNOWLEDGED_BY[request.kind]
  const isMerged = eventsNamed(request, 'merged').length > 0
  if (!isAcknowledged(request) || isMerged || letter === null) return []
  return request.kind === 'question' && cause.facts['wordless'] === true ? ['clarify'] : [letter]
}

const ifAcknowledged =
  (letter: LetterName): Rule =>
  (request) =>
    isAcknowledged(request) ? [letter] : []

/** A question has nothing to approve: the owner is told that words are wanted. */
function asksOwner({ facts }: RequestEvent): readonly LetterName[] {
  return facts['why'] === 'in-words' ? ['question-came'] : ['approval']
}

/** The first of the events that are about one day: what shares a date is told in one letter. */
function isFirstOfDay(request: PrivacyRequest, cause: RequestEvent): boolean {
  return request.events.every(
    ({ name, seq, facts }) =>
      name !== cause.name || seq >= cause.seq || facts['due'] !== cause.facts['due'],
  )
}

/** The owner hears of every missed date, the person of the one that was told (domain: L11). */
function missed(request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  if (!isFirstOfDay(request, cause)) return []
  const told = promisedDate(request, demandRule(request.kind).main)
  return ['overdue', 'escalation', ...(cause.facts['due'] === told ? (['delayed'] as const) : [])]
}

function reminded(_request: PrivacyRequest, { facts }: RequestEvent): readonly LetterName[] {
  if (facts['stage'] === 'partner') return ['partner-silent']
  if (facts['silent'] !== 'owner') return ['will-miss']
  const isLast = facts['stage'] === 'last-working-day' || facts['stage'] === 'due-day'
  return isLast ? ['reminder', 'escalation'] : ['reminder']
}

function personReminded(_request: PrivacyRequest, { facts }: RequestEvent): readonly LetterName[] {
  return [facts['about'] === 'confirm' ? 'reminder-confirm' : 'reminder-clarify']
}

/** A correction that still has no new value: the person is asked again, in words. */
function clarification(request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  if (cause.facts['asksCall'] === true) return callNeeded(request, cause)
  const earlier = eventsNamed(request, 'letter-joined').filter((event) => event.seq < cause.seq)
  const isUnclear = request.kind === 'rectify' && wantedChanges(request).length === 0
  return isUnclear && earlier.length < CLARIFICATIONS_MAX ? ['clarify'] : []
}

/** Who cannot prove an address is called by the owner, who is told so once. */
function callNeeded(request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  const first = request.events.find(({ facts }) => facts['asksCall'] === true)
  return first?.seq === cause.seq ? ['call-needed'] : []
}

/** Every wrong code is told; that no more of them count, only once. */
function wrongCode(request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  const locked = eventsNamed(request, 'code-failed').find(({ facts }) => facts['left'] === 0)
  return locked === undefined || cause.seq <= locked.seq ? ['code-wrong'] : []
}

/** The old address and the new one are both told (domain 2d). */
function corrected(request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  const { before, after } = emailIn(cause)
  const { writer } = request.details
  return [
    'corrected',
    ...(before === null || before === writer ? [] : (['email-changed'] as const)),
    ...(after === null || after === writer ? [] : (['email-new'] as const)),
  ]
}

/** The e-mail address before and after a correction; null where it was not corrected, or is forgotten. */
export function emailIn(cause: RequestEvent): {
  readonly before: string | null
  readonly after: string | null
} {
  return {
    before: contentText(cause, 'before', 'email'),
    after: contentText(cause, 'after', 'email'),
  }
}

type Addressee = (cause: RequestEvent) => string | null

/** Letters that are not for the writer: without an address of their own they go nowhere, and never to the writer instead. */
const ELSEWHERE: Readonly<Partial<Record<LetterName, Addressee>>> = {
  'confirm-address': addressIn,
  'reminder-confirm': addressIn,
  'your-data': addressIn,
  'code-wrong': addressIn,
  'not-me': addressIn,
  'email-changed': (cause) => emailIn(cause).before,
  'email-new': (cause) => emailIn(cause).after,
}

/** Only what a person was owed worries the owner; a refused letter to the owner is in the log. */
function undeliverable(_request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  return PERSON.has(textFact(cause, 'kind')) ? ['undeliverable'] : []
}

/** Whoever answers in words hears of every further word by the plan that follows it, and once. */
function joined(request: PrivacyRequest, cause: RequestEvent): readonly LetterName[] {
  return demandRule(request.kind).does === 'words' ? [] : clarification(request, cause)
}

const RULES: Readonly<Partial<Record<EventName, Rule>>> = {
  opened: acknowledgement,
  unsubscribed: ifAcknowledged('unsubscribed'),
  merged: ifAcknowledged('merged'),
  planned: (_request, cause) => asksOwner(cause),
  'letter-joined': joined,
  'asked-to-confirm': (_request, { facts }) => (facts['sent'] === true ? ['confirm-address'] : []),
  'code-failed': wrongCode,
  disowned: () => ['not-me', 'disowned'],
  'identity-late': () => ['identity-late'],
  'second-yes-asked': () => ['second-yes'],
  'link-renewed': () => ['new-link'],
  'link-locked': () => ['link-locked'],
  approved: () => ['receipt'],
  refused: () => ['refused', 'receipt'],
  unanswered: () => ['unanswered', 'receipt'],
  answered: () => ['answer', 'receipt'],
  blocked: () => ['blocked', 'receipt'],
  'kept-by-law': () => ['kept-by-law'],
  withdrawn: () => ['withdrawn'],
  stopped: () => ['stopped'],
  disclosed: () => ['your-data'],
  'person-reminded': personReminded,
  'owner-reminded': reminded,
  overdue: missed,
  'partner-told': () => ['partner-instruction'],
  'partner-reminded': () => ['partner-reminder'],
  'partner-refused': () => ['partner-refused'],
  'question-put': () => ['owner-question', 'receipt'],
  'answer-not-counted': () => ['not-understood'],
  corrected,
  destroyed: () => ['destroyed'],
  'no-record': () => ['no-record'],
  'document-came': () => ['document-deleted', 'document-came'],
  'reply-failed': undeliverable,
  'reply-bounced': undeliverable,
}

function audienceOf(kind: LetterName): Audience {
  if (isOwnerLetter(kind)) return 'owner'
  return PARTNER.has(kind) ? 'partner' : 'person'
}

/** An approval is known by the version of its plan, so that an answer is bound to it. */
function versionOf(kind: LetterName, cause: RequestEvent): number {
  return kind === 'approval' ? numberFact(cause, 'version') : cause.seq
}

/** What was withheld once is never owed again: a loop must not start anew when its day is over. */
function withheldOf(request: PrivacyRequest): ReadonlySet<string> {
  const withheld = eventsNamed(request, 'reply-withheld')
  return new Set(withheld.map((one) => `${textFact(one, 'kind')}.${numberFact(one, 'version')}`))
}

/** Everything that a request's events owe, in their order. A request entered without an address owes the person nothing by mail. */
export function owed(request: PrivacyRequest): readonly Owed[] {
  const withheld = withheldOf(request)
  return request.events.flatMap((cause) =>
    (RULES[cause.name]?.(request, cause) ?? []).flatMap((kind): Owed[] => {
      const audience = audienceOf(kind)
      const elsewhere = ELSEWHERE[kind]
      const to = elsewhere?.(cause) ?? null
      const hasNobody = elsewhere !== undefined || request.details.writer === null
      if (audience === 'person' && to === null && hasNobody) return []
      const version = versionOf(kind, cause)
      return withheld.has(`${kind}.${version}`) ? [] : [{ kind, version, audience, cause, to }]
    }),
  )
}
