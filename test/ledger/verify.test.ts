import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/ledger/entry.ts'
import { entryHash } from '../../src/ledger/entry.ts'
import { verifyChain } from '../../src/ledger/verify.ts'

const KEY = Buffer.alloc(32, 3)

type Hashed = Entry & { readonly hash: string }

/** As the book of requests writes it: each entry on top of the one before. */
function chained(entries: readonly Omit<Entry, 'seq'>[], key = KEY): readonly Hashed[] {
  const chain: Hashed[] = []
  for (const entry of entries) {
    const placed = { ...entry, seq: chain.length + 1 }
    chain.push({ ...placed, hash: entryHash(key, chain.at(-1)?.hash ?? '', placed) })
  }
  return chain
}

const fact = fc.oneof(fc.string({ maxLength: 10 }), fc.integer(), fc.boolean(), fc.constant(null))
const entry = fc.record({
  chain: fc.constant('PD-7F3K-92QD'),
  at: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
  name: fc.constantFrom('opened', 'planned', 'approved', 'corrected'),
  actor: fc.constantFrom('person', 'system', 'owner:mail'),
  facts: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fact, { maxKeys: 4 }),
  sealed: fc.option(fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes))),
})
const chain = fc.array(entry, { minLength: 1, maxLength: 8 }).map((all) => chained(all))

const PLAIN = {
  chain: 'PD-7F3K-92QD',
  at: new Date('2026-11-22T09:05:00Z'),
  name: 'opened',
  actor: 'person',
  facts: { acknowledge: true, code: 250 },
  sealed: Buffer.from('sealed'),
}

/** One thing of an entry that differs. */
const CHANGES: Readonly<Record<string, Partial<Entry>>> = {
  'the request': { chain: 'PD-7F3K-92QE' },
  'the place': { seq: 9 },
  'the instant, by a millisecond': { at: new Date('2026-11-22T09:05:00.001Z') },
  'what happened': { name: 'refused' },
  'who did it': { actor: 'owner:mail' },
  'a fact': { facts: { acknowledge: false, code: 250 } },
  'a fact of another type': { facts: { acknowledge: true, code: '250' } },
  'a fact more': { facts: { acknowledge: true, code: 250, more: null } },
  'a fact less': { facts: { acknowledge: true } },
  'the name of a fact': { facts: { acknowledge: true, cod: 250 } },
  'what is sealed': { sealed: Buffer.from('sealeD') },
  'what is sealed, emptied': { sealed: Buffer.alloc(0) },
  'what is sealed, taken away': { sealed: null },
}

describe('a chain', () => {
  test('that nobody touched is whole', () => {
    fc.assert(
      fc.property(chain, (entries) => {
        expect(verifyChain(KEY, entries)).toEqual({ whole: true, entries: entries.length })
      }),
    )
    expect(verifyChain(KEY, [])).toEqual({ whole: true, entries: 0 })
  })

  test('is whole whatever the order in which the database gives back the facts', () => {
    const [only] = chained([PLAIN])
    if (only === undefined) throw new Error('no entry')
    const facts = { code: 250, acknowledge: true }
    expect(verifyChain(KEY, [{ ...only, facts }]).whole).toBe(true)
  })

  test.each(Object.entries(CHANGES))('with a change in %s is broken there', (_what, change) => {
    const entries = chained([PLAIN, PLAIN, PLAIN])
    const changed = entries.map((one, at) => (at === 1 ? { ...one, ...change } : one))
    expect(verifyChain(KEY, changed)).toEqual({ whole: false, brokenAtSeq: 2 })
  })

  test('with what was sealed put where nothing was is broken', () => {
    const entries = chained([{ ...PLAIN, sealed: null }])
    const changed = entries.map((one) => ({ ...one, sealed: Buffer.alloc(0) }))
    expect(verifyChain(KEY, changed).whole).toBe(false)
  })

  test('with any one entry replaced is broken there', () => {
    fc.assert(
      fc.property(chain, fc.nat(), entry, (entries, nat, other) => {
        const at = nat % entries.length
        const old = entries[at]
        if (old === undefined) return
        const forged = { ...old, ...other, seq: old.seq }
        const previous = entries[at - 1]?.hash ?? ''
        fc.pre(entryHash(KEY, previous, forged) !== old.hash)
        const changed = entries.map((one) => (one === old ? forged : one))
        expect(verifyChain(KEY, changed)).toEqual({ whole: false, brokenAtSeq: at + 1 })
      }),
    )
  })

  test('with an entry missing before the end is broken there', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (entries, nat) => {
        fc.pre(entries.length > 1)
        const at = nat % (entries.length - 1)
        expect(verifyChain(KEY, entries.toSpliced(at, 1))).toEqual({
          whole: false,
          brokenAtSeq: at + 1,
        })
      }),
    )
  })

  test('with an entry missing is broken also when the others close ranks', () => {
    const entries = chained([PLAIN, { ...PLAIN, name: 'refused' }, PLAIN])
    const renumbered = entries.toSpliced(1, 1).map((one, at) => ({ ...one, seq: at + 1 }))
    expect(verifyChain(KEY, renumbered)).toEqual({ whole: false, brokenAtSeq: 2 })
  })

  test('whose places have a gap is broken, also where it was written so', () => {
    const late = { ...PLAIN, seq: 2 }
    const hash = entryHash(KEY, '', late)
    expect(verifyChain(KEY, [{ ...late, hash }])).toEqual({ whole: false, brokenAtSeq: 1 })
  })

  test('with two entries in each other’s place is broken', () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.nat(), (entries, one, other) => {
        const [a, b] = [one % entries.length, other % entries.length]
        fc.pre(a !== b)
        const first = Math.min(a, b)
        const swapped = entries.map((_, at) => entries[at === a ? b : at === b ? a : at])
        const whole = swapped.filter((each) => each !== undefined)
        expect(verifyChain(KEY, whole)).toEqual({ whole: false, brokenAtSeq: first + 1 })
        const renumbered = whole.map((each, at) => ({ ...each, seq: at + 1 }))
        expect(verifyChain(KEY, renumbered).whole).toBe(false)
      }),
    )
  })

  test('with an entry added, doubled or made up is broken', () => {
    fc.assert(
      fc.property(chain, entry, fc.nat(), (entries, added, nat) => {
        const at = nat % (entries.length + 1)
        const forged = { ...added, seq: at + 1, hash: 'f'.repeat(64) }
        expect(verifyChain(KEY, entries.toSpliced(at, 0, forged)).whole).toBe(false)
        expect(verifyChain(KEY, [...entries, ...entries.slice(-1)]).whole).toBe(false)
      }),
    )
  })

  test('written anew by somebody without the key is broken from the start', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
        const forged = chained(entries, Buffer.alloc(32, 4))
        expect(verifyChain(KEY, forged)).toEqual({ whole: false, brokenAtSeq: 1 })
      }),
    )
  })

  test('cut off at its end is whole: the end needs an anchor outside', () => {
    const entries = chained([PLAIN, PLAIN])
    expect(verifyChain(KEY, entries.slice(0, 1))).toEqual({ whole: true, entries: 1 })
  })
})

test('the hash of an entry is the same in every version of the program', () => {
  const [only] = chained([PLAIN])
  expect(only?.hash).toBe('71c62332417b41ada626f253740a4adcacc5d83a38f15fe06769e42ff86499f3')
})
