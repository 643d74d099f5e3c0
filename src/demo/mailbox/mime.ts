/**
 * Where the parts of a letter begin and end (RFC 2045, 2046), as IMAP describes them.
 *
 * Header text is kept byte by byte, one latin1 character each, so that what a client fetches is
 * what came, whatever its charset; only search decodes.
 */
export interface Field {
  /** Lower case. */
  readonly name: string
  /** Unfolded, not decoded. */
  readonly value: string
}

export interface ParameterisedValue {
  readonly value: string
  /** Names in lower case, quotes taken off. */
  readonly parameters: ReadonlyMap<string, string>
}

export interface MimePart {
  readonly raw: Buffer
  /** The header lines with their line ends and, where there is one, the empty line below. */
  readonly head: Buffer
  readonly body: Buffer
  readonly fields: readonly Field[]
  readonly type: string
  readonly subtype: string
  readonly parameters: ReadonlyMap<string, string>
  readonly encoding: string
  readonly disposition: ParameterisedValue | undefined
  readonly parts: readonly MimePart[]
  /** The letter inside a message/rfc822 part. */
  readonly enclosed: MimePart | undefined
}

const DEPTH_MAX = 50
const NOTHING = Buffer.alloc(0)

export function parseMime(raw: Buffer, depth = 0): MimePart {
  const [head, body] = splitHead(raw)
  const fields = fieldsOf(head)
  const content = contentType(fields)
  const disposition = fieldValue(fields, 'content-disposition')
  const inside = (bytes: Buffer): MimePart => parseMime(bytes, depth + 1)
  const isHolder = depth < DEPTH_MAX
  return {
    raw,
    head,
    body,
    fields,
    ...content,
    encoding: fieldValue(fields, 'content-transfer-encoding') ?? '7bit',
    disposition: disposition === undefined ? undefined : parameterised(disposition),
    parts: isHolder ? multipartBodies(content, body).map(inside) : [],
    enclosed: isHolder && isLetter(content) ? inside(body) : undefined,
  }
}

/** The first field of that name, lower case. */
export function fieldValue(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value
}

/** Splits where the separator stands outside quotes and comments. */
export function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = []
  let start = 0
  let quoted = false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted && char === '\\') at++
    else if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (char === separator && depth === 0) {
      pieces.push(text.slice(start, at))
      start = at + 1
    }
  }
  pieces.push(text.slice(start))
  return pieces
}

/** Takes quotes and backslashes off, where there are any. */
export function unquoted(text: string): string {
  const trimmed = text.trim()
  const isQuoted = trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"')
  return isQuoted ? trimmed.slice(1, -1).replace(/\\(.)/gs, '$1') : trimmed
}

function splitHead(raw: Buffer): readonly [Buffer, Buffer] {
  const startsEmpty = raw.toString('latin1', 0, 2) === '\r\n'
  const end = startsEmpty ? 2 : raw.indexOf('\r\n\r\n') + 4
  return end < 4 && !startsEmpty ? [raw, NOTHING] : [raw.subarray(0, end), raw.subarray(end)]
}

function fieldsOf(head: Buffer): Field[] {
  const fields: Field[] = []
  const unfolded = head.toString('latin1').replace(/\r\n[ \t]+/g, ' ')
  for (const line of unfolded.split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trimEnd()
    if (!/^[!-9;-~]+$/.test(name)) continue
    fields.push({ name: name.toLowerCase(), value: line.slice(colon + 1).trim() })
  }
  return fields
}

type ContentType = Pick<MimePart, 'type' | 'subtype' | 'parameters'>

function contentType(fields: readonly Field[]): ContentType {
  const content = parameterised(fieldValue(fields, 'content-type') ?? '')
  const [type = '', subtype = ''] = content.value.toLowerCase().split('/')
  if (type === '') return { type: 'text', subtype: 'plain', parameters: US_ASCII }
  const isBareText = type === 'text' && !content.parameters.has('charset')
  return {
    type,
    subtype,
    parameters: isBareText ? new Map([...content.parameters, ...US_ASCII]) : content.parameters,
  }
}

const US_ASCII: ReadonlyMap<string, string> = new Map([['charset', 'us-ascii']])

function parameterised(text: string): ParameterisedValue {
  const [value = '', ...pieces] = splitOutside(text, ';')
  const parameters = new Map<string, string>()
  for (const piece of pieces) {
    const equals = piece.indexOf('=')
    const name = piece.slice(0, Math.max(equals, 0)).trim().toLowerCase()
    if (name !== '') parameters.set(name, unquoted(piece.slice(equals + 1)))
  }
  return { value: value.trim(), parameters }
}

function isLetter({ type, subtype }: ContentType): boolean {
  return type === 'message' && subtype === 'rfc822'
}

/** A multipart whose parts cannot be found has one, which is empty. */
function multipartBodies({ type, parameters }: ContentType, body: Buffer): Buffer[] {
  if (type !== 'multipart') return []
  const boundary = parameters.get('boundary') ?? ''
  const bodies = boundary === '' ? [] : split(body, boundary)
  return bodies.length === 0 ? [NOTHING] : bodies
}

function split(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const bodies: Buffer[] = []
  let begin = -1
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) {
    const delimiter = delimiterAt(body, at, mark.length)
    if (delimiter === undefined) continue
    if (begin >= 0) bodies.push(body.subarray(begin, Math.max(begin, at - 2)))
    if (delimiter.isLast) return bodies
    begin = delimiter.end
  }
  if (begin >= 0 && begin < body.length) bodies.push(body.subarray(begin))
  return bodies
}

function delimiterAt(
  body: Buffer,
  at: number,
  length: number,
): { readonly isLast: boolean; readonly end: number } | undefined {
  const startsLine = at === 0 || body.toString('latin1', Math.max(0, at - 2), at) === '\r\n'
  if (!startsLine) return undefined
  const lineEnd = body.indexOf('\r\n', at)
  const end = lineEnd < 0 ? body.length : lineEnd
  const rest = body.toString('latin1', at + length, end).trimEnd()
  if (rest !== '' && rest !== '--') return undefined
  return { isLast: rest === '--', end: Math.min(end + 2, body.length) }
}
