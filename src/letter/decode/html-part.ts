/** The HTML of a letter as it came: never read by the program, shown to the owner behind bars. */
import { decode } from './charset.ts'
import { cut, readHeadWithinLimits } from './headers.ts'
import type { Part } from './parts.ts'
import { splitParts } from './parts.ts'
import { decodeTransfer } from './transfer.ts'

const HTML_BYTES_MAX = 1024 * 1024
const HTML_CHARS_MAX = 512 * 1024

/** The last HTML part that is no file, as mail programs show it; null when there is none. At most 512 Ki characters. */
export function htmlPart(raw: Buffer): string | null {
  const { headers, bodyStart } = readHeadWithinLimits(raw)
  const part = lastHtml(splitParts(headers, raw.subarray(bodyStart)).root)
  if (part === null) return null
  const bytes = decodeTransfer(part.content.subarray(0, HTML_BYTES_MAX), part.encoding)
  return cut(decode(bytes, part.charset), HTML_CHARS_MAX)
}

function lastHtml(part: Part): Part | null {
  if (part.type === 'text/html' && !part.isAttached) return part
  for (const inner of part.parts.toReversed()) {
    const found = lastHtml(inner)
    if (found !== null) return found
  }
  return null
}
