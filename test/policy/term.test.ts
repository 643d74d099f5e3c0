import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asCivilDate, isWorkingDay, withOwnDays } from '../../src/policy/calendar.ts'
import type { CalendarData, CivilDate } from '../../src/policy/calendar.ts'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { DatedObligation, DemandKind } from '../../src/policy/rules.ts'
import { deadlines, dueOn } from '../../src/policy/term.ts'
import { calendar, profiles } from './shipped.ts'

interface WorkedDate {
  readonly id: string
  readonly what: string
  readonly kind: DemandKind
  readonly received: string
  readonly receivedOn: string
  /** The days of the month that were counted by hand. */
  readonly counted?: string
  /** Days off to be taken as predicted only. */
  readonly predicted?: readonly string[]
  readonly dates: Readonly<Record<string, Partial<DatedObligation>>>
}

const workedDates: readonly WorkedDate[] = JSON.parse(
  readFileSync(new URL('worked-dates.json', import.meta.url), 'utf8'),
)

function predicting(dates: readonly string[] = []): CalendarData {
  const predicted = dates.map((date) => [date, { why: 'Kurban Ait', certainty: 'predicted' }])
  return { ...calendar, nonWorking: { ...calendar.nonWorking, ...Object.fromEntries(predicted) } }
}

function owed(kind: DemandKind, received: string, confirmed?: string) {
  const result = deadlines(
    { kind, received: new Date(received), confirmed: confirmed ? new Date(confirmed) : undefined },
    profiles,
    calendar,
  )
  return Object.fromEntries(result.obligations.map((each) => [each.name, each]))
}

describe('dates worked out by hand', () => {
  test('all twenty are here, one of them twice', () => {
    const numbers = workedDates.map(({ id }) => id.split(' ')[0])
    expect(new Set(numbers).size).toBe(20)
    expect(workedDates).toHaveLength(21)
  })

  test.each(workedDates)('$id: $kind, $what', (example) => {
    const received = new Date(example.received)
    const result = deadlines(
      { kind: example.kind, received },
      profiles,
      predicting(example.predicted),
    )
    expect(result.kind).toBe(example.kind)
    expect(result.receivedOn).toBe(example.receivedOn)
    for (const [name, dates] of Object.entries(example.dates)) {
      expect(result.obligations.find((each) => each.name === name)).toMatchObject({
        name,
        ...dates,
      })
    }
  })

  test.each(workedDates.filter(({ counted }) => counted !== undefined && counted !== ''))(
    '$id: the explanation counts the days that were counted by hand',
    ({ kind, received, predicted, counted }) => {
      const input = { kind, received: new Date(received) }
      const { explanation } = deadlines(input, profiles, predicting(predicted))
      const days = explanation
        .filter((line) => line.startsWith('counted: '))
        .map((line) => line.replace(/;.*/, '').matchAll(/[A-Z][a-z]{2} (\d{1,2}) [A-Z]/g))
        .map((matches) => [...matches].map(([, dayOfMonth]) => dayOfMonth).join(' '))
      expect(days).toContain(counted)
    },
  )
})

test('a letter of the night in which Almaty set its clocks back counts from 29 February to the last minute', () => {
  const dueAt = (received: string) => owed('rectify', received)['correct']?.policyDue
  const minutes = Array.from({ length: 180 }, (_, at) => {
    return new Date(Date.parse('2024-02-29T17:00:00Z') + at * 60_000)
  })
  const due = minutes.map((at) => dueAt(at.toISOString()))
  expect(due.slice(0, 120)).toEqual(Array(120).fill('2024-03-12'))
  expect(due.slice(120)).toEqual(Array(60).fill('2024-03-13'))
  expect([dueAt('2024-02-29T18:59:59.999Z'), dueAt('2024-02-29T19:00:00Z')]).toEqual([
    '2024-03-12',
    '2024-03-13',
  ])
  const destroy = (received: string) => owed('cease', received)['destroy']?.policyDue
  expect(destroy('2024-01-31T17:59:59Z')).toBe('2024-03-01')
  expect(destroy('2024-01-31T18:00:00Z')).toBe('2024-03-02')
})

