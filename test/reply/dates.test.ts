import { describe, expect, test } from 'vitest'
import { codeOf } from '../../src/errors.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import {
  formatDate,
  formatDay,
  formatInstant,
  workingDays,
  workingDaysLeft,
} from '../../src/reply/dates.ts'

describe('a civil date', () => {
  test('reads the same in each language, without a leading zero', () => {
    expect(formatDate('2026-11-30', 'ru')).toBe('30 ноября 2026 г.')
    expect(formatDate('2026-11-30', 'kk')).toBe('2026 жылғы 30 қараша')
    expect(formatDate('2026-11-30', 'en')).toBe('30 November 2026')
    expect(formatDate('2027-02-05', 'ru')).toBe('5 февраля 2027 г.')
  })

  test('without its year is the day and the month', () => {
    expect(formatDay('2026-11-06', 'ru')).toBe('6 ноября')
    expect(formatDay('2026-11-06', 'kk')).toBe('6 қараша')
    expect(formatDay('2026-11-06', 'en')).toBe('6 November')
  })

  test('has a name for each of the twelve months in each language', () => {
    for (const language of LANGUAGES) {
      const months = Array.from({ length: 12 }, (_, index) =>
        formatDay(`2026-${String(index + 1).padStart(2, '0')}-01`, language),
      )
      expect(new Set(months).size).toBe(12)
      for (const month of months) expect(month).toMatch(/^1 \p{L}{3,9}$/u)
    }
  })

  test.each(['', '2026-13-01', '2026-02-30', '2026-2-3', '30.11.2026', '2026-11-30T00:00:00Z'])(
    'that is none (%j) is a fault of the program',
    (text) => {
      let thrown: unknown
      try {
        formatDate(text, 'ru')
      } catch (error) {
        thrown = error
      }
      expect(thrown).toBeInstanceOf(Error)
      expect(codeOf(thrown)).toBe('internal')
    },
  )
})

describe('an instant', () => {
  const instant = new Date('2026-11-22T09:05:00Z')

  test('shows the clock on the wall in Almaty', () => {
    expect(formatInstant(instant, 'Asia/Almaty', 'ru')).toBe(
      '22 ноября 2026 г., 14:05 (время Алматы)',
    )
    expect(formatInstant(instant, 'Asia/Almaty', 'kk')).toBe(
      '2026 жылғы 22 қараша, 14:05 (Алматы уақыты)',
    )
    expect(formatInstant(instant, 'Asia/Almaty', 'en')).toBe(
      '22 November 2026, 14:05 (Almaty time)',
    )
  })

  test('belongs to the civil day of the zone, and midnight is 00:00', () => {
    const midnight = new Date('2026-11-22T19:00:59Z')
    expect(formatInstant(midnight, 'Asia/Almaty', 'ru')).toBe(
      '23 ноября 2026 г., 00:00 (время Алматы)',
    )
  })

  test('keeps the hour that Almaty had before 1 March 2024', () => {
    const before = new Date('2024-01-31T18:30:00Z')
    expect(formatInstant(before, 'Asia/Almaty', 'en')).toBe('1 February 2024, 00:30 (Almaty time)')
  })

  test('in another zone names the zone', () => {
    expect(formatInstant(instant, 'Europe/Berlin', 'ru')).toBe(
      '22 ноября 2026 г., 10:05 (Europe/Berlin)',
    )
  })
})

describe('working days', () => {
  test.each([
    [1, '1 рабочий день', 'остался 1 рабочий день'],
    [2, '2 рабочих дня', 'осталось 2 рабочих дня'],
    [3, '3 рабочих дня', 'осталось 3 рабочих дня'],
    [5, '5 рабочих дней', 'осталось 5 рабочих дней'],
    [11, '11 рабочих дней', 'осталось 11 рабочих дней'],
    [14, '14 рабочих дней', 'осталось 14 рабочих дней'],
    [21, '21 рабочий день', 'остался 21 рабочий день'],
    [22, '22 рабочих дня', 'осталось 22 рабочих дня'],
    [111, '111 рабочих дней', 'осталось 111 рабочих дней'],
  ])('agree with the number %i in Russian', (count, days, left) => {
    expect(workingDays(count, 'ru')).toBe(days)
    expect(workingDaysLeft(count, 'ru')).toBe(left)
  })

  test('have one form in Kazakh and two in English', () => {
    expect(workingDaysLeft(3, 'kk')).toBe('3 жұмыс күні қалды')
    expect(workingDaysLeft(1, 'kk')).toBe('1 жұмыс күні қалды')
    expect(workingDaysLeft(3, 'en')).toBe('3 working days left')
    expect(workingDaysLeft(1, 'en')).toBe('1 working day left')
  })

  test('on the last day and after it say so without a number', () => {
    expect(LANGUAGES.map((language) => workingDaysLeft(0, language))).toEqual([
      'сегодня последний день',
      'бүгін соңғы күн',
      'today is the last day',
    ])
    expect(LANGUAGES.map((language) => workingDaysLeft(-2, language))).toEqual([
      'срок прошёл',
      'мерзімі өтіп кетті',
      'the term has passed',
    ])
  })
})
