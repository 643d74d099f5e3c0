import { askedAt, isDenied } from '../sentence/asked.ts'
import { isOfMailing } from './consent.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { anyIs, has, says, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { isData, placesNear, thingsOf } from '../sentence/things.ts'

type Rule = (sentence: Sentence, at: number) => boolean

/** What a sentence wants to end of our mailings and calls, and of nothing else (p.8.5, p.8.8). */
export function unsubscribeIn(sentence: Sentence): readonly Evidence[] {
  const { tokens } = sentence
  if (isLoneStop(tokens) || turnsOff(tokens)) return [evidence('unsubscribe-only', 'asked', 'bare')]
  if (isFooter(sentence)) return []
  const wants = tokens.some((_, at) => RULES.some((rule) => rule(sentence, at)))
  return wants ? [evidence('unsubscribe-only', 'asked', 'words')] : []
}

/** `Стоп`, `Прекратите!`, `Хватит уже.` */
function isLoneStop(tokens: readonly Token[]): boolean {
  const isStop = tokens.some(
    (token) => has(token, 'stop') && /^(?:imperative|other)$/.test(token.mood) && !token.isQuoted,
  )
  return (
    isStop &&
    tokens.length < 4 &&
    tokens.every((token) => has(token, 'stop', 'polite', 'ask', 'me'))
  )
}

/** `Turn those off`, `отключите их`. */
function turnsOff(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ word }, i) =>
      (word === 'turn' || word.startsWith('отключи')) &&
      /^(?:those|them|these|that|it|их|ее|его)$/u.test(wordAt(tokens, i + 1)),
  )
}

const RULES: readonly Rule[] = [
  unsubscribes,
  stopsMailing,
  withdrawsFromMailing,
  takesOffList,
  deniesSending,
  deniesMailing,
]

/** `Чтобы отписаться, перейдите по ссылке`, `To unsubscribe click here`: what newsletters say. */
function isFooter({ tokens }: Sentence): boolean {
  if (asksToAnswer(tokens)) return true
  return tokens.some(({ word }, i) => {
    if (/^(?:ссылк|нажмит|click|visit|link|here|http|басы)/u.test(word)) return true
    const leads = /^(?:to|чтобы|can|для)$/u.test(word) && has(tokens[i + 1], 'unsubscribe')
    return leads && !anyIs(tokens.slice(0, i), 'ask')
  })
}

/** `Чтобы не получать писем, ответьте НЕТ`, `Reply STOP to be removed`. */
function asksToAnswer(tokens: readonly Token[]): boolean {
  const answers = tokens.some(({ word }) =>
    /^(?:ответьте|отправьте|reply|respond|text)$/u.test(word),
  )
  const isOptOut = tokens.some(({ word }) =>
    /^(?:получать|отписаться|стоп|нет|stop|removed|unsubscribe|out)$/u.test(word),
  )
  return answers && isOptOut
}

/** `Отпишите меня`, `unsubscribe`. */
function unsubscribes(sentence: Sentence, at: number): boolean {
  if (!has(sentence.tokens[at], 'unsubscribe') || sentence.isQuestion) return false
  return !isDenied(sentence, at)
}

/** `Прекратить рассылку`, `уберите меня из рассылки`, `перестаньте звонить`. */
function stopsMailing(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  if (!isEnding(tokens, at) || askedAt(sentence, at) === null) return false
  if (thingsOf(tokens, at).some(isData)) return false
  const isStop = has(tokens[at], 'stop')
  return placesNear(tokens, at).some(
    (i) => has(tokens[i], 'mailing') || (isStop && has(tokens[i], 'send')),
  )
}

/** `хватит письма?` asks whether it is enough; `смстеріңізді қойыңыз` stops. */
function isEnding(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  if (word === 'хватит')
    return (
      tokens[at + 1]?.mood === 'infinitive' || /^(?:уже|мне|меня)$/u.test(wordAt(tokens, at + 1))
    )
  if (word.startsWith('койын')) return /[дт][ыи]$/u.test(wordAt(tokens, at - 1))
  return has(tokens[at], 'stop', 'destroy', 'object') || word.startsWith('сними')
}

