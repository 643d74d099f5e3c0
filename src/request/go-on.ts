/** What a letter in the thread makes of a request besides joining it: another demand, its end, a new beginning. */
import type { DemandKind } from '../policy/rules.ts'
import { demandRule } from './demand-kinds.ts'
import type { NewEvent } from './event.ts'
import { continued, split } from './follow-up.ts'
import type { Joining, JoinPorts } from './joining.ts'
import { isWriters } from './joining.ts'
import type { PersonAnswer } from './person-answer.ts'
import type { PrivacyRequest } from './request.ts'

/** What each of the five choices of our question means (domain: L2). */
const CHOICES: readonly (DemandKind | null)[] = [
  'rectify',
  'cease',
  'unsubscribe-only',
  'access',
  // A question stays one.
  null,
]

/**
 * The person says what is meant: it goes on as that, under the time of the first letter. What the first
 * letter proved goes along only where this one shows the same hand: it says more than the first did.
 */
export function chosen(joining: Joining, choice: number, ports: JoinPorts): readonly NewEvent[] {
  const { request } = joining
  const kind = CHOICES[choice - 1] ?? null
  if (kind === null) return []
  const goesOn = { kind, received: request.receivedAt, why: 'chosen' } as const
  const event = continued(request, goesOn, 'person', ports.idKey)
  if (isWriters(joining, ports)) return [event]
  return [{ ...event, facts: { ...event.facts, unproven: true } }]
}

/** Somebody who is proven to be the writer takes the demand back, and wants nothing else (domain 3: withdrawn). */
export function isTakenBack(joining: Joining, ports: JoinPorts): boolean {
  const { understanding } = joining.letter
  return (
    understanding.flags.includes('retraction') &&
    (!understanding.flags.includes('held-back') || isDestruction(joining)) &&
    understanding.alsoKinds.length === 0 &&
    understanding.changes.length === 0 &&
    isWriters(joining, ports)
  )
}

/** «Остальное не удаляйте» takes back a demand to destroy, and no other. */
function isDestruction({ request }: Joining): boolean {
  return demandRule(request.kind).does === 'destroy'
}

/** Whoever wants a person to decide gets one, within a term of its own (law 94-V art. 19-1). */
export function objects({ request, letter }: Joining, idKey: Buffer): readonly NewEvent[] {
  const isNew = letter.understanding.flags.includes('objection') && request.kind !== 'objection'
  if (!isNew) return []
  return [
    split(
      request,
      { kind: 'objection', received: letter.receivedAt, why: 'objected' },
      'person',
      idKey,
    ),
  ]
}

/**
 * Closed because nobody answered: any answer begins it anew, with dates of its own (domain:
 * closed_unanswered). A number in a subject can be guessed or seen: without a mark only a right code answers.
 */
export function isAnsweredLate(
  { request, addressee }: Joining,
  proofs: readonly NewEvent[],
): boolean {
  const { events, state } = request
  const isOver = state === 'unanswered' || state === 'closed'
  const names = new Set(events.map(({ name }) => name))
  const isLate = isOver && names.has('unanswered') && !names.has('continued')
  return isLate && (addressee !== null || proofs.some(({ name }) => name === 'address-confirmed'))
}

/** The proof that the late answer brings goes along. */
export function beginAnew(
  { request, letter }: Joining,
  proofs: readonly NewEvent[],
  idKey: Buffer,
): readonly NewEvent[] {
  const goesOn = { kind: request.kind, received: letter.receivedAt, why: 'answered-late' } as const
  const event = continued(request, goesOn, 'person', idKey)
  const proof = proofs.find(({ name }) => name === 'address-confirmed')
  if (proof === undefined) return [event]
  return [
    { ...event, facts: { ...event.facts, by: proof.facts['by'] ?? '' }, content: proof.content },
  ]
}

/** A number is a choice only where choices were offered. */
export function meantBy(answer: PersonAnswer, request: PrivacyRequest): PersonAnswer {
  return answer.say === 'choice' && !wasOfferedChoices(request) ? { say: 'more' } : answer
}

/** A letter of nothing but a subject, or an owner who could not tell either. */
function wasOfferedChoices(request: PrivacyRequest): boolean {
  const isWordless = request.events[0]?.facts['wordless'] === true
  return request.kind === 'question' && isWordless
}
