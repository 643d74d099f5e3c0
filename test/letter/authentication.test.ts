import { describe, expect, test } from 'vitest'
import { authenticity } from '../../src/letter/authentication.ts'
import type { Header } from '../../src/letter/letter.ts'
import { HOSTILE, letterWith } from './samples.ts'

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

  test('the provider may hand the letter on within its own house', () => {
    const hop = received('from mx1.mail.example by store7.mail.example with lmtp')
    const pass = results(`${TRUSTED}; dmarc=pass header.from=person.example`)
    expect(judge(hop, pass, received(OUTSIDE)).verdict).toBe('pass')
    expect(judge(received('by store7.mail.example with lmtp'), pass).verdict).toBe('pass')
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

test.each([...HOSTILE])('16 KB of %s take no time', (_, text) => {
  const value = text.slice(0, 16 * 1024)
  const start = performance.now()
  judge(received(value), results(`${TRUSTED}; ${value}`), results(value))
  judge(results(`${TRUSTED}; ${value}`))
  expect(performance.now() - start).toBeLessThan(250)
})
