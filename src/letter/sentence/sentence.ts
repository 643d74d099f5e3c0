import type { Mood } from './mood.ts'
import { moodOf } from './mood.ts'
import { fold, joinSpaced } from './words/fold.ts'
import type { Sense } from './words/senses.ts'
import { sensesOf } from './words/senses.ts'

/** A word of a letter with what it may mean. */
export interface Token {
  /** Folded (see words/fold.ts). */
  readonly word: string
  readonly senses: ReadonlySet<Sense>
  readonly mood: Mood
  /** A comma, dash, colon or bracket stands before it. */
  readonly opensClause: boolean
  /** Between quotation marks: somebody else's words, or a name. */
  readonly isQuoted: boolean
}

export interface Sentence {
  readonly tokens: readonly Token[]
  readonly isQuestion: boolean
  /** The subject line, where a noun alone can be a demand. */
  readonly isTitle: boolean
}

/** A demand stands at the beginning of a letter; more is not read. */
const TEXT_CHARS_MAX = 10_000
const WORDS_MAX = 3_000
const SENTENCE_WORDS_MAX = 120

/** Lines that the writer's mail program broke are one line again. */
export function unwrap(text: string): string {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const last = lines.at(-1)
    if (last !== undefined && continues(last, line))
      lines[lines.length - 1] = `${last} ${line.trim()}`
    else lines.push(line)
  }
  return lines.join('\n')
}

function continues(before: string, line: string): boolean {
  const end = before.trimEnd().at(-1) ?? ''
  if (end === '' || /[.!?:;…]/u.test(end)) return false
  return /^\s{0,3}\p{Ll}/u.test(line)
}

/** Addresses and links say nothing of what is asked, and their dots end no sentence. */
function withoutAddresses(text: string): string {
  return text
    .replace(/[^\s<>()[\]@]{1,64}@[\w.-]{1,120}\w/gu, ' ')
    .replace(/https?:\/\/\S{1,500}/giu, ' http ')
}

/** Dots that end no sentence: `п. 7`, `тел.`, `г.`, initials. */
const ABBREVIATED =
  /(?:^|[^\p{L}])(?:п|пп|ст|гл|ч|тел|моб|эл|ул|д|кв|г|т|е|им|см|др|руб|тг|стр|no|art|mr|mrs|\p{L})$/iu
const SEPARATORS = /[.!?…;\n]/u

/** The sentences of a text, of at most so many words in all. */
export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let words = 0
  for (const piece of cutAtEnds(withoutAddresses(unwrap(text.slice(0, TEXT_CHARS_MAX))))) {
    const tokens = tokensOf(piece.text)
    words += tokens.length
    if (tokens.length > 0 && !isDisclaimer(tokens))
      sentences.push({ tokens, isQuestion: piece.end === '?', isTitle: false })
    if (words >= WORDS_MAX) break
  }
  return sentences
}

const DISCLAIMS =
  /(?:получили (?:это|данное|настоящее) (?:письмо|сообщение|электронное)|(?:не являетесь|предназначено) (?:\p{L}{1,20} ){0,3}(?:адресат|получател)|получ\p{L}{1,8} (?:\p{L}{1,15} ){0,3}по ошибке|intended (?:recipient|addressee|only)|not the addressee|received this (?:\p{L}{1,12} ){0,4}(?:in error|by mistake)|delete this e? ?mail|кателесип алса)/u

/** What companies put below every letter and nobody asks for: `if you received this in error, delete it`. */
function isDisclaimer(tokens: readonly Token[]): boolean {
  return DISCLAIMS.test(tokens.map(({ word }) => word).join(' '))
}

/** The subject line as one sentence. */
export function titleOf(subject: string): Sentence {
  return { tokens: tokensOf(subject), isQuestion: subject.includes('?'), isTitle: true }
}

interface Piece {
  readonly text: string
  readonly end: string
}

function cutAtEnds(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (!SEPARATORS.test(char) || !endsHere(text, at, start)) continue
    pieces.push({ text: text.slice(start, at), end: endMark(text, at) })
    start = at + 1
  }
  pieces.push({ text: text.slice(start), end: '' })
  return pieces
}

function endsHere(text: string, at: number, start: number): boolean {
  if (text.charAt(at) !== '.') return true
  const next = text.charAt(at + 1)
  if (next !== '' && !/[\s)»"”.!?…]/u.test(next)) return false
  // `No. 5` goes on, `Thanks, but no.` ends.
  if (/(?:^|\s)no$/iu.test(text.slice(Math.max(start, at - 4), at)))
    return !/^\s?\d/.test(text.slice(at + 1, at + 3))
  return !ABBREVIATED.test(text.slice(Math.max(start, at - 6), at))
}

/** `?!` and `!?` ask. */
function endMark(text: string, at: number): string {
  return /^[!?]{1,3}/.exec(text.slice(at, at + 3))?.[0].includes('?') === true
    ? '?'
    : text.charAt(at)
}

const PIECE =
  /(?<word>[\p{L}\p{M}\p{N}]{1,60})|(?<open>[«“„‹])|(?<close>[»”›])|(?<straight>")|(?<stop>[,:()—–[\]/]|\s-\s)/gu

function tokensOf(raw: string): readonly Token[] {
  const tokens: Token[] = []
  const state = { isQuoted: false, isInStraight: false, opensClause: false }
  for (const { groups = {} } of fold(joinSpaced(raw)).matchAll(PIECE)) {
    if (groups['word'] === undefined) turn(state, groups)
    else if (!/^\d+$/.test(groups['word'])) {
      tokens.push(tokenOf(groups['word'], state))
      state.opensClause = false
    }
    if (tokens.length >= SENTENCE_WORDS_MAX) break
  }
  return tokens
}

interface State {
  /** Between angled marks. */
  isQuoted: boolean
  /** Between straight marks, which may stand within the others. */
  isInStraight: boolean
  opensClause: boolean
}

function turn(state: State, groups: Readonly<Record<string, string | undefined>>): void {
  if (groups['open'] !== undefined) state.isQuoted = true
  else if (groups['close'] !== undefined) state.isQuoted = false
  else if (groups['straight'] !== undefined) state.isInStraight = !state.isInStraight
  else state.opensClause = true
}

function tokenOf(word: string, { isQuoted, isInStraight, opensClause }: State): Token {
  const isWithin = isQuoted || isInStraight
  return { word, senses: sensesOf(word), mood: moodOf(word), opensClause, isQuoted: isWithin }
}

/** The folded word at a place, '' beyond the ends. */
export function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.word ?? ''
}

/** Whether a word of the sentence has one of the senses. */
export function says(sentence: Sentence, ...senses: readonly Sense[]): boolean {
  return anyIs(sentence.tokens, ...senses)
}

/** Whether one of the words has one of the senses. */
export function anyIs(tokens: readonly Token[], ...senses: readonly Sense[]): boolean {
  return tokens.some((token) => has(token, ...senses))
}

export function has(token: Token | undefined, ...senses: readonly Sense[]): boolean {
  return token !== undefined && senses.some((sense) => token.senses.has(sense))
}
