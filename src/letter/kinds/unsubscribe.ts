import { askedAt, isDenied } from '../sentence/asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { anyIs, has, says, wordAt } from '../sentence/sentence.ts'
import type { Sentence } from '../sentence/sentence.ts'
import { isData, placesNear, thingsOf } from '../sentence/things.ts'

type Rule = (sentence: Sentence, at: number) => boolean

/** What a sentence wants to end of our mailings and calls, and of nothing else (p.8.5, p.8.8). */
export function unsubscribeIn(sentence: Sentence): readonly Evidence[] {
  const { tokens } = sentence
  if (tokens.length === 1 && /^(?:стоп|stop)$/u.test(wordAt(tokens, 0)))
    return [evidence('unsubscribe-only', 'asked', 'bare')]
  if (isFooter(sentence)) return []
  const wants = tokens.some((_, at) => RULES.some((rule) => rule(sentence, at)))
  return wants ? [evidence('unsubscribe-only', 'asked', 'words')] : []
}

const RULES: readonly Rule[] = [
  unsubscribes,
  stopsMailing,
  takesOffList,
  deniesSending,
  deniesMailing,
]

/** `Чтобы отписаться, перейдите по ссылке`, `To unsubscribe click here`: what newsletters say. */
function isFooter({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, i) => {
    if (/^(?:ссылк|нажмит|click|visit|link|here|http|басы)/u.test(word)) return true
    const leads = /^(?:to|чтобы|can|для)$/u.test(word) && has(tokens[i + 1], 'unsubscribe')
    return leads && !anyIs(tokens.slice(0, i), 'ask')
  })
}

/** `Отпишите меня`, `unsubscribe`. */
function unsubscribes(sentence: Sentence, at: number): boolean {
  if (!has(sentence.tokens[at], 'unsubscribe') || sentence.isQuestion) return false
  return !isDenied(sentence, at)
}

/** `Прекратить рассылку`, `уберите меня из рассылки`, `перестаньте звонить`. */
function stopsMailing(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  if (!has(tokens[at], 'stop', 'destroy', 'object') || askedAt(sentence, at) === null) return false
  if (thingsOf(tokens, at).some(isData)) return false
  const isStop = has(tokens[at], 'stop')
  return placesNear(tokens, at).some(
    (i) => has(tokens[i], 'mailing') || (isStop && has(tokens[i], 'send')),
  )
}

/** `take me off the newsletter`, `жарнамадан бас тартамын`. */
function takesOffList(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  const word = wordAt(tokens, at)
  const takesOff = word === 'take' && tokens.some((token) => token.word === 'off')
  const declines = word === 'бас' && wordAt(tokens, at + 1).startsWith('тарт')
  if (!takesOff && !declines) return false
  return says(sentence, 'mailing') && !thingsOf(tokens, at).some(isData)
}

/** `реклама не нужна`, `не надо мне рекламы`, `no more marketing`. */
function deniesMailing({ tokens, isQuestion }: Sentence, at: number): boolean {
  if (isQuestion || !has(tokens[at], 'mailing')) return false
  if (wordAt(tokens, at + 1) === 'не' && /^(?:нужн|надо)/u.test(wordAt(tokens, at + 2))) return true
  const before = tokens.slice(Math.max(0, at - 4), at)
  return before.some(({ word }, i) => {
    const next = before[i + 1]?.word
    const isNeed = next === undefined || /^(?:надо|нужн|хочу|more)/u.test(next)
    return isNeed && /^(?:не|no|никак)/u.test(word)
  })
}

/** `Не присылайте рекламу`, `не звоните мне`, `жарнама жібермеңіздер`, `жібере бермеңіздер`. */
function deniesSending(sentence: Sentence, at: number): boolean {
  const { tokens, isQuestion } = sentence
  const token = tokens[at]
  if (isQuestion || token === undefined || !has(token, 'send')) return false
  if (says(sentence, 'business')) return false
  if (tokens.slice(at + 1, at + 3).some(({ mood }) => mood === 'refusal')) return true
  const isOrder = /^(?:imperative|infinitive|refusal)$/.test(token.mood)
  return (isOrder && isDenied(sentence, at)) || isUnwanted(sentence, at)
}

/** `не хочу, чтобы мне присылали рекламу`, `I do not want to receive ads`. */
function isUnwanted(sentence: Sentence, at: number): boolean {
  const before = sentence.tokens.slice(Math.max(0, at - 8), at)
  const isWish = before.some(({ word }) => /^чтобы?$/u.test(word)) || has(before.at(-1), 'no')
  return isWish && anyIs(before, 'no') && says(sentence, 'mailing')
}
