import { speaksAsMachine } from './automatic-words.ts'
import { withReview } from './doubts.ts'
import type { Facts } from './facts.ts'
import { correspondentOf } from './kinds/correspondent.ts'
import type { Evidence } from './kinds/evidence.ts'
import { offersServices } from './kinds/offer.ts'
import { baitIn } from './kinds/spam.ts'
import { asksAboutKin, otherPersonIn } from './kinds/third-person.ts'
import { evidenceIn } from './kinds/wanted.ts'
import type { Wants } from './kinds/wants.ts'
import type { Understanding } from './letter.ts'
import { onlySender } from './sender.ts'
import { askedAt } from './sentence/asked.ts'
import { has } from './sentence/sentence.ts'
import type { Sentence, Token } from './sentence/sentence.ts'
import { isData } from './sentence/things.ts'
import { nothingAsked, privacyQuestion, question } from './unasked.ts'

/** Notices of programs that set no header: known by their words, where nobody asks for anything of his own. */
export function readNotice(facts: Facts): Understanding | null {
  const isNotice = speaksAsMachine(facts.words) && !facts.sentences.some(asksOfOwnRecord)
  if (!isNotice) return null
  return { ...nothingAsked(facts), kind: 'auto-reply', reasons: ['words: a machine speaks'] }
}

/** Letters of authorities and partners, which the owner answers himself, and of the press. */
export function readOffice(facts: Facts): Understanding | null {
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
export function readSpam(facts: Facts, wants: Wants): Understanding | null {
  const { decided, values } = wants
  const { signs, isTrap } = baitIn(facts.letter, [facts.title, ...facts.sentences], facts.words)
  const asks = decided !== null && (decided.from !== 'subject' || values.changes.length > 0)
  if (signs < signsEnough(facts, wants, asks) || (asks && !isTrap)) return null
  return {
    ...nothingAsked(facts),
    kind: 'spam',
    certainty: isTrap ? 'strong' : 'weak',
    reasons: [`words: ${signs} signs of fraud or advertising`],
  }
}

function signsEnough({ sentences }: Facts, { wanted }: Wants, asks: boolean): number {
  if (!asks) return 2
  const isOwn = sentences.some(({ tokens }) => tokens.some(isOwnWord))
  return isOwn || wanted.body.length > 1 ? 5 : 3
}

export function isOwnWord({ word, senses }: Token): boolean {
  return senses.has('own') || /^(?:мо[йяеиюгм]|мне$|меня$|менин$|маган$|my$|me$|i$)/u.test(word)
}

/** Letters of those who sell services, of privacy too: the owner's own mail. */
export function readOffer(facts: Facts): Understanding | null {
  return offersServices([facts.title, ...facts.sentences])
    ? question(facts, 'words: offer services')
    : null
}

/** Letters about the data of a neighbour, a client, a friend: nothing is done on them. */
export function readStranger(facts: Facts, { decided, wanted }: Wants): Understanding | null {
  const other = otherPersonIn(
    wanted.body.length > 0 ? facts.sentences : [facts.title, ...facts.sentences],
  )
  if (facts.sentences.some(asksOfOwnRecord)) return null
  const isAsked = decided !== null || wanted.isPrivate || facts.sentences.some(asksForData)
  const isOfKin = decided === null && facts.sentences.some(asksAboutKin)
  if (!isOfKin && (other !== 'stranger' || !isAsked)) return null
  return withReview(
    privacyQuestion(facts, 'words: data of somebody else'),
    'words: for another person',
    'third-person',
  )
}

/** `прошу предоставить сведения о вашем клиенте`. */
function asksForData(sentence: Sentence): boolean {
  const { tokens } = sentence
  return (
    tokens.some((token, i) => has(token, 'give') && askedAt(sentence, i) !== null) &&
    tokens.some(isData)
  )
}

/** `выкиньте мою анкету`: somebody else in the letter, the demand the writer's own. */
function asksOfOwnRecord(sentence: Sentence): boolean {
  const isOwn = sentence.tokens.some(
    ({ word }, i) =>
      /^мо[йеяиюх]/u.test(word) &&
      sentence.tokens
        .slice(i + 1, i + 3)
        .some((token) => has(token, 'data', 'account', 'phone', 'email')),
  )
  return isOwn && evidenceIn(sentence).some(isPlainDemand)
}

export function isPlainDemand({ asked, by }: Evidence): boolean {
  return asked === 'asked' && (by === 'plain' || by === 'words')
}
