/** A letter that is owed, with everything it is written from: the values, whom it goes to, what it answers. */
import type { Policy } from '../policy/policy.ts'
import type { Language } from '../letter/letter.ts'
import { writeMark, writeMessageId } from '../letter/reference.ts'
import type { PrivacyRequest } from '../request/request.ts'
import type { Context, Draft, Filled } from './draft.ts'
import { routineMax } from './limits.ts'
import type { Owed } from './owed.ts'
import { ownerValues } from './owner-letters.ts'
import { partnerOf, partnerValues } from './partner-letters.ts'
import { personValues } from './person-letters.ts'
import { canWait, endOfNight } from './night.ts'
import { domainOf, dueDate } from './request-values.ts'
import { filesOf } from './your-data.ts'

const REFERENCES_MAX = 20

/** The thread of the person's letter, so that the reply lies beneath it in every mail program. */
function personThread(request: PrivacyRequest): readonly string[] {
  const { references, messageId } = request.details
  return messageId === null ? references : [...references, messageId]
}

/** The owner's letters about one request lie beneath the first of them. */
function ownerThread(request: PrivacyRequest, owed: Owed, context: Context): readonly string[] {
  const first = { about: request.number, kind: 'approval', version: 1 }
  const isFirst = owed.kind === 'approval' && owed.version === 1
  return isFirst ? [] : [writeMessageId(context.idKey, first, domainOf(context.policy))]
}

function ownerLanguage(policy: Policy): Language {
  return policy.owner.language
}

/** At night only what cannot wait: where a working day or less is left, the owner is written to at once. */
function waitOf(
  request: PrivacyRequest,
  { kind }: Owed,
  context: Context,
): { readonly notBefore?: Date } {
  const { now, policy, workingDaysUntil } = context
  const day = dueDate(request)
  const isUrgent = day !== null && workingDaysUntil(day) <= 1
  const morning =
    canWait(kind) && !isUrgent ? endOfNight(now, policy.zone, policy.owner.night) : null
  return morning === null ? {} : { notBefore: morning }
}

interface Reader {
  readonly to: string
  readonly language: Language
  readonly thread: readonly string[]
}

/** The second contact is written to by name, or not at all. */
function ownerReader(request: PrivacyRequest, owed: Owed, context: Context): Reader | null {
  const { policy, ownerEmail } = context
  const to = owed.kind === 'escalation' ? (policy.owner.second ?? null) : ownerEmail
  const thread = ownerThread(request, owed, context)
  return to === null ? null : { to, language: ownerLanguage(policy), thread }
}

function partnerReader(owed: Owed, { policy }: Context): Reader | null {
  const partner = partnerOf(owed, policy)
  return partner === null ? null : { to: partner.address, language: partner.language, thread: [] }
}

/** Whoever did not write the letter must not read its thread. */
function personReader(request: PrivacyRequest, owed: Owed): Reader | null {
  const { writer } = request.details
  const to = owed.to ?? writer
  const thread = to === writer ? personThread(request) : []
  return to === null ? null : { to, language: request.language, thread }
}

/** Who reads it, and in which language; null where nobody can be written to. */
function readerOf(request: PrivacyRequest, owed: Owed, context: Context): Reader | null {
  switch (owed.audience) {
    case 'owner':
      return ownerReader(request, owed, context)
    case 'partner':
      return partnerReader(owed, context)
    case 'person':
      return personReader(request, owed)
  }
}

/** Null when the request has no address to write to. */
export function compose(request: PrivacyRequest, owed: Owed, context: Context): Draft | null {
  const reader = readerOf(request, owed, context)
  if (reader === null) return null
  const { to, language, thread } = reader
  const mark = { about: request.number, kind: owed.kind, version: owed.version }
  const matter = { request, owed, language, context }
  return {
    id: `${mark.about}.${mark.kind}.${mark.version}`,
    kind: owed.kind,
    audience: owed.audience,
    language,
    filled: partnerValues(matter) ?? ownerValues(matter) ?? personValues(matter),
    ...filesOf(matter),
    to,
    ...waitOf(request, owed, context),
    messageId: writeMessageId(context.idKey, mark, domainOf(context.policy)),
    mark: writeMark(context.idKey, mark),
    references: thread.slice(-REFERENCES_MAX),
  }
}

/** A letter to the owner about a letter that nobody could understand; it belongs to no request. */
export function composeHeld(
  held: {
    readonly contentId: string
    readonly filled: Filled & { readonly template: 'held' }
  },
  context: Context,
): Draft {
  const mark = { about: `L${held.contentId.slice(0, 16)}`, kind: 'held', version: 1 }
  return {
    id: `${mark.about}.${mark.kind}.${mark.version}`,
    kind: 'held',
    audience: 'owner',
    language: ownerLanguage(context.policy),
    filled: held.filled,
    to: context.ownerEmail,
    messageId: writeMessageId(context.idKey, mark, domainOf(context.policy)),
    mark: writeMark(context.idKey, mark),
    references: [],
  }
}

/** To the owner, who gets no more routine letters today; one a day, whatever set it off. */
export function composeFlood(context: Context): Draft {
  const { policy, idKey, ownerEmail, today } = context
  const mark = { about: `FLOOD-${today}`, kind: 'flood', version: 1 }
  const count = String(routineMax(policy.limits.lettersPerDay))
  return {
    id: `${mark.about}.${mark.kind}.${mark.version}`,
    kind: 'flood',
    audience: 'owner',
    language: ownerLanguage(policy),
    filled: { template: 'flood', values: { count, mailbox: policy.mailbox.address } },
    to: ownerEmail,
    messageId: writeMessageId(idKey, mark, domainOf(policy)),
    mark: writeMark(idKey, mark),
    references: [],
  }
}
