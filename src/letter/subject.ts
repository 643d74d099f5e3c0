import type { Language } from './letter.ts'
import { LANGUAGES } from './letter.ts'
import { foldLookAlikes, joinSpaced } from './sentence/words/fold.ts'

export type DemandKind = 'rectify' | 'cease'

/** The subjects the policy names (p.7), by what they demand and by language. */
export type Phrases = Readonly<Record<DemandKind, Readonly<Record<Language, readonly string[]>>>>

export interface SubjectMatch {
  readonly kind: DemandKind
  readonly language: Language
  readonly certainty: 'exact' | 'strong'
  /** The policy's own phrase, as the policy writes it. */
  readonly phrase: string
}

const SUBJECT_CHARS_MAX = 998

/**
 * Compares a subject line with the phrases of the policy (p.7). `exact`: the phrase itself, whatever
 * its letter case and decoration, with or without a name behind it; `strong`: the same with Latin
 * letters among the Cyrillic ones.
 */
export function matchSubject(subject: string, phrases: Phrases): SubjectMatch | null {
  const line = subject.slice(0, SUBJECT_CHARS_MAX)
  return (
    findPhrase(phrases, 'exact', equals(line, undecorated)) ??
    findPhrase(phrases, 'strong', equals(line, normalise))
  )
}

function findPhrase(
  phrases: Phrases,
  certainty: SubjectMatch['certainty'],
  matches: (phrase: string) => boolean,
): SubjectMatch | null {
  for (const kind of ['rectify', 'cease'] as const) {
    for (const language of LANGUAGES) {
      const phrase = phrases[kind][language].find(matches)
      if (phrase !== undefined) return { kind, language, certainty, phrase }
    }
  }
  return null
}

function equals(line: string, form: (text: string) => string): (phrase: string) => boolean {
  const forms = new Set([form(line), form(withoutTail(line))])
  return (phrase) => forms.has(form(phrase))
}

const PREFIX =
  /^(?:re|fwd?|aw|wg|на|ha|отв|ответ|пер|переслать|пересл|жауап|қайта|тема|тақырып|subject)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?:\s*/u
const BRACKETED = /^\[[^[\]]{0,60}\]\s*/u
const OUTER_MARKS = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu
const QUOTES = /["'`´«»‹›„“”‚‘’]/gu

/** A subject line as it was meant: undecorated, and Latin look-alikes in its words put right. */
export function normalise(subject: string): string {
  return foldLookAlikes(undecorated(subject))
}

/**
 * A subject line without reply and forward prefixes, `[…]` tags, quotes, outer punctuation,
 * invisible characters, letter case, ё and doubled blanks.
 */
function undecorated(subject: string): string {
  const line = subject
    .slice(0, SUBJECT_CHARS_MAX)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(QUOTES, '')
    .replace(/\s+/gu, ' ')
  return withoutPrefixes(line).replace(OUTER_MARKS, '')
}

/** A subject line without reply and forward prefixes, tags and the marks around it, as it was typed. */
export function withoutHeads(subject: string): string {
  const line = subject
    .slice(0, SUBJECT_CHARS_MAX)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
  const small = line.toLowerCase()
  const rest = withoutPrefixes(small)
  const kept = small.length === line.length ? line.slice(line.length - rest.length) : rest
  return joinSpaced(kept.replace(/^[\p{Pi}\p{Pf}"'`´\s]+|[\p{Pi}\p{Pf}"'`´.\s]+$/gu, ''))
}

/** `RE: [Внешняя почта] НА: …` loses its heads one by one. */
function withoutPrefixes(line: string): string {
  let rest = line.trim()
  for (;;) {
    const shorter = rest.replace(PREFIX, '').replace(BRACKETED, '')
    if (shorter === rest) return rest
    rest = shorter
  }
}

const FORWARD_PREFIX = /^[\s\p{P}]{0,5}(?:fwd?|пер|переслать|пересл|жіберілді)\s?:/iu

/** Whether the subject says that a letter is sent on (`Fwd: …`, `Пер: …`). */
export function isForwarded(subject: string): boolean {
  return FORWARD_PREFIX.test(subject.slice(0, 40))
}

const NAME_TAIL = /\s[-–—]\s{1,5}\p{Lu}[\p{L}.'’-]{0,40}(?:\s\p{Lu}[\p{L}.'’-]{0,40}){0,3}\s*$/u
const ASIDE_TAIL = /\s\([^()]{1,40}\)\s*$/u

/** `… - Тестова Анна` and `… (повторно)`: what people add behind the phrase. */
function withoutTail(line: string): string {
  const flat = line.normalize('NFKC').replace(/\s+/gu, ' ')
  return flat.replace(ASIDE_TAIL, '').replace(NAME_TAIL, '')
}

const REFERENCE = /(?<![\w-])PD-([0-9A-Z]{4})-?([0-9A-Z]{4})(?![\w-])/i

/**
 * Our own reference in a subject line (`[№ PD-7F3K-92QD]`), in the form we write it, else null.
 * Crockford's base32 reads I and L as 1 and O as 0; U is no digit of it.
 */
export function findReference(subject: string): string | null {
  const found = REFERENCE.exec(subject.slice(0, SUBJECT_CHARS_MAX))
  if (found === null) return null
  const [left, right] = [found[1] ?? '', found[2] ?? ''].map((part) =>
    part.toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0'),
  )
  return `${left}${right}`.includes('U') ? null : `PD-${left}-${right}`
}
