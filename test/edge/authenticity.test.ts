import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSignatureCheck } from '../../src/edge/authenticity.ts'
import type { CheckedSignatures } from '../../src/edge/authenticity.ts'
import type { Signature } from '../../src/letter/authentication.ts'
import { signed, signedByHand, testDns } from '../support/signing.ts'
import type { SignOptions } from '../support/signing.ts'
import { mutate, mutations } from '../support/mutate.ts'
import { cpuMs } from '../support/cpu.ts'

const letter = readFileSync(new URL('../letters/cease.eml', import.meta.url))
const asked: string[] = []
const checker = createSignatureCheck({
  resolveTxt: async (name) => {
    asked.push(name)
    return testDns()(name)
  },
})

afterEach(() => {
  asked.length = 0
  vi.restoreAllMocks()
})

async function check(raw: Buffer | string, truncated = false): Promise<CheckedSignatures> {
  return checker.check(typeof raw === 'string' ? Buffer.from(raw, 'latin1') : raw, truncated)
}

async function only(raw: Buffer | string): Promise<Signature | undefined> {
  const { signatures } = await check(raw)
  expect(signatures).toHaveLength(1)
  return signatures[0]
}

const after = (raw: Buffer, text: string): Buffer => Buffer.concat([raw, Buffer.from(text)])

test('a true signature passes, and its key is kept as DNS had it', async () => {
  expect(await check(await signed(letter))).toEqual({
    signatures: [
      {
        domain: 'person.example',
        identity: null,
        selector: 'test',
        verdict: 'pass',
        weakness: null,
        key: expect.stringMatching(/^v=DKIM1; k=rsa; p=[\w+/=]{392}$/),
      },
    ],
    isFinal: true,
  })
  expect(asked).toEqual(['test._domainkey.person.example'])
})

test.each<[string, SignOptions]>([
  ['ed25519', { selector: 'ed25519' }],
  ['the bytes as they stand', { form: 'simple/simple' }],
  ['l= over the whole body', { bodyLength: 1e6 }],
  ['an end that has not come', { expires: new Date(Date.now() + 3_600_000) }],
  ['a key for the domain itself', { selector: 'strict' }],
])('%s: passes', async (_what, options) => {
  expect(await only(await signed(letter, options))).toMatchObject({
    verdict: 'pass',
    weakness: null,
  })
})

test('a letter whose lines lost their CR passes', async () => {
  const raw = (await signed(letter)).toString('latin1').replaceAll('\r', '')
  expect(await only(raw)).toMatchObject({ verdict: 'pass', weakness: null })
})

describe('a signature that passes and proves nothing', () => {
  test.each<[Signature['weakness'], SignOptions]>([
    ['partial-body', { bodyLength: 40 }],
    ['test-key', { selector: 'trial' }],
    ['short-key', { selector: 'short' }],
    ['from-unsigned', { headers: ['To', 'Subject'] }],
    ['expired', { expires: new Date('2020-01-01') }],
  ])('%s', async (weakness, options) => {
    const raw = await signed(letter, options)
    expect(await only(raw)).toMatchObject({ verdict: 'pass', weakness })
  })

  test('words were added behind l=', async () => {
    const raw = await signed(letter, { bodyLength: 1e6 })
    expect(await only(after(raw, 'more'))).toMatchObject({
      verdict: 'pass',
      weakness: 'partial-body',
    })
  })

  test('a second From stands above the signed one', async () => {
    const raw = `From: x@attacker.example\r\n${(await signed(letter)).toString('latin1')}`
    expect(await only(raw)).toMatchObject({ verdict: 'pass', weakness: 'from-unsigned' })
  })

  test('x= is held against the time of the check', async () => {
    const expires = new Date('2020-01-01')
    const before = createSignatureCheck({
      resolveTxt: testDns(),
      now: () => new Date('2019-12-31'),
    })
    const { signatures } = await before.check(await signed(letter, { expires }), false)
    expect(signatures).toMatchObject([{ verdict: 'fail', weakness: null }])
  })
})