/** `согласие на рекламу забираю назад`. */
function withdrawsFromMailing(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  if (!has(tokens[at], 'consent') || !isOfMailing(tokens, at)) return false
  return tokens.some((token, i) => has(token, 'withdraw') && askedAt(sentence, i) !== null)
}

/** `take me off the newsletter`, `жарнамадан бас тартамын`. */
function takesOffList(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  const word = wordAt(tokens, at)
  const takesOff =
    /^(?:take|leave|keep)$/.test(word) && tokens.some((token) => token.word === 'off')
  const optsOut = word === 'opt' && tokens.some((token) => token.word === 'out')
  const declines = word === 'бас' && wordAt(tokens, at + 1).startsWith('тарт')
  if (!takesOff && !declines && !optsOut) return false
  return says(sentence, 'mailing') && !thingsOf(tokens, at).some(isData)
}

/** `реклама не нужна`, `не надо мне рекламы`, `no more marketing`. */
function deniesMailing({ tokens, isQuestion }: Sentence, at: number): boolean {
  if (isQuestion || !has(tokens[at], 'mailing')) return false
  if (wordAt(tokens, at + 1) === 'не' && /^(?:нужн|надо)/u.test(wordAt(tokens, at + 2))) return true
  if (wordAt(tokens, at + 1) === 'керек' && has(tokens[at + 2], 'no')) return true
  if (/м[ае]с[ыи]н$/u.test(wordAt(tokens, at + 1))) return true
  const before = tokens.slice(Math.max(0, at - 4), at)
  return before.some((token, i) => {
    const next = before[i + 1]?.word
    const isNeed =
      next === undefined || /^(?:надо|нужн|хочу|жела|инт|more|want|need|like|wish|care)/u.test(next)
    return isNeed && (has(token, 'no') || token.word.startsWith('никак'))
  })
}

/** `Не присылайте рекламу`, `не звоните мне`, `жарнама жібермеңіздер`, `жібере бермеңіздер`. */
function deniesSending(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  if (!has(tokens[at], 'send') || asksWhether(sentence) || isOfOther(clauseOf(tokens, at)))
    return false
  if (tokens.slice(at + 1, at + 3).some(({ mood }) => mood === 'refusal')) return true
  return (isToEnd(sentence, at) && isDenied(sentence, at)) || isUnwanted(sentence, at)
}

function asksWhether({ tokens, isQuestion }: Sentence): boolean {
  return isQuestion && !tokens.some(({ word }) => /^(?:можно|могли|could|can)$/u.test(word))
}

/** Of an appointment, or of a code that the writer fears. */
function isOfOther(clause: readonly Token[]): boolean {
  return clause.some(
    (token) => has(token, 'business') || /^(?:код|code|verific|документ)/u.test(token.word),
  )
}

/** An order, or `можно больше не приходили смски`. */
function isToEnd(sentence: Sentence, at: number): boolean {
  const mood = sentence.tokens[at]?.mood ?? ''
  if (/^(?:imperative|infinitive|refusal)$/.test(mood)) return true
  const isWished = sentence.tokens.some(({ word }) => /^(?:больше|можно|чтобы?)$/u.test(word))
  return mood === 'past' && isWished && says(sentence, 'mailing')
}

/** The words between the marks around a place. */
function clauseOf(tokens: readonly Token[], at: number): readonly Token[] {
  const start = tokens.findLastIndex((token, i) => i <= at && token.opensClause)
  const end = tokens.findIndex((token, i) => i > at && token.opensClause)
  return tokens.slice(Math.max(0, start), end === -1 ? tokens.length : end)
}

/** `не хочу, чтобы мне присылали рекламу`, `I do not want to receive ads`. */
function isUnwanted(sentence: Sentence, at: number): boolean {
  const before = sentence.tokens.slice(Math.max(0, at - 8), at)
  const isWish = before.some(({ word }) => /^чтобы?$/u.test(word)) || has(before.at(-1), 'no')
  return isWish && anyIs(before, 'no') && says(sentence, 'mailing')
}
