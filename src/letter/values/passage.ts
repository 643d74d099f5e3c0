/** Only so much of a letter meets the patterns: a demand stands at its beginning. */
const TEXT_CHARS_MAX = 20_000
const AROUND_CHARS = 90

/** A value found in a letter, with the words around it that tell what it is. */
export interface Passage {
  readonly value: string
  /** Where it stands in the text, and where it ends. */
  readonly at: number
  readonly end: number
  /** Up to 90 characters of the same sentence before it, lower case. */
  readonly before: string
  /** Up to 90 characters of the same sentence behind it, lower case. */
  readonly after: string
  /** The line up to the value, lower case, at most 90 characters. */
  readonly lineBefore: string
}

/** The text the patterns run on: cut, invisible characters gone, every blank a plain blank. */
export function readable(text: string): string {
  return text
    .slice(0, TEXT_CHARS_MAX)
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\uff10-\uff19]/gu, (digit) => digit.normalize('NFKC'))
    .replace(/[^\S\n]/gu, ' ')
}

/** Nobody writes more addresses or numbers than this in a letter about his own. */
const PASSAGES_MAX = 40

function firstMatches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (const match of text.matchAll(pattern)) {
    found.push(match)
    if (found.length >= PASSAGES_MAX) break
  }
  return found
}

/** The first places where the (global) pattern matches. */
export function passagesOf(text: string, pattern: RegExp): readonly Passage[] {
  return firstMatches(text, pattern).map((match) => {
    const value = match[0]
    const start = Math.max(0, match.index - AROUND_CHARS)
    const ahead = text.slice(start, match.index).toLowerCase()
    const behind = text.slice(match.index + value.length).slice(0, AROUND_CHARS)
    return {
      value,
      at: match.index,
      end: match.index + value.length,
      before: lastSentence(ahead),
      after: firstSentence(behind.toLowerCase()),
      lineBefore: ahead.slice(ahead.lastIndexOf('\n') + 1),
    }
  })
}

/** A sentence ends with its line or its mark; the dots of `тел.`, `эл.` and initials end nothing. */
const SENTENCE_END = /(?<!(?:^|[\s(])(?:тел|моб|эл|ул|д|г|т|\p{L}))[.!?]+\s|\n/gu
/** `Новый номер:` alone in its line speaks of the next one. */
const LABEL_LINE = /[:—–-]\s?\n+\s?$/u

function lastSentence(text: string): string {
  const flat = text.replace(LABEL_LINE, ': ')
  const end = [...flat.matchAll(SENTENCE_END)].at(-1)
  return end === undefined ? flat : flat.slice(end.index + end[0].length)
}

function firstSentence(text: string): string {
  const end = text.search(new RegExp(SENTENCE_END.source, 'u'))
  return end === -1 ? text : text.slice(0, end)
}

/** Words that ask for a correction or point to the right value, in any of the three languages. */
export const CORRECTS =
  /нов(?:ый|ая|ое|ые|ого|ую|ой)(?!\p{L})|смен|измен|замен|исправ|обнов|помен|поправ|правильн|верн(?:ый|ая|ое|о)(?!\p{L})|стал[аио]?(?!\p{L})|теперь|надо|нужно|уточни|запи(?:сать|шите)|ука(?:зать|жите)|добав|внес|впиш|переп|актуал|действующ|жаңа|жана(?!\p{L})|өзгер|озгер|ауыс|түзе|тузе|дұрыс|дурыс|енді|қазір|казир|енгіз|енгиз|(?<!\p{L})(?:new|now|chang|correct|updat|replac|should|current|actual)/u

/** The one value all agree on, else null: two candidates are no plain word. */
export function onlyOne(values: readonly string[]): string | null {
  const distinct = new Set(values)
  const [value] = distinct
  return distinct.size === 1 && value !== undefined ? value : null
}

/** A correction, with the old value only where there is a different one. */
export function corrected<F extends string>(
  field: F,
  to: string,
  from: string | null,
): { readonly field: F; readonly to: string; readonly from?: string } {
  return from === null || from === to ? { field, to } : { field, from, to }
}
