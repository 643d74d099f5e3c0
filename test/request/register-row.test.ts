import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ObligationName } from '../../src/policy/rules.ts'
import type { RegisterObligation, RegisterRow } from '../../src/request/register-row.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Age } from './aged.ts'
import { aged, registerOf } from './aged.ts'
import { event } from './samples.ts'

/** Friday in Almaty; seven working days end on 1 December. */
const RECEIVED = '2026-11-20T05:00:00Z'
const DUE = '2026-12-01'
/** What the clocks of Almaty show at the end of the due day, and a minute later. */
const LAST_MINUTE = '2026-12-01T18:59:00Z'
const NEXT_DAY = '2026-12-01T19:00:00Z'

function rowOf(request: PrivacyRequest, now?: string): RegisterRow {
  const [row] = registerOf([request], now).rows
  if (row === undefined) throw new Error('the register is empty')
  return row
}

function owedIn(
  request: PrivacyRequest,
  name: ObligationName,
  now?: string,
): RegisterObligation | undefined {
  return rowOf(request, now).obligations.find((owed) => owed.name === name)
}

const correct = (age: Partial<Age>, now?: string): RegisterObligation | undefined =>
  owedIn(aged({ received: RECEIVED, ...age }), 'correct', now)

describe('what was done', () => {
  test('is on time until the end of the due day in the company’s zone (p.16)', () => {
    expect(correct({ done: { correct: LAST_MINUTE } })).toMatchObject({
      due: DUE,
      doneOn: DUE,
      onTime: true,
      isOpen: false,
    })
    expect(correct({ done: { correct: NEXT_DAY } })).toMatchObject({
      doneOn: '2026-12-02',
      onTime: false,
    })
  })

  test('is measured by the strictest of policy and law', () => {
    const request = aged({ received: RECEIVED, done: { correct: LAST_MINUTE } })
    const withLaw = (lawDue: string): PrivacyRequest => ({
      ...request,
      obligations: request.obligations.map((owed) => ({ ...owed, lawDue })),
    })
    expect(owedIn(withLaw('2026-11-30'), 'correct')).toMatchObject({
      clock: 'law',
      due: '2026-11-30',
      onTime: false,
    })
    expect(owedIn(withLaw('2026-12-02'), 'correct')).toMatchObject({
      clock: 'policy',
      due: DUE,
      onTime: true,
    })
  })

  test('is measured by our own target where nothing binds', () => {
    const late = aged({ received: RECEIVED, done: { ack: '2026-11-24T05:00:00Z' } })
    expect(owedIn(late, 'ack')).toMatchObject({ clock: 'soft', due: '2026-11-23', onTime: false })
  })

  test('counts days after the day of receipt, working days by the company’s calendar', () => {
    // Wednesday before Nauryz: 19, 20, 26, 27, 30, 31 March and 1 April are worked.
    const nauryz = { received: '2026-03-18T04:00:00Z', done: { correct: '2026-04-01T04:00:00Z' } }
    expect(correct(nauryz)).toMatchObject({ calendarDays: 14, workingDays: 7, onTime: true })
    expect(correct({ done: { correct: RECEIVED } })).toMatchObject({
      calendarDays: 0,
      workingDays: 0,
    })
  })

  test('counts as done whatever the evidence: a reasoned refusal in time keeps the term', () => {
    const refusal = { events: [event('planned', { version: 1 }), event('refused')] }
    const refused = { ...refusal, evidence: 'refused', closed: NEXT_DAY }
    expect(correct({ ...refused, done: { correct: LAST_MINUTE } })?.onTime).toBe(true)
    expect(correct({ ...refused, done: { correct: NEXT_DAY } })?.onTime).toBe(false)
  })
})

describe('what is not done', () => {
  test('is neither kept nor missed on its last day, and missed on the next', () => {
    expect(correct({}, LAST_MINUTE)).toMatchObject({ isOpen: true, onTime: null, doneOn: null })
    expect(correct({}, NEXT_DAY)).toMatchObject({ isOpen: true, onTime: false })
  })

  test('is not owed any more once the request ended by its day', () => {
    const ended = correct({ closed: LAST_MINUTE }, '2027-05-01T00:00:00Z')
    expect(ended).toMatchObject({ isOpen: false, onTime: null, calendarDays: null })
  })

  test('was missed where the request ended after its day', () => {
    expect(correct({ closed: NEXT_DAY })).toMatchObject({ isOpen: false, onTime: false })
  })
})

test('what has no date is no row: it can be neither kept nor missed', () => {
  // Before 2026 the law named no day by which processing stops.
  const cease = aged({ received: '2025-11-03T05:00:00Z', kind: 'cease' })
  expect(cease.obligations.map(({ name }) => name)).toContain('stop')
  expect(rowOf(cease).obligations.map(({ name }) => name)).toEqual([
    'ack',
    'hold',
    'destroy',
    'notify',
  ])
})

test('obligations stand in the order in which they are done, whatever order they come in', () => {
  const request = aged({ received: RECEIVED, kind: 'cease' })
  const shuffled = { ...request, obligations: request.obligations.toReversed() }
  expect(rowOf(shuffled)).toEqual(rowOf(request))
})

describe('a row', () => {
  test('tells how and when a request ended, from receipt to the person being told', () => {
    const closed = '2026-11-27T19:30:00Z'
    expect(rowOf(aged({ received: RECEIVED, closed }))).toMatchObject({
      received: new Date(RECEIVED),
      receivedOn: '2026-11-20',
      state: 'closed',
      outcome: 'corrected',
      endedOn: '2026-11-28',
      calendarDays: 8,
      workingDays: 5,
    })
  })

  test.each([
    ['refused', [event('planned', { version: 1 }), event('refused')]],
    ['disowned', [event('disowned')]],
    ['no-record', [event('planned', { version: 1 }), event('approved'), event('no-record')]],
  ] as const)('tells that it ended as %s', (outcome, events) => {
    const row = rowOf(aged({ received: RECEIVED, events, closed: NEXT_DAY }))
    expect(row).toMatchObject({ outcome, endedOn: '2026-12-02' })
  })

  test('has no outcome and no end while the owner is asked', () => {
    const row = rowOf(aged({ received: RECEIVED, events: [event('planned', { version: 1 })] }))
    expect(row).toMatchObject({
      state: 'awaiting-approval',
      outcome: null,
      endedOn: null,
      calendarDays: null,
      workingDays: null,
    })
  })
})

test('what is done later is never more in time', () => {
  const hour = fc.integer({ min: 0, max: 24 * 60 })
  const at = (hours: number): string =>
    new Date(Date.parse(RECEIVED) + hours * 3_600_000).toISOString()
  fc.assert(
    fc.property(hour, hour, (one, other) => {
      const [sooner = 0, later = 0] = [one, other].toSorted((a, b) => a - b)
      const kept = [sooner, later].map((hours) => correct({ done: { correct: at(hours) } }))
      expect(kept[0]?.onTime === false && kept[1]?.onTime === true).toBe(false)
    }),
  )
})
