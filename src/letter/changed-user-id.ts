import type { Change } from './letter.ts'
import { corrected, onlyOne, passagesOf } from './passage.ts'

const ID_WORD =
  /user\s?-?id|идентификатор|айди|(?<!\p{L})id(?!\p{L})|номер (?:клиента|карты клиента|пользователя)|пайдаланушы/u
const VALUE =
  /(?<![\p{L}\d@._+-])(?:[A-Za-z]{1,8}-?)?\d[A-Za-z\d]{1,15}(?:-[A-Za-z\d]{1,15})?(?![\p{L}\d@_-])/gu
const RIGHT =
  /(?:(?:верн|правильн)(?:ый|ая|ое|о)|должн[оа]? быть|должен быть|надо|нужно|новый|дұрысы|(?:correct|right) (?:one|id)(?: is)?|should be|(?<!\p{L})(?:на|to))[\s:—–-]{1,4}$/u
const WRONG = /(?<!\p{L})(?:вместо|с|был|стоит|указан|from|instead of)[\s:—–-]{1,4}$/u

/** The right user ID where a letter speaks of it: `вместо … должно быть …`, `верный - …`. */
export function changedUserId(text: string): Change | null {
  if (!ID_WORD.test(text.toLowerCase())) return null
  const values = passagesOf(text, VALUE)
  const right = values.filter(({ before }) => RIGHT.test(before) && !isPhoneTalk(before))
  const to = onlyOne(right.map(({ value }) => value))
  if (to === null) return null
  const wrong = values.filter(({ before }) => WRONG.test(before))
  return corrected('userId', to, onlyOne(wrong.map(({ value }) => value)))
}

/** `исправьте телефон на …` in a letter that also names an ID. */
function isPhoneTalk(before: string): boolean {
  return /телефон|phone|нөмір/u.test(before)
}
