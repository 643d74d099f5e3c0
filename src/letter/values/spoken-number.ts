import { fold } from '../sentence/words/fold.ts'

/** Number words by their value, in Russian, Kazakh and English. */
const UNITS = wordsBy([
  'ноль нуль ноля нол нолик zero oh nought',
  'один одна одно единица бир one',
  'два две двойка еки two',
  'три тройка уш three',
  'четыре четверка торт four',
  'пять пятерка бес five',
  'шесть шестерка алты six',
  'семь семерка жети seven',
  'восемь восьмерка сегиз eight',
  'девять девятка тогыз nine',
  'десять ten',
  'одиннадцать онбир eleven',
  'двенадцать онеки twelve',
  'тринадцать онуш thirteen',
  'четырнадцать онторт fourteen',
  'пятнадцать онбес fifteen',
  'шестнадцать оналты sixteen',
  'семнадцать онжети seventeen',
  'восемнадцать онсегиз eighteen',
  'девятнадцать онтогыз nineteen',
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

/** `семь пятёрок`, `два нуля`, `үш жетілік`: the digit that is told several times. */
const REPEATED: readonly (readonly [RegExp, number])[] = [
  [/^(?:нул[яе]й?|нол[яе]й?|нолик\p{L}*|zeros|zeroes)$/u, 0],
  [/^(?:единиц\p{L}?|единички|ones)$/u, 1],
  [/^(?:двойки|двоек|twos)$/u, 2],
  [/^(?:тройки|троек|threes)$/u, 3],
  [/^(?:четверки|четверок|fours)$/u, 4],
  [/^(?:пятерки|пятерок|fives)$/u, 5],
  [/^(?:шестерки|шестерок|sixes)$/u, 6],
  [/^(?:семерки|семерок|sevens)$/u, 7],
  [/^(?:восьмерки|восьмерок|eights)$/u, 8],
  [/^(?:девятки|девяток|nines)$/u, 9],
]
const TIMES: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
])
/** `жеті жүз`, `seven hundred`. */
const HUNDRED = new Set(['жуз', 'hundred'])
/** Said between the groups of a number. */
const FILLERS = new Set(
  'и затем потом дальше далее тире дефис and then dash содан кейин сосын скобка пробел'.split(' '),
)

/** `семьсот семьдесят пять, это 775`: what follows says the same once more. */
const RESTATES = new Set(['это', 'есть', 'ягни', 'тобиш', 'ie', 'meaning'])

function wordsBy(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    values.flatMap((words, value) => words.split(' ').map((word) => [word, value] as const)),
  )
}

const DIGITS_MIN = 10
const DIGITS_MAX = 14
const RUN_PIECES_MAX = 60
const WORD_CHARS_MAX = 20
/** `он екі` is one number; `он` alone is a Russian `he`. */
const PIECE =
  /(?<!\p{L})он\s(?:б[іи]р|ек[іи]|[үу]ш|т[өо]рт|бес|алты|жет[іи]|сег[іи]з|то[ғг]ыз)(?!\p{L})|\p{L}+|\d+|[^\p{L}\d]+/giu

/**
 * Telephone numbers told in words, wholly or in part, become digits: `плюс семь 701 …`, `восемь,
 * семьсот один, двести …`, `жеті жүз бір`, `seven oh one`, `два нуля`. Runs with fewer than ten
 * digits in all are left as they are.
 */
export function withSpokenNumbers(text: string): string {
  const pieces = text.match(PIECE) ?? []
  const done: string[] = []
  for (let at = 0; at < pieces.length;) {
    const end = endOfRun(pieces, at)
    const digits = end > at ? digitsOf(pieces.slice(at, end)) : null
    done.push(digits ?? pieces[at] ?? '')
    at = digits === null ? at + 1 : end
  }
  return done.join('')
}

/** A run begins and ends with a word or number; blanks, commas and hyphens stand between. */
function endOfRun(pieces: readonly string[], start: number): number {
  if (!isOfRun(pieces[start] ?? '')) return start
  let end = start
  for (let at = start; at < Math.min(pieces.length, start + RUN_PIECES_MAX); at += 1) {
    const piece = pieces[at] ?? ''
    if (isOfRun(piece)) end = at + 1
    else if (!isBetween(piece)) break
  }
  return end
}

function isBetween(piece: string): boolean {
  return /^[\s,;()+–—-]{1,4}$/u.test(piece) || isLink(bare(piece))
}

function isLink(word: string): boolean {
  return FILLERS.has(word) || RESTATES.has(word)
}

