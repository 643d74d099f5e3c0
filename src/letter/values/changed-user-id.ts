import { choose } from './choose.ts'
import type { Weighed } from './choose.ts'
import { passagesOf } from './passage.ts'
import type { Passage } from './passage.ts'
import { tellsOldGone } from './old-gone.ts'
import type { Read } from './read-value.ts'
import { none, readChosen } from './read-value.ts'
import { standingsOf } from './standing.ts'
import type { Kind } from './signs.ts'
import { withoutAsides } from './told-outright.ts'

const ID_WORD =
  /user\s?-?id|guid|uuid|идентификатор|айди|(?<![\p{L}-])id(?!\p{L})|(?<!\p{L})ид(?!\p{L})|номер (?:клиента|карты клиента|пользователя|учетной записи)|(?:клиентск|пользовательск)\p{L}* номер|client number|пайдаланушы/u
const VALUE =
  /(?<![\p{L}\d@._+/-])(?=[^\s@]{0,24}\d)(?:[A-Za-zА-Яа-я]{1,16}[-_/]?)?[A-Za-z\d]{1,16}(?:[-_/][A-Za-z\d]{1,16}){0,5}(?![\p{L}\d@_]|[-/.,:]\d)/gu
const OTHER = /телефон|phone|нөмірім|звон|почт|договор|заказ|invoice|order/u

const OWN_NUMBER = /(?:пайдаланушы|клиент|(?<!\p{L})id|айди) нөмір/u

const KIND: Kind = {
  own: ID_WORD,
  foreign: /телефон|phone|почт|ящик|e-?mail|фамили|(?<!\p{L})им(?:я|ени)(?!\p{L})|тег[иі]|name/u,
  isListed: true,
  isLoose: false,
}

/** The right user ID where a letter speaks of it: `вместо … должно быть …`, `верный - …`. */
export function changedUserId(written: string, isWanted = false): Read {
  if (!ID_WORD.test(written.toLowerCase())) return none('userId')
  const text = withoutAsides(written)
  const values = passagesOf(text, VALUE).filter(isId)
  const standings = standingsOf(text, values, KIND)
  const weighed = values.flatMap(({ value }, i): Weighed[] => {
    const standing = standings[i]
    return standing === undefined ? [] : [{ ...standing, key: value }]
  })
  return readChosen('userId', choose(weighed, isWanted || tellsOldGone(text)))
}

const UNIT =
  /^\s?(?:%|тг|тенге|руб|₸|теңге|минут|час|дн[яей]|раз|лет|сеанс|символ|цифр|знак|букв|tenge|kzt|usd|minutes|hours|days|digits|characters)/u

/** `заказ № …`, `договор …`: the number of something else, unless an ID is named behind it. */
function isOfOther(before: string): boolean {
  const near = before.slice(-30)
  return OTHER.test(near) && !ID_WORD.test(near) && !OWN_NUMBER.test(before)
}

function isOfIdShape(value: string): boolean {
  return value.length > 1 && /\d/.test(value) && !/^\d{10,}$/.test(value)
}

/** Telephone numbers, years and dates are none. */
function isId({ value, before, after }: Passage): boolean {
  if (!isOfIdShape(value) || UNIT.test(after)) return false
  if (/^(?:19|20)\d\d$/.test(value) && /^\s?(?:г|год)/u.test(after)) return false
  if (isOfOther(before) || /\+\d{0,3}[\s(]{0,2}$/.test(before)) return false
  const isBehindGroup =
    /\d[\s.)-]{1,2}$/.test(before) || (value.length < 5 && /\d\s?\($/.test(before))
  return !isBehindGroup && !/^[\s.)(-]{1,2}\d{3}(?!\d{2})/.test(after)
}
