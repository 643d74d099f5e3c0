import { findAutomatic } from './automatic.ts'
import type { Automatic } from './automatic.ts'
import { correspondentOf, objectsToAutomation } from './kinds/correspondent.ts'
import { unanswered, withDoubts, withReview } from './doubts.ts'
import type { Evidence } from './kinds/evidence.ts'
import { gather } from './facts.ts'
import type { Context, Facts } from './facts.ts'
import { languageOf } from './language.ts'
import type { Language, ParsedLetter, Understanding } from './letter.ts'
import { asksAtAll, asksOnly } from './kinds/question.ts'
import { holdsBack, takesBack } from './kinds/retraction.ts'
import { onlySender } from './sender.ts'
import { has, says } from './sentence/sentence.ts'
import type { Token } from './sentence/sentence.ts'
import { baitIn } from './kinds/spam.ts'
import { findReference, isForwarded } from './subject.ts'
import { otherPersonIn } from './kinds/third-person.ts'
import { understandDemand } from './understand-demand.ts'
import { understandReply } from './understand-reply.ts'
import { withPlaces } from './places.ts'
import { evidenceIn } from './kinds/wanted.ts'
import { wantsOf } from './kinds/wants.ts'
import type { Wants } from './kinds/wants.ts'

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
    return fromMachine(facts, automatic)
  const understood = withPlaces(facts.letter, withDoubts(facts, byHand(facts, wants)))
  if (automatic === null) return understood
  const told = { ...understood, reasons: [...understood.reasons, `automatic: ${automatic.reason}`] }
  return unanswered(told, 'automatic')
}

/** Ticket systems and gateways call the letters of people automatic; then their own words must ask. */
function isAskedByHand({ words }: Facts, { wanted, decided }: Wants): boolean {
  if (decided === null || decided.from === 'subject') return false
  return (
    wanted.body.some(({ by, asked }) => asked === 'asked' && by !== 'bare' && by !== 'told') &&
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
  readReply,
  readOffice,
  readSpam,
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

/** Letters of authorities and partners, which the owner answers himself, and of the press. */
function readOffice(facts: Facts): Understanding | null {
  const sentences = [facts.title, ...facts.sentences]
  const address = onlySender(facts.letter)?.address ?? ''
  const office = correspondentOf({
    sentences,
    text: facts.words,
    domain: address.slice(address.indexOf('@') + 1),
  })
  if (office === null || sentences.some(({ tokens }) => tokens.some(isOwnWord))) return null
  if (office === 'press') return privacyQuestion(facts, 'words: of the press')
  const understood = {
    ...question(facts, `words: of ${office === 'authority' ? 'an authority' : 'a partner'}`),
    concernsPrivacy: true,
    acknowledge: false,
  }
  return withReview(understood, `sender: ${office}`, office)
}

/** Fraud and advertising; where the words themselves ask for something of one's own, it takes more to say so. */
function readSpam(facts: Facts, { decided, wanted }: Wants): Understanding | null {
  const { signs, isTrap } = baitIn(facts.letter, [facts.title, ...facts.sentences])
  const asks = decided !== null && decided.from !== 'subject'
  const isOwn = facts.sentences.some(({ tokens }) => tokens.some(isOwnWord))
  const enough = asks && (isOwn || wanted.body.length > 1) ? 5 : asks ? 3 : 2
  if (signs < enough || (asks && !isTrap)) return null
  return {
    ...nothingAsked(facts),
    kind: 'spam',
    certainty: isTrap ? 'strong' : 'weak',
    reasons: [`words: ${signs} signs of fraud or advertising`],
  }
}

function isOwnWord({ word, senses }: Token): boolean {
  return senses.has('own') || /^(?:мо[йяеиюгм]|мне$|меня$|менин$|маган$|my$|me$|i$)/u.test(word)
}

/** Letters about the data of a neighbour, a client, a friend: nothing is done on them. */
function readStranger(facts: Facts, { decided, wanted }: Wants): Understanding | null {
  const other = otherPersonIn(
    wanted.body.length > 0 ? facts.sentences : [facts.title, ...facts.sentences],
  )
  if (other !== 'stranger' || (decided === null && !wanted.isPrivate)) return null
  return withReview(
    privacyQuestion(facts, 'words: data of somebody else'),
    'words: for another person',
    'third-person',
  )
}

function isPlainDemand({ asked, by }: Evidence): boolean {
  return asked === 'asked' && (by === 'plain' || by === 'words')
}

/** Letters that take an earlier demand back, outside its thread, and want nothing else since. */
function readRetraction(facts: Facts, { wanted }: Wants): Understanding | null {
  const all = [facts.title, ...facts.sentences]
  const back = all.findLastIndex(takesBack)
  if (
    back === -1 ||
    all
      .slice(back + 1)
      .flatMap(evidenceIn)
      .some(isPlainDemand)
  )
    return null
  if (wanted.body.some((one) => one.kind === 'rectify' && isPlainDemand(one))) return null
  const isOfData = all.some(
    (sentence) => takesBack(sentence) && says(sentence, 'destroy', 'correct'),
  )
  const isMeant =
    wanted.isPrivate || wanted.title.length > 0 || isOfData || facts.sentences.some(holdsBack)
  if (!isMeant) return null
  return withReview(
    privacyQuestion(facts, 'words: taken back'),
    'words: take a demand back',
    'retraction',
  )
}

/** Letters that want a person to decide and no program (law 94-V, art. 19-1). */
function readObjection(facts: Facts, { decided }: Wants): Understanding | null {
  if (decided !== null && decided.from !== 'subject') return null
  if (!facts.sentences.some(objectsToAutomation)) return null
  return withReview(
    privacyQuestion(facts, 'words: object to automated handling'),
    'words: want a person',
    'objection',
  )
}

/** A subject of the policy above words that only ask how, or want nothing done yet. */
function readOnlyQuestion(facts: Facts, { decided, wanted, values }: Wants): Understanding | null {
  if (decided?.from !== 'subject' || values.changes.length > 0) return null
  if (facts.isAimedAtMachine && wanted.body.length === 0) {
    return { ...question(facts, 'words: nothing but text for a machine'), concernsPrivacy: true }
  }
  const isSentOn = isForwarded(facts.letter.subject) && asksAtAll(facts.sentences)
  if (!asksOnly(facts.sentences) && !isSentOn && !facts.sentences.some(holdsBack)) return null
  return privacyQuestion(facts, 'words: only ask')
}

function readDemand(facts: Facts, wants: Wants): Understanding | null {
  return wants.decided === null
    ? null
    : understandDemand(facts, wants, wants.decided, nothingAsked(facts))
}

/** What speaks of personal data or the policy and demands nothing; the owner answers (p.21). */
function readPrivacyQuestion(facts: Facts, { wanted }: Wants): Understanding | null {
  if (!wanted.isPrivate) return null
  const asked = [facts.title, ...facts.sentences].some(
    ({ tokens, isQuestion }) =>
      isQuestion || tokens.some((token) => isOwnWord(token) || has(token, 'which', 'wonder')),
  )
  return { ...privacyQuestion(facts, 'words: of personal data'), acknowledge: asked }
}

function privacyQuestion(facts: Facts, reason: string): Understanding {
  return { ...question(facts, reason), acknowledge: true, concernsPrivacy: true }
}

/** What does not concern personal data is the owner's own mail and gets no letter. */
function question(facts: Facts, reason: string): Understanding {
  return { ...nothingAsked(facts), reasons: [reason] }
}

function nothingAsked({ language, code }: Facts): Understanding {
  return { ...unread(language), code }
}

function unread(language: Language): Understanding {
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
