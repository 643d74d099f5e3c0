import { expect, test } from 'vitest'
import { asCivilDate } from '../../src/policy/calendar.ts'
import { aged, registerOf } from './aged.ts'
import { namedEverywhere } from './named-everywhere.ts'
import { marksIn } from '../support/canary.ts'

const on = (day: string, number: string) => aged({ received: `2026-11-${day}T18:30:00Z`, number })
/** Half past eleven in the evening of the 2nd, the 20th and the 21st, in Almaty. */
const REQUESTS = [on('21', 'PD-0000-0003'), on('02', 'PD-0000-0001'), on('20', 'PD-0000-0002')]

const numbers = (from: string | null, to: string | null): readonly string[] =>
  registerOf(REQUESTS, undefined, {
    from: from === null ? null : asCivilDate(from),
    to: to === null ? null : asCivilDate(to),
  }).rows.map(({ number }) => number.slice(-1))

test('the register is in the order of receipt', () => {
  expect(numbers(null, null)).toEqual(['1', '2', '3'])
})

test('first and last day of receipt both belong to the period, by the company’s zone', () => {
  expect(numbers('2026-11-20', null)).toEqual(['2', '3'])
  expect(numbers('2026-11-03', '2026-11-20')).toEqual(['2'])
  expect(numbers(null, '2026-11-02')).toEqual(['1'])
  expect(numbers('2026-11-22', null)).toEqual([])
})

test('the summary speaks of the period alone', () => {
  const period = { from: asCivilDate('2026-11-20'), to: null }
  const { summary, rows } = registerOf(REQUESTS, undefined, period)
  expect([summary.requests, rows.length]).toEqual([2, 2])
})

test('no name, address or number of a person gets into the register', () => {
  const request = namedEverywhere()
  expect(new Set(marksIn(JSON.stringify(request))).size).toBeGreaterThan(4)
  expect(marksIn(JSON.stringify(registerOf([request])))).toEqual([])
})
