import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/action/plan.ts'
import { datesOf } from '../../src/app/promise-ports.ts'
import { asCivilDate as day } from '../../src/policy/calendar.ts'
import type { NewEvent } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { obligationNamed } from '../../src/request/request.ts'
import { follow } from '../../src/request/transition.ts'
import type { Ground } from '../../src/request/watching.ts'
import { watch } from '../../src/request/watch.ts'
import { PROMISES, WRITER, askedToConfirm, event, planned, requestAfter } from './samples.ts'

const { calendar, policy } = PROMISES
const dates = datesOf(PROMISES)
const GROUND: Ground = {
  zone: policy.zone,
  calendar,
  deadlines: ({ kind, receivedAt }, at) => dates(kind, receivedAt, at ?? undefined),
}
const HOUR_MS = 3_600_000

const UNPROVEN = event('opened', { acknowledge: true, proven: '', codeUntil: '' })
const PROVEN = event('opened', { acknowledge: true, proven: 'dkim', codeUntil: '' })
const DESTROY: Plan = { do: 'destroy', holder: 'register', ref: '1', fields: ['phone'] }

interface Seen {
  readonly at: string
  readonly event: NewEvent
  readonly request: PrivacyRequest
}

/** Everything the clock does to a request that nobody touches, hour by hour. */
function leftAlone(begun: PrivacyRequest, until: string, ground = GROUND): readonly Seen[] {
  let request = begun
  const seen: Seen[] = []
  const end = new Date(until).getTime()
  for (let at = begun.receivedAt.getTime(); at < end; at += HOUR_MS) {
    for (let due = watch(request, new Date(at), ground).now; due !== null;) {
      const placed = { ...due, seq: request.events.length + 1, at: new Date(at) }
      const next = follow(request, placed)
      if (next === undefined) throw new Error(`${due.name} is forbidden in ${request.state}`)
      request = next
      seen.push({ at: new Date(at + 5 * HOUR_MS).toISOString().slice(0, 13), event: due, request })
      due = watch(request, new Date(at), ground).now
    }
  }
  return seen
}

const told = (seen: readonly Seen[], name: NewEvent['name']): readonly string[] =>
  seen
    .filter(({ event: one }) => one.name === name)
    .map(({ at, event: { facts } }) =>
      [at, facts['stage'] ?? facts['obligation'] ?? facts['n'] ?? ''].join(' ').trim(),
    )

describe('an owner who does not decide', () => {
  // Received on Sunday 22 November; destroyed by 22 December, stopped by 11 December.
  const asked = requestAfter({ kind: 'cease' }, [PROVEN, event('held'), planned(1, DESTROY)])
  const seen = leftAlone(asked, '2027-01-10T00:00:00Z')

  test('is reminded at half and at four fifths of the term, on the last working day and on the day (p.17)', () => {
    expect(told(seen, 'owner-reminded').slice(0, 4)).toEqual([
      '2026-12-02T09 half',
      '2026-12-07T09 most',
      '2026-12-10T09 last-working-day',
      '2026-12-11T09 due-day',
    ])
  })

  test('hears of every later date too, though an earlier one is missed already', () => {
    const due = seen.filter(({ event: { name } }) => name === 'owner-reminded')
    const days = new Set(due.map(({ event: { facts } }) => facts['due']))
    expect([...days]).toEqual(['2026-12-11', '2026-12-22'])
  })

  test('is late on the day after, and each date once', () => {
    expect(told(seen, 'overdue')).toEqual([
      '2026-12-12T00 stop',
      '2026-12-23T00 destroy',
      '2026-12-23T00 notify',
    ])
  })

  test('moves nothing later and loses nothing: what is owed stays owed', () => {
    const last = seen.at(-1)?.request
    expect(last?.state).toBe('awaiting-approval')
    expect(last && obligationNamed(last, 'destroy')).toMatchObject({
      policyDue: '2026-12-22',
      doneAt: null,
    })
  })
})

describe('a person who does not confirm', () => {
  const asked = requestAfter({ kind: 'rectify' }, [UNPROVEN, askedToConfirm(WRITER)])
  const seen = leftAlone(asked, '2026-12-10T00:00:00Z')

  test('is asked once more after two and after four working days', () => {
    expect(told(seen, 'person-reminded')).toEqual(['2026-11-24T10 1', '2026-11-26T10 2'])
  })

  test('is told of to the owner three working days before the date, and on the last one (p.16)', () => {
    expect(told(seen, 'identity-late')).toEqual(['2026-11-26T09'])
    expect(told(seen, 'owner-reminded')).toEqual(['2026-11-30T09 last-working-day'])
  })
})

describe('the term of the law for a correction', () => {
  test('is one working day from the confirmation, not from the letter', () => {
    const asked = requestAfter({ kind: 'rectify' }, [
      UNPROVEN,
      askedToConfirm(WRITER),
      event('address-confirmed', { by: 'reply' }, { address: WRITER }),
    ])
    const [first] = leftAlone(asked, '2026-11-24T00:00:00Z')
    expect(first?.event).toMatchObject({
      name: 'due-changed',
      facts: { obligation: 'correct', clock: 'law', from: '', to: '2026-11-23' },
    })
  })
})

describe('a calendar that changes', () => {
  /** A day that was off is worked, or one that was worked is off. */
  const changed = (days: Partial<typeof calendar>): Ground => {
    const other = { ...calendar, ...days }
    const counted = datesOf({ ...PROMISES, calendar: other })
    return {
      ...GROUND,
      calendar: other,
      deadlines: ({ kind, receivedAt }, at) => counted(kind, receivedAt, at ?? undefined),
    }
  }
  const open = requestAfter({ kind: 'rectify' }, [UNPROVEN, askedToConfirm(WRITER)])
  const moves = (ground: Ground): readonly string[] =>
    leftAlone(open, '2026-11-23T00:00:00Z', ground)
      .filter(({ event: { name } }) => name === 'due-changed')
      .map(({ event: { facts } }) => `${facts['obligation']} ${facts['from']} → ${facts['to']}`)

  test('moves an open date earlier, and says so', () => {
    const saturday = changed({
      workingWeekends: { [day('2026-11-28')]: { insteadOf: day('2026-12-30') } },
    })
    expect(moves(saturday)).toContain('correct 2026-12-01 → 2026-11-30')
  })

  test('never moves one later', () => {
    const off = { [day('2026-11-25')]: { why: 'new holiday', certainty: 'confirmed' } } as const
    expect(moves(changed({ nonWorking: { ...calendar.nonWorking, ...off } }))).toEqual([])
  })
})
