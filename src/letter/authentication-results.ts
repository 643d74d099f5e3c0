import type { Header } from './letter.ts'

/** One clause of an Authentication-Results header (RFC 8601 2.2). */
export interface Result {
  /** `spf`, `dkim`, `dmarc`. */
  readonly method: string
  /** `pass`, `fail`, `none` … */
  readonly value: string
  /** `header.from` → `person.example`. */
  readonly properties: ReadonlyMap<string, string>
}

/**
 * The results of the topmost header of the server that is trusted by name; null when it says nothing
 * above the border. Anybody can write such a header: one below the first Received by which the letter
 * came in from outside is the writer's. A server writes no encoded words there, so a header is
 * handed over undecoded (`decode/headers.ts`).
 */
export function trustedResults(
  headers: readonly Header[],
  trusted: string,
): readonly Result[] | null {
  for (const { name, value } of headers) {
    if (name === 'received' && !isOwnHop(value, trusted)) return null
    if (name !== 'authentication-results') continue
    const { clauses, isTorn } = scan(value)
    const [server = '', ...results] = clauses
    if ((server.split(/\s/)[0] ?? '').toLowerCase() !== trusted) continue
    return isTorn ? [TORN] : results.flatMap(readResult)
  }
  return null
}

/** What a server writes of a connection with itself; no connection from outside looks so. */
const FROM_ITSELF =
  /^from\s{1,5}\S{1,255}\s{1,5}\((?:localhost\s)?\[(?:IPv6:::1|::1|127(?:\.\d{1,3}){3})\]\)\s/i

/**
 * The provider hands letters on within its own house; what it writes then is no border. The name
 * behind `from` is what a client called itself (HELO) and the reverse DNS is its owner's word, so a hop
 * with `from` is the house's own only when it came from the very machine.
 */
function isOwnHop(received: string, trusted: string): boolean {
  const hop = received.slice(0, 1_000)
  const from = FROM_ITSELF.exec(hop)?.[0] ?? ''
  const by = /^by\s{1,5}([\w.-]{1,255})(?:\s|;|$)/i.exec(hop.slice(from.length))?.[1] ?? ''
  const labels = trusted.split('.')
  const house = labels.length > 2 ? labels.slice(1).join('.') : trusted
  return isWithin(by.toLowerCase(), house)
}

/**
 * Cuts a header into the clauses between `;`, without comments; quotes are undone, and what would part clauses or
 * properties there becomes `_`: a sender may choose what stands in quotes. One pass.
 */
function scan(value: string): Scanned {
  const clauses = new ClauseScan()
  for (const char of value) clauses.take(char)
  return clauses.finish()
}

interface Scanned {
  readonly clauses: readonly string[]
  /** A comment or quote is left open, or a quote stands in a comment. */
  readonly isTorn: boolean
}

/**
 * Servers repeat the envelope sender in comments, and not all escape it: with `"a) dmarc=pass ("@…` a
 * stranger writes results of his own. No honest address needs that, so such a header counts as a refusal.
 */
const TORN: Result = { method: 'dmarc', value: 'fail', properties: new Map() }

class ClauseScan {
  private readonly clauses: string[] = []
  private clause = ''
  private comments = 0
  private quoted = false
  private escaped = false
  private quotedComment = false

  take(char: string): void {
    if (this.escaped || char === '\\') this.escaped = !this.escaped
    else if (char === '"' && this.comments === 0) this.quoted = !this.quoted
    else if (this.quoted) this.clause += /[\w.@+-]/.test(char) ? char : '_'
    else if (char === '(') this.comments += 1
    else if (this.comments > 0) this.takeComment(char)
    else this.takeOutside(char)
  }

  private takeComment(char: string): void {
    if (char === ')') this.comments -= 1
    if (char === '"') this.quotedComment = true
  }

  private takeOutside(char: string): void {
    if (char === ';') this.endClause()
    else this.clause += char
  }

  private endClause(): void {
    this.clauses.push(this.clause.trim())
    this.clause = ''
  }

  finish(): Scanned {
    this.endClause()
    const isOpen = this.comments > 0 || this.quoted || this.escaped
    return { clauses: this.clauses, isTorn: isOpen || this.quotedComment }
  }
}

function readResult(clause: string): readonly Result[] {
  const [first = '', ...rest] = clause.replace(/\s{0,50}=\s{0,50}/g, '=').split(/\s+/)
  const [method = '', value = ''] = first.toLowerCase().split('=')
  if (!/^[a-z][\w-]{0,30}(?:\/\d)?$/.test(method) || !/^[a-z]{1,20}$/.test(value)) return []
  const pairs = rest.map((pair) => pair.toLowerCase().split('='))
  const names = pairs.map(([name = '']) => name)
  // A property told twice is told by somebody else the second time.
  const once = pairs.filter(([name = '']) => names.indexOf(name) === names.lastIndexOf(name))
  const properties = new Map(once.map(([name = '', given = '']) => [name, given]))
  return [{ method: method.split('/')[0] ?? '', value, properties }]
}

/** The same host, or one below it. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}