describe('a signature that fails', () => {
  test.each<[string, SignOptions]>([
    ['revoked', { selector: 'revoked' }],
    ['not there', { selector: 'gone' }],
    ['for another use', { selector: 'other-use' }],
    ['for another hash', { selector: 'other-hash' }],
  ])('its key is %s', async (_what, options) => {
    expect(await only(await signed(letter, options))).toMatchObject({ verdict: 'fail' })
  })

  test('the body is another', async () => {
    expect(await only(after(await signed(letter), 'more'))).toMatchObject({ verdict: 'fail' })
  })

  test('l= is longer than the body, and nothing is printed about it', async () => {
    const printed = vi.spyOn(console, 'log').mockReturnValue()
    const raw = (await signed(letter))
      .toString('latin1')
      .replace('q=dns/txt', 'l=100000; q=dns/txt')
    expect(await only(raw)).toMatchObject({ verdict: 'fail' })
    expect(await only(raw.replace(/\r\n\r\n[\s\S]*/, '\r\n\r\n\r\r\r\n'))).toMatchObject({
      verdict: 'fail',
    })
    expect(printed).not.toHaveBeenCalled()
  })

  test.each([
    [
      'i= of another domain',
      [
        ['d', 'person.example'],
        ['s', 'test'],
        ['i', '@other.example'],
      ],
    ],
    [
      'i= below, which the key forbids',
      [
        ['d', 'person.example'],
        ['s', 'strict'],
        ['i', '@x.person.example'],
      ],
    ],
    [
      'a tag twice',
      [
        ['d', 'other.example'],
        ['d', 'person.example'],
        ['s', 'test'],
      ],
    ],
    [
      'a comment',
      [
        ['d', 'person.example(x)'],
        ['s', 'test'],
      ],
    ],
    [
      'SHA-1',
      [
        ['a', 'rsa-sha1'],
        ['d', 'person.example'],
        ['s', 'test'],
      ],
    ],
    [
      'another way to ask',
      [
        ['d', 'person.example'],
        ['s', 'test'],
        ['q', 'http'],
      ],
    ],
    [
      'a length that is no number',
      [
        ['d', 'person.example'],
        ['s', 'test'],
        ['l', '-1'],
      ],
    ],
  ] as const)('%s', async (_what, tags) => {
    expect(await only(signedByHand(letter, tags))).toMatchObject({
      domain: 'person.example',
      verdict: 'fail',
    })
  })

  test.each(['example', 'kz', 'com.kz', 'co.uk'])(
    '%s signs for what is below it',
    async (domain) => {
      const raw = letter.toString('latin1').replaceAll('person.example', `person.${domain}`)
      const record = (await testDns()('test._domainkey.person.example')).slice(0, 1)
      const open = createSignatureCheck({ resolveTxt: async () => record })
      const by = (name: string): Buffer =>
        signedByHand(Buffer.from(raw, 'latin1'), [
          ['d', name],
          ['s', 'test'],
        ])
      expect((await open.check(by(domain), false)).signatures).toMatchObject([{ verdict: 'fail' }])
      const own = await open.check(by(`person.${domain}`), false)
      expect(own.signatures).toMatchObject([{ verdict: 'pass', weakness: null }])
    },
  )
})

describe('DNS', () => {
  test('an answer that failed for now leaves the signature unknown, to be checked again', async () => {
    expect(await check(await signed(letter, { selector: 'busy' }))).toEqual({
      signatures: [
        {
          domain: 'person.example',
          identity: null,
          selector: 'busy',
          verdict: 'unknown',
          weakness: null,
          key: null,
        },
      ],
      isFinal: false,
    })
  })

  test.each(['ESERVFAIL', 'ETIMEOUT', 'EREFUSED', undefined])(
    'what the library says of %s stays inside',
    async (code) => {
      const busy = createSignatureCheck({
        resolveTxt: async () => {
          throw Object.assign(new Error('anna.testova@person.example'), { code })
        },
      })
      const found = await busy.check(await signed(letter), false)
      expect(found).toMatchObject({ signatures: [{ verdict: 'unknown' }], isFinal: false })
      expect(JSON.stringify(found)).not.toContain('anna')
    },
  )

  test.each([[[]], [[[]]], [[['']]], [[['v=DKIM1; p=', '!!']]], [[['x'.repeat(60_000)]]]])(
    'a record that is no key makes the signature fail: %#',
    async (records: string[][]) => {
      const odd = createSignatureCheck({ resolveTxt: async () => records })
      const { signatures, isFinal } = await odd.check(await signed(letter), false)
      expect(signatures).toMatchObject([{ verdict: 'fail' }])
      expect((signatures[0]?.key ?? '').length).toBeLessThanOrEqual(1_000)
      expect(isFinal).toBe(true)
    },
  )

  test('one key is asked for once, and a name that is none not at all', async () => {
    const twice = await signed(await signed(letter))
    expect((await check(twice)).signatures).toHaveLength(2)
    expect(asked).toHaveLength(1)
    asked.length = 0
    const odd = ['a b', 'x'.repeat(300), '..', '', 'é', 'a/../b', '$(x)', '*']
    for (const s of odd)
      await check(
        signedByHand(letter, [
          ['d', 'person.example'],
          ['s', s],
        ]),
      )
    expect(asked).toEqual([])
  })
})

