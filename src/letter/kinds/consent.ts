import { askedAt, isDenied } from '../sentence/asked.ts'
import type { Asked } from '../sentence/asked.ts'
import { hasCondition } from '../sentence/condition.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { has, says, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { isAboutMe, isData, isOwn, placesNear } from '../sentence/things.ts'

/** What a sentence says of the writer's consent, told as the end of it (p.17.2). */
export const CONSENT_RULES: readonly ((sentence: Sentence, at: number) => Evidence | null)[] = [
  withdrawsConsent,
  refusesConsent,
  endsPermission,
  forbidsUse,
]

/** `Отзываю согласие`, `келісімімді қайтарып аламын`, `withdraw my consent`. */
function withdrawsConsent(sentence: Sentence, at: number): Evidence | null {
  const { tokens } = sentence
  if (!has(tokens[at], 'consent') || isAgreement(tokens, at)) return null
  if (isOfMailing(tokens, at)) return null
  for (const i of placesNear(tokens, at, CONSENT_REACH)) {
    const isBack = wordAt(tokens, i) === 'кери' && wordAt(tokens, i + 1).startsWith('ала')
    const asked = isBack ? 'asked' : has(tokens[i], 'withdraw') ? withdrawnAt(sentence, i) : null
    if (asked !== null)
      return evidence('cease', asked, 'plain', { isPartial: isOfPassing(tokens, at) })
  }
  return null
}

/** `разрешение держать моё имя, которое я когда-то дала, снимаю`. */
const CONSENT_REACH = 14

/** `согласие на рекламу` is none on the data. */
export function isOfMailing(tokens: readonly Token[], at: number): boolean {
  const ahead = tokens.slice(at + 1, at + 5)
  const to = ahead.findIndex((token) => has(token, 'mailing'))
  return to !== -1 && !ahead.slice(0, to).some((token) => isData(token) || has(token, 'process'))
}

/** `разрешение передавать мои данные партнёрам`: all else may go on. */
function isOfPassing(tokens: readonly Token[], at: number): boolean {
  const ahead = tokens.slice(at + 1, at + 8)
  const first = ahead.find((token) => has(token, 'process'))
  return /^(?:перед|шар|pass|shar|disclos)/u.test(first?.word ?? '')
}

/** `прошу считать согласие отозванным`, `считайте это отзывом согласия` are as good as `отзываю`. */
function withdrawnAt(sentence: Sentence, at: number): Asked | null {
  const { tokens, isQuestion } = sentence
  const word = wordAt(tokens, at)
  if (/^(?:после|after)$/u.test(wordAt(tokens, at - 1))) return null
  if (isHeading(tokens, at) && !isQuestion) return 'asked'
  const isNamed = /нн|^отзыв|withdraw(?:al|n)|revo(?:cation|ked)/u.test(word)
  if (!isNamed || isQuestion || isDenied(sentence, at) || !tokens.some(declares))
    return askedAt(sentence, at)
  return hasCondition(sentence, at) ? 'on-condition' : 'asked'
}

/** `Отзыв согласия.` as a line of its own. */
function isHeading(tokens: readonly Token[], at: number): boolean {
  return at === 0 && tokens.length < 9 && wordAt(tokens, at) === 'отзыв' && !has(tokens[1], 'your')
}

const DECLARES =
  /^(?:счита|рассм|прими|принят|уведомл|извещ|сообщаю|заявляю|направляю|подаю|оформ|hereby|consider|treat|accept|regard|notice|notify|take)/u

/** `считайте`, `уведомляю`, `consider this`: what makes a letter the withdrawal itself. */
function declares({ word }: Token): boolean {
  return DECLARES.test(word)
}

/** `согласие с вашим методом` is agreement, `без согласия` a complaint. */
function isAgreement(tokens: readonly Token[], at: number): boolean {
  if (/^(?:с|со|with)$/u.test(wordAt(tokens, at + 1))) return true
  return tokens.slice(Math.max(0, at - 2), at).some(({ word }) => /^(?:без|without)$/u.test(word))
}

/** `не даю согласия`, `не согласна на обработку`, `өңдеуге келіспеймін`. */
function refusesConsent(sentence: Sentence, at: number): Evidence | null {
  const token = sentence.tokens[at]
  if (token === undefined || sentence.isQuestion || token.isQuoted) return null
  if (!isDenied(sentence, at) || !isRefusal(sentence, token, at)) return null
  return evidence('cease', 'asked', 'plain')
}

function isRefusal(sentence: Sentence, token: Token, at: number): boolean {
  const isOf = says(sentence, 'process', 'data')
  if (has(token, 'agree')) return isOf
  return has(token, 'consent') && isGiven(sentence.tokens, at) && (isOf || sentence.isTitle)
}

/** `You no longer have my permission`, `согласие больше не действует`, `келісімім күшін жойды`. */
function endsPermission(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  if (!isOver(tokens, at) || isQuestion || !says(sentence, 'consent') || !isOwn(tokens)) return null
  const isWhole = wordAt(tokens, at) !== 'longer' || says(sentence, 'process', 'data')
  return isWhole ? evidence('cease', 'asked', 'plain') : null
}

function isOver(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  const before = wordAt(tokens, at - 1)
  if (before === 'не') return /^(?:действ|действительно|имеет)/u.test(word)
  if (before === 'no') return word === 'longer'
  if (before === 'бас') return word.startsWith('тарт')
  if (word === 'жок') return has(tokens[at - 1], 'consent')
  return (
    /^(?:утратил|утрачива|недействительн|invalid|жарамсыз)/u.test(word) ||
    (word.startsWith('жой') && before.startsWith('куш'))
  )
}

/** First persons of `to allow`: who says them with `не` forbids. */
const ALLOWS =
  /^(?:разрешаю|разрешаем|позволяю|позволяем|допускаю|одобряю|allow|authori[sz]e|permit|agree)$/u

/** `больше не разрешаю пользоваться моими данными`, `пайдалануға рұқсат бермеймін`, `тыйым саламын`. */
function forbidsUse(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  if (isQuestion || !says(sentence, 'process') || !forbids(sentence, at)) return null
  const isOfWriter = tokens.some((token, i) => isData(token) || isAboutMe(tokens, i))
  return isOfWriter ? evidence('cease', 'asked', 'plain') : null
}

function forbids(sentence: Sentence, at: number): boolean {
  const word = wordAt(sentence.tokens, at)
  const next = wordAt(sentence.tokens, at + 1)
  if (word === 'руксат') return /^берм[ае]/u.test(next)
  if (word === 'тыйым') return next.startsWith('сал')
  return ALLOWS.test(word) && isDenied(sentence, at)
}

function isGiven(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 4), at).some(({ word }) => /^(?:даю|даем|give)$/u.test(word))
}
