import { askedAt, isDenied } from '../sentence/asked.ts'
import { CONSENT_RULES } from './consent.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { wantsNothingLeft } from './presence.ts'
import { closesAccount, destroysData } from './destroy.ts'
import { has, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import {
  fieldsIn,
  isAboutMe,
  isData,
  isOwn,
  isReaders,
  placesNear,
  thingsOf,
} from '../sentence/things.ts'
import { hasCondition } from '../sentence/condition.ts'

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
  ...CONSENT_RULES,
  deniesProcessing,
  wantsNothingLeft,
  objectsToProcessing,
  optsOut,
  asksToBeForgotten,
  destroysData,
  closesAccount,
]

/** `Прекратить обработку персональных данных`, `өңдеуді тоқтату`, `stop processing`. */
function stopsProcessing(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  const asked = isStop(tokens, at) ? askedAt(sentence, at) : null
  if (asked === null) return null
  const stops = placesNear(tokens, at).some(
    (i) => has(tokens[i], 'process') && isOfData(tokens, i) && !isOtherDeed(tokens, at, i),
  )
  const isOfPassing = placesNear(tokens, at)
    .filter((i) => has(tokens[i], 'process'))
    .every((i) => wordAt(tokens, i).startsWith('перед'))
  return stops ? evidence('cease', asked, 'plain', { isPartial: isOfPassing }) : null
}

/** Also `сақтауды қойыңыздар`; behind another verb the same word only helps, `түзетіп қойыңыздар`. */
function isStop(tokens: readonly Token[], at: number): boolean {
  if (wordAt(tokens, at).startsWith('койын')) return /[уи](?:ды|ди)$/u.test(wordAt(tokens, at - 1))
  return has(tokens[at], 'stop')
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
  if (next === undefined || next.opensClause)
    return /[а-я]/.test(wordAt(tokens, at)) || (at === 1 && has(tokens[0], 'stop'))
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

/** `больше не храните мои данные`, `не хочу, чтобы вы обрабатывали`, `do not process my data`. */
function deniesProcessing(sentence: Sentence, at: number): Evidence | null {
  const token = sentence.tokens[at]
  if (token === undefined || !has(token, 'process') || isOthersWords(sentence, token)) return null
  const isUnwished = isUnwanted(sentence, at) || isRatherNot(sentence.tokens, at)
  if (!isUnwished && !isOrderedNotTo(sentence, token, at)) return null
  if (!isOfOwnRecord(sentence.tokens, at)) return null
  return evidence('cease', hasCondition(sentence, at) ? 'on-condition' : 'asked', 'plain')
}

/** Data, a number of the writer's own, or what he left. */
function isOfOwnRecord(tokens: readonly Token[], at: number): boolean {
  // In English `you may not use this file` stands below every program.
  if (/^[a-z]/.test(wordAt(tokens, at)) && !isOwn(tokens)) return false
  const around = [...thingsOf(tokens, at), ...tokens.slice(0, at)]
  if (around.some(isData) || isLeftByWriter(tokens) || has(tokens[at + 1], 'me')) return true
  if (tokens.some((_, i) => isAboutMe(tokens, i))) return true
  return isOwn(tokens) && fieldsIn(around).length > 0
}

/** `то, что я вписала в форму`. */
function isLeftByWriter(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }, i) => word === 'что' && wordAt(tokens, i + 1) === 'я')
}

function isOthersWords({ isQuestion }: Sentence, { isQuoted }: Token): boolean {
  return isQuestion || isQuoted
}

/** `you did not process`, `I do not store` tell; `do not process` orders. */
function isOrderedNotTo(sentence: Sentence, { mood }: Token, at: number): boolean {
  const isOrder = mood === 'imperative' || mood === 'infinitive' || mood === 'refusal'
  const before = sentence.tokens.slice(Math.max(0, at - 3), at)
  const isModal = before.some(({ word }) => /^(?:may|must|should|shall|can)$/.test(word))
  const isTale = !isModal && before.some(({ word }) => /^(?:i|we|they|you|did)$/.test(word))
  return isOrder && !isTale && isDenied(sentence, at)
}

/** `I'd rather you didn't hold on to my details`. */
function isRatherNot(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 5), at)
  const rather = before.findIndex(({ word }) => word === 'rather')
  return rather !== -1 && before.slice(rather).some((token) => has(token, 'no'))
}

/** `не хочу, чтобы … хранились`, `I no longer want you to store`. */
function isUnwanted({ tokens }: Sentence, at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 10), at)
  const wish = before.findIndex(
    (token) => has(token, 'ask') || /^(?:жела|соглаш|позвол|разреш|допу)/u.test(token.word),
  )
  const isDeniedWish = wish !== -1 && before.slice(0, wish).some((token) => has(token, 'no'))
  return isDeniedWish && before.slice(wish).some(({ word }) => /^(?:чтобы?|you|to)$/u.test(word))
}

/** `I am opting out of everything you do with my details`. */
function optsOut({ tokens, isQuestion }: Sentence, at: number): Evidence | null {
  const isOut = wordAt(tokens, at).startsWith('opt') && wordAt(tokens, at + 1) === 'out'
  const isOfRecord = tokens.slice(at).some(isData) && !tokens.some((token) => has(token, 'mailing'))
  return isOut && isOfRecord && isOwn(tokens) && !isQuestion
    ? evidence('cease', 'asked', 'plain')
    : null
}

/** `возражаю против обработки`, `отказываюсь от обработки`; not of automated decisions alone. */
function objectsToProcessing(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  if (
    !(has(tokens[at], 'object') || wordAt(tokens, at) === 'против') ||
    sentence.isQuestion ||
    isDenied(sentence, at)
  )
    return null
  const isKazakh = wordAt(tokens, at).startsWith('карс')
  const ahead = isKazakh ? tokens.slice(Math.max(0, at - 8), at) : tokens.slice(at + 1, at + 9)
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
