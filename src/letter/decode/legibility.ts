/**
 * How much a text looks like Russian or Kazakh, by the pairs of letters that follow one another.
 * Bytes read in the wrong charset are letters too, but no words: that is how they are told.
 */

/** After the letter on the left, those on the right are common in Russian or Kazakh. */
const FOLLOWERS: ReadonlyMap<string, string> = new Map([
  ['а', 'бвдежзийклмнпрстухцчшщюяғқң'],
  ['б', 'аелнорущыьяёұі'],
  ['в', 'адезиклносткушычьяё'],
  ['г', 'адеилноруі'],
  ['д', 'авеиклнорстуыьяёәұі'],
  ['е', 'бвгдезйклмнопрстуфцчшщң'],
  ['ё', 'вздлмнрст'],
  ['ж', 'адекинуоьәёі'],
  ['з', 'абвгдеимнорушыьяёі'],
  ['и', 'абвдезийклмнорстфхцчшюя'],
  ['й', 'дмнстшыі'],
  ['к', 'авеиклнортсуцөүі'],
  ['л', 'агдежикмносуыьюяёғі'],
  ['м', 'абдеилнопуыьяёәі'],
  ['н', 'абгдежикностуфцшыьяёғөі'],
  ['о', 'бвгдежзийклмнопрстхчшюяқ'],
  ['п', 'аеиклорстуыьяё'],
  ['р', 'абвгдежзиклмнопстушыьюяёқі'],
  ['с', 'авеиклмнопрстуышьяёәқұі'],
  ['т', 'авезикнопрстуцычьяёқүі'],
  ['у', 'абвгдежйклмнпрстхчшщыюәғ'],
  ['ф', 'аеилоруф'],
  ['х', 'авилмнору'],
  ['ц', 'аеикуы'],
  ['ч', 'аеиклнтуьё'],
  ['ш', 'аеиклнотуьёі'],
  ['щ', 'аеи'],
  ['ъ', 'еёюя'],
  ['ы', 'бвезйлмнпрстхқң'],
  ['ь', 'езкмнсшюя'],
  ['э', 'клмрт'],
  ['ю', 'бдтщ'],
  ['я', 'вдезлмнтхщ'],
  ['ә', 'лнрс'],
  ['ғ', 'аы'],
  ['қ', 'аостыұ'],
  ['ң', 'адеыі'],
  ['ө', 'гзлмншңт'],
  ['ұ', 'лмрсғқ'],
  ['ү', 'гзлмнсш'],
  ['һ', 'а'],
  ['і', 'бгзклмнпрстшң'],
])

/** Letters of the neighbours: no sign of a wrong charset, and no sign of a right one. */
const NEIGHBOURS = /^[іїєґў]$/
/** What stands beside words in good texts, though it is not ASCII. */
const BESIDE_WORDS = /[\p{Z}\p{Pd}«»„“”‘’‚‹›…•·№₸₽€°§×\p{Mn}\p{Cf}\p{Cs}]/u
/** Names and short forms have unusual pairs too, a text in the wrong charset has little else. */
const UNUSUAL = -0.5
/** So much is enough to know. */
const PAIRS_MAX = 1_000

export interface Legibility {
  /** From 1 (words) down to -1; 0 where there is nothing to judge by. */
  readonly score: number
  /** How many neighbouring characters were judged. */
  readonly pairs: number
}

type Sort = 'lower' | 'upper' | 'neighbour' | 'odd' | 'none'

/** Judges the letters of `text` that are not ASCII; linear, and no more than it needs. */
export function legibility(text: string): Legibility {
  let points = 0
  let pairs = 0
  let before = ''
  let sortBefore: Sort = 'none'
  for (const char of text) {
    const sort = sortOf(char)
    if (sort !== 'none' && sortBefore !== 'none') {
      points += pointsOf(before, sortBefore, char, sort)
      pairs += 1
      if (pairs >= PAIRS_MAX) break
    }
    before = char
    sortBefore = sort
  }
  return { score: pairs === 0 ? 0 : points / pairs, pairs }
}

/** Words beyond doubt, and enough of them. */
export function isLegible(text: string): boolean {
  const { score, pairs } = legibility(text)
  return pairs >= 3 && score >= 0.55
}

/** Letters repeat; what they are is worked out once. */
const sorts = new Map<string, Sort>()
const SORTS_MAX = 5_000

function sortOf(char: string): Sort {
  if (char < '\u0080') return 'none'
  const known = sorts.get(char)
  if (known !== undefined) return known
  const sort = workOutSort(char)
  if (sorts.size < SORTS_MAX) sorts.set(char, sort)
  return sort
}

function workOutSort(char: string): Sort {
  const lower = char.toLowerCase()
  if (FOLLOWERS.has(lower)) return lower === char ? 'lower' : 'upper'
  if (NEIGHBOURS.test(lower)) return 'neighbour'
  return BESIDE_WORDS.test(char) || char > '\uffff' ? 'none' : 'odd'
}

function pointsOf(before: string, sortBefore: Sort, char: string, sort: Sort): number {
  if (sort === 'odd' || sortBefore === 'odd') return -1
  if (sort === 'neighbour' || sortBefore === 'neighbour') return 0
  // Capitals begin words; they do not stand within them.
  if (sort === 'upper' && sortBefore === 'lower') return -1
  return FOLLOWERS.get(before.toLowerCase())?.includes(char.toLowerCase()) === true ? 1 : UNUSUAL
}
