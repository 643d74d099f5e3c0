import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonthsClamped,
  addWorkingDays,
  asCivilDate,
  civilDate,
  coveredUntil,
  isCivilDate,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  parseCalendar,
  verdictOn,
  withOwnDays,
  workingDaysBetween,
} from '../../src/policy/calendar.ts'
import type { CalendarData } from '../../src/policy/calendar.ts'
import { calendar, readData } from './shipped.ts'

const day = asCivilDate
const anyDay = fc.integer({ min: 0, max: 1460 }).map((n) => addDays(day('2024-01-01'), n))
const anyCount = fc.integer({ min: 1, max: 40 })

function countIn(first: string, last: string): number {
  return workingDaysBetween(calendar, addDays(day(first), -1), day(last))
}

function changed(change: Partial<CalendarData>): CalendarData {
  return { ...calendar, ...change }
}

describe('the shipped calendar', () => {
  test.each([
    ['2024', '2024-01-01', '2024-12-31', 249],
    ['2025', '2025-01-01', '2025-12-31', 246],
    ['2026', '2026-01-01', '2026-12-31', 247],
    ['2027', '2027-01-01', '2027-12-31', 247],
    ['January 2026', '2026-01-01', '2026-01-31', 19],
    ['March 2026', '2026-03-01', '2026-03-31', 18],
    ['August 2025', '2025-08-01', '2025-08-31', 21],
    ['October 2025', '2025-10-01', '2025-10-31', 22],
  ])('%s has the published number of working days', (_period, first, last, published) => {
    expect(countIn(first, last)).toBe(published)
  })

  test.each([
    ['2026-03-16', 'Constitution Day has not begun'],
    ['2026-08-31', 'Constitution Day of August has ended'],
    ['2024-05-04', 'a Saturday worked by order'],
    ['2025-01-05', 'a Sunday worked by order'],
    ['2024-06-17', 'Kurban Ait was moved to the 16th'],
  ])('%s is worked: %s', (date) => {
    expect(isWorkingDay(calendar, day(date))).toBe(true)
  })

  test.each(['2024-05-08', '2025-01-03', '2026-03-25', '2027-03-24', '2026-10-26'])(
    '%s is off, by order or as a substitute',
    (date) => {
      expect(isWorkingDay(calendar, day(date))).toBe(false)
    },
  )

  test('covers the days to the end of the last year known by rule', () => {
    expect(coveredUntil(calendar)).toBe('2027-12-31')
  })
})

describe('certainty', () => {
  const ait = day('2026-05-27')
  const as = (certainty: 'confirmed' | 'rule' | 'predicted') =>
    changed({ nonWorking: { ...calendar.nonWorking, [ait]: { why: 'Kurban Ait', certainty } } })

  test('a day off that is confirmed or follows from a rule is skipped', () => {
    expect(isWorkingDay(as('confirmed'), ait)).toBe(false)
    expect(isWorkingDay(as('rule'), ait)).toBe(false)
  })

  test('a day off that is only predicted counts as worked, which gives the earlier date', () => {
    expect(verdictOn(as('predicted'), ait)).toEqual({
      working: true,
      why: 'Kurban Ait, predicted',
      unsure: true,
    })
  })
})

describe('own days', () => {
  const own = (extraOff: string[], extraWorking: string[]) =>
    withOwnDays(calendar, {
      zone: calendar.zone,
      extraOff: extraOff.map(day),
      extraWorking: extraWorking.map(day),
    })

  test('own days off never move a date', () => {
    const closed = own(['2026-11-20', '2026-11-23'], [])
    expect(addWorkingDays(closed, day('2026-11-19'), 2)).toBe('2026-11-23')
  })

  test('own worked days make a date earlier', () => {
    expect(addWorkingDays(own([], ['2026-11-21']), day('2026-11-19'), 2)).toBe('2026-11-21')
    expect(addWorkingDays(calendar, day('2026-11-19'), 2)).toBe('2026-11-23')
  })

  test('the zone of the company replaces that of the file', () => {
    const inLondon = { zone: 'Europe/London', extraOff: [], extraWorking: [] }
    expect(withOwnDays(calendar, inLondon).zone).toBe('Europe/London')
  })
})

