import { describe, expect, test } from 'vitest'
import { authenticity } from '../../src/letter/authentication.ts'
import type { Authenticity, Signature } from '../../src/letter/authentication.ts'
import { readHead } from '../../src/letter/decode/headers.ts'
import { letterByHead } from '../../src/letter/decode/letter-head.ts'
import { gather } from '../../src/letter/facts.ts'
import { understand } from '../../src/letter/classify.ts'
import type { Header } from '../../src/letter/letter.ts'
import { HOSTILE, MAILBOX, PHRASES, letterWith } from './samples.ts'
import { cpuMs } from '../support/cpu.ts'

const TRUSTED = 'mx.mail.example'
const OUTSIDE =
  'from mta.person.example ([192.0.2.1]) by mx1.mail.example with esmtp; Mon, 5 May 2025'

function results(value: string): Header {
  return { name: 'authentication-results', value }
}

function received(value: string): Header {
  return { name: 'received', value }
}

function judge(...headers: readonly Header[]): ReturnType<typeof authenticity> {
  return authenticity(letterWith({ headers }), TRUSTED)
}

/** The samples are written by anna.testova@person.example. */
describe('the results of the trusted server decide', () => {
  test.each([
    ['dkim=pass header.d=person.example; dmarc=pass header.from=person.example', 'pass'],
    [
      'spf=pass smtp.mailfrom=a@person.example; dkim=none; dmarc=pass header.from=person.example',
      'pass',
    ],
    ['spf=softfail; dkim=none; dmarc=fail header.from=person.example', 'fail'],
    ['spf=none; dkim=none; dmarc=fail (p=reject) header.from=person.example', 'fail'],
    ['dkim=pass header.d=person.example', 'pass'],
    ['dkim=pass header.i=@person.example', 'pass'],
    ['dkim=pass header.d=other.example; dkim=pass header.d=person.example', 'pass'],
    ['dkim=fail header.d=person.example; dkim=pass header.d=person.example', 'pass'],
    ['dkim=pass header.d=other.example', 'unknown'],
    ['dkim=pass header.d=son.example', 'unknown'],
    ['dkim=pass header.d=example', 'unknown'],
    ['spf=pass smtp.mailfrom=person.example; dkim=none; dmarc=none', 'unknown'],
    ['spf=fail; dkim=none; dmarc=none', 'fail'],
    ['spf=softfail; dkim=none', 'fail'],
    ['spf=fail; dkim=pass header.d=person.example; dmarc=none', 'pass'],
    ['dmarc=temperror header.from=person.example', 'unknown'],
    ['dmarc=pass header.from=attacker.example', 'fail'],
    ['dmarc=pass header.from=news.person.example', 'fail'],
    ['dmarc=pass header.from=example', 'fail'],
    ['none', 'unknown'],
    ['', 'unknown'],
    ['DMARC = PASS header.from = Person.Example', 'pass'],
    ['spf=none (a; dmarc=pass header.from=person.example) ; dmarc=fail', 'fail'],
    ['spf=none reason="x; dmarc=pass header.from=person.example"; dmarc=fail', 'fail'],
  ])('%s: %s', (value, verdict) => {
    expect(judge(results(`${TRUSTED}; ${value}`), received(OUTSIDE)).verdict).toBe(verdict)
  })

  test('each method is told', () => {
    const value = `${TRUSTED}; spf=softfail; dkim=none; dmarc=fail header.from=person.example`
    expect(judge(results(value))).toEqual({
      verdict: 'fail',
      by: null,
      spf: 'softfail',
      dkim: 'none',
      dmarc: 'fail',
      reason: 'authentication: dmarc fail',
    })
  })

  test('a version behind the name of the server is allowed', () => {
    expect(judge(results(`${TRUSTED} 1; dmarc=pass header.from=person.example`)).verdict).toBe(
      'pass',
    )
  })

  test.each([
    'by store7.mail.example with lmtp',
    'from mx.mail.example ([127.0.0.1]) by store7.mail.example with LMTP id x',
    'from mx1 (localhost [127.0.0.1]) by mx1.mail.example (Postfix) with ESMTP',
    'from mx1.mail.example ([IPv6:::1]) by mx1.mail.example with ESMTP',
  ])('the provider may hand the letter on within its own house: %s', (hop) => {
    const pass = results(`${TRUSTED}; dmarc=pass header.from=person.example`)
    expect(judge(received(hop), pass, received(OUTSIDE)).verdict).toBe('pass')
  })
})

