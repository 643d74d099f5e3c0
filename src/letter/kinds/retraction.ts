import { isDenied } from '../sentence/asked.ts'
import type { Sentence } from '../sentence/sentence.ts'
import { has } from '../sentence/sentence.ts'
import type { Token } from '../sentence/sentence.ts'

const CHANGED_MIND = /^(?:передума|раздума|перехоте|погоряч)/u
const EARLIER =
  /^(?:запрос|заявлен|заявк|обращени|требовани|письм|просьб|request|letter|email|demand|отиниш|хат)/u

/** Demands taken back: `передумал, ничего не удаляйте`, `отмените мой запрос`, `I changed my mind`. */
export function takesBack(sentence: Sentence): boolean {
  const { tokens, isQuestion } = sentence
  if (isQuestion) return false
  const words = tokens.map(({ word }) => word).join(' ')
  if (tokens.some((token, i) => CHANGED_MIND.test(token.word) && !isOfOther(tokens[i + 1])))
    return true
  if (
    /(?:changed? my mind|never mind|ойымды озгерттим|райымнан кайттым|шешимимди озгерт)/u.test(
      words,
    )
  )
    return true
  return tokens.some((token, i) => cancels(sentence, i) && !token.isQuoted)
}

/** `передумал пользоваться сайтом` is no second thought about the data. */
function isOfOther(next: Token | undefined): boolean {
  return next?.mood === 'infinitive' && !has(next, 'destroy', 'correct', 'stop', 'withdraw')
}

const CANCELS =
  /^(?:отмен|аннулир|отзыва|отозв|отзов|игнорир|счита|снима|cancel|disregard|withdraw|ignore|revoke|кайтар|токтат|болдырма)/u

/** `отмените мой запрос`, `отзываю своё заявление`, `не выполняйте мой запрос`. */
function cancels(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  const word = tokens[at]?.word ?? ''
  const ahead = tokens.slice(at + 1, at + 5)
  if (
    word.startsWith('счита') &&
    !tokens.some((token) => /^(?:недейств|отозван|аннулир|отмен)/u.test(token.word))
  )
    return false
  const isOfEarlier = ahead.some(
    (token, i) =>
      EARLIER.test(token.word) && ahead.slice(0, i + 1).every((one) => !has(one, 'consent')),
  )
  if (!isOfEarlier) return false
  if (CANCELS.test(word))
    return (
      !isDenied(sentence, at) && isOwnEarlier(tokens.slice(at, at + 5).map((token) => token.word))
    )
  return (
    /^(?:выполня|исполня|рассматрив|обрабатыв|process|орында)/u.test(word) && isDenied(sentence, at)
  )
}

/** One's own request, not `ваше письмо`. */
function isOwnEarlier(words: readonly string[]): boolean {
  return words.some(
    (word) =>
      /^(?:мо[йеяюих]|свой|сво[еюяих]|наш|предыдущ|прошл|прежн|последн|my|previous|last|данн)/u.test(
        word,
      ) || /(?:имди|ымды)$/u.test(word),
  )
}

/** Letters that want nothing done yet: `пока ничего не удаляйте`. */
export function holdsBack(sentence: Sentence): boolean {
  return sentence.tokens.some(
    (token, at) =>
      has(token, 'destroy', 'correct', 'stop') &&
      !has(token, 'process') &&
      isDenied(sentence, at) &&
      !sentence.isQuestion,
  )
}
