/** What only the owner knows of a request, as an event. */
import { Fault } from '../errors.ts'
import type { DemandKind } from '../policy/rules.ts'
import type { NewEvent } from '../request/event.ts'
import { continued, split } from '../request/follow-up.ts'
import { leftAfter, toldPartners } from '../request/partners.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent } from '../request/request.ts'

export type OwnersNote =
  /** The person was told another way than by letter. */
  | { readonly what: 'told'; readonly how: string }
  /** The person took the demand back, and said so to the owner. */
  | { readonly what: 'withdrawn' }
  /** What was joined to another request goes on by itself after all. */
  | { readonly what: 'split' }
  /** It really asks for something else, and goes on as that under its own time of receipt. */
  | { readonly what: 'taken-as'; readonly kind: DemandKind }
  /** A partner said so another way than by answering our letter. */
  | { readonly what: 'partner-done'; readonly partner: string }

const ACTOR = 'owner:terminal'

const notDone = (detail: string): Fault => new Fault('not-done', { detail })

function splitOff(request: PrivacyRequest, idKey: Buffer): NewEvent {
  if (lastEvent(request, 'merged') === undefined) throw notDone('this request was not merged')
  const { kind, receivedAt: received } = request
  return split(request, { kind, received, why: 'split' }, ACTOR, idKey)
}

function takenAs(request: PrivacyRequest, kind: DemandKind, idKey: Buffer): NewEvent {
  if (kind === request.kind) throw notDone(`it is a request of the kind ${kind} already`)
  return continued(request, { kind, received: request.receivedAt, why: 'owner' }, ACTOR, idKey)
}

function partnerDone(request: PrivacyRequest, partner: string): NewEvent {
  const isTold = toldPartners(request).some((one) => one.partner === partner)
  if (!isTold) throw notDone(`${partner} was not told of this request`)
  const facts = { partner, left: leftAfter(request, partner) }
  return { name: 'partner-confirmed', actor: ACTOR, facts }
}

/** @throws Fault not-done */
export function noteOf(request: PrivacyRequest, said: OwnersNote, idKey: Buffer): NewEvent {
  switch (said.what) {
    case 'told':
      return { name: 'told', actor: ACTOR, facts: { how: said.how } }
    case 'withdrawn':
      return { name: 'withdrawn', actor: ACTOR, facts: {} }
    case 'split':
      return splitOff(request, idKey)
    case 'taken-as':
      return takenAs(request, said.kind, idKey)
    case 'partner-done':
      return partnerDone(request, said.partner)
  }
}
