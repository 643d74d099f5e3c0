import type { Sentence, Token } from '../sentence/sentence.ts'
import { anyIs, has } from '../sentence/sentence.ts'
import { fieldsIn, isAboutMe, isData } from '../sentence/things.ts'

const WORDS_MIN = 6

/** When and where people meet, and thanks: what the owner's ordinary mail is about. */
const ORDINARY =
  /^(?:понедельник|вторник|сред[уаы]$|четверг|пятниц|суббот|воскресен|завтра|сегодня|утр[оа]|вечер(?:ом|а)$|обед|час|минут|встреч|сеанс|занят|адрес$|вход|парков|спасибо|благодар|рахмет|thank|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|session|meet|бейсен|сенби|дуйсен|жума|уакыт)/u
const REFERS =
  /^(?:выше|вышеуказан|указанн|прош[уи]|просьб|требу|исполн|выполн|заявлен|запрос|обращен|сурайм|отин|subject|above|request)/u

/**
 * Whether below a subject of the policy the words speak of something else altogether: an hour, a bill,
 * thanks for what was done. Words that only point to the subject (`см. тему`) do not.
 */
export function speaksOfElse(sentences: readonly Sentence[]): boolean {
  const words = sentences.flatMap(({ tokens }) => tokens)
  if (words.length < WORDS_MIN || sentences.some(isOfData)) return isThanksForDone(sentences)
  const isOrdinary = words.some(({ word }) => ORDINARY.test(word)) || sentences.some(asksOfBusiness)
  if (!isOrdinary) return false
  return sentences.some(({ isQuestion }) => isQuestion) || !words.some(refers)
}

/** `см. тему`, `по теме`; `тему выбрал под настроение` points nowhere. */
function refers({ word }: Token, at: number, words: readonly Token[]): boolean {
  if (/^тем[аеуы]$/u.test(word))
    return /^(?:в|по|см|смотри|смотрите|указан)/u.test(words[at - 1]?.word ?? '')
  return REFERS.test(word)
}

/** `исправьте реквизиты в договоре`, `а сколько стоит сеанс?`. */
function asksOfBusiness({ tokens, isQuestion }: Sentence): boolean {
  return anyIs(tokens, 'business') && (isQuestion || anyIs(tokens, 'correct'))
}

/** Anything of a record, or of a deed the policy knows. */
function isOfData({ tokens }: Sentence): boolean {
  if (
    anyIs(
      tokens,
      'account',
      'consent',
      'process',
      'destroy',
      'withdraw',
      'policy',
      'base',
      'mailing',
    )
  )
    return true
  const isOfBusiness = anyIs(tokens, 'business')
  return (
    fieldsIn(tokens).length > 0 ||
    tokens.some((token, i) => isAboutMe(tokens, i) || (isData(token) && !isOfBusiness))
  )
}

/** `вы меня уже удалили, спасибо, больше ничего не требуется`. */
function isThanksForDone(sentences: readonly Sentence[]): boolean {
  const words = sentences.flatMap(({ tokens }) => tokens)
  const isDone = words.some((token) => isPast(token))
  const isThanks = words.some(({ word }) => /^(?:спасибо|благодар|рахмет|thank)/u.test(word))
  const isEnough =
    isThanks ||
    sentences.some(
      ({ tokens }) =>
        tokens.some(({ word }) => /^(?:ничего|nothing|ештене)$/u.test(word)) &&
        tokens.some(({ word }) => /^(?:требуется|нужно|надо|прошу|needed|керек)/u.test(word)),
    )
  return isDone && isEnough
}

function isPast(token: Token): boolean {
  return has(token, 'destroy', 'correct', 'stop', 'changed') && token.mood === 'past'
}
