import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asCivilDate, coveredUntil } from '../../src/policy/calendar.ts'
import type { CalendarData } from '../../src/policy/calendar.ts'
import { coverageWarning } from '../../src/policy/coverage.ts'
import { calendar } from './shipped.ts'

const END = coveredUntil(calendar)

describe('the end of the calendar', () => {
  test.each([
    ['61 days before it', -61, null],
    ['60 days before it', -60, 60],
    ['on the last day that it knows', 0, 0],
    ['the day after', 1, -1],
    ['two months after', 60, -60],
  ])('%s is told as it stands', (_when, days, daysLeft) => {
    const warning = coverageWarning(calendar, addDays(END, days))
    expect(warning).toEqual(daysLeft === null ? null : { lastDay: END, daysLeft })
  })

  test('is the last day known by order or by rule, whichever is later', () => {
    const [from] = calendar.coverage.confirmed
    const confirmed: [typeof from, typeof from] = [from, asCivilDate('2028-12-31')]
    const ordered: CalendarData = { ...calendar, coverage: { ...calendar.coverage, confirmed } }
    expect(coverageWarning(ordered, asCivilDate('2028-12-01'))).toEqual({
      lastDay: '2028-12-31',
      daysLeft: 30,
    })
    expect(coverageWarning(ordered, END)).toBeNull()
  })

  test('is told on every day from the first warning on, one day nearer each day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 4_000 }), (days) => {
        expect(coverageWarning(calendar, addDays(END, days))?.daysLeft).toBe(0 - days)
      }),
    )
  })
})
