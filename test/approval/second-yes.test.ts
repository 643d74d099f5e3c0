import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/action/plan.ts'
import { SECOND_TRIES_MAX, secondAsked, secondCode } from '../../src/approval/second-yes.ts'
import type { NewEvent } from '../../src/request/event.ts'
import { ID_KEY, NUMBER, event, planned, requestWith } from '../request/samples.ts'

const DESTROY: Plan = { do: 'destroy', holder: 'register', ref: '1', fields: ['email'] }
const ASKED = event('second-yes-asked', { version: 1 })
const WRONG = event('answer-not-counted', { version: 1, why: 'wrong-code' })

function waiting(...later: readonly NewEvent[]): number | null {
  return secondAsked(requestWith({ kind: 'cease' }, planned(1, DESTROY), ...later))?.seq ?? null
}

describe('the code of a second letter', () => {
  test('is four digits, the same whenever it is derived', () => {
    expect(secondCode(ID_KEY, NUMBER, 3)).toMatch(/^\d{4}$/)
    expect(secondCode(ID_KEY, NUMBER, 3)).toBe(secondCode(ID_KEY, NUMBER, 3))
  })

  test('is another for another letter, request or company, but for chance', () => {
    const codes = Array.from({ length: 50 }, (_, seq) => secondCode(ID_KEY, NUMBER, seq))
    expect(new Set(codes).size).toBeGreaterThan(45)
    const numbers = Array.from({ length: 50 }, (_, at) => secondCode(ID_KEY, `PD-${at}`, 3))
    expect(new Set(numbers).size).toBeGreaterThan(45)
    const keys = Array.from({ length: 50 }, (_, at) => secondCode(Buffer.alloc(32, at), NUMBER, 3))
    expect(new Set(keys).size).toBeGreaterThan(45)
  })
})

describe('a second letter waits', () => {
  test('only once it was asked for', () => {
    expect(waiting()).toBeNull()
    expect(waiting(ASKED)).toBe(3)
  })

  test('as the newest one: an earlier code counts no more', () => {
    expect(waiting(ASKED, ASKED)).toBe(4)
  })

  test('for the plan in force alone', () => {
    expect(waiting(ASKED, event('edited'), planned(2, DESTROY))).toBeNull()
    expect(waiting(ASKED, event('letter-joined'), planned(1, DESTROY))).toBe(3)
  })

  test('until five wrong codes; then the first yes must be said anew', () => {
    const wrong = (count: number): NewEvent[] => Array.from({ length: count }, () => WRONG)
    expect(SECOND_TRIES_MAX).toBe(5)
    expect(waiting(ASKED, ...wrong(4))).toBe(3)
    expect(waiting(ASKED, ...wrong(5))).toBeNull()
    expect(waiting(ASKED, ...wrong(5), ASKED)).toBe(9)
  })

  test('whatever else is answered', () => {
    const unclear = event('answer-not-counted', { version: 1, why: 'unclear' })
    expect(waiting(ASKED, ...Array<NewEvent>(9).fill(unclear))).toBe(3)
  })
})