describe('what each demand owes', () => {
  test.each<[DemandKind, string[]]>([
    ['rectify', ['ack', 'correct', 'partner', 'notify']],
    ['cease', ['ack', 'hold', 'stop', 'destroy', 'block', 'partner', 'notify']],
    ['unlawful', ['ack', 'hold', 'stop', 'destroy', 'block', 'partner', 'notify']],
    ['access', ['ack', 'export']],
    ['unsubscribe-only', ['ack', 'hold', 'notify']],
    ['question', ['ack', 'answer']],
    ['objection', ['ack', 'answer']],
    ['purpose-achieved', ['stop', 'destroy', 'block', 'partner']],
  ])('%s owes %j', (kind, names) => {
    expect(Object.keys(owed(kind, '2026-11-02T06:00:00Z'))).toEqual(names)
  })

  test('a correction is due by law one working day after identity is confirmed, which is the day to act (p.6/law)', () => {
    const received = '2026-11-19T05:15:00Z'
    expect(owed('rectify', received)['correct']).toMatchObject({
      policyDue: '2026-11-30',
      lawDue: null,
      actBy: '2026-11-30',
    })
    expect(owed('rectify', received, '2026-11-20T18:30:00Z')['correct']).toMatchObject({
      policyDue: '2026-11-30',
      lawDue: '2026-11-23',
      actBy: '2026-11-23',
    })
  })

  test('a late confirmation does not move the promise of seven working days (p.16/correct)', () => {
    expect(
      owed('rectify', '2026-11-19T05:15:00Z', '2026-12-10T05:00:00Z')['correct'],
    ).toMatchObject({ policyDue: '2026-11-30', lawDue: '2026-12-11', actBy: '2026-11-30' })
  })

  test('a confirmation known before receipt counts from receipt', () => {
    expect(owed('rectify', '2026-11-19T05:15:00Z', '2026-11-10T05:00:00Z')['correct']?.lawDue).toBe(
      '2026-11-20',
    )
  })

  test('processing stops within fifteen working days since 18 January 2026, before that at once', () => {
    expect(owed('cease', '2026-01-17T18:59:59Z')['stop']).toMatchObject({
      policyDue: null,
      lawDue: null,
      softDue: null,
      actBy: null,
    })
    expect(owed('cease', '2026-01-17T19:00:00Z')['stop']?.lawDue).toBe('2026-02-06')
  })

  test('a soft date binds only where nothing else does', () => {
    expect(owed('cease', '2026-11-02T06:00:00Z')['destroy']).toMatchObject({
      softDue: '2026-11-17',
      actBy: '2026-12-02',
    })
    expect(owed('question', '2026-11-02T06:00:00Z')['answer']).toMatchObject({
      policyDue: null,
      lawDue: null,
      softDue: '2026-11-05',
      actBy: '2026-11-05',
    })
  })

  test('marketing stops within one working day, whoever asks (p.8.5, p.8.8)', () => {
    for (const kind of ['unsubscribe-only', 'cease', 'unlawful'] as const) {
      expect(owed(kind, '2026-11-06T06:00:00Z')['hold']?.lawDue).toBe('2026-11-09')
    }
  })

  test('an objection is answered within three working days', () => {
    expect(owed('objection', '2026-11-06T06:00:00Z')['answer']?.lawDue).toBe('2026-11-11')
  })

  test('a reached purpose ends in destruction: thirty days, by law one (p.17)', () => {
    expect(owed('purpose-achieved', '2026-11-05T06:00:00Z')['destroy']).toMatchObject({
      policyDue: '2026-12-05',
      lawDue: '2026-11-06',
      actBy: '2026-11-06',
    })
  })
})

