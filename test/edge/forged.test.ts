import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { createSignatureCheck } from '../../src/edge/authenticity.ts'
import { createReader } from '../../src/edge/mime.ts'
import type { ParsedLetter, Understanding } from '../../src/letter/letter.ts'
import { onlySender } from '../../src/letter/sender.ts'
import { PHRASES } from '../letter/samples.ts'
import { readLabels } from '../support/labels.ts'
import {
  ENVELOPES,
  RECEIVING_SERVER,
  asSent,
  envelopeOf,
  receivingServer,
  signed,
  signedByHand,
  silentServer,
  testDns,
} from '../support/signing.ts'
import type { Envelope } from '../support/signing.ts'

const reader = createReader()
const signatures = createSignatureCheck({ resolveTxt: testDns() })
afterAll(async () => reader.close())

interface Seen {
  readonly letter: ParsedLetter
  readonly understood: Understanding
}

/** A letter as it lies in the mailbox, read as the program reads it. */
async function see(
  raw: Buffer,
  trustedAuthservId: string | null = RECEIVING_SERVER,
): Promise<Seen> {
  const letter = await reader.read(raw)
  const found = await signatures.check(raw, false)
  const understood = await reader.understand(letter, {
    phrases: PHRASES,
    mailbox: 'snp201@mail.ru',
    trustedAuthservId,
    signatures: found.signatures,
  })
  return { letter, understood }
}

function labelled(file: string): Buffer {
  return readFileSync(new URL(`../letters/labelled/${file}`, import.meta.url))
}

/** A letter of a labelled person, as it left his server, and what a forger makes of it. */
class Forgery {
  readonly file: string
  readonly text: string
  readonly person: string
  readonly domain: string

  constructor(file: string) {
    this.file = file
    this.text = asSent(labelled(file)).toString('latin1')
    this.person = ENVELOPES[file]?.mailFrom ?? ''
    this.domain = this.person.split('@')[1] ?? ''
  }

  raw(): Buffer {
    return Buffer.from(this.text, 'latin1')
  }

  /** Without the signature of the person's server. */
  unsigned(): string {
    return this.text.replace(/^DKIM-Signature:.*\r\n(?:[ \t].*\r\n)*/gim, '')
  }

  /** The signature of the person's server alone. */
  signature(): string {
    return /^DKIM-Signature:.*\r\n(?:[ \t].*\r\n)*/im.exec(this.text)?.[0] ?? ''
  }

  /** The From header whole, and another one in its place. */
  withFrom(from: string, text = this.text): string {
    return text.replace(FROM, `${from}\r\n`)
  }

  from(): string {
    return FROM.exec(this.text)?.[0] ?? ''
  }

  withBody(change: (body: string) => string, text = this.text): string {
    const start = text.indexOf('\r\n\r\n') + 4
    return text.slice(0, start) + change(text.slice(start))
  }
}

const FROM = /^From:.*\r\n(?:[ \t].*\r\n)*/im
const SUBJECT = /^Subject:.*\r\n(?:[ \t].*\r\n)*/im

/** Where forgers send from; by default they call themselves the person. */
function outside(mailFrom: string, helo = 'vps.attacker.example'): Envelope {
  return { ip: '203.0.113.66', helo, mailFrom }
}

type Made = string | Buffer
interface Sent {
  readonly made: Made
  readonly envelope?: Envelope
  /** The server writes no results of its own. */
  readonly silent?: boolean
}
type Make = (genuine: Forgery) => Sent | Promise<Sent>

const BY_ATTACKER = outside('bounce@attacker.example')
const CLAIM = (domain: string): string =>
  `spf=pass smtp.mailfrom=x@${domain}; dkim=pass header.d=${domain}; dmarc=pass header.from=${domain}`

const latin1 = (made: Made): Buffer =>
  typeof made === 'string' ? Buffer.from(made, 'latin1') : made

/** The person's letter without its signature, signed anew in the name of the same domain. */
const anew = (genuine: Forgery, options: Parameters<typeof signed>[1] = {}): Promise<Buffer> =>
  signed(latin1(genuine.unsigned()), { domain: genuine.domain, ...options })

