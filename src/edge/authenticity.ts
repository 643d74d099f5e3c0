import { Resolver } from 'node:dns/promises'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { z } from 'zod'
import type { Signature } from '../letter/authentication.ts'
import { claimedDomain, isKeyFor, isTestKey, readClaim } from './dkim-tags.ts'
import type { Claim } from './dkim-tags.ts'
import { cutForCheck } from './signed-letter.ts'
import type { CutLetter } from './signed-letter.ts'

/** TXT records of a name, each in its pieces. Rejects with ENOTFOUND or ENODATA when there is none. */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>

export interface CheckedSignatures {
  readonly signatures: readonly Signature[]
  /** false: a DNS answer failed for now; the same letter may be checked again later. */
  readonly isFinal: boolean
}

export interface SignatureCheck {
  /**
   * Every DKIM signature of a letter against the keys that stand in DNS now: keys are changed, so a
   * letter is checked when it is fetched. Never rejects.
   *
   * @param truncated `raw` is only the beginning of a larger letter
   */
  check(raw: Buffer, truncated: boolean): Promise<CheckedSignatures>
}

export interface SignatureCheckOptions {
  readonly resolveTxt?: ResolveTxt
  /** Against which x= is held. */
  readonly now?: () => Date
}

/**
 * So many signatures a letter may bear, and each costs a DNS look-up. Of a letter with more none is
 * believed: to take the first, the last or those of the sender would let whoever adds signatures
 * choose which are looked at, and no honest letter has nine.
 */
const SIGNATURES_MAX = 8
const KEY_CHARS_MAX = 1_000
const KEY_BITS_MIN = 1_024

export function createSignatureCheck({
  resolveTxt = askDns(),
  now = () => new Date(),
}: SignatureCheckOptions = {}): SignatureCheck {
  return { check: (raw, truncated) => checkSignatures(raw, truncated, { resolveTxt, now }) }
}

async function checkSignatures(
  raw: Buffer,
  truncated: boolean,
  { resolveTxt, now }: Required<SignatureCheckOptions>,
): Promise<CheckedSignatures> {
  const cut = cutForCheck(raw)
  const claims = cut.signatures.map((value) => readClaim(value) ?? claimedDomain(value))
  if (claims.length > SIGNATURES_MAX) return { signatures: eachOnce(claims), isFinal: true }
  if (truncated || !cut.isWithinLimits) return { signatures: claims.map(unchecked), isFinal: true }
  const claimed = claims.filter((claim) => typeof claim !== 'string')
  const keys = await fetchKeys(claimed.map(nameOf), resolveTxt)
  const verified = await verify(cut, claims, { keys, now: now() })
  const signatures = claims.map((claim) =>
    typeof claim === 'string' ? failed(claim) : judge(claim, { cut, keys, verified }),
  )
  return { signatures, isFinal: !claimed.some((claim) => isTemporary(keys, claim)) }
}

/** A signature as it is claimed; only the domain of one that is not well formed. */
type Claimed = Claim | string

function failed(claim: Claimed): Signature {
  const { domain, identity, selector } =
    typeof claim === 'string' ? { domain: claim, identity: null, selector: '' } : claim
  return { domain, identity, selector, verdict: 'fail', weakness: null, key: null }
}

/** One that is not well formed fails without being checked. */
function unchecked(claim: Claimed): Signature {
  return typeof claim === 'string' ? failed(claim) : { ...failed(claim), verdict: 'unknown' }
}

/** One for each domain. */
function eachOnce(claims: readonly Claimed[]): readonly Signature[] {
  const signatures = claims.map(failed)
  return [...new Map(signatures.map((signature) => [signature.domain, signature])).values()]
}

/** `gone`: there is no such record; `temporary`: DNS did not answer. */
type Key = { readonly record: string } | 'gone' | 'temporary'
type Keys = ReadonlyMap<string, Key>

function nameOf({ selector, domain }: Claim): string {
  return `${selector}._domainkey.${domain}`
}

function isTemporary(keys: Keys, claim: Claim): boolean {
  return keys.get(nameOf(claim)) === 'temporary'
}

async function fetchKeys(names: readonly string[], resolveTxt: ResolveTxt): Promise<Keys> {
  const answers = [...new Set(names)].map(
    async (name) => [name, await fetchKey(name, resolveTxt)] as const,
  )
  return new Map(await Promise.all(answers))
}

async function fetchKey(name: string, resolveTxt: ResolveTxt): Promise<Key> {
  try {
    // Of several records any may be taken (RFC 6376 3.6.2.2): always the first, so that checks agree.
    const [record] = await resolveTxt(name)
    return record === undefined ? 'gone' : { record: record.join('') }
  } catch (error) {
    return isNoRecord(error) ? 'gone' : 'temporary'
  }
}

function isNoRecord(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOTFOUND' || code === 'ENODATA'
}