describe('what partners owe', () => {
  const partner = (kind: DemandKind) => owed(kind, '2026-11-02T06:00:00Z')['partner']

  test('after an end is promised by the policy within its thirty days, and meant by the day we stop (p.17)', () => {
    expect(partner('cease')).toMatchObject({
      policyDue: '2026-12-02',
      lawDue: null,
      softDue: '2026-11-23',
      actBy: '2026-12-02',
    })
    expect(partner('purpose-achieved')).toMatchObject({ policyDue: '2026-12-02', softDue: null })
  })

  test('after unlawful processing is promised within the seven working days (p.16)', () => {
    expect(partner('unlawful')).toMatchObject({ policyDue: '2026-11-11', lawDue: null })
  })

  test('after a correction is a target: neither policy nor law of Kazakhstan dates it', () => {
    expect(partner('rectify')).toMatchObject({
      policyDue: null,
      lawDue: null,
      softDue: '2026-11-11',
      actBy: '2026-11-11',
    })
  })

  test.each(['access', 'unsubscribe-only', 'question', 'objection'] as const)(
    'after %s is nothing',
    (kind) => {
      expect(partner(kind)).toBeUndefined()
    },
  )
})

test('unlawful processing is held, stopped and ended as a demand to cease is, on stricter days', () => {
  const unlawful = owed('unlawful', '2026-11-02T06:00:00Z')
  const cease = owed('cease', '2026-11-02T06:00:00Z')
  expect(Object.keys(unlawful)).toEqual(Object.keys(cease))
  for (const name of ['hold', 'stop', 'destroy', 'block', 'partner'] as const) {
    expect((unlawful[name]?.actBy ?? '') <= (cease[name]?.actBy ?? '')).toBe(true)
  }
})

describe('the day to act', () => {
  test('is never before receipt, even when only days off are left', () => {
    const saturday = owed('purpose-achieved', '2026-11-07T06:00:00Z')['destroy']
    expect(saturday).toMatchObject({ lawDue: '2026-11-08', actBy: '2026-11-08' })
  })

  test('steps back over the days on which the company is closed; the promise stays', () => {
    const closed = withOwnDays(calendar, {
      zone: 'Asia/Almaty',
      extraOff: [asCivilDate('2026-11-27'), asCivilDate('2026-11-30')],
      extraWorking: [],
    })
    const received = new Date('2026-11-19T05:15:00Z')
    const { obligations } = deadlines({ kind: 'rectify', received }, profiles, closed)
    expect(obligations.find(({ name }) => name === 'correct')).toMatchObject({
      policyDue: '2026-11-30',
      actBy: '2026-11-26',
    })
  })

  test('is not moved before receipt by own days off', () => {
    const week = ['2026-11-19', '2026-11-20'].map(asCivilDate)
    const closed = withOwnDays(calendar, { zone: 'Asia/Almaty', extraOff: week, extraWorking: [] })
    const received = new Date('2026-11-19T05:15:00Z')
    const { obligations } = deadlines({ kind: 'unlawful', received }, profiles, closed)
    expect(obligations.find(({ name }) => name === 'destroy')?.actBy).toBe('2026-11-20')
  })

  const moments = fc.date({
    min: new Date('2024-01-01T00:00:00Z'),
    max: new Date('2027-06-30T00:00:00Z'),
    noInvalidDate: true,
  })

  test('lies between receipt and the strictest binding date, and is worked unless it is that date', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DEMAND_KINDS), moments, (kind, received) => {
        const { receivedOn, obligations } = deadlines({ kind, received }, profiles, calendar)
        for (const { policyDue, lawDue, softDue, actBy } of obligations) {
          const binding = [policyDue, lawDue].filter((date) => date !== null).toSorted()
          const due = binding[0] ?? softDue
          expect(actBy === null).toBe(due === null)
          if (actBy === null || due === null) continue
          expect(actBy >= receivedOn && actBy <= due).toBe(true)
          expect(actBy === due || isWorkingDay(calendar, actBy)).toBe(true)
        }
      }),
    )
  })

  test('destruction never comes before the day to stop', () => {
    fc.assert(
      fc.property(moments, (received) => {
        const { obligations } = deadlines({ kind: 'cease', received }, profiles, calendar)
        const dates = new Map(obligations.map(({ name, actBy }) => [name, actBy]))
        expect((dates.get('stop') ?? '') <= (dates.get('destroy') ?? '')).toBe(true)
      }),
    )
  })

  test('a later letter never has earlier dates within one edition of the rules', () => {
    const within = fc.date({
      min: new Date('2026-07-12T00:00:00Z'),
      max: new Date('2027-06-30T00:00:00Z'),
      noInvalidDate: true,
    })
    const datesOf = (kind: DemandKind, received: Date) =>
      deadlines({ kind, received }, profiles, calendar).obligations.map(
        ({ policyDue, lawDue, softDue }) => [policyDue, lawDue, softDue].map((date) => date ?? ''),
      )
    fc.assert(
      fc.property(fc.constantFrom(...DEMAND_KINDS), within, within, (kind, one, other) => {
        const [early, late] = one <= other ? [one, other] : [other, one]
        const laterDates = datesOf(kind, late).flat()
        expect(
          datesOf(kind, early)
            .flat()
            .every((date, at) => date <= (laterDates[at] ?? '')),
        ).toBe(true)
      }),
    )
  })
})

