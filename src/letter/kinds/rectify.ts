import { askedAt, isDenied } from '../sentence/asked.ts'
import type { Asked } from '../sentence/asked.ts'
import { isOldBefore, isOldValue } from './destroy.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { Field } from '../letter.ts'
import { anyIs, has, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { fieldsIn, isData, isKazakhVerb, isOwn, isReaders, thingsOf } from '../sentence/things.ts'

type Rule = (sentence: Sentence, at: number) => Evidence | null

/** What a sentence wants to be put right, or tells to be wrong (p.16). */
export function rectifyIn(sentence: Sentence): readonly Evidence[] {
  return sentence.tokens.flatMap((_, at) => {
    for (const rule of RULES) {
      const found = rule(sentence, at)
      if (found !== null) return [found]
    }
    return []
  })
}

const RULES: readonly Rule[] = [
  asksToCorrect,
  throwsOldAway,
  tellsOfChange,
  tellsOfMistake,
  namesNewValue,
]

/** `Уточнить персональные данные`, `исправьте фамилию`, `change my phone`. */
function asksToCorrect(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  const asked = has(tokens[at], 'correct') ? askedAt(sentence, at) : null
  if (asked === null || wantsToBeTold(tokens, at)) return null
  const things = thingsOf(tokens, at)
  if (isReaders(things)) return null
  const fields = fieldsIn(things)
  if (fields.length > 0 && !isOfBusiness(things))
    return evidence('rectify', asked, 'words', { fields, ordered: orderedIn(tokens, at) })
  return things.some(isData) ? ofData(sentence, things, asked) : ofNothing(things, asked)
}

/** `прежний вычеркните`, `старый номер удалите`: with the new one beside it. */
function throwsOldAway(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  if (!has(tokens[at], 'destroy') || askedAt(sentence, at) === null) return null
  const things = thingsOf(tokens, at)
  return isOldValue(things) || isOldBefore(tokens, at)
    ? evidence('rectify', 'asked', 'told', { fields: fieldsIn(tokens) })
    : null
}

/** `уточните, какие мои данные у вас есть`: here the verb asks to be told. */
function wantsToBeTold(tokens: readonly Token[], at: number): boolean {
  if (wordAt(tokens, at) === 'жазып')
    return tokens.slice(0, at).some((token) => has(token, 'which'))
  if (!/^(?:уточн|clarif|накты)/u.test(wordAt(tokens, at))) return false
  const ahead = tokens.slice(at + 1, at + 6)
  const which = ahead.findIndex(
    (token) => has(token, 'which', 'whether') && !/^как$/u.test(token.word),
  )
  return which !== -1 && !ahead.slice(0, which).some((token) => isPersonal(token))
}

/** `мои данные`, `персональные данные`; `данные` alone may be anybody's. */
function ofData({ isTitle }: Sentence, things: readonly Token[], asked: Asked): Evidence | null {
  if (anyIs(things, 'personal') || isOwn(things)) return evidence('rectify', asked, 'plain')
  if (isOfBusiness(things)) return null
  return evidence('rectify', asked, isTitle ? 'words' : 'told')
}

/** `Rectification request (GDPR)`, `Исправьте!`. */
function ofNothing(things: readonly Token[], asked: Asked): Evidence | null {
  const isOwnNew = anyIs(things, 'my') && anyIs(things, 'personal', 'fresh')
  if (anyIs(things, 'policy') || isOwnNew) return evidence('rectify', asked, 'words')
  const isBare = things.every(
    (token) => has(token, 'polite', 'ask', 'me', 'correct') || token.word.length < 4,
  )
  return isBare ? evidence('rectify', asked, 'bare') : null
}

/** The fields right beside the verb, and those of `…, а почту на новую`. */
function orderedIn(tokens: readonly Token[], at: number): readonly Field[] {
  const isKazakh = isKazakhVerb(tokens[at])
  const beside = isKazakh ? tokens.slice(Math.max(0, at - 3), at) : tokens.slice(at + 1, at + 4)
  const turned = tokens.filter(
    (_, i) => i > at && wordAt(tokens, i + 1) === 'на' && has(tokens[i + 2], 'fresh', 'old'),
  )
  return [...fieldsIn(beside), ...fieldsIn(turned)]
}

/** `уточнить номер заказа`, `данные для оплаты`, `телефон регистратуры`. */
function isOfBusiness(things: readonly Token[]): boolean {
  if (!anyIs(things, 'business')) return false
  if (!things.some(isPersonal)) return true
  return things.some((token, i) => {
    if (!has(token, 'business') || token.opensClause) return false
    return things.slice(Math.max(0, i - 2), i).some(isPersonal)
  })
}

function isPersonal(token: Token): boolean {
  return isData(token) || fieldsIn([token]).length > 0
}

/** `номер телефона поменялся`, `сменила фамилию`, `тегім өзгерді`, `мои данные неактуальны`. */
function tellsOfChange(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  if (isQuestion || !has(tokens[at], 'changed') || isDenied(sentence, at)) return null
  // `что изменилось в законе` tells of no change of the writer's.
  return wordAt(tokens, at - 1) === 'что' ? null : told(tokens, at)
}

/** `неверно указана фамилия`, `опечатка в имени`, `тегім қате жазылған`. */
function tellsOfMistake(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  if (isQuestion || !has(tokens[at], 'wrong') || isDenied(sentence, at)) return null
  return isMistakeOfOthers(tokens) ? null : told(tokens, at)
}

/** A mistake on our site, or one the writer begs pardon for. */
export function isMistakeOfOthers(tokens: readonly Token[]): boolean {
  if (tokens.some(({ word }) => /^(?:извин|прости|excuse|sorry|кешир)/u.test(word))) return true
  const isOnSite = tokens.some(({ word }) => word.startsWith('сайт'))
  return isOnSite && !isOwn(tokens) && !anyIs(tokens, 'base')
}

function told(tokens: readonly Token[], at: number): Evidence | null {
  const near = tokens.slice(Math.max(0, at - 6), at + 9)
  if (!near.some(isPersonal) || isOfBusiness(near)) return null
  return evidence('rectify', 'asked', 'told', { fields: fieldsIn(near) })
}

/** `новый номер телефона`, `жаңа нөмірім`: of itself only a hint, as a subject it says enough. */
function namesNewValue({ tokens, isQuestion, isTitle }: Sentence, at: number): Evidence | null {
  if (isQuestion || !has(tokens[at], 'fresh')) return null
  const near = tokens.slice(at + 1, at + 4)
  const fields = fieldsIn(near)
  if (fields.length === 0 || isOfBusiness(near)) return null
  return evidence('rectify', 'asked', isTitle ? 'told' : 'bare', { fields })
}
