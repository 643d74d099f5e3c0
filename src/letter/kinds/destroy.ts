import { askedAt } from '../sentence/asked.ts'
import type { Asked } from '../sentence/asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { anyIs, has, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { fieldsIn, isData, isOwn, isReaders, thingsOf } from '../sentence/things.ts'

/** `Удалите мои данные`, `сотрите всё обо мне`, `деректерімді жойыңыз`, `erase my data`. */
export function destroysData(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  const asked = isDestroying(tokens, at) ? askedAt(sentence, at) : null
  if (asked === null || isOldBefore(tokens, at)) return null
  if (isOfPronoun(tokens, at))
    return evidence('cease', asked, tokens.slice(0, at).some(isData) ? 'words' : 'bare')
  const near = ofThings(sentence, withoutAlso(thingsOf(tokens, at)), asked)
  return (isSaidBefore(tokens, at) ? ofThings(sentence, tokens.slice(0, at), asked) : null) ?? near
}

/** `вся информация, которую я указала на сайте, была удалена`. */
function isSaidBefore(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.mood === 'past' &&
    /^[а-я]/u.test(wordAt(tokens, at)) &&
    tokens.slice(0, at).some(isData)
  )
}

function ofThings(sentence: Sentence, things: readonly Token[], asked: Asked): Evidence | null {
  if (things.some((token, i) => isLetter(token, things[i - 1])) || isOldValue(things)) return null
  const isOfAll = things.some(
    (token, i) => isData(token) || isAll(things, i) || isCopyOfData(token, sentence.tokens),
  )
  return isOfAll ? ofAll(sentence, things, asked) : ofPart(sentence, things, asked)
}

/** `забудьте про него`, `уберите её`: nothing more is said. */
function isOfPronoun(tokens: readonly Token[], at: number): boolean {
  const isBehind = /^(?:про|о|от|of)$/u.test(wordAt(tokens, at + 1))
  const place = isBehind ? at + 2 : at + 1
  const [pronoun, next] = tokens.slice(place, place + 2)
  if (pronoun === undefined || !isPronoun(pronoun)) return false
  return next === undefined || next.opensClause
}

/** `not merely the mailing list`, `не только из рассылки`: all and not the mailing alone. */
function withoutAlso(things: readonly Token[]): readonly Token[] {
  const only = things.findIndex(
    ({ word }, i) =>
      /^(?:не|not)$/u.test(word) && /^(?:только|merely|only|just)$/u.test(wordAt(things, i + 1)),
  )
  return only === -1 ? things : things.slice(0, only)
}

/** Also `take my details off your system`. */
function isDestroying(tokens: readonly Token[], at: number): boolean {
  if (has(tokens[at], 'destroy')) return true
  const behind = tokens.slice(at + 1, at + 6)
  if (wordAt(tokens, at).startsWith('забери')) return behind.some(({ word }) => word === 'из')
  if (/^(?:drop|ditch|dump)$/.test(wordAt(tokens, at)))
    return has(behind[0], 'my') && behind.some(isData)
  return wordAt(tokens, at) === 'take' && behind.some(({ word }) => /^(?:off|out)$/.test(word))
}

/** `старый можете стереть`: a value is put right by that; `старые данные` are data. */
export function isOldValue(things: readonly Token[]): boolean {
  return things.some((token, i) => {
    const next = things[i + 1]
    return (
      has(token, 'old') && !(next !== undefined && isData(next)) && !things.slice(0, i).some(isData)
    )
  })
}

/** `старый можете стереть`, whatever the next words without a mark between are of. */
export function isOldBefore(tokens: readonly Token[], at: number): boolean {
  const near = tokens.slice(Math.max(0, at - 2), at)
  return near.some(
    (token, i) =>
      has(token, 'old') &&
      near.slice(i + 1).every((one) => has(one, 'may', 'ask') && !one.opensClause),
  )
}

/** `удалите это письмо`, `delete this e-mail`: what disclaimers below letters say. */
function isLetter({ word }: Token, before: Token | undefined): boolean {
  if (/^(?:письм|сообщени|хат$|хатты|message|attachment)/u.test(word)) return true
  return /^(?:mail|email)$/.test(word) && /^(?:this|the|e|that)$/.test(before?.word ?? '')
}

/** `барлық көшірмелерін жойып`, `уничтожьте и копии моих данных`. */
function isCopyOfData(token: Token, tokens: readonly Token[]): boolean {
  return has(token, 'copy') && tokens.some((one) => isData(one) && has(one, 'own'))
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
function ofPart({ tokens }: Sentence, things: readonly Token[], asked: Asked): Evidence | null {
  if (anyIs(things, 'mailing')) return null
  if (fieldsIn(things).length > 0) return ofFields(tokens, things, asked)
  if (anyIs(things, 'business'))
    return anyIs(things, 'base') && isOwn(tokens) ? evidence('cease', asked, 'words') : null
  if (
    things.some(
      (token, i) => isPronoun(token) && /^(?:из|с|off|from|of)$/u.test(wordAt(things, i - 1)),
    )
  )
    return evidence('cease', asked, 'bare')
  if (anyIs(things, 'me', 'base', 'policy')) return evidence('cease', asked, 'words')
  return isBare(things) ? evidence('cease', asked, 'bare') : null
}

/** One old number is put right by its removal; name, telephone and address together are all there is. */
function ofFields(
  tokens: readonly Token[],
  things: readonly Token[],
  asked: Asked,
): Evidence | null {
  if (anyIs(things, 'old')) return null
  const fields = fieldsIn(things)
  return evidence('cease', asked, 'words', { fields, isPartial: fieldsIn(tokens).length < 2 })
}

function isBare(things: readonly Token[]): boolean {
  return things.every(
    (token) => has(token, 'polite', 'ask', 'me', 'no') || token.word.length < 3 || isPronoun(token),
  )
}

/** `избавьтесь от них`: what it is stands elsewhere. */
function isPronoun({ word }: Token): boolean {
  return /^(?:них|него|нее|ней|его|ее|их|them|this|that|оны|олар\p{L}{0,3})$/u.test(word)
}

/** `закройте мой аккаунт`, `close my account`. */
export function closesAccount(sentence: Sentence, at: number): Evidence | null {
  const asked = has(sentence.tokens[at], 'close') ? askedAt(sentence, at) : null
  if (asked === null) return null
  const things = thingsOf(sentence.tokens, at)
  return anyIs(things, 'account') ? evidence('cease', asked, 'words') : null
}
