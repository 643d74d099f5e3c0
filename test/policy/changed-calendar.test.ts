import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, asCivilDate, isWorkingDay, withOwnDays } from '../../src/policy/calendar.ts'
import type { CalendarData } from '../../src/policy/calendar.ts'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { DatedObligation, DemandKind, RuleProfile } from '../../src/policy/rules.ts'
import { deadlines } from '../../src/policy/term.ts'
import { calendar, everyProfile, profiles } from './shipped.ts'

const CLOCKS = ['policyDue', 'lawDue', 'softDue'] as const

const kinds = fc.constantFrom(...DEMAND_KINDS)
const moments = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2027-09-30T00:00:00Z'),
  noInvalidDate: true,
})
/** A day near enough to a receipt to be counted over. */
const soon = fc.integer({ min: 0, max: 60 })

function owed(
  kind: DemandKind,
  received: Date,
  kept: CalendarData = calendar,
  rules: readonly RuleProfile[] = profiles,
): readonly DatedObligation[] {
  return deadlines({ kind, received }, rules, kept).obligations
}

function promised(obligations: readonly DatedObligation[]): readonly string[] {
  return obligations.flatMap((one) => CLOCKS.map((clock) => one[clock] ?? ''))
}

function dayBehind(received: Date, days: number) {
  return addDays(asCivilDate(received.toISOString().slice(0, 10)), days)
}

function isNowhereLater(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((date, at) => date <= (other[at] ?? ''))
}

test('where working days are counted the last of them is worked', () => {
  const inWorkingDays = everyProfile.map((profile) => ({
    ...profile,
    rules: profile.rules.filter(({ term }) => term?.unit === 'working-days'),
  }))
  fc.assert(
    fc.property(kinds, moments, (kind, received) => {
      const dates = promised(owed(kind, received, calendar, inWorkingDays))
      const dueOn = dates.filter((date) => date !== '').map(asCivilDate)
      expect(dueOn.every((date) => isWorkingDay(calendar, date))).toBe(true)
    }),
  )
})

test('one more day off makes no date earlier', () => {
  fc.assert(
    fc.property(kinds, moments, soon, (kind, received, days) => {
      const off = { [dayBehind(received, days)]: { why: 'new', certainty: 'confirmed' as const } }
      const more = { ...calendar, nonWorking: { ...calendar.nonWorking, ...off } }
      const [before, after] = [owed(kind, received), owed(kind, received, more)].map(promised)
      expect(isNowhereLater(before ?? [], after ?? [])).toBe(true)
    }),
  )
})

test('one more worked day, by order or our own, makes no date later', () => {
  fc.assert(
    fc.property(kinds, moments, soon, (kind, received, days) => {
      const worked = dayBehind(received, days)
      const swap = { ...calendar.workingWeekends, [worked]: { insteadOf: worked } }
      for (const more of [
        { ...calendar, workingWeekends: swap },
        { ...calendar, extraWorking: [worked] },
      ]) {
        const [before, after] = [owed(kind, received), owed(kind, received, more)].map(promised)
        expect(isNowhereLater(after ?? [], before ?? [])).toBe(true)
      }
    }),
  )
})

test('a day off that is only predicted leaves every date as if it were not there', () => {
  fc.assert(
    fc.property(kinds, moments, soon, (kind, received, days) => {
      const maybe = dayBehind(received, days)
      fc.pre(calendar.nonWorking[maybe] === undefined)
      const off = { [maybe]: { why: 'moon', certainty: 'predicted' as const } }
      const more = { ...calendar, nonWorking: { ...calendar.nonWorking, ...off } }
      expect(owed(kind, received, more)).toEqual(owed(kind, received))
    }),
  )
})

test('own days off change no promised date, and bring the day to act forward at most', () => {
  const weeks = fc.uniqueArray(soon, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(kinds, moments, weeks, (kind, received, days) => {
      const extraOff = days.map((each) => dayBehind(received, each))
      const closed = withOwnDays(calendar, { zone: calendar.zone, extraOff, extraWorking: [] })
      const [before, after] = [owed(kind, received), owed(kind, received, closed)]
      expect(promised(after)).toEqual(promised(before))
      const acts = [after, before].map((all) => all.map(({ actBy }) => actBy ?? ''))
      expect(isNowhereLater(acts[0] ?? [], acts[1] ?? [])).toBe(true)
    }),
  )
})
