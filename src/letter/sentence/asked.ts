import { hasCondition } from './condition.ts'
import type { Mood } from './mood.ts'
import { has, says, wordAt } from './sentence.ts'
import type { Sentence, Token } from './sentence.ts'
import { isWonderedAbout } from './wonder.ts'

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
  if (tokens[at]?.mood === 'refusal' || isUnasked(tokens, at)) return true
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

/** `I am not asking you to remove a thing`, `I do not want you to delete`. */
function isUnasked(tokens: readonly Token[], at: number): boolean {
  if (!isEnglish(tokens, at)) return false
  const before = tokens.slice(Math.max(0, at - 6), at)
  const ask = before.findIndex(({ word }) =>
    /^(?:ask|asking|want|request|requesting|need)$/.test(word),
  )
  const isDirect = before
    .slice(ask + 1)
    .every((token) => !token.opensClause && !has(token, 'polite'))
  return ask > 0 && isDirect && tokens[at]?.opensClause === false && has(before[ask - 1], 'no')
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
  first: (_, token) => has(token, 'withdraw', 'object') || /^(?:запреща|лишаю)/u.test(token.word),
  infinitive: (sentence, _, at) =>
    says(sentence, 'ask') || opensItsClause(sentence.tokens, at) || isWholeOrder(sentence, at),
  noun: (sentence, _, at) =>
    says(sentence, 'ask') ||
    isOrderedBehind(sentence.tokens, at) ||
    isBeingDone(sentence.tokens, at),
  past: (sentence, _, at) => isWishedFor(sentence.tokens, at),
  refusal: () => false,
  other: (sentence, token, at) =>
    isKazakhWish(token.word) ||
    isLetBe(sentence.tokens, at) ||
    isDueTo(sentence.tokens, at) ||
    (isConverb(token.word) && isDoneBehind(sentence, token, at)),
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
  return tokens.slice(Math.max(0, at - 10), at).some((token) => has(token, 'ask', 'object'))
}

/** `Данные уничтожить.` */
function isWholeOrder({ tokens, isQuestion }: Sentence, at: number): boolean {
  return !isQuestion && tokens.length < 5 && at === tokens.length - 1
}

/** `Удалить всё!`, `1. прекратить обработку`. */
function opensItsClause(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(0, at)
    .every((token) => has(token, 'polite') || /^(?:и|а|потом|затем)$/u.test(token.word))
}

/** `I am revoking my consent`. */
function isBeingDone(tokens: readonly Token[], at: number): boolean {
  return /^(?:am|im)$/.test(wordAt(tokens, at - 1)) && has(tokens[at], 'withdraw', 'object')
}

/** `должны быть уничтожены`, `прекращена должна быть`, `жду подтверждения, что стёрты`. */
function isDueTo(tokens: readonly Token[], at: number): boolean {
  const near = tokens.slice(Math.max(0, at - 4), at + 4)
  const isDue = near.some(({ word }, i) => word.startsWith('должн') && !has(near[i - 1], 'no'))
  const isAwaited = tokens.slice(0, at).some(({ word }) => /^(?:жду|ожидаю)$/u.test(word))
  return (
    isDue || (isAwaited && tokens.slice(0, at).some(({ word }) => word.startsWith('подтвержд')))
  )
}

/** `пусть ваша программа меня забудет`. */
function isLetBe(tokens: readonly Token[], at: number): boolean {
  // `пусть удалят меня из своей базы` is said of others.
  if (tokens.some(({ word }) => word.startsWith('свое'))) return false
  return tokens.slice(Math.max(0, at - 6), at).some(({ word }) => /^(?:пусть|пускай)$/u.test(word))
}

/** `хочу, чтобы вы стёрли`, `передайте, чтоб выкинули`, `I want my data removed`. */
function isWishedFor(tokens: readonly Token[], at: number): boolean {
  if (!isEnglish(tokens, at)) {
    const wish = tokens.slice(0, at).findLastIndex(({ word }) => /^чтобы?$/u.test(word))
    if (isDueTo(tokens, at)) return true
    if (wish === -1) return false
    if (wordAt(tokens, wish + 1) === 'вы') return true
    const before = tokens.slice(0, wish)
    return wish === 0 || before.some((token) => has(token, 'ask') || token.mood === 'imperative')
  }
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
  const next = wordAt(sentence.tokens, at + 1)
  if (/^(?:алайын|корейин|билейин|алсам|болсам)/u.test(next)) return true
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
