import { corrected, lineSays, onlyOne, passagesOf } from './passage.ts'
import type { Passage } from './passage.ts'
import type { Read } from './read-value.ts'
import { none, onlyValue } from './read-value.ts'

const ID_WORD =
  /user\s?-?id|идентификатор|айди|(?<!\p{L})id(?!\p{L})|номер (?:клиента|карты клиента|пользователя|учетной записи)|пайдаланушы/u
const VALUE =
  /(?<![\p{L}\d@._+-])(?:[A-Za-zА-Яа-я]{1,8}[-_]?)?\d[A-Za-z\d]{1,15}(?:[-_][A-Za-z\d]{1,15})?(?![\p{L}\d@_]|-\d)/gu
const RIGHT =
  /(?:(?:верн|правильн|нов)(?:ый|ая|ое|о)|должн[оа]? быть|должен быть|надо|нужно|стало|теперь|дұрысы|жаңа\p{L}*|(?:correct|right|new) (?:one|id)(?: is)?|should be|(?<!\p{L})(?:на|to)|,\s?а)(?:[\s:—–-]{1,3}(?:user|id|ид|айди|идентификатор\p{L}*|номер\p{L}*|пользователя|клиента|is)){0,3}[\s:—–-]{1,4}$/u
const WRONG =
  /(?<!\p{L})(?:вместо|у вас|с|не|был[ао]?|стоит|указан\p{L}*|записан\p{L}*|неверн\p{L}*|стар\p{L}*|from|instead of|not|was|old|ескі)(?:[\s:—–-]{1,3}(?:user|id|ид|айди|номер\p{L}*|как|as|is)){0,2}[\s:—–-]{1,4}$/u
const OTHER = /телефон|phone|нөмірім|звон|почт|договор|заказ|invoice|order/u

/** The right user ID where a letter speaks of it: `вместо … должно быть …`, `верный - …`. */
export function changedUserId(text: string, isWanted = false): Read {
  if (!ID_WORD.test(text.toLowerCase())) return none('userId')
  const values = passagesOf(text, VALUE).filter(isId)
  const right = values.filter((value) => isRight(value))
  const wrong = values.filter((value) => isWrong(value))
  const free = values.filter((value) => !isWrong(value) && ID_WORD.test(value.before))
  const meant = right.length > 0 || !isWanted ? right : free
  const old = onlyOne(wrong.map(({ value }) => value))
  return onlyValue(
    'userId',
    meant,
    ({ value }) => value,
    (to) => corrected('userId', to, old),
  )
}

/** Telephone numbers, years and dates are none. */
function isId({ value, before, after }: Passage): boolean {
  if (/^(?:19|20)\d\d$/.test(value) && /^\s?(?:г|год)/u.test(after)) return false
  if (OTHER.test(before.slice(-30)) || /\+\d{0,3}[\s(]{0,2}$/.test(before)) return false
  return !/^[\s.)(-]{1,2}\d{3}/.test(after) && !/\d[\s.)(-]{1,2}$/.test(before)
}

function isRight(value: Passage): boolean {
  if (/емес,?\s$/u.test(value.before)) return true
  if (lineSays(value) === 'new') return ID_WORD.test(value.before)
  return (
    RIGHT.test(value.before) || /^[\s,]{1,3}(?:а не|not|instead of|вместо)\s/u.test(value.after)
  )
}

function isWrong(value: Passage): boolean {
  return (
    lineSays(value) === 'old' ||
    (WRONG.test(value.before) && !isRight(value)) ||
    /^\s?емес/u.test(value.after)
  )
}
