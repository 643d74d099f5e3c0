import { inflateRawSync } from 'node:zlib'
import { textOfDocx } from '../letter/decode/docx-text.ts'

/**
 * The words of a .docx file, null when it is none or beyond the limits. Of the archive only the one
 * entry with the text is unpacked, at most 1 MB of it; macros, pictures and links are not touched.
 */
export function readDocx(file: Buffer): string | null {
  const packed = findEntry(file, 'word/document.xml')
  if (packed === null) return null
  try {
    const xml = packed.isDeflated
      ? inflateRawSync(packed.content, { maxOutputLength: XML_BYTES_MAX })
      : packed.content.subarray(0, XML_BYTES_MAX)
    return textOfDocx(xml.toString('utf8'))
  } catch {
    return null
  }
}

const XML_BYTES_MAX = 1024 * 1024
const ENTRIES_MAX = 2_000

/** Signatures and lengths of the ZIP format (PKWARE APPNOTE 4.3). */
const END = 0x06054b50
const END_BYTES = 22
const COMMENT_BYTES_MAX = 0xffff
const CENTRAL = 0x02014b50
const CENTRAL_BYTES = 46
const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8

interface Packed {
  readonly isDeflated: boolean
  readonly content: Buffer
}

/** Follows the central directory, as programs do that open the file, and not the local headers. */
function findEntry(file: Buffer, name: string): Packed | null {
  const end = findEnd(file)
  if (end === -1) return null
  let at = file.readUInt32LE(end + 16)
  for (let i = 0; i < ENTRIES_MAX; i += 1) {
    if (at + CENTRAL_BYTES > file.length || file.readUInt32LE(at) !== CENTRAL) return null
    const nameBytes = file.readUInt16LE(at + 28)
    const nameStart = at + CENTRAL_BYTES
    if (file.toString('latin1', nameStart, nameStart + nameBytes) === name) return unpack(file, at)
    at = nameStart + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return null
}

function findEnd(file: Buffer): number {
  const lowest = Math.max(0, file.length - END_BYTES - COMMENT_BYTES_MAX)
  for (let at = file.length - END_BYTES; at >= lowest; at -= 1) {
    if (file.readUInt32LE(at) === END) return at
  }
  return -1
}

function unpack(file: Buffer, central: number): Packed | null {
  const isEncrypted = (file.readUInt16LE(central + 8) & 1) === 1
  const method = file.readUInt16LE(central + 10)
  const local = file.readUInt32LE(central + 42)
  if (isEncrypted || (method !== STORED && method !== DEFLATED)) return null
  if (local + LOCAL_BYTES > file.length || file.readUInt32LE(local) !== LOCAL) return null
  const skipped = file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  const start = local + LOCAL_BYTES + skipped
  const content = file.subarray(start, start + file.readUInt32LE(central + 20))
  return { isDeflated: method === DEFLATED, content }
}
