import type { Change, Language } from '../letter.ts'
import type { Named } from './named.ts'
import { differsBy, isPatronymic, looksLikeSurname, namedIn } from './named.ts'
import { roleOf, standsOf } from './name-role.ts'
import type { Role } from './name-role.ts'
import type { Bearer, NameField, Stands } from './nominative.ts'
import { nominative, withoutKazakhCase } from './nominative.ts'
import { CORRECTS, corrected } from './passage.ts'
import type { Read } from './read-value.ts'
import { isGivenName } from '../sentence/words/given-names.ts'

export interface NameWish extends Bearer {
  readonly language: Language
  /** The fields the letter asks to correct, when it names them. */
  readonly fields: readonly NameField[]
}

const FIELD: Readonly<Record<NameField, RegExp>> = {
  surname:
    /(?<!\p{L})(?:фамили\p{L}*|замуж\p{L}*|брак\p{L}*|тег(?:і|и)(?!н)\p{L}*|surname|last name|family name|maiden|married)/gu,
  name: /(?<!\p{L})(?:имя|имени|именем|аты(?!\p{L}*с)\p{L}*|есім\p{L}*|есим\p{L}*|first name|given name|(?<!last |family |sur)name)/gu,
}

interface Candidate {
  readonly word: string
  readonly role: Exclude<Role, null>
  readonly field: NameField | null
  readonly stands: Stands
  readonly at: number
  /** Several words together: `Асанова Ирина`. */
  readonly isPair: boolean
}

/**
 * The right surname and name a letter plainly writes, in the nominative, with the wrong form where
 * the letter tells it. Two that might be meant, or a form that may be oblique: a doubt.
 */
export function changedNames(text: string, wish: NameWish): readonly Read[] {
  const calm = calmed(text)
  const candidates = namedIn(calm).flatMap((named) => candidatesOf(named, calm, wish))
  return (['surname', 'name'] as const).map((field) => readField(field, candidates, calm, wish))
}

/** A letter in capitals alone is read in small ones. */
function calmed(text: string): string {
  const words = text.replace(/\S{1,80}@\S{1,80}/gu, '')
  const letters = words.match(/\p{L}/gu)?.length ?? 0
  const capitals = words.match(/\p{Lu}/gu)?.length ?? 0
  return letters > 20 && capitals * 10 > letters * 7 ? text.toLowerCase() : text
}

function candidatesOf(named: Named, text: string, wish: NameWish): readonly Candidate[] {
  if (wish.language === 'kk' && isKazakhTurn(named)) return kazakhTurn(named, text, wish)
  const role = roleOf(named, wish.language)
  if (role === null) return []
  const words = named.words.filter((word) => !isPatronymic(word))
  const stands = standsOf(named, role)
  return words.map((word) => ({
    word,
    role,
    stands,
    at: named.at,
    isPair: words.length > 1,
    field:
      words.length > 1
        ? fieldInPair(word, words, { stands, wish })
        : fieldOf(word, { named, text, wish }),
  }))
}

/** `Сынақовадан Сынақбаеваға ауыстырыңыз`: from the one to the other. */
function isKazakhTurn({ words }: Named): boolean {
  const [from = '', to = ''] = words
  return words.length === 2 && /[дтн](?:[ае]н|[ыі])$/u.test(from) && /[ғгқк][ае]$/u.test(to)
}

function kazakhTurn(named: Named, text: string, wish: NameWish): readonly Candidate[] {
  return named.words.map((word, i) => ({
    word,
    role: i === 0 ? 'wrong' : 'right',
    stands: 'oblique',
    at: named.at,
    isPair: false,
    field: fieldOf(withoutKazakhCase(word), { named, text, wish }),
  }))
}

/** Of two words together one is a given name, whatever its case; the other is the surname. */
function fieldInPair(
  word: string,
  words: readonly string[],
  { stands, wish }: { stands: Stands; wish: NameWish },
): NameField | null {
  const isGiven = (one: string): boolean => isGivenName(nominative(one, 'name', stands, wish).name)
  if (isGiven(word))
    return words.every(isGiven) &&
      !wish.known.includes(word) &&
      words.some((other) => wish.known.includes(other))
      ? 'surname'
      : 'name'
  return looksLikeSurname(word) || words.some((other) => other !== word && isGiven(other))
    ? 'surname'
    : null
}

interface Around {
  readonly named: Named
  readonly text: string
  readonly wish: NameWish
}

/** The one field that the letter asks for, the subject line included. */
function onlyWish({ fields }: NameWish): NameField | null {
  return fields.length === 1 ? (fields[0] ?? null) : null
}

/** The field named nearest before it in its sentence, else what the word itself looks like, else the one named last. */
function fieldOf(word: string, { named, text, wish }: Around): NameField | null {
  const near = lastField(named.before) ?? lastField(named.after) ?? onlyWish(wish)
  if (near !== null) return near
  if (looksLikeSurname(nominative(word, 'surname', standsOf(named, 'wrong'), wish).name))
    return 'surname'
  return (
    onlyField(text) ??
    (isGivenName(nominative(word, 'name', 'accusative', wish).name)
      ? 'name'
      : lastField(text.slice(0, named.at).toLowerCase()))
  )
}

/** The one field the letter names at all. */
function onlyField(text: string): NameField | null {
  const words = text.toLowerCase()
  const [surname, name] = [FIELD.surname, FIELD.name].map((field) => words.search(field) !== -1)
  if (surname === name) return null
  return surname === true ? 'surname' : 'name'
}