/** A client chooses its HELO, and whoever owns its address its reverse DNS. */
describe('a hop from outside is a border, whatever it calls itself', () => {
  test.each([
    'from x.mail.example by mx1.mail.example with esmtp',
    'from x.mail.example (x.mail.example [203.0.113.66]) by mx1.mail.example with esmtp',
    'from x.mail.example ([203.0.113.66]) by mx.mail.example with esmtp',
    'from localhost (evil.example [203.0.113.66]) by mx1.mail.example',
    'from [127.0.0.1] (evil.example [203.0.113.66]) by mx1.mail.example',
    'from [127.0.0.1] by mx1.mail.example',
    'from localhost ([127.0.0.1]) ([203.0.113.66]) by mx1.mail.example',
    'from unknown (HELO [127.0.0.1]) (203.0.113.66) by mx1.mail.example',
    'from 2001:db8::1 (HELO [127.0.0.1]) by mx1.mail.example',
    'from x ([10.0.0.1]) by mx1.mail.example',
    'by mx.attacker.example with local',
    'by mail.example.attacker.example with local',
    '(comment) by mx1.mail.example',
    '',
  ])('%s', (hop) => {
    const pass = results(`${TRUSTED}; dmarc=pass header.from=person.example`)
    expect(judge(received(hop), pass).verdict).toBe('unknown')
  })
})

/** Every letter here claims to pass, in a place where anybody can write. */
describe('claims of the writer are not believed', () => {
  const CLAIM = 'dkim=pass header.d=person.example; dmarc=pass header.from=person.example'

  test.each([
    ['another server', [results(`mx.attacker.example; ${CLAIM}`)]],
    ['a server whose name only begins alike', [results(`${TRUSTED}.attacker.example; ${CLAIM}`)]],
    ['below the border', [received(OUTSIDE), results(`${TRUSTED}; ${CLAIM}`)]],
    [
      'below a hop of the same house that came from outside',
      [received('from evil.example by mx1.mail.example'), results(`${TRUSTED}; ${CLAIM}`)],
    ],
    ['ARC', [{ name: 'arc-authentication-results', value: `i=1; ${TRUSTED}; ${CLAIM}` }]],
    ['within a comment', [results(`x.example (${TRUSTED}); ${CLAIM}`)]],
    ['no header at all', []],
  ] as const)('%s', (_, headers) => {
    expect(judge(...headers).verdict).toBe('unknown')
  })

  test('the topmost of two counts', () => {
    const fail = results(`${TRUSTED}; dmarc=fail header.from=person.example`)
    expect(judge(fail, results(`${TRUSTED}; ${CLAIM}`)).verdict).toBe('fail')
  })

  test.each([null, '', '  '])('without a trusted server every letter is unknown: %j', (trusted) => {
    const headers = [results(`${TRUSTED}; ${CLAIM}`)]
    expect(authenticity(letterWith({ headers }), trusted).verdict).toBe('unknown')
  })

  test('a letter with two senders is nobody’s', () => {
    const from = [
      { address: 'anna.testova@person.example', name: '' },
      { address: 'other@attacker.example', name: '' },
    ]
    const headers = [results(`${TRUSTED}; ${CLAIM}`)]
    expect(authenticity(letterWith({ headers, from }), TRUSTED).verdict).toBe('unknown')
  })
})

const SIGNATURE: Signature = {
  domain: 'person.example',
  identity: null,
  selector: 'test',
  verdict: 'pass',
  weakness: null,
  key: 'v=DKIM1; p=',
}

const PASS_BY_DKIM = 'dkim=pass header.d=person.example; dmarc=pass header.from=person.example'
const PASS_BY_SPF =
  'spf=pass smtp.mailfrom=anna@person.example; dkim=none; dmarc=pass header.from=person.example'

