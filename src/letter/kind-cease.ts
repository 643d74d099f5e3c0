import { askedAt, hasCondition, isDenied } from './asked.ts'
import type { Asked } from './asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { Field } from './letter.ts'
import { has, says } from './sentence.ts'
import type { Sentence, Token } from './sentence.ts'
import { fieldsIn, isData, isReaders, placesNear, thingsOf } from './things.ts'

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
  withdrawsConsent,
  deniesProcessing,
  refusesConsent,
  objectsToProcessing,
  asksToBeForgotten,
  destroysData,
  closesAccount,
]

/** `Прекратить обработку персональных данных`, `өңдеуді тоқтату`, `stop processing`. */
function stopsProcessing(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  const asked = has(tokens[at], 'stop', 'block') ? askedAt(sentence, at) : null
  if (asked === null) return null
  const blocksData = has(tokens[at], 'block') && thingsOf(tokens, at).some(isData)
  const stops =
    has(tokens[at], 'stop') &&
    placesNear(tokens, at).some(
      (i) => has(tokens[i], 'process') && isOfData(tokens, i) && !isOtherDeed(tokens, at, i),
    )
  return stops || blocksData ? evidence('cease', asked, 'plain') : null
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
  const isBare = next === undefined || next.opensClause
  if (isBare) return /\p{Script=Cyrillic}/u.test(tokens[at]?.word ?? '')
  return (
    around.some((token) => has(token, 'me', 'my', 'all')) ||
    /^(?:третьи|их$|и$|а$|and$|жане$)/u.test(next.word)
  )
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
  const isDeclared = /нн/u.test(sentence.tokens[at]?.word ?? '')
  const isToBeTaken = sentence.tokens.some(({ word }) => word.startsWith('счита'))
  return isDeclared && isToBeTaken ? 'asked' : askedAt(sentence, at)
}

/** `согласие с вашим методом` is agreement, `без согласия` a complaint. */
function isAgreement(tokens: readonly Token[], at: number): boolean {
  if (/^(?:с|со|with)$/u.test(tokens[at + 1]?.word ?? '')) return true
  return tokens.slice(Math.max(0, at - 2), at).some(({ word }) => /^(?:без|without)$/u.test(word))
}

/** `больше не храните мои данные`, `не хочу, чтобы вы обрабатывали`, `do not process my data`. */
function deniesProcessing(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  const token = tokens[at]
  if (isQuestion || !has(token, 'process') || token?.isQuoted === true) return null
  const isOrder = /^(?:imperative|infinitive|refusal)$/.test(token?.mood ?? '')
  const denies = isOrder && isDenied(sentence, at) && !isTale(tokens, at)
  if (!denies && !isUnwanted(sentence, at)) return null
  const concerns = [...thingsOf(tokens, at), ...tokens.slice(0, at)].some(isData)
  if (!concerns && !has(tokens[at + 1], 'me')) return null
  return evidence('cease', hasCondition(sentence, at) ? 'on-condition' : 'asked', 'plain')
}

/** `you did not process`, `I do not store` tell; `do not process` orders. */
function isTale(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(Math.max(0, at - 3), at)
    .some(({ word }) => /^(?:i|we|they|you|did)$/.test(word))
}

/** `не хочу, чтобы … хранились`, `I no longer want you to store`. */
function isUnwanted({ tokens }: Sentence, at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 10), at)
  const wish = before.findIndex((token) => has(token, 'ask'))
  const isDeniedWish = wish !== -1 && before.slice(0, wish).some((token) => has(token, 'no'))
  return (
    isDeniedWish && before.slice(wish).some(({ word }) => /^(?:чтоб|чтобы|you|to)$/u.test(word))
  )
}

/** `не даю согласия`, `не согласна на обработку`, `өңдеуге келіспеймін`. */
function refusesConsent(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion, isTitle } = sentence
  const token = tokens[at]
  if (isQuestion || !has(token, 'consent', 'agree') || token?.isQuoted === true) return null
  if (!isDenied(sentence, at)) return null
  const before = tokens.slice(Math.max(0, at - 4), at)
  const gives = before.some(({ word }) => /^(?:даю|даем|give)$/u.test(word))
  const isOfData = says(sentence, 'process', 'data')
  const refuses = has(token, 'agree') ? isOfData : gives && (isOfData || isTitle)
  return refuses ? evidence('cease', 'asked', 'plain') : null
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

/** `право на забвение`, `right to be forgotten`. */
function asksToBeForgotten({ tokens, isQuestion }: Sentence, at: number): Evidence | null {
  const isForgetting = /^(?:забвени|забыт|forgotten)/u.test(tokens[at]?.word ?? '')
  const isRight = tokens.slice(0, at).some(({ word }) => /^(?:прав[оа]|right)$/u.test(word))
  return isForgetting && isRight && !isQuestion ? evidence('cease', 'asked', 'plain') : null
}

/** `Удалите мои данные`, `сотрите всё обо мне`, `деректерімді жойыңыз`, `erase my data`. */
function destroysData(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  const asked = has(tokens[at], 'destroy') ? askedAt(sentence, at) : null
  if (asked === null) return null
  const things = thingsOf(tokens, at)
  if (things.some((token, i) => isLetter(token, things[i - 1]))) return null
  const isOfAll = things.some((token, i) => isData(token) || isAll(things, i))
  if (things.some((token) => has(token, 'mailing')) && !isOfAll) return null
  const fields = fieldsIn(things)
  if (isOfAll)
    return isAboutAnother(things)
      ? null
      : evidence('cease', asked, 'words', { isPartial: hasExceptions(tokens) })
  if (fields.length > 0) return ofFields(things, fields, asked)
  if (things.some((token) => has(token, 'business'))) return null
  if (things.some((token) => has(token, 'me', 'base', 'policy')))
    return evidence('cease', asked, 'words')
  return isBare(things) ? evidence('cease', asked, 'bare') : null
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
  return (
    has(next, 'my', 'me', 'own', 'polite', 'personal', 'ask', 'base', 'all') ||
    /^(?:что|обо|про|you|that|about|from|связанн)/u.test(next.word)
  )
}

/** `удалите всё, кроме истории платежей`. */
function hasExceptions(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }) => /^(?:кроме|исключением|except|excluding|баска)$/u.test(word))
}

/** `удалите все отзывы`, `update your personal data`: nothing of the writer's. */
function isAboutAnother(things: readonly Token[]): boolean {
  const isBusiness = things.some((token) => has(token, 'business')) && !things.some(isData)
  return isBusiness || isReaders(things)
}

/** One old number is put right by its removal; name, telephone and address together are all there is. */
function ofFields(
  things: readonly Token[],
  fields: readonly Field[],
  asked: Asked,
): Evidence | null {
  if (things.some((token) => has(token, 'old'))) return null
  return evidence('cease', asked, 'words', { fields, isPartial: fields.length < 2 })
}

function isBare(things: readonly Token[]): boolean {
  return things.every((token) => has(token, 'polite', 'ask', 'me', 'no') || token.word.length < 3)
}

/** `закройте мой аккаунт`, `close my account`. */
function closesAccount(sentence: Sentence, at: number): Evidence | null {
  const asked = has(sentence.tokens[at], 'close') ? askedAt(sentence, at) : null
  if (asked === null) return null
  const things = thingsOf(sentence.tokens, at)
  return things.some((token) => has(token, 'account')) ? evidence('cease', asked, 'words') : null
}
