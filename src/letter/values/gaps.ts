import { fold } from '../sentence/words/fold.ts'

/** A value in a letter: where it begins and ends. */
export interface Placed {
  readonly at: number
  readonly end: number
}

const AROUND_CHARS = 140

/** What stands between two values of a kind, before the first or behind the last one; folded. */
export interface Gap {
  /** Its end, before the next value. */
  readonly ahead: string
  /** Its beginning, behind the last value. */
  readonly behind: string
  /** Both are the same: nothing is left out between. */
  readonly isWhole: boolean
}

/** Values of other kinds: what is said of them is said of nothing else. */
const FOREIGN_VALUE = /[^\s@]{1,64}@[^\s@]{3,120}|\+?\d[\d ()-]{7,20}\d/gu
/** `Было: …` and `Стало: …` say it of every value in their line. */
const LINE_LABEL = /^[\s\d.)•*–-]{0,5}\p{L}{2,12}(?:\s\p{L}{2,12})?\s?:/u

/** The words around every value, with one gap more than there are values. */
export function gapsOf(text: string, values: readonly Placed[]): readonly Gap[] {
  return Array.from({ length: values.length + 1 }, (_, i): Gap => {
    const start = values[i - 1]?.end ?? 0
    const end = values[i]?.at ?? text.length
    const ahead = text.slice(Math.max(start, end - AROUND_CHARS), end)
    const behind = text.slice(start, Math.min(end, start + AROUND_CHARS))
    const [own, ours] = [behindForeign(ahead), aheadOfForeign(behind)]
    return {
      ahead: plain(own),
      behind: plain(ours),
      isWhole: end - start <= AROUND_CHARS && own === ahead && ours === behind,
    }
  })
}

function plain(text: string): string {
  return fold(text.replace(/[#№]/gu, ''))
}

function behindForeign(text: string): string {
  const last = [...text.matchAll(FOREIGN_VALUE)].at(-1)
  if (last === undefined) return text
  const rest = text.slice(last.index + last[0].length)
  const line = text.slice(text.lastIndexOf('\n', last.index) + 1)
  return rest.includes('\n') ? rest : `${LINE_LABEL.exec(line)?.[0] ?? ''}${rest}`
}

function aheadOfForeign(text: string): string {
  const first = text.search(new RegExp(FOREIGN_VALUE.source, 'u'))
  return first === -1 ? text : text.slice(0, first)
}

/** A sentence ends with its mark or line; the dots of `тел.` and `г.` end nothing. */
const SENTENCE_END =
  /(?<!(?:^|[\s(])(?:тел|моб|ном|эл|ул|no|nr|tel|mob|ph|\p{L}))[.!?]+[\s»"”)]|\n/gu
/** `Новый номер:`, and a short line without an end, speak of what begins the next one. */
const LABEL_LINE = /[:—–-]\s?\n+\s{0,3}$|(?<=(?:^|\n)[^.!?\n]{1,40})\n\s{0,3}$/u

/** The words before a value in its own sentence. */
export function sentenceBefore(ahead: string): string {
  const flat = ahead.replace(LABEL_LINE, ': ')
  const end = [...flat.matchAll(SENTENCE_END)].at(-1)
  return end === undefined ? flat : flat.slice(end.index + end[0].length)
}

const ASIDE = /,\s?(?:пожалуйста|пож|плиз|please|откинемин|как видите)\s?(?=,|$|\s)/gu
const CLAUSE_END = /[,;()]|:(?=\s\p{L})|\s(?:а|но|ал|but|while|whereas)(?=\s)/u

/** The clauses before a value, nearest last; the first of them may be said of the value before it. */
export function clausesBefore(gap: Gap | undefined, isFirst: boolean): readonly string[] {
  if (gap === undefined) return []
  const sentence = sentenceBefore(gap.ahead)
  const clauses = sentence.replace(ASIDE, ' ').split(CLAUSE_END)
  const isShared = !isFirst && gap.isWhole && sentence.length === gap.ahead.length
  return isShared && clauses.length > 1 ? clauses.slice(1) : clauses
}

const PRONOUN =
  /^[\s,;.)»"”]{0,3}(?:(?:а|но|but|and)\s)?(?:эт(?:им|а|ой|ого|ому)|он[аои]?|это|этот|тот|вот|котор\p{L}*|ол|бул|осы|which|thats?|its?|this)(?!\p{L})/u

/** `…, впишите его`. */
const ORDERED_BEHIND =
  /^[\s,;.)»"”—–-]{1,3}(?:прошу )?(?:впишите|вписать|запишите|записать|внесите|внести|укажите|поставьте|ставьте|используйте|use|put|енгизиниз|жазыныз)(?:\s(?:пожалуйста\s)?(?:его|ее|их|этот|эту|это|this|it|осыны))(?!\p{L})/u

/** What is said of a value behind it: up to the end of the clause, the next value's words left out. */
export function saidBehind(gap: Gap | undefined, isLast: boolean): string {
  if (gap === undefined) return ''
  const text = gap.behind
  const isShared = !isLast && gap.isWhole
  if (ORDERED_BEHIND.test(text)) return 'впишите'
  if (PRONOUN.test(text)) {
    return unlessOfNext(text.replace(/^[\s,;.)»"”]{1,3}/u, ''), isShared)
  }
  if (/^\s?\(/u.test(text)) return saidInBrackets(text)
  return /^[\s»"”)]{0,2}[.!?;,\n]/u.test(text) ? '' : unlessOfNext(text, isShared)
}

function saidInBrackets(text: string): string {
  const bracket = /^\s?\(([^)]{0,60})\)/u.exec(text)
  if (bracket === null) return ''
  return `${bracket[1] ?? ''} ${upToClause(text.slice(bracket[0].length))}`
}

/** Words with no end of a clause before the next value are said of that one. */
function unlessOfNext(text: string, isShared: boolean): string {
  const said = upToClause(text)
  return isShared && said.length === text.length ? '' : said
}

function upToClause(text: string): string {
  const end = text.search(
    /[,;(\n]|[.!?](?:\s|$)|\s(?:а|но|ал|but|запятая|точка|утир|нукте)\s|\s(?:old one|(?:стар(?:ый|ая)|прежн(?:ий|яя))(?: номер)? (?:не|уже|больше|удал|забл|потер|отключ))/u,
  )
  return end === -1 ? text : text.slice(0, end)
}
