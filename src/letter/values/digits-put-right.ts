/** A number of ten digits or more, and the few digits that are told to be wrong in it. */
const NUMBER = /(?<![\p{L}\d+@._-])(?:\+\s?)?\(?\d(?:[ ()/–-]{0,3}\d){9,13}(?![\p{L}\d@])/gu
const DIGIT_WORD =
  /цифр|(?<!\p{L})код(?:ы|а|е)?(?!\p{L})|оператор|prefix|area code|в конце|(?<!\p{L})конец|оканчива|заканчива|окончани|хвост|(?<!\p{L})сан(?:ы|дар|дары)?(?!\p{L})|соңы|соны(?!\p{L})|цифра|digit|ends? (?:in|with)|ending|at the end/iu
const AT_END =
  /последн|в конце|(?<!\p{L})конец|оканчива|заканчива|окончани|хвост|соң|сонгы|соны|last|final|ends? |ending|at the end/iu
const FEW = '[«"“„]?(\\d[\\d -]{0,6}\\d|\\d)[»"”]?'
const NOT =
  '(?:а\\s|but\\s)?(?:не|вместо|у вас(?:\\s\\p{L}{1,10})?|в базе|стоит|you have|not|instead of|rather than)(?:\\s(?:на|в|in|with))?'
/** `15, а не 51`, `15 вместо 51`, `15, not 51`. */
const RIGHT_FIRST = new RegExp(`(?<!\\d)${FEW}(?:[,(—–-]|\\s){1,3}${NOT}\\s${FEW}(?!\\d)`, 'iu')
/** `не 51, а 15`, `not 51 but 15`. */
const WRONG_FIRST = new RegExp(
  `(?<!\\p{L})(?:не|вместо|not|instead of)(?:\\s(?:на|в|in|with))?\\s${FEW}(?:[,—–-]|\\s){1,3}(?:(?:а|но|but|надо|нужно|должно быть)\\s)?(?:на\\s|в\\s|in\\s)?${FEW}(?!\\d)`,
  'iu',
)
/** `51 емес, 15`, `51 орнына 15`. */
const KAZAKH = new RegExp(
  `(?<!\\d)${FEW}(?:-?\\p{L}{1,4})?\\s(?:емес|орнына)[,\\s—–-]{1,3}${FEW}(?!\\d)`,
  'iu',
)
/** `15 (51 емес)`, `15, 51 емес`. */
const KAZAKH_BEHIND = new RegExp(
  `(?<!\\d)${FEW}(?:\\s(?:болуы керек|болуы тиіс|болады|болу керек))?(?:[,(—–-]|\\s){1,3}${FEW}(?:-?\\p{L}{1,4})?\\sемес`,
  'iu',
)
/** `36 в конце заменить на 63`. */
const TURNED = new RegExp(
  `(?<!\\d)${FEW}[^.\\d]{1,40}(?:замен|исправ|помен|change|replace)[^.\\d]{1,12}(?:на|to|with|by)\\s${FEW}(?!\\d)`,
  'iu',
)
const FORMS: readonly (readonly [RegExp, 'right first' | 'wrong first'])[] = [
  [RIGHT_FIRST, 'right first'],
  [WRONG_FIRST, 'wrong first'],
  [KAZAKH, 'wrong first'],
  [TURNED, 'wrong first'],
  [KAZAKH_BEHIND, 'right first'],
]

/** `переставлены последние цифры: правильно 12`: the wrong ones are those that stand there. */
const RIGHT_ONLY =
  /(?<!\p{L})(?:правильн\p{L}{1,2}|верн(?:о|ые)|надо|нужно|долж\p{L}{2,3} быть|should (?:be|read)|must be|correct(?:ly)?(?: is| ones are)?|дұрысы|дурысы)\s?[:—–-]?\s?[«"“„]?(\d{2,4})(?![\d@]|[\s-]\d)/iu
const TURNED_ROUND =
  /переставл|перепута|местами|наоборот|неверн|неправильн|ошиб|опечат|swapped|transposed|mixed up|wrong|mistake|typo|қате|ауысып/iu

/**
 * A number of which only some digits are told to be wrong, said in full: with `87000000051` in the
 * letter, `последние цифры 15, а не 51` adds both numbers. Digits that stand nowhere, or in two
 * places, change nothing.
 */
export function withDigitsPutRight(text: string): string {
  const numbers = [...new Set(text.match(NUMBER) ?? [])]
  const [number] = numbers
  if (number === undefined || numbers.length !== 1 || !DIGIT_WORD.test(text)) return text
  const rest = text.replaceAll(number, ' ')
  const told = wrongAndRight(rest) ?? rightAlone(rest, number)
  if (told === null) return text
  const pair = pairOf(number.replace(/[^\d+]/g, ''), told)
  return pair === null
    ? text
    : `${text.replaceAll(number, '')}\nНомер: было ${pair[0]}, стало ${pair[1]}.`
}

interface Told {
  readonly wrong: string
  readonly right: string
  readonly isAtEnd: boolean
}

/** The sentence that sets some digits against others. */
function wrongAndRight(text: string): Told | null {
  for (const sentence of text.split(/[.!?]\s|\n/u)) {
    if (!DIGIT_WORD.test(sentence)) continue
    for (const [form, order] of FORMS) {
      const [, first, second] = form.exec(sentence)?.map((one) => one.replace(/\D/g, '')) ?? []
      if (first === undefined || second === undefined || first.length !== second.length) continue
      const [right, wrong] = order === 'right first' ? [first, second] : [second, first]
      return { wrong, right, isAtEnd: AT_END.test(sentence) }
    }
  }
  return null
}

/** The last digits of the number, where the letter writes only the right ones. */
function rightAlone(text: string, number: string): Told | null {
  const sentence = text.split(/[.!?]\s|\n/u).find((one) => RIGHT_ONLY.test(one)) ?? ''
  const right = RIGHT_ONLY.exec(sentence)?.[1]
  if (right === undefined || !AT_END.test(sentence) || !TURNED_ROUND.test(text)) return null
  return { wrong: number.replace(/\D/g, '').slice(-right.length), right, isAtEnd: true }
}

/** The number as it is on record and as it is meant: the letter may give either in full. */
function pairOf(number: string, told: Told): readonly [string, string] | null {
  const meant = replaced(number, told.wrong, told.right, told.isAtEnd)
  const had = replaced(number, told.right, told.wrong, told.isAtEnd)
  if (meant !== null && had === null) return [number, meant]
  return had !== null && meant === null ? [had, number] : null
}

function replaced(number: string, these: string, by: string, isAtEnd: boolean): string | null {
  if (these === by) return null
  const at = number.lastIndexOf(these)
  const isThere = isAtEnd ? number.endsWith(these) : at !== -1 && number.indexOf(these) === at
  return isThere ? number.slice(0, at) + by + number.slice(at + these.length) : null
}
