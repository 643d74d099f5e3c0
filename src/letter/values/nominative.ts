import { isGivenName } from '../sentence/words/given-names.ts'

export type NameField = 'surname' | 'name'
export type Gender = 'female' | 'male' | null

/** What is known of the person when a name is put back into the nominative. */
export interface Bearer {
  readonly gender: Gender
  /** Names that stand in the nominative elsewhere: in From, in the signature. */
  readonly known: readonly string[]
}

/** How the name stands in its sentence: behind `на`; behind `стала`, `записана`, `вместо`; or as itself. */
export type Stands = 'accusative' | 'oblique' | 'itself'

export interface Nominative {
  readonly name: string
  /** False when the form may be oblique and nothing tells the nominative: a person must look. */
  readonly isSure: boolean
}

/**
 * A name in the nominative: `на Тестову` is Тестова, `Ивановым` Иванов, `Марию` Мария. Only forms
 * that can be nothing else are changed by their ending; others only towards a known name.
 */
export function nominative(
  written: string,
  field: NameField,
  stands: Stands,
  bearer: Bearer,
): Nominative {
  const forms =
    field === 'surname' ? surnameForms(written, stands, bearer.gender) : givenForms(written, stands)
  const known = forms.find(({ name }) => bearer.known.includes(name) && name !== written)
  const isKnown =
    bearer.known.includes(written) ||
    (field === 'name' && isGivenName(written) && !isMaleOblique(written, stands, bearer))
  if (isKnown) return { name: written, isSure: true }
  if (known !== undefined) return { name: known.name, isSure: true }
  const listed = field === 'name' ? forms.find(({ name }) => isGivenName(name)) : undefined
  const best = listed ?? forms.find(({ isCertain }) => isCertain)
  if (best !== undefined) return { name: best.name, isSure: true }
  return { name: written, isSure: forms.length === 0 }
}

/** `на Валентина` of a man is Валентин, of a woman's name there is no such accusative. */
function isMaleOblique(written: string, stands: Stands, { gender }: Bearer): boolean {
  return (
    stands === 'accusative' &&
    gender === 'male' &&
    /[ая]$/u.test(written) &&
    isGivenName(written.slice(0, -1))
  )
}

interface Form {
  readonly name: string
  /** Nothing but this nominative has such a form. */
  readonly isCertain: boolean
}

type Ending = readonly [RegExp, string, boolean]

/** Endings that no nominative has, wherever they stand. */
const SURNAME_ANYWHERE: readonly Ending[] = [
  [/(ов|ев|ёв|ин|ын)у$/u, '$1а', true],
  [/(ов|ев|ёв|ин|ын)ою$/u, '$1а', true],
  [/(ов|ев|ёв|ин|ын)ым$/u, '$1', true],
  [/([сц]к)ую$/u, '$1ая', true],
  [/вну$/u, 'вна', true],
  [/([сц]к)(?:ого|ому|им)$/u, '$1ий', true],
  [/ую$/u, 'ая', true],
  [/юю$/u, 'яя', true],
]

const SURNAME_ACCUSATIVE: readonly Ending[] = [
  [/ого$/u, 'ый', false],
  [/ого$/u, 'ой', false],
  [/его$/u, 'ий', false],
  [/([бвгджзклмнпрстфхцчшщ])у$/u, '$1а', true],
  [/([бвгджзклмнпрстфхцчшщ])ю$/u, '$1я', true],
]

const SURNAME_ACCUSATIVE_MALE: readonly Ending[] = [
  [/(ов|ев|ёв|ин|ын)а$/u, '$1', true],
  [/([бвгджзклмнпрстфхцчшщ])а$/u, '$1', false],
  [/я$/u, 'ь', false],
  [/я$/u, 'й', false],
]

const SURNAME_OBLIQUE: readonly Ending[] = [
  [/(ов|ев|ёв|ин|ын)ой$/u, '$1а', true],
  [/([бвгджзклмнпрстфхцчшщ])ом$/u, '$1', true],
  [/([жчшщц])ем$/u, '$1', true],
  [/([жчшщ])ей$/u, '$1ая', true],
  [/([бвгджзклмнпрстфх])ой$/u, '$1а', false],
]

