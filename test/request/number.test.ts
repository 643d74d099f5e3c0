import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  REQUEST_NUMBER,
  base32,
  readRequestNumber,
  requestNumber,
} from '../../src/request/number.ts'

const KEY = Buffer.alloc(32, 1)
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const source = fc.stringMatching(/^[0-9a-f]{64}$/)
const number = fc
  .string({ unit: fc.constantFrom(...Array.from(DIGITS)), minLength: 8, maxLength: 8 })
  .map((digits) => `PD-${digits.slice(0, 4)}-${digits.slice(4)}`)

describe('a request number', () => {
  test('is PD- and eight digits of Crockford base32, whatever it is made of', () => {
    fc.assert(
      fc.property(key, source, fc.nat(9), (ownKey, letter, demand) => {
        expect(requestNumber(ownKey, letter, demand)).toMatch(REQUEST_NUMBER)
      }),
    )
  })

  test('is derived: the same letter has the same number in every database', () => {
    const letter = 'a'.repeat(64)
    expect(requestNumber(KEY, letter, 0)).toBe(requestNumber(Buffer.from(KEY), letter, 0))
    // A number once given to a person must never change with the program.
    expect(requestNumber(KEY, letter, 0)).toBe('PD-2GRX-4RW3')
  })

  test('differs for each demand of a letter, each letter and each key', () => {
    const letter = 'a'.repeat(64)
    const numbers = [
      requestNumber(KEY, letter, 0),
      requestNumber(KEY, letter, 1),
      requestNumber(KEY, 'b'.repeat(64), 0),
      requestNumber(Buffer.alloc(32, 2), letter, 0),
    ]
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  test('does not run one field into the next', () => {
    expect(requestNumber(KEY, 'letter1', 2)).not.toBe(requestNumber(KEY, 'letter', 12))
  })
})

describe('base32', () => {
  test.each([
    ['00', 1, '0'],
    ['f8', 1, 'Z'],
    ['ffffffffff', 8, 'ZZZZZZZZ'],
    ['0000000001', 8, '00000001'],
    ['0842108421', 8, '11111111'],
    ['ffffffffff', 4, 'ZZZZ'],
  ])('of %s in %i digits is %s', (hex, length, digits) => {
    expect(base32(Buffer.from(hex, 'hex'), length)).toBe(digits)
  })
})

describe('a number that a person types', () => {
  test('is read back from every way it is written down', () => {
    fc.assert(
      fc.property(number, (printed) => {
        const digits = printed.replace('PD-', '')
        const bare = digits.replace('-', '')
        const written = [
          printed,
          `№ ${printed}`,
          `  ${printed.toLowerCase()} `,
          `PD ${digits}`,
          `pd${bare}`,
          digits,
          bare,
          bare.toLowerCase(),
          printed.replaceAll('-', ' '),
          printed.replaceAll('0', 'O'),
          printed.replaceAll('0', 'o'),
          printed.replaceAll('1', 'I'),
          printed.replaceAll('1', 'l'),
        ]
        expect(written.map(readRequestNumber)).toEqual(written.map(() => printed))
      }),
    )
  })

  test('may begin with the letters of our prefix and lack the prefix', () => {
    expect(readRequestNumber('PD3K92QD')).toBe('PD-PD3K-92QD')
    expect(readRequestNumber('PDPD3K92QD')).toBe('PD-PD3K-92QD')
  })

  test.each([
    '',
    'PD-',
    'PD-7F3K-92Q',
    'PD-7F3K-92QDX',
    'PD-7F3K-92QU',
    'РД-7F3K-92QD',
    'ЖД-7F3K-92QD',
    '7F3K_92QD',
    'PD-7F3K-92QD\0',
    'PD-PD-7F3K-92QD',
  ])('%j is none', (typed) => {
    expect(readRequestNumber(typed)).toBeNull()
  })

  test('is none or a number, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (typed) => {
        const read = readRequestNumber(typed)
        expect(read === null || REQUEST_NUMBER.test(read)).toBe(true)
      }),
    )
  })
})
