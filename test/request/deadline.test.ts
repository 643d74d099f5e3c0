import { describe, expect, test } from 'vitest'
import { endedAt, openDeadlines, strictestDue } from '../../src/request/deadline.ts'
import { aged } from './aged.ts'

const RECEIVED = '2026-11-20T05:00:00Z'

describe('the strictest day', () => {
  const dates = (policyDue: string | null, lawDue: string | null, softDue: string | null) => ({
    policyDue,
    lawDue,
    softDue,
  })
  const [early, middle, late] = ['2026-11-23', '2026-11-24', '2026-12-01'] as const

  test.each([
    ['the earlier of policy and law', dates(late, middle, null), { due: middle, clock: 'law' }],
    ['the policy on the same day', dates(late, late, null), { due: late, clock: 'policy' }],
    ['the policy before the law', dates(middle, late, null), { due: middle, clock: 'policy' }],
    ['the law alone', dates(null, middle, early), { due: middle, clock: 'law' }],
    ['never a target beside a promise', dates(late, null, early), { due: late, clock: 'policy' }],
    ['our own target alone', dates(null, null, early), { due: early, clock: 'soft' }],
  ])('is %s', (_what, given, due) => {
    expect(strictestDue(given)).toEqual(due)
  })

  test('is none where no date is named', () => {
    expect(strictestDue({ policyDue: null, lawDue: null, softDue: null })).toBeNull()
  })
})

describe('open deadlines', () => {
  test('are what is not done, by the day to act, the nearest first (p.16, p.17)', () => {
    const rectify = aged({ received: RECEIVED, done: { ack: RECEIVED } })
    const cease = aged({ received: RECEIVED, kind: 'cease', number: 'PD-0000-0001' })
    expect(
      openDeadlines([rectify, cease]).map((one) => `${one.number} ${one.obligation} ${one.actBy}`),
    ).toEqual([
      'PD-0000-0001 ack 2026-11-23',
      'PD-0000-0001 hold 2026-11-23',
      'PD-7F3K-92QD correct 2026-12-01',
      'PD-7F3K-92QD notify 2026-12-01',
      'PD-0000-0001 stop 2026-12-11',
      'PD-0000-0001 destroy 2026-12-18',
      'PD-0000-0001 notify 2026-12-18',
    ])
  })

  test('tell the promised day apart from the working day before it', () => {
    const cease = aged({ received: RECEIVED, kind: 'cease' })
    expect(openDeadlines([cease])).toContainEqual({
      number: 'PD-7F3K-92QD',
      obligation: 'destroy',
      actBy: '2026-12-18',
      due: '2026-12-20',
      clock: 'policy',
    })
  })

  test('are none of a request that has ended, whatever stands open in it', () => {
    const closed = aged({ received: RECEIVED, closed: '2026-11-21T05:00:00Z' })
    expect(closed.obligations.every(({ doneAt }) => doneAt === null)).toBe(true)
    expect(openDeadlines([closed])).toEqual([])
  })

  test('are none of what has no date', () => {
    const request = aged({ received: RECEIVED })
    const obligations = request.obligations.map((owed) => ({
      ...owed,
      policyDue: null,
      lawDue: null,
      softDue: null,
      actBy: null,
    }))
    expect(openDeadlines([{ ...request, obligations }])).toEqual([])
  })
})

test('a request has ended once it is closed, at that instant', () => {
  const closed = '2026-11-27T05:00:00Z'
  expect(endedAt(aged({ received: RECEIVED, closed }))).toEqual(new Date(closed))
  expect(endedAt(aged({ received: RECEIVED }))).toBeNull()
})
