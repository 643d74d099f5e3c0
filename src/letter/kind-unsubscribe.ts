import { askedAt, isDenied } from './asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { has, says } from './sentence.ts'
import type { Sentence } from './sentence.ts'
import { isData, placesNear, thingsOf } from './things.ts'

/** What a sentence wants to end of our mailings and calls, and of nothing else (p.8.5, p.8.8). */
export function unsubscribeIn(sentence: Sentence): readonly Evidence[] {
  if (isFooter(sentence)) return []
  const wants = sentence.tokens.some(
    (_, at) =>
      unsubscribes(sentence, at) || stopsMailing(sentence, at) || deniesSending(sentence, at),
  )
  return wants ? [evidence('unsubscribe-only', 'asked', 'words')] : []
}

/** `Чтобы отписаться, перейдите по ссылке`, `To unsubscribe click here`: what newsletters say. */
function isFooter({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, i) => {
    if (/^(?:ссылк|нажмит|click|visit|link|here|http|басы)/u.test(word)) return true
    const next = tokens[i + 1]
    return (
      /^(?:to|чтобы|can|для)$/u.test(word) &&
      has(next, 'unsubscribe') &&
      !tokens.slice(0, i).some((token) => has(token, 'ask'))
    )
  })
}

/** `Отпишите меня`, `unsubscribe`. */
function unsubscribes(sentence: Sentence, at: number): boolean {
  if (!has(sentence.tokens[at], 'unsubscribe') || sentence.isQuestion) return false
  return !isDenied(sentence, at)
}

/** `Прекратить рассылку`, `уберите меня из рассылки`, `take me off the newsletter`. */
function stopsMailing(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  const token = tokens[at]
  const isTaking =
    (token?.word === 'take' && tokens.some(({ word }) => word === 'off')) ||
    (token?.word === 'бас' && /^тарт/u.test(tokens[at + 1]?.word ?? ''))
  if (!has(token, 'stop', 'destroy', 'object') && !isTaking) return false
  if (!isTaking && askedAt(sentence, at) === null) return false
  const things = thingsOf(tokens, at)
  if (things.some(isData)) return false
  const isStop = has(token, 'stop')
  return placesNear(tokens, at).some((i) => has(tokens[i], 'mailing') || (isStop && has(tokens[i], 'send')))
}

/** `Не присылайте рекламу`, `не звоните мне`, `жарнама жібермеңіздер`. */
function deniesSending(sentence: Sentence, at: number): boolean {
  const { tokens, isQuestion } = sentence
  if (isQuestion || !has(tokens[at], 'send') || says(sentence, 'business')) return false
  const isOrder = /^(?:imperative|infinitive|refusal)$/.test(tokens[at]?.mood ?? '')
  return (isOrder && isDenied(sentence, at)) || isUnwanted(sentence, at)
}

/** `не хочу, чтобы мне присылали рекламу`. */
function isUnwanted(sentence: Sentence, at: number): boolean {
  const before = sentence.tokens.slice(Math.max(0, at - 8), at)
  const isWish =
    before.some(({ word }) => /^(?:чтоб|чтобы)$/u.test(word)) || has(before.at(-1), 'no')
  return isWish && before.some((token) => has(token, 'no')) && says(sentence, 'mailing')
}
