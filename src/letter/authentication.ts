import { isWithin, trustedResults } from './authentication-results.ts'
import type { Result } from './authentication-results.ts'
import type { ParsedLetter } from './letter.ts'
import { onlySender } from './sender.ts'

/** One DKIM signature of a letter, checked when the letter was fetched (RFC 6376). */
export interface Signature {
  /** d=, lower case; '' when it is no domain. */
  readonly domain: string
  /** i=, as written; null when it is left out. */
  readonly identity: string | null
  /** s=, lower case. */
  readonly selector: string
  /** unknown: it could not be checked, or its key could not be fetched just now. */
  readonly verdict: 'pass' | 'fail' | 'unknown'
  /** Why a signature that passes proves nothing all the same. */
  readonly weakness: 'partial-body' | 'test-key' | 'short-key' | 'from-unsigned' | 'expired' | null
  /** The key record as DNS had it, cut to 1,000 characters; null when there was none. */
  readonly key: string | null
}

/** What is known about the sender: by the signatures, and by what the receiving server wrote on top. */
export interface Authenticity {
  /** pass: the From domain itself vouches for the letter; fail: it plainly does not. */
  readonly verdict: 'pass' | 'fail' | 'unknown'
  /**
   * How the From domain is proven; null unless the verdict is pass. `dkim` only by signatures we
   * checked ourselves: a server may have believed one that covers half a letter.
   */
  readonly by: 'dkim' | 'spf' | null
  /** Results as the server names them; null where it says nothing. */
  readonly spf: string | null
  readonly dkim: string | null
  readonly dmarc: string | null
  /** Why, one short line. */
  readonly reason: string
}

/**
 * `signatures`: null when nobody checked them (there is no network); then the server's word is taken
 * for the verdict. ARC, Received and Return-Path are never read as proof.
 *
 * `trustedAuthservId`: the server whose Authentication-Results (RFC 8601) are believed; null: none.
 */
export function authenticity(
  letter: Pick<ParsedLetter, 'headers' | 'from' | 'doubledHeaders'>,
  trustedAuthservId: string | null,
  signatures: readonly Signature[] | null = null,
): Authenticity {
  const trusted = trustedAuthservId?.trim().toLowerCase() ?? ''
  const domain = domainOf(letter)
  const results = trusted === '' ? null : trustedResults(letter.headers, trusted)
  const claim = results === null ? nothingSaid(trusted) : judge(results, domain)
  if (domain === null) return { ...claim, ...verdict('unknown', 'no single sender') }
  const bySpf = isProvenBySpf(results ?? [], domain)
  const found =
    signatures === null
      ? byServer(claim, bySpf)
      : bySignatures(signatures, { claim, domain, bySpf })
  return { ...claim, ...(letter.doubledHeaders.length > 0 ? ofDoubled(found) : found) }
}

/** Programs differ on which of two headers counts, so nothing proves such a letter. */
function ofDoubled(found: Found): Found {
  return found.verdict === 'pass' ? { ...verdict('unknown', 'doubled headers'), by: null } : found
}

/** The domain that must vouch for a letter: that of the one sender. */
function domainOf(letter: Pick<ParsedLetter, 'from'>): string | null {
  const address = onlySender(letter)?.address
  return address === undefined ? null : address.slice(address.indexOf('@') + 1)
}

function nothingSaid(trusted: string): Authenticity {
  const reason = trusted === '' ? 'no trusted server' : 'no results of the trusted server'
  return { ...verdict('unknown', reason), by: null, spf: null, dkim: null, dmarc: null }
}

type Verdict = Pick<Authenticity, 'verdict' | 'reason'>

function verdict(given: Authenticity['verdict'], reason: string): Verdict {
  return { verdict: given, reason: `authentication: ${reason}` }
}

/** What the server says of the one sender. */
function judge(results: readonly Result[], domain: string | null): Authenticity {
  const spf = resultOf(results, 'spf')
  const dkim = resultOf(results, 'dkim')
  const dmarc = resultOf(results, 'dmarc')
  const said = domain === null ? verdict('unknown', 'no single sender') : weigh(results, domain)
  return { ...said, by: null, spf, dkim, dmarc }
}

function weigh(results: readonly Result[], domain: string): Verdict {
  if (results.some((result) => isOfOther(result, domain))) return verdict('fail', OF_OTHER)
  const dmarc = resultOf(results, 'dmarc')
  if (dmarc === 'pass') return verdict('pass', 'dmarc pass')
  if (dmarc === 'fail') return verdict('fail', 'dmarc fail')
  const isSigned = results.some((result) => isAlignedSignature(result, domain))
  if (isSigned) return verdict('pass', 'dkim pass, aligned')
  return withoutDmarc(resultOf(results, 'spf'))
}

