/** A letter that is owed, with everything it is written from: the values, whom it goes to, what it answers. */
import type { Policy } from '../policy/policy.ts'
import type { Language } from '../letter/letter.ts'
import { writeMark, writeMessageId } from '../letter/reference.ts'
import type { PrivacyRequest } from '../request/request.ts'
import type { Context, Draft, Filled } from './draft.ts'
import { routineMax } from './limits.ts'
import type { Owed } from './owed.ts'
import { ownerValues } from './owner-letters.ts'
import { personValues } from './person-letters.ts'

const REFERENCES_MAX = 20

function domainOf(policy: Policy): string {
  return policy.mailbox.address.split('@', 2)[1] ?? 'localhost'
}

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

/** Null when the request has no address to write to. */
export function compose(request: PrivacyRequest, owed: Owed, context: Context): Draft | null {
  const isOwner = owed.audience === 'owner'
  const to = isOwner ? context.ownerEmail : (owed.to ?? request.details.writer)
  if (to === null) return null
  const language = isOwner ? ownerLanguage(context.policy) : request.language
  const mark = { about: request.number, kind: owed.kind, version: owed.version }
  const thread = isOwner
    ? ownerThread(request, owed, context)
    : owed.to === null || owed.to === request.details.writer
      ? personThread(request)
      : []
  return {
    id: `${mark.about}.${mark.kind}.${mark.version}`,
    kind: owed.kind,
    audience: owed.audience,
    language,
    filled:
      ownerValues({ request, owed, language, context }) ??
      personValues({ request, owed, language, context }),
    to,
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
