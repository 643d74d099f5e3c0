import { describe, expect, test } from 'vitest'
import { decodeWords } from '../../../src/letter/decode/encoded-words.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

function raw(text: string): string {
  return Buffer.from(text).toString('latin1')
}

describe('encoded words (RFC 2047)', () => {
  test.each([
    ['=?utf-8?Q?=D0=94=D0=B0?=', 'Да'],
    ['Re: =?utf-8?b?0JTQsA==?=', 'Re: Да'],
    ['=?utf-8?b?0JTQsA==?= =?utf-8?b?0JTQsA==?=', 'ДаДа'],
    ['=?utf-8?b?0JTQsA==?= и =?utf-8?b?0JTQsA==?=', 'Да и Да'],
    ['=?koi8-r?b?5ME=?=', 'Да'],
    ['=?windows-1251*ru?q?=C4=E0?=', 'Да'],
    ['=?utf-8?b?0A==?= =?utf-8?b?lA==?=', 'Д'],
    ['=?x-none?q?Da_net?=', 'Da net'],
    ['=?utf-8?x?Da?=', '=?utf-8?x?Da?='],
  ])('%s is %s', (value, text) => {
    expect(decodeWords(raw(value), '')).toBe(text)
  })
})

describe('broken encoded words are read', () => {
  test.each([
    ['an end that is missing', '=?utf-8?b?0JTQsA==', 'Да'],
    [
      'an end that is missing before the next',
      '=?utf-8?b?0JTQsA== =?utf-8?b?0JTQsA==?= x',
      'ДаДа x',
    ],
    ['a padding that is missing', '=?utf-8?b?0JTQsA?=', 'Да'],
    ['blanks within', '=?utf-8?q?Да нет?=', 'Да нет'],
    ['a question mark within', '=?utf-8?q?=D0=94=D0=B0?_=D0=B4=D0=B0?=', 'Да? да'],
    ['no blank between two', '=?utf-8?b?0JTQsA==?==?utf-8?b?0JTQsA==?=', 'ДаДа'],
    ['text right behind', '=?utf-8?b?0JTQsA==?=x', 'Даx'],
    ['a character cut by two kinds', '=?utf-8?b?0A==?= =?utf-8?q?=94?=', 'Д'],
    ['a fold within', '=?utf-8?b?0JTQ\tsA==?=', 'Да'],
  ])('%s', (_, value, text) => {
    expect(decodeWords(raw(value), '')).toBe(text)
  })

  test('a false charset', () => {
    const bytes = Buffer.from('Прошу удалить мои данные', 'utf8').toString('base64')
    expect(decodeWords(`=?koi8-r?b?${bytes}?=`, '')).toBe('Прошу удалить мои данные')
    expect(decodeWords('=?utf-8?q?=CF=F0=EE=F8=F3_=F3=E4=E0=EB=E8=F2=FC?=', '')).toBe(
      'Прошу удалить',
    )
  })
})

test('raw 8-bit text is UTF-8, else in the charset of the letter, else in the likeliest one', () => {
  expect(decodeWords(raw('Да'), 'koi8-r')).toBe('Да')
  expect(decodeWords('\u00e4\u00c1', 'koi8-r')).toBe('Да')
  const windows = '\u00d3\u00f2\u00ee\u00f7\u00ed\u00e8\u00f2\u00fc'
  expect(decodeWords(windows, '')).toBe('Уточнить')
  expect(decodeWords(windows, 'koi8-r')).toBe('Уточнить')
})

test.each([...HOSTILE])('16 KB of %s take no time', (_, text) => {
  const start = cpuMs()
  decodeWords(raw(text.slice(0, 16 * 1024)), '')
  expect(cpuMs() - start).toBeLessThan(250)
})
