import type { Sentence, Token } from './sentence.ts'
import { has, says } from './sentence.ts'

/** `asked`: the writer wants it done; `on-condition`: only if or when something else is so. */
export type Asked = 'asked' | 'on-condition'

/**
 * Whether the deed at that place of a sentence is one the writer wants done: not denied, not
 * wondered about, not told of the past, not somebody else's words. Null when it is not.
 */
export function askedAt(sentence: Sentence, at: number): Asked | null {
  const token = sentence.tokens[at]
  if (token === undefined || token.isQuoted || isDenied(sentence, at)) return null
  if (!isWanted(sentence, at) || isWonderedAbout(sentence, at)) return null
  return hasCondition(sentence, at) ? 'on-condition' : 'asked'
}

const REACH = 3

/** `не удаляйте`, `удалять ничего не прошу`, `жоймаңыз`: letters that want the opposite. */
export function isDenied({ tokens }: Sentence, at: number): boolean {
  if (tokens[at]?.mood === 'refusal') return true
  for (let i = at - 1; i >= Math.max(0, at - REACH); i -= 1) {
    if (tokens[i + 1]?.opensClause === true) break
    if (/^(?:hesitat|стесня)/u.test(tokens[i]?.word ?? '')) return false
    if (has(tokens[i], 'no') && !isPolite(tokens[i + 1])) return true
  }
  return isDeniedBehind(tokens, at)
}

/** `не могли бы вы удалить`, `не забудьте удалить` deny nothing. */
function isPolite(next: Token | undefined): boolean {
  return next !== undefined && /^(?:мог|мож|забуд|трудно|сочтите|откажите|затрудн)/u.test(next.word)
}

/** `удалять ничего не надо`, `өшіру керек емес`. */
function isDeniedBehind(tokens: readonly Token[], at: number): boolean {
  const { mood, word = '' } = tokens[at] ?? {}
  if ((mood !== 'infinitive' && mood !== 'noun') || /^[a-z]/.test(word)) return false
  for (let i = at + 1; i <= Math.min(tokens.length - 1, at + REACH + 1); i += 1) {
    if (tokens[i]?.opensClause === true) return false
    const next = tokens[i + 1]
    const isLast = next === undefined || next.opensClause
    if (has(tokens[i], 'no') && (isLast || has(next, 'ask'))) return true
  }
  return false
}

/** Orders, `прошу удалить`, `отзываю`, `хочу, чтобы вы стёрли`, and nouns where one asks for them. */
function isWanted(sentence: Sentence, at: number): boolean {
  const { tokens, isTitle } = sentence
  const { mood, word = '' } = tokens[at] ?? {}
  if (mood === 'imperative') return !isTold(tokens, at)
  if (mood === 'first') return has(tokens[at], 'withdraw', 'object') || word.startsWith('запреща')
  if (isTitle) return mood !== 'past'
  if (mood === 'infinitive') return says(sentence, 'ask') || opensItsClause(tokens, at)
  if (mood === 'noun') return says(sentence, 'ask') || isOrderedBehind(tokens, at)
  if (mood === 'past') return says(sentence, 'ask') && isWishedFor(tokens, at)
  return isConverb(word) && (says(sentence, 'ask') || isOrderedBehind(tokens, at))
}

/** English has one form for orders and tales: `you delete`, `they sent` tell, `to delete` needs a wish. */
function isTold(tokens: readonly Token[], at: number): boolean {
  if (!/^[a-z]/.test(tokens[at]?.word ?? '')) return false
  const before = tokens[at - 1]?.word ?? ''
  if (/^(?:i|we|they|you|to|that)$/.test(before)) return !isWishBefore(tokens, at)
  return /^(?:the|a|an|your|this|any|of|he|she|who|did|does)$/.test(before)
}

function isWishBefore(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 6), at).some((token) => has(token, 'ask', 'object'))
}

/** `Удалить всё!`, `1. прекратить обработку`. */
function opensItsClause(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(0, at)
    .every((token) => has(token, 'polite') || /^(?:\d{1,3}|и|а|потом|затем)$/u.test(token.word))
}

/** `хочу, чтобы вы стёрли`. */
function isWishedFor(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(0, at).some(({ word }) => word === 'чтобы' || word === 'чтоб')
}

