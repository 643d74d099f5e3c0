import type { Header, ParsedLetter } from './letter.ts'
import { onlySender } from './sender.ts'

/**
 * What the receiving server found out about the sender, by the header it wrote on top of the letter
 * (RFC 8601). Anybody can write such headers below; only one place in a letter can be believed.
 */
export interface Authenticity {
  /** pass: the From domain itself vouches for the letter; fail: it plainly does not. */
  readonly verdict: 'pass' | 'fail' | 'unknown'
  /** Results as the server names them; null where it says nothing. */
  readonly spf: string | null
  readonly dkim: string | null
  readonly dmarc: string | null
  /** Why, one short line. */
  readonly reason: string
}

/**
 * Only the topmost Authentication-Results counts, only of the server that is trusted by name, and
 * only above the first Received by which the letter came in from outside. `trustedAuthservId` null:
 * no server is trusted, and every letter is unknown.
 */
export function authenticity(
  letter: Pick<ParsedLetter, 'headers' | 'from'>,
  trustedAuthservId: string | null,
): Authenticity {
  const trusted = trustedAuthservId?.trim().toLowerCase() ?? ''
  if (trusted === '') return unknown('authentication: no trusted server')
  const results = trustedResults(letter.headers, trusted)
  if (results === null) return unknown('authentication: no results of the trusted server')
  const sender = onlySender(letter)
  if (sender === null) return { ...judge(results, null), verdict: 'unknown' }
  return judge(results, sender.address.slice(sender.address.indexOf('@') + 1))
}

function unknown(reason: string): Authenticity {
  return { verdict: 'unknown', spf: null, dkim: null, dmarc: null, reason }
}

interface Result {
  /** `spf`, `dkim`, `dmarc`. */
  readonly method: string
  /** `pass`, `fail`, `none` … */
  readonly value: string
  /** `header.from` → `person.example`. */
  readonly properties: ReadonlyMap<string, string>
}

function trustedResults(headers: readonly Header[], trusted: string): readonly Result[] | null {
  for (const { name, value } of headers) {
    if (name === 'received' && !isOwnHop(value, trusted)) return null
    if (name !== 'authentication-results') continue
    const [server = '', ...clauses] = clausesOf(value)
    if ((server.split(/\s/)[0] ?? '').toLowerCase() !== trusted) continue
    return clauses.flatMap(readResult)
  }
  return null
}

/** The provider hands letters on within its own house; what it writes then is no border. */
function isOwnHop(received: string, trusted: string): boolean {
  const hop = received.slice(0, 1_000).toLowerCase()
  const by = /(?:^|\s)by\s{1,5}([\w.-]{1,255})/.exec(hop)?.[1] ?? ''
  const from = /^from\s{1,5}([\w.-]{1,255})/.exec(hop)?.[1]
  const house = trusted.split('.').slice(-2).join('.')
  return isWithin(by, house) && (from === undefined || isWithin(from, house))
}

/** The clauses between `;`, without comments; quotes are undone. One pass. */
function clausesOf(value: string): readonly string[] {
  const scan = new ClauseScan()
  for (const char of value) scan.take(char)
  return scan.finish()
}

class ClauseScan {
  private readonly clauses: string[] = []
  private clause = ''
  private comments = 0
  private quoted = false
  private escaped = false

  take(char: string): void {
    if (this.escaped || char === '\\') this.escaped = !this.escaped
    else if (char === '"' && this.comments === 0) this.quoted = !this.quoted
    else if (this.quoted) this.clause += char === ';' ? ' ' : char
    else if (char === '(') this.comments += 1
    else if (char === ')') this.comments = Math.max(0, this.comments - 1)
    else if (this.comments === 0) this.takeOutside(char)
  }

  private takeOutside(char: string): void {
    if (char === ';') this.endClause()
    else this.clause += char
  }

  private endClause(): void {
    this.clauses.push(this.clause.trim())
    this.clause = ''
  }

  finish(): readonly string[] {
    this.endClause()
    return this.clauses
  }
}

function readResult(clause: string): readonly Result[] {
  const [first = '', ...rest] = clause.replace(/\s{0,50}=\s{0,50}/g, '=').split(/\s+/)
  const [method = '', value = ''] = first.toLowerCase().split('=')
  if (!/^[a-z][\w-]{0,30}(?:\/\d)?$/.test(method) || !/^[a-z]{1,20}$/.test(value)) return []
  const pairs = rest.map((pair) => pair.toLowerCase().split('='))
  const properties = new Map(pairs.map(([name = '', given = '']) => [name, given]))
  return [{ method: method.split('/')[0] ?? '', value, properties }]
}

function judge(results: readonly Result[], domain: string | null): Authenticity {
  const spf = resultOf(results, 'spf')
  const dkim = resultOf(results, 'dkim')
  const dmarc = resultOf(results, 'dmarc')
  const found = { spf, dkim, dmarc }
  if (domain === null) return { ...found, ...verdict('unknown', 'no single sender') }
  const isOther = results.some((result) => result.method === 'dmarc' && isOfOther(result, domain))
  if (isOther) return { ...found, ...verdict('fail', 'dmarc of another domain') }
  if (dmarc === 'pass') return { ...found, ...verdict('pass', 'dmarc pass') }
  if (dmarc === 'fail') return { ...found, ...verdict('fail', 'dmarc fail') }
  const isSigned = results.some((result) => isAlignedSignature(result, domain))
  if (isSigned) return { ...found, ...verdict('pass', 'dkim pass, aligned') }
  return { ...found, ...withoutDmarc(spf) }
}

/** Where the domain has no DMARC: a sender that its SPF refuses, and no signature of its own. */
function withoutDmarc(spf: string | null): Pick<Authenticity, 'verdict' | 'reason'> {
  const isRefused = spf === 'fail' || spf === 'softfail'
  return isRefused ? verdict('fail', `spf ${spf}`) : verdict('unknown', 'nothing aligned')
}

function verdict(
  given: Authenticity['verdict'],
  reason: string,
): Pick<Authenticity, 'verdict' | 'reason'> {
  return { verdict: given, reason: `authentication: ${reason}` }
}

/** A letter may bear several signatures; one that passes is enough. */
function resultOf(results: readonly Result[], method: string): string | null {
  const values = results.filter((result) => result.method === method).map(({ value }) => value)
  return values.includes('pass') ? 'pass' : (values[0] ?? null)
}

function isOfOther({ properties }: Result, domain: string): boolean {
  const from = properties.get('header.from')
  return from !== undefined && from !== '' && (from.split('@').at(-1) ?? '') !== domain
}

/** Relaxed alignment (RFC 7489 3.1): the signing domain is that of From or one above it. */
function isAlignedSignature({ method, value, properties }: Result, domain: string): boolean {
  if (method !== 'dkim' || value !== 'pass') return false
  const signer = properties.get('header.d') ?? properties.get('header.i')?.split('@').at(-1) ?? ''
  return signer.includes('.') && isWithin(domain, signer)
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}
