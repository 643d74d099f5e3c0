import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { aged, manyRequests, registerOf } from './aged.ts'

const RECEIVED = '2026-11-20T05:00:00Z'
const ON_TIME = '2026-11-27T05:00:00Z'
const LATE = '2026-12-02T05:00:00Z'
const AFTERWARDS = '2026-12-10T05:00:00Z'

const number = (at: number): string => `PD-0000-000${at}`

/** Closed on this day, everything done on it. */
function closedOn(day: number): PrivacyRequest {
  const at = new Date(Date.parse(RECEIVED) + day * 86_400_000).toISOString()
  return aged({
    received: RECEIVED,
    number: number(day),
    done: { ack: at, correct: at, notify: at },
    closed: at,
  })
}

test('the rate counts what policy and law date, kept and missed; a target counts for nothing', () => {
  const { summary } = registerOf(
    [
      aged({ received: RECEIVED, done: { ack: LATE, correct: ON_TIME, notify: LATE } }),
      aged({ received: RECEIVED, number: number(2), done: { ack: ON_TIME, correct: ON_TIME } }),
    ],
    AFTERWARDS,
  )
  expect(summary).toMatchObject({ kept: 2, missed: 2, onTimeRate: 0.5 })
})

test('what is not due yet is in no rate, and nothing counted has none', () => {
  const { summary } = registerOf([aged({ received: RECEIVED })], RECEIVED)
  expect(summary).toMatchObject({ requests: 1, open: 1, kept: 0, missed: 0, onTimeRate: null })
  expect(registerOf([]).summary).toEqual({
    requests: 0,
    open: 0,
    closed: 0,
    kept: 0,
    missed: 0,
    onTimeRate: null,
    calendarDays: { median: null, longest: null },
    workingDays: { median: null, longest: null },
    kinds: [],
    overdue: [],
  })
})

test('a question, which neither policy nor law dates, has no rate though it was answered', () => {
  const question = aged({ received: RECEIVED, kind: 'question', done: { answer: ON_TIME } })
  expect(registerOf([question], AFTERWARDS).summary.onTimeRate).toBeNull()
})

test.each([
  [[3], 3, 3],
  [[9, 1], 5, 9],
  [[1, 9, 2], 2, 9],
  [[4, 1, 9, 3], 3.5, 9],
])('of %j days the median is %d and the longest %d', (days, median, longest) => {
  const { summary } = registerOf(days.map(closedOn), AFTERWARDS)
  expect(summary.calendarDays).toEqual({ median, longest })
})

test('a request that is open has taken no days yet', () => {
  const { summary } = registerOf([closedOn(4), aged({ received: RECEIVED })], AFTERWARDS)
  expect(summary).toMatchObject({ open: 1, closed: 1 })
  expect(summary.calendarDays).toEqual({ median: 4, longest: 4 })
  expect(summary.workingDays).toEqual({ median: 2, longest: 2 })
})

test('each kind that occurs is told apart, and no other', () => {
  const cease = aged({ received: RECEIVED, kind: 'cease', done: { hold: LATE } })
  const { summary } = registerOf([cease, closedOn(2), closedOn(3)], AFTERWARDS)
  expect(summary.kinds.map(({ kind, requests, kept }) => ({ kind, requests, kept }))).toEqual([
    { kind: 'rectify', requests: 2, kept: 4 },
    { kind: 'cease', requests: 1, kept: 0 },
  ])
})

test('overdue is what is still open after its day, a target too, the longest first', () => {
  const early = aged({ received: '2026-11-02T05:00:00Z', number: number(1), done: { ack: LATE } })
  const { overdue } = registerOf([aged({ received: RECEIVED }), early], LATE).summary
  expect(overdue).toEqual([
    { number: number(1), obligation: 'correct', due: '2026-11-11', clock: 'policy' },
    { number: number(1), obligation: 'notify', due: '2026-11-11', clock: 'policy' },
    { number: 'PD-7F3K-92QD', obligation: 'ack', due: '2026-11-23', clock: 'soft' },
    { number: 'PD-7F3K-92QD', obligation: 'correct', due: '2026-12-01', clock: 'policy' },
    { number: 'PD-7F3K-92QD', obligation: 'notify', due: '2026-12-01', clock: 'policy' },
  ])
})

test('the sums agree with each other, whatever the day on which the register is made', () => {
  const requests = manyRequests(40)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
      const now = new Date(Date.parse('2026-01-20T00:00:00Z') + days * 86_400_000).toISOString()
      const { summary } = registerOf(requests, now)
      const sum = (pick: (tally: (typeof summary.kinds)[number]) => number): number =>
        summary.kinds.reduce((total, tally) => total + pick(tally), 0)
      expect(sum((tally) => tally.requests)).toBe(summary.requests)
      expect(sum((tally) => tally.kept)).toBe(summary.kept)
      expect(sum((tally) => tally.missed)).toBe(summary.missed)
      expect(summary.open + summary.closed).toBe(summary.requests)
      for (const { onTimeRate, kept, missed } of summary.kinds)
        expect(onTimeRate).toBe(kept + missed === 0 ? null : kept / (kept + missed))
    }),
    { numRuns: 30 },
  )
})
