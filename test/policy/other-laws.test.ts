import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { DatedObligation, DemandKind, RuleProfile } from '../../src/policy/rules.ts'
import { deadlines } from '../../src/policy/term.ts'
import { calendar, everyProfile, profileNamed, profiles } from './shipped.ts'

const GDPR = profileNamed('eu-gdpr')
const RUSSIA = profileNamed('ru-152fz')

const moments = fc.date({
  min: new Date('2022-09-01T00:00:00Z'),
  max: new Date('2027-06-30T00:00:00Z'),
  noInvalidDate: true,
})
const kinds = fc.constantFrom(...DEMAND_KINDS)

function owed(kind: DemandKind, received: Date, rules: readonly RuleProfile[]) {
  const { obligations } = deadlines({ kind, received }, rules, calendar)
  return new Map<string, DatedObligation>(obligations.map((each) => [each.name, each]))
}

/** The strictest of what policy and law name; text compares as dates do. */
function binding({ policyDue, lawDue }: DatedObligation): string {
  return [policyDue, lawDue].flatMap((due) => due ?? []).toSorted()[0] ?? 'never'
}

describe('one more law', () => {
  test('makes no date later, begins no promise of the policy, and is kept apart from the targets', () => {
    const some = fc.subarray(everyProfile, { minLength: 1 })
    fc.assert(
      fc.property(kinds, moments, some, fc.constantFrom(GDPR, RUSSIA), (kind, at, others, law) => {
        const before = others.filter(({ id }) => id !== law.id)
        const after = owed(kind, at, [...before, law])
        for (const [name, old] of owed(kind, at, before)) {
          const now = after.get(name)
          expect(now).toMatchObject({ policyDue: old.policyDue, softDue: old.softDue })
          if (now === undefined) continue
          expect((now.lawDue ?? 'never') <= (old.lawDue ?? 'never')).toBe(true)
          expect(binding(now) <= binding(old)).toBe(true)
        }
      }),
    )
  })

  test('beside the shipped profiles makes no day to act later', () => {
    fc.assert(
      fc.property(kinds, moments, fc.subarray([GDPR, RUSSIA]), (kind, at, laws) => {
        const after = owed(kind, at, [...profiles, ...laws])
        for (const [name, { actBy }] of owed(kind, at, profiles)) {
          expect((after.get(name)?.actBy ?? 'never') <= (actBy ?? 'never')).toBe(true)
        }
      }),
    )
  })

  test('says nothing of letters from before it', () => {
    expect(owed('access', new Date('2018-05-24T06:00:00Z'), [GDPR]).size).toBe(0)
    expect(owed('access', new Date('2018-05-25T06:00:00Z'), [GDPR]).size).toBe(1)
    expect(owed('access', new Date('2022-08-31T06:00:00Z'), [RUSSIA]).size).toBe(0)
  })
})

describe('the law of the European Union', () => {
  test('gives one month from receipt, cut where the month is shorter', () => {
    const dueFor = (kind: DemandKind, name: string, received: string) =>
      owed(kind, new Date(received), [GDPR]).get(name)?.lawDue
    expect(dueFor('access', 'export', '2026-11-02T06:00:00Z')).toBe('2026-12-02')
    expect(dueFor('cease', 'destroy', '2027-01-31T06:00:00Z')).toBe('2027-02-28')
    expect(dueFor('rectify', 'correct', '2026-08-31T06:00:00Z')).toBe('2026-09-30')
    expect(dueFor('unlawful', 'destroy', '2026-12-31T06:00:00Z')).toBe('2027-01-31')
    expect(dueFor('objection', 'answer', '2026-11-02T06:00:00Z')).toBe('2026-12-02')
  })

  test('names no date by which partners are told', () => {
    for (const kind of ['rectify', 'cease', 'unlawful'] as const) {
      expect(owed(kind, new Date('2026-11-02T06:00:00Z'), [GDPR]).get('partner')).toMatchObject({
        lawDue: null,
        actBy: null,
      })
    }
  })

  test('is earlier than the thirty days of the policy over the end of February alone; the shipped policy goes without it', () => {
    const received = ['2026-12-10', '2027-01-10', '2027-01-29', '2027-02-10', '2027-02-28']
    const days = received.map((day) => {
      const dated = owed('cease', new Date(`${day}T06:00:00Z`), [...profiles, GDPR]).get('destroy')
      return [dated?.policyDue, dated?.lawDue]
    })
    expect(days).toEqual([
      ['2027-01-09', '2027-01-10'],
      ['2027-02-09', '2027-02-10'],
      ['2027-02-28', '2027-02-28'],
      ['2027-03-12', '2027-03-10'],
      ['2027-03-30', '2027-03-28'],
    ])
  })
})

describe('the law of Russia', () => {
  test('has the numbers of the policy', () => {
    for (const [kind, name] of [
      ['rectify', 'correct'],
      ['rectify', 'notify'],
      ['cease', 'destroy'],
      ['cease', 'block'],
      ['unlawful', 'destroy'],
      ['purpose-achieved', 'destroy'],
    ] as const) {
      const dated = owed(kind, new Date('2026-11-02T06:00:00Z'), [
        profileNamed('kz-policy-2026'),
        RUSSIA,
      ]).get(name)
      expect(dated?.lawDue).toBe(dated?.policyDue)
    }
  })

  test('stops after ten working days, after three where processing was unlawful', () => {
    const stop = (kind: DemandKind) => owed(kind, new Date('2026-11-02T06:00:00Z'), [RUSSIA])
    expect(stop('cease').get('stop')?.lawDue).toBe('2026-11-16')
    expect(stop('unlawful').get('stop')?.lawDue).toBe('2026-11-05')
    expect(stop('unlawful').get('hold')).toMatchObject({ lawDue: null, actBy: null })
  })
})
