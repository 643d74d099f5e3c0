import { expect, test } from 'vitest'
import type { Label } from './labels.ts'
import { score, table } from './score.ts'
import type { Understood } from './score.ts'

const LABEL: Label = {
  file: 'a.eml',
  kind: 'rectify',
  language: 'ru',
  statedEmail: 'anna@person.example',
  changes: [{ field: 'phone', to: '+77000000011' }],
  alsoKinds: [],
  code: null,
  review: true,
  twists: ['short'],
}

function scoreOf(understood: Partial<Understood>): ReturnType<typeof score> {
  return score([LABEL], new Map([['a.eml', { ...LABEL, ...understood }]]))
}

test('a letter understood in full has no error', () => {
  const result = scoreOf({})
  expect(result.errors).toEqual([])
  expect(result).toMatchObject({ macroF1: 1, lostDemand: { count: 0, of: 1 } })
})

test('a demand taken for a question is lost, one taken for the other demand is wrong', () => {
  expect(scoreOf({ kind: 'question' })).toMatchObject({
    lostDemand: { count: 1, of: 1 },
    wrongDemand: { count: 0 },
  })
  expect(scoreOf({ kind: 'cease' })).toMatchObject({
    lostDemand: { count: 0 },
    wrongDemand: { count: 1 },
  })
})

test('a question taken for a demand is a false action', () => {
  const question: Label = { ...LABEL, kind: 'question' }
  const result = score([question], new Map([['a.eml', LABEL]]))
  expect(result.falseAction).toEqual({ count: 1, of: 1 })
})

test('values count each, missing and invented ones apart', () => {
  const changes = [{ field: 'phone' as const, to: '+77000000012' }]
  const result = scoreOf({ statedEmail: null, changes })
  expect(result.statedEmail).toEqual({ precision: 1, recall: 0 })
  expect(result.changes).toEqual({ precision: 0, recall: 0 })
})

test('a letter to be looked at that is not flagged is counted and named', () => {
  const result = scoreOf({ review: false })
  expect(result.unflagged).toEqual({ count: 1, of: 1 })
  expect(table(result)).toContain('a.eml review: true, not false')
})

test('a letter that was not read is a fault of the run', () => {
  expect(() => score([LABEL], new Map())).toThrow('a.eml was not read')
})