function weigh(value: string | null, ...found: readonly Partial<Signature>[]): Authenticity {
  const headers = value === null ? [] : [results(`${TRUSTED}; ${value}`), received(OUTSIDE)]
  const signatures = found.map((special) => ({ ...SIGNATURE, ...special }))
  return authenticity(letterWith({ headers }), TRUSTED, signatures)
}

describe('where the signatures were checked', () => {
  test.each<[string, Partial<Signature>[], Authenticity['verdict'], Authenticity['by']]>([
    ['a sound signature proves the domain', [{}], 'pass', 'dkim'],
    ['one sound signature is enough', [{ verdict: 'fail' }, {}], 'pass', 'dkim'],
    ['one weak and one sound', [{ weakness: 'test-key' }, {}], 'pass', 'dkim'],
    ['that of a domain above', [{ domain: 'son.person.example' }, {}], 'pass', 'dkim'],
    ['another domain', [{ domain: 'other.example' }], 'unknown', null],
    ['a domain below', [{ domain: 'news.person.example' }], 'unknown', null],
    ['a domain that ends alike', [{ domain: 'son.example' }], 'unknown', null],
    ['a top domain', [{ domain: 'example' }], 'unknown', null],
    ['no domain', [{ domain: '' }], 'unknown', null],
    ['no signature', [], 'unknown', null],
    ['a broken one', [{ verdict: 'fail' }], 'fail', null],
    [
      'a broken one beside a sound stranger',
      [{ verdict: 'fail' }, { domain: 'o.example' }],
      'fail',
      null,
    ],
    ['one that could not be checked', [{ verdict: 'unknown' }], 'unknown', null],
    [
      'a broken one and one that could not be',
      [{ verdict: 'fail' }, { verdict: 'unknown' }],
      'unknown',
      null,
    ],
    ['part of the body', [{ weakness: 'partial-body' }], 'fail', null],
    ['a key on trial', [{ weakness: 'test-key' }], 'fail', null],
    ['a short key', [{ weakness: 'short-key' }], 'fail', null],
    ['no From', [{ weakness: 'from-unsigned' }], 'fail', null],
    ['expired', [{ weakness: 'expired' }], 'fail', null],
  ])('%s', (_what, found, verdict, by) => {
    expect(weigh(null, ...found)).toMatchObject({ verdict, by })
    expect(weigh('dkim=none', ...found)).toMatchObject({ verdict, by })
  })

  test.each<[string, Partial<Signature>[], Authenticity['verdict'], Authenticity['by']]>([
    [PASS_BY_DKIM, [], 'unknown', null],
    [PASS_BY_DKIM, [{ weakness: 'partial-body' }], 'fail', null],
    [PASS_BY_DKIM, [{ domain: 'other.example' }], 'unknown', null],
    ['dmarc=pass header.from=person.example', [], 'unknown', null],
    ['dmarc=fail header.from=person.example', [], 'fail', null],
    ['dmarc=fail header.from=person.example', [{}], 'pass', 'dkim'],
    ['dmarc=fail; dmarc=pass header.from=person.example', [], 'fail', null],
    ['dmarc=pass header.from=attacker.example', [{}], 'fail', null],
    ['spf=fail', [], 'fail', null],
    [PASS_BY_SPF, [], 'pass', 'spf'],
    [PASS_BY_SPF, [{ verdict: 'fail' }], 'pass', 'spf'],
    [PASS_BY_SPF, [{}], 'pass', 'dkim'],
    [
      `spf=pass smtp.mailfrom=person.example; dmarc=pass header.from=person.example`,
      [],
      'pass',
      'spf',
    ],
    [
      `spf=pass smtp.mailfrom=a@other.example; dmarc=pass header.from=person.example`,
      [],
      'unknown',
      null,
    ],
    [
      `spf=pass smtp.mailfrom=a@x.person.example; dmarc=pass header.from=person.example`,
      [],
      'unknown',
      null,
    ],
    [
      `spf=pass smtp.helo=person.example; dmarc=pass header.from=person.example`,
      [],
      'unknown',
      null,
    ],
    [`spf=pass smtp.mailfrom=a@person.example; dmarc=pass`, [], 'unknown', null],
    [
      `spf=pass smtp.mailfrom=a@person.example; dmarc=none header.from=person.example`,
      [],
      'unknown',
      null,
    ],
    [`spf=pass smtp.mailfrom=a@person.example`, [], 'unknown', null],
    [`spf=neutral smtp.mailfrom=a@o.example; ${PASS_BY_SPF}`, [], 'unknown', null],
    [
      `spf=pass smtp.mailfrom="x smtp.mailfrom=a@person.example "@o.example; dmarc=pass header.from=person.example`,
      [],
      'unknown',
      null,
    ],
    [
      `spf=pass smtp.mailfrom=a@person.example smtp.mailfrom=a@o.example; dmarc=pass header.from=person.example`,
      [],
      'unknown',
      null,
    ],
    [
      `spf=pass (domain of "a) smtp.mailfrom=a@person.example ("@o.example); dmarc=pass header.from=person.example`,
      [],
      'fail',
      null,
    ],
    [
      `spf=pass smtp.mailfrom=a@person.example; dmarc=pass header.from=person.example (`,
      [],
      'fail',
      null,
    ],
    [
      `spf=pass smtp.mailfrom=a@person.example; dmarc=pass header.from=person.example "`,
      [],
      'fail',
      null,
    ],
  ])('the server says %s, of %j: %s by %s', (value, found, verdict, by) => {
    expect(weigh(value, ...found)).toMatchObject({ verdict, by })
  })

  test('where nobody checked them, DKIM proves nothing and SPF what it does otherwise', () => {
    const unchecked = (value: string): Authenticity => judge(results(`${TRUSTED}; ${value}`))
    expect(unchecked(PASS_BY_DKIM)).toMatchObject({ verdict: 'pass', by: null })
    expect(unchecked(PASS_BY_SPF)).toMatchObject({ verdict: 'pass', by: 'spf' })
  })

  test.each(['from', 'subject'])('a letter with two %s headers is not proven', (name) => {
    const letter = letterWith({ doubledHeaders: [name] })
    const found = { verdict: 'unknown', by: null }
    expect(authenticity(letter, null, [SIGNATURE])).toMatchObject(found)
  })

  test.each([0, 2])('a letter with %i senders is not proven', (count) => {
    const from = Array.from({ length: count }, () => ({ address: 'a@person.example', name: '' }))
    const found = { verdict: 'unknown', by: null }
    expect(authenticity(letterWith({ from }), null, [SIGNATURE])).toMatchObject(found)
  })
})

