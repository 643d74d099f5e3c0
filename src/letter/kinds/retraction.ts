import { isDenied } from '../sentence/asked.ts'
import type { Sentence } from '../sentence/sentence.ts'
import { has } from '../sentence/sentence.ts'
import type { Token } from '../sentence/sentence.ts'

const CHANGED_MIND = /^(?:передума|раздума|перехоте|погоряч|сгоряча)/u
const EARLIER =
  /^(?:запрос|заявлен|заявк|обращени|требовани|письм|просьб|request|letter|email|demand|отиниш|хат)/u

/** Demands taken back: `передумал, ничего не удаляйте`, `отмените мой запрос`, `I changed my mind`. */
export function takesBack(sentence: Sentence): boolean {
  const { tokens, isQuestion } = sentence
  if (isQuestion) return false
  const words = tokens.map(({ word }) => word).join(' ')
  if (
    tokens.some(
      (token, i) => CHANGED_MIND.test(token.word) && !isOfOther(tokens.slice(i + 1, i + 4)),
    )
  )
    return true
  if (
    /(?:changed? my mind|never mind|ойымды озгерттим|райымнан кайттым|шешимимди озгерт)/u.test(
      words,
    )
  )
    return true
  return (
    callsOff(sentence) ||
    cancelsDeed(sentence) ||
    tokens.some((token, i) => cancels(sentence, i) && !token.isQuoted)
  )
}

/** `передумал пользоваться сайтом` is no second thought about the data. */
function isOfOther(next: readonly Token[]): boolean {
  return next.some(
    (token) => token.mood === 'infinitive' && !has(token, 'destroy', 'correct', 'stop', 'withdraw'),
  )
}

const CANCELS =
  /^(?:отмен|аннулир|отзыва|отозв|отзов|игнорир|счита|снима|cancel|scratch|disregard|withdraw|ignore|revoke|кайтар|токтат|болдырма)/u

/** `отмените мой запрос`, `отзываю своё заявление`, `не выполняйте мой запрос`; `вы не исполняете` complains. */
function cancels(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence
  const word = tokens[at]?.word ?? ''
  const ahead = tokens.slice(at + 1, at + 5)
  // A Kazakh verb stands behind what it cancels, a Russian one may.
  const near = namesEarlier(ahead) ? ahead : earlierBefore(tokens, at)
  if (word.startsWith('счита') && !tokens.some(isVoid)) return false
  if (!namesEarlier(near)) return false
  if (isDenied(sentence, at)) return DOES.test(word) && isOrder(tokens[at])
  return CANCELS.test(word) && isOwnEarlier([word, ...near.map((token) => token.word)])
}

/** `кешегі өтінішімді орындамаңыздар`; in `осы хат арқылы өңдеуді тоқтату` something else stands between. */
function earlierBefore(tokens: readonly Token[], at: number): readonly Token[] {
  if (/^[a-z]/.test(tokens[at]?.word ?? '')) return []
  const start = Math.max(0, at - 6)
  const place = tokens.slice(start, at).findLastIndex(({ word }) => EARLIER.test(word))
  if (place === -1 || /^(?:осы|это|эт[ои]м|настоящ)/u.test(tokens[start + place - 1]?.word ?? ''))
    return []
  const between = tokens.slice(start + place + 1, at)
  const isOther = between.some(
    (token) => has(token, 'consent', 'data', 'process') || token.opensClause,
  )
  return isOther ? [] : tokens.slice(Math.max(0, start + place - 2), at)
}

function isVoid({ word }: Token): boolean {
  return /^(?:недейств|отозван|аннулир|отмен)/u.test(word)
}

/** A request of before; not a consent. */
function namesEarlier(near: readonly Token[]): boolean {
  return near.some(
    ({ word }, i) =>
      EARLIER.test(word) && near.slice(0, i + 1).every((one) => !has(one, 'consent')),
  )
}

function isOrder(token: Token | undefined): boolean {
  return /^(?:imperative|infinitive|refusal)$/.test(token?.mood ?? '')
}

const DOES = /^(?:выполня|исполня|рассматрив|обрабатыв|process|орында)/u

/** `считайте, что того письма не было`. */
const EARLIER_GONE = /(?:письма|запроса|заявления|просьбы) не было/u

/** `cancel the deletion I asked for`, `прошлое письмо не считается`. */
function cancelsDeed({ tokens }: Sentence): boolean {
  const isAsked = tokens.some(({ word }) =>
    /^(?:asked|requested|просил|earlier|previous|вчера)/u.test(word),
  )
  const isDeed = tokens.some(
    ({ word }, i) =>
      /^(?:отмен|cancel|аннулир|останов)/u.test(word) &&
      tokens
        .slice(i + 1, i + 4)
        .some((token) =>
          /^(?:deletion|removal|erasure|удалени|уничтожени|отзыв)/u.test(token.word),
        ),
  )
  const isUnsaid = EARLIER_GONE.test(tokens.map(({ word }) => word).join(' '))
  const isUncounted =
    tokens.some(({ word }, i) => word.startsWith('считает') && has(tokens[i - 1], 'no')) &&
    tokens.some(({ word }) => EARLIER.test(word))
  const isSlip =
    tokens.some(({ word }) => /^(?:случайно|ошибке|нечаянно|mistake|accident)/u.test(word)) &&
    tokens.some(({ word }) => /^(?:ушло|отправил|отправлен|sent)/u.test(word)) &&
    !tokens.some((token) => has(token, 'destroy'))
  return isUnsaid || isSlip || isUncounted || (isAsked && isDeed)
}

/** `заявление отправил вчера. Аннулируйте его`. */
export function cancelsIt({ tokens, isQuestion }: Sentence, before: Sentence | undefined): boolean {
  if (isQuestion || before === undefined || tokens.length > 6) return false
  const isCancelled = tokens.some(
    ({ word }, i) =>
      /^(?:отмен|аннулир|отзов|cancel|disregard|ignore)/u.test(word) &&
      /^(?:его|ее|их|it|that)$/u.test(tokens[i + 1]?.word ?? ''),
  )
  return isCancelled && before.tokens.some(({ word }) => EARLIER.test(word))
}

/** `я писал вам про удаление, уже не надо`: told and called off in one breath. */
function callsOff({ tokens }: Sentence): boolean {
  const isEarlier = tokens.some(({ word }) =>
    /^(?:писал|просил|отправлял|обращал|подавал|wrote|asked|жазган)/u.test(word),
  )
  const isOff = tokens.some(
    ({ word }, i) =>
      /^(?:надо|нужно|требуется|актуально|керек)$/u.test(word) &&
      (has(tokens[i - 1], 'no') || has(tokens[i + 1], 'no')),
  )
  return isEarlier && isOff && tokens.some((token) => has(token, 'destroy', 'correct', 'stop'))
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
