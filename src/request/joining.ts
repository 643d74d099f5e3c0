/** A letter in the thread of a request, and what can be said of it: whose it is, and what it brings. */
import type { Change } from '../letter/letter.ts'
import type { ReadLetter } from '../letter/receive.ts'
import type { Mark } from '../letter/reference.ts'
import { isAuthoritySeen, provenAddresses } from './identity.ts'
import type { PersonAnswer } from './person-answer.ts'
import type { PrivacyRequest } from './request.ts'
import { searchedAddress, wantedChanges } from './request.ts'
import type { Letters, Requests } from './requests.ts'

export interface JoinPorts {
  readonly requests: Pick<Requests, 'load'>
  readonly letters: Pick<Letters, 'join'>
  /** Where a letter of ours went, by its id: only who reads that mailbox knows its mark. */
  readonly sentTo: (replyId: string) => Promise<string | null>
  readonly idKey: Buffer
  /** The civil day it is in the company's zone. */
  readonly today: string
  readonly strictIdentity: boolean
}

/** A letter in a thread of ours, by the mark of the letter it answers; by a number in the subject alone when null. */
export interface Threaded {
  readonly number: string
  readonly mark: Mark | null
}

export interface Joining {
  readonly request: PrivacyRequest
  readonly letter: ReadLetter
  readonly sender: string
  /** Where the letter went that is answered: only who reads that mailbox knows its mark. Null without a mark. */
  readonly addressee: string | null
  /** The event which that letter speaks of; 0 without a mark. */
  readonly answered: number
  readonly answer: PersonAnswer
}

/** From is a claim; the mark is not. A mark proves the mailbox that its letter was sent to, and no other. */
export async function addresseeOf(
  mark: Mark | null,
  { sentTo }: JoinPorts,
): Promise<string | null> {
  return mark === null ? null : sentTo(`${mark.about}.${mark.kind}.${mark.version}`)
}

/** By its own mail server, which the setting `strictIdentity` does not take for a proof. */
export function isProvenSender({ letter }: Joining, { strictIdentity }: JoinPorts): boolean {
  return !strictIdentity && letter.understanding.proven !== null
}

/** Who is asked to confirm and writes something else may have no way to: the owner can call the number on record. */
export function asksCall({ request, sender, answer }: Joining): boolean {
  const { state, details } = request
  return state === 'awaiting-identity' && answer.say === 'more' && sender === details.writer
}

/** A sender whose server signed before has one that signs: without it, a mark may be one that was passed on. */
function isTheirs(joining: Joining, ports: JoinPorts): boolean {
  if (isProvenSender(joining, ports)) return true
  const by = provenAddresses(joining.request).get(joining.sender)
  return joining.addressee === joining.sender && by !== 'dkim' && by !== 'spf'
}

/** From is a claim: a letter is the writer's where something shows that it is. */
export function isWriters(joining: Joining, ports: JoinPorts): boolean {
  return joining.sender === joining.request.details.writer && isTheirs(joining, ports)
}

/** The values that the letter brings to a correction. */
export function broughtBy(joining: Joining, ports: JoinPorts): readonly Change[] {
  const { kind } = joining.request
  const mayCorrect = kind === 'rectify' || (kind === 'question' && joining.answer.say === 'choice')
  const isOpen = mayCorrect && isWriters(joining, ports)
  return isOpen ? joining.letter.understanding.changes : []
}

/** Another value than the one that the person on record was asked about, from somebody else. */
export function asksAnew({ request, sender }: Joining, wanted: readonly Change[]): boolean {
  if (sender === searchedAddress(request) || isAuthoritySeen(request)) return false
  const known = wantedChanges(request)
  return wanted.some(({ field, to }) => !known.some((one) => one.field === field && one.to === to))
}