/** Server and reader see different senders: the letter was made so. */
const OF_OTHER = 'dmarc of another domain'

/** Where the domain has no DMARC: a sender that its SPF refuses, and no signature of its own. */
function withoutDmarc(spf: string | null): Verdict {
  const isRefused = spf === 'fail' || spf === 'softfail'
  return isRefused ? verdict('fail', `spf ${spf}`) : verdict('unknown', 'nothing aligned')
}

/** A letter may bear several signatures; one that passes is enough. Of DMARC there is one result. */
function resultOf(results: readonly Result[], method: string): string | null {
  const values = results.filter((result) => result.method === method).map(({ value }) => value)
  const telling = method === 'dmarc' ? 'fail' : 'pass'
  return values.includes(telling) ? telling : (values[0] ?? null)
}

/** Some servers name the domain above that of From in which they found its DMARC policy. */
function isOfOther({ method, properties }: Result, domain: string): boolean {
  const from = properties.get('header.from')
  if (method !== 'dmarc' || from === undefined || from === '') return false
  return !isAligned(domain, hostOf(from))
}

function isAlignedSignature({ method, value, properties }: Result, domain: string): boolean {
  if (method !== 'dkim' || value !== 'pass') return false
  return isAligned(domain, properties.get('header.d') ?? hostOf(properties.get('header.i') ?? ''))
}

function hostOf(address: string): string {
  return address.split('@').at(-1) ?? ''
}

/**
 * Alignment, narrower than the relaxed one of RFC 7489 3.1: the vouching domain is that of From or
 * one above it. A sister or a domain below (`news.person.example`) is often lent to a sender of bulk
 * mail and does not speak for the people of the domain itself; and this needs no list of public suffixes
 * (a signature by one of those is refused when it is checked).
 */
function isAligned(domain: string, vouching: string): boolean {
  return vouching.includes('.') && isWithin(domain, vouching)
}

type Found = Verdict & Pick<Authenticity, 'by'>

/** Where nobody checked the signatures. */
function byServer({ verdict: given, reason }: Authenticity, bySpf: boolean): Found {
  return { verdict: given, reason, by: given === 'pass' && bySpf ? 'spf' : null }
}

interface Ground {
  readonly claim: Authenticity
  readonly domain: string
  readonly bySpf: boolean
}

/** The verdict where the signatures were checked: then the server's word on DKIM counts for nothing. */
function bySignatures(signatures: readonly Signature[], { claim, domain, bySpf }: Ground): Found {
  const aligned = signatures.filter((signature) => isAligned(domain, signature.domain))
  if (claim.reason === verdict('fail', OF_OTHER).reason) return claim
  if (aligned.some(isGood)) return { ...verdict('pass', 'dkim checked, aligned'), by: 'dkim' }
  if (bySpf) return { ...verdict('pass', 'spf pass, aligned'), by: 'spf' }
  if (claim.verdict === 'fail') return claim
  const isBroken =
    aligned.length > 0 && aligned.every((signature) => signature.verdict !== 'unknown')
  if (!isBroken) return { ...verdict('unknown', 'no signature of the sender'), by: null }
  const weakness = aligned.find((signature) => signature.verdict === 'pass')?.weakness
  return { ...verdict('fail', `dkim ${weakness ?? 'fail'}`), by: null }
}

function isGood({ verdict: found, weakness }: Signature): boolean {
  return found === 'pass' && weakness === null
}

/**
 * A server tells in DMARC only that SPF or DKIM vouched, so SPF must be told beside it, for this very
 * domain. Each of the two exactly once: a second one was written by somebody else.
 */
function isProvenBySpf(results: readonly Result[], domain: string): boolean {
  const [dmarc, ...moreDmarc] = results.filter(({ method }) => method === 'dmarc')
  const [spf, ...moreSpf] = results.filter(({ method }) => method === 'spf')
  if (dmarc?.value !== 'pass' || spf?.value !== 'pass') return false
  if (moreDmarc.length + moreSpf.length > 0) return false
  const isOfDomain = dmarc.properties.get('header.from') === domain
  return isOfDomain && isAligned(domain, hostOf(spf.properties.get('smtp.mailfrom') ?? ''))
}
