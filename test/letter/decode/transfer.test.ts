import { describe, expect, test } from 'vitest'
import { decodeTransfer } from '../../../src/letter/decode/transfer.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

const TEXT = 'Прошу уточнить мои персональные данные, телефон +7 700 000 00 11. Тестова Анна'
const BASE64 = Buffer.from(TEXT).toString('base64').replace(/.{76}/g, '$&\r\n')
const QUOTED = [...Buffer.from(TEXT)]
  .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
  .join('')

function decoded(content: string, encoding: string): string {
  return decodeTransfer(Buffer.from(content), encoding).toString()
}

describe('a transfer encoding is undone (RFC 2045)', () => {
  test.each([
    ['base64', BASE64],
    ['BASE64 ', BASE64],
    ['quoted-printable', QUOTED],
    ['8bit', TEXT],
    ['', TEXT],
    ['x-unknown', TEXT],
  ])('%s', (encoding, content) => {
    expect(decoded(content, encoding)).toBe(TEXT)
  })

  test.each([
    ['a=\r\nb', 'ab'],
    ['a=  \r\nb', 'ab'],
    ['a=\nb', 'ab'],
    ['a=', 'a'],
    ['a=3Db', 'a=b'],
    ['a=3db', 'a=b'],
    ['a=zz', 'a=zz'],
    ['a=1', 'a=1'],
    ['a = b', 'a = b'],
    ['Да=21', 'Да!'],
  ])('quoted-printable %j is %j', (content, text) => {
    expect(decoded(content, 'quoted-printable')).toBe(text)
  })
})

describe('what is declared falsely, or not at all, is found', () => {
  test.each([
    ['base64 that nobody named', BASE64, ''],
    ['base64 named 7bit', BASE64, '7bit'],
    ['quoted-printable that nobody named', QUOTED, ''],
    ['plain words named base64', TEXT, 'base64'],
  ])('%s', (_, content, encoding) => {
    expect(decoded(content, encoding)).toBe(TEXT)
  })

  test('a footer in plain letters behind base64 is kept', () => {
    const padded = Buffer.from(`${TEXT}!`).toString('base64')
    expect(padded).toMatch(/=$/)
    expect(decoded(`${padded}\r\n\r\nПроверено антивирусом`, 'base64')).toMatch(
      /Анна!\s+Проверено антивирусом$/,
    )
  })

  test.each([
    'Hello, this is a letter in plain words = nothing else',
    'dGhpcyBpcyBhIHBhc3N3b3JkIGxvbmcgZW5vdWdoIHRvIGxvb2s',
    'x=1&y=2&z=AB',
    '',
  ])('other words are left alone: %s', (text) => {
    expect(decoded(text, '')).toBe(text)
  })
})

test.each([...HOSTILE])('a megabyte of %s takes no time', (_, text) => {
  const start = cpuMs()
  for (const encoding of ['base64', 'quoted-printable', '']) decoded(text, encoding)
  decoded('='.repeat(1_000_000), 'quoted-printable')
  decoded('= '.repeat(500_000), 'quoted-printable')
  expect(cpuMs() - start).toBeLessThan(1_000)
})
