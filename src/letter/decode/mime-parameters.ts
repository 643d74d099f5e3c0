import { decode } from './charset.ts'
import { decodeWords } from './encoded-words.ts'
import { withoutControls } from './headers.ts'

/** `text/plain; charset=utf-8; name="a"`: the value before the first `;` and what follows it. */
export interface Structured {
  /** Lower case. */
  readonly value: string
  /** Names in lower case; values as they stand, still raw. */
  readonly parameters: ReadonlyMap<string, string>
}

const PARAMETERS_MAX = 50

/** Reads a raw Content-Type or Content-Disposition in one pass. */
export function readStructured(raw: string): Structured {
  const [value = '', ...rest] = splitOutsideQuotes(raw)
  const parameters = new Map<string, string>()
  for (const part of rest.slice(0, PARAMETERS_MAX)) {
    const equals = part.indexOf('=')
    const name = part.slice(0, equals).trim().toLowerCase()
    if (equals > 0 && !parameters.has(name)) parameters.set(name, unquoted(part.slice(equals + 1)))
  }
  return { value: withoutComments(value).trim().toLowerCase(), parameters }
}

function splitOutsideQuotes(raw: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  let quoted = false
  for (let i = 0; i < raw.length; i += 1) {
    const char = raw.charAt(i)
    if (char === '\\' && quoted) i += 1
    else if (char === '"') quoted = !quoted
    else if (char === ';' && !quoted) {
      parts.push(raw.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, raw.slice(start)]
}

function withoutComments(value: string): string {
  const open = value.indexOf('(')
  return open === -1 ? value : value.slice(0, open)
}

function unquoted(value: string): string {
  const trimmed = value.trim()
  if (!trimmed.startsWith('"')) return withoutComments(trimmed).trim()
  const inside = trimmed.slice(1, trimmed.endsWith('"') && trimmed.length > 1 ? -1 : undefined)
  return inside.replace(/\\(.)/g, '$1')
}

const SECTIONS_MAX = 20

/**
 * A file name as it is meant: plain, in encoded words, or by RFC 2231 in numbered sections with a
 * charset and `%D0%94`. '' when there is none.
 */
export function decodeParameter({ parameters }: Structured, name: string, charset: string): string {
  const plain = parameters.get(name)
  if (plain !== undefined) return withoutControls(decodeWords(plain, charset))
  const sections = sectionsOf(parameters, name)
  const [first] = sections
  if (first === undefined) return ''
  const declared = /^([\w.:+-]{0,40})'[\w-]{0,40}'/.exec(first)
  const raw = sections.join('').slice(declared?.[0].length ?? 0)
  const bytes = raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return withoutControls(decode(Buffer.from(bytes, 'latin1'), declared?.[1] ?? charset))
}

function sectionsOf(parameters: ReadonlyMap<string, string>, name: string): readonly string[] {
  const whole = parameters.get(`${name}*`)
  if (whole !== undefined) return [whole]
  const sections: string[] = []
  for (let i = 0; i < SECTIONS_MAX; i += 1) {
    const section = parameters.get(`${name}*${i}*`) ?? parameters.get(`${name}*${i}`)
    if (section === undefined) break
    sections.push(section)
  }
  return sections
}
