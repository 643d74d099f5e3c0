import type { AskedKind } from './evidence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { anyIs, has } from '../sentence/sentence.ts'
import { fieldsIn, isAboutMe, isData, isReaders } from '../sentence/things.ts'

/**
 * What a letter seems to want when no rule has read a demand in it: the words of a deed and of the
 * writer's own record, close together. It is only a hint, and a person looks at each such letter.
 */
export function hintedBy(sentences: readonly Sentence[]): AskedKind | null {
  const spoken = sentences.filter((sentence) => !wonders(sentence) && !thanks(sentence))
  for (const [kind, isMeant] of HINTS) {
    if (spoken.some((sentence, i) => isMeant(nearby(spoken, i), sentence))) return kind
  }
  return null
}

type Hint = (near: readonly Token[], sentence: Sentence) => boolean

const HINTS: readonly (readonly [AskedKind, Hint])[] = [
  ['cease', wantsGone],
  ['unlawful', complains],
  ['access', wantsShown],
]

/** A sentence with the one before and the one behind it. */
function nearby(sentences: readonly Sentence[], at: number): readonly Token[] {
  return sentences.slice(Math.max(0, at - 1), at + 2).flatMap(({ tokens }) => tokens)
}

/** `как удалить?`, `если удалю`, `можно ли`: who wonders wants nothing yet. */
function wonders({ tokens, isQuestion }: Sentence): boolean {
  const isAsking = tokens.some((token) => has(token, 'which', 'whether'))
  return (isQuestion && isAsking) || anyIs(tokens, 'if', 'wonder')
}

function thanks({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) => /^(?:спасибо|благодар|рахмет|thank)/u.test(word))
}

const GONE =
  /^(?:исчез|следов|следа$|след$|духу$|нож$|корзин|мусор|костер|забыт|забудь|вычист|стирай|стерет|стерт|истреб|trace|vanish|shred|gone$|forget|erased|wiped)/u

/** `не хочу оставлять следов: имя, телефон`. */
function wantsGone(near: readonly Token[], { tokens }: Sentence): boolean {
  const isGone = tokens.some(
    (token, i) =>
      GONE.test(token.word) ||
      (has(token, 'destroy') && !isDoneByWriter(tokens, i) && !has(tokens[i - 1], 'no')),
  )
  const isOfOthers = tokens.some(({ word }) => word.startsWith('свое'))
  return isGone && !isOfOthers && isOfRecord(near) && !anyIs(near, 'mailing')
}

function isDoneByWriter(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.mood === 'past' &&
    tokens.slice(Math.max(0, at - 4), at).some(({ word }) => /^(?:я|i|мен)$/u.test(word))
  )
}

const COMPLAINS =
  /^(?:безобраз|возмущ|возмут|наруш|незакон|самовол|спрос[ау]$|разглас|разгла|слив|слил|утек|утеч|торгу|посторон|незнаком|претензи|outrag|complain|breach|leak|violat)/u

/** `это нарушение: мой номер у посторонних`. */
function complains(near: readonly Token[], { tokens }: Sentence): boolean {
  const isOfUs = near.some(({ word }) => /^(?:вы$|вами$|ваш|сиз|you)/u.test(word))
  return isOfUs && tokens.some(({ word }) => COMPLAINS.test(word)) && isOfRecord(near)
}

/** `покажите всё моё`. */
function wantsShown(near: readonly Token[], { tokens }: Sentence): boolean {
  const shows = tokens.some(
    (token) => has(token, 'give') && /^(?:imperative|infinitive|other)$/.test(token.mood),
  )
  return shows && anyIs(near, 'which', 'all', 'copy') && isOfRecord(near) && near.some(isData)
}

/** The writer's own, and something that is kept of him. */
function isOfRecord(near: readonly Token[]): boolean {
  const isOwn = near.some(
    (token) => has(token, 'own', 'me') || /^(?:мо[йеяиюх]|my$|менин$)/u.test(token.word),
  )
  const isKept =
    near.some((token, i) => isData(token) || isAboutMe(near, i)) ||
    anyIs(near, 'base', 'account') ||
    fieldsIn(near).length > 0
  return isOwn && isKept && !isReaders(near)
}