/** `жойып`, `түзетіп`: a Kazakh verb that leaves its mood to the next one. */
function isConverb(word: string): boolean {
  return /(?:ып|ип|п)$/u.test(word)
}

function isOrderedBehind(tokens: readonly Token[], at: number): boolean {
  if (/^[a-z]/.test(tokens[at]?.word ?? '')) return false
  return tokens.slice(at + 1, at + 1 + REACH).some(({ mood, word }) => {
    return mood === 'imperative' && /(?:ныз|низ)/u.test(word)
  })
}

/** `как отозвать…?`, `если я захочу удалить`, `можно ли удалить`. */
function isWonderedAbout(sentence: Sentence, at: number): boolean {
  const { tokens, isQuestion, isTitle } = sentence
  const isOrder = tokens[at]?.mood === 'imperative'
  if (isInIfClause(tokens, at) || isBehindWhether(tokens, at)) return true
  if (isTitle && tokens.some((_, i) => asksWhich(tokens, i))) return true
  if (!isQuestion) return !isOrder && tokens.slice(0, at).some((token) => has(token, 'wonder'))
  if (tokens.slice(0, at).some((_, i) => asksWhich(tokens, i))) return true
  return !isOrder && !isPolitelyAsked(tokens)
}

/** `если`, with no comma between it and the deed. */
function isInIfClause(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i >= 0; i -= 1) {
    if (has(tokens[i], 'if')) return !isIdle(tokens, i)
    if (tokens[i]?.opensClause === true) return false
  }
  return false
}

/** `можно ли удалить`, `смогу ли`, `узнать, как отозвать`. */
function isBehindWhether(tokens: readonly Token[], at: number): boolean {
  const isInfinitive = tokens[at]?.mood === 'infinitive'
  for (let i = Math.max(0, at - REACH); i < at; i += 1) {
    if (/^(?:ли|могу|смогу)$/u.test(tokens[i]?.word ?? '')) return true
    if (isInfinitive && asksWhich(tokens, i)) return true
  }
  return false
}

const NO_QUESTION = /^(?:и|я|мы|было|только|клиент|указано|договаривались|положено|субъект)$/u

/** A question word; `как можно скорее`, `так как`, `всё, что` ask nothing. */
function asksWhich(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!has(token, 'which')) return false
  if (token?.word === 'what') return !has(tokens[at - 1], 'all')
  if (token?.word !== 'как') return true
  if (tokens[at + 1]?.word === 'можно') return !/(?:ее|ше|же)$/u.test(tokens[at + 2]?.word ?? '')
  const isPlain = NO_QUESTION.test(tokens[at + 1]?.word ?? '')
  return !isPlain && !/^(?:так|тогда|точно)$/u.test(tokens[at - 1]?.word ?? '')
}

/** `Можно поменять мой номер?` and `Could you delete…?` ask for the deed, `можно ли` whether it is possible. */
function isPolitelyAsked(tokens: readonly Token[]): boolean {
  return tokens.some((token) => has(token, 'may')) && !tokens.some(({ word }) => word === 'ли')
}

/** `если можно`, `если есть вопросы`: nothing hangs on it. */
function isIdle(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at + 1, at + 5).some((token) => has(token, 'idle'))
}

/** `если…, удалите`, `удалите после того, как…`, `only once…`. */
export function hasCondition({ tokens }: Sentence, at: number): boolean {
  return tokens.some((token, i) => {
    if (i === at) return false
    if (has(token, 'if')) return !isIdle(tokens, i)
    if (i > at && /^(?:когда|when)$/u.test(token.word)) return true
    return has(token, 'once') && isOnce(tokens, i)
  })
}

/** `после того как`, `только после`, `until`; not `после замужества`, which tells why. */
function isOnce(tokens: readonly Token[], at: number): boolean {
  const [before = '', word = '', next = ''] = [-1, 0, 1].map((step) => tokens[at + step]?.word)
  if (/^(?:once|until|till)$/.test(word)) return true
  if (word === 'раньше') return before === 'не'
  if (word === 'только') return before === 'как'
  if (word === 'after') return next === 'you'
  if (word === 'после') return next === 'того' || before === 'только'
  return /(?:[гк][ае]н|нан|нен)$/u.test(before)
}
