import {
  HEADERS_MAX,
  HEAD_BYTES_MAX,
  VALUE_CHARS_MAX,
  readHeadWithinLimits,
} from '../letter/decode/headers.ts'
import { fromOf } from '../letter/decode/letter-head.ts'
import { canonicalLength } from './dkim-tags.ts'
import type { Claim } from './dkim-tags.ts'

const BODY_BYTES_MAX = 2 * 1024 * 1024
/** mailauth is quadratic in the length of a line. */
const LINE_BYTES_MAX = 64 * 1024
const LF = 0x0a

/** A letter as its signatures are checked; text is latin1, one character a byte. */
export interface CutLetter {
  /** Values of the DKIM-Signature headers, unfolded, in the order of the letter. */
  readonly signatures: readonly string[]
  readonly fromHeaders: number
  /** Of the one sender as the reader of letters reads it; null when there is not exactly one. */
  readonly fromDomain: string | null
  /** A CR stands in the body without its LF. */
  readonly hasLoneReturn: boolean
  /** How many bytes of the body a signature of that form covers when it leaves none out. */
  lengthIn(form: Form): number
  /** false: it is not to be handed on. */
  readonly isWithinLimits: boolean
  /**
   * The letter for mailauth without the signatures whose index is `left` out. ARC sets go too, for
   * mailauth tells a seal as if it were a signature, and Return-Path, which it would read: neither may
   * be signed (RFC 8617 4.1.2, RFC 6376 5.4.1).
   */
  without(left: (index: number) => boolean): Buffer
}

export function cutForCheck(raw: Buffer): CutLetter {
  const { headers, bodyStart } = readHeadWithinLimits(raw)
  const fields = fieldsOf(raw.toString('latin1', 0, Math.min(bodyStart, HEAD_BYTES_MAX)))
  const [from, ...others] = fromOf(headers)
  const isWithinLimits = isCheckable(raw, fields, bodyStart)
  // Lines end with CRLF in the mailbox; a letter kept as a file may have lost its CR.
  const body = isWithinLimits ? withCrlf(raw.toString('latin1', bodyStart)) : ''
  return {
    signatures: fields.filter(isSignature).map(({ value }) => value),
    fromHeaders: fields.filter(({ name }) => name === 'from').length,
    fromDomain: from === undefined || others.length > 0 ? null : domainOf(from.address),
    hasLoneReturn: /\r(?!\n)/.test(body),
    lengthIn: onceEach((form) => canonicalLength(body, form)),
    isWithinLimits,
    without: (left) => join(fields, body, left),
  }
}

type Form = Claim['bodyForm']

/** Megabytes are counted once, however many signatures ask. */
function onceEach(count: (form: Form) => number): (form: Form) => number {
  const known = new Map<Form, number>()
  return (form) => {
    const length = known.get(form) ?? count(form)
    known.set(form, length)
    return length
  }
}

interface Field {
  readonly name: string
  readonly value: string
  readonly lines: readonly string[]
}

function isSignature({ name }: Field): boolean {
  return name === 'dkim-signature'
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1)
}

/** The head in its fields, each with its lines as they stand: a signature may cover their very bytes. */
function fieldsOf(head: string): readonly Field[] {
  const fields: string[][] = []
  for (const line of head.split(/\r?\n/)) {
    const open = fields.at(-1)
    if (open !== undefined && /^[ \t]/.test(line)) open.push(line)
    else if (line !== '') fields.push([line])
  }
  return fields.map((lines) => {
    const unfolded = lines.join('')
    const colon = unfolded.indexOf(':')
    const name = unfolded.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase()
    return { name, value: unfolded.slice(colon + 1).trim(), lines }
  })
}

function isCheckable(raw: Buffer, fields: readonly Field[], bodyStart: number): boolean {
  if (bodyStart > HEAD_BYTES_MAX || raw.length - bodyStart > BODY_BYTES_MAX) return false
  if (fields.length > HEADERS_MAX) return false
  if (fields.some(({ value }) => value.length > VALUE_CHARS_MAX)) return false
  return !hasLongLine(raw)
}

function hasLongLine(raw: Buffer): boolean {
  let start = 0
  while (start < raw.length) {
    const end = raw.indexOf(LF, start)
    if ((end === -1 ? raw.length : end) - start > LINE_BYTES_MAX) return true
    if (end === -1) return false
    start = end + 1
  }
  return false
}

function withCrlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n')
}

function join(fields: readonly Field[], body: string, left: (index: number) => boolean): Buffer {
  let index = -1
  const kept = fields.filter((field) => {
    if (isSignature(field)) index += 1
    if (isSignature(field) && left(index)) return false
    return !field.name.startsWith('arc-') && field.name !== 'return-path'
  })
  const head = kept.flatMap(({ lines }) => lines).join('\r\n')
  return Buffer.from(`${head}\r\n\r\n${body}`, 'latin1')
}
