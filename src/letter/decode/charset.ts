import { legibility } from './legibility.ts'
import { decodeUncommon } from './single-byte.ts'

/**
 * Bytes to text, whatever the letter claims about them. Nothing here throws: a letter in an
 * unknown or falsely named charset is still a letter.
 */

/** Names that programs use and the decoder does not know. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['kz1048', 'kz-1048'],
  ['strk1048-2002', 'kz-1048'],
  ['rk1048', 'kz-1048'],
  ['pt154', 'ptcp154'],
  ['csptcp154', 'ptcp154'],
  ['cyrillic-asian', 'ptcp154'],
  ['1251', 'windows-1251'],
  ['win1251', 'windows-1251'],
  ['win-1251', 'windows-1251'],
  ['windows1251', 'windows-1251'],
  ['ansi-1251', 'windows-1251'],
  ['koi8r', 'koi8-r'],
  ['koi-8-r', 'koi8-r'],
  ['koi8u', 'koi8-u'],
  ['cp-866', 'ibm866'],
  ['dos-866', 'ibm866'],
  ['mac-cyrillic', 'x-mac-cyrillic'],
  ['maccyrillic', 'x-mac-cyrillic'],
  ['utf16', 'utf-16'],
])

const SAYS_NOTHING = new Set(
  ' ascii us-ascii utf-8 utf8 unknown-8bit 8bit binary default x-user-defined'.split(' '),
)
/** Their bytes may be valid UTF-8 by chance only; they are believed. */
const OF_SEVERAL_BYTES = /^(?:gb|euc-|big5|shift|iso-2022|ks_c|hz)/

/** What Russian and Kazakh mail was ever written in, the likeliest first. */
const CANDIDATES = ['windows-1251', 'koi8-r', 'kz-1048', 'ibm866', 'x-mac-cyrillic', 'iso-8859-5']

/** So many bytes, from the first that is not ASCII on, tell the charset. */
const SAMPLE_BYTES = 1024

/** Text of `bytes` in `charset`; where that name is unknown or plainly false, in the likeliest one. */
export function decode(bytes: Uint8Array, charset: string): string {
  const label = labelOf(charset)
  const wide = wideLabel(bytes, label)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)
  if (label === 'utf-7') return decodeUtf7(latin1(bytes))
  if (bytes.every((byte) => byte < 0x80)) return decodeAscii(bytes, label)
  const utf8 = strictUtf8(bytes)
  if (utf8 !== null && !readsBetter(bytes, label, utf8)) return utf8
  if (SAYS_NOTHING.has(label) && isMostlyUtf8(bytes)) return decodeByLine(bytes)
  return decodeNamed(bytes, likeliest(bytes, label)) ?? latin1(bytes)
}

