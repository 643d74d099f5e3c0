/**
 * Every date once more, counted as one would on paper: the days of four years in a row, the days off
 * and the terms typed in by hand, nothing taken from the program or its data files.
 */
import { expect, test } from 'vitest'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { DatedObligation, DemandKind } from '../../src/policy/rules.ts'
import { deadlines } from '../../src/policy/term.ts'
import { calendar, profiles } from './shipped.ts'

const WEEKDAYS_OFF: Readonly<Record<number, string>> = {
  2024: '01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16',
  2025: '01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16',
  2026: '01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16',
  2027: '01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16',
  2028: '',
}
const WORKED_WEEKENDS = ['2024-05-04', '2025-01-05']

interface Day {
  readonly date: string
  readonly isWorked: boolean
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function* daysFrom2024(): Generator<Day> {
  let weekday = 0 // 1 January 2024 was a Monday.
  for (const [year, off] of Object.entries(WEEKDAYS_OFF)) {
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day <= monthLength(Number(year), month); day++) {
        const inYear = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const date = `${year}-${inYear}`
        const isWeekday = weekday < 5 && !off.split(' ').includes(inYear)
        yield { date, isWorked: isWeekday || WORKED_WEEKENDS.includes(date) }
        weekday = (weekday + 1) % 7
      }
    }
  }
}

const DAYS = [...daysFrom2024()]
const WORKED = DAYS.filter(({ isWorked }) => isWorked).map(({ date }) => date)
const PLACE = new Map(DAYS.map(({ date }, place) => [date, place]))

/** `7w` working days, `30d` days, `6m` months. */
function after(term: string, start: string): string {
  const count = Number.parseInt(term, 10)
  if (term.endsWith('w')) return WORKED[WORKED.findIndex((date) => date > start) + count - 1] ?? ''
  if (term.endsWith('d')) return DAYS[(PLACE.get(start) ?? 0) + count]?.date ?? ''
  const [year = 0, month = 0, day = 0] = start.split('-').map(Number)
  const total = year * 12 + month - 1 + count
  const [inYear, inMonth] = [Math.floor(total / 12), (total % 12) + 1]
  const inDay = Math.min(day, monthLength(inYear, inMonth))
  return `${inYear}-${String(inMonth).padStart(2, '0')}-${String(inDay).padStart(2, '0')}`
}

type Name = DatedObligation['name']
/** By policy, by law, as a target; '' where that clock does not run. */
type Terms = Partial<Record<Name, readonly [policy: string, law: string, soft: string]>>

function termsOf(kind: DemandKind, receivedOn: string): Terms {
  const since = (first: string, term: string) => (receivedOn >= first ? term : '')
  const byKind: Record<DemandKind, Terms> = {
    rectify: {
      ack: ['', '', '1w'],
      correct: ['7w', '', ''],
      partner: ['', '', '7w'],
      notify: ['7w', '', ''],
    },
    cease: {
      ack: ['', '', '1w'],
      hold: ['', '1w', ''],
      stop: ['', since('2026-01-18', '15w'), ''],
      destroy: ['30d', '', since('2026-07-12', '15d')],
      block: ['6m', '', ''],
      partner: ['30d', '', '15w'],
      notify: ['', '', '30d'],
    },
    unlawful: {
      ack: ['', '', '1w'],
      hold: ['', '1w', ''],
      stop: ['', '1w', ''],
      destroy: ['7w', '1w', ''],
      block: ['6m', '', ''],
      partner: ['7w', '', ''],
      notify: ['7w', '', ''],
    },
    access: { ack: ['', '', '1w'], export: ['', '3w', ''] },
    'unsubscribe-only': {
      ack: ['', '', '1w'],
      hold: ['', '1w', ''],
      notify: ['', '', '1w'],
    },
    question: { ack: ['', '', '1w'], answer: ['', '', '3w'] },
    objection: {
      ack: ['', '', '1w'],
      ...(receivedOn >= '2026-01-18' ? { answer: ['', '3w', ''] } : {}),
    },
    'purpose-achieved': {
      stop: ['', '', ''],
      destroy: ['30d', '1d', ''],
      block: ['6m', '', ''],
      partner: ['30d', '', ''],
    },
  }
  return byKind[kind]
}

function dayToAct(due: string, receivedOn: string): string {
  const worked = WORKED.findLast((date) => date <= due) ?? ''
  return worked >= receivedOn ? worked : due
}

function counted(kind: DemandKind, receivedOn: string, confirmedOn?: string): string {
  const lines = Object.entries(termsOf(kind, receivedOn)).map(([name, terms]) => {
    const [policy, law, soft] = terms.map((term) => (term === '' ? '' : after(term, receivedOn)))
    const begun = name === 'correct' && confirmedOn !== undefined ? after('1w', confirmedOn) : law
    const strict = [policy, begun].flatMap((due) => due || []).toSorted()[0]
    const binding = strict ?? soft ?? ''
    const actBy = binding === '' ? '' : dayToAct(binding, receivedOn)
    return [name, policy, begun, soft, actBy].join(' ')
  })
  return lines.join('\n')
}

function computed(kind: DemandKind, receivedOn: string, confirmedOn?: string): string {
  const noon = (date: string) => new Date(`${date}T07:00:00Z`)
  const confirmed = confirmedOn === undefined ? undefined : noon(confirmedOn)
  const input = { kind, received: noon(receivedOn), confirmed }
  const { obligations } = deadlines(input, profiles, calendar)
  return obligations
    .map(({ name, policyDue, lawDue, softDue, actBy }) =>
      [name, policyDue ?? '', lawDue ?? '', softDue ?? '', actBy ?? ''].join(' '),
    )
    .join('\n')
}

const RECEIPTS = DAYS.map(({ date }) => date).filter((date) => date <= '2027-11-30')

test.each(DEMAND_KINDS)(
  '%s: every day of receipt of 2024 to 2027 has the dates counted here',
  (kind) => {
    const different = RECEIPTS.filter((date) => computed(kind, date) !== counted(kind, date))
    expect(RECEIPTS).toHaveLength(1430)
    expect(
      different.slice(0, 3).map((date) => [date, computed(kind, date), counted(kind, date)]),
    ).toEqual([])
  },
)

test.each([0, 1, 4, 9])('rectify, confirmed %i days after receipt, has them too', (wait) => {
  const different = RECEIPTS.filter((date) => {
    const confirmedOn = DAYS[(PLACE.get(date) ?? 0) + wait]?.date ?? ''
    return computed('rectify', date, confirmedOn) !== counted('rectify', date, confirmedOn)
  })
  expect(different).toEqual([])
})

test('the years have the number of working days that was published', () => {
  const daysOf = (period: string) => WORKED.filter((date) => date.startsWith(period)).length
  const periods = ['2024', '2025', '2026', '2027', '2026-01', '2026-03', '2025-10']
  expect(periods.map(daysOf)).toEqual([249, 246, 247, 247, 19, 18, 22])
})
