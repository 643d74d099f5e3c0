import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarVersion } from '../../src/policy/calendar-version.ts'
import { addDays, asCivilDate, isWorkingDay } from '../../src/policy/calendar.ts'
import type { CalendarData } from '../../src/policy/calendar.ts'
import { calendar } from './shipped.ts'

const SHIPPED = calendarVersion(calendar)
const day = asCivilDate

function changed(change: Partial<CalendarData>): string {
  return calendarVersion({ ...calendar, ...change })
}

function withDay(date: string, certainty: 'confirmed' | 'rule' | 'predicted'): string {
  return changed({ nonWorking: { ...calendar.nonWorking, [day(date)]: { why: 'x', certainty } } })
}

test('a small calendar has this version in every version of the program', () => {
  const small: CalendarData = {
    ...calendar,
    nonWorking: { [day('2026-12-16')]: { why: 'holiday', certainty: 'confirmed' } },
    workingWeekends: {},
  }
  expect(calendarVersion(small)).toBe('199461a40626fbc1')
})

describe('the version of a calendar changes', () => {
  test.each([
    ['one more day off', withDay('2026-11-20', 'confirmed')],
    ['a day off that follows from a rule', withDay('2027-11-22', 'rule')],
    ['a day off that is only predicted by now', withDay('2026-05-27', 'predicted')],
    ['a worked weekend', changed({ workingWeekends: {} })],
    ['an own worked day', changed({ extraWorking: [day('2026-11-21')] })],
    ['an own day off, on which nobody acts', changed({ extraOff: [day('2026-11-20')] })],
    ['the weekend', changed({ weekend: ['sun'] })],
    ['the zone', changed({ zone: 'Asia/Aqtau' })],
    ['what counts as sure', changed({ countAsNonWorking: ['confirmed'] })],
  ])('with %s', (_what, version) => {
    expect(version).not.toBe(SHIPPED)
    expect(version).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('the version of a calendar stays', () => {
  const { confirmed } = calendar.coverage
  test.each([
    ['with its words', changed({ id: 'other', sources: {}, checks: { workingDays: {} } })],
    ['with a wider coverage', changed({ coverage: { confirmed, rule: confirmed } })],
    ['when a rule is confirmed by an order', withDay('2027-01-01', 'confirmed')],
    ['with a day that is only predicted', withDay('2028-05-04', 'predicted')],
    ['with a holiday on a weekend', withDay('2026-11-21', 'confirmed')],
    ['with an own day off on a weekend', changed({ extraOff: [day('2026-11-21')] })],
    [
      'with an own worked day that is worked anyway',
      changed({ extraWorking: [day('2026-11-20')] }),
    ],
    [
      'with its days in another order',
      changed({ nonWorking: Object.fromEntries(Object.entries(calendar.nonWorking).toReversed()) }),
    ],
  ])('%s', (_what, version) => {
    expect(version).toBe(SHIPPED)
  })
})

test('two calendars have the same version exactly when the same days are worked in both', () => {
  const near = fc.integer({ min: 0, max: 6 }).map((n) => addDays(day('2026-05-25'), n))
  const certainty = fc.constantFrom('confirmed', 'rule', 'predicted')
  const off = fc.array(fc.tuple(near, certainty), { maxLength: 4 })
  const made = fc.tuple(off, fc.array(near, { maxLength: 2 })).map(([days, extraWorking]) => ({
    ...calendar,
    nonWorking: Object.fromEntries(
      days.map(([date, sure]) => [date, { why: '', certainty: sure }]),
    ),
    extraWorking,
  }))
  const week = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(day('2026-05-25'), n))
  const worked = (one: CalendarData) => week.map((date) => isWorkingDay(one, date)).join()
  fc.assert(
    fc.property(made, made, (one, other) => {
      expect(calendarVersion(one) === calendarVersion(other)).toBe(worked(one) === worked(other))
    }),
    { numRuns: 500 },
  )
})