function isOfRun(piece: string): boolean {
  return /^\d{1,11}$/.test(piece) || isWord(bare(piece))
}

function isWord(word: string): boolean {
  if (word === '') return false
  return (
    PLUS.has(word) || HUNDRED.has(word) || TIMES.has(word) || isCounted(word) || isNumeral(word)
  )
}

function isNumeral(word: string): boolean {
  return UNITS.has(word) || TENS.has(word) || HUNDREDS.has(word)
}

function isCounted(word: string): boolean {
  return repeatedDigit(word) !== undefined
}

function repeatedDigit(word: string): number | undefined {
  return REPEATED.find(([form]) => form.test(word))?.[1]
}

function bare(piece: string): string {
  if (piece.length > WORD_CHARS_MAX || !/\p{L}/u.test(piece)) return ''
  return fold(piece).replace(/[^\p{L}]/gu, '')
}

/** The groups told so far, and what may still be added to the last of them. */
interface Told {
  readonly groups: string[]
  /** 2 hundreds, 1 tens, 0 nothing more. */
  rank: number
  /** How often the next digit is said: `double five`. */
  times: number
  isSaid: boolean
  /** The next group may only repeat the last one. */
  isRestated: boolean
}

/** The run as digits with its plus; null when it is all digits or no telephone number by its length. */
function digitsOf(run: readonly string[]): string | null {
  const told: Told = { groups: [], rank: 0, times: 1, isSaid: false, isRestated: false }
  for (const piece of run) add(told, piece)
  const digits = told.groups.join(' ')
  const count = digits.replace(/\D/g, '').length
  if (!told.isSaid || count < DIGITS_MIN || count > DIGITS_MAX) return null
  return digits.replace('+ ', '+')
}

function add(told: Told, piece: string): void {
  const word = bare(piece)
  if (RESTATES.has(word)) told.isRestated = true
  else if (/^\d/.test(piece)) addDigits(told, piece)
  else if (isWord(word)) addWord(told, word)
  // A comma ends a group: `двадцать, три`; a plus begins the number.
  else if (/[,;]/.test(piece)) told.rank = 0
  if (piece.includes('+')) push(told, '+', 0)
}

function addDigits(told: Told, digits: string): void {
  if (!told.isRestated || told.groups.at(-1) !== digits) push(told, digits, 0)
  told.isRestated = false
}

function addWord(told: Told, word: string): void {
  told.isSaid = true
  const digit = repeatedDigit(word)
  if (PLUS.has(word)) push(told, '+', 0)
  else if (HUNDRED.has(word)) addHundred(told)
  else if (TIMES.has(word)) told.times = TIMES.get(word) ?? 1
  else if (digit === undefined || (digit < 1 && !isCount(told.groups.at(-1))))
    addNumeral(told, word)
  else repeat(told, digit)
}

function isCount(group: string | undefined): boolean {
  return /^[2-7]$/.test(group ?? '')
}

/** `два нуля`: the count before becomes that many digits. */
function repeat(told: Told, digit: number): void {
  const count = told.groups.at(-1)
  if (!isCount(count)) return push(told, `${digit}`, 0)
  told.groups[told.groups.length - 1] = `${digit}`.repeat(Number(count))
  told.rank = 0
}

/** `жеті жүз`: the unit before becomes hundreds. */
function addHundred(told: Told): void {
  const last = told.groups.at(-1) ?? ''
  if (/^[1-9]$/.test(last)) told.groups[told.groups.length - 1] = `${last}00`
  else told.groups.push('100')
  told.rank = 2
}

/** Adds to the last group what a smaller number says of it: `двадцать один` is 21. */
function addNumeral(told: Told, word: string): void {
  const [value, rank] = valueOf(word)
  if (value === undefined) return push(told, '0', 0)
  const last = told.groups.at(-1) ?? ''
  const isPart = value > 0 && (told.rank === 2 ? value < 100 : told.rank === 1 && value < 10)
  if (isPart && rank < told.rank) {
    told.groups[told.groups.length - 1] = `${Number(last) + value}`
    told.rank = rank
  } else push(told, `${value}`.repeat(value < 10 ? told.times : 1), rank)
  told.times = 1
}

function push(told: Told, group: string, rank: number): void {
  told.groups.push(group)
  told.rank = rank
}

/** The value of a word and its rank. */
function valueOf(word: string): readonly [number | undefined, number] {
  const hundreds = HUNDREDS.get(word)
  if (hundreds !== undefined) return [hundreds * 100, 2]
  const tens = TENS.get(word)
  return tens === undefined ? [UNITS.get(word), 0] : [tens * 10, 1]
}
