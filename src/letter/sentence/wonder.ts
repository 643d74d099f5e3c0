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
  return tokens.slice(0, at).some((token) => has(token, 'wonder'))
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

/** `если…, удалите`, `удалите после того, как…`, `only once…`. */
export function hasCondition({ tokens }: Sentence, at: number): boolean {
  return tokens.some((token, i) => {
    if (i === at) return false
    if (has(token, 'if')) return !isIdle(tokens, i)
    if (i > at && /^(?:когда|when)$/u.test(token.word)) return isTimeClause(tokens, i)
    return has(token, 'once') && isOnce(tokens, i)
  })
}

/** `Но только если это не повлияет на абонемент.` binds what was asked before. */
export function isLooseCondition({ tokens }: Sentence): boolean {
  const opens = tokens
    .slice(0, 3)
    .some(({ word }) => /^(?:но|только|однако|при|but|only|provided|бирак)$/u.test(word))
  const binds = tokens.some(
    (token, i) => (has(token, 'if') && !isIdle(tokens, i)) || token.word.startsWith('услови'),
  )
  return opens && binds
}

/** `если можно`, `если есть вопросы`: nothing hangs on it. */
function isIdle(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at + 1, at + 5).some((token) => has(token, 'idle'))
}

/** `удалите, когда закончится курс`; `кому и когда передавали` asks. */
function isTimeClause(tokens: readonly Token[], at: number): boolean {
  return !has(tokens[at - 1], 'which') && !/^(?:и|или|and|or)$/u.test(wordAt(tokens, at - 1))
}

/** What must stand beside a word for it to bind; `после замужества` tells why. */
const BINDS = new Map<string, (before: string, next: string) => boolean>([
  ['once', () => true],
  ['until', () => true],
  ['till', () => true],
  ['раньше', (before) => before === 'не'],
  ['только', (before) => before === 'как'],
  ['after', (_, next) => next === 'you'],
  ['после', (before, next) => next === 'того' || before === 'только'],
])

/** `после того как`, `только после`, `until`, Kazakh `біткен соң`. */
function isOnce(tokens: readonly Token[], at: number): boolean {
  const before = wordAt(tokens, at - 1)
  const binds = BINDS.get(wordAt(tokens, at))
  if (binds !== undefined) return binds(before, wordAt(tokens, at + 1))
  return /(?:[гк][ае]н|нан|нен)$/u.test(before)
}
