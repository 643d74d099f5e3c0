import { fold } from './fold.ts'

/**
 * Words by what they mean. One entry is a word (`акк`), the beginning of words (`удал*`), one whose
 * misspelt forms count too (`~уточн*`), or one that is left out again (`-удаленн*`).
 */
export type Entries<Sense extends string> = Readonly<Record<Sense, string>>

export interface Lexicon<Sense extends string> {
  /** Everything a folded word may mean. */
  readonly sensesOf: (word: string) => ReadonlySet<Sense>
}

interface Stem<Sense> {
  readonly text: string
  readonly sense: Sense
  readonly isPrefix: boolean
}

const STEM_CHARS_MAX = 16
const WORD_CHARS_MAX = 40
const CACHED_WORDS_MAX = 4_000

/** Words are looked up by their beginnings, so a text takes time by its length alone. */
export function lexiconOf<Sense extends string>(entries: Entries<Sense>): Lexicon<Sense> {
  const table = new Table<Sense>()
  for (const sense in entries) {
    for (const entry of entries[sense].split(/\s+/u)) table.add(entry, sense)
  }
  return { sensesOf: (word) => table.sensesOf(word) }
}

class Table<Sense extends string> {
  private readonly whole = new Map<string, Stem<Sense>[]>()
  private readonly prefixes = new Map<string, Stem<Sense>[]>()
  private readonly excluded: Stem<Sense>[] = []
  /** By their first letter, which holds in every slip. */
  private readonly fuzzy = new Map<string, Stem<Sense>[]>()
  private readonly cache = new Map<string, ReadonlySet<Sense>>()

  add(entry: string, sense: Sense): void {
    const marked = /^[~-]/.test(entry) ? entry.slice(1) : entry
    const isPrefix = marked.endsWith('*')
    const text = fold(isPrefix ? marked.slice(0, -1) : marked)
    if (text === '') return
    const stem = { text, sense, isPrefix }
    if (entry.startsWith('-')) {
      this.excluded.push(stem)
      return
    }
    if (entry.startsWith('~')) push(this.fuzzy, text.charAt(0), stem)
    push(isPrefix ? this.prefixes : this.whole, text, stem)
  }

  sensesOf(word: string): ReadonlySet<Sense> {
    const known = this.cache.get(word)
    if (known !== undefined) return known
    const senses = this.find(word.slice(0, WORD_CHARS_MAX))
    if (this.cache.size >= CACHED_WORDS_MAX) this.cache.clear()
    this.cache.set(word, senses)
    return senses
  }

  private find(word: string): ReadonlySet<Sense> {
    const plain = this.plainly(word)
    const stems = plain.length > 0 ? plain : this.misspelt(word)
    const senses = new Set(stems.map(({ sense }) => sense))
    for (const { text, sense, isPrefix } of this.excluded) {
      if (isPrefix ? word.startsWith(text) : word === text) senses.delete(sense)
    }
    return senses
  }

  private plainly(word: string): readonly Stem<Sense>[] {
    const found = [...(this.whole.get(word) ?? [])]
    for (let length = 2; length <= Math.min(word.length, STEM_CHARS_MAX); length += 1) {
      found.push(...(this.prefixes.get(word.slice(0, length)) ?? []))
    }
    return found
  }

  private misspelt(word: string): readonly Stem<Sense>[] {
    if (word.length < 5) return []
    return (this.fuzzy.get(word.charAt(0)) ?? []).filter((stem) => resembles(word, stem))
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** One slip in a stem of five letters and more, two in one of ten and more; the first letter holds. */
function resembles(word: string, { text, isPrefix }: Stem<string>): boolean {
  const slips = text.length >= 10 ? 2 : 1
  if (word.length < text.length - slips) return false
  if (!isPrefix && word.length > text.length + slips) return false
  return slipsBetween(word, text, isPrefix) <= slips
}

/**
 * Letters left out, put in, exchanged or swapped with the next one (Damerau's distance) between a
 * text and a word, or the beginning of the word that fits best.
 */
function slipsBetween(word: string, text: string, isPrefix: boolean): number {
  const ahead = word.slice(0, text.length + 2)
  let before: number[] = []
  let last = Array.from({ length: ahead.length + 1 }, (_, i) => i)
  for (let row = 1; row <= text.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= ahead.length; column += 1) {
      const isSame = text[row - 1] === ahead[column - 1]
      const isSwapped = text[row - 1] === ahead[column - 2] && text[row - 2] === ahead[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = current
  }
  return isPrefix ? Math.min(...last) : at(last, ahead.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