describe('what is understood of a letter tells how its sender is proven', () => {
  const context = { phrases: PHRASES, mailbox: MAILBOX, signatures: [SIGNATURE] }
  const asks = { subject: 'Delete my data', text: 'Please delete all my data.' }

  test('by its signature', () => {
    expect(understand(letterWith(asks), context)).toMatchObject({ kind: 'cease', proven: 'dkim' })
    expect(understand(letterWith(asks), { ...context, signatures: null }).proven).toBeNull()
  })

  test('not at all when it was not read whole, and not when it is forged', () => {
    const part = letterWith({ ...asks, reading: 'truncated' })
    expect(understand(part, context).proven).toBeNull()
    const signatures = [{ ...SIGNATURE, verdict: 'fail' as const }]
    const forged = understand(letterWith(asks), { ...context, signatures })
    expect(forged).toMatchObject({ review: true, proven: null, flags: ['forged'] })
  })
})

test('results are read as they stand in the letter, encoded words are not decoded', () => {
  const word = `=?us-ascii?Q?=3B_dmarc=3Dpass_header=2Efrom=3Dperson=2Eexample=3B?=`
  const head = `Authentication-Results: ${TRUSTED} ${word} spf=fail\r\nFrom: a@person.example\r\n\r\n`
  const letter = letterByHead(readHead(Buffer.from(head)).headers)
  expect(
    gather(letter, { phrases: PHRASES, mailbox: MAILBOX, trustedAuthservId: TRUSTED }),
  ).toMatchObject({ authenticity: { verdict: 'unknown', dmarc: null } })
})

test.each([...HOSTILE])('16 KB of %s take no time', (_, text) => {
  const value = text.slice(0, 16 * 1024)
  const start = cpuMs()
  judge(received(value), results(`${TRUSTED}; ${value}`), results(value))
  judge(results(`${TRUSTED}; ${value}`))
  expect(cpuMs() - start).toBeLessThan(250)
})
