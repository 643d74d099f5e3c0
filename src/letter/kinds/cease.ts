import { askedAt, isDenied } from '../sentence/asked.ts'
import type { Asked } from '../sentence/asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { closesAccount, destroysData } from './destroy.ts'
import { has, says, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { isData, isOwn, isReaders, placesNear, thingsOf } from '../sentence/things.ts'
import { hasCondition } from '../sentence/wonder.ts'

type Rule = (sentence: Sentence, at: number) => Evidence | null

/** What a sentence demands to end: processing, consent, or the data themselves (p.17.2, p.17.3). */
export function ceaseIn(sentence: Sentence): readonly Evidence[] {
  return sentence.tokens.flatMap((_, at) => {
    for (const rule of RULES) {
      const found = rule(sentence, at)
      if (found !== null) return [found]
    }
    return []
  })
}

const RULES: readonly Rule[] = [
  stopsProcessing,
  blocksData,
  withdrawsConsent,
  deniesProcessing,
  refusesConsent,
  endsPermission,
  objectsToProcessing,
  asksToBeForgotten,
  destroysData,
  closesAccount,
]

/** `Прекратить обработку персональных данных`, `өңдеуді тоқтату`, `stop processing`. */
function stopsProcessing(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  const asked = has(tokens[at], 'stop') ? askedAt(sentence, at) : null
  if (asked === null) return null
  const stops = placesNear(tokens, at).some(
    (i) => has(tokens[i], 'process') && isOfData(tokens, i) && !isOtherDeed(tokens, at, i),
  )
  return stops ? evidence('cease', asked, 'plain') : null
}

/** `stop losing clients: data processing` stops something else. */
function isOtherDeed(tokens: readonly Token[], at: number, place: number): boolean {
  return tokens.slice(at + 1, place).some(({ word }) => /^[a-z]{2,}ing$/.test(word))
}

/** `обработку заказа` is not of data; `обработку`, `обработку третьими лицами` are. */
function isOfData(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  const around = [...tokens.slice(Math.max(0, at - 4), at), ...tokens.slice(at + 1, at + 5)]
  if (isReaders(around)) return false
  if (around.some(isData)) return true
  if (around.some((token) => has(token, 'business', 'mailing'))) return false
  if (next === undefined || next.opensClause) return /[а-я]/.test(wordAt(tokens, at))
  return around.some((token) => has(token, 'me', 'my', 'all')) || GOES_ON.test(next.word)
}

/** Behind `обработку`: by whom, or the next demand. */
const GOES_ON = /^(?:третьи\p{L}{0,3}|их|и|а|and|жане)$/u

/** `заблокируйте мои данные`. */
function blocksData(sentence: Sentence, at: number): Evidence | null {
  const asked = has(sentence.tokens[at], 'block') ? askedAt(sentence, at) : null
  if (asked === null || !thingsOf(sentence.tokens, at).some(isData)) return null
  return evidence('cease', asked, 'plain')
}

/** `Отзываю согласие`, `келісімімді қайтарып аламын`, `withdraw my consent`. */
function withdrawsConsent(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  if (!has(tokens[at], 'consent') || isAgreement(tokens, at)) return null
  for (const i of placesNear(tokens, at)) {
    const asked = has(tokens[i], 'withdraw') ? withdrawnAt(sentence, i) : null
    if (asked !== null) return evidence('cease', asked, 'plain')
  }
  return null
}

/** `прошу считать согласие отозванным` is as good as `отзываю`. */
function withdrawnAt(sentence: Sentence, at: number): Asked | null {
  const isDeclared = wordAt(sentence.tokens, at).includes('нн')
  const isToBeTaken = sentence.tokens.some(({ word }) => word.startsWith('счита'))
  return isDeclared && isToBeTaken ? 'asked' : askedAt(sentence, at)
}

/** `согласие с вашим методом` is agreement, `без согласия` a complaint. */
function isAgreement(tokens: readonly Token[], at: number): boolean {
  if (/^(?:с|со|with)$/u.test(wordAt(tokens, at + 1))) return true
  return tokens.slice(Math.max(0, at - 2), at).some(({ word }) => /^(?:без|without)$/u.test(word))
}

/** `больше не храните мои данные`, `не хочу, чтобы вы обрабатывали`, `do not process my data`. */
function deniesProcessing(sentence: Sentence, at: number): Evidence | null {
  const token = sentence.tokens[at]
  if (token === undefined || !has(token, 'process') || isOthersWords(sentence, token)) return null
  if (!isOrderedNotTo(sentence, token, at) && !isUnwanted(sentence, at)) return null
  const { tokens } = sentence
  const around = [...thingsOf(tokens, at), ...tokens.slice(0, at)]
  if (!around.some(isData) && !has(tokens[at + 1], 'me')) return null
  return evidence('cease', hasCondition(sentence, at) ? 'on-condition' : 'asked', 'plain')
}

function isOthersWords({ isQuestion }: Sentence, { isQuoted }: Token): boolean {
  return isQuestion || isQuoted
}

/** `you did not process`, `I do not store` tell; `do not process` orders. */
function isOrderedNotTo(sentence: Sentence, { mood }: Token, at: number): boolean {
  const isOrder = mood === 'imperative' || mood === 'infinitive' || mood === 'refusal'
  const before = sentence.tokens.slice(Math.max(0, at - 3), at)
  const isTale = before.some(({ word }) => /^(?:i|we|they|you|did)$/.test(word))
  return isOrder && !isTale && isDenied(sentence, at)
}

/** `не хочу, чтобы … хранились`, `I no longer want you to store`. */
function isUnwanted({ tokens }: Sentence, at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 10), at)
  const wish = before.findIndex((token) => has(token, 'ask'))
  const isDeniedWish = wish !== -1 && before.slice(0, wish).some((token) => has(token, 'no'))
  return isDeniedWish && before.slice(wish).some(({ word }) => /^(?:чтобы?|you|to)$/u.test(word))
}

