import { expect, test } from 'vitest'
import type { ParsedLetter } from '../../src/letter/letter.ts'
import { wordsHash } from '../../src/request/same-words.ts'
import { ID_KEY, readLetter } from './samples.ts'

const hash = (text: string, special: Partial<ParsedLetter> = {}, key = ID_KEY): string =>
  wordsHash(key, readLetter({}, { text, ...special }), 'rectify')
const AWAY = 'Я в отпуске до 7 декабря. Ваше письмо получено.'

test.each([
  ['spaced and capitalised otherwise', 'я в ОТПУСКЕ\n\nдо 7 декабря!  Ваше письмо получено'],
  [
    'above a quotation',
    `${AWAY}\n\n22 ноября 2026 г., 10:15 пишет Компания:\n> Номер: PD-7F3K-92QD`,
  ],
  ['above a signature', `${AWAY}\n-- \nАнна`],
])('words %s are the same words', (_, text) => {
  expect(hash(text)).toBe(hash(AWAY))
})

test('another value, another writer, another demand and another key make other words', () => {
  const phone = 'Новый телефон: +7 700 000 00 11'
  const from = [{ address: 'bulat.testov@person.example', name: '' }]
  const all = [
    hash(phone),
    hash(phone.replace('11', '12')),
    hash(phone, { from }),
    hash(phone, {}, Buffer.alloc(32, 1)),
    wordsHash(ID_KEY, readLetter({}, { text: phone }), 'cease'),
  ]
  expect(new Set(all).size).toBe(all.length)
})

test('a letter that only forwards another is all its words', () => {
  const forwarded = (text: string) => `---------- Forwarded message ---------\n${text}`
  expect(hash(forwarded('один'))).not.toBe(hash(forwarded('два')))
})

test('nobody can be known by it: it is sixteen digits', () => {
  expect(hash(AWAY)).toMatch(/^[0-9a-f]{16}$/)
  expect(hash('')).toMatch(/^[0-9a-f]{16}$/)
})
