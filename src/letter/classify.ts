import { findAutomatic } from './automatic.ts'
import type { Automatic } from './automatic.ts'
import { changes, statedEmail } from './demand.ts'
import { languageOf } from './language.ts'
import type { Language, ParsedLetter, Understanding } from './letter.ts'
import { concernsPrivacy, holdsBack, otherDemand } from './privacy.ts'
import { ownForward, separate } from './quotes.ts'
import { onlySender } from './sender.ts'
import { findReference, isForwarded, matchSubject } from './subject.ts'
import type { DemandKind, Phrases, SubjectMatch } from './subject.ts'

export interface Context {
  readonly phrases: Phrases
  /** The address the policy names. */
  readonly mailbox: string
  /** Our number that the caller found by In-Reply-To; one in the subject is found here. */
  readonly ownReference?: string
}

/** What is known before the kind is. */
interface Facts {
  readonly letter: ParsedLetter
  readonly context: Context
  /** Our mailbox, lower case. */
  readonly own: string
  /** The writer's own words. */
  readonly words: string
  readonly match: SubjectMatch | null
  readonly language: Language
}

/**
 * What a letter asks, by rules in a fixed order: machines first, then letters about a request of
 * ours, then the subjects of the policy (p.7), then whether it concerns personal data at all (p.21).
 * Nothing in a letter is ever followed as an instruction, and every doubt ends as `review`.
 */
export function understand(letter: ParsedLetter, context: Context): Understanding {
  const facts = gather(letter, context)
  const automatic = findAutomatic(letter)
  if (automatic !== null) return fromMachine(facts, automatic)
  return withDoubts(facts, byHand(facts))
}

function byHand(facts: Facts): Understanding {
  const reference = facts.context.ownReference ?? findReference(facts.letter.subject)
  if (reference !== null) return answer(facts, reference)
  if (facts.match !== null) return demand(facts, facts.match)
  return question(facts)
}

function gather(letter: ParsedLetter, context: Context): Facts {
  const words = ownWords(letter)
  const match = matchSubject(letter.subject, context.phrases)
  const language =
    languageOf(words) ?? match?.language ?? languageOf(letter.subject) ?? MOST_WRITE_IN
  return { letter, context, own: context.mailbox.toLowerCase(), words, match, language }
}

/** For a letter without any words: the language of the policy itself. */
const MOST_WRITE_IN: Language = 'ru'

/** Own words; of a letter its writer sent on to us, the forwarded words too. */
function ownWords(letter: ParsedLetter): string {
  const { own, quoted } = separate(letter.text)
  const sender = onlySender(letter)
  if (sender === null || !isForwarded(letter.subject)) return own
  return `${own}\n${ownForward(quoted, sender.address)}`.trim()
}

/** Bounces, notices and lists: kept and counted, never answered, never a demand. */
function fromMachine(facts: Facts, { kind, reason }: Automatic): Understanding {
  return {
    ...nothingAsked(facts),
    kind,
    certainty: 'strong',
    review: facts.letter.reading !== 'whole',
    concernsPrivacy: false,
    reasons: [`automatic: ${reason}`],
  }
}

/** Letters within the thread of a request of ours: the thread decides, not the subject. */
function answer(facts: Facts, reference: string): Understanding {
  return {
    ...nothingAsked(facts),
    kind: 'reply',
    certainty: 'strong',
    statedEmail: statedEmail(facts.words, facts),
    changes: changes(facts.words, facts),
    review: true,
    concernsPrivacy: true,
    reasons: [`reference: ${reference}`],
  }
}

/** Letters under one of the two subjects of the policy (p.7). */
function demand(facts: Facts, match: SubjectMatch): Understanding {
  const { words } = facts
  const wanted = changes(words, facts)
  const other = otherDemand(match.kind, words, wanted.length > 0)
  const understood = {
    ...nothingAsked(facts),
    kind: match.kind,
    certainty: match.certainty,
    statedEmail: statedEmail(words, facts),
    changes: wanted,
    acknowledge: true,
    concernsPrivacy: true,
    reasons: [`subject: ${match.certainty} (${match.language})`],
  }
  return withConflict(withMissingValue(understood), other, holdsBack(words))
}

/** Letters that ask to correct and do not say plainly what to. */
function withMissingValue(understood: Understanding): Understanding {
  if (understood.kind !== 'rectify' || understood.changes.length > 0) return understood
  return withReview(understood, 'changes: none found')
}

/** Letters whose words demand something beside their subject, or take the demand back. */
function withConflict(
  understood: Understanding,
  other: DemandKind | null,
  isTakenBack: boolean,
): Understanding {
  if (other === null && !isTakenBack) return understood
  return {
    ...withReview(understood, isTakenBack ? 'words: hold back' : `words: also ${other}`),
    alsoKinds: other === null ? [] : [other],
    flags: [...understood.flags, 'conflict'],
  }
}

function withReview(understood: Understanding, reason: string): Understanding {
  return { ...understood, review: true, reasons: [...understood.reasons, reason] }
}

/** Everything else. What does not concern personal data is the owner's own mail and gets no letter. */
function question(facts: Facts): Understanding {
  const concerns = concernsPrivacy(facts.letter.subject, facts.words)
  return {
    ...nothingAsked(facts),
    statedEmail: concerns ? statedEmail(facts.words, facts) : null,
    review: concerns,
    concernsPrivacy: concerns,
    reasons: [concerns ? 'words: of personal data' : 'words: ordinary letter'],
  }
}

function nothingAsked({ language }: Facts): Understanding {
  return {
    kind: 'question',
    certainty: 'weak',
    language,
    statedEmail: null,
    changes: [],
    alsoKinds: [],
    code: null,
    review: false,
    acknowledge: false,
    concernsPrivacy: false,
    flags: [],
    reasons: [],
  }
}

/** Doubts about the letter itself; they add to what was understood and never remove a demand. */
function withDoubts(facts: Facts, understood: Understanding): Understanding {
  return DOUBTS.reduce((result, doubt) => doubt(facts, result), understood)
}

type Doubt = (facts: Facts, understood: Understanding) => Understanding

const DOUBTS: readonly Doubt[] = [doubtReading, doubtSender, doubtOwnAddress]

/** Letters too large or too strange to be read whole. */
function doubtReading({ letter }: Facts, understood: Understanding): Understanding {
  if (letter.reading === 'whole') return understood
  return withReview(understood, `reading: ${letter.reading}`)
}

/** Letters with no readable From address, or with several: nobody to answer. */
function doubtSender({ letter }: Facts, understood: Understanding): Understanding {
  if (onlySender(letter) !== null) return understood
  return unanswered(withReview(understood, `sender: ${letter.from.length} addresses`), 'sender')
}

/** Letters that claim to come from our own mailbox: an answer would come back to us. */
function doubtOwnAddress({ letter, own }: Facts, understood: Understanding): Understanding {
  if (onlySender(letter)?.address !== own) return understood
  return unanswered(withReview(understood, 'sender: our own mailbox'), 'own-address')
}

function unanswered(understood: Understanding, flag: string): Understanding {
  return { ...understood, acknowledge: false, flags: [...understood.flags, flag] }
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