describe('counting', () => {
  test('day one is the next working day; the day itself never counts', () => {
    expect(addWorkingDays(calendar, day('2026-11-20'), 1)).toBe('2026-11-23')
    expect(addWorkingDays(calendar, day('2026-11-20'), 0)).toBe('2026-11-20')
    expect(addWorkingDays(calendar, day('2026-11-22'), 1)).toBe('2026-11-23')
  })

  test('below zero counts back', () => {
    expect(addWorkingDays(calendar, day('2026-11-23'), -1)).toBe('2026-11-20')
  })

  test('half a working day is refused', () => {
    expect(() => addWorkingDays(calendar, day('2026-11-20'), 0.5)).toThrow(RangeError)
  })

  test('nothing lies between a day and an earlier one', () => {
    expect(workingDaysBetween(calendar, day('2026-11-20'), day('2026-11-02'))).toBe(0)
  })

  test.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-11-02', 6, '2027-05-02'],
    ['2026-12-31', 12, '2027-12-31'],
    ['2026-01-31', 1, '2026-02-28'],
  ])('%s and %i months make %s, never a day of the month after', (from, months, to) => {
    expect(addMonthsClamped(day(from), months)).toBe(to)
  })

  test('months keep the day of the month, or end on the last one there is', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 36 }), (from, months) => {
        const [year = 0, month = 0, dayOfMonth = 0] = from.split('-').map(Number)
        const to = addMonthsClamped(from, months)
        const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
        expect(toYear * 12 + toMonth).toBe(year * 12 + month + months)
        const isLast = addDays(to, 1).endsWith('-01')
        expect(toDay === dayOfMonth || (toDay < dayOfMonth && isLast)).toBe(true)
        expect(addMonthsClamped(addDays(from, 1), months) >= to).toBe(true)
      }),
    )
  })

  test('calendar days pass over leap days and year ends', () => {
    expect(addDays(day('2024-02-01'), 30)).toBe('2024-03-02')
    expect(addDays(day('2026-12-16'), 30)).toBe('2027-01-15')
  })

  test('a due day is a working day, and exactly n working days away', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, n) => {
        const due = addWorkingDays(calendar, from, n)
        expect(isWorkingDay(calendar, due)).toBe(true)
        expect(workingDaysBetween(calendar, from, due)).toBe(n)
      }),
    )
  })

  test('a longer term is never due earlier, nor a later receipt', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, n) => {
        const due = addWorkingDays(calendar, from, n)
        expect(addWorkingDays(calendar, from, n + 1) > due).toBe(true)
        expect(addWorkingDays(calendar, addDays(from, 1), n) >= due).toBe(true)
      }),
    )
  })

  test('one more day off never makes a date earlier', () => {
    fc.assert(
      fc.property(anyDay, anyCount, anyDay, (from, n, off) => {
        const nonWorking = { [off]: { why: 'new', certainty: 'confirmed' as const } }
        const more = changed({ nonWorking: { ...calendar.nonWorking, ...nonWorking } })
        expect(addWorkingDays(more, from, n) >= addWorkingDays(calendar, from, n)).toBe(true)
      }),
    )
  })

  test('one more worked day never makes a date later', () => {
    fc.assert(
      fc.property(anyDay, anyCount, anyDay, (from, n, worked) => {
        const swap = { ...calendar.workingWeekends, [worked]: { insteadOf: worked } }
        const due = addWorkingDays(calendar, from, n)
        expect(addWorkingDays(changed({ workingWeekends: swap }), from, n) <= due).toBe(true)
        expect(addWorkingDays(changed({ extraWorking: [worked] }), from, n) <= due).toBe(true)
      }),
    )
  })

  test('the last working day on or before a day is that day or the one before it that is worked', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const last = lastWorkingDayOnOrBefore(calendar, date)
        expect(isWorkingDay(calendar, last)).toBe(true)
        expect(workingDaysBetween(calendar, last, date)).toBe(0)
        expect(last <= date).toBe(true)
      }),
    )
  })
})

