/** The bell rings for a letter: it is read, and what it is decides what is recorded. */
import { readAnswer } from '../approval/approval.ts'
import type { Given } from '../approval/record.ts'
import { decide } from '../approval/record.ts'
import { Fault, codeOf } from '../errors.ts'
import { separate } from '../letter/own-words/quotes.ts'
import type { Arrival, ReadLetter } from '../letter/receive.ts'
import { placeByWords, receive } from '../letter/receive.ts'
import type { Mark } from '../letter/reference.ts'
import { composeHeld } from '../reply/compose.ts'
import { isOwnerLetter, isPartnerLetter } from '../reply/owed.ts'
import { putLetter } from '../reply/write.ts'
import { numberFact } from '../request/event.ts'
import type { Threaded } from '../request/joining.ts'
import { join } from '../request/join.ts'
import { addressees, onlySender } from '../letter/sender.ts'
import { open } from '../request/open.ts'
import { partnerAsked, partnerSaid, readPartnerAnswer } from '../request/partner-answer.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { transition } from '../request/transition.ts'
import { planVersion } from '../request/request.ts'
import type { Disposition } from '../request/requests.ts'
import type { WalkParts } from './walk-parts.ts'

/** The owner's mail program needs a moment to put its copy into Sent. */
const SENT_GRACE_MS = 2 * 60_000
const LOOK_AGAIN_MS = 5_000
const RETRY_MS = 30_000
/** Then it is put before a person unread. */
const ATTEMPTS_MAX = 6

class LetterWalk {
  private readonly parts: WalkParts

  constructor(parts: WalkParts) {
    this.parts = parts
  }

  async walk(contentId: string): Promise<void> {
    const arrival = await receive(contentId, this.parts.receive)
    if (arrival.what === 'gone') return
    if (arrival.what === 'own') return this.dispose({ contentId, what: 'own', reason: 'own-mark' })
    if (arrival.what === 'later') return this.parts.world.letters.postpone(contentId, LOOK_AGAIN_MS)
    if (arrival.what === 'thread')
      return this.thread({ number: arrival.mark.about, mark: arrival.mark }, arrival.letter)
    if (arrival.what === 'coded')
      return this.thread({ number: arrival.number, mark: null }, arrival.letter)
    return this.arrive(arrival)
  }

  private async arrive(arrival: Arrival): Promise<void> {
    switch (arrival.what) {
      case 'answer':
        return this.answer(arrival.mark, arrival.letter)
      case 'demand':
        return this.demand(arrival.letter)
      case 'automatic':
        return this.automatic(arrival.about, arrival.letter)
      case 'held':
        return this.hold(arrival.letter)
      case 'ordinary':
        return this.dispose({
          contentId: arrival.letter.contentId,
          what: 'ordinary',
          reason: arrival.letter.understanding.kind,
        })
      default:
    }
  }

  private async dispose(disposition: Disposition): Promise<void> {
    if (await this.parts.world.letters.decide(disposition)) this.note(disposition)
  }

  private note({ contentId, what, reason }: Disposition): void {
    this.parts.world.log.info('letter.decided', { letter: contentId.slice(0, 16), what, reason })
  }

  private async demand(letter: ReadLetter): Promise<void> {
    const numbers = await open(letter, this.parts.open)
    for (const number of numbers) {
      this.parts.world.log.info('request.opened', { number })
      await this.parts.ring('request', number)
    }
  }

  /** A letter that its thread does not take in is a letter like any other, but never an ordinary one. */
  private async thread(threaded: Threaded, letter: ReadLetter): Promise<void> {
    const { number, mark } = threaded
    if (mark !== null && isPartnerLetter(mark.kind)) return this.partner(mark, letter)
    const answering = await this.parts.inThread(letter, number)
    if (await join(threaded, answering, this.parts.join()))
      return this.parts.ring('request', number)
    const request = await this.parts.world.requests.load(number)
    const anew = request?.state === 'closed' ? askedAnew(request, answering) : null
    if (anew !== null) return this.demand(anew)
    const arrival = placeByWords(letter)
    return this.arrive(arrival.what === 'ordinary' ? placeByWords(answering) : arrival)
  }

  /** Only whoever reads the partner's mailbox knows the mark of the letter to it; a mark may be passed on. */
  private async partner(mark: Mark, letter: ReadLetter): Promise<void> {
    const { requests, letters } = this.parts.world
    const { contentId } = letter
    const request = await requests.load(mark.about)
    const disposition = { contentId, what: 'answer', reason: mark.kind } as const
    if (request === null) return this.dispose(disposition)
    const words = readPartnerAnswer(separate(letter.parsed.text).own)
    const asked = partnerAsked(request, mark.version)
    const event = this.isOfPartner(letter, asked)
      ? partnerSaid(request, asked, words, contentId.slice(0, 16))
      : null
    if (event === null || transition(request.state, event.name) === undefined)
      return this.hold(letter, 'question', 'partner')
    if (!(await letters.join(disposition, request, [event])))
      throw new Fault('database.failed', { detail: 'something came in between', retry: true })
    this.note(disposition)
    await this.parts.ring('request', request.number)
  }

  private isOfPartner({ parsed }: ReadLetter, asked: string): boolean {
    const partner = this.parts.context().policy.partners.find(({ id }) => id === asked)
    return partner !== undefined && onlySender(parsed)?.address === partner.address
  }

