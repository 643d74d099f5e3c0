import { askedAt } from '../sentence/asked.ts'
import type { Asked } from '../sentence/asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { anyIs, has, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { fieldsIn, isData, isReaders, thingsOf } from '../sentence/things.ts'

/** `Удалите мои данные`, `сотрите всё обо мне`, `деректерімді жойыңыз`, `erase my data`. */
export function destroysData(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  const asked = isDestroying(tokens, at) ? askedAt(sentence, at) : null
  if (asked === null) return null
  const things = thingsOf(tokens, at)
  if (things.some((token, i) => isLetter(token, things[i - 1]))) return null
  const isOfAll = things.some((token, i) => isData(token) || isAll(things, i))
  return isOfAll ? ofAll(sentence, things, asked) : ofPart(things, asked)
}

/** Also `take my details off your system`. */
function isDestroying(tokens: readonly Token[], at: number): boolean {
  if (has(tokens[at], 'destroy')) return true
  const behind = tokens.slice(at + 1, at + 6)
  return wordAt(tokens, at) === 'take' && behind.some(({ word }) => /^(?:off|out)$/.test(word))
}

/** `удалите это письмо`, `delete this e-mail`: what disclaimers below letters say. */
function isLetter({ word }: Token, before: Token | undefined): boolean {
  if (/^(?:письм|сообщени|хат$|хатты|message|attachment|it$)/u.test(word)) return true
  return /^(?:mail|email)$/.test(word) && /^(?:this|the|e|that)$/.test(before?.word ?? '')
}

/** `всё`, `всё обо мне`, `everything`; of `все отзывы`, `all the keys` the next word tells what. */
function isAll(things: readonly Token[], at: number): boolean {
  if (!has(things[at], 'all')) return false
  const next = things[at + 1]
  if (next === undefined || next.opensClause || next.word.length < 3) return true
  const goesOn = has(next, 'my', 'me', 'own', 'polite', 'personal', 'ask', 'base', 'all')
  return goesOn || /^(?:что|обо|про|you|that|about|from|связанн)/u.test(next.word)
}

/** Everything, or everything but something: `удалите всё, кроме истории платежей`. */
function ofAll({ tokens }: Sentence, things: readonly Token[], asked: Asked): Evidence | null {
  const isBusiness = anyIs(things, 'business') && !things.some(isData)
  if (isBusiness || isReaders(things)) return null
  const isPartial = tokens.some(
    (token) =>
      /^(?:кроме|исключением|except|excluding|баска)$/u.test(token.word) ||
      (has(token, 'keep') && token.mood === 'imperative' && /^[а-я]/.test(token.word)),
  )
  return evidence('cease', asked, 'words', { isPartial })
}

/** `удалите меня`, `удалите телефон`, `Удалите!`; mailings and appointments are no data. */
function ofPart(things: readonly Token[], asked: Asked): Evidence | null {
  if (anyIs(things, 'mailing')) return null
  if (fieldsIn(things).length > 0) return ofFields(things, asked)
  if (anyIs(things, 'business')) return null
  if (anyIs(things, 'me', 'base', 'policy')) return evidence('cease', asked, 'words')
  return isBare(things) ? evidence('cease', asked, 'bare') : null
}

/** One old number is put right by its removal; name, telephone and address together are all there is. */
function ofFields(things: readonly Token[], asked: Asked): Evidence | null {
  if (anyIs(things, 'old')) return null
  const fields = fieldsIn(things)
  return evidence('cease', asked, 'words', { fields, isPartial: fields.length < 2 })
}

function isBare(things: readonly Token[]): boolean {
  return things.every((token) => has(token, 'polite', 'ask', 'me', 'no') || token.word.length < 3)
}

/** `закройте мой аккаунт`, `close my account`. */
export function closesAccount(sentence: Sentence, at: number): Evidence | null {
  const asked = has(sentence.tokens[at], 'close') ? askedAt(sentence, at) : null
  if (asked === null) return null
  const things = thingsOf(sentence.tokens, at)
  return anyIs(things, 'account') ? evidence('cease', asked, 'words') : null
}
