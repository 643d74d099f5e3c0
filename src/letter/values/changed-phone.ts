import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Change } from '../letter.ts'
import type { Passage } from './passage.ts'
import { CORRECTS, corrected, lineSays, onlyOne, passagesOf } from './passage.ts'
import type { Read } from './read-value.ts'
import { onlyValue } from './read-value.ts'

const DIGITS = /(?<![\p{L}\d+@._-])(?:\+\s?)?\(?\d[\d ()./–-]{5,22}\d(?![\p{L}\d@])/gu
const DIGITS_MIN = 7

const PHONE_WORD =
  /номер|телефон|(?<!\p{L})тел\.|моб|сотов|нөмір|номир|phone|number|mobile|(?<!\p{L})cell/u
const NOUNS =
  '(?:[\\s:—–-]{1,3}(?:у вас|мой|моим|номер\\p{L}*|телефон\\p{L}*|number|phone|is|was|нөмір\\p{L}*|номир\\p{L}*)){0,3}[\\s:—–-]{0,3}$'
const OLD = new RegExp(
  `(?<!\\p{L})(?:(?:стар|прежн|бывш|ескі|бұрын|записан|указан|неправильн|неверн|ошибочн)\\p{L}*|был[аио]?(?:\\s(?:рабоч|личн|домашн|мобильн|сотов)\\p{L}*)?|раньше|вместо|со?|не|was|old|former|previous|from|instead of|not|написала?|указала?|стоит|числится)${NOUNS}`,
  'u',
)
const OLD_BEHIND =
  /^[\s,)—–-]{0,3}(?:(?:он|это)\s)?(?:больше не|уже не|не мой|не работает|не действует|неактуал|устарел|заблокирован|отключен|старый|ескі|емес|жұмыс істемейді|болатын|еді|no longer|is old|does not work)/u
const CALLS =
  /(?<!\p{L})(?:звонит|звоните|позвонит|перезвон|связат|свяжит|набер|хабарлас|қоңырау|call|reach|contact me)[^.]{0,40}$/u
const LABEL_IN_LIST =
  /^\s{0,4}(?:\d{1,2}[.)]|[-•*–])\s?(?:телефон\p{L}*|номер|номер телефона|тел\.?|phone|нөмірім)\s?[:—–-]{1,2}\s?$/u
const MINE =
  /(?<!\p{L})(?:мой|моего|моим|my|байланыс)\s(?:\p{L}{1,20}\s){0,2}?(?:телефон\p{L}*|номер\p{L}*|phone|number|mobile|нөмір\p{L}*)(?:\s(?:телефона|number|is)){0,2}\s?[:—–-]?\s?$/u
const NAMED_NEW =
  /(?<!\p{L})(?:новый|новым|действующий|актуальный|правильный|верный|нынешний|жаңа\p{L}{0,3}|жана\p{L}{0,3}|қазіргі\p{L}{0,3}|казирги\p{L}{0,3}|теперь|сейчас|нужен|дұрысы|енді|new|current|correct)(?:\s\p{L}{1,14}){0,3}\s?[:—–-]?\s?$/u

/** `…, а не 8 …`, `… (домашний) вместо прежнего`. */
const INSTEAD =
  /^[\s,]{1,3}(?:вместо|а не|instead of|not)\s|^\s?деп\s(?:өзгер|озгер|жаз|түзе|тузе|енгіз)|^[^.!?\n]{0,25}(?:вместо|instead of)\s(?:стар|прежн|the old)/u

/** What a letter says of a telephone number before it is decided. */
export interface PhoneWish {
  /** The letter wants the number changed, or answers our question for it. */
  readonly isWanted: boolean
}

/**
 * The new telephone number a letter plainly writes, in E.164; a number without `+` is read as one of
 * Kazakhstan. A number that nobody can have, or two that might be meant, give a doubt and no change.
 */
export function changedPhone(text: string, { isWanted }: PhoneWish): Read {
  const digitsMin = isWanted ? 9 : 10
  const numbers = passagesOf(text, DIGITS)
    .filter((passage) => isNumber(passage, digitsMin))
    .map(readNumber)
  const fresh = numbers.filter((phone) => isNew(phone, text))
  const free = numbers.filter((phone) => !isOld(phone) && !CALLS.test(phone.before))
  const isOnlyOther =
    free.length === 1 && free.length < numbers.filter((phone) => !CALLS.test(phone.before)).length
  const meant = fresh.length > 0 || !(isWanted || isOnlyOther) ? fresh : free
  const old = onlyOne(numbers.filter(isOld).flatMap(({ e164 }) => e164 ?? []))
  return onlyValue(
    'phone',
    meant,
    ({ e164 }) => e164,
    (to) => corrected('phone', to, old),
  )
}

/** `Мой номер: …` alone in a letter that asks to correct and says of nothing else what to. */
export function onlyPhone(text: string): Change | null {
  const phones = passagesOf(text, DIGITS)
    .filter((passage) => isNumber(passage))
    .map(readNumber)
  const mine = phones.filter((phone) => MINE.test(phone.before) && !isOld(phone))
  const to = phones.length === 1 ? onlyOne(mine.flatMap(({ e164 }) => e164 ?? [])) : null
  return to === null ? null : corrected('phone', to, null)
}

interface PhonePassage extends Passage {
  /** Null when no telephone of any country has that number. */
  readonly e164: string | null
}

/** Dates, sums and years are no numbers to call. */
function isNumber({ value, before, after }: Passage, digitsMin = 10): boolean {
  const digits = value.replace(/\D/g, '')
  if (digits.length < DIGITS_MIN || /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(value.trim()))
    return false
  if (/^\s?(?:тг|тенге|руб|₸|год|г\.)/u.test(after)) return false
  return digits.length >= digitsMin || PHONE_WORD.test(before.slice(-40))
}

function readNumber(passage: Passage): PhonePassage {
  const digits = passage.value.replace(/[^\d+]/g, '')
  const typed = digits.startsWith('00') ? `+${digits.slice(2)}` : digits
  return { ...passage, e164: valid(typed) ?? (typed.length > 10 ? valid(`+${typed}`) : null) }
}

function valid(typed: string): string | null {
  // Eight is how one dials out of the country's own network: ten digits behind it, not nine.
  if (/^8\d{9}$/.test(typed)) return null
  const phone = parsePhoneNumberFromString(typed, 'KZ')
  if (phone === undefined) return null
  const isOurs = phone.countryCallingCode === '7'
  const isTaken = isOurs ? LIKELY.test(phone.nationalNumber) : phone.isPossible()
  return isTaken ? phone.number : null
}

/** Ten digits of Kazakhstan or Russia in a range of their numbering plans; new ranges outrun the tables. */
const LIKELY = /^(?:7[0-24-7]|[3489]\d)\d{8}$/

function isOld(phone: Passage): boolean {
  return lineSays(phone) === 'old' || OLD.test(phone.before) || OLD_BEHIND.test(phone.after)
}

/** `новый номер: …`, `телефон … на …`, `номер поменялся теперь …`; never a number to call back on. */
function isNew(phone: Passage, text: string): boolean {
  if (isOld(phone) || CALLS.test(phone.before)) return false
  if (lineSays(phone) === 'new' || NAMED_NEW.test(phone.before)) return true
  if (INSTEAD.test(phone.after)) return true
  if (LABEL_IN_LIST.test(phone.lineBefore)) return CORRECTS.test(text.toLowerCase())
  const sentence = `${phone.before} ${phone.after}`
  return CORRECTS.test(phone.before) && PHONE_WORD.test(sentence)
}
