import type { Mood } from './mood.ts'
import { has, says, wordAt } from './sentence.ts'
import type { Sentence, Token } from './sentence.ts'
import { hasCondition, isWonderedAbout } from './wonder.ts'

/** `asked`: the writer wants it done; `on-condition`: only if or when something else is so. */
export type Asked = 'asked' | 'on-condition'

/**
 * Whether the deed at that place of a sentence is one the writer wants done: not denied, not
 * wondered about, not told of the past, not somebody else's words. Null when it is not.
 */
export function askedAt(sentence: Sentence, at: number): Asked | null {
  const token = sentence.tokens[at]
  if (token === undefined || token.isQuoted || isDenied(sentence, at)) return null
  if (!isWanted(sentence, token, at) || isWonderedAbout(sentence, at)) return null
  return hasCondition(sentence, at) ? 'on-condition' : 'asked'
}

const REACH = 3

/** `не удаляйте`, `удалять ничего не прошу`, `жоймаңыз`: letters that want the opposite. */
export function isDenied({ tokens }: Sentence, at: number): boolean {
  if (tokens[at]?.mood === 'refusal') return true
  return isDeniedAhead(tokens, at) || isDeniedBehind(tokens, at)
}

/** A `не` within three words before, in the same clause; `не стесняйтесь` denies nothing. */
function isDeniedAhead(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - REACH); i -= 1) {
    if (tokens[i + 1]?.opensClause === true) return false
    if (/^(?:hesitat|стесня)/u.test(wordAt(tokens, i))) return false
    if (has(tokens[i], 'no') && !POLITE.test(wordAt(tokens, i + 1))) return true
  }
  return false
}

/** `не могли бы вы удалить`, `не забудьте удалить` deny nothing. */
const POLITE = /^(?:мог|мож|забуд|трудно|сочтите|откажите|затрудн)/u

/** `удалять ничего не надо`, `өшіру керек емес`: a refusal behind the verb, at the end of the clause. */
function isDeniedBehind(tokens: readonly Token[], at: number): boolean {
  const mood = tokens[at]?.mood
  if ((mood !== 'infinitive' && mood !== 'noun') || isEnglish(tokens, at)) return false
  const behind = tokens.slice(at + 1, at + REACH + 2)
  const end = behind.findIndex(({ opensClause }) => opensClause)
  const clause = end === -1 ? behind : behind.slice(0, end)
  return clause.some((token, i) => has(token, 'no') && isLastOrWish(tokens[at + 2 + i]))
}

function isLastOrWish(next: Token | undefined): boolean {
  return next === undefined || next.opensClause || has(next, 'ask')
}

type Wanted = (sentence: Sentence, token: Token, at: number) => boolean

/** Orders, `прошу удалить`, `отзываю`, `хочу, чтобы вы стёрли`, and nouns where one asks for them. */
function isWanted(sentence: Sentence, token: Token, at: number): boolean {
  const isNoVerb = token.mood !== 'imperative' && token.mood !== 'first'
  if (sentence.isTitle && isNoVerb) return token.mood !== 'past'
  return WANTED[token.mood](sentence, token, at)
}

const WANTED: Readonly<Record<Mood, Wanted>> = {
  imperative: ({ tokens }, _, at) => !isTold(tokens, at),
  first: (_, token) => has(token, 'withdraw', 'object') || token.word.startsWith('запреща'),
  infinitive: (sentence, _, at) => says(sentence, 'ask') || opensItsClause(sentence.tokens, at),
  noun: (sentence, _, at) => says(sentence, 'ask') || isOrderedBehind(sentence.tokens, at),
  past: (sentence, _, at) => says(sentence, 'ask') && isWishedFor(sentence.tokens, at),
  refusal: () => false,
  other: (sentence, token, at) =>
    isKazakhWish(token.word) || (isConverb(token.word) && isDoneBehind(sentence, token, at)),
}

/** English has one form for orders and tales: `you delete`, `they sent` tell, `to delete` needs a wish. */
function isTold(tokens: readonly Token[], at: number): boolean {
  if (!isEnglish(tokens, at)) return false
  const before = wordAt(tokens, at - 1)
  if (/^(?:i|we|hereby)$/.test(before) && has(tokens[at], 'withdraw', 'object')) return false
  if (/^(?:i|we|they|you|to|that)$/.test(before)) return !isWishBefore(tokens, at)
  return /^(?:the|a|an|your|this|any|of|he|she|who|did|does)$/.test(before)
}

function isEnglish(tokens: readonly Token[], at: number): boolean {
  return /^[a-z]/.test(wordAt(tokens, at))
}

function isWishBefore(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 6), at).some((token) => has(token, 'ask', 'object'))
}

/** `Удалить всё!`, `1. прекратить обработку`. */
function opensItsClause(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(0, at)
    .every((token) => has(token, 'polite') || /^(?:и|а|потом|затем)$/u.test(token.word))
}

/** `хочу, чтобы вы стёрли`, `I want my data removed`. */
function isWishedFor(tokens: readonly Token[], at: number): boolean {
  if (!isEnglish(tokens, at)) return tokens.slice(0, at).some(({ word }) => /^чтобы?$/u.test(word))
  const isPerfect = /^(?:have|has|had|was|were|been)$/.test(wordAt(tokens, at - 1))
  return isWishBefore(tokens, at) && !isPerfect
}

/** `алғым келеді`, `білгім келеді`. */
function isKazakhWish(word: string): boolean {
  return /[гк][ыи]м$/u.test(word)
}

/** `жойып`, `түзетіп`: a Kazakh verb that leaves its mood to the next one. */
function isConverb(word: string): boolean {
  return word.endsWith('п')
}

/** What the next verb makes of it: `жойып беріңіз`, `сұраймын`, `қайтарып аламын`. */
function isDoneBehind(sentence: Sentence, token: Token, at: number): boolean {
  if (says(sentence, 'ask') || isOrderedBehind(sentence.tokens, at)) return true
  const takesBack = sentence.tokens
    .slice(at + 1, at + 3)
    .some(({ word }) => /м[ыи][нз]$/u.test(word))
  return has(token, 'withdraw') && takesBack
}

function isOrderedBehind(tokens: readonly Token[], at: number): boolean {
  if (isEnglish(tokens, at)) return false
  return tokens
    .slice(at + 1, at + 1 + REACH)
    .some(({ mood, word }) => mood === 'imperative' && /н[ыи]з/u.test(word))
}
