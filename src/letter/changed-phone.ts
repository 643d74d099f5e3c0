import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Change } from './letter.ts'
import type { Passage } from './passage.ts'
import { CORRECTS, corrected, lineSays, onlyOne, passagesOf } from './passage.ts'

const DIGITS = /(?<![\p{L}\d+@._-])\+?\d[\d ().–-]{7,22}\d(?![\p{L}\d@])/gu

const PHONE_WORD =
  /номер|телефон|(?<!\p{L})тел\.|моб|сотов|нөмір|номир|phone|number|mobile|(?<!\p{L})cell/u
const OLD =
  /(?<!\p{L})(?:(?:стар|прежн|бывш|ескі|бұрынғы|записан|указан)\p{L}*|был[аио]?|раньше|вместо|со?|old|former|previous|from|instead of|написала?|указала?|стоит)(?:[\s:—–-]{1,3}(?:мой|номер\p{L}*|телефон\p{L}*|number|phone|is|was|нөмір\p{L}*)){0,3}[\s:—–-]{0,3}$/u
const CALLS =
  /(?<!\p{L})(?:звонит|позвонит|перезвон|связат|свяжит|call|reach|contact me)[^.]{0,40}$/u
const LABEL_IN_LIST =
  /^\s{0,4}(?:\d{1,2}[.)]|[-•*–])\s?(?:телефон\p{L}*|номер|номер телефона|тел\.?|phone|нөмірім)\s?[:—–-]{1,2}\s?$/u
const MINE =
  /(?<!\p{L})(?:мой|моего|my|байланыс)\s(?:\p{L}{1,20}\s){0,2}?(?:телефон\p{L}*|номер\p{L}*|phone|number|mobile|нөмір\p{L}*)(?:\s(?:телефона|number|is)){0,2}\s?[:—–-]?\s?$/u

/**
 * The new telephone number a letter plainly writes, in E.164; a number without `+` is read as one
 * of Kazakhstan. No valid number, or two that might be meant: no change.
 */
export function changedPhone(text: string): Change | null {
  const phones = passagesOf(text, DIGITS).flatMap(validPhone)
  const fresh = phones.filter((phone) => isNew(phone, text))
  const to = onlyOne(fresh.map(({ value }) => value))
  if (to === null) return null
  return corrected('phone', to, onlyOne(phones.filter(isOld).map(({ value }) => value)))
}

/** `Мой номер: …` alone in a letter that asks to correct and says of nothing else what to. */
export function onlyPhone(text: string): Change | null {
  const phones = passagesOf(text, DIGITS).flatMap(validPhone)
  const mine = phones.filter((phone) => MINE.test(phone.before) && !isOld(phone))
  const to = phones.length === 1 ? onlyOne(mine.map(({ value }) => value)) : null
  return to === null ? null : corrected('phone', to, null)
}

function validPhone(passage: Passage): readonly Passage[] {
  const phone = parsePhoneNumberFromString(passage.value, 'KZ')
  return phone?.isValid() === true ? [{ ...passage, value: phone.number }] : []
}

function isOld(phone: Passage): boolean {
  return lineSays(phone) === 'old' || OLD.test(phone.before)
}

/** `новый номер: …`, `телефон … на …`, `номер поменялся теперь …`; never a number to call back on. */
function isNew(phone: Passage, text: string): boolean {
  if (isOld(phone) || CALLS.test(phone.before)) return false
  if (lineSays(phone) === 'new' || isNamedNew(phone.before)) return true
  if (LABEL_IN_LIST.test(phone.lineBefore)) return CORRECTS.test(text.toLowerCase())
  const sentence = `${phone.before} ${phone.after}`
  return CORRECTS.test(phone.before) && PHONE_WORD.test(sentence)
}

function isNamedNew(before: string): boolean {
  return /(?<!\p{L})(?:новый|жаңа|жана|new)(?:\s\p{L}{1,12}){0,3}\s?[:—–-]?\s?$/u.test(before)
}
