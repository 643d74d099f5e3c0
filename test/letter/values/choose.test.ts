import { expect, test } from 'vitest'
import { choose } from '../../../src/letter/values/choose.ts'
import type { Weighed } from '../../../src/letter/values/choose.ts'

function values(weights: Readonly<Record<string, number>>): readonly Weighed[] {
  return Object.entries(weights).map(([key, weight]) => ({
    key,
    weight,
    isContact: false,
    before: '',
  }))
}

test.each([
  [{ a: -2, b: 2 }, false, 'b', 'a'],
  [{ a: -2, b: 0 }, false, 'b', 'a'],
  [{ a: 0, b: 2 }, false, 'b', 'a'],
  [{ a: 1, b: 2 }, false, 'b', 'a'],
  [{ a: 0 }, true, 'a', null],
  [{ a: 1 }, true, 'a', null],
] as const)('%o, wanted %s: %s for %s', (weights, isWanted, to, from) => {
  expect(choose(values(weights), isWanted)).toEqual({ to, from, isDoubtful: false })
})

test.each([
  [{ a: 1 }, false],
  [{ a: -2 }, false],
  [{ a: 0, b: 0 }, false],
] as const)('%o, wanted %s: nothing is meant', (weights, isWanted) => {
  expect(choose(values(weights), isWanted).to).toBeUndefined()
})

test('two that are as likely are a doubt', () => {
  expect(choose(values({ a: 2, b: 2 }), true).isDoubtful).toBe(true)
  expect(choose(values({ a: 0, b: 0 }), true).isDoubtful).toBe(true)
})
