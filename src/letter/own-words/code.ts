import { digitsForWords } from './number-words.ts'

/** Only the beginning of the words is looked at; a code is given in a line or two. */
const WORDS_CHARS_MAX = 4_000

/**
 * The confirmation code a writer gives: four to eight digits, in one piece, spaced, dashed or
 * written out in words; in his own words, else in the subject. Never give it quoted text. null when
 * there is none.
 */
export function codeIn(ownWords: string, subject: string): string | null {
  return (
    codeOfText(ownWords.slice(0, WORDS_CHARS_MAX)) ?? codeOfText(subject.slice(0, WORDS_CHARS_MAX))
  )
}

interface Candidate {
  readonly digits: string
  /** 3: called a code; 2: alone on its line; 1: six digits among words. */
  readonly rank: 0 | 1 | 2 | 3
}

/** Digits with at most one separator between any two, and not part of a longer sequence. */
const NUMBER =
  /(?<![\d\p{L}@_№#+./:-]|\d[ \u00a0])\d(?:[ \u00a0-]?\d){3,7}(?![\d\p{L}@_]|[ \u00a0-]\d|[./:]\d)/gu
const CALLED_CODE =
  /(?:^|[^\p{L}])(?:код|code|kod|pin|пин|цифр[аы])(?:\p{L}{0,6})(?:\s{0,3}\p{L}{1,14}){0,3}[\s:—–=«"(-]{0,8}$/iu
const CALLED_CODE_AFTER =
  /^[\s)»".,—–-]{0,5}(?:это |is |- )?(?:мой |my |менің |ваш |the )?(?:код|code|коды)/iu
/** What has digits too and is no code. */
const CALLED_OTHERWISE =
  /(?:№|n°|no\.|#|номер|запрос\p{L}{0,4}|заявк\p{L}{0,3}|обращени\p{L}{0,3}|тел|телефон\p{L}{0,3}|моб|иин|инн|жсн|id|айди|request|phone|ticket|дом|кв|индекс|сағат|год\p{L}{0,3}|жыл\p{L}{0,3})[\s:.№#]{0,4}(?:pd-?)?$/iu
/** So named a little before, digits among words are no code either. */
const NAMED_OTHERWISE =
  /(?<!\p{L})(?:id|айди|логин|login|номер\p{L}{0,3}|тел|телефон\p{L}{0,3}|иин|инн|жсн|нөмір\p{L}{0,3}|сот[а-я]{0,5}|№)(?!\p{L})/iu
/** `150 000 тенге`. */
const SUM = /^\s?(?:тг|тенге|теңге|тыс|млн|₸|руб|р\.|\$|€|₽|kzt|usd|eur|%)/iu
const REFUSED = /(?:^|[\s,;])(?:не|not|емес)\s{1,3}(?:код\s)?$/iu

function codeOfText(text: string): string | null {
  // Digits in circles, boxes and wide forms are digits.
  const plain = text
    .replaceAll('№', '#')
    .normalize('NFKC')
    .replace(/[\ufe0f\u20e3]/g, '')
  const lines = digitsForWords(plain).split('\n')
  const found = lines.flatMap(candidatesIn)
  const best = Math.max(0, ...found.map(({ rank }) => rank))
  if (best === 0) return null
  // A writer who names two corrects himself: the last is meant.
  return found.findLast(({ rank }) => rank === best)?.digits ?? null
}

function candidatesIn(line: string): readonly Candidate[] {
  return [...line.slice(0, WORDS_CHARS_MAX).matchAll(NUMBER)].map((match) => {
    const before = line.slice(Math.max(0, match.index - 60), match.index)
    const after = line.slice(match.index + match[0].length, match.index + match[0].length + 40)
    const digits = match[0].replace(/\D/g, '')
    return { digits, rank: rankOf(before, after, digits) }
  })
}

function rankOf(before: string, after: string, digits: string): Candidate['rank'] {
  if (isRefused(before, after)) return 0
  if (CALLED_CODE.test(before) || CALLED_CODE_AFTER.test(after)) return 3
  if (CALLED_OTHERWISE.test(before)) return 0
  if (/^[\s"«(*]*$/.test(before) && /^[\s"»).,!;*]*$/.test(after)) return isYear(digits) ? 0 : 2
  return digits.length === 6 && !NAMED_OTHERWISE.test(before) ? 1 : 0
}

/** `не 123456`, `150 000 тенге`. */
function isRefused(before: string, after: string): boolean {
  return REFUSED.test(before) || SUM.test(after)
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits)
}