function labelOf(charset: string): string {
  const name = charset.trim().toLowerCase().replaceAll(/["']/g, '')
  return ALIASES.get(name) ?? name
}

/** Text in exactly that charset, whatever the words look like; null when nobody knows it. */
export function decodeNamed(bytes: Uint8Array, label: string): string | null {
  return decodeUncommon(bytes, label) ?? decoderOf(label)?.(bytes) ?? null
}

/** Making a decoder costs more than a short text; letters use few of them. */
const decoders = new Map<string, Decode | null>()
const DECODERS_MAX = 100

type Decode = (bytes: Uint8Array) => string

function decoderOf(label: string): Decode | null {
  const known = decoders.get(label)
  if (known !== undefined) return known
  const decoder = makeDecoder(label)
  if (decoders.size < DECODERS_MAX) decoders.set(label, decoder)
  return decoder
}

function makeDecoder(label: string): Decode | null {
  try {
    const decoder = new TextDecoder(label)
    return (bytes) => decoder.decode(bytes)
  } catch {
    return null
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Only escapes make a charset of ASCII bytes more than ASCII. */
function decodeAscii(bytes: Uint8Array, label: string): string {
  return (label.startsWith('iso-2022') ? decodeNamed(bytes, label) : null) ?? latin1(bytes)
}

/** UTF-16 by its mark, or because nearly every second byte is that of Latin or Cyrillic letters. */
function wideLabel(bytes: Uint8Array, label: string): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const maybe = label.startsWith('utf-16') || sample.includes(0)
  if (!maybe || sample.length < 4) return null
  const enough = sample.length * 0.4
  if (highBytesAt(sample, 1) > enough) return 'utf-16le'
  return highBytesAt(sample, 0) > enough ? 'utf-16be' : null
}

/** How many bytes at even (0) or odd (1) places are the upper half of a Latin or Cyrillic letter. */
function highBytesAt(sample: Uint8Array, place: 0 | 1): number {
  return sample.filter((byte, i) => i % 2 === place && (byte === 0 || byte === 4)).length
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A few bytes in another charset may be UTF-8 by chance; then the words decide. */
function readsBetter(bytes: Uint8Array, label: string, utf8: string): boolean {
  if (OF_SEVERAL_BYTES.test(label)) return true
  if (SAYS_NOTHING.has(label) || bytes.length > 64) return false
  const named = decodeNamed(bytes, label)
  return named !== null && legibility(named).score > legibility(utf8).score
}

/** A letter cut in the middle of a character breaks one; a false charset breaks nearly all. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(sampleOf(bytes))
  let broken = 0
  let foreign = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) foreign += 1
    if (code === 0xfffd) broken += 1
  }
  return broken * 5 <= foreign
}

/** UTF-8 into which a server put a line of its own charset. */
function decodeByLine(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(0x0a, start)
    const end = found === -1 ? bytes.length : found
    lines.push(decodeLine(bytes.subarray(start, end)))
    start = end + 1
  }
  return lines.join('\n')
}

function decodeLine(line: Uint8Array): string {
  const utf8 = strictUtf8(line)
  if (utf8 !== null) return utf8
  if (isMostlyUtf8(line)) return new TextDecoder('utf-8').decode(line)
  return decodeNamed(line, likeliest(line, '')) ?? latin1(line)
}

/** The charset that was named, unless another one plainly makes words of these bytes. */
function likeliest(bytes: Uint8Array, label: string): string {
  const sample = sampleOf(bytes)
  const read = CANDIDATES.map((candidate) => ({
    candidate,
    ...legibility(decodeNamed(sample, candidate) ?? ''),
  })).toSorted((one, other) => other.score - one.score)
  const named = SAYS_NOTHING.has(label) ? null : decodeNamed(sample, label)
  if (named === null) return read.find(({ pairs }) => pairs > 0)?.candidate ?? 'windows-1251'
  const { score: scoreOfNamed } = legibility(named)
  const better = read.find(
    ({ candidate, score, pairs }) =>
      pairs >= 4 && score >= leastScore(label) && score - scoreOfNamed >= leastGain(candidate),
  )
  return better?.candidate ?? label
}

/** How well a candidate must read to be believed against the charset that was named. */
function leastScore(label: string): number {
  if (CANDIDATES.includes(label)) return 0.5
  return NAMED_BY_DEFAULT.test(label) || !isKnown(label) ? 0.6 : 0.85
}

/** Programs write these names where nobody chose one. */
const NAMED_BY_DEFAULT = /^(?:iso-8859-15?|latin1|windows-1252|cp1252|utf-8|utf-16)$/

function isKnown(label: string): boolean {
  return decoderOf(label) !== null
}

/** The Kazakh charset differs from windows-1251 in a few letters only, so a little more says much. */
function leastGain(candidate: string): number {
  return candidate === 'kz-1048' ? 0.1 : 0.3
}

function sampleOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80)
  return bytes.subarray(Math.max(0, first - 1), Math.max(0, first) + SAMPLE_BYTES)
}

/** RFC 2152: between `+` and `-` stand UTF-16 characters in base64. */
function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]{0,4000})-?/g, (_, base64: string) =>
    base64 === '' ? '+' : new TextDecoder('utf-16be').decode(evenBytes(base64)),
  )
}

function evenBytes(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.subarray(0, bytes.length - (bytes.length % 2))
}
