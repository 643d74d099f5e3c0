import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asCivilDate } from '../../src/policy/calendar.ts'
import type { CalendarData } from '../../src/policy/calendar.ts'
import { onlyEarlier } from '../../src/policy/only-earlier.ts'
import type { Dates } from '../../src/policy/only-earlier.ts'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { DatedObligation, DemandKind } from '../../src/policy/rules.ts'
import { deadlines } from '../../src/policy/term.ts'
import { calendar, profiles } from './shipped.ts'

const NEVER: Dates = { policyDue: null, lawDue: null, softDue: null, actBy: null }

function withDay(day: string, certainty: 'confirmed' | 'predicted'): CalendarData {
  const nonWorking = { ...calendar.nonWorking, [day]: { why: 'Kurban Ait', certainty } }
  return { ...calendar, nonWorking }
}

function owed(kind: DemandKind, received: string, kept: CalendarData, confirmed?: string) {
  const at = confirmed === undefined ? undefined : new Date(confirmed)
  const input = { kind, received: new Date(received), confirmed: at }
  return deadlines(input, profiles, kept).obligations
}

function named(name: string, obligations: readonly DatedObligation[]): Dates {
  const found = obligations.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no ${name} is owed`)
  const { policyDue, lawDue, softDue, actBy } = found
  return { policyDue, lawDue, softDue, actBy }
}

describe('a date once promised', () => {
  const received = '2026-05-26T11:00:00Z'
  const predicted = named('export', owed('access', received, withDay('2026-05-27', 'predicted')))
  const confirmed = named('export', owed('access', received, calendar))

  test('over Kurban Ait stays on 29 May when the day off is confirmed (p.19)', () => {
    expect([predicted.lawDue, confirmed.lawDue]).toEqual(['2026-05-29', '2026-06-01'])
    expect(onlyEarlier(predicted, confirmed)).toEqual({ dates: predicted, moved: [] })
  })

  test('moves to the earlier day when a day off turns out to be worked', () => {
    expect(onlyEarlier(confirmed, predicted)).toEqual({
      dates: { ...confirmed, lawDue: '2026-05-29', actBy: '2026-05-29' },
      moved: [
        { clock: 'lawDue', from: '2026-06-01', to: '2026-05-29' },
        { clock: 'actBy', from: '2026-06-01', to: '2026-05-29' },
      ],
    })
  })

  test('keeps each clock apart: one moves, another stays', () => {
    const kept = {
      policyDue: '2026-12-02',
      lawDue: null,
      softDue: '2026-11-17',
      actBy: '2026-12-02',
    }
    const anew = { ...kept, policyDue: '2026-12-04', softDue: '2026-11-16', actBy: '2026-12-04' }
    expect(onlyEarlier(kept, anew)).toEqual({
      dates: { ...kept, softDue: '2026-11-16' },
      moved: [{ clock: 'softDue', from: '2026-11-17', to: '2026-11-16' }],
    })
  })

  test('is not lost when it is no longer dated', () => {
    expect(onlyEarlier(predicted, NEVER)).toEqual({ dates: predicted, moved: [] })
  })
})

describe("the law's clock", () => {
  const received = '2026-11-19T05:15:00Z'
  const open = named('correct', owed('rectify', received, calendar))
  const proven = (at: string) => named('correct', owed('rectify', received, calendar, at))

  test('begins with the confirmation, and the day to act with it', () => {
    expect(onlyEarlier(open, proven('2026-11-20T06:00:00Z'))).toEqual({
      dates: {
        policyDue: '2026-11-30',
        lawDue: '2026-11-23',
        softDue: null,
        actBy: '2026-11-23',
      },
      moved: [
        { clock: 'lawDue', from: null, to: '2026-11-23' },
        { clock: 'actBy', from: '2026-11-30', to: '2026-11-23' },
      ],
    })
  })

  test('that has begun does not begin again later', () => {
    const { dates } = onlyEarlier(open, proven('2026-11-20T06:00:00Z'))
    expect(onlyEarlier(dates, proven('2026-11-26T06:00:00Z'))).toEqual({ dates, moved: [] })
    expect(onlyEarlier(dates, open)).toEqual({ dates, moved: [] })
  })

  test('is the only one that may begin: no promise and no target is added to an open request', () => {
    const anew = { ...NEVER, policyDue: '2026-12-02', softDue: '2026-12-01', actBy: '2026-12-02' }
    expect(onlyEarlier(NEVER, anew)).toEqual({ dates: NEVER, moved: [] })
    expect(onlyEarlier(NEVER, { ...anew, lawDue: '2026-12-03' })).toEqual({
      dates: { ...NEVER, lawDue: '2026-12-03', actBy: '2026-12-02' },
      moved: [
        { clock: 'lawDue', from: null, to: '2026-12-03' },
        { clock: 'actBy', from: null, to: '2026-12-02' },
      ],
    })
  })
})

describe('whatever was stored and whatever is computed', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays(asCivilDate('2026-01-01'), n))
  const date = fc.option(day)
  const dates = fc.record({ policyDue: date, lawDue: date, softDue: date, actBy: date })
  const clocks = ['policyDue', 'lawDue', 'softDue', 'actBy'] as const

  test('no date becomes later or gets lost, and every move is told (p.19)', () => {
    fc.assert(
      fc.property(dates, dates, (kept, anew) => {
        const result = onlyEarlier(kept, anew)
        for (const clock of clocks) {
          const [from, to] = [kept[clock], result.dates[clock]]
          expect(from === null || (to !== null && to <= from)).toBe(true)
          expect([kept[clock], anew[clock]]).toContain(to)
          const move = result.moved.find((one) => one.clock === clock)
          expect(move).toEqual(from === to ? undefined : { clock, from, to })
        }
      }),
    )
  })

  test('to do it again changes nothing more', () => {
    fc.assert(
      fc.property(dates, dates, (kept, anew) => {
        const once = onlyEarlier(kept, anew).dates
        expect(onlyEarlier(once, anew)).toEqual({ dates: once, moved: [] })
      }),
    )
  })

  test('the day to act stays at or before the strictest date', () => {
    const moments = fc.date({
      min: new Date('2024-01-01T00:00:00Z'),
      max: new Date('2027-06-30T00:00:00Z'),
      noInvalidDate: true,
    })
    const changes = fc.array(fc.tuple(day, fc.boolean()), { maxLength: 30 })
    fc.assert(
      fc.property(fc.constantFrom(...DEMAND_KINDS), moments, changes, (kind, at, days) => {
        const off = days.filter(([, isOff]) => isOff).map(([each]) => each)
        const extraWorking = days.filter(([, isOff]) => !isOff).map(([each]) => each)
        const why = { why: 'by order', certainty: 'confirmed' as const }
        const more = Object.fromEntries(off.map((each) => [each, why]))
        const nonWorking = { ...calendar.nonWorking, ...more }
        const now = { ...calendar, nonWorking, extraWorking }
        const received = at.toISOString()
        const anew = owed(kind, received, now)
        for (const { name } of anew) {
          const kept = named(name, owed(kind, received, calendar))
          const result = onlyEarlier(kept, named(name, anew)).dates
          const binding = [result.policyDue, result.lawDue].flatMap((due) => due ?? []).toSorted()
          expect((result.actBy ?? '') <= (binding[0] ?? result.softDue ?? '')).toBe(true)
        }
      }),
    )
  })
})
