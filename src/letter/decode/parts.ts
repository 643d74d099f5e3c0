import { charsetOf, readHeadWithinLimits } from './headers.ts'
import type { RawHeader } from './headers.ts'
import { decodeParameter, readStructured } from './mime-parameters.ts'
import type { Structured } from './mime-parameters.ts'

/**
 * A body cut into its parts (RFC 2046), in one pass over its bytes. Our own, because the parser at
 * hand loses the bytes of parts that name UTF-8 falsely, joins parts that are alternatives with
 * parts that follow one another, and gives up a whole letter for one strange part.
 */
export interface Part {
  /** `text/plain`, lower case. */
  readonly type: string
  readonly charset: string
  readonly encoding: string
  /** Said to be no part of the text itself. */
  readonly isAttached: boolean
  /** The file's name; '' when none. */
  readonly name: string
  readonly flow: 'fixed' | 'flowed' | 'flowed-delete-space'
  /** As it came, still encoded. */
  readonly content: Buffer
  /** Of a multipart only. */
  readonly parts: readonly Part[]
}

export interface Split {
  readonly root: Part
  /** False where a limit was reached: more parts, or deeper ones, than are read. */
  readonly isWhole: boolean
}

const PARTS_MAX = 200
const DEPTH_MAX = 20
const DELIMITERS_MAX = 5_000
/** RFC 2046 allows 70 characters; some programs take more. */
const BOUNDARY_CHARS_MAX = 250
const NAME_CHARS_MAX = 120

/** `headers` are those of the whole letter. */
export function splitParts(headers: readonly RawHeader[], body: Buffer): Split {
  const splitter = new Splitter(body)
  const root = splitter.split(headers, { start: 0, end: body.length }, 'text/plain')
  return { root, isWhole: splitter.isWhole }
}

interface Range {
  readonly start: number
  readonly end: number
}

/** A line that begins with two dashes. */
interface Delimiter extends Range {
  readonly text: string
}

class Splitter {
  isWhole = true
  private readonly body: Buffer
  private readonly delimiters: readonly Delimiter[]
  private parts = 0
  private depth = 0

  constructor(body: Buffer) {
    this.body = body
    this.delimiters = delimitersIn(body)
    if (this.delimiters.length >= DELIMITERS_MAX) this.isWhole = false
  }

  split(headers: readonly RawHeader[], range: Range, unnamed: string): Part {
    this.parts += 1
    const part = describe(headers, unnamed, this.body.subarray(range.start, range.end))
    if (!part.type.startsWith('multipart/')) return part
    if (this.depth >= DEPTH_MAX) {
      this.isWhole = false
      return part
    }
    const ranges = this.rangesOf(headers, range)
    // A multipart without delimiters is the text of a program that forgot them.
    if (ranges.length === 0) return { ...part, type: 'text/plain' }
    this.depth += 1
    const parts = this.partsIn(
      ranges,
      part.type === 'multipart/digest' ? 'message/rfc822' : unnamed,
    )
    this.depth -= 1
    return { ...part, parts }
  }

  private partsIn(ranges: readonly Range[], unnamed: string): readonly Part[] {
    const parts: Part[] = []
    for (const { start, end } of ranges) {
      if (this.parts >= PARTS_MAX) {
        this.isWhole = false
        break
      }
      const { headers, bodyStart } = readHeadWithinLimits(this.body.subarray(start, end))
      // Words right behind the delimiter are no head.
      const isHeadless = headers.length === 0 && bodyStart > 2
      const textStart = isHeadless ? start : start + bodyStart
      parts.push(this.split(headers, { start: textStart, end }, unnamed))
    }
    return parts
  }

  private rangesOf(headers: readonly RawHeader[], range: Range): readonly Range[] {
    const inside = this.delimiters.filter(({ start }) => start >= range.start && start < range.end)
    const boundary = structured(headers, 'content-type').parameters.get('boundary')
    const open =
      boundary === undefined ? guessDelimiter(inside, this.body) : `--${boundary}`.trimEnd()
    const between: Range[] = []
    let start = -1
    for (const delimiter of inside) {
      const closes = delimiter.text === `${open}--`
      if (delimiter.text !== open && !closes) continue
      if (start !== -1) between.push({ start, end: this.withoutLineEnd(start, delimiter.start) })
      start = closes ? -1 : delimiter.end
      if (closes) break
    }
    if (start !== -1) between.push({ start, end: range.end })
    return between
  }

  /** The line end before a delimiter belongs to the delimiter. */
  private withoutLineEnd(start: number, end: number): number {
    let last = end
    if (last > start && this.body[last - 1] === 0x0a) last -= 1
    if (last > start && this.body[last - 1] === 0x0d) last -= 1
    return last
  }
}

function delimitersIn(body: Buffer): readonly Delimiter[] {
  const found: Delimiter[] = []
  let start = body.indexOf('--') === 0 ? 0 : afterLineEnd(body, 0)
  while (start !== -1 && found.length < DELIMITERS_MAX) {
    const lineEnd = body.indexOf(0x0a, start)
    const end = lineEnd === -1 ? body.length : lineEnd + 1
    if (end - start <= BOUNDARY_CHARS_MAX) {
      found.push({ start, end, text: body.toString('latin1', start, end).trimEnd() })
    }
    start = afterLineEnd(body, end - 1)
  }
  return found
}

function afterLineEnd(body: Buffer, from: number): number {
  const at = body.indexOf('\n--', from)
  return at === -1 ? -1 : at + 1
}

/** The boundary was not named: the first line of dashes that a header of a part follows. */
function guessDelimiter(inside: readonly Delimiter[], body: Buffer): string {
  const found = inside.find(({ end }) => /^content-/i.test(body.toString('latin1', end, end + 8)))
  return found?.text ?? '--'
}

function structured(headers: readonly RawHeader[], name: string): Structured {
  return readStructured(headers.find((header) => header.name === name)?.value ?? '')
}

function describe(headers: readonly RawHeader[], unnamed: string, content: Buffer): Part {
  const type = structured(headers, 'content-type')
  const disposition = structured(headers, 'content-disposition')
  const charset = charsetOf(headers)
  const encoding = headers.find(({ name }) => name === 'content-transfer-encoding')?.value ?? ''
  const name =
    decodeParameter(disposition, 'filename', charset) || decodeParameter(type, 'name', charset)
  return {
    type: /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(type.value) ? type.value : unnamed,
    charset,
    encoding: encoding.split(/[\s;(]/)[0] ?? '',
    isAttached: disposition.value !== '' && disposition.value !== 'inline',
    name: name.slice(0, NAME_CHARS_MAX),
    flow: flowOf(type),
    content,
    parts: [],
  }
}

function flowOf({ parameters }: Structured): Part['flow'] {
  if (parameters.get('format')?.toLowerCase() !== 'flowed') return 'fixed'
  return parameters.get('delsp')?.toLowerCase() === 'yes' ? 'flowed-delete-space' : 'flowed'
}
