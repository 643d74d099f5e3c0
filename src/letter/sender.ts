import { decodeWords } from './decode/encoded-words.ts'
import { cut, valuesOf, withoutControls } from './decode/headers.ts'
import type { Address, ParsedLetter } from './letter.ts'
import { repair } from './decode/mojibake.ts'

const ADDRESS_CHARS_MAX = 254
const NAME_CHARS_MAX = 80
const ADDRESSES_MAX = 20

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads an addr-spec by our own narrow grammar: an ASCII dot-atom at a domain of LDH labels, lower
 * case, at most 254 characters; a domain in other letters becomes its A-label. Quoted local parts,
 * comments, routes and literals are refused (null): parsers differ on them, and that is how mail
 * goes astray.
 */
export function readAddress(text: string): string | null {
  if (text.length > ADDRESS_CHARS_MAX) return null
  const [local = '', domain = '', ...more] = text.toLowerCase().split('@')
  if (more.length > 0 || local.length > 64 || !LOCAL.test(local)) return null
  const host = asciiDomain(domain)
  if (host === null || local.length + 1 + host.length > ADDRESS_CHARS_MAX) return null
  return `${local}@${host}`
}

function asciiDomain(domain: string): string | null {
  const ascii = /^[\x21-\x7e]+$/.test(domain) ? domain : toALabels(domain)
  const labels = ascii.split('.')
  const ends = labels.at(-1) ?? ''
  if (labels.length < 2 || /^\d+$/.test(ends)) return null
  return labels.every((label) => LABEL.test(label)) ? ascii : null
}

function toALabels(domain: string): string {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return ''
  try {
    return new URL(`http://${domain}/`).hostname
  } catch {
    return ''
  }
}

/**
 * The addresses of raw From values. One that does not fit the grammar empties the whole list:
 * then nobody can be said to have written the letter, and a person must look.
 */
export function readFrom(values: readonly string[], charset: string): readonly Address[] {
  const addresses: Address[] = []
  for (const value of values) {
    const read = readMailboxes(value, charset)
    if (read === null) return []
    addresses.push(...read)
  }
  return addresses.slice(0, ADDRESSES_MAX)
}

/** The one who claims to have written the letter: there must be exactly one address in From. */
export function onlySender(letter: Pick<ParsedLetter, 'from'>): Address | null {
  return letter.from.length === 1 ? (letter.from[0] ?? null) : null
}

/** The addresses in To and Cc; none where they do not fit the grammar. */
export function addressees(letter: Pick<ParsedLetter, 'headers'>): readonly string[] {
  const values = ['to', 'cc'].flatMap((name) => valuesOf(letter, name))
  return readFrom(values, 'utf-8').map(({ address }) => address)
}

function readMailboxes(value: string, charset: string): readonly Address[] | null {
  const parts = splitMailboxes(value)
  if (parts === null) return null
  const addresses: Address[] = []
  let surname = ''
  for (const part of parts) {
    // `Тестова, Анна <a@x.example>` without quotes: the comma stands in the name.
    if (part.angles === 0 && !part.text.includes('@')) {
      surname += part.text
      continue
    }
    const address = readAddress(utf8(part.angles === 0 ? part.text.trim() : part.inside.trim()))
    if (address === null || part.angles > 1 || part.after.trim() !== '') return null
    const name = part.angles === 0 ? '' : readName(surname + part.text, charset)
    addresses.push({ address, name })
    surname = ''
  }
  return addresses
}

function utf8(raw: string): string {
  return Buffer.from(raw, 'latin1').toString('utf8')
}

function readName(raw: string, charset: string): string {
  const plain = raw.replace(/\\(.)/g, '$1').replaceAll('"', '')
  const name = repair(withoutControls(decodeWords(plain.trim(), charset))).replace(/\p{Cf}/gu, '')
  return cut(name, NAME_CHARS_MAX).trim()
}

interface Mailbox {
  /** Outside of angle brackets, before them; comments left out, quotes kept. */
  text: string
  inside: string
  after: string
  angles: number
}

/** One pass over a From value; null when a quote, comment or bracket is left open. */
function splitMailboxes(value: string): readonly Mailbox[] | null {
  const scan = new Scan()
  for (const char of value) scan.take(char)
  return scan.finish()
}

/** Where in a From value we are: in a quoted string, in comments, in angle brackets. */
class Scan {
  private readonly done: Mailbox[] = []
  private current: Mailbox = { text: '', inside: '', after: '', angles: 0 }
  private quoted = false
  private escaped = false
  private comments = 0
  private inAngle = false

  take(char: string): void {
    if (this.escaped || char === '\\') this.takeEscaped(char)
    else if (this.quoted || (char === '"' && this.comments === 0)) this.takeQuoted(char)
    else if (this.comments > 0 || char === '(') this.takeComment(char)
    else this.takeOutside(char)
  }

  private takeEscaped(char: string): void {
    this.escaped = !this.escaped
    this.add(char)
  }

  private takeQuoted(char: string): void {
    if (char === '"') this.quoted = !this.quoted
    this.add(char)
  }

  /** Comments may stand in one another; what they say is of no concern. */
  private takeComment(char: string): void {
    if (char === '(') this.comments += 1
    else if (char === ')') this.comments -= 1
  }

  private takeOutside(char: string): void {
    if (char === '<' && !this.inAngle) {
      this.inAngle = true
      this.current.angles += 1
    } else if (char === '>' && this.inAngle) {
      this.inAngle = false
    } else if ((char === ',' || char === ';') && !this.inAngle) {
      this.done.push(this.current)
      this.current = { text: '', inside: '', after: '', angles: 0 }
    } else {
      this.add(char)
    }
  }

  private add(char: string): void {
    if (this.comments > 0) return
    if (this.inAngle) this.current.inside += char
    else if (this.current.angles > 0) this.current.after += char
    else this.current.text += char
  }

  finish(): readonly Mailbox[] | null {
    if (this.quoted || this.escaped || this.comments > 0 || this.inAngle) return null
    return [...this.done, this.current]
  }
}
