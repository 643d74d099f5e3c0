import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/action/plan.ts'
import { runAt as runPlanned } from '../../src/action/run-at.ts'
import type { Pace } from '../../src/action/run-at.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { PROMISES, planned, requestWith } from '../request/samples.ts'

const DESTROY: Plan = { do: 'destroy', holder: 'register', ref: '1', fields: ['email'] }
const CORRECT: Plan = {
  do: 'correct',
  holder: 'register',
  ref: '1',
  before: {},
  after: { phone: '+77000000011' },
}
const CEASE = requestWith({ kind: 'cease' })
const RECTIFY = requestWith()

const pace = (undo: Partial<Pace['undo']> = {}): Pace => ({
  undo: { correctionHours: 0, destruction: 'next-morning', ...undo },
  zone: 'Asia/Almaty',
  calendar: PROMISES.calendar,
})

/** As if this plan had just been made. */
function runAt(request: PrivacyRequest, plan: Plan, now: Date, how: Pace): Date | null {
  const made = { ...planned(1, plan), seq: request.events.length + 1, at: now }
  return runPlanned({ ...request, events: [...request.events, made] }, now, how)
}

function destroysAt(now: string, request: PrivacyRequest = CEASE): string | null {
  return runAt(request, DESTROY, new Date(now), pace())?.toISOString() ?? null
}

/** Whatever is promised is promised for this day. */
function promisedOn(request: PrivacyRequest, day: string): PrivacyRequest {
  const obligations = request.obligations.map((owed) => ({ ...owed, policyDue: day, actBy: day }))
  return { ...request, obligations }
}

describe('an approved destruction waits until ten in the morning', () => {
  test.each([
    ['of the next day', '2026-11-24T09:00:00Z', '2026-11-25T05:00:00.000Z'],
    [
      'of the next day, also when it is approved early',
      '2026-11-23T20:00:00Z',
      '2026-11-25T05:00:00.000Z',
    ],
    ['of Monday when Friday approved it', '2026-11-27T09:00:00Z', '2026-11-30T05:00:00.000Z'],
    ['of Monday when Sunday approved it', '2026-11-29T09:00:00Z', '2026-11-30T05:00:00.000Z'],
    ['of the day after a holiday', '2026-12-15T09:00:00Z', '2026-12-17T05:00:00.000Z'],
  ])('%s', (_what, now, expected) => {
    expect(destroysAt(now, promisedOn(CEASE, '2026-12-30'))).toBe(expected)
  })

  test('by the clocks of Almaty on both sides of their change of 2024', () => {
    const request = promisedOn(CEASE, '2024-12-30')
    expect(destroysAt('2024-02-27T09:00:00Z', request)).toBe('2024-02-28T04:00:00.000Z')
    expect(destroysAt('2024-02-29T09:00:00Z', request)).toBe('2024-03-01T05:00:00.000Z')
    expect(destroysAt('2024-03-01T09:00:00Z', request)).toBe('2024-03-04T05:00:00.000Z')
  })
})

describe('an approved destruction waits for nothing', () => {
  test('on the last day of the term, and never beyond it (p.17)', () => {
    expect(destroysAt('2026-11-24T09:00:00Z', promisedOn(CEASE, '2026-11-24'))).toBeNull()
    expect(destroysAt('2026-11-24T09:00:00Z', promisedOn(CEASE, '2026-11-20'))).toBeNull()
    // The last day is a Sunday: Monday morning would be too late.
    expect(destroysAt('2026-11-27T09:00:00Z', promisedOn(CEASE, '2026-11-29'))).toBeNull()
    expect(destroysAt('2026-11-24T09:00:00Z', promisedOn(CEASE, '2026-11-25'))).toBe(
      '2026-11-25T05:00:00.000Z',
    )
  })

  test('as the shipped terms are: every approval inside the term is carried out inside it', () => {
    const due = CEASE.obligations.find(({ name }) => name === 'stop')
    const last = new Date(`${due?.actBy ?? due?.policyDue}T13:00:00Z`).getTime()
    for (let at = CEASE.receivedAt.getTime(); at < last; at += 3_600_000) {
      const run = runAt(CEASE, DESTROY, new Date(at), pace())
      expect(run === null || run.getTime() <= last).toBe(true)
      expect(run === null || run.getTime() > at).toBe(true)
    }
  })

  test('where the setting says at once', () => {
    const now = new Date('2026-11-24T09:00:00Z')
    expect(runAt(CEASE, DESTROY, now, pace({ destruction: 'at-once' }))).toBeNull()
  })

  test('where nothing is destroyed', () => {
    const now = new Date('2026-11-24T09:00:00Z')
    expect(runAt(CEASE, { do: 'no-record' }, now, pace())).toBeNull()
    const nothing: Plan = { do: 'nothing', why: 'no-value', changes: [] }
    expect(runAt(CEASE, nothing, now, pace({ correctionHours: 24 }))).toBeNull()
  })
})

test('without a plan there is nothing to wait for', () => {
  const now = new Date('2026-11-24T09:00:00Z')
  expect(runPlanned(CEASE, now, pace({ correctionHours: 24 }))).toBeNull()
})

test('a promise that is kept already bounds nothing', () => {
  const done = {
    ...promisedOn(CEASE, '2026-11-24'),
    obligations: promisedOn(CEASE, '2026-11-24').obligations.map((owed) => ({
      ...owed,
      doneAt: new Date('2026-11-23T09:00:00Z'),
    })),
  }
  expect(destroysAt('2026-11-24T09:00:00Z', done)).toBe('2026-11-25T05:00:00.000Z')
})

describe('an approved correction', () => {
  const at = (hours: number, now: string, request = RECTIFY): string | null =>
    runAt(request, CORRECT, new Date(now), pace({ correctionHours: hours }))?.toISOString() ?? null

  test('is carried out at once unless the setting says so many hours', () => {
    expect(at(0, '2026-11-24T09:00:00Z')).toBeNull()
    expect(at(24, '2026-11-24T09:00:00Z')).toBe('2026-11-25T09:00:00.000Z')
    expect(at(1, '2026-11-28T09:00:00Z')).toBe('2026-11-28T10:00:00.000Z')
  })

  test('is carried out at once where the hours would end after 18:00 of the last day (p.16)', () => {
    const due = promisedOn(RECTIFY, '2026-11-25')
    expect(at(24, '2026-11-24T13:00:00Z', due)).toBe('2026-11-25T13:00:00.000Z')
    expect(at(24, '2026-11-24T13:00:01Z', due)).toBeNull()
  })
})
