/**
 * DKIM-Signature headers and key records as RFC 6376 writes them, read more narrowly than mailauth
 * does: what two readers might read in two ways is refused.
 */

/** What a DKIM-Signature header claims; every value without outer blanks. */
export interface Claim {
  /** d=, lower case, a domain of LDH labels with at least one dot. */
  readonly domain: string
  /** s=, lower case. */
  readonly selector: string
  /** i=, null when it is left out. */
  readonly identity: string | null
  /** b= without blanks. */
  readonly signature: string
  /** c=, the part for the body. */
  readonly bodyForm: 'simple' | 'relaxed'
  /** l=, null when the whole body is signed. */
  readonly bodyLength: number | null
}

const HOST =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/
const SELECTOR = /^[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62}){0,3}$/
/** SHA-1 proves nothing any more (RFC 8301 3.1). */
const ALGORITHM = /^(?:rsa|ed25519)-sha256$/i
const REQUIRED = ['a', 'b', 'bh', 'd', 'h', 's', 'v']

/**
 * The domain in whose name a signature is written that nobody may believe; of several the last, as
 * mailauth reads it; '' when none can be made out.
 */
export function claimedDomain(value: string): string {
  const written = [...value.matchAll(/(?:^|;)\s{0,50}d\s{0,50}=\s{0,50}([a-z0-9.-]{1,253})/gi)]
  const domain = written.at(-1)?.[1]?.toLowerCase() ?? ''
  return HOST.test(domain) ? domain : ''
}

/** null: no signature that anybody may believe. `value`: unfolded, its blanks kept. */
export function readClaim(value: string): Claim | null {
  const tags = tagsOf(value)
  if (tags === null || REQUIRED.some((name) => !tags.has(name))) return null
  const tag = (name: string): string => tags.get(name) ?? ''
  const claim = {
    domain: tag('d').toLowerCase(),
    selector: tag('s').toLowerCase(),
    identity: tags.get('i') ?? null,
    signature: tag('b').replace(/\s+/g, ''),
    bodyForm: /\/relaxed$/i.test(tag('c')) ? ('relaxed' as const) : ('simple' as const),
    bodyLength: tags.has('l') ? Number(tag('l')) : null,
  }
  const isRight = isWellFormed(tags) && HOST.test(claim.domain) && SELECTOR.test(claim.selector)
  return isRight && isIdentityOf(claim) ? claim : null
}

function isWellFormed(tags: ReadonlyMap<string, string>): boolean {
  const { v, a, q = 'dns/txt', l = '0', x = '0' } = Object.fromEntries(tags)
  const isCounted = /^\d{1,12}$/.test(l) && /^\d{1,12}$/.test(x)
  return v === '1' && ALGORITHM.test(a ?? '') && q.toLowerCase() === 'dns/txt' && isCounted
}

/** i= is of the signing domain or one below it, else the signature is void (RFC 6376 3.5). */
function isIdentityOf({ identity, domain }: Pick<Claim, 'identity' | 'domain'>): boolean {
  const host = hostOf(identity ?? `@${domain}`)
  return host === domain || host?.endsWith(`.${domain}`) === true
}

function hostOf(identity: string): string | null {
  const at = identity.lastIndexOf('@')
  return at === -1 ? null : identity.slice(at + 1).toLowerCase()
}

/** A tag list (3.2). Quotes, comments and escapes mean something to mailauth and nothing to the RFC. */
function tagsOf(value: string): ReadonlyMap<string, string> | null {
  if (!/^[\x20-\x7e\t]*$/.test(value) || /[()"'\\]/.test(value)) return null
  const tags = new Map<string, string>()
  const parts = value.split(';').map((part) => part.trim())
  if (parts.at(-1) === '') parts.pop()
  for (const part of parts) {
    const [, name = '', given = ''] = /^([a-z][a-z0-9_]{0,30})\s*=\s*(.*)$/i.exec(part) ?? []
    if (name === '' || tags.has(name.toLowerCase())) return null
    tags.set(name.toLowerCase(), given)
  }
  return tags
}

/** Whether a key record lets its key be used for this signature (3.6.1: h=, s= and the flag t=s). */
export function isKeyFor(record: string, claim: Pick<Claim, 'identity' | 'domain'>): boolean {
  const hashes = valuesOf(record, 'h')
  const uses = valuesOf(record, 's')
  const isStrict = valuesOf(record, 't').includes('s')
  const isForHash = hashes.length === 0 || hashes.includes('sha256')
  const isForMail = uses.length === 0 || uses.includes('*') || uses.includes('email')
  const isExact = !isStrict || hostOf(claim.identity ?? `@${claim.domain}`) === claim.domain
  return isForHash && isForMail && isExact
}

/** The flag t=y: the domain only tries signing out, its signatures are to be taken for none. */
export function isTestKey(record: string): boolean {
  return valuesOf(record, 't').includes('y')
}

/** Every value of every tag of that name, lower case: a record that says both is held to both. */
function valuesOf(record: string, name: string): readonly string[] {
  return record
    .toLowerCase()
    .replace(/\s+/g, '')
    .split(';')
    .filter((part) => part.startsWith(`${name}=`))
    .flatMap((part) => part.slice(name.length + 1).split(':'))
    .filter((value) => value !== '')
}

/** How many bytes of a body (lines end with CRLF) a signature over all of it covers (3.4.3, 3.4.4). */
export function canonicalLength(body: string, form: Claim['bodyForm']): number {
  const lines = body.split('\r\n').map((line) => (form === 'relaxed' ? relaxed(line) : line))
  while (lines.length > 0 && lines.at(-1) === '') lines.pop()
  const bytes = lines.reduce((sum, line) => sum + line.length + 2, 0)
  return form === 'simple' ? Math.max(bytes, 2) : bytes
}

function relaxed(line: string): string {
  const single = line.replace(/[ \t]+/g, ' ')
  return single.endsWith(' ') ? single.slice(0, -1) : single
}
