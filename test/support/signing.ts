/**
 * What a sender's server and a receiving server do to a letter, without a network: DKIM signatures
 * by keys made for the run, DNS for the domains of the tests, and the checks of a server at the border.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { authenticate } from 'mailauth'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { z } from 'zod'
import type { ResolveTxt } from '../../src/edge/authenticity.ts'
import { readHead } from '../../src/letter/decode/headers.ts'
import { fromOf } from '../../src/letter/decode/letter-head.ts'

export interface SignOptions {
  /** d=; left out: the domain of the first From address, `person.example` where there is none. */
  readonly domain?: string
  /** Which key and which key record: see `RECORDS`. */
  readonly selector?: Selector
  /** l=, in bytes of the body. */
  readonly bodyLength?: number
  /** x= */
  readonly expires?: Date
  /** h=, the names; left out: all that are usually signed. */
  readonly headers?: readonly string[]
  readonly form?: 'relaxed/relaxed' | 'simple/simple'
}

interface KeyPair {
  readonly secret: string
  /** Base64, as a key record has it. */
  readonly open: string
}

const made = new Map<string, KeyPair>()

/** Made once a run: 2,048 bits take a tenth of a second. */
function keyPair(kind: 'rsa' | 'short' | 'ed25519'): KeyPair {
  const known = made.get(kind)
  if (known !== undefined) return known
  const { privateKey, publicKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('rsa', { modulusLength: kind === 'short' ? 512 : 2_048 })
  const der = publicKey.export({ type: 'spki', format: 'der' })
  const pair = {
    secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    open: (kind === 'ed25519' ? der.subarray(-32) : der).toString('base64'),
  }
  made.set(kind, pair)
  return pair
}

/** The key records of every domain under .example, by selector. `gone`, `busy`: no record, no answer. */
const RECORDS = {
  test: () => `v=DKIM1; k=rsa; p=${keyPair('rsa').open}`,
  ed25519: () => `v=DKIM1; k=ed25519; p=${keyPair('ed25519').open}`,
  short: () => `v=DKIM1; k=rsa; p=${keyPair('short').open}`,
  trial: () => `v=DKIM1; k=rsa; t=y; p=${keyPair('rsa').open}`,
  strict: () => `v=DKIM1; k=rsa; t=s; p=${keyPair('rsa').open}`,
  revoked: () => 'v=DKIM1; k=rsa; p=',
  'other-use': () => `v=DKIM1; k=rsa; s=tlsrpt; p=${keyPair('rsa').open}`,
  'other-hash': () => `v=DKIM1; k=rsa; h=sha1; p=${keyPair('rsa').open}`,
  gone: () => null,
  busy: () => null,
} as const

export type Selector = keyof typeof RECORDS
const KEY_RECORDS: ReadonlyMap<string, () => string | null> = new Map(Object.entries(RECORDS))

/** The letter with a signature on top. Lines are made to end with CRLF, as on their way. */
export async function signed(raw: Buffer, options: SignOptions = {}): Promise<Buffer> {
  const letter = withCrlf(raw)
  const { selector = 'test', form = 'relaxed/relaxed', expires, headers } = options
  const { bodyLength } = options
  const kind = selector === 'short' || selector === 'ed25519' ? selector : 'rsa'
  const key = {
    signingDomain: options.domain ?? fromDomain(letter),
    selector,
    privateKey: keyPair(kind).secret,
    canonicalization: form,
    ...(bodyLength === undefined ? {} : { maxBodyLength: bodyLength }),
  }
  const { signatures, errors } = await dkimSign(letter, {
    ...key,
    signatureData: [key],
    ...(expires === undefined ? {} : { expires }),
    ...headerList(headers),
  })
  if (errors.length > 0) throw new Error('the letter could not be signed')
  return Buffer.concat([Buffer.from(signatures), letter])
}

/**
 * A true signature with the tags as they are given (relaxed/relaxed, over From, To and Subject), for what
 * no honest signer writes: `i` of another domain, a tag twice, a comment. Tags keep their order.
 */
export function signedByHand(raw: Buffer, tags: readonly (readonly [string, string])[]): Buffer {
  const letter = withCrlf(raw).toString('latin1')
  const [head = '', ...rest] = letter.split('\r\n\r\n')
  const body = rest
    .join('\r\n\r\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
  const usual = [
    ['v', '1'],
    ['a', 'rsa-sha256'],
    ['c', 'relaxed/relaxed'],
  ].filter(([name]) => !tags.some(([own]) => own === name))
  const hash = tags.some(([, value]) => value === 'rsa-sha1') ? 'sha1' : 'sha256'
  const bodyHash = createHash(hash).update(`${body.trimEnd()}\r\n`, 'latin1').digest('base64')
  const claim = [...usual, ...tags, ['h', 'from:to:subject'], ['bh', bodyHash], ['b', '']]
  const line = `DKIM-Signature: ${claim.map((tag) => tag.join('=')).join('; ')}`
  const fields = head.split(/\r\n(?![ \t])/)
  const covered = ['from', 'to', 'subject'].flatMap((name) =>
    fields.filter((field) => field.toLowerCase().startsWith(`${name}:`)).slice(-1),
  )
  const text = [...covered.map((field) => `${relaxed(field)}\r\n`), relaxed(line)].join('')
  const secret = keyPair('rsa').secret
  const signature = sign(hash, Buffer.from(text, 'latin1'), secret).toString('base64')
  return Buffer.from(`${line}${signature}\r\n${letter}`, 'latin1')
}

function relaxed(field: string): string {
  const [name = '', ...value] = field.replaceAll('\r\n', '').split(':')
  return `${name.toLowerCase().trim()}:${value.join(':').replace(/\s+/g, ' ').trim()}`
}

/** mailauth wants the names in one string, whatever its types say. */
function headerList(names: readonly string[] | undefined): object {
  return names === undefined ? {} : { headerList: names.join(':') }
}

function withCrlf(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
}

function fromDomain(raw: Buffer): string {
  return fromOf(readHead(raw).headers)[0]?.address.split('@')[1] ?? 'person.example'
}

const folder = new URL('../letters/labelled/', import.meta.url)

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
}

const LABELLED_DNS = z
  .record(z.string(), z.object({ TXT: z.array(z.string()) }))
  .parse(readJson('dns.json'))
const ENVELOPE = z.object({
  /** Of the client that hands the letter over. */
  ip: z.string(),
  helo: z.string(),
  mailFrom: z.string(),
})
export type Envelope = z.infer<typeof ENVELOPE>

/** How each labelled letter was handed to the server. */
export const ENVELOPES: Readonly<Record<string, Envelope>> = z
  .record(z.string(), ENVELOPE)
  .parse(readJson('envelopes.json'))

function noAnswer(code: 'ENOTFOUND' | 'ESERVFAIL'): Error {
  return Object.assign(new Error('no answer for someone@person.example'), { code })
}

/**
 * DNS as the tests know it: the domains of the labelled letters as they are; every other domain
 * under .example signs with the keys of `RECORDS`, sends from 192.0.2.0/24 and asks that forgeries
 * be refused; `attacker.example` and what is below it sends from anywhere.
 */
export function testDns(): ResolveTxt {
  return async (name) => {
    const record = recordOf(name.toLowerCase())
    if (record === null)
      throw noAnswer(name.startsWith('busy._domainkey.') ? 'ESERVFAIL' : 'ENOTFOUND')
    return [record.match(/.{1,250}/g) ?? ['']]
  }
}

function recordOf(name: string): string | null {
  const labelled = LABELLED_DNS[name]?.TXT[0]
  return labelled ?? (name.endsWith('.example') ? recordOfExample(name) : null)
}

function recordOfExample(name: string): string | null {
  const [first = '', second = ''] = name.split('.')
  if (second === '_domainkey') return KEY_RECORDS.get(first)?.() ?? null
  if (first === '_dmarc') return 'v=DMARC1; p=reject'
  return name.endsWith('attacker.example') ? 'v=spf1 +all' : 'v=spf1 ip4:192.0.2.0/24 -all'
}

/** From the server of the domain itself. */
export function envelopeOf(mailFrom: string): Envelope {
  return { ip: '192.0.2.7', helo: `mail.${mailFrom.split('@')[1] ?? ''}`, mailFrom }
}

export const RECEIVING_SERVER = 'mxs.mail.ru'

/**
 * The letter as the server `mxs.mail.ru` keeps it: its own findings on top. Whatever the letter
 * brings along stays below, forged results in the server's name too; not every server strips those.
 */
export async function receivingServer(raw: Buffer, envelope: Envelope): Promise<Buffer> {
  return Buffer.concat([await resultsOf(raw, envelope), silentServer(raw, envelope)])
}

/** A server that checks nothing: only its Received stands on top. */
export function silentServer(raw: Buffer, { ip, helo, mailFrom }: Envelope): Buffer {
  const received = [
    `Received: from ${helo} ([${ip}]:38982)`,
    `\tby mx232.mail.ru with esmtp (envelope-from <${mailFrom}>)`,
    '\tid qgKXcf-FJLbMX-dI',
    '\tfor snp201@mail.ru; Tue, 6 May 2025 07:33:57 +0300',
  ]
  return Buffer.concat([Buffer.from(`${received.join('\r\n')}\r\n`), raw])
}

async function resultsOf(raw: Buffer, envelope: Envelope): Promise<Buffer> {
  const { ip, helo, mailFrom } = envelope
  const { dkim, spf, dmarc } = await authenticate(raw, {
    ip,
    helo,
    sender: mailFrom,
    mta: RECEIVING_SERVER,
    trustReceived: false,
    disableArc: true,
    disableBimi: true,
    resolver: async (name, type) => {
      if (type !== 'TXT') throw noAnswer('ENOTFOUND')
      return (await testDns()(name)).map((record) => [...record])
    },
  })
  const results = [spf === false ? 'spf=none' : spf.info]
  results.push(...dkim.results.map(({ info }) => info))
  if (dmarc !== false && dmarc.info !== undefined) results.push(dmarc.info)
  const head = [
    `Return-path: <${mailFrom}>`,
    `Authentication-Results: ${RECEIVING_SERVER}; ${results.join(';\r\n\t')}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n`)
}

/** What the server of `receivingServer` wrote is taken off a labelled letter: it is as it was sent. */
export function asSent(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  return Buffer.from(
    text.replace(/^Return-path:[\s\S]*?^Received:.*\r\n(?:[ \t].*\r\n)*/im, ''),
    'latin1',
  )
}