const SURNAME_OBLIQUE_MALE: readonly Ending[] = [[/(ов|ев|ёв|ин|ын)а$/u, '$1', true]]

const SURNAME_OBLIQUE_FEMALE: readonly Ending[] = [[/([сц]к)ой$/u, '$1ая', true]]

function surnameForms(written: string, stands: Stands, gender: Gender): readonly Form[] {
  const endings = [
    ...SURNAME_ANYWHERE,
    ...(stands === 'accusative' ? SURNAME_ACCUSATIVE : []),
    ...(stands === 'accusative' && gender === 'male' ? SURNAME_ACCUSATIVE_MALE : []),
    ...(stands === 'oblique' && gender === 'female' ? SURNAME_OBLIQUE_FEMALE : []),
    ...(stands === 'oblique' && gender === 'male' ? SURNAME_OBLIQUE_MALE : []),
    ...(stands === 'oblique' ? SURNAME_OBLIQUE : []),
  ]
  return formsBy(endings, written)
}

const GIVEN: readonly Ending[] = [
  [/у$/u, 'а', true],
  [/ю$/u, 'я', true],
  [/а$/u, '', false],
  [/я$/u, 'й', false],
  [/я$/u, 'ь', false],
  [/ы$/u, 'а', false],
  [/и$/u, 'я', false],
  [/и$/u, 'а', false],
  [/ой$/u, 'а', false],
  [/ей$/u, 'я', false],
  [/ом$/u, '', false],
  [/ем$/u, 'й', false],
  [/ем$/u, 'ь', false],
]

function givenForms(written: string, stands: Stands): readonly Form[] {
  return stands === 'itself' ? [] : formsBy(GIVEN, written)
}

function formsBy(endings: readonly Ending[], written: string): readonly Form[] {
  return endings
    .filter(([ending]) => ending.test(written))
    .map(([ending, nominativeEnding, isCertain]) => ({
      name: written.replace(ending, nominativeEnding),
      isCertain,
    }))
}

const KAZAKH_CASES = /(?:[ғгқк][ае]|[дтн][ыі]|[дтн][аые]н|н[ае])$/u
const LETTERS_MIN = 3

/** A Kazakh form without its case ending: `Оспановаға`, `Сейітқалиға`, `Сарсеновадан`. */
export function withoutKazakhCase(written: string): string {
  const stem = written.replace(KAZAKH_CASES, '')
  return stem.length >= LETTERS_MIN ? stem : written
}

/** `Айгүлмін`, `Сынақовамын`: I am she. */
export function withoutKazakhSelf(written: string): string {
  const stem = written.replace(/[мпб][ыі]н$/u, '')
  return stem.length > LETTERS_MIN ? stem : written
}

const FEMALE_SELF =
  /(?<!\p{L})(?:вышла|сменила|поменяла|изменила|ошиблась|опечаталась|написала|указала|записана|оставляла|регистрировалась|заполняла|развелась|стала|была|хотела|писала|замужества?)(?!\p{L})/gu
const MALE_SELF =
  /(?<!\p{L})(?:сменил|поменял|изменил|ошибся|опечатался|написал|указал|записан|оставлял|регистрировался|заполнял|развелся|стал|был|хотел|писал)(?!\p{L})/gu

/** Whether a woman or a man writes, by the verbs of the letter. */
export function genderIn(text: string): Gender {
  const words = text.slice(0, 5_000).toLowerCase()
  const female = (words.match(FEMALE_SELF) ?? []).length + countOf(/[оеё]вна(?!\p{L})/gu, words)
  const male = (words.match(MALE_SELF) ?? []).length + countOf(/[оеё]вич(?!\p{L})/gu, words)
  if (female === male) return null
  return female > male ? 'female' : 'male'
}

function countOf(ending: RegExp, words: string): number {
  return (words.match(ending) ?? []).length
}
