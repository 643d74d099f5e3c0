import type { Change } from '../letter.ts'
import { contrastsIn } from './contrasted.ts'
import type { Contrast } from './contrasted.ts'
import { candidatesOf } from './name-candidates.ts'
import type { Candidate, NameWish } from './name-candidates.ts'
import { deemedIn } from './deemed.ts'
import { differsBy } from './named.ts'
import type { NameField } from './nominative.ts'
import { nominative, withoutKazakhCase, withoutKazakhSelf } from './nominative.ts'
import { CORRECTS, corrected } from './passage.ts'
import { none } from './read-value.ts'
import type { Read } from './read-value.ts'
import { isGivenName } from '../sentence/words/given-names.ts'
import { swappedIn } from './swapped.ts'
import { joinSpelled, lettersTold } from './told-letters.ts'

export type { NameWish } from './name-candidates.ts'

/**
 * The right surname and name a letter plainly writes, in the nominative, with the wrong form where
 * the letter tells it. Two that might be meant, or a form that may be oblique: a doubt.
 */
export function changedNames(text: string, wish: NameWish): readonly Read[] {
  const calm = calmed(text)
  const candidates = candidatesOf(calm, wish)
  const reads = (['surname', 'name'] as const).map((field) =>
    readField(field, candidates, calm, wish),
  )
  const told = [...swappedIn(calm), ...deemedIn(calm, wish)]
  const contrasts = told.length > 0 ? told : contrastsIn(calm, wish)
  return reads
    .map((read) => (isOfOther(read, contrasts) ? none(read.field) : withSwapped(read, reads)))
    .map((read) => withContrast(read, contrasts))
}

/** A given name that two forms show to be one is no surname. */
function isOfOther({ field, change }: Read, contrasts: readonly Contrast[]): boolean {
  return (
    change !== null &&
    contrasts.some((one) => one.field !== field && one.from === change.from) &&
    !contrasts.some((one) => one.field === field)
  )
}

/** Where no words beside a name tell what it is, two forms set against each other may. */
function withContrast(read: Read, contrasts: readonly Contrast[]): Read {
  const contrast = contrasts.find(({ field }) => field === read.field)
  if (contrast === undefined) return read
  const { field, change, doubt } = read
  const [to, from] = [asWritten(contrast.to), asWritten(contrast.from)]
  const told: Read = { field, change: corrected(field, to, from), doubt: null }
  if (change === null) return contrast.isStrong || doubt === null ? told : read
  if (change.to === to) return change.from === undefined ? told : read
  if (contrast.isStrong) return [change.to, change.from].includes(from) ? told : read
  return change.to === from ? { field, change: null, doubt: 'several' } : read
}

/** Surname and name that stand in each other's place: what one is to be the other was. */
function withSwapped(read: Read, all: readonly Read[]): Read {
  const { change } = read
  const other = all.find(({ field }) => field !== read.field)?.change
  const isSwapped = change !== null && change.from === undefined && other?.from === change.to
  return isSwapped ? { ...read, change: { ...change, from: other.to } } : read
}

/** A letter in capitals alone is read in small ones. */
function calmed(written: string): string {
  const text = joinSpelled(written).replace(
    /[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,120}[\p{L}\d]/gu,
    (address) => '·'.repeat(address.length),
  )
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  return letters > 20 && capitals * 10 > letters * 7 ? text.toLowerCase() : text
}

function readField(
  field: NameField,
  candidates: readonly Candidate[],
  text: string,
  wish: NameWish,
): Read {
  const right = candidates.filter((one) => one.role === 'right' && one.field === field)
  const wrong = candidates.filter((one) => one.role === 'wrong' && one.field === field)
  const plain = right.filter(
    (one) =>
      !isIncidental(one, wrong, candidates, wish) && !isOfMarried(one, { wrong, text, wish }),
  )
  const found = plain.length > 0 ? plain : claimed(candidates, wrong, { field, text, wish })
  const forms = found.map((one) => inNominative(one, field, wish))
  const names = new Set(forms.map(({ name }) => name))
  const [to] = names
  if (to === undefined) return { field, change: null, doubt: null }
  if (names.size > 1) return { field, change: null, doubt: 'several' }
  if (offersAnother(text, found)) return { field, change: null, doubt: 'several' }
  const from = inSameCase(
    oldForm(field, to, { wrong: besideOr(wrong, found, text), text, wish }),
    to,
    found,
  )
  const isNamed = wish.fields.length > 0 || found.some(({ isCalledName }) => isCalledName)
  if (from === null && !isNamed) return none(field)
  const change: Change = corrected(field, to, from)
  return { field, change, doubt: forms.every(({ isSure }) => isSure) ? null : 'several' }
}