/** 2026-11-02 as Mon 2 Nov 2026. */
function inWords(date: string): string {
  const [weekday, day, month, year] = new Date(date).toUTCString().replace(',', '').split(' ')
  return `${weekday} ${Number(day)} ${month} ${year}`
}

describe('the explanation', () => {
  const explained = (kind: DemandKind, received: string) =>
    deadlines({ kind, received: new Date(received) }, profiles, calendar).explanation

  test('names day zero, every day counted and skipped, the rule and its source', () => {
    expect(explained('rectify', '2026-11-19T05:15:00Z')).toEqual([
      'received Thu 19 Nov 2026 in Asia/Almaty; that day is not counted',
      'correct by law: 1 working day from the day identity and grounds are confirmed, not given yet; kz-law-2026-01-18: Law 94-V art. 25(2)(8): on grounds confirmed by documents (reported)',
      'correct, notify by the policy: Mon 30 Nov 2026, 7 working days after Thu 19 Nov 2026; kz-policy-2026: policy p.16 (text)',
      'counted: Fri 20 Nov 1, Mon 23 Nov 2, Tue 24 Nov 3, Wed 25 Nov 4, Thu 26 Nov 5, Fri 27 Nov 6, Mon 30 Nov 7; skipped: Sat 21 Nov weekend, Sun 22 Nov weekend, Sat 28 Nov weekend, Sun 29 Nov weekend',
      'ack as a target: Fri 20 Nov 2026, 1 working day after Thu 19 Nov 2026; own-targets: our own target (judgement)',
      'counted: Fri 20 Nov 1; skipped: nothing',
      'partner as a target: Mon 30 Nov 2026, 7 working days after Thu 19 Nov 2026; own-targets: GDPR art. 19, which policy p.6 names, and policy p.10.6: partners correct by the day we do (judgement); only where the policy names partners',
      'counted: Fri 20 Nov 1, Mon 23 Nov 2, Tue 24 Nov 3, Wed 25 Nov 4, Thu 26 Nov 5, Fri 27 Nov 6, Mon 30 Nov 7; skipped: Sat 21 Nov weekend, Sun 22 Nov weekend, Sat 28 Nov weekend, Sun 29 Nov weekend',
    ])
  })

  test('says why a Sunday was counted and a weekday skipped', () => {
    expect(explained('access', '2024-12-27T10:00:00Z').join('\n')).toContain(
      'counted: Mon 30 Dec 1, Tue 31 Dec 2, Sun 5 Jan 3 (worked instead of 2025-01-03); skipped: Sat 28 Dec weekend, Sun 29 Dec weekend, Wed 1 Jan holiday, Thu 2 Jan holiday, Fri 3 Jan moved from 2025-01-05, Sat 4 Jan weekend',
    )
  })

  test('marks days known only by rule', () => {
    expect(explained('rectify', '2026-12-29T10:00:00Z').join('\n')).toContain(
      'Mon 4 Jan substitute for 2027-01-02, rule',
    )
  })

  test('says of partners that there may be none', () => {
    expect(explained('cease', '2026-11-02T06:00:00Z')).toContain(
      'partner by the policy: Wed 2 Dec 2026, 30 days after Mon 2 Nov 2026; kz-policy-2026: policy p.17: partners stop, and destruction is seen to (text); only where the policy names partners',
    )
  })

  test.each([
    ['access', '2026-05-26T11:00:00Z', 'counted as the first day'],
    ['cease', '2026-04-27T06:00:00Z', 'the day to act itself, the last of thirty'],
  ] as const)('of %s names a day off that is only predicted: %s, %s', (kind, received, _what) => {
    const input = { kind, received: new Date(received) }
    const line =
      'provisional: Wed 27 May 2026 (Kurban Ait, predicted) is not confirmed as a day off and counts as worked; the dates stay if it is'
    expect(deadlines(input, profiles, predicting(['2026-05-27'])).explanation).toContain(line)
    expect(deadlines(input, profiles, calendar).explanation.join()).not.toContain('Kurban Ait, p')
  })

  test('is silent of a predicted day on which nothing is counted', () => {
    const input = { kind: 'access', received: new Date('2026-05-27T11:00:00Z') } as const
    const { explanation } = deadlines(input, profiles, predicting(['2026-05-27']))
    expect(explanation.filter((line) => line.startsWith('provisional'))).toEqual([])
  })

  test.each(DEMAND_KINDS)('of %s gives every date the line of its clock', (kind) => {
    const input = { kind, received: new Date('2026-11-02T06:00:00Z') }
    const { obligations, explanation } = deadlines(input, profiles, calendar)
    expect(explanation.join('\n')).not.toMatch(/undefined|null|NaN|\[object/)
    const missing = obligations.flatMap(({ name, policyDue, lawDue, softDue }) =>
      Object.entries({ 'by the policy': policyDue, 'by law': lawDue, 'as a target': softDue })
        .filter(([, due]) => due !== null)
        .map(([clock, due]) => [clock, inWords(due ?? '')] as const)
        .filter(([clock, day]) => {
          return !explanation.some((line) => {
            const [names = '', rest = ''] = line.split(` ${clock}: `)
            return names.split(', ').includes(name) && rest.startsWith(day)
          })
        }),
    )
    expect(missing).toEqual([])
  })

  test('tells when the day to act is not the date itself', () => {
    expect(explained('cease', '2026-11-02T06:00:00Z')).toContain(
      'block: act by Fri 30 Apr 2027, the last working day before its date',
    )
  })

  test('is provisional where the calendar knows nothing', () => {
    const line = 'provisional: calendar KZ-5day knows days off from 2024-01-01 to 2027-12-31 only'
    expect(explained('cease', '2027-09-27T10:00:00Z')).toContain(line)
    expect(explained('rectify', '2023-12-01T10:00:00Z')).toContain(line)
    expect(explained('cease', '2026-11-02T06:00:00Z')).not.toContain(line)
  })
})

test('each unit of a term counts in its own way', () => {
  const start: CivilDate = asCivilDate('2026-08-31')
  expect(dueOn({ count: 15, unit: 'working-days' }, start, calendar)).toBe('2026-09-21')
  expect(dueOn({ count: 30, unit: 'days' }, start, calendar)).toBe('2026-09-30')
  expect(dueOn({ count: 6, unit: 'months' }, start, calendar)).toBe('2027-02-28')
})