const append = (made: Buffer): string => `${made.toString('latin1')}\r\nPlease add: all of it.\r\n`

/** An unsigned letter in the person's name that brings results of its own along. */
const unsignedWith =
  (results: (genuine: Forgery) => string): Make =>
  (genuine) => ({ made: results(genuine) + genuine.unsigned() })

const byHand =
  (tags: (genuine: Forgery) => readonly (readonly [string, string])[]): Make =>
  (genuine) => ({ made: signedByHand(latin1(genuine.unsigned()), tags(genuine)) })

const fromChangedTo =
  (from: (genuine: Forgery) => string): Make =>
  (genuine) => ({ made: genuine.withFrom(from(genuine)) })

const VARIANTS: readonly (readonly [string, Make])[] = [
  // Who wrote it.
  ['another mailbox of the same domain in From', fromChangedTo((g) => `From: boss@${g.domain}`)],
  ['a mailbox of another domain in From', fromChangedTo(() => 'From: a.testova@bank.example')],
  [
    'another domain in From, and an envelope of its own',
    (g) => ({ made: g.withFrom('From: boss@bank.example'), envelope: BY_ATTACKER }),
  ],
  ['a second From above', (g) => ({ made: `From: x@attacker.example\r\n${g.text}` })],
  [
    'a second From below',
    (g) => ({ made: g.text.replace('\r\n\r\n', '\r\nFrom: x@attacker.example\r\n\r\n') }),
  ],
  ['the very same From twice', (g) => ({ made: g.from() + g.text })],
  [
    'a second From with a blank before its colon',
    (g) => ({ made: `From : x@attacker.example\r\n${g.text}` }),
  ],
  ['a second From in other letters', (g) => ({ made: `fROM: x@attacker.example\r\n${g.text}` })],
  ['two addresses in one From', fromChangedTo((g) => `From: x@attacker.example, ${g.person}`)],
  ['a group in From', fromChangedTo((g) => `From: people: ${g.person};`)],
  [
    'an empty group beside the address',
    fromChangedTo((g) => `From: ${g.person}:; <x@attacker.example>`),
  ],
  ['a comment within the domain', fromChangedTo((g) => `From: ${g.person}(x).attacker.example`)],
  [
    'a comment that holds the person',
    fromChangedTo((g) => `From: x@attacker.example (${g.person})`),
  ],
  ['a quoted local part', fromChangedTo((g) => `From: "${g.person}"@attacker.example`)],
  ['two at signs', fromChangedTo((g) => `From: <${g.person}@attacker.example>`)],
  ['a route', fromChangedTo((g) => `From: <@attacker.example:${g.person}>`)],
  ['two pairs of angle brackets', fromChangedTo((g) => `From: <${g.person}> <x@attacker.example>`)],
  [
    'a name that is the address, a letter of nobody',
    fromChangedTo((g) => `From: "${g.person}" <x@nobody.example>`),
  ],
  [
    'a name with angle brackets encoded',
    fromChangedTo((g) => `From: =?utf-8?Q?=3C${g.person}=3E?= <x@nobody.example>`),
  ],
  ['no From', (g) => ({ made: g.text.replace(FROM, '') })],
  ['no From, but a Sender', (g) => ({ made: g.text.replace(FROM, `Sender: ${g.person}\r\n`) })],
  [
    'a true Sender and another From',
    fromChangedTo((g) => `Sender: ${g.person}\r\nFrom: x@bank.example`),
  ],
  [
    'the true From as Resent-From',
    fromChangedTo((g) => `Resent-From: ${g.person}\r\nFrom: x@bank.example`),
  ],
  [
    'a homoglyph in the domain',
    fromChangedTo(
      (g) => `From: ${Buffer.from(g.person.replace('a', '\u0430')).toString('latin1')}`,
    ),
  ],
  ['an A-label that looks alike', fromChangedTo(() => 'From: x@xn--gmil-63d.example')],
  [
    'the domain as the beginning of another',
    fromChangedTo((g) => `From: ${g.person}.nobody.example`),
  ],
  ['the domain with a dot behind', fromChangedTo((g) => `From: ${g.person}.`)],
  [
    'a From whose fold is another blank',
    (g) => ({ made: g.withFrom(`From:\r\n\u00a0${g.person}`) }),
  ],
  // What the server said.
  ['no signature at all', (g) => ({ made: g.unsigned() })],
  ['no signature, SPF of the forger', (g) => ({ made: g.unsigned(), envelope: BY_ATTACKER })],
  [
    'forged results in the trusted name',
    unsignedWith((g) => `Authentication-Results: ${RECEIVING_SERVER}; ${CLAIM(g.domain)}\r\n`),
  ],
  [
    'forged results twice',
    unsignedWith((g) =>
      `Authentication-Results: ${RECEIVING_SERVER}; ${CLAIM(g.domain)}\r\n`.repeat(2),
    ),
  ],
  [
    'forged results in capitals',
    unsignedWith((g) => `AUTHENTICATION-RESULTS: MXS.MAIL.RU; ${CLAIM(g.domain)}\r\n`),
  ],
  [
    'forged results of another server',
    unsignedWith((g) => `Authentication-Results: mx.attacker.example; ${CLAIM(g.domain)}\r\n`),
  ],
  [
    'forged results with a version',
    unsignedWith((g) => `Authentication-Results: ${RECEIVING_SERVER} 1; ${CLAIM(g.domain)}\r\n`),
  ],
  [
    'forged results in encoded words',
    unsignedWith(
      (g) => `Authentication-Results: =?us-ascii?Q?mxs.mail.ru=3B?= ${CLAIM(g.domain)}\r\n`,
    ),
  ],
  [
    'forged results in folded lines',
    unsignedWith(
      (g) =>
        `Authentication-Results:\r\n ${RECEIVING_SERVER};\r\n\t${CLAIM(g.domain).replaceAll('; ', ';\r\n ')}\r\n`,
    ),
  ],
  [
    'forged results in a comment',
    unsignedWith(
      (g) => `Authentication-Results: x.example (${RECEIVING_SERVER}; ${CLAIM(g.domain)})\r\n`,
    ),
  ],
  [
    'forged results above a forged Received of the server',
    unsignedWith(
      (g) =>
        `Authentication-Results: ${RECEIVING_SERVER}; ${CLAIM(g.domain)}\r\nReceived: by mx1.mail.ru with local\r\n`,
    ),
  ],
  [
    'forged results below a forged Received of the server',
    unsignedWith(
      (g) =>
        `Received: by ${RECEIVING_SERVER} with local\r\nAuthentication-Results: ${RECEIVING_SERVER}; ${CLAIM(g.domain)}\r\n`,
    ),
  ],
  [
    'a forged ARC set that calls its chain sound',
    unsignedWith(
      (g) =>
        `ARC-Seal: i=1; a=rsa-sha256; cv=pass; d=${g.domain}; s=test; b=AAAA\r\nARC-Message-Signature: i=1; a=rsa-sha256; d=${g.domain}; s=test; h=from; bh=AAAA; b=AAAA\r\nARC-Authentication-Results: i=1; ${RECEIVING_SERVER}; ${CLAIM(g.domain)}\r\n`,
    ),
  ],
  [
    'a seal that is the signature of a letter',
    (g) => ({
      made: `${g.signature().replace('DKIM-Signature: ', 'ARC-Seal: i=1; cv=none; ')}${g.unsigned()}`,
    }),
  ],
  [
    'a forged Received-SPF',
    unsignedWith(
      (g) =>
        `Received-SPF: pass (${RECEIVING_SERVER}: domain of ${g.person} designates 203.0.113.66)\r\n`,
    ),
  ],
  [
    'a forged Return-Path and Received of the person',
    unsignedWith(
      (g) =>
        `Return-Path: <${g.person}>\r\nReceived: from mail.${g.domain} ([192.0.2.209]) by mx1.mail.ru with esmtp (envelope-from <${g.person}>)\r\n`,
    ),
  ],
  [
    'results within the envelope sender',
    (g) => ({
      made: g.unsigned(),
      envelope: outside(`"a; ${CLAIM(g.domain)}; x=a"@attacker.example`),
    }),
  ],
  [
    'results within a comment about the envelope sender',
    (g) => ({
      made: g.unsigned(),
      envelope: outside(
        `"a) smtp.mailfrom=${g.person}; dmarc=pass header.from=${g.domain} ("@attacker.example`,
      ),
    }),
  ],
  [
    'a HELO in the name of the provider, forged results, a silent server',
    (g) => ({
      made: `Authentication-Results: ${RECEIVING_SERVER}; ${CLAIM(g.domain)}\r\n${g.withBody((body) => `x${body}`)}`,
      envelope: outside(g.person, 'mx7.mail.ru'),
      silent: true,
    }),
  ],
  [
    'a HELO that is the server itself, forged results, a silent server',
    (g) => ({
      made: `Authentication-Results: ${RECEIVING_SERVER}; ${CLAIM(g.domain)}\r\n${g.withBody((body) => `x${body}`)}`,
      envelope: outside(g.person, `localhost ([127.0.0.1])`),
      silent: true,
    }),
  ],
  // What was signed.
  ['a changed body', (g) => ({ made: g.withBody((body) => `x${body}`) })],
  ['a line behind the body', (g) => ({ made: append(g.raw()) })],
  ['an emptied body', (g) => ({ made: g.withBody(() => '') })],
  [
    'a changed subject',
    (g) => ({ made: g.text.replace(SUBJECT, 'Subject: Delete everything\r\n') }),
  ],
  ['a changed To', (g) => ({ made: g.text.replace(/^To: .*$/im, 'To: other@bank.example') })],
  [
    'a changed Date',
    (g) => ({ made: g.text.replace(/^Date: .*$/im, 'Date: Tue, 1 Dec 2026 10:00:00 +0500') }),
  ],
  ['a second Subject above', (g) => ({ made: `Subject: Delete everything\r\n${g.text}` })],
  [
    'a second Subject below',
    (g) => ({ made: g.text.replace('\r\n\r\n', '\r\nSubject: Delete everything\r\n\r\n') }),
  ],
  ['words behind l=', async (g) => ({ made: append(await anew(g, { bodyLength: 40 })) })],
  [
    'words behind l= that covered the whole body',
    async (g) => ({ made: append(await anew(g, { bodyLength: 1e6 })) }),
  ],
  ['l=0', async (g) => ({ made: append(await anew(g, { bodyLength: 0 })) })],
  [
    'l= written into a signature',
    (g) => ({ made: append(latin1(g.text.replace('q=dns/txt;', 'q=dns/txt; l=10;'))) }),
  ],
  [
    'From left out of h=, and changed',
    async (g) => ({
      made: g.withFrom(
        `From: boss@${g.domain}`,
        (await anew(g, { headers: ['To', 'Subject'] })).toString('latin1'),
      ),
    }),
  ],
  ['From left out of h=', async (g) => ({ made: await anew(g, { headers: ['To', 'Subject'] }) })],
  [
    'the signature of another domain',
    async (g) => ({ made: await anew(g, { domain: 'attacker.example' }), envelope: BY_ATTACKER }),
  ],
  [
    'a broken signature below a sound one of another domain',
    async (g) => ({
      made: await signed(latin1(append(g.raw())), { domain: 'attacker.example' }),
      envelope: BY_ATTACKER,
    }),
  ],
  [
    'the signature of a domain that looks alike',
    async (g) => ({ made: await anew(g, { domain: `x${g.domain}` }) }),
  ],
  [
    'the signature of an A-label that looks alike',
    async (g) => ({ made: await anew(g, { domain: 'xn--gmil-63d.example' }) }),
  ],
  [
    'the signature of a domain that begins alike',
    async (g) => ({ made: await anew(g, { domain: `${g.domain}.attacker.example` }) }),
  ],
  [
    'the signature of the public suffix',
    byHand(() => [
      ['d', 'example'],
      ['s', 'test'],
    ]),
  ],
  [
    'an expired signature',
    async (g) => ({ made: await anew(g, { expires: new Date('2025-01-01') }) }),
  ],
  ['a key on trial', async (g) => ({ made: await anew(g, { selector: 'trial' }) })],
  ['a key of 512 bits', async (g) => ({ made: await anew(g, { selector: 'short' }) })],
  ['a revoked key', async (g) => ({ made: await anew(g, { selector: 'revoked' }) })],
  ['a key that is not there', async (g) => ({ made: await anew(g, { selector: 'gone' }) })],
  ['a key for another use', async (g) => ({ made: await anew(g, { selector: 'other-use' }) })],
  ['a key for another hash', async (g) => ({ made: await anew(g, { selector: 'other-hash' }) })],
  ['another selector in a true signature', (g) => ({ made: g.text.replace('s=mail1', 's=test') })],
  [
    'the signature of another letter',
    (g) => ({
      made: new Forgery(g.file === 'd003.eml' ? 'd027.eml' : 'd003.eml').signature() + g.unsigned(),
    }),
  ],
  [
    'a broken signature 200 times',
    (g) => ({ made: g.signature().repeat(200) + g.withBody((body) => `x${body}`) }),
  ],
  ['a true signature 200 times', (g) => ({ made: g.signature().repeat(200) + g.unsigned() })],
  [
    'nine signatures',
    async (g) => {
      let made = g.raw()
      for (let i = 0; i < 8; i += 1) made = await signed(made, { domain: `s${i}.attacker.example` })
      return { made }
    },
  ],
  [
    'i= of another domain',
    byHand((g) => [
      ['d', g.domain],
      ['s', 'test'],
      ['i', '@attacker.example'],
    ]),
  ],
  [
    'i= of a domain that ends alike',
    byHand((g) => [
      ['d', g.domain],
      ['s', 'test'],
      ['i', `@x${g.domain}`],
    ]),
  ],
  [
    'i= below a domain whose key forbids it',
    byHand((g) => [
      ['d', g.domain],
      ['s', 'strict'],
      ['i', `@x.${g.domain}`],
    ]),
  ],
  [
    'd= twice',
    byHand((g) => [
      ['d', 'attacker.example'],
      ['d', g.domain],
      ['s', 'test'],
    ]),
  ],
  [
    'd= with a comment',
    byHand((g) => [
      ['d', `${g.domain}(x)`],
      ['s', 'test'],
    ]),
  ],
  [
    'SHA-1',
    byHand((g) => [
      ['a', 'rsa-sha1'],
      ['d', g.domain],
      ['s', 'test'],
    ]),
  ],
  [
    'another version',
    byHand((g) => [
      ['v', '2'],
      ['d', g.domain],
      ['s', 'test'],
    ]),
  ],
  [
    'an empty signature',
    (g) => ({ made: g.text.replace(/ b=[\s\S]*?(?=\r\nFrom|\r\n\S)/, ' b=') }),
  ],
  [
    'a signature of blanks',
    byHand((g) => [
      ['d', g.domain],
      ['s', 'test'],
      ['z', ' '],
      ['b', 'AAAA'],
    ]),
  ],
]