describe('the civil day of an instant', () => {
  const almaty = (instant: string) => civilDate(new Date(instant), 'Asia/Almaty')

  test('Almaty was six hours ahead until 1 March 2024 and is five hours ahead since', () => {
    expect(almaty('2024-01-31T17:59:59Z')).toBe('2024-01-31')
    expect(almaty('2024-01-31T18:00:00Z')).toBe('2024-02-01')
    expect(almaty('2024-02-29T17:59:59Z')).toBe('2024-02-29')
    expect(almaty('2024-02-29T18:30:00Z')).toBe('2024-02-29')
    expect(almaty('2024-02-29T19:00:00Z')).toBe('2024-03-01')
    expect(almaty('2026-11-20T18:59:59Z')).toBe('2026-11-20')
    expect(almaty('2026-11-20T19:00:00Z')).toBe('2026-11-21')
  })

  test('minute by minute around both, each day ends once', () => {
    const daysSeen = (from: string, to: string) => {
      const minutesOf: Record<string, number> = {}
      for (let at = Date.parse(from); at < Date.parse(to); at += 60_000) {
        const date = civilDate(new Date(at), 'Asia/Almaty')
        minutesOf[date] = (minutesOf[date] ?? 0) + 1
      }
      return minutesOf
    }
    expect(daysSeen('2024-01-31T12:00:00Z', '2024-02-01T12:00:00Z')).toEqual({
      '2024-01-31': 6 * 60,
      '2024-02-01': 18 * 60,
    })
    // 29 February had 25 hours: at midnight the clocks went back to 23:00.
    expect(daysSeen('2024-02-28T18:00:00Z', '2024-03-01T19:00:00Z')).toEqual({
      '2024-02-29': 25 * 60,
      '2024-03-01': 24 * 60,
    })
  })

  test('an instant that is none is refused', () => {
    expect(() => almaty('yesterday')).toThrow(RangeError)
  })

  test.each(['2026-02-30', '2026-2-3', '2026-02-03T00:00:00Z', '', '2026-13-01', ' 2026-01-01'])(
    '%j names no day',
    (text) => {
      expect(isCivilDate(text)).toBe(false)
      expect(() => asCivilDate(text)).toThrow(RangeError)
    },
  )
})

describe('a calendar file', () => {
  const shipped = () => readData('calendar-kz.json')

  test('is refused when its days disagree with the published counts', () => {
    const file = shipped()
    file['workingWeekends'] = { '2024-05-04': { insteadOf: '2024-05-08' } }
    expect(parseCalendar(file)).toEqual({
      ok: false,
      faults: ['checks.workingDays.2025: the file says 246, its days make 245'],
    })
  })

  test('is refused with every fault, one line each', () => {
    const file = shipped()
    file['zone'] = '+05:00'
    file['weekend'] = ['sat', 'son']
    file['nonWorking'] = {
      '2026-02-30': { why: 'no such day', certainty: 'confirmed' },
      '2026-03-01': { why: 'unsure', certainty: 'perhaps' },
    }
    expect(parseCalendar(file)).toEqual({
      ok: false,
      faults: [
        'zone: is not a time zone; write Asia/Almaty',
        'weekend[1]: "son" is not known; did you mean "sun"?',
        'nonWorking.2026-02-30: is not a day of the calendar; write YYYY-MM-DD',
        'nonWorking.2026-03-01.certainty: "perhaps" is not known; known are: confirmed, rule, predicted',
      ],
    })
  })

  test('may not count predicted days as days off', () => {
    const file = { ...shipped(), countAsNonWorking: ['confirmed', 'predicted'] }
    expect(parseCalendar(file)).toMatchObject({ ok: false })
  })
})
