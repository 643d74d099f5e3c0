import { isIdle } from './condition.ts'
import { has, wordAt } from './sentence.ts'
import type { Sentence, Token } from './sentence.ts'

const REACH = 3

/** `как отозвать…?`, `если я захочу удалить`, `можно ли удалить`: the deed at that place is only thought of. */
export function isWonderedAbout(sentence: Sentence, at: number): boolean {
  const { tokens, isQuestion, isTitle } = sentence
  if (isInIfClause(tokens, at) || isBehindWhether(tokens, at)) return true
  if (isTitle && tokens.some((_, i) => asksWhich(tokens, i))) return true
  return isQuestion ? isOfQuestion(tokens, at) : isOfDoubt(tokens, at)
}

/** Behind a question word all is asked; without one an order stays an order, `Удалите меня?`. */
function isOfQuestion(tokens: readonly Token[], at: number): boolean {
  if (tokens.slice(0, at).some((_, i) => asksWhich(tokens, i))) return true
  return tokens[at]?.mood !== 'imperative' && !isPolitelyAsked(tokens)
}

/** `думаю удалить`, `подскажите, стоит ли`. */
function isOfDoubt(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.mood === 'imperative') return false
  return tokens.slice(0, at).some((token, i) => has(token, 'wonder') && !has(tokens[i - 1], 'no'))
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
    if (/^(?:ли|могу|смогу)$/u.test(wordAt(tokens, i))) return true
    if (isInfinitive && asksWhich(tokens, i)) return true
  }
  return false
}

/** A question word; `всё, что` and `all what` ask nothing. */
function asksWhich(tokens: readonly Token[], at: number): boolean {
  if (!has(tokens[at], 'which')) return false
  const word = wordAt(tokens, at)
  if (word === 'what') return !has(tokens[at - 1], 'all')
  return word !== 'как' || asksHow(tokens, at)
}

const NO_QUESTION = /^(?:и|я|мы|было|только|клиент|указано|договаривались|положено|субъект)$/u

/** `как отозвать` asks; `как можно скорее`, `так как`, `как договаривались` do not. */
function asksHow(tokens: readonly Token[], at: number): boolean {
  const next = wordAt(tokens, at + 1)
  if (next === 'можно') return !/(?:ее|ше|же)$/u.test(wordAt(tokens, at + 2))
  return !NO_QUESTION.test(next) && !/^(?:так|тогда|точно)$/u.test(wordAt(tokens, at - 1))
}

/** `Можно поменять мой номер?` and `Could you delete…?` ask for the deed, `можно ли` whether it is possible. */
function isPolitelyAsked(tokens: readonly Token[]): boolean {
  return tokens.some((token) => has(token, 'may')) && !tokens.some(({ word }) => word === 'ли')
}
