import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Change } from '../letter.ts'
import { choose } from './choose.ts'
import type { Weighed } from './choose.ts'
import type { Passage } from './passage.ts'
import { corrected, onlyOne, passagesOf } from './passage.ts'
import { tellsChanged, tellsOldGone } from './old-gone.ts'
import type { Read } from './read-value.ts'
import { none, readChosen } from './read-value.ts'
import { standingsOf } from './standing.ts'
import { fold } from '../sentence/words/fold.ts'
import type { Kind } from './signs.ts'
import { isConfirmed, isUnchanged, withoutAsides } from './told-outright.ts'

const DIGITS = /(?<![\p{L}\d+@._-])(?:\+\s?)?\(?\d(?:(?:[ ()/–-]{0,3}|\.)\d){6,14}(?![\p{L}\d@])/gu
const DIGITS_MIN = 7

const PHONE_WORD =
  /номер|телефон|(?<!\p{L})тел\.|моб|сотов|нөмір|номир|phone|number|mobile|(?<!\p{L})cell/u
const MINE =
  /(?<!\p{L})(?:мой|моего|моим|my|байланыс)\s(?:\p{L}{1,20}\s){0,2}?(?:телефон\p{L}*|номер\p{L}*|phone|number|mobile|нөмір\p{L}*)(?:\s(?:телефона|number|is)){0,2}\s?[:—–-]?\s?$|(?:номер|телефон) у меня(?:\s\p{L}{1,6})?\s?[:—–-]?\s?$/u

const KIND: Kind = {
  own: /номер|телефон|(?<!\p{L})тел(?!\p{L})|мобил|сотов|номир|phone|number|mobile|(?<!\p{L})cell/u,
  foreign:
    /почт|ящик|e-?mail|имейл|пошта|фамили|(?<!\p{L})им(?:я|ени)(?!\p{L})|тег[иі]|user ?id|айди|name/u,
  isListed: true,
  isLoose: true,
}

/** What a letter says of a telephone number before it is decided. */
export interface PhoneWish {
  /** The letter wants the number changed, or answers our question for it. */
  readonly isWanted: boolean
}

/**
 * The new telephone number a letter plainly writes, in E.164; a number without `+` is read as one of
 * Kazakhstan. A number that nobody can have, or two that might be meant, give a doubt and no change.
 */
export function changedPhone(written: string, { isWanted }: PhoneWish): Read {
  const text = withoutAsides(written)
  const phones = phonesIn(text, isWanted ? 9 : 10)
  const standings = standingsOf(text, phones, KIND)
  const weighed = phones.flatMap(({ e164 }, i): Weighed[] => {
    const standing = standings[i]
    return standing === undefined ? [] : [{ ...standing, key: e164 }]
  })
  const isChanged = tellsChanged(text) || tellsOldGone(text)
  if (!isWanted && !isChanged && isOnlyConfirmed(phones)) return none('phone')
  const reached = isWanted && isChanged ? onlyToReach(weighed) : weighed
  return readChosen('phone', choose(reached, isWanted || isChanged))
}

/** `Телефон поменялся, звоните на …`: the one number of such a letter is the new one. */
function onlyToReach(weighed: readonly Weighed[]): readonly Weighed[] {
  const isOne =
    new Set(weighed.map(({ key }) => key)).size === 1 &&
    !weighed.some(({ before }) => OF_OTHERS.test(before))
  return isOne ? weighed.map((one) => ({ ...one, isContact: false })) : weighed
}

/** `звонить пока можно сестре: …`. */
const OF_OTHERS =
  /(?<!\p{L})(?:сестр|муж|жен[аеыу](?!\p{L})|мам|пап|брат|друг[ау]?(?!\p{L})|подруг|коллег|сосед|сын|доч|sister|husband|wife|mother|father|mum|mom|brother|friend|colleague|son(?!\p{L})|daughter|анам|акем|апам|агам|иним|куйеуи|жолдас)/u

function isOnlyConfirmed(phones: readonly PhonePassage[]): boolean {
  const [phone] = phones
  return phones.length === 1 && phone !== undefined && isConfirmed(fold(phone.after))
}

/** `Мой номер: …` alone in a letter that asks to correct and says of nothing else what to. */
export function onlyPhone(text: string): Change | null {
  const phones = phonesIn(text, 10)
  const mine = phones.filter(({ before }) => MINE.test(before) && !isNotNew(before))
  const to = phones.length === 1 ? onlyOne(mine.flatMap(({ e164 }) => e164 ?? [])) : null
  return to === null ? null : corrected('phone', to, null)
}

/** `мой старый номер …` is to go, `телефон не меняла: …` to stay. */
function isNotNew(before: string): boolean {
  return OLD_WORD.test(fold(before)) || isUnchanged(fold(before))
}

const OLD_WORD =
  /(?<!\p{L})(?:стар(?:ый|ого|ая)|прежн\p{L}{2,3}|бывш\p{L}{2,3}|ески|бурынгы|old|former|previous)(?!\p{L})/u

interface PhonePassage extends Passage {
  /** Null when no telephone of any country has that number. */
  readonly e164: string | null
}

function phonesIn(text: string, digitsMin: number): readonly PhonePassage[] {
  return passagesOf(text, DIGITS)
    .filter((passage) => isNumber(passage, digitsMin))
    .map(readNumber)
}

/** Dates, sums and years are no numbers to call. */
function isNumber({ value, before, after }: Passage, digitsMin: number): boolean {
  const digits = value.replace(/\D/g, '')
  if (digits.length < DIGITS_MIN || /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(value.trim()))
    return false
  if (/^\s?(?:тг|тенге|руб|₸|год|г\.)/u.test(after)) return false
  return digits.length >= digitsMin || PHONE_WORD.test(before.slice(-40))
}

function readNumber(passage: Passage): PhonePassage {
  const digits = passage.value.replace(/[^\d+]/g, '')
  const typed = digits.startsWith('00') ? `+${digits.slice(2)}` : digits
  return {
    ...passage,
    e164: valid(typed) ?? (/^[1-79]\d{10,}$/.test(typed) ? valid(`+${typed}`) : null),
  }
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
