import { describe, expect, test } from 'vitest'
import { decodeParameter, readStructured } from '../../../src/letter/decode/mime-parameters.ts'
import { HOSTILE } from '../samples.ts'

test.each([
  ['text/plain; charset=utf-8', 'text/plain', [['charset', 'utf-8']]],
  ['Text/HTML;CHARSET="KOI8-R"', 'text/html', [['charset', 'KOI8-R']]],
  ['multipart/mixed; boundary="a;b=\\"c"; x', 'multipart/mixed', [['boundary', 'a;b="c']]],
  ['text/plain (note); a = b (note)', 'text/plain', [['a', 'b']]],
  ['text/plain; a="b', 'text/plain', [['a', 'b']]],
  ['text/plain; a=1; a=2', 'text/plain', [['a', '1']]],
  ['', '', []],
  [';;;=', '', []],
])('%s', (raw, value, parameters) => {
  const structured = readStructured(raw)
  expect(structured.value).toBe(value)
  expect([...structured.parameters]).toEqual(parameters)
})

describe('a file name is read (RFC 2231, RFC 2047)', () => {
  test.each([
    ['attachment; filename=a.docx', 'a.docx'],
    [
      "attachment; filename*=UTF-8''%D0%97%D0%B0%D1%8F%D0%B2%D0%BB%D0%B5%D0%BD%D0%B8%D0%B5.docx",
      'Заявление.docx',
    ],
    ["attachment; filename*0*=UTF-8''%D0%97%D0; filename*1*=%B0; filename*2=.docx", 'За.docx'],
    ["attachment; filename*=windows-1251'ru'%C4%E0.txt", 'Да.txt'],
    ['attachment; filename="=?utf-8?b?0JTQsA==?=.docx"', 'Да.docx'],
    ['attachment; filename="a\r\nb.txt"', 'a b.txt'],
    ['attachment', ''],
  ])('%s', (raw, name) => {
    expect(decodeParameter(readStructured(raw), 'filename', '')).toBe(name)
  })

  test('raw bytes are read in the charset of the part', () => {
    const raw = `attachment; filename="${Buffer.from('Да.txt').toString('latin1')}"`
    expect(decodeParameter(readStructured(raw), 'filename', 'koi8-r')).toBe('Да.txt')
  })
})

test.each([...HOSTILE])('16 KB of %s take no time', (_, text) => {
  const start = performance.now()
  const structured = readStructured(`x; filename*0=${text.slice(0, 16 * 1024)}`)
  decodeParameter(structured, 'filename', '')
  readStructured(';a=b'.repeat(4_000))
  expect(performance.now() - start).toBeLessThan(250)
})
