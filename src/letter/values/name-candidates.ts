import type { Language } from '../letter.ts'
import { isGivenName } from '../sentence/words/given-names.ts'
import { isSpokenAsName, roleOf, standsOf } from './name-role.ts'
import type { Role } from './name-role.ts'
import type { Named } from './named.ts'
import { differsBy, isPatronymic, looksLikeSurname, namedIn } from './named.ts'
import type { Bearer, NameField, Stands } from './nominative.ts'
import { nominative, withoutKazakhCase } from './nominative.ts'
import type { Kind } from './signs.ts'
import { standingsOf } from './standing.ts'
import type { Standing } from './standing.ts'

export interface NameWish extends Bearer {
  readonly language: Language
  /** The fields the letter asks to correct, when it names them. */
  readonly fields: readonly NameField[]
}

const FIELD: Readonly<Record<NameField, RegExp>> = {
  surname:
    /(?<!\p{L})(?:фамили\p{L}*|замуж\p{L}*|брак\p{L}*|свадьб\p{L}*|разв[ео]\p{L}*|тұрмыс\p{L}*|күйеуге|неке\p{L}*|ажырас\p{L}*|wedding|divorce\p{L}*|(?:husband|wife|spouse)['’]?s name|тег(?:і|и)(?!н)\p{L}*|surname|last name|family name|maiden|married)/gu,
  name: /(?<!\p{L})(?:имя|имени|именем|зовут|назвал\p{L}*|называ\p{L}*|аты(?!\p{L}*с|-ж)\p{L}*|есім\p{L}*|есим\p{L}*|first name|given name|(?<!last |family |maiden |married |second |sur|husband['’]s |wife['’]s )name(?!d|l))/gu,
}

const KIND: Kind = {
  own: /фамили|(?<!\p{L})им(?:я|ени|енем)(?!\p{L})|(?<!\p{L})тег[иі]|аты|есим|name/u,
  foreign: /номер|телефон|номирим|phone|number|почт|ящик|адрес|mail|пошта|user ?id|айди/u,
  isListed: false,
  isLoose: true,
}

/** A word of a letter that is the right or the wrong form of a name. */
export interface Candidate {
  readonly word: string
  readonly role: Exclude<Role, null>
  readonly field: NameField | null
  readonly stands: Stands
  readonly at: number
  /** Several words together: `Асанова Ирина`. */
  readonly isPair: boolean
  /** Set against the name beside it: `не X, а Y`. */
  readonly isOpposed: boolean
  /** The words before it in its sentence call it a surname. */
  readonly isCalledSurname: boolean
  /** Its own sentence speaks of a name. */
  readonly isCalledName: boolean
}

/** Every name in a text of which the letter says that it is right, wrong, or the writer's. */
export function candidatesOf(text: string, wish: NameWish): readonly Candidate[] {
  const names = namedIn(text)
  const plain = names.filter(({ isPlainName }) => isPlainName)
  const standings = standingsOf(text, plain, KIND)
  const weights = new Map(plain.map(({ at }, i) => [at, standings[i]?.weight ?? 0] as const))
  const candidates = names.flatMap((named) =>
    candidatesIn({ ...named, weight: weights.get(named.at) ?? 0 }, text, wish),
  )
  return candidates
    .map((one) => likePartner(one, candidates))
    .map((one, _, all) => likeRight(one, all))
}

/** Of `Тестава Ана` the misspelt one is a name because it is like the right one. */
function likeRight(one: Candidate, all: readonly Candidate[]): Candidate {
  if (one.field !== null || one.role !== 'wrong') return one
  const like = all.find(
    ({ role, word, field }) =>
      role !== 'wrong' &&
      field !== null &&
      differsBy(one.word, word, 2) <= (word.length > 5 ? 2 : 1),
  )
  return like === undefined ? one : { ...one, field: like.field }
}

/** Of `не Саша, а Александра` a known given name tells what the other is. */
function likePartner(one: Candidate, all: readonly Candidate[]): Candidate {
  if (one.field === 'name' || one.isPair || !one.isOpposed || looksLikeSurname(one.word)) return one
  if (one.isCalledSurname) return one
  const i = all.indexOf(one)
  const beside = [all[i + 1], all[i - 1]].filter(
    (other) => other !== undefined && other.isOpposed && other.role !== one.role,
  )
  const isOfName = beside.some((other) => other?.field === 'name' || isGivenName(other?.word ?? ''))
  return isOfName ? { ...one, field: 'name' } : one
}

type WeighedName = Named & Pick<Standing, 'weight'>

function candidatesIn(named: WeighedName, text: string, wish: NameWish): readonly Candidate[] {
  if (wish.language === 'kk' && isKazakhTurn(named)) return kazakhTurn(named, text, wish)
  const role = weighedRole(named, wish.language)
  if (role === null) return []
  const words = named.words.filter((word) => !isPatronymic(word))
  const stands = standsOf(named, role)
  return words.map((word) => ({
    word,
    role,
    stands,
    at: named.at,
    isPair: words.length > 1,
    isOpposed: Math.abs(named.weight) > 2,
    isCalledSurname: lastField(named.before) === 'surname',
    isCalledName: isSpokenAsName(named.before) || speaksOfNames(`${named.before} ${named.after}`),
    field:
      words.length > 1
        ? fieldInPair(word, words, { stands, wish })
        : fieldOf(word, { named, text, wish }),
  }))
}

/** `…, её не трогайте`. */
const KEPT =
  /(?<!\p{L})не (?:трога|меня[йе]|исправля)\p{L}*|^[»"”]?\s?\((?:верно|без изменений|правильно|correct|unchanged|дұрыс)\)/u

/** `…, я Образцова`, `мен Сынақова`. */
const CALLS_SELF = /(?<!\p{L})(?:я|мен|i am|i['’]m)\s[«"“„]?$/u

/** Two names against each other decide first, then the words right beside a name, then those in its clause. */
function weighedRole(named: WeighedName, language: Language): Role {
  const { weight } = named
  if (Math.abs(weight) > 2) return weight > 0 ? 'right' : 'wrong'
  if (KEPT.test(named.after)) return null
  const beside = roleOf(named, language)
  if (beside === 'wrong' && isAnyWord(named)) return null
  const isPlainlyTold = beside !== null && beside !== 'claimed'
  return isPlainlyTold || !named.isPlainName ? beside : (roleInClause(named) ?? beside)
}

/** In a text without capitals what looks like no name is none for standing behind `с` or `не`. */
function isAnyWord({ isPlainName, words }: Named): boolean {
  return !isPlainName && /^\p{Ll}/u.test(words[0] ?? '')
}

function roleInClause({ weight, before }: WeighedName): Role {
  if (CALLS_SELF.test(before)) return 'claimed'
  if (weight < 0) return 'wrong'
  if (weight > 1) return 'right'
  return weight > 0 ? 'claimed' : null
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
    isOpposed: true,
    isCalledSurname: false,
    isCalledName: true,
    field: fieldOf(withoutKazakhCase(word), { named, text, wish }),
  }))
}

/** Of two words together one is a given name, whatever its case; the other is the surname. */
function fieldInPair(
  word: string,
  words: readonly string[],
  { stands, wish }: { stands: Stands; wish: NameWish },
): NameField | null {
  const isGiven = (one: string): boolean =>
    isGivenName(nominative(one, 'name', stands, wish).name) ||
    wish.known.some((name) => isGivenName(name) && name.length > 4 && differsBy(one, name, 1) === 1)
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
  const near = nearField(word, named, wish)
  if (near === 'name' && isSurnameCalled(word, named, wish)) return 'surname'
  if (near !== null) return near
  if (looksLikeSurname(nominative(word, 'surname', standsOf(named, 'wrong'), wish).name))
    return 'surname'
  const only = onlyField(text)
  if (only !== null) return only
  return isGivenName(nominative(word, 'name', 'accusative', wish).name)
    ? 'name'
    : lastField(text.slice(0, named.at).toLowerCase())
}

function nearField(word: string, { before, after }: Named, wish: NameWish): NameField | null {
  const clause = after.split(/[.!?,;]/u)[0] ?? ''
  const behind = isGivenName(word) ? 'name' : lastField(after)
  return lastField(before) ?? lastField(clause) ?? onlyWish(wish) ?? behind
}

/** `называюсь Тестовой` tells a surname, though given names are what one is called by. */
function isSurnameCalled(word: string, named: Named, wish: NameWish): boolean {
  if (!/назыв\p{L}*(?:\s\p{L}{1,8}){0,2}\s[«"“„]?$/u.test(named.before)) return false
  if (isGivenName(nominative(word, 'name', 'oblique', wish).name)) return false
  return looksLikeSurname(nominative(word, 'surname', 'oblique', wish).name)
}

/** `Хочу сменить мастера на Ольгу` is about nobody's own name. */
function speaksOfNames(text: string): boolean {
  const words = text.toLowerCase().replaceAll('меня зовут', '')
  if (/переимен|rename/u.test(words)) return true
  return words.search(FIELD.surname) !== -1 || words.search(FIELD.name) !== -1
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
