import { changedEmail, emailsOf } from './values/changed-email.ts'
import { changedNames } from './values/changed-name.ts'
import type { NameWish } from './values/changed-name.ts'
import { changedPhone, onlyPhone } from './values/changed-phone.ts'
import { changedUserId } from './values/changed-user-id.ts'
import type { Change, Field } from './letter.ts'
import type { NameField } from './values/nominative.ts'
import { readable } from './values/passage.ts'
import type { Passage } from './values/passage.ts'
import { withPlainAddresses } from './values/plain-addresses.ts'
import { none } from './values/read-value.ts'
import type { Read } from './values/read-value.ts'
import { withSpokenNumbers } from './values/spoken-number.ts'
import { withPlainTables } from './values/tables.ts'
import { withDigitsPutRight } from './values/digits-put-right.ts'
import { withSenderNamed } from './values/sender-named.ts'

/** What is known of a letter when its values are read. */
export interface Wish extends Omit<NameWish, 'fields'> {
  /** The mailbox the policy names, lower case: never the writer's address. */
  readonly own: string
  /** The fields that the letter asks to correct, when it names them. */
  readonly fields: readonly Field[]
  /** It answers our question for a value. */
  readonly isAnswer: boolean
  /** The one address it comes from, lower case. */
  readonly sender: string | null
  /** Something in it asks to correct, be it without naming a field. */
  readonly isAsked: boolean
}

export interface Values {
  /** In the order of the five fields. */
  readonly changes: readonly Change[]
  /** Why there is no change of a field though something is said of it: `phone: impossible`. */
  readonly doubts: readonly string[]
  /** The change is the one number of the letter, which nothing calls new. */
  readonly isLone: boolean
}

/** The words that values are read from: addresses and numbers as they are meant. */
function valueText(text: string): string {
  return withPlainTables(withZeros(withSpokenNumbers(withPlainAddresses(readable(text)))))
}

/** `+7 7О1 ООО ОО 11`: letters that stand for noughts within a telephone number. */
function withZeros(text: string): string {
  return text.replace(/(?<![\p{L}\d])\+?\d[\d OoОо()-]{8,22}\d(?![\p{L}\d])/gu, (number) =>
    (number.match(/\d/g)?.length ?? 0) >= 4 ? number.replace(/[OoОо]/gu, '0') : number,
  )
}

/**
 * The corrections a letter plainly writes (p.5, p.16), in the order of the five fields. A value
 * that is missing, impossible or one of two gives none and a doubt: nothing here is guessed.
 */
export function readValues(text: string, wish: Wish): Values {
  const words = withDigitsPutRight(valueText(withSenderNamed(text, wish.sender)))
  const wants = (field: Field): boolean => wish.fields.includes(field)
  const names = wish.fields.filter(
    (field): field is NameField => field === 'surname' || field === 'name',
  )
  const reads: readonly Read[] = [
    ...changedNames(words, { ...wish, fields: names }),
    changedEmail(words, { ...wish, isWanted: wants('email') }),
    changedPhone(words, {
      isWanted: wants('phone') || wish.isAnswer || (wish.isAsked && wish.fields.length === 0),
    }),
    changedUserId(words, wants('userId')),
  ]
  const changes = reads.flatMap(({ change }) => change ?? [])
  const doubts = reads.flatMap(({ field, doubt }) => (doubt === null ? [] : [`${field}: ${doubt}`]))
  if (changes.length > 0 || doubts.length > 0) return { changes, doubts, isLone: false }
  const phone = onlyPhone(words)
  return { changes: phone === null ? [] : [phone], doubts, isLone: phone !== null }
}

/** How surely the words before an address say that it is the one the request is about. */
const CLAIMS: readonly (readonly [RegExp, number])[] = [
  [
    /(?:муж|жен[аыу]|мам[аыу]|пап[аыу]|сын|доч|сосед|друг|коллег|его|е[её]|их|husband|wife|his|her)\p{L}*(?:\s\p{L}{1,14}){0,3}\s?[:—–-]?\s?$/u,
    -2,
  ],
  [
    /(?:писал\p{L}*|обращал\p{L}*|отправлял\p{L}*|пересылал\p{L}*)\s(?:вам\s|уже\s|раньше\s){0,2}(?:на|в|to)\s(?:\p{L}{1,14}\s){0,2}$/u,
    -4,
  ],
  [
    /(?:от вас|с вашего адреса|спам|рассылк\p{L}*|письма?)\s(?:с|от|from)\s(?:\p{L}{1,14}\s){0,2}$/u,
    -4,
  ],
  [
    /(?:ответ\p{L}*|связ\p{L}*|писать|пишите|отвечайте|копи[яю]|уведом\p{L}*|reply|answer|contact)\s(?:\p{L}{1,14}\s){0,3}(?:на|по|to|at|:)?\s?[:—–-]?\s?$/u,
    -1,
  ],
  [/для (?:ответа|связи|писем)/u, -2],
  [/(?:указан|записан|привязан|введен|введён|остав)\p{L}*\s/u, 2],
  [
    /регистр|зарег|аккаунт|акк(?!\p{L})|уч[её]тн|логин|профил|кабинет|указан\p{L}* при|тіркел|account|registered|login|signed up/u,
    3,
  ],
  [/мо[йеяи]м?|мен[іи]ң|my|почтам|поштам/u, 2],
  [/адрес|почт|e-?mail|имейл|емейл|емайл|мэйл|мейл|ящик|пошта|мекенжай|address|mail/u, 1],
]

export interface AddressWish {
  readonly own: string
  /** It asks to correct: an address may be the new one. */
  readonly corrects?: boolean
  /** The one address it comes from, lower case. */
  readonly sender?: string | null
}

/**
 * The address the writer names as the one the request is about (p.7), lower case; null when none is
 * named. What calls it the writer's account goes before one that just stands there; of a change of
 * e-mail it is the old one.
 */
export function statedEmail(
  text: string,
  { own, corrects = true, sender = null }: AddressWish,
): string | null {
  const words = valueText(text)
  const { change } = corrects ? changedEmail(words, { own, sender }) : none('email')
  if (change?.from !== undefined) return change.from
  const emails = emailsOf(words, own).filter(({ value }) => value !== change?.to)
  const claims = emails.map((email) => ({ email, claim: claimOf(email) }))
  const best = claims.reduce<(typeof claims)[number] | null>(
    (high, one) => (high === null || one.claim > high.claim ? one : high),
    null,
  )
  return best === null || best.claim <= NO_CLAIM ? null : best.email.value
}

/** An address that somebody wrote to, or from which our mail came, is not the writer's. */
const NO_CLAIM = -3

function claimOf({ before, lineBefore }: Passage): number {
  const ahead = before === '' ? lineBefore : before
  // What is said of the address before it says nothing of this one.
  const words = ahead.slice(ahead.lastIndexOf('@') + 1)
  return CLAIMS.reduce((sum, [said, worth]) => (said.test(words) ? sum + worth : sum), 0)
}