function lastField(text: string): NameField | null {
  const surname = [...text.matchAll(FIELD.surname)].at(-1)?.index ?? -1
  const name = [...text.matchAll(FIELD.name)].at(-1)?.index ?? -1
  if (surname === name) return null
  return surname > name ? 'surname' : 'name'
}

function readField(
  field: NameField,
  candidates: readonly Candidate[],
  text: string,
  wish: NameWish,
): Read {
  const right = candidates.filter((one) => one.role === 'right' && one.field === field)
  const wrong = candidates.filter((one) => one.role === 'wrong' && one.field === field)
  const plain = right.filter((one) => !isIncidental(one, wrong, candidates, wish))
  const found = plain.length > 0 ? plain : claimed(candidates, wrong, { field, text, wish })
  const forms = found.map((one) => inNominative(one, field, wish))
  const names = new Set(forms.map(({ name }) => name))
  const [to] = names
  if (to === undefined) return { field, change: null, doubt: null }
  if (names.size > 1) return { field, change: null, doubt: 'several' }
  if (offersAnother(text, found)) return { field, change: null, doubt: 'several' }
  const from = oldForm(field, to, { wrong, text, wish })
  const change: Change = corrected(field, to, from)
  return { field, change, doubt: forms.every(({ isSure }) => isSure) ? null : 'several' }
}

/** Of `теперь Асанова Ирина` only the surname changes where the letter speaks of the surname alone. */
function isIncidental(
  one: Candidate,
  wrong: readonly Candidate[],
  all: readonly Candidate[],
  wish: NameWish,
): boolean {
  if (!one.isPair || one.field === null) return false
  const name = inNominative(one, one.field, wish).name
  if (wrong.some((old) => inNominative(old, old.field ?? 'surname', wish).name === name))
    return true
  const isWrongPair = all.some(({ role, isPair }) => role === 'wrong' && isPair)
  if (isWrongPair) return false
  return wish.fields.length > 0 && !wish.fields.includes(one.field)
}

function inNominative(
  { word, stands }: Pick<Candidate, 'word' | 'stands'>,
  field: NameField,
  wish: NameWish,
): { readonly name: string; readonly isSure: boolean } {
  const plain = asWritten(
    wish.language === 'kk' && stands !== 'itself' ? withoutKazakhCase(word) : word,
  )
  return nominative(plain, field, stands, wish)
}

/** `Пробная или Новая`: who writes so has not decided. */
function offersAnother(text: string, found: readonly Pick<Candidate, 'at' | 'word'>[]): boolean {
  return found.some(({ at, word }) =>
    /^[»"”]?\s(?:или|либо|or|немесе)\s/u.test(text.slice(at + word.length, at + word.length + 12)),
  )
}

/** `фамилия: Y` says what is right where the letter asks to correct just that, or tells the wrong form. */
function claimed(
  candidates: readonly Candidate[],
  wrong: readonly Candidate[],
  { field, text, wish }: { field: NameField; text: string; wish: NameWish },
): readonly Candidate[] {
  const claims = candidates.filter((one) => one.role === 'claimed' && one.field === field)
  const isAsked =
    (wish.fields.includes(field) && CORRECTS.test(text.toLowerCase())) ||
    claims.some(({ at }) => isListed(text, at))
  const isContradicted = wrong.some(({ word }) => claims.some((claim) => claim.word !== word))
  return isAsked || isContradicted ? claims : []
}

/** `Прошу изменить следующие данные:` and then one line a field. */
function isListed(text: string, at: number): boolean {
  const head = text.slice(Math.max(0, at - 300), at).toLowerCase()
  const opening = head.lastIndexOf(':\n')
  return (
    opening !== -1 &&
    CORRECTS.test(
      head
        .slice(0, opening)
        .split(/[.!?]\s/u)
        .at(-1) ?? '',
    )
  )
}

const CAPITALISED = /(?<![\p{L}\p{N}@._-])\p{Lu}[\p{L}’'-]{2,39}(?![\p{L}\p{N}@])/gu

/** The wrong form the letter tells of, else a word of it that differs from the right one in a letter or two. */
function oldForm(
  field: NameField,
  to: string,
  { wrong, text, wish }: { wrong: readonly Candidate[]; text: string; wish: NameWish },
): string | null {
  const told = new Set(
    wrong.map((one) => inNominative(one, field, wish).name).filter((name) => name !== to),
  )
  const [old] = told
  if (told.size === 1 && old !== undefined) return old
  const near = (text.match(CAPITALISED) ?? [])
    .map(asWritten)
    .filter(
      (word) => word !== to && word.length > 3 && differsBy(word, to, 2) <= (to.length > 5 ? 2 : 1),
    )
  const alike = new Set(
    near.filter(
      (word) => nominative(word, field, 'accusative', { ...wish, known: [to] }).name !== to,
    ),
  )
  const [only] = alike
  return alike.size === 1 && only !== undefined ? only : null
}

/** A name in capitals is written small again, one in small letters gets its capital. */
function asWritten(name: string): string {
  const isShouted = name.length > 2 && name === name.toUpperCase()
  const rest = isShouted ? name.slice(1).toLowerCase() : name.slice(1)
  const parts = `${name.charAt(0).toUpperCase()}${rest}`.split('-')
  return parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`).join('-')
}
