import { readBody } from '../letter/decode/body-words.ts'
import { readHeadWithinLimits } from '../letter/decode/headers.ts'
import { splitParts } from '../letter/decode/parts.ts'
import type { Part } from '../letter/decode/parts.ts'
import { decodeTransfer } from '../letter/decode/transfer.ts'
import { Prints } from './prints.ts'

/** What stands in the place of a file. */
export const REMOVED = '[removed: a copy of a document]'
/** A line of the file that stood outside its part; the blank keeps a head in one piece. */
const REMOVED_LINE = Buffer.from(' [removed]')

/**
 * The same letter without the bytes of the files of these names: where each stood there is one line
 * of text, and every other byte is as it came. Where the letter cannot be followed part by part only
 * its head and its words remain, so that nothing of the file can.
 */
export function withoutFiles(raw: Buffer, names: readonly string[]): Buffer {
  if (names.length === 0) return raw
  try {
    const lined = withLineFeeds(raw)
    return cutOut(lined, new Set(names)) ?? headAndWords(lined)
  } catch {
    return Buffer.from(`\n${REMOVED}\n`)
  }
}

/** `open`: words and heads, where lines of the file may have got to in a broken letter. */
interface Place {
  readonly what: 'document' | 'file' | 'open'
  readonly start: number
  readonly end: number
}

function cutOut(raw: Buffer, names: ReadonlySet<string>): Buffer | null {
  const places = new Survey(raw, names).take()
  if (places === null) return null
  const prints = new Prints(raw)
  const documents = places.filter(({ what }) => what === 'document')
  // What stands in the place of a file is no part of one.
  for (const { start, end } of documents)
    if (raw.toString('latin1', start, end).trim() !== REMOVED) prints.add(start, end)
  const isCopy = ({ start, end }: Place): boolean =>
    documents.some(
      (one) =>
        one.end - one.start === end - start &&
        raw.subarray(one.start, one.end).equals(raw.subarray(start, end)),
    )
  const kept: Buffer[] = []
  let at = 0
  for (const place of places) {
    kept.push(cleanedSeam(raw, { start: at, end: place.start }, prints))
    const bytes = raw.subarray(place.start, place.end)
    if (place.what === 'open') kept.push(withoutLines(bytes, prints.linesIn(bytes)))
    else kept.push(place.what === 'document' || isCopy(place) ? Buffer.from(REMOVED) : bytes)
    at = place.end
  }
  kept.push(cleanedSeam(raw, { start: at, end: raw.length }, prints))
  const left = Buffer.concat(kept)
  // A broken letter may hide lines of it where none was looked for, in another file too.
  return prints.linesIn(left).length === 0 ? left : null
}

const LETTERS_DEEP = 5

/** Where everything stands in a letter, and in the letters within it. */
class Survey {
  private readonly raw: Buffer
  private readonly names: ReadonlySet<string>
  private readonly found = new Set<string>()
  private readonly places: Place[] = []
  private isWhole = true

  constructor(raw: Buffer, names: ReadonlySet<string>) {
    this.raw = raw
    this.names = names
  }

  /** In their order; null where a part could not be followed or a name was not found. */
  take(): readonly Place[] | null {
    this.letter(this.raw, 0)
    return this.isWhole && this.found.size === this.names.size ? this.places : null
  }

  private letter(bytes: Buffer, depth: number): void {
    const { headers, bodyStart } = readHeadWithinLimits(bytes)
    const { root, isWhole } = splitParts(headers, bytes.subarray(bodyStart))
    if (!isWhole) this.isWhole = false
    this.keep('open', bytes.subarray(0, bodyStart))
    // Whatever a letter of one part says of it, words are the letter.
    if (root.type.startsWith('text/')) this.keep('open', root.content)
    else this.part(root, depth)
  }

  private part(part: Part, depth: number): void {
    if (part.type.startsWith('multipart/')) {
      for (const one of part.parts) this.part(one, depth)
    } else if (this.isNamed(part)) {
      this.found.add(part.name)
      this.keep('document', part.content)
    } else if (isLetter(part)) {
      this.inner(part, depth)
    } else this.keep(isOpen(part) ? 'open' : 'file', part.content)
  }