/** Of `Новая (раньше Прежняя)` the one in the brackets is the old form, whatever else is. */
function besideOr(
  wrong: readonly Candidate[],
  found: readonly Candidate[],
  text: string,
): readonly Candidate[] {
  const beside = wrong.filter((old) =>
    found.some(({ at, word }) =>
      /^[»"”]?\s\([^)]{0,40}$/u.test(text.slice(at + word.length, Math.max(at, old.at))),
    ),
  )
  return beside.length > 0 ? beside : wrong
}

/** `исправьте Ербула на Ербола`: both stand in the one case. */
function inSameCase(from: string | null, to: string, found: readonly Candidate[]): string | null {
  const isMale = from !== null && from.endsWith('а') && found.some(({ word }) => word === `${to}а`)
  if (!isMale || isGivenName(from)) return from
  const plain = from.slice(0, -1)
  return differsBy(plain, to, 2) <= 2 ? plain : from
}

const MARRIAGE =
  /(?<!\p{L})(?:замуж|брак|свадьб|развод|развел|поженил|тұрмыс|күйеу|неке|ажырас|married|marriage|wedding|divorce|maiden|ex-husband)/u

/** Who marries keeps the given name: `got married and am now Irene Testperson`. */
function isOfMarried(
  { field, isPair, word }: Candidate,
  { wrong, text, wish }: { wrong: readonly Candidate[]; text: string; wish: NameWish },
): boolean {
  if (field !== 'name' || !isPair || wish.fields.includes('name')) return false
  const isOther = wrong.some((old) => old.field === 'name' && old.word !== word)
  return !isOther && MARRIAGE.test(text.toLowerCase())
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
  const self = wish.language === 'kk' ? withoutKazakhSelf(word) : word
  const plain = asWritten(
    wish.language === 'kk' && stands !== 'itself' ? withoutKazakhCase(self) : self,
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
    (wish.fields.includes(field) && tellsWhat(text.toLowerCase())) ||
    claims.some(({ at }) => isListed(text, at))
  const isSwapped = candidates.some(
    ({ role, word }) => role === 'wrong' && claims.some((claim) => claim.word === word),
  )
  const isContradicted =
    isSwapped ||
    wrong.some((old) =>
      claims.some(({ word, at }) => word !== old.word && Math.abs(at - old.at) <= NEAR_CHARS),
    )
  return isAsked || isContradicted ? claims : []
}

/** It asks for what is right, or says which letter of it is amiss. */
function tellsWhat(text: string): boolean {
  return CORRECTS.test(text) || lettersTold(text).length > 0
}

/** So near each other the writer's name and a wrong one speak of one another. */
const NEAR_CHARS = 160

/** `Прошу изменить следующие данные:` and then one line a field. */
function isListed(text: string, at: number): boolean {
  const head = text
    .slice(Math.max(0, at - 300), at)
    .toLowerCase()
    .replaceAll('.\n', ':\n')
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
  const alikeTold = [...told].filter((name) => differsBy(name, to, 2) <= 2)
  if (alikeTold.length === 1) return alikeTold[0] ?? null
  const near = (text.match(CAPITALISED) ?? [])
    .map((word) => asWritten(word.replace(/[’'-]+$/u, '')))
    .filter(
      (word) => word !== to && word.length > 3 && differsBy(word, to, 2) <= (to.length > 5 ? 2 : 1),
    )
  const alike = new Set(
    near.filter(
      (word) =>
        !(['accusative', 'oblique'] as const).some(
          (stands) => nominative(word, field, stands, { ...wish, known: [to] }).name === to,
        ),
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
