import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/letter/letter.ts'
import type { Language } from '../../src/letter/letter.ts'
import { deadlineCalendar, escapeText, foldLine } from '../../src/reply/deadline-calendar.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { aged, manyRequests } from '../request/aged.ts'
import { namedEverywhere } from '../request/named-everywhere.ts'
import { marksIn } from '../support/canary.ts'

const RECEIVED = '2026-11-20T05:00:00Z'
const NOW = new Date('2026-11-20T06:07:08.900Z')

const calendarOf = (requests: readonly PrivacyRequest[], language: Language = 'ru'): string =>
  deadlineCalendar(requests, { language, now: NOW })

/** The lines as they were before they were folded. */
const linesOf = (calendar: string): readonly string[] =>
  calendar.replaceAll('\r\n ', '').split('\r\n')

const valuesOf = (calendar: string, name: string): readonly string[] =>
  linesOf(calendar).flatMap((line) => (line.startsWith(name) ? [line.slice(name.length)] : []))

test('an open obligation is an all-day event with a reminder the morning before (p.16)', () => {
  const request = aged({ received: RECEIVED, done: { ack: RECEIVED, notify: RECEIVED } })
  expect(linesOf(calendarOf([request]))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//privacy-mailbot//deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Сроки по запросам о персональных данных',
    'BEGIN:VEVENT',
    'UID:PD-7F3K-92QD-correct@privacy-mailbot',
    'DTSTAMP:20261120T060708Z',
    'DTSTART;VALUE=DATE:20261201',
    'DTEND;VALUE=DATE:20261202',
    String.raw`SUMMARY:PD-7F3K-92QD: исправить\, срок по политике 1 декабря 2026 г.`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    String.raw`DESCRIPTION:PD-7F3K-92QD: исправить\, срок по политике 1 декабря 2026 г.`,
    'TRIGGER:-PT15H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('the event stands on the day to act, its words name the day that is promised (p.17)', () => {
  const cease = aged({ received: RECEIVED, kind: 'cease', done: { ack: RECEIVED, hold: RECEIVED } })
  const calendar = calendarOf([cease], 'en')
  expect(valuesOf(calendar, 'DTSTART;VALUE=DATE:')).toEqual(['20261211', '20261218', '20261218'])
  expect(valuesOf(calendar, 'SUMMARY:')).toEqual([
    String.raw`PD-7F3K-92QD: stop processing\, due by law: 11 December 2026`,
    String.raw`PD-7F3K-92QD: destroy\, due by the policy: 20 December 2026`,
    String.raw`PD-7F3K-92QD: tell the person\, our own target: 20 December 2026`,
  ])
})

test('a target is not told as a promise', () => {
  const request = aged({ received: RECEIVED, kind: 'question' })
  expect(valuesOf(calendarOf([request], 'kk'), 'SUMMARY:')[0]).toBe(
    String.raw`PD-7F3K-92QD: алғанын растау\, өз мақсатымыз: 2026 жылғы 23 қараша`,
  )
})

test('what is done and what has ended is no event; a calendar without events is one all the same', () => {
  const closed = aged({ received: RECEIVED, closed: RECEIVED })
  expect(valuesOf(calendarOf([closed]), 'BEGIN:')).toEqual(['VCALENDAR'])
})

test('an event keeps its UID from calendar to calendar, and shares it with no other', () => {
  const requests = manyRequests(60)
  const uids = valuesOf(calendarOf(requests), 'UID:')
  expect(uids.length).toBeGreaterThan(10)
  expect(new Set(uids).size).toBe(uids.length)
  const later = { language: 'kk', now: new Date('2027-01-01T00:00:00Z') } as const
  expect(valuesOf(deadlineCalendar(requests, later), 'UID:')).toEqual(uids)
})

test('no name, address or number of a person gets into it', () => {
  const calendar = calendarOf([namedEverywhere()])
  expect(valuesOf(calendar, 'UID:')).toHaveLength(2)
  expect(marksIn(calendar)).toEqual([])
})

const octetsIn = (line: string): number => Buffer.byteLength(line)

test.each(LANGUAGES)('in %s every line ends with CRLF and has 75 octets at most', (language) => {
  const calendar = calendarOf(manyRequests(30), language)
  expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true)
  for (const line of calendar.split('\r\n')) expect(octetsIn(line)).toBeLessThanOrEqual(75)
})

describe('a folded line', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 }).filter((one) => !/[\r\n]/.test(one))

  test('is the same line once unfolded, in pieces of at most 75 octets, each of whole letters', () => {
    fc.assert(
      fc.property(text, (line) => {
        const folded = foldLine(line)
        expect(folded.replaceAll('\r\n ', '')).toBe(line)
        for (const piece of folded.split('\r\n')) {
          expect(octetsIn(piece)).toBeLessThanOrEqual(75)
          expect(Buffer.from(piece).toString('utf8')).toBe(piece)
        }
      }),
    )
  })

  test('is folded no sooner than it must be', () => {
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75))
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`)
    expect(foldLine('я'.repeat(38))).toBe(`${'я'.repeat(37)}\r\n я`)
    expect(foldLine(`${'a'.repeat(72)}😀`)).toBe(`${'a'.repeat(72)}\r\n 😀`)
  })
})

test('a text is read back as it was, whatever separators and ends of line it has', () => {
  const unescaped = (value: string): string =>
    value.replace(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter))
  const letter = fc.constantFrom('\\', ';', ',', 'n', '\n', 'я', ':')
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 40 }), (text) => {
      const escaped = escapeText(text)
      expect(escaped).not.toMatch(/[\r\n]|(?<!\\)(?:\\\\)*[;,]/)
      expect(unescaped(escaped)).toBe(text)
    }),
  )
  expect(escapeText('a\r\nb')).toBe(String.raw`a\nb`)
})
