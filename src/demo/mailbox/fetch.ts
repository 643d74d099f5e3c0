import { BadCommand, type TokenReader } from './command.ts'
import type { FolderCommand } from './conversation.ts'
import { flagList, withFlags } from './flags.ts'
import type { StoredLetter } from './folder.ts'
import { formatInternalDate } from './format.ts'
import { sectionReader } from './section.ts'
import { bodyStructure, envelope } from './structure.ts'
import type { NumberedLetter } from './view.ts'

const MACROS: ReadonlyMap<string, readonly string[]> = new Map([
  ['FAST', ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE']],
  ['ALL', ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE']],
  ['FULL', ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY']],
])

const HEADER = sectionReader('HEADER')
const SEEN = new Set(['\\Seen'])

/** A data item: its name in the answer, its value, and whether asking for it means reading. */
interface Item {
  readonly name: string
  readonly value: (letter: StoredLetter) => string | Buffer
  readonly isReading: boolean
}

/** FETCH and UID FETCH (RFC 3501 6.4.5, RFC 7162 3.1.4.1). */
export const fetchLetters: FolderCommand = (conversation, { byUid, tokens }, { view }) => {
  const chosen = view.chosen(tokens.text(), byUid)
  const items = readItems(tokens, byUid)
  const changedSince = readChangedSince(tokens)
  tokens.end()
  if (changedSince !== undefined) {
    conversation.enabled.add('CONDSTORE')
    if (!items.some(({ name }) => name === 'MODSEQ')) items.push(plainItem('MODSEQ'))
  }
  const marksSeen = !view.isReadOnly && items.some(({ isReading }) => isReading)
  for (const each of chosen) {
    if (each.letter.modseq <= (changedSince ?? -1)) continue
    const isNewlySeen = marksSeen && !each.letter.flags.has('\\Seen')
    if (isNewlySeen) view.folder.setFlags(each.letter, withFlags(each.letter.flags, SEEN))
    conversation.say(fetchLine(each, items))
  }
  return 'OK Fetched'
}

function fetchLine({ letter, number }: NumberedLetter, items: readonly Item[]): Buffer {
  const pieces: Buffer[] = [Buffer.from(`* ${number} FETCH (`)]
  items.forEach(({ name, value }, index) => {
    const found = value(letter)
    const before = `${index === 0 ? '' : ' '}${name} `
    if (typeof found === 'string') pieces.push(Buffer.from(before + found, 'latin1'))
    else pieces.push(Buffer.from(`${before}{${found.length}}\r\n`, 'latin1'), found)
  })
  pieces.push(Buffer.from(')\r\n'))
  return Buffer.concat(pieces)
}

function readItems(tokens: TokenReader, byUid: boolean): Item[] {
  const list = tokens.optionalList()
  const first = list === undefined ? tokens.atom() : ''
  const names = list?.atoms() ?? MACROS.get(first.toUpperCase()) ?? [first]
  if (names.length === 0) throw new BadCommand('Nothing is asked for')
  const items = names.map(readItem)
  const hasUid = items.some(({ name }) => name === 'UID')
  return byUid && !hasUid ? [plainItem('UID'), ...items] : items
}

function readChangedSince(tokens: TokenReader): number | undefined {
  const modifier = tokens.optionalList()
  if (modifier === undefined) return undefined
  if (modifier.atom().toUpperCase() !== 'CHANGEDSINCE') throw new BadCommand('Unknown modifier')
  const modseq = modifier.number()
  modifier.end()
  return modseq
}

function readItem(text: string): Item {
  const pattern = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d{1,10})(?:\.(\d{1,10}))?>)?$/i
  const [whole, peek, name = '', from, length] = pattern.exec(text) ?? []
  if (whole === undefined) return plainItem(text.toUpperCase())
  const read = sectionReader(name)
  const start = Number(from ?? 0)
  const end = length === undefined ? Infinity : start + Number(length)
  const origin = from === undefined ? '' : `<${from}>`
  return {
    name: `BODY[${name}]${origin}`,
    value: ({ mime }) => read(mime).subarray(start, end),
    isReading: peek === undefined,
  }
}

function plainItem(name: string): Item {
  const isReading = name === 'RFC822' || name === 'RFC822.TEXT'
  const value = PLAIN_ITEMS.get(name)
  if (value === undefined) throw new BadCommand('Unknown data item')
  return { name, value, isReading }
}

const PLAIN_ITEMS: ReadonlyMap<string, Item['value']> = new Map<string, Item['value']>([
  ['UID', ({ uid }) => String(uid)],
  ['FLAGS', ({ flags }) => flagList(flags)],
  ['MODSEQ', ({ modseq }) => `(${modseq})`],
  ['INTERNALDATE', ({ internalDate }) => `"${formatInternalDate(internalDate)}"`],
  ['ENVELOPE', ({ mime }) => envelope(mime)],
  ['BODY', ({ mime }) => bodyStructure(mime, false)],
  ['BODYSTRUCTURE', ({ mime }) => bodyStructure(mime, true)],
  ['RFC822', ({ raw }) => raw],
  ['RFC822.SIZE', ({ raw }) => String(raw.length)],
  ['RFC822.HEADER', ({ mime }) => HEADER(mime)],
  ['RFC822.TEXT', ({ mime }) => mime.body],
])
