import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { readHead } from './decode/headers.ts'

/** What the writer's program wrote; trace headers, which every server adds anew, are not among it. */
const OF_THE_WRITER = ['from', 'to', 'subject', 'date', 'message-id', 'in-reply-to'] as const

const BLOCK_BYTES = 64 * 1024
const CR = 0x0d
const LF = 0x0a

/**
 * What makes a letter that letter: SHA-256 in hex over the raw values of From, To, Subject, Date,
 * Message-ID and In-Reply-To (all occurrences, in that order) and the body. The same letter
 * delivered twice, or with CRLF turned into LF, keeps its id. Of bytes that have none of these
 * headers everything counts, or all letters without a head would be one.
 */
export function contentId(raw: Buffer): string {
  const hash = createHash('sha256')
  const { headers, bodyStart } = readHead(raw)
  for (const name of OF_THE_WRITER) {
    const values = headers.filter((header) => header.name === name).map(({ value }) => value)
    hash.update(`${name} ${values.length}\n`)
    // The length goes before the value, so no value can pass for two.
    for (const value of values) hash.update(`${value.length}\n${value}\n`, 'latin1')
  }
  const hasHead = headers.some(({ name }) => OF_THE_WRITER.some((one) => one === name))
  hashBody(hash, hasHead ? raw.subarray(bodyStart) : raw)
  return hash.digest('hex')
}

/** The body with CRLF read as LF, copied block by block. */
function hashBody(hash: Hash, body: Buffer): void {
  const block = Buffer.allocUnsafe(BLOCK_BYTES)
  for (let start = 0; start < body.length; start += BLOCK_BYTES) {
    const end = Math.min(start + BLOCK_BYTES, body.length)
    const whole = body.subarray(start, end)
    if (!whole.includes(CR)) {
      hash.update(whole)
      continue
    }
    let length = 0
    for (let i = start; i < end; i += 1) {
      const byte = body[i] ?? 0
      if (byte === CR && body[i + 1] === LF) continue
      block[length] = byte
      length += 1
    }
    hash.update(block.subarray(0, length))
  }
}