  private async answer(mark: Mark, letter: ReadLetter): Promise<void> {
    const { requests, letters, now } = this.parts.world
    const { contentId } = letter
    const proof = this.proofOf(letter)
    if (proof === 'none' && now().getTime() - letter.receivedAt.getTime() < SENT_GRACE_MS)
      return letters.postpone(contentId, LOOK_AGAIN_MS)
    const request = await requests.load(mark.about)
    const disposition = { contentId, what: 'answer', reason: mark.kind } as const
    if (request === null) return this.dispose(disposition)
    const given: Given = {
      ...(await this.parts.acts.asked(request, replyIdOf(mark))),
      answer: readAnswer(separate(letter.parsed.text).own),
      version: versionAnswered(request, mark),
      by: 'owner:mail',
      proof,
      letter: contentId.slice(0, 16),
    }
    if (!(await letters.join(disposition, request, [decide(request, given)])))
      throw new Fault('database.failed', { detail: 'something came in between', retry: true })
    this.note(disposition)
    await this.parts.ring('request', request.number)
  }

  /** Where no outsider can put a letter, or what the owner's own mail server vouches for; else nothing. */
  private proofOf({ roles, parsed, understanding }: ReadLetter): Given['proof'] {
    const { ownerEmail, policy } = this.parts.context()
    // A stranger whose letter bears our mark as its own number gets a reply that names it.
    const toUs = [policy.mailbox.address, ownerEmail]
    if (roles.includes('sent') && addressees(parsed).some((one) => toUs.includes(one)))
      return 'sent-folder'
    const isOwner = onlySender(parsed)?.address === ownerEmail
    return isOwner && understanding.proven !== null ? understanding.proven : 'none'
  }

  /** A delivery report about a letter to a person is part of that request's story. */
  private async automatic(about: readonly Mark[], letter: ReadLetter): Promise<void> {
    const { requests, letters } = this.parts.world
    const disposition = {
      contentId: letter.contentId,
      what: 'automatic',
      reason: letter.understanding.kind,
    } as const
    const mark = about.find(({ kind }) => !isOwnerLetter(kind))
    const request = mark === undefined ? null : await requests.load(mark.about)
    if (letter.understanding.kind !== 'bounce' || mark === undefined || request === null)
      return this.dispose(disposition)
    const facts = { kind: mark.kind, letter: letter.contentId.slice(0, 16) }
    const event = { name: 'reply-bounced', actor: 'system', facts } as const
    if (!(await letters.join(disposition, request, [event])))
      throw new Fault('database.failed', { detail: 'something came in between', retry: true })
    this.note(disposition)
    await this.parts.ring('request', request.number)
  }

  /** Into the holding pen; the owner's letter is in the outbox before the letter counts as decided. */
  private async hold(
    letter: ReadLetter,
    reason = letter.understanding.kind,
    office: 'partner' | '' = '',
  ): Promise<void> {
    const { contentId } = letter
    const { dueOn, values: known } = this.parts.held(letter)
    const values = office === '' ? known : { ...known, office }
    const context = this.parts.context()
    const draft = composeHeld({ contentId, filled: { template: 'held', values } }, context)
    const belonging = { request: null, contentId }
    const { ids } = await putLetter(draft, belonging, context, this.parts.write)
    await this.dispose({ contentId, what: 'held', reason, dueOn })
    for (const id of ids) await this.parts.ring('reply', id)
  }
}

/** What makes a person look before anything is opened. */
const NO_DEMAND = ['retraction', 'dispute', 'denial', 'third-person', 'partner'] as const

/** Our last letters say how to ask for more: whoever does so in plain words asks something new. */
function askedAnew({ details }: PrivacyRequest, letter: ReadLetter): ReadLetter | null {
  const { understanding, parsed } = letter
  const isCorrection = understanding.changes.length > 0 && !understanding.review
  const [kind, ...alsoKinds] = isCorrection ? (['rectify'] as const) : understanding.alsoKinds
  const isWriters = onlySender(parsed)?.address === details.writer
  const isPlain = !NO_DEMAND.some((flag) => understanding.flags.includes(flag))
  if (kind === undefined || !isWriters || !isPlain) return null
  return { ...letter, understanding: { ...understanding, kind, alsoKinds, acknowledge: true } }
}

const replyIdOf = ({ about, kind, version }: Mark): string => `${about}.${kind}.${version}`

/** Which plan the owner had before the eyes; later letters about it speak of the plan they name. */
function versionAnswered(request: PrivacyRequest, mark: Mark): number {
  if (mark.kind === 'approval') return mark.version
  const shown = request.events.filter(({ seq, facts }) => seq <= mark.version && 'version' in facts)
  const newest = shown.at(-1)
  return newest === undefined ? planVersion(request) : numberFact(newest, 'version')
}

/** Never throws: a letter that fails is tried again, and then put before a person unread. */
export async function walkLetter(contentId: string, parts: WalkParts): Promise<void> {
  const { letters, log } = parts.world
  const letter = contentId.slice(0, 16)
  try {
    await new LetterWalk(parts).walk(contentId)
  } catch (error) {
    log.warn('letter.failed', { letter }, error)
    // A database that is away says nothing about the letter; the clock rings again.
    if (codeOf(error).startsWith('database.')) return
    await giveUpAfterAll(contentId, parts).catch((another: unknown) =>
      log.warn('letter.failed', { letter }, another),
    )
  }
  async function giveUpAfterAll(id: string, { world }: WalkParts): Promise<void> {
    if ((await letters.failed(id, RETRY_MS)) < ATTEMPTS_MAX) return
    await world.letters.decide({ contentId: id, what: 'unreadable', reason: 'letter.unreadable' })
    log.error('letter.given-up', { letter })
  }
}
