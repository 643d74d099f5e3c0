import { decode } from './charset.ts'
import { isLegible } from './legibility.ts'

/**
 * From the bytes of a part as they came to those its writer's program had (RFC 2045 6). What the
 * part declares is believed unless its bytes plainly speak against it.
 */
export function decodeTransfer(content: Buffer, declared: string): Buffer {
  const encoding = declared.trim().toLowerCase()
  if (encoding === 'base64') return looksLikeBase64(content) ? decodeBase64(content) : content
  if (encoding === 'quoted-printable') return decodeQuoted(content)
  return undeclared(content)
}

const EQUALS = 0x3d
const LF = 0x0a
const CR = 0x0d

/** Quoted-printable, with all the faults that occur: a lone `=` stays, blanks before a soft end go. */
function decodeQuoted(content: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(content.length)
  let length = 0
  for (let i = 0; i < content.length; i += 1) {
    const byte = content[i] ?? 0
    const softEnd = byte === EQUALS ? softEndAt(content, i + 1) : -1
    const code = byte === EQUALS && softEnd === -1 ? hexAt(content, i + 1) : -1
    if (softEnd !== -1) {
      i = softEnd
    } else if (code === -1) {
      bytes[length++] = byte
    } else {
      bytes[length++] = code
      i += 2
    }
  }
  return bytes.subarray(0, length)
}

/** Where a soft end of line ends, -1 when none begins here. Only few blanks are looked past. */
function softEndAt(content: Buffer, from: number): number {
  for (let i = from; i < from + 20; i += 1) {
    const byte = content[i]
    if (byte === LF || byte === undefined) return i
    if (byte !== 0x20 && byte !== 0x09 && byte !== CR) return -1
  }
  return -1
}

function hexAt(content: Buffer, at: number): number {
  const high = hexDigit(content[at] ?? 0)
  const low = hexDigit(content[at + 1] ?? 0)
  return high === -1 || low === -1 ? -1 : high * 16 + low
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1
}

/** What lists and scanners append in plain letters behind the encoded text is kept as it stands. */
function decodeBase64(content: Buffer): Buffer {
  const padding = content.indexOf(EQUALS)
  if (padding === -1) return Buffer.from(content.toString('latin1'), 'base64')
  const lineEnd = content.indexOf(LF, padding)
  const end = lineEnd === -1 ? content.length : lineEnd
  const text = Buffer.from(content.toString('latin1', 0, end), 'base64')
  const rest = content.subarray(end)
  if (/^\s*$/.test(rest.toString('latin1', 0, 200))) return text
  return Buffer.concat([text, looksLikeBase64(rest) ? decodeBase64Rest(rest) : rest])
}

/** Two encoded texts one behind the other; a third is not looked for. */
function decodeBase64Rest(rest: Buffer): Buffer {
  return Buffer.from(rest.toString('latin1'), 'base64')
}

/** By its first lines, up to an empty one: what follows may be a footer. */
function looksLikeBase64(content: Buffer): boolean {
  const [start = ''] = content
    .toString('latin1', 0, 2_000)
    .trimStart()
    .split(/\n\r?\n/)
  const sample = start.replace(/[\r\n]+/g, '')
  const strange = sample.replace(/[A-Za-z0-9+/=]+/g, '')
  return strange.length * 10 <= sample.length
}

/** Parts whose encoding nobody named: lost headers, homemade programs. */
function undeclared(content: Buffer): Buffer {
  const start = content.toString('latin1', 0, 4_000)
  if (/[^\t\n\r\x20-\x7e]/.test(start)) return content
  if (hasQuotedBytes(start)) return sensible(decodeQuoted(content), content)
  if (isWrittenInBase64(start)) return sensible(decodeBase64(content), content)
  return content
}

function hasQuotedBytes(start: string): boolean {
  return (start.match(/=[8-9A-F][0-9A-F]/g) ?? []).length >= 6
}

function isWrittenInBase64(start: string): boolean {
  const lines = start.trim().split(/\r?\n/).slice(0, 20)
  if (lines.length > 1) lines.pop()
  return lines.every((line) => /^[A-Za-z0-9+/]{40,78}={0,2}$/.test(line))
}

/** Only what becomes words is taken for encoded. */
function sensible(decoded: Buffer, content: Buffer): Buffer {
  return isLegible(decode(decoded.subarray(0, 4_000), '')) ? decoded : content
}
