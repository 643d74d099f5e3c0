import { decodeWords } from './encoded-words.ts'
import type { Header, ParsedLetter } from '../letter.ts'

/** Limits of what is read of a head; what goes beyond them is not looked at. */
export const HEAD_BYTES_MAX = 256 * 1024
export const HEADERS_MAX = 500
export const VALUE_CHARS_MAX = 16 * 1024

/** One header as it stands in the letter: every character is one byte (latin1). */
export interface RawHeader {
  /** Lower case. */
  readonly name: string
  /** Unfolded: line ends removed, the blanks after them kept; outer blanks removed. */
  readonly value: string
}

export interface Head {
  readonly headers: readonly RawHeader[]
  /** Where the body begins: after the first empty line, or at the end when there is none. */
  readonly bodyStart: number
}

/** Cuts the head of a letter into its headers, in one pass. Lines that are no header are left out. */
export function readHead(raw: Buffer): Head {
  const bodyStart = findBody(raw)
  const lines = raw.toString('latin1', 0, bodyStart).split('\n')
  const headers: RawHeader[] = []
  let current: string[] = []
  for (const ended of lines) {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (/^[ \t]/.test(line)) {
      current.push(line)
    } else {
      keep(headers, current)
      current = [line]
    }
  }
  keep(headers, current)
  return { headers, bodyStart }
}

/** The head as a reader of letters needs it: at most 256 KB and 500 headers of at most 16 KB. */
export function readHeadWithinLimits(raw: Buffer): Head {
  const { headers } = readHead(raw.subarray(0, HEAD_BYTES_MAX))
  return {
    headers: headers
      .slice(0, HEADERS_MAX)
      .map(({ name, value }) => ({ name, value: value.slice(0, VALUE_CHARS_MAX) })),
    bodyStart: findBody(raw),
  }
}

/** Behind the first empty line, whichever line ends the letter has. */
function findBody(raw: Buffer): number {
  if (raw[0] === 0x0a) return 1
  if (raw[0] === 0x0d && raw[1] === 0x0a) return 2
  const ends = [endOf(raw, '\n\n'), endOf(raw, '\n\r\n')].filter((end) => end !== -1)
  return ends.length === 0 ? raw.length : Math.min(...ends)
}

function endOf(raw: Buffer, mark: string): number {
  const start = raw.indexOf(mark)
  return start === -1 ? -1 : start + mark.length
}

function keep(headers: RawHeader[], lines: readonly string[]): void {
  const line = lines.join('')
  const colon = line.indexOf(':')
  if (colon < 1) return
  const name = line.slice(0, colon).trimEnd().toLowerCase()
  if (!/^[!-9;-~]{1,200}$/.test(name)) return
  headers.push({ name, value: line.slice(colon + 1).trim() })
}

/**
 * Headers that servers write and no encoded word may stand in (RFC 2047 5, RFC 8601 2.2): decoding
 * one could make the `;` and `)` of a stranger's name count as the server's own.
 */
const BY_SERVERS: ReadonlySet<string> = new Set(['authentication-results', 'received'])

/** The header as people read it: encoded words decoded, control characters removed. */
export function decodeHeader({ name, value }: RawHeader, charset: string): Header {
  const read = BY_SERVERS.has(name) ? value : decodeWords(value, charset)
  return { name, value: withoutControls(read) }
}

/** Values of every header of that name (given in lower case), in the order of the letter. */
export function valuesOf(letter: Pick<ParsedLetter, 'headers'>, name: string): readonly string[] {
  return letter.headers.filter((header) => header.name === name).map(({ value }) => value)
}

/** The charset a Content-Type declares, else that of the first encoded word, '' when none. */
export function charsetOf(headers: readonly RawHeader[]): string {
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? ''
  const declared = /;\s{0,20}charset\s{0,5}=\s{0,5}"?([\w.:+-]{1,40})/i.exec(type)?.[1]
  if (declared !== undefined) return declared
  const word = headers.find(({ value }) => ENCODED_CHARSET.test(value))?.value ?? ''
  return ENCODED_CHARSET.exec(word)?.[1] ?? ''
}

const ENCODED_CHARSET = /=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?[bq]\?/i

/** A line end or tab becomes a blank; other control characters (C0, C1, U+2028, U+2029) go. */
export function withoutControls(text: string): string {
  return text
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
}

/** The first `charsMax` UTF-16 units of a text, without half a character at the end. */
export function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text
  const last = text.charCodeAt(charsMax - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? charsMax - 1 : charsMax)
}