/** `не даю согласия`, `не согласна на обработку`, `өңдеуге келіспеймін`. */
function refusesConsent(sentence: Sentence, at: number): Evidence | null {
  const token = sentence.tokens[at]
  if (token === undefined || isOthersWords(sentence, token) || !isDenied(sentence, at)) return null
  const isOf = says(sentence, 'process', 'data')
  const gives = isGiven(sentence.tokens, at) && (isOf || sentence.isTitle)
  const refuses = (has(token, 'agree') && isOf) || (has(token, 'consent') && gives)
  return refuses ? evidence('cease', 'asked', 'plain') : null
}

/** `You no longer have my permission to use my data`. */
function endsPermission(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  const isOver = wordAt(tokens, at) === 'longer' && wordAt(tokens, at - 1) === 'no'
  const ends = isOver && says(sentence, 'consent') && says(sentence, 'process', 'data')
  return ends && !isQuestion ? evidence('cease', 'asked', 'plain') : null
}

function isGiven(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 4), at).some(({ word }) => /^(?:даю|даем|give)$/u.test(word))
}

/** `возражаю против обработки`, `отказываюсь от обработки`; not of automated decisions alone. */
function objectsToProcessing(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  if (!has(tokens[at], 'object') || sentence.isQuestion || isDenied(sentence, at)) return null
  const ahead = tokens.slice(at + 1, at + 9)
  if (ahead.some(({ word }) => /^(?:автомат|робот|бот|automat|profil)/u.test(word))) return null
  const isProcessing = ahead.some((token, i) => has(token, 'process') && isOfData(ahead, i))
  return isProcessing ? evidence('cease', 'asked', 'plain') : null
}

/** `право на забвение`, `right to be forgotten`, `my right to erasure`. */
function asksToBeForgotten({ tokens, isQuestion }: Sentence, at: number): Evidence | null {
  const deed = wordAt(tokens, at)
  const isErasure = /^(?:erasure|deletion)/.test(deed) && isOwn(tokens)
  const isForgetting = isErasure || /^(?:забвени|забыт|forgotten)/u.test(deed)
  const isRight = tokens
    .slice(0, at)
    .some(({ word }) => /^(?:прав[оаеу]|правом|right)$/u.test(word))
  return isForgetting && isRight && !isQuestion ? evidence('cease', 'asked', 'plain') : null
}
