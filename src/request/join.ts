/** A person answers a letter of ours: the same request goes on, nobody writes a second time. */
import { Fault } from '../errors.ts'
import { separate } from '../letter/own-words/quotes.ts'
import type { Change } from '../letter/letter.ts'
import type { ReadLetter } from '../letter/receive.ts'
import type { Mark } from '../letter/reference.ts'
import { onlySender } from '../letter/sender.ts'
import { CODE_TRIES_MAX, confirmationCode, isSameCode } from './confirmation.ts'
import type { NewEvent } from './event.ts'
import {
  askedAddresses,
  isAsking,
  isAuthoritySeen,
  provenAddresses,
  wasAsked,
  wrongCodes,
} from './identity.ts'
import type { PersonAnswer } from './person-answer.ts'
import { readPersonAnswer } from './person-answer.ts'
import type { CodedAddress, PrivacyRequest } from './request.ts'
import { searchedAddress, wantedChanges } from './request.ts'
import type { Letters, Requests } from './requests.ts'
import { transition } from './transition.ts'

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

interface Joining {
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
async function addresseeOf(mark: Mark | null, { sentTo }: JoinPorts): Promise<string | null> {
  return mark === null ? null : sentTo(`${mark.about}.${mark.kind}.${mark.version}`)
}

/** By its own mail server, which the setting `strictIdentity` does not take for a proof. */
function isProvenSender({ letter }: Joining, { strictIdentity }: JoinPorts): boolean {
  return !strictIdentity && letter.understanding.proven !== null
}

/** Who is asked to confirm and writes something else may have no way to: the owner can call the number on record. */
function asksCall({ request, sender, answer }: Joining): boolean {
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
function isWriters(joining: Joining, ports: JoinPorts): boolean {
  return joining.sender === joining.request.details.writer && isTheirs(joining, ports)
}

/** The values that the letter brings to a correction. */
function broughtBy(joining: Joining, ports: JoinPorts): readonly Change[] {
  const isOpen = joining.request.kind === 'rectify' && isWriters(joining, ports)
  return isOpen ? joining.letter.understanding.changes : []
}

/** Another value than the one that the person on record was asked about, from somebody else. */
function asksAnew({ request, sender }: Joining, wanted: readonly Change[]): boolean {
  if (sender === searchedAddress(request) || isAuthoritySeen(request)) return false
  const known = wantedChanges(request)
  return wanted.some(({ field, to }) => !known.some((one) => one.field === field && one.to === to))
}

function joined(joining: Joining, isProof: boolean, ports: JoinPorts): NewEvent {
  const { letter } = joining
  const { changes, review, flags } = letter.understanding
  const wanted = broughtBy(joining, ports)
  return {
    name: 'letter-joined',
    actor: 'person',
    facts: {
      letter: letter.contentId.slice(0, 16),
      changes: wanted.length,
      review: review || (changes.length > 0 && !isWriters(joining, ports)),
      representative: flags.includes('representative'),
      document: flags.includes('document'),
      asksCall: !isProof && asksCall(joining),
      ...(asksAnew(joining, wanted) ? { asksAnew: true } : {}),
    },
    content: { changes: wanted },
  }
}

function confirmed(address: string, by: 'dkim' | 'spf' | 'code' | 'reply'): NewEvent {
  return { name: 'address-confirmed', actor: 'person', facts: { by }, content: { address } }
}

/** What a code proves: the address it was sent to, whichever of the request's mailboxes it comes from. */
function codeEvents(joining: Joining, code: string, ports: JoinPorts): readonly NewEvent[] {
  const { request } = joining
  const proven = provenAddresses(request)
  const open = askedAddresses(request).filter(({ address }) => !proven.has(address))
  if (!isAsking(request)) return []
  const content = { address: joining.sender }
  const failed = (why: string, left: number): NewEvent[] => [
    { name: 'code-failed', actor: 'person', facts: { why, left }, content },
  ]
  const tries = wrongCodes(request)
  if (tries >= CODE_TRIES_MAX) return failed('locked', 0)
  const fits = ({ address, issue }: CodedAddress): boolean =>
    isSameCode(code, confirmationCode(ports.idKey, { number: request.number, address, issue }))
  const found = open.find(fits)
  const left = CODE_TRIES_MAX - tries - 1
  if (found === undefined) return failed(left === 0 ? 'locked' : 'wrong', left)
  if (ports.today > found.until) return failed('expired', left)
  return [confirmed(found.address, 'code')]
}

/** A plain yes in answer to our letter proves the mailbox it was sent to: a phone may send it from another account. */
function replyEvents({ request, addressee, answered }: Joining): readonly NewEvent[] {
  if (addressee === null || provenAddresses(request).has(addressee)) return []
  // A yes to an older letter is a yes to what was asked then.
  const isAsked = askedAddresses(request).some(
    ({ address, issue }) => address === addressee && issue <= answered,
  )
  return isAsked ? [confirmed(addressee, 'reply')] : []
}

/**
 * A signature of the sender's own server, on an answer that says yes or names the value once more. «Что
 * это?» and an absence notice are signed as well, and agree to nothing.
 */
function serverEvents(joining: Joining, ports: JoinPorts): readonly NewEvent[] {
  const { request, sender, letter } = joining
  const by = letter.understanding.proven
  if (by === null || !isProvenSender(joining, ports)) return []
  const isRestated = !letter.understanding.review && broughtBy(joining, ports).length > 0
  if (joining.answer.say !== 'confirm' && !isRestated) return []
  return provenAddresses(request).has(sender) ? [] : [confirmed(sender, by)]
}

function eventsOf(joining: Joining, ports: JoinPorts): readonly NewEvent[] {
  const { answer, addressee, sender } = joining
  const facts = { letter: joining.letter.contentId.slice(0, 16) }
  const mayStop = addressee === sender || isProvenSender(joining, ports)
  if (answer.say === 'not-me' && mayStop)
    return [{ name: 'disowned', actor: 'person', facts, content: { address: sender } }]
  const byCode = answer.say === 'code' ? codeEvents(joining, answer.code, ports) : []
  const byReply = answer.say === 'confirm' ? replyEvents(joining) : []
  const said = [...byCode, ...byReply]
  const proofs = said.length > 0 ? said : serverEvents(joining, ports)
  return [joined(joining, proofs.length > 0, ports), ...proofs]
}

/** Who may speak in the thread: the writer, and whoever was asked to confirm. */
function mayJoin({ request, sender, addressee, answer }: Joining): boolean {
  if (sender !== request.details.writer && !wasAsked(request, sender)) return false
  // A number in a subject can be guessed or seen; without a mark only a code says more than a stranger could.
  return addressee !== null || answer.say === 'code'
}

async function joiningOf(
  { number, mark }: Threaded,
  letter: ReadLetter,
  ports: JoinPorts,
): Promise<Joining | null> {
  const request = await ports.requests.load(number)
  const sender = onlySender(letter.parsed)?.address
  if (request === null || sender === undefined) return null
  const { own } = separate(letter.parsed.text)
  const answer = readPersonAnswer(own, letter.understanding.code)
  const addressee = await addresseeOf(mark, ports)
  return { request, letter, sender, addressee, answered: mark?.version ?? 0, answer }
}

/**
 * @returns false when the letter is no part of that request: another sender (a third party in the
 * thread sees and changes nothing), or a request that is decided already. It is then taken for a
 * letter of its own.
 * @throws Fault database.failed when something was recorded in between: the letter is read anew
 */
export async function join(
  threaded: Threaded,
  letter: ReadLetter,
  ports: JoinPorts,
): Promise<boolean> {
  const joining = await joiningOf(threaded, letter, ports)
  if (joining === null || !mayJoin(joining)) return false
  const events = eventsOf(joining, ports)
  if (transition(joining.request.state, events[0]?.name ?? 'letter-joined') === undefined)
    return false
  const { contentId, understanding } = letter
  const disposition = { contentId, what: 'joined', reason: understanding.kind } as const
  if (!(await ports.letters.join(disposition, joining.request, events)))
    throw new Fault('database.failed', { detail: 'something came in between', retry: true })
  return true
}