/** Letters of people who ask something, plainly, from domains with and without a strict DMARC policy. */
const FILES = ['rectify', 'cease', 'access', 'reply'].flatMap((kind) =>
  readLabels()
    .filter((label) => label.kind === kind && !label.review && label.twists.length <= 2)
    .filter(({ file }) => isGenuine(file) && new Forgery(file).signature() !== '')
    .filter(({ file }) => new Forgery(file).person === fromOfLabelled(file))
    .slice(0, 1)
    .map(({ file }) => file),
)

function isGenuine(file: string): boolean {
  return /^Authentication-Results:[^;]*;(?:.*\r?\n\s)*?.*dmarc=pass/im.test(
    labelled(file).toString('latin1'),
  )
}

function fromOfLabelled(file: string): string {
  return /<?([\w.+-]+@[\w.-]+)>?\r\n$/.exec(new Forgery(file).from())?.[1] ?? ''
}

const DOUBTS = ['forged', 'doubled-headers', 'sender', 'other-address', 'own-address']

describe.each(FILES)('letters made of %s', (file) => {
  const genuine = new Forgery(file)

  test('the genuine letter is proven and not called forged', async () => {
    const raw = await receivingServer(genuine.raw(), ENVELOPES[file] ?? outside(''))
    const { understood } = await see(raw)
    expect(understood.proven).toBe('dkim')
    expect(understood.flags).not.toContain('forged')
    expect((await see(raw, null)).understood.proven).toBe('dkim')
  })

  test.each(VARIANTS)('%s: flagged, and nobody is proven', async (_what, make) => {
    const { made, envelope = outside(genuine.person), silent = false } = await make(genuine)
    const raw = silent
      ? silentServer(latin1(made), envelope)
      : await receivingServer(latin1(made), envelope)
    const { understood } = await see(raw)
    expect(understood.proven).toBeNull()
    expect(understood.review).toBe(true)
    expect(understood.flags.filter((flag) => DOUBTS.includes(flag))).not.toEqual([])
    expect((await see(raw, null)).understood.proven).toBeNull()
  })
})

