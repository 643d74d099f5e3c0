import { describe, expect, test } from 'vitest'
import { decode } from '../../src/letter/charset.ts'
import { charsetOf, cut, decodeWords, readHead, withoutControls } from '../../src/letter/headers.ts'

describe('the head of a letter', () => {
  test('folded lines are one value, and the body begins behind the first empty line', () => {
    const raw = Buffer.from('Subject: one\r\n two\r\n\tthree\r\nFROM : a\r\n\r\nTo: body\r\n')
    const head = readHead(raw)
    expect(head.headers).toEqual([
      { name: 'subject', value: 'one two\tthree' },
      { name: 'from', value: 'a' },
    ])
    expect(raw.subarray(head.bodyStart).toString()).toBe('To: body\r\n')
  })

  test.each([
    ['', 0],
    ['\nbody', 0],
    ['no header here\nA: 1\n\nbody', 1],
    ['From someone Mon Nov 23\nA: 1\n', 1],
    ['A: 1', 1],
    [': 1\n b: 2\nsp ace: 3\n', 0],
  ])('%j has %i headers', (text, count) => {
    expect(readHead(Buffer.from(text)).headers).toHaveLength(count)
  })

  test('the declared charset is found', () => {
    const value = 'text/plain; format=flowed; charset="KOI8-R"'
    expect(charsetOf([{ name: 'content-type', value }])).toBe('KOI8-R')
    expect(charsetOf([])).toBe('')
  })
})

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
  ])('%s is %s', (raw, text) => {
    expect(decodeWords(Buffer.from(raw).toString('latin1'), '')).toBe(text)
  })

  test('raw 8-bit text is UTF-8, else in the charset of the letter', () => {
    expect(decodeWords(Buffer.from('Да').toString('latin1'), 'koi8-r')).toBe('Да')
    expect(decodeWords(Buffer.from([0xe4, 0xc1]).toString('latin1'), 'koi8-r')).toBe('Да')
  })

  test('control characters do not get through', () => {
    expect(withoutControls('a\r\nBcc: b\u0000\u009b\u2028c')).toBe('a Bcc: b c')
  })

  test('a text is not cut within a character', () => {
    expect(cut('ab😀', 3)).toBe('ab')
    expect(cut('ab😀', 4)).toBe('ab😀')
  })
})

describe('charsets', () => {
  test('KZ-1048 keeps the Kazakh letters', () => {
    const bytes = Uint8Array.of(0x8d, 0xa3, 0xa5, 0xaa, 0xaf, 0xa1, 0xbd, 0x9d, 0xbc, 0xb4, 0xb3)
    expect(decode(bytes, 'KZ-1048')).toBe('ҚӘӨҒҮҰҢқәөі')
  })

  test.each([
    ['windows-1251', [0xc4, 0xe0]],
    ['cp1251', [0xc4, 0xe0]],
    ['koi8-r', [0xe4, 0xc1]],
    ['ibm866', [0x84, 0xa0]],
    ['iso-8859-5', [0xb4, 0xd0]],
    ['x-mac-cyrillic', [0x84, 0xe0]],
    ['utf-8', [0xd0, 0x94, 0xd0, 0xb0]],
    ['', [0xd0, 0x94, 0xd0, 0xb0]],
    ['us-ascii', [0xc4, 0xe0]],
    ['no-such-charset', [0xd0, 0x94, 0xd0, 0xb0]],
    ['no-such-charset', [0xc4, 0xe0]],
  ])('%s %j', (charset, bytes) => {
    expect(decode(Uint8Array.from(bytes), charset)).toBe('Да')
  })

  test('UTF-8 that was cut within a character stays UTF-8', () => {
    const bytes = Buffer.from('Данные об').subarray(0, -1)
    expect(decode(bytes, 'utf-8')).toBe('Данные о\ufffd')
  })
})
