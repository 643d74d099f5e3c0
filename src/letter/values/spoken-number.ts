import { fold } from '../sentence/words/fold.ts'

/** Number words by their value, in Russian, Kazakh and English. */
const UNITS = wordsBy([
  'ноль нуль ноля нол zero oh',
  'один одна одна бир one',
  'два две еки two',
  'три уш three',
  'четыре торт four',
  'пять бес five',
  'шесть алты six',
  'семь жети seven',
  'восемь сегиз eight',
  'девять тогыз nine',
  'десять ten',
  'одиннадцать eleven',
  'двенадцать twelve',
  'тринадцать thirteen',
  'четырнадцать fourteen',
  'пятнадцать fifteen',
  'шестнадцать sixteen',
  'семнадцать seventeen',
  'восемнадцать eighteen',
  'девятнадцать nineteen',
])
const TENS = wordsBy([
  '',
  '',
  'двадцать жиырма twenty',
  'тридцать отыз thirty',
  'сорок кырык forty',
  'пятьдесят елу fifty',
  'шестьдесят алпыс sixty',
  'семьдесят жетпис seventy',
  'восемьдесят сексен eighty',
  'девяносто токсан ninety',
])
const HUNDREDS = wordsBy([
  '',
  'сто',
  'двести',
  'триста',
  'четыреста',
  'пятьсот',
  'шестьсот',
  'семьсот',
  'восемьсот',
  'девятьсот',
])
const PLUS = new Set(['плюс', 'плус', 'plus', 'косу'])

function wordsBy(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    values.flatMap((words, value) => words.split(' ').map((word) => [word, value] as const)),
  )
}

const DIGITS_MIN = 10
const RUN_PIECES_MAX = 60

/**
 * Telephone numbers told in words, wholly or in part, become digits: `плюс семь 701 …`,
 * `восемь семьсот один двести …`. Runs with fewer than ten digits in all are left as they are.
 */
export function withSpokenNumbers(text: string): string {
  const pieces = text.split(/(\s+)/u)
  const done: string[] = []
  for (let at = 0; at < pieces.length;) {
    const end = endOfRun(pieces, at)
    const run = pieces.slice(at, Math.max(end, at + 1))
    const digits = run.some(isWord) ? toldDigits(run) : run.join('')
    done.push(digits ?? pieces[at] ?? '')
    at = digits === null ? at + 1 : Math.max(end, at + 1)
  }
  return done.join('')
}

/** The digits of a run with the mark that ends it. */
function toldDigits(run: readonly string[]): string | null {
  const digits = digitsOf(run)
  const mark = /[.,;]$/u.exec(run.at(-1) ?? '')?.[0] ?? ''
  return digits === null ? null : `${digits}${mark}`
}

/** A run begins with a word or number and ends with the last one, or with a mark behind it. */
function endOfRun(pieces: readonly string[], start: number): number {
  let end = start
  for (let at = start; at < Math.min(pieces.length, start + RUN_PIECES_MAX); at += 1) {
    const piece = pieces[at] ?? ''
    if (piece.trim() === '') continue
    if (!isOfRun(piece)) break
    end = at + 1
    if (endsRun(piece, pieces[at + 2] ?? '')) break
  }
  return (pieces[start] ?? '').trim() === '' ? start : end
}

/** A comma ends a run only where no number word follows it. */
function endsRun(piece: string, next: string): boolean {
  return /[.;]$/u.test(piece) || (piece.endsWith(',') && !isWord(next))
}

function isOfRun(piece: string): boolean {
  return isWord(piece) || /^[+(]?\d[\d()–-]{0,20}[.,]?$/u.test(piece)
}

function isWord(piece: string): boolean {
  const word = bare(piece)
  if (word === '') return false
  return PLUS.has(word) || UNITS.has(word) || TENS.has(word) || HUNDREDS.has(word)
}

function bare(piece: string): string {
  return piece.length > 20 ? '' : fold(piece).replace(/[^\p{L}]/gu, '')
}

/** The run as digits with its plus; null when it is too short for a telephone number. */
function digitsOf(run: readonly string[]): string | null {
  const groups: string[] = []
  let rank = 0
  for (const piece of run) {
    if (piece.trim() === '') continue
    rank = addTo(groups, piece, rank)
  }
  const digits = groups.join(' ')
  return digits.replace(/\D/g, '').length >= DIGITS_MIN ? digits : null
}

/** Adds to the last group what a smaller number says of it: `двадцать один` is 21. Returns its rank. */
function addTo(groups: string[], piece: string, rank: number): number {
  const word = bare(piece)
  if (PLUS.has(word)) return push(groups, '+', 0)
  const [value, size] = valueOf(word)
  if (value === undefined) return push(groups, piece.replace(/[^\d+()–-]/gu, ''), 0)
  const last = groups.at(-1) ?? ''
  if (last === '+') groups[groups.length - 1] = `+${value}`
  else if (rank > size && value > 0) groups[groups.length - 1] = `${Number(last) + value}`
  else groups.push(`${value}`)
  return size
}

function push(groups: string[], group: string, rank: number): number {
  if (groups.at(-1) === '+') groups[groups.length - 1] = `+${group}`
  else if (group !== '') groups.push(group)
  return rank
}

/** The value of a word and its rank: 2 hundreds, 1 tens, 0 units. */
function valueOf(word: string): readonly [number | undefined, number] {
  if (word === '') return [undefined, 0]
  const hundreds = HUNDREDS.get(word)
  if (hundreds !== undefined) return [hundreds * 100, 2]
  const tens = TENS.get(word)
  return tens === undefined ? [UNITS.get(word), 0] : [tens * 10, 1]
}