/** What mailauth says of one signature; its own types know only a part of it. */
const VERIFIED = z.object({
  signingDomain: z.string().optional(),
  selector: z.string().optional(),
  signature: z.string().optional(),
  modulusLength: z.number().optional(),
  canonBodyLength: z.number().optional(),
  canonBodyLengthTotal: z.number().optional(),
  canonBodyLengthLimited: z.boolean().optional(),
  signingHeaders: z.object({ keys: z.string() }).optional(),
  status: z.object({
    result: z.string(),
    comment: z.string().optional(),
    /** The signing domain, when it is that of From by the list of public suffixes. */
    aligned: z.union([z.string(), z.literal(false)]).optional(),
  }),
})
type Verified = z.infer<typeof VERIFIED>

interface World {
  readonly keys: Keys
  readonly now: Date
}

async function verify(
  cut: CutLetter,
  claims: readonly Claimed[],
  { keys, now }: World,
): Promise<readonly Verified[]> {
  const beyond = claims.map((claim) => isBeyondBody(claim, cut))
  const letter = cut.without((index) => beyond[index] === true)
  const resolver = async (name: string): Promise<string[][]> => {
    const key = keys.get(name.toLowerCase()) ?? 'gone'
    if (typeof key === 'object') return [[key.record]]
    throw Object.assign(new Error(key), { code: key === 'gone' ? 'ENODATA' : 'ETIMEOUT' })
  }
  try {
    // Short keys are told apart from broken ones by us, so mailauth is to check them as well.
    const found = await dkimVerify(letter, { resolver, minBitLength: 1, curTime: now })
    return z.array(VERIFIED).parse(found.results)
  } catch {
    return []
  }
}

/**
 * l= over more than there is: it fails anyhow, and mailauth would print a line about it. How much there
 * is, two readers count in two ways where a CR stands alone (RFC 5322 2.3 forbids it).
 */
function isBeyondBody(claim: Claimed, cut: CutLetter): boolean {
  if (typeof claim === 'string' || claim.bodyLength === null) return false
  return cut.hasLoneReturn || claim.bodyLength > cut.lengthIn(claim.bodyForm)
}

interface Findings {
  readonly cut: CutLetter
  readonly keys: Keys
  readonly verified: readonly Verified[]
}

function judge(claim: Claim, { cut, keys, verified }: Findings): Signature {
  const key = keys.get(nameOf(claim)) ?? 'gone'
  if (key === 'temporary') return unchecked(claim)
  if (key === 'gone') return failed(claim)
  const refused = { ...failed(claim), key: key.record.slice(0, KEY_CHARS_MAX) }
  const found = verified.find((one) => isOf(one, claim))
  if (found === undefined || !isVerified(found) || !isKeyFor(key.record, claim)) return refused
  if (isOfSuffix(claim, found, cut.fromDomain)) return refused
  return { ...refused, verdict: 'pass', weakness: weaknessOf(found, key.record, cut) }
}

function isOf({ signature, signingDomain, selector }: Verified, claim: Claim): boolean {
  const isNamed = signingDomain?.toLowerCase() === claim.domain
  return isNamed && selector?.toLowerCase() === claim.selector && signature === claim.signature
}

function isVerified({ status }: Verified): boolean {
  return status.result === 'pass' || isExpired(status)
}

/** mailauth says so only after the signature itself was found right. */
function isExpired({ result, comment }: Verified['status']): boolean {
  return result === 'neutral' && comment === 'expired'
}

/**
 * mailauth knows the public suffixes: a From address that stands below the signing domain and is not
 * aligned with it stands below a suffix (`kz`, `com.kz`), which signs for nobody.
 */
function isOfSuffix({ domain }: Claim, { status }: Verified, fromDomain: string | null): boolean {
  const isBelow = fromDomain === domain || fromDomain?.endsWith(`.${domain}`) === true
  return isBelow && typeof status.aligned !== 'string'
}

function weaknessOf(found: Verified, record: string, cut: CutLetter): Signature['weakness'] {
  const signed = (found.signingHeaders?.keys ?? '').toLowerCase().split(': ')
  if (!signed.includes('from') || cut.fromHeaders !== 1) return 'from-unsigned'
  if (isPartial(found)) return 'partial-body'
  if (isTestKey(record)) return 'test-key'
  if ((found.modulusLength ?? KEY_BITS_MIN) < KEY_BITS_MIN) return 'short-key'
  return isExpired(found.status) ? 'expired' : null
}

/** l= that leaves out a part of the body: anybody may have written that part. */
function isPartial(found: Verified): boolean {
  const isWhole = found.canonBodyLength === found.canonBodyLengthTotal
  return found.canonBodyLengthLimited !== false && !isWhole
}

const DNS_TIMEOUT_MS = 3_000
const DNS_TRIES = 2

function askDns(): ResolveTxt {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES })
  return (name) => resolver.resolveTxt(name)
}
