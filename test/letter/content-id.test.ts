import { expect, test } from 'vitest'
import { contentId } from '../../src/letter/content-id.ts'
import { cpuMs } from '../support/cpu.ts'

const LETTER = [
  'From: Анна Тестова <anna.testova@person.example>',
  'To: privacy@company.example',
  'Subject: =?utf-8?b?0KPRgtC+0YfQvdC40YLRjA==?=',
  ' =?utf-8?b?0LTQsNC90L3Ri9C1?=',
  'Date: Mon, 23 Nov 2026 10:15:00 +0500',
  'Message-ID: <letter-1@person.example>',
  '',
  'Первая строка',
  'вторая строка',
  '',
]

function idOf(lines: readonly string[], end = '\r\n'): string {
  return contentId(Buffer.from(lines.join(end)))
}

test('the same letter delivered twice keeps its id, whatever the servers wrote above it', () => {
  const again = [
    'Return-Path: <anna.testova@person.example>',
    'Delivered-To: privacy@company.example',
    'Received: from mx2.person.example by mx.company.example; Mon, 23 Nov 2026 06:00:00 +0000',
    'Authentication-Results: mx.company.example; dkim=pass',
    ...LETTER,
  ]
  expect(idOf(again)).toBe(idOf(LETTER))
  expect(idOf(LETTER)).toMatch(/^[0-9a-f]{64}$/)
})

test('line ends of either kind give the same id', () => {
  expect(idOf(LETTER, '\n')).toBe(idOf(LETTER))
})

test('line ends at the edge of a block give the same id', () => {
  const body = `${'x'.repeat(64 * 1024 - 1)}\n${'y'.repeat(64 * 1024)}\n`
  const head = 'From: a@person.example\n\n'
  const withCr = (head + body).replaceAll('\n', '\r\n')
  expect(contentId(Buffer.from(withCr))).toBe(contentId(Buffer.from(head + body)))
})

test.each([0, 1, 2, 4, 5, 7])('a change in line %i of the letter changes the id', (line) => {
  const changed = LETTER.map((text, i) => (i === line ? `${text}x` : text))
  expect(idOf(changed)).not.toBe(idOf(LETTER))
})

test('a second From or In-Reply-To changes the id, and values cannot flow into one another', () => {
  expect(idOf(['From: e@evil.example', ...LETTER])).not.toBe(idOf(LETTER))
  expect(idOf(['In-Reply-To: <x@company.example>', ...LETTER])).not.toBe(idOf(LETTER))
  expect(idOf(['To: a', 'To: b', ''])).not.toBe(idOf(['To: a b', '']))
})

test('a letter without a body, without a head, or without anything has an id', () => {
  const ids = ['From: a@person.example', '\n\nbody', ''].map((text) => contentId(Buffer.from(text)))
  expect(new Set(ids).size).toBe(3)
})

test('ten megabytes take less than a second', () => {
  const raw = Buffer.from(`From: a@person.example\r\n\r\n${'line\r\n'.repeat(1_700_000)}`)
  const start = cpuMs()
  contentId(raw)
  expect(cpuMs() - start).toBeLessThan(1_000)
})

test('letters without a head are told apart by all their bytes', () => {
  expect(contentId(Buffer.from('one'))).not.toBe(contentId(Buffer.from('two')))
  expect(contentId(Buffer.from('X: one\n\nb'))).not.toBe(contentId(Buffer.from('X: two\n\nb')))
})
