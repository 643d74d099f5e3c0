import { describe, expect, test } from 'vitest'
import { onlySender, readAddress, readFrom } from '../../src/letter/sender.ts'
import { letterWith } from './samples.ts'

/** As a header reader hands it over: one character a byte. */
function raw(text: string): string {
  return Buffer.from(text).toString('latin1')
}

function addressesOf(...values: readonly string[]): readonly string[] {
  return readFrom(values.map(raw), '').map(({ address }) => address)
}

describe('an address by our own grammar', () => {
  test.each([
    ['Anna.Testova@Person.Example', 'anna.testova@person.example'],
    ['a+b_c@sub.person.example', 'a+b_c@sub.person.example'],
    ['anna@почта.example', 'anna@xn--80a1acny.example'],
  ])('%s is read', (text, address) => {
    expect(readAddress(text)).toBe(address)
  })

  test.each([
    'v@a.example@evil.example',
    '"xclow3n@gmail.example x"@internal.example',
    'a..b@person.example',
    '.a@person.example',
    'a@person',
    'a@-person.example',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'анна@person.example',
    'a b@person.example',
    'a@person.example\r\nBcc: e@evil.example',
    '@person.example',
    'a@',
    `${'a'.repeat(65)}@person.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(130)}example`,
    '',
  ])('%j is refused', (text) => {
    expect(readAddress(text)).toBeNull()
  })
})

describe('the From header', () => {
  test.each([
    ['Анна Тестова <a@person.example>', ['a@person.example']],
    ['a@person.example (Анна)', ['a@person.example']],
    ['"Тестова, Анна" <a@person.example>', ['a@person.example']],
    ['Тестова, Анна <a@person.example>', ['a@person.example']],
    ['"bank@bank.example" <a@person.example>', ['a@person.example']],
    ['<a@person.example>, <b@person.example>', ['a@person.example', 'b@person.example']],
    ['a@person.example; b@person.example', ['a@person.example', 'b@person.example']],
    ['Мы: <a@person.example>;', ['a@person.example']],
    ['', []],
  ])('%s names %j', (value, addresses) => {
    expect(addressesOf(value)).toEqual(addresses)
  })

  test.each([
    'victim@x.example <>',
    '<a@person.example> <b@person.example>',
    'a@person.example b@person.example',
    '<a@person.example',
    '"open <a@person.example>',
    '(open a@person.example',
    '<@route.example:a@person.example>',
    '"u"@a(x)b.example',
    '<a@person.example>, v@a.example@evil.example',
  ])('%s names nobody: parsers would differ on it', (value) => {
    expect(addressesOf(value)).toEqual([])
  })

  test('every From header counts, not the first or the last', () => {
    expect(addressesOf('<a@person.example>', '<e@evil.example>')).toHaveLength(2)
  })

  test('the name is decoded, without quotes, controls and turned writing, and cut', () => {
    const [address] = readFrom([raw('"Анна\u202e \\"Т\\"" <a@person.example>')], '')
    expect(address?.name).toBe('Анна Т')
    const [long] = readFrom([`${'x'.repeat(500)} <a@person.example>`], '')
    expect(long?.name).toHaveLength(80)
  })
})

test('there is a sender only when there is exactly one', () => {
  const one = { address: 'a@person.example', name: '' }
  expect(onlySender(letterWith({ from: [one] }))).toEqual(one)
  expect(onlySender(letterWith({ from: [] }))).toBeNull()
  expect(onlySender(letterWith({ from: [one, one] }))).toBeNull()
})
