import { findAutomatic } from './automatic.ts'
import type { Automatic } from './automatic.ts'
import { unanswered, withDoubts, withReview } from './doubts.ts'
import { gather } from './facts.ts'
import type { Context, Facts } from './facts.ts'
import { findingsOf, signsOf } from './kinds/signs.ts'
import { wantsOf } from './kinds/wants.ts'
import type { Wants } from './kinds/wants.ts'
import { languageOf } from './language.ts'
import type { ParsedLetter, Understanding } from './letter.ts'
import { withPlaces } from './places.ts'
import { readAgain } from './second-reading.ts'
import { findReference } from './subject.ts'
import { nothingAsked, question, unread } from './unasked.ts'
import { understandDemand } from './understand-demand.ts'
import { readNotice, readOffer, readOffice, readSpam, readStranger } from './understand-others.ts'
import {
  readObjection,
  readOnlyQuestion,
  readPrivacyQuestion,
  readRetraction,
} from './understand-question.ts'
import { understandReply } from './understand-reply.ts'

export type { Context } from './facts.ts'

/**
 * What a letter asks, by rules in a fixed order: machines first, then letters about a request of
 * ours, offices, fraud and advertising, letters for strangers, demands taken back, demands (p.7, p.16,
 * p.17), and whatever else (p.21). Nothing in a letter is ever followed as an instruction, and every
 * doubt ends as `review`.
 */
export function understand(letter: ParsedLetter, context: Context): Understanding {
  const facts = gather(letter, context)
  const wants = wantsOf(facts)
  const automatic = findAutomatic(letter)
  if (automatic !== null && (automatic.isCertain || !isAskedByHand(facts, wants)))
    return (isMereBulk(automatic) ? readSpam(facts, wants) : null) ?? fromMachine(facts, automatic)
  const understood = withPlaces(
    facts.letter,
    withDoubts(facts, readAgain(facts, wants, byHand(facts, wants))),
  )
  if (automatic === null) return understood
  const told = { ...understood, reasons: [...understood.reasons, `automatic: ${automatic.reason}`] }
  const isByGateway = told.kind === 'rectify' || told.kind === 'cease'
  const seen = isByGateway ? withReview(told, 'sender: a gateway') : told
  return unanswered(seen, 'automatic')
}

/** What the second reader is taught by: what stands in the letter, and what the rules alone find. */
export function signsIn(
  letter: ParsedLetter,
  context: Context,
): { readonly written: readonly string[]; readonly found: readonly string[] } {
  const facts = gather(letter, context)
  const understood = byHand(facts, wantsOf(facts))
  return { written: signsOf(facts.title, facts.sentences), found: findingsOf(understood) }
}

/** Advertising to strangers calls itself bulk as newsletters do; only a list names itself. */
function isMereBulk({ reason, isCertain }: Automatic): boolean {
  return !isCertain && reason.startsWith('precedence')
}

/** Ticket systems and gateways call the letters of people automatic; then their own words must ask. */
function isAskedByHand({ words }: Facts, { wanted, decided }: Wants): boolean {
  if (decided === null || decided.from === 'subject') return false
  return (
    (wanted.saysNew ||
      wanted.body.some(({ by, asked }) => asked === 'asked' && by !== 'bare' && by !== 'told')) &&
    words.length < 4_000
  )
}

/** Below its first lines a report quotes servers and other letters. */
const NOTICE_CHARS = 160

/** Bounces, notices and lists: kept and counted, never answered, never a demand. */
function fromMachine(facts: Facts, { kind, reason }: Automatic): Understanding {
  return {
    ...nothingAsked(facts),
    kind,
    certainty: 'strong',
    language: languageOf(facts.words.slice(0, NOTICE_CHARS)) ?? facts.language,
    code: null,
    review: facts.letter.reading !== 'whole',
    reasons: [`automatic: ${reason}`],
  }
}

/** A letter on which the rules broke or took too long: for a person, and not answered. */
export function notUnderstood({ text, subject }: ParsedLetter): Understanding {
  const language = languageOf(`${subject} ${text.slice(0, NOTICE_CHARS)}`) ?? 'ru'
  return { ...unread(language), review: true, concernsPrivacy: true, reasons: ['reading: failed'] }
}

type Reader = (facts: Facts, wants: Wants) => Understanding | null

function byHand(facts: Facts, wants: Wants): Understanding {
  for (const read of READERS) {
    const understood = read(facts, wants)
    if (understood !== null) return understood
  }
  return question(facts, 'words: ordinary letter')
}

const READERS: readonly Reader[] = [
  readNotice,
  readReply,
  readOffice,
  readSpam,
  readOffer,
  readStranger,
  readRetraction,
  readObjection,
  readOnlyQuestion,
  readDemand,
  readPrivacyQuestion,
]

/** Letters within the thread of a request of ours: the thread decides, not the subject. */
function readReply(facts: Facts, wants: Wants): Understanding | null {
  const reference = facts.context.ownReference ?? findReference(facts.letter.subject)
  if (reference === null && !facts.thread.isOfOurs) return null
  const reason = reference === null ? 'thread: answers a letter of ours' : `reference: ${reference}`
  return understandReply(facts, wants, { ...nothingAsked(facts), reasons: [reason] })
}

function readDemand(facts: Facts, wants: Wants): Understanding | null {
  return wants.decided === null
    ? null
    : understandDemand(facts, wants, wants.decided, nothingAsked(facts))
}

/** What `simulate` prints of one letter, in the order it is documented. */
export function describe(
  file: string,
  understood: Understanding,
): Readonly<Record<string, unknown>> {
  const { kind, certainty, language, statedEmail: stated, changes: wanted } = understood
  const { alsoKinds, code, review, acknowledge, flags, reasons } = understood
  const head = { file, kind, certainty, language, statedEmail: stated, changes: wanted }
  return { ...head, alsoKinds, code, review, acknowledge, flags, reasons }
}