/** The forger has a domain of his own and signs with its key: then that domain is proven, and no other. */
describe('a letter that its true sender signs', () => {
  const genuine = new Forgery('d027.eml')
  const person = genuine.person

  test.each([
    ['the person’s address as the name', `From: "${person}" <x@attacker.example>`],
    [
      'the person’s address in an encoded name',
      `From: =?utf-8?Q?=22${person}=22?= <x@attacker.example>`,
    ],
    [
      'an encoded name that ends the header',
      `From: =?utf-8?Q?A_=3C${person}=3E=2C_b?= <x@attacker.example>`,
    ],
    ['a comment with the person’s address', `From: x@attacker.example (${person})`],
    ['the person’s domain as a sub-domain', `From: ${person}.attacker.example`],
    ['an A-label that looks alike', 'From: x@xn--gmil-63d.attacker.example'],
  ])('%s: it is its own letter and nobody else’s', async (_what, from) => {
    const own = latin1(genuine.withFrom(from, genuine.unsigned()))
    const raw = await signed(own, { domain: 'attacker.example' })
    const { letter, understood } = await see(await receivingServer(raw, BY_ATTACKER))
    expect(onlySender(letter)?.address).toMatch(/attacker\.example$/)
    expect(understood.proven).toBe('dkim')
  })

  test('a domain below that of From proves nothing, and is no forgery', async () => {
    const raw = await anew(genuine, { domain: `news.${genuine.domain}` })
    const { understood } = await see(await receivingServer(raw, BY_ATTACKER))
    expect(understood.proven).toBeNull()
    expect(understood.flags).not.toContain('forged')
  })

  test('a domain above that of From proves it', async () => {
    const from = `From: x@mail.${genuine.domain}`
    const own = latin1(genuine.withFrom(from, genuine.unsigned()))
    const raw = await signed(own, { domain: genuine.domain })
    const { understood } = await see(await receivingServer(raw, envelopeOf(person)))
    expect(understood.proven).toBe('dkim')
  })

  test('i= may be of a domain below, and blanks and folds may change', async () => {
    const made = signedByHand(latin1(genuine.unsigned()), [
      ['d', genuine.domain],
      ['s', 'test'],
      ['i', `someone@mail.${genuine.domain}`],
    ])
    const refolded = made.toString('latin1').replace(/^From: /m, 'FROM:\r\n   ')
    const { understood } = await see(await receivingServer(latin1(refolded), outside(person)))
    expect(understood.proven).toBe('dkim')
  })
})

test('the variants are many', () => {
  expect(FILES).toHaveLength(4)
  expect(VARIANTS.length).toBeGreaterThanOrEqual(80)
})

test('every genuine labelled letter is proven, and only forged ones are called so', async () => {
  const wrong: string[] = []
  for (const { file, kind } of readLabels()) {
    const { letter, understood } = await see(labelled(file))
    const isProven = understood.proven !== null
    const isWhole = letter.reading === 'whole' && onlySender(letter) !== null
    if (isProven !== (isGenuine(file) && isWhole && letter.doubledHeaders.length === 0))
      wrong.push(`${file} ${kind} proven: ${String(understood.proven)}`)
    if (isGenuine(file) && understood.flags.includes('forged')) wrong.push(`${file} forged`)
  }
  expect(wrong).toEqual([])
})
