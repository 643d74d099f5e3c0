import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asCivilDate } from '../../src/policy/calendar.ts'
import { codeUntil, confirmationCode, isSameCode } from '../../src/request/confirmation.ts'
import { ID_KEY, NUMBER, PROMISES, WRITER } from './samples.ts'

const ABOUT = { number: NUMBER, address: WRITER, issue: 1 }

describe('a code', () => {
  test('is six digits, the same whenever it is derived', () => {
    expect(confirmationCode(ID_KEY, ABOUT)).toMatch(/^\d{6}$/)
    expect(confirmationCode(ID_KEY, ABOUT)).toBe(confirmationCode(ID_KEY, { ...ABOUT }))
  })

  test('is another for another address, letter, request or company', () => {
    const codes = [
      confirmationCode(ID_KEY, ABOUT),
      confirmationCode(ID_KEY, { ...ABOUT, address: 'bulat.testov@person.example' }),
      confirmationCode(ID_KEY, { ...ABOUT, issue: 2 }),
      confirmationCode(ID_KEY, { ...ABOUT, number: 'PD-0000-0000' }),
      confirmationCode(Buffer.alloc(32, 8), ABOUT),
    ]
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('begins with a zero as often as with any other digit', () => {
    const first = new Set<string>()
    for (let issue = 1; issue <= 200; issue += 1)
      first.add(confirmationCode(ID_KEY, { ...ABOUT, issue })[0] ?? '')
    expect(first.size).toBe(10)
  })

  test('is compared whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(isSameCode(one, other)).toBe(one === other)
      }),
    )
    expect(isSameCode('482164', '482164')).toBe(true)
    expect(isSameCode('482164', '48216')).toBe(false)
    expect(isSameCode('', '482164')).toBe(false)
  })
})

describe('a code counts until', () => {
  const until = (today: string, due: string | null): string =>
    codeUntil(asCivilDate(today), due, PROMISES.calendar)

  test('ten days on where nothing is due before', () => {
    expect(until('2026-11-23', null)).toBe('2026-12-03')
    expect(until('2026-11-23', '2026-12-22')).toBe('2026-12-03')
  })

  test('the last working day before the promised day', () => {
    expect(until('2026-11-23', '2026-12-01')).toBe('2026-11-30')
    // Monday is promised: Friday is the last working day before it.
    expect(until('2026-11-23', '2026-11-30')).toBe('2026-11-27')
  })

  test('today at least, however late it is', () => {
    expect(until('2026-11-30', '2026-12-01')).toBe('2026-11-30')
    expect(until('2026-12-01', '2026-12-01')).toBe('2026-12-01')
    expect(until('2026-12-09', '2026-12-01')).toBe('2026-12-09')
  })
})
