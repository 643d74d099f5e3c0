import { describe, expect, test } from 'vitest'
import { charsetOf, cut, readHead, withoutControls } from '../../../src/letter/decode/headers.ts'

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

test('control characters do not get through', () => {
  expect(withoutControls('a\r\nBcc: b\u0000\u009b\u2028c')).toBe('a Bcc: b c')
})

test('a text is not cut within a character', () => {
  expect(cut('ab😀', 3)).toBe('ab')
  expect(cut('ab😀', 4)).toBe('ab😀')
})

test('without a declared charset that of the first encoded word is taken', () => {
  const value = '=?KOI8-R?B?5ME=?='
  expect(charsetOf([{ name: 'reply-to', value }])).toBe('KOI8-R')
})
