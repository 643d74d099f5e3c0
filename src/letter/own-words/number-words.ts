/** Numbers that people write out, in ru, kk (with and without its own letters) and en. */
const VALUES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'ноль нуль нөл нол zero oh nol',
    1: 'один одна одно бір бир one odin bir',
    2: 'два две екі еки two dva eki',
    3: 'три үш уш three tri ush',
    4: 'четыре төрт торт four chetyre tort',
    5: 'пять бес five pyat bes',
    6: 'шесть алты six shest alty',
    7: 'семь жеті жети seven sem jeti zheti',
    8: 'восемь сегіз сегиз eight vosem segiz',
    9: 'девять тоғыз тогыз nine devyat togyz',
    10: 'десять он ten',
    11: 'одиннадцать eleven',
    12: 'двенадцать twelve',
    13: 'тринадцать thirteen',
    14: 'четырнадцать fourteen',
    15: 'пятнадцать fifteen',
    16: 'шестнадцать sixteen',
    17: 'семнадцать seventeen',
    18: 'восемнадцать eighteen',
    19: 'девятнадцать nineteen',
    20: 'двадцать жиырма twenty',
    30: 'тридцать отыз thirty',
    40: 'сорок қырық кырык forty',
    50: 'пятьдесят елу fifty',
    60: 'шестьдесят алпыс sixty',
    70: 'семьдесят жетпіс жетпис seventy',
    80: 'восемьдесят сексен eighty',
    90: 'девяносто тоқсан токсан ninety',
    100: 'сто жүз жуз',
    200: 'двести',
    300: 'триста',
    400: 'четыреста',
    500: 'пятьсот',
    600: 'шестьсот',
    700: 'семьсот',
    800: 'восемьсот',
    900: 'девятьсот',
  }).flatMap(([value, words]) => words.split(' ').map((word) => [word, Number(value)] as const)),
)

/** So many words in a row are a number that was dictated, fewer are speech. */
const WORDS_MIN = 3

/**
 * Replaces every run of three or more number words by its digits: «семь один ноль» is `710`,
 * «семьдесят три ноль восемь» is `7308`, «двести восемь восемьсот сорок шесть» is `208846`.
 */
export function digitsForWords(text: string): string {
  const pieces = text.split(/([\p{L}]{2,20})/u)
  const out: string[] = []
  let run: string[] = []
  let kept: string[] = []
  for (const [i, piece] of pieces.entries()) {
    const isWord = i % 2 === 1
    if (isWord ? VALUES.has(piece.toLowerCase()) : run.length > 0 && joins(piece)) {
      kept.push(piece)
      if (isWord) run.push(piece.toLowerCase())
    } else {
      out.push(...finished(run, kept), piece)
      run = []
      kept = []
    }
  }
  return [...out, ...finished(run, kept)].join('')
}

function joins(between: string): boolean {
  return /^[\s,.-]{1,5}$/.test(between)
}

function finished(run: readonly string[], kept: readonly string[]): readonly string[] {
  if (run.length < WORDS_MIN) return kept
  const after = kept.at(-1) ?? ''
  return [digitsOf(run), joins(after) ? after : '']
}

/** A smaller number adds to the one before it only where that ends in enough zeros. */
function digitsOf(run: readonly string[]): string {
  const groups: number[] = []
  let zeros = 0
  for (const word of run) {
    const value = VALUES.get(word) ?? 0
    const isAdded = value > 0 && value < zeros
    groups.push(isAdded ? (groups.pop() ?? 0) + value : value)
    zeros = zerosOf(value, word)
  }
  return groups.join('')
}

/** «Десять восемь» are two numbers, but «он сегіз» is how eighteen is said in Kazakh. */
function zerosOf(value: number, word: string): number {
  if (value >= 100) return 100
  return value >= 20 || word === 'он' ? 10 : 0
}
