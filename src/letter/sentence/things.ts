import type { Field } from '../letter.ts'
import { FIELDS } from '../letter.ts'
import type { Token } from './sentence.ts'
import { anyIs, has } from './sentence.ts'
import type { Sense } from './words/senses.ts'

const AHEAD = 8
const BEHIND = 6

/** Which of the five fields of the policy (p.5) some words name. */
export function fieldsIn(tokens: readonly Token[]): readonly Field[] {
  return FIELDS.filter((field) => tokens.some((token, i) => names(token, field, tokens[i - 1])))
}

/** `адрес` alone may be that of a house, `this e-mail` is the letter, a `last name` no first one. */
function names(token: Token, field: Field, before: Token | undefined): boolean {
  if (token.isQuoted) return false
  if (field === 'email') return namesEmail(token, before)
  const isLast = token.word === 'name' && has(before, 'last')
  return isLast ? field === 'surname' : has(token, field)
}

function namesEmail(token: Token, before: Token | undefined): boolean {
  if (isThis(before)) return false
  return (
    has(token, 'email') || (has(token, 'address') && has(before, 'my', 'email', 'fresh', 'old'))
  )
}

function isThis(token: Token | undefined): boolean {
  return /^(?:this|that|these|e|это|этот|данное)$/u.test(token?.word ?? '')
}

const THINGS: readonly Sense[] = [
  'data',
  'personal',
  'account',
  'all',
  'me',
  'own',
  'copy',
  'mailing',
  'business',
  'base',
  'policy',
  'phone',
  'email',
  'address',
  'surname',
  'name',
  'userId',
]

/** What a deed is done to: the words behind it up to the next deed, else those before it. */
export function thingsOf(tokens: readonly Token[], at: number): readonly Token[] {
  const ahead = upToDeed(tokens.slice(Math.max(0, at - BEHIND), at).toReversed()).toReversed()
  const isNamedAhead = anyIs(ahead, ...THINGS)
  // `Данные мои сотрите, не хочу спама`: the clause ends with its verb.
  if (isNamedAhead && tokens[at + 1]?.opensClause === true) return ahead
  const behind = isKazakhVerb(tokens[at]) ? [] : upToDeed(tokens.slice(at + 1, at + 1 + AHEAD))
  if (
    behind.some((token) => has(token, ...THINGS)) ||
    (isRussianVerb(tokens[at]) && isOtherThing(behind[0]))
  )
    return behind
  return isNamedAhead ? ahead : behind
}

function isRussianVerb(token: Token | undefined): boolean {
  return token?.mood === 'infinitive' || (token?.mood === 'imperative' && !isKazakhVerb(token))
}

/** A Kazakh verb stands behind all it speaks of. */
export function isKazakhVerb(token: Token | undefined): boolean {
  return /(?:ныз|низ)(?:дар|дер)?(?:шы|ши)?$|[аеиыйу]п$|[аеоуыию]уды$|юды$|уди$/u.test(
    token?.word ?? '',
  )
}

/** `уточнить порядок`: a thing that is none of ours; `окончательно` is no thing. */
function isOtherThing(token: Token | undefined): boolean {
  if (token === undefined || token.opensClause || token.senses.size > 0) return false
  return token.word.length > 4 && !/(?:о|ки)$|^[a-z]/u.test(token.word) && token.mood === 'other'
}

function upToDeed(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex((token, i) => isNextDeed(token, tokens[i - 1]))
  const turn = tokens.findIndex(({ word }) => /^(?:но|однако|кроме|бирак|but|except)$/u.test(word))
  const kept = tokens.findIndex(
    (token, i) => token.opensClause && isLeftAlone(tokens.slice(i, i + 5)),
  )
  if (kept !== -1 && (end === -1 || kept < end)) return tokens.slice(0, kept)
  if (turn !== -1 && (end === -1 || turn < end)) return tokens.slice(0, turn)
  return end === -1 ? tokens : tokens.slice(0, end)
}

/** `…, исправьте`, and after `и` any order: `удалите косточки и смешайте всё`. */
function isNextDeed(token: Token, before: Token | undefined): boolean {
  if (token.mood !== 'imperative') return false
  if (before?.word === 'и') return true
  return (
    has(token, 'destroy', 'correct', 'give', 'send', 'keep', 'stop') &&
    (token.opensClause || !/^[a-z]/.test(token.word))
  )
}

/** `…, а данные пусть остаются`: what the deed is not done to. */
function isLeftAlone(clause: readonly Token[]): boolean {
  return (
    /^(?:а|но|and|but|ал)$/u.test(clause[0]?.word ?? '') &&
    clause.some(
      (token) => has(token, 'keep') || /^(?:пусть|остан|остав|не$|кала)/u.test(token.word),
    )
  )
}

/** The places around a word: what follows first, then what stands before. */
export function placesNear(
  tokens: readonly Token[],
  at: number,
  ahead: number = AHEAD,
): readonly number[] {
  const places: number[] = []
  for (let i = at + 1; i <= Math.min(tokens.length - 1, at + ahead); i += 1) places.push(i)
  for (let i = at - 1; i >= Math.max(0, at - BEHIND); i -= 1) places.push(i)
  return places
}

/** Data about a person, whosever. */
export function isData(token: Token): boolean {
  return has(token, 'data', 'account')
}

/** The writer's own: `мои данные`, `деректерім`, `обо мне`. */
export function isOwn(tokens: readonly Token[]): boolean {
  return tokens.some((token) => has(token, 'my', 'me', 'own'))
}

/** `ваши персональные данные`: the reader's own, as advertisers and thieves write; not `ваша база`. */
export function isReaders(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    if (!has(token, 'your')) return false
    const [next, second] = tokens.slice(i + 1, i + 3)
    if (has(next, 'base') || next === undefined) return false
    const isTheirs = isData(next) || fieldsIn([next]).length > 0
    return isTheirs || (second !== undefined && has(next, 'personal') && isData(second))
  })
}

/** `обо мне`, `про меня`, `мен туралы`, `about me`. */
export function isAboutMe(tokens: readonly Token[], at: number): boolean {
  if (!has(tokens[at], 'me')) return false
  return (
    /^(?:обо|про|на|по|about|of|on)$/u.test(tokens[at - 1]?.word ?? '') ||
    /^(?:туралы|жайлы|жонинде)$/u.test(tokens[at + 1]?.word ?? '')
  )
}
