import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asCivilDate, civilDate } from '../../src/policy/calendar.ts'
import { instantAt, wallClock } from '../../src/policy/clock-time.ts'

const anyDay = fc.integer({ min: 0, max: 1460 }).map((n) => addDays(asCivilDate('2024-01-01'), n))

describe('the instant at which the clocks show an hour', () => {
  const at = (date: string, hour: number, zone = 'Asia/Almaty'): string =>
    instantAt(date, hour, zone).toISOString()

  test('is that of Almaty before and after 1 March 2024', () => {
    expect(at('2024-02-29', 10)).toBe('2024-02-29T04:00:00.000Z')
    expect(at('2024-03-01', 10)).toBe('2024-03-01T05:00:00.000Z')
    expect(at('2026-11-24', 10)).toBe('2026-11-24T05:00:00.000Z')
  })

  test('is right on the days on which clocks are moved elsewhere', () => {
    expect(at('2026-03-29', 10, 'Europe/London')).toBe('2026-03-29T09:00:00.000Z')
    expect(at('2026-10-25', 10, 'Europe/London')).toBe('2026-10-25T10:00:00.000Z')
    expect(at('2026-03-08', 23, 'America/New_York')).toBe('2026-03-09T03:00:00.000Z')
  })

  test('falls on that civil day, at whatever hour', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 23 }), (date, hour) => {
        // At midnight on 1 March 2024 the clocks of Almaty went back to 23:00.
        const instant = instantAt(date, hour, 'Asia/Almaty')
        expect(civilDate(instant, 'Asia/Almaty')).toBe(date)
      }),
    )
  })
})

test('the clocks show midnight as 00:00, never as 24:00', () => {
  expect(wallClock(new Date('2026-11-20T19:00:59Z'), 'Asia/Almaty')).toEqual({
    date: '2026-11-21',
    time: '00:00',
  })
})
