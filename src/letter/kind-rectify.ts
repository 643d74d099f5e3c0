import { askedAt, isDenied } from './asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { Field } from './letter.ts'
import { has } from './sentence.ts'
import type { Sentence, Token } from './sentence.ts'
import { fieldsIn, isData, isOwn, isReaders, thingsOf } from './things.ts'

/** What a sentence wants to be put right, or tells to be wrong (p.16). */
export function rectifyIn(sentence: Sentence): readonly Evidence[] {
  return sentence.tokens.flatMap((_, at) => {
    const found =
      asksToCorrect(sentence, at) ??
      tellsOfChange(sentence, at) ??
      tellsOfMistake(sentence, at) ??
      namesNewValue(sentence, at)
    return found === null ? [] : [found]
  })
}

/** `Уточнить персональные данные`, `исправьте фамилию`, `change my phone`. */
function asksToCorrect(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isTitle } = sentence
  const asked = has(tokens[at], 'correct') ? askedAt(sentence, at) : null
  if (asked === null) return null
  const things = thingsOf(tokens, at)
  if (isReaders(things)) return null
  const fields = fieldsIn(things)
  if (fields.length > 0 && !isOfBusiness(things))
    return evidence('rectify', asked, 'words', { fields, ordered: orderedIn(tokens, at) })
  const isPersonal = things.some((token) => has(token, 'personal')) || isOwn(things)
  if (things.some(isData) && isPersonal) return evidence('rectify', asked, 'plain')
  if (things.some(isData) && !isOfBusiness(things))
    return evidence('rectify', asked, isTitle ? 'words' : 'told')
  if (things.some((token) => has(token, 'policy'))) return evidence('rectify', asked, 'words')
  return isBare(things) ? evidence('rectify', asked, 'bare') : null
}

/** The fields right behind the verb, and those of `…, а почту на новую`. */
function orderedIn(tokens: readonly Token[], at: number): readonly Field[] {
  const direct = fieldsIn(tokens.slice(at + 1, at + 4))
  const turned = tokens.filter(
    (_, i) => i > at && tokens[i + 1]?.word === 'на' && has(tokens[i + 2], 'fresh', 'old'),
  )
  return [...direct, ...fieldsIn(turned)]
}

/** `уточнить номер заказа`, `данные для оплаты`, `телефон регистратуры`. */
function isOfBusiness(things: readonly Token[]): boolean {
  return things.some((token, i) => {
    if (!has(token, 'business')) return false
    const before = things.slice(Math.max(0, i - 2), i)
    const isLinked =
      token.opensClause === false && before.some((one) => isData(one) || fieldsIn([one]).length > 0)
    return isLinked || things.every((one) => !isData(one) && fieldsIn([one]).length === 0)
  })
}

/** `новый номер телефона`, `жаңа нөмірім`: of itself only a hint, as a subject it says enough. */
function namesNewValue({ tokens, isQuestion, isTitle }: Sentence, at: number): Evidence | null {
  if (isQuestion || !has(tokens[at], 'fresh')) return null
  const near = tokens.slice(at + 1, at + 4)
  const fields = fieldsIn(near)
  if (fields.length === 0 || isOfBusiness(near)) return null
  return evidence('rectify', 'asked', isTitle ? 'told' : 'bare', { fields })
}

function isBare(things: readonly Token[]): boolean {
  return things.every((token) => has(token, 'polite', 'ask', 'me') || token.word.length < 4)
}

/** `номер телефона поменялся`, `сменила фамилию`, `тегім өзгерді`, `мои данные неактуальны`. */
function tellsOfChange(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  if (isQuestion || !has(tokens[at], 'changed') || isDenied(sentence, at)) return null
  return fieldEvidence(tokens.slice(Math.max(0, at - 6), at + 9))
}

/** `неверно указана фамилия`, `опечатка в имени`, `тегім қате жазылған`. */
function tellsOfMistake(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  if (isQuestion || !has(tokens[at], 'wrong') || isDenied(sentence, at)) return null
  if (
    tokens.some(({ word }) => word.startsWith('сайт')) &&
    !isOwn(tokens) &&
    !tokens.some((token) => has(token, 'base'))
  )
    return null
  if (tokens.some(({ word }) => /^(?:извин|прости|excuse|sorry|кешир)/u.test(word))) return null
  return fieldEvidence(tokens.slice(Math.max(0, at - 6), at + 9))
}

function fieldEvidence(near: readonly Token[]): Evidence | null {
  if (isOfBusiness(near)) return null
  const fields = fieldsIn(near)
  const concerns = fields.length > 0 || near.some(isData)
  return concerns ? evidence('rectify', 'asked', 'told', { fields }) : null
}
