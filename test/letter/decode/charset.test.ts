import { describe, expect, test } from 'vitest'
import { decode } from '../../../src/letter/decode/charset.ts'
import { encode } from '../../../src/letter/decode/single-byte.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

const RUSSIAN = 'Прошу уточнить мои персональные данные и удалить старый номер'
const KAZAKH = 'Дербес деректерімді өңдеуді тоқтатуды сұраймын, рақмет'

function bytesOf(text: string, charset: string): Uint8Array {
  if (charset === 'utf-8') return Buffer.from(text)
  const bytes = encode(text, charset)
  if (bytes === null) throw new Error(`${charset} has not all letters of ${text}`)
  return bytes
}

describe('a charset that is named is read', () => {
  test('KZ-1048 keeps the Kazakh letters', () => {
    const bytes = Uint8Array.of(0x8d, 0xa3, 0xa5, 0xaa, 0xaf, 0xa1, 0xbd, 0x9d, 0xbc, 0xb4, 0xb3)
    expect(decode(bytes, 'KZ-1048')).toBe('ҚӘӨҒҮҰҢқәөі')
  })

  test.each([
    ['windows-1251', [0xc4, 0xe0]],
    ['cp1251', [0xc4, 0xe0]],
    ['"Windows-1251"', [0xc4, 0xe0]],
    ['koi8-r', [0xe4, 0xc1]],
    ['KOI8', [0xe4, 0xc1]],
    ['ibm866', [0x84, 0xa0]],
    ['cp866', [0x84, 0xa0]],
    ['iso-8859-5', [0xb4, 0xd0]],
    ['x-mac-cyrillic', [0x84, 0xe0]],
    ['utf-8', [0xd0, 0x94, 0xd0, 0xb0]],
    ['utf-16', [0xff, 0xfe, 0x14, 0x04, 0x30, 0x04]],
    ['utf-16le', [0x14, 0x04, 0x30, 0x04]],
    ['utf-16be', [0x04, 0x14, 0x04, 0x30]],
    ['utf-7', [...Buffer.from('+BBQEMA-')]],
    ['', [0xd0, 0x94, 0xd0, 0xb0]],
    ['us-ascii', [0xc4, 0xe0]],
    ['no-such-charset', [0xd0, 0x94, 0xd0, 0xb0]],
    ['no-such-charset', [0xc4, 0xe0]],
  ])('%s %j', (charset, bytes) => {
    expect(decode(Uint8Array.from(bytes), charset).replace('\ufeff', '')).toBe('Да')
  })

  test.each(['kz-1048', 'ptcp154'])('Kazakh in %s', (charset) => {
    expect(decode(bytesOf(KAZAKH, charset), charset)).toBe(KAZAKH)
  })
})

const TRUE_CHARSETS = ['utf-8', 'windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5']
const NAMED = ['', 'utf-8', 'us-ascii', 'windows-1251', 'koi8-r', 'iso-8859-1', 'ibm866', 'x-none']

describe('a charset that is named falsely, or not at all, is found', () => {
  test.each(TRUE_CHARSETS.flatMap((is) => NAMED.map((named) => [is, named] as const)))(
    '%s, said to be %j',
    (is, named) => {
      expect(decode(bytesOf(RUSSIAN, is), named)).toBe(RUSSIAN)
    },
  )

  test.each(['', 'utf-8', 'windows-1251', 'iso-8859-1'])('KZ-1048, said to be %j', (named) => {
    expect(decode(bytesOf(KAZAKH, 'kz-1048'), named)).toBe(KAZAKH)
  })

  test.each(['', 'utf-8', 'windows-1251'])('UTF-16, said to be %j', (named) => {
    expect(decode(Buffer.from(`${RUSSIAN}, a@b.example`, 'utf16le'), named)).toBe(
      `${RUSSIAN}, a@b.example`,
    )
  })
})

describe('what is named truly stays', () => {
  test.each([
    ['iso-8859-1', 'Größe überprüfen, naïve façade'],
    ['windows-1252', 'Été à la plage'],
  ])('%s', (charset, text) => {
    expect(decode(Buffer.from(text, 'latin1'), charset)).toBe(text)
  })

  test('Greek and Chinese are not taken for Russian', () => {
    expect(
      decode(Uint8Array.of(0xca, 0xe1, 0xeb, 0xe7, 0xec, 0xdd, 0xf1, 0xe1), 'iso-8859-7'),
    ).toBe('Καλημέρα')
    expect(decode(Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3), 'gb2312')).toBe('你好')
  })

  test('UTF-8 that was cut within a character stays UTF-8', () => {
    const bytes = Buffer.from('Данные об').subarray(0, -1)
    expect(decode(bytes, 'utf-8')).toBe('Данные о\ufffd')
  })

  test('a line of another charset in a letter of UTF-8 is read by itself', () => {
    const footer = bytesOf('Проверено антивирусом', 'windows-1251')
    const bytes = Buffer.concat([Buffer.from(`${RUSSIAN}\n${RUSSIAN}\n${RUSSIAN}\n`), footer])
    expect(decode(bytes, 'utf-8').split('\n')).toEqual([
      RUSSIAN,
      RUSSIAN,
      RUSSIAN,
      'Проверено антивирусом',
    ])
  })
})

test.each([...HOSTILE])('a megabyte of %s takes no time in any charset', (_, text) => {
  const start = cpuMs()
  for (const charset of ['', 'utf-16', 'utf-7', 'koi8-r']) decode(Buffer.from(text), charset)
  expect(cpuMs() - start).toBeLessThan(1_000)
})

test.each([0x00, 0x04, 0x80, 0xc0, 0xd0, 0xff])(
  'a megabyte of the byte %i takes no time',
  (byte) => {
    const start = cpuMs()
    for (const charset of ['', 'utf-8', 'utf-16', 'koi8-r'])
      decode(Buffer.alloc(1e6, byte), charset)
    decode(Buffer.alloc(1e6, Buffer.from([byte, 0x0a])), 'utf-8')
    expect(cpuMs() - start).toBeLessThan(2_000)
  },
)
