import { expect, test } from 'vitest'
import type { RawHeader } from '../../../src/letter/decode/headers.ts'
import { letterByHead, subjectOf } from '../../../src/letter/decode/letter-head.ts'
import { encode } from '../../../src/letter/decode/single-byte.ts'

const PHRASE = 'Уточнить персональные данные'

function header(name: string, value: string | Uint8Array): RawHeader {
  return { name, value: Buffer.from(value).toString('latin1') }
}

test.each([
  ['UTF-8', header('subject', PHRASE)],
  ['windows-1251', header('subject', encode(PHRASE, 'windows-1251') ?? '')],
  ['KOI8-R', header('subject', encode(PHRASE, 'koi8-r') ?? '')],
  ['misread', header('subject', new TextDecoder('windows-1251').decode(Buffer.from(PHRASE)))],
  [
    'numbers',
    header(
      'subject',
      PHRASE.replace(/[а-я]/gi, (char) => `&#${char.charCodeAt(0)};`),
    ),
  ],
])('a raw subject in %s is read', (_, subject) => {
  expect(subjectOf([subject])).toBe(PHRASE)
})

test('of doubled headers the first is read, and the doubling is said', () => {
  const headers = [
    header('from', 'a@person.example'),
    header('subject', 'one'),
    header('subject', 'two'),
    header('from', 'b@person.example'),
    header('received', 'x'),
    header('received', 'y'),
  ]
  expect(letterByHead(headers)).toMatchObject({
    subject: 'one',
    doubledHeaders: ['from', 'subject'],
    from: [{ address: 'a@person.example' }, { address: 'b@person.example' }],
    reading: 'headers-only',
  })
})

test('a subject has at most 998 characters', () => {
  expect(subjectOf([header('subject', 'ж'.repeat(2_000))])).toHaveLength(998)
})
