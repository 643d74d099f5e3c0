/** A person answers a letter of ours: the same request goes on, nobody writes a second time. */
import { Fault } from '../errors.ts'
import { separate } from '../letter/own-words/quotes.ts'
import type { ReadLetter } from '../letter/receive.ts'
import { onlySender } from '../letter/sender.ts'
import { CODE_TRIES_MAX, confirmationCode, isSameCode } from './confirmation.ts'
import type { NewEvent } from './event.ts'
import { beginAnew, chosen, isAnsweredLate, isTakenBack, meantBy, objects } from './go-on.ts'
import { askedAddresses, isAsking, provenAddresses, wasAsked, wrongCodes } from './identity.ts'
import type { Joining, JoinPorts, Threaded } from './joining.ts'
import { addresseeOf, asksAnew, asksCall, broughtBy, isProvenSender, isWriters } from './joining.ts'
import { readPersonAnswer } from './person-answer.ts'
import type { CodedAddress } from './request.ts'
import { followAll } from './transition.ts'

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
  if (answer.say === 'choice')
    return [joined(joining, false, ports), ...chosen(joining, answer.choice, ports)]
  const mayStop = addressee === sender || isProvenSender(joining, ports)
  if (answer.say === 'not-me' && mayStop)
    return [{ name: 'disowned', actor: 'person', facts, content: { address: sender } }]
  if (isTakenBack(joining, ports)) return [{ name: 'withdrawn', actor: 'person', facts }]
  const proofs = proofsIn(joining, ports)
  if (isAnsweredLate(joining, proofs)) return beginAnew(joining, proofs, ports.idKey)
  return [joined(joining, proofs.length > 0, ports), ...proofs, ...objects(joining, ports.idKey)]
}

function proofsIn(joining: Joining, ports: JoinPorts): readonly NewEvent[] {
  const { answer } = joining
  const byCode = answer.say === 'code' ? codeEvents(joining, answer.code, ports) : []
  const byReply = answer.say === 'confirm' ? replyEvents(joining) : []
  const said = [...byCode, ...byReply]
  return said.length > 0 ? said : serverEvents(joining, ports)
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
  const answer = meantBy(readPersonAnswer(own, letter.understanding.code), request)
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
  if (followAll(joining.request, events, letter.receivedAt) === undefined) return false
  const { contentId, understanding } = letter
  const disposition = { contentId, what: 'joined', reason: understanding.kind } as const
  if (!(await ports.letters.join(disposition, joining.request, events)))
    throw new Fault('database.failed', { detail: 'something came in between', retry: true })
  return true
}