  /** A part without a name is a file only where it is no text. */
  private isNamed({ name, type }: Part): boolean {
    return this.names.has(name) && (name !== '' || !/^(?:text|message)\//.test(type))
  }

  private inner(part: Part, depth: number): void {
    const bytes = decodeTransfer(part.content, part.encoding)
    if (depth >= LETTERS_DEEP) this.keep('file', part.content)
    else if (bytes.buffer === part.content.buffer && bytes.length === part.content.length)
      this.letter(part.content, depth + 1)
    else this.encoded(part, bytes)
  }

  /** A letter within that came encoded is kept or removed as one. */
  private encoded(part: Part, bytes: Buffer): void {
    const within = new Survey(bytes, this.names)
    within.letter(bytes, LETTERS_DEEP - 1)
    for (const name of within.found) this.found.add(name)
    const isClean = within.isWhole && within.found.size === 0
    this.keep(isClean ? 'file' : 'document', part.content)
  }

  private keep(what: Place['what'], content: Buffer): void {
    const start = content.byteOffset - this.raw.byteOffset
    if (content.length > 0 || what === 'document')
      this.places.push({ what, start, end: start + content.length })
  }
}

function isLetter({ type, name }: Part): boolean {
  return type === 'message/rfc822' || name.toLowerCase().endsWith('.eml')
}

function isOpen({ type, isAttached }: Part): boolean {
  return /^(?:text|message)\//.test(type) && !isAttached
}

/** Between the parts there are delimiters, heads and a line of prose; what looks like a file goes. */
function cleanedSeam(
  raw: Buffer,
  { start, end }: Pick<Place, 'start' | 'end'>,
  prints: Prints,
): Buffer {
  const bytes = raw.subarray(start, end)
  const strange: number[] = []
  let at = 0
  while (at < bytes.length) {
    const next = bytes.indexOf(0x0a, at)
    const lineEnd = next === -1 ? bytes.length : next + 1
    if (isOfFile(bytes.toString('latin1', at, Math.min(lineEnd, at + LINE_LOOKED_AT))))
      strange.push(at)
    at = lineEnd
  }
  return withoutLines(bytes, [...strange, ...prints.linesIn(bytes)])
}

const LINE_LOOKED_AT = 4_000

/** Neither a delimiter nor a header nor what continues one, and no prose. */
function isOfFile(line: string): boolean {
  if (/^(?:--|[ \t]|[!-9;-~]{1,200}:)/.test(line)) return false
  return /[^\t\r\n\x20-\x7e]|[^\s]{40}|(?:=[0-9A-F]{2}){4}/.test(line)
}

/** Without the lines that begin there. */
function withoutLines(bytes: Buffer, starts: readonly number[]): Buffer {
  if (starts.length === 0) return bytes
  const kept: Buffer[] = []
  let from = 0
  for (const start of [...new Set(starts)].toSorted((one, other) => one - other)) {
    const next = bytes.indexOf(0x0a, start)
    const end = next === -1 ? bytes.length : next
    kept.push(bytes.subarray(from, start), REMOVED_LINE)
    from = end
  }
  return Buffer.concat([...kept, bytes.subarray(from)])
}

const LF = 0x0a
const CR = 0x0d

/** As it was read: letters kept on an old Mac have no line feeds, and get them. */
function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(LF) || !raw.includes(CR)) return raw
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

/** Headers by which a letter is known, joined to its thread and believed. */
const KEPT_HEADERS =
  /^(?:return-path|authentication-results|received|from|sender|reply-to|to|cc|date|subject|message-id|in-reply-to|references|auto-submitted|precedence|list-id|list-unsubscribe)$/
const VALUE_CHARS_MAX = 2_000

/** The head and the words of a letter that cannot be followed, as a letter of one part. */
function headAndWords(raw: Buffer): Buffer {
  const { headers, bodyStart } = readHeadWithinLimits(raw)
  const head = headers
    .filter(({ name, value }) => KEPT_HEADERS.test(name) && value.length <= VALUE_CHARS_MAX)
    .map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`)
  const { text } = readBody(headers, raw.subarray(bodyStart))
  const words = text.split('\n').filter((line) => !/\S{40}|\ufffd/u.test(line))
  return Buffer.concat([
    Buffer.from(head.join(''), 'latin1'),
    Buffer.from(
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n',
    ),
    Buffer.from(`${words.join('\r\n')}\r\n${REMOVED}\r\n`),
  ])
}
