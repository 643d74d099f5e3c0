import { choose } from './choose.ts'
import type { Weighed } from './choose.ts'
import { passagesOf } from './passage.ts'
import type { Passage } from './passage.ts'
import type { Read } from './read-value.ts'
import { none, readChosen } from './read-value.ts'
import { standingsOf } from './standing.ts'
import type { Kind } from './signs.ts'

const ID_WORD =
  /user\s?-?id|идентификатор|айди|(?<![\p{L}-])id(?!\p{L})|(?<!\p{L})ид(?!\p{L})|номер (?:клиента|карты клиента|пользователя|учетной записи)|(?:клиентск|пользовательск)\p{L}* номер|client number|пайдаланушы/u
const VALUE =
  /(?<![\p{L}\d@._+-])(?:[A-Za-zА-Яа-я]{1,8}[-_/]?)?\d[A-Za-z\d]{1,15}(?:[-_][A-Za-z\d]{1,15})?(?![\p{L}\d@_]|-\d)/gu
const OTHER = /телефон|phone|нөмірім|звон|почт|договор|заказ|invoice|order/u

const KIND: Kind = {
  own: ID_WORD,
  foreign: /телефон|phone|почт|ящик|e-?mail|фамили|(?<!\p{L})им(?:я|ени)(?!\p{L})|тег[иі]|name/u,
  isListed: true,
  isLoose: false,
}

/** The right user ID where a letter speaks of it: `вместо … должно быть …`, `верный - …`. */
export function changedUserId(text: string, isWanted = false): Read {
  if (!ID_WORD.test(text.toLowerCase())) return none('userId')
  const values = passagesOf(text, VALUE).filter(isId)
  const standings = standingsOf(text, values, KIND)
  const weighed = values.flatMap(({ value }, i): Weighed[] => {
    const standing = standings[i]
    return standing === undefined ? [] : [{ ...standing, key: value }]
  })
  return readChosen('userId', choose(weighed, isWanted))
}

/** Telephone numbers, years and dates are none. */
function isId({ value, before, after }: Passage): boolean {
  if (/^(?:19|20)\d\d$/.test(value) && /^\s?(?:г|год)/u.test(after)) return false
  if (OTHER.test(before.slice(-30)) || /\+\d{0,3}[\s(]{0,2}$/.test(before)) return false
  return !/^[\s.)(-]{1,2}\d{3}/.test(after) && !/\d[\s.)(-]{1,2}$/.test(before)
}