describe('limits', () => {
  test('a letter without a signature has none', async () => {
    expect(await check(letter)).toEqual({ signatures: [], isFinal: true })
    expect(await check('')).toEqual({ signatures: [], isFinal: true })
  })

  test('the beginning of a letter is not checked', async () => {
    const found = await check(await signed(letter), true)
    expect(found).toMatchObject({ signatures: [{ verdict: 'unknown' }], isFinal: true })
    expect(asked).toEqual([])
  })

  test('eight signatures are checked', async () => {
    let raw: Buffer = letter
    for (let i = 0; i < 8; i += 1) raw = await signed(raw, { domain: `s${i}.example` })
    const { signatures } = await check(raw)
    expect(signatures.map(({ verdict }) => verdict)).toEqual(Array(8).fill('pass'))
  })

  test('of nine or 200 none is believed, and DNS is not asked', async () => {
    const one = (await signed(letter)).toString('latin1').split('\r\nReturn-Path')[0] ?? ''
    for (const count of [9, 200]) {
      const found = await check(`${`${one}\r\n`.repeat(count)}${letter.toString('latin1')}`)
      expect(found).toMatchObject({
        signatures: [{ domain: 'person.example', verdict: 'fail', key: null }],
        isFinal: true,
      })
    }
    expect(asked).toEqual([])
  })

  test.each([
    ['one line of 50 MB', 'x'.repeat(50_000_000)],
    ['a line of 64 KB and a byte', `${'x'.repeat(64 * 1024 + 1)}\r\n`],
    ['2 MB of lines', 'x\r\n'.repeat(700_000)],
  ])('%s: not checked, and told at once', async (_what, body) => {
    const raw = after(await signed(letter), body)
    const start = cpuMs()
    const found = await check(raw)
    expect(cpuMs() - start).toBeLessThan(1_000)
    expect(found).toMatchObject({ signatures: [{ verdict: 'unknown' }], isFinal: true })
    expect(asked).toEqual([])
  })

  test.each([
    ['501 headers', 'X: y\r\n'.repeat(501)],
    ['a header of 17 KB', `X: ${'y '.repeat(8_500)}\r\n`],
    ['a head of 257 KB', `X: ${'y'.repeat(1_000)}\r\n`.repeat(262)],
  ])('%s: not checked', async (_what, more) => {
    const raw = (await signed(letter)).toString('latin1').replace('\r\n\r\n', `\r\n${more}\r\n`)
    expect(await check(raw)).toMatchObject({ signatures: [{ verdict: 'unknown' }], isFinal: true })
  })
})

test('500 broken letters are all answered, none passes for another domain, and nothing is printed', async () => {
  const printed = vi.spyOn(console, 'log').mockReturnValue()
  const letters = [
    await signed(letter),
    await signed(letter, { bodyLength: 40 }),
    await signed(await signed(letter, { form: 'simple/simple' }), { selector: 'trial' }),
  ]
  const property = fc.asyncProperty(
    fc.constantFrom(...letters),
    fc.constantFrom(...letters),
    mutations,
    async (one, other, how) => {
      const { signatures, isFinal } = await check(mutate(one, other, how))
      expect(isFinal).toBe(true)
      const passed = signatures.filter(({ verdict }) => verdict === 'pass')
      expect(passed.filter(({ domain }) => domain !== 'person.example')).toEqual([])
    },
  )
  await fc.assert(property, { numRuns: 500 })
  expect(printed).not.toHaveBeenCalled()
}, 60_000)
