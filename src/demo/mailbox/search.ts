import { TokenReader, type Token } from './command.ts'
import type { FolderCommand } from './conversation.ts'
import { decodeWords, readableText } from './decode.ts'
import { hasFlag } from './flags.ts'
import type { StoredLetter } from './folder.ts'
import { parseDay } from './format.ts'
import { fieldValue } from './mime.ts'
import { parseSequenceSet } from './sequence-set.ts'
import type { FolderView, NumberedLetter } from './view.ts'

type Criterion = (candidate: NumberedLetter) => boolean
type KeyReader = (tokens: TokenReader, view: FolderView) => Criterion

const DAY_MS = 86_400_000

/** SEARCH and UID SEARCH (RFC 3501 6.4.4, RFC 7162 3.1.5). */
export const searchLetters: FolderCommand = (conversation, { byUid, tokens }, { view }) => {
  const keys = tokens.all()
  const isCharsetNamed = isAtom(keys[0], 'CHARSET')
  const charset = isCharsetNamed ? new TokenReader(keys.slice(1, 2)).text().toUpperCase() : 'UTF-8'
  if (charset !== 'UTF-8' && charset !== 'US-ASCII')
    return 'NO [BADCHARSET (UTF-8)] Unknown charset'
  const matches = readKeys(new TokenReader(isCharsetNamed ? keys.slice(2) : keys), view)
  const found = view.all.filter((candidate) => !candidate.letter.isExpunged && matches(candidate))
  const numbers = found.map(({ letter, number }) => (byUid ? letter.uid : number))
  const asksModseq = keys.some((key) => isAtom(key, 'MODSEQ')) && found.length > 0
  const modseq = Math.max(...found.map(({ letter }) => letter.modseq))
  const tail = asksModseq ? [`(MODSEQ ${modseq})`] : []
  conversation.say(['* SEARCH', ...numbers, ...tail].join(' '))
  return 'OK Searched'
}

function isAtom(token: Token | undefined, name: string): boolean {
  return typeof token === 'string' && token.toUpperCase() === name
}

function readKeys(tokens: TokenReader, view: FolderView): Criterion {
  const criteria = [readKey(tokens, view)]
  while (!tokens.isDone) criteria.push(readKey(tokens, view))
  return (candidate) => criteria.every((matches) => matches(candidate))
}

function readKey(tokens: TokenReader, view: FolderView): Criterion {
  const list = tokens.optionalList()
  if (list !== undefined) return readKeys(list, view)
  const key = tokens.atom().toUpperCase()
  const reader = KEYS.get(key)
  if (reader !== undefined) return reader(tokens, view)
  const isChosen = parseSequenceSet(key, view.largest(false))
  return ({ number }) => isChosen(number)
}

const KEYS: ReadonlyMap<string, KeyReader> = new Map<string, KeyReader>([
  ['ALL', () => () => true],
  ['OLD', () => () => true],
  ['NEW', () => () => false],
  ['RECENT', () => () => false],
  ...['Seen', 'Answered', 'Flagged', 'Deleted', 'Draft'].flatMap(systemFlagKeys),
  ...['SUBJECT', 'FROM', 'TO', 'CC', 'BCC'].map((name): [string, KeyReader] => [
    name,
    (tokens) => headerHolds(name, tokens.text()),
  ]),
  ['HEADER', (tokens) => headerHolds(tokens.text(), tokens.text())],
  ['KEYWORD', (tokens) => carries(tokens.atom())],
  ['UNKEYWORD', (tokens) => not(carries(tokens.atom()))],
  ['NOT', (tokens, view) => not(readKey(tokens, view))],
  ['OR', (tokens, view) => either(readKey(tokens, view), readKey(tokens, view))],
  ['UID', (tokens, view) => uidAmong(parseSequenceSet(tokens.text(), view.largest(true)))],
  ['SINCE', (tokens) => onDay(tokens, receivedAt, (day, wanted) => day >= wanted)],
  ['BEFORE', (tokens) => onDay(tokens, receivedAt, (day, wanted) => day < wanted)],
  ['ON', (tokens) => onDay(tokens, receivedAt, (day, wanted) => day === wanted)],
  ['SENTSINCE', (tokens) => onDay(tokens, sentAt, (day, wanted) => day >= wanted)],
  ['SENTBEFORE', (tokens) => onDay(tokens, sentAt, (day, wanted) => day < wanted)],
  ['SENTON', (tokens) => onDay(tokens, sentAt, (day, wanted) => day === wanted)],
  ['LARGER', (tokens) => sized(tokens.number(), (size, wanted) => size > wanted)],
  ['SMALLER', (tokens) => sized(tokens.number(), (size, wanted) => size < wanted)],
  ['MODSEQ', (tokens) => modifiedSince(tokens.number())],
  ['BODY', (tokens) => holds(tokens.text(), ({ mime }) => readableText(mime))],
  ['TEXT', (tokens) => holds(tokens.text(), wholeText)],
])

function systemFlagKeys(name: string): [string, KeyReader][] {
  const flagged = carries(`\\${name}`)
  return [
    [name.toUpperCase(), () => flagged],
    [`UN${name.toUpperCase()}`, () => not(flagged)],
  ]
}

function carries(flag: string): Criterion {
  return ({ letter }) => hasFlag(letter.flags, flag)
}

function not(criterion: Criterion): Criterion {
  return (candidate) => !criterion(candidate)
}

function either(one: Criterion, other: Criterion): Criterion {
  return (candidate) => one(candidate) || other(candidate)
}

function uidAmong(isChosen: (uid: number) => boolean): Criterion {
  return ({ letter }) => isChosen(letter.uid)
}

function modifiedSince(modseq: number): Criterion {
  return ({ letter }) => letter.modseq >= modseq
}

function sized(wanted: number, fits: (size: number, wanted: number) => boolean): Criterion {
  return ({ letter }) => fits(letter.raw.length, wanted)
}

function holds(wanted: string, text: (letter: StoredLetter) => string): Criterion {
  const lower = wanted.toLowerCase()
  return ({ letter }) => text(letter).toLowerCase().includes(lower)
}

function headerHolds(name: string, wanted: string): Criterion {
  const lowerName = name.toLowerCase()
  const lower = wanted.toLowerCase()
  return ({ letter }) =>
    letter.mime.fields.some(
      (field) => field.name === lowerName && decodeWords(field.value).toLowerCase().includes(lower),
    )
}

function wholeText({ mime }: StoredLetter): string {
  return decodeWords(mime.head.toString('latin1')) + readableText(mime)
}

function onDay(
  tokens: TokenReader,
  instant: (letter: StoredLetter) => Date,
  fits: (day: number, wanted: number) => boolean,
): Criterion {
  const wanted = dayNumber(parseDay(tokens.text()))
  return ({ letter }) => fits(dayNumber(instant(letter)), wanted)
}

function dayNumber(date: Date): number {
  return Math.floor(date.getTime() / DAY_MS)
}

function receivedAt({ internalDate }: StoredLetter): Date {
  return internalDate
}

/** The Date header, where it can be read. */
function sentAt({ mime, internalDate }: StoredLetter): Date {
  const date = new Date(fieldValue(mime.fields, 'date') ?? '')
  return Number.isNaN(date.getTime()) ? internalDate : date
}
