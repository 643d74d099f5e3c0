import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVault, seal, sealText, unseal, unsealText } from '../../src/edge/vault.ts'

const KEY = Buffer.alloc(32, 'key')
const vault = createVault(Buffer.alloc(32, 'master'))
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))

describe('what is sealed (p.11/sealed)', () => {
  test('opens with its key in its place, whatever it is', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (plain, place) => {
        expect(unseal(KEY, place, seal(KEY, place, plain))).toEqual(plain)
      }),
    )
    const words = 'Тестова, Әсель 👋\0'
    expect(unsealText(KEY, 'p', sealText(KEY, 'p', words))).toBe(words)
  })

  test('does not open with another key or in another place', () => {
    const sealed = sealText(KEY, 'person:1', 'x')
    const missing = { code: 'key.missing' }
    expect(() => unseal(KEY, 'person:2', sealed)).toThrow(expect.objectContaining(missing))
    expect(() => unseal(Buffer.alloc(32), 'person:1', sealed)).toThrow(
      expect.objectContaining(missing),
    )
  })

  test('does not open when any bit was changed or any byte is missing', () => {
    const sealed = sealText(KEY, 'p', 'слова')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => unseal(KEY, 'p', changed)).toThrow('key.missing')
      expect(() => unseal(KEY, 'p', sealed.subarray(0, at))).toThrow('key.missing')
    }
  })

  test('is different every time, so that equal values cannot be told to be equal', () => {
    const sealed = Array.from({ length: 50 }, () => sealText(KEY, 'p', 'same').toString('hex'))
    expect(new Set(sealed).size).toBe(50)
  })

  test('the fault says nothing of what was in it', () => {
    expect(() => unseal(KEY, 'anna@person.example', Buffer.alloc(40))).toThrow(
      'key.missing: a stored value does not open with this SECRET_KEY',
    )
  })
})

describe('the vault', () => {
  test('wraps a data key for one row, under one master key', () => {
    const { key, wrapped } = vault.newKey('person:1')
    expect(vault.unwrap('person:1', wrapped)).toEqual(key)
    expect(wrapped.includes(key)).toBe(false)
    expect(() => vault.unwrap('person:2', wrapped)).toThrow('key.missing')
    expect(() => createVault(Buffer.alloc(32)).unwrap('person:1', wrapped)).toThrow('key.missing')
  })

  test('makes a new key each time', () => {
    const keys = Array.from({ length: 50 }, () => vault.newKey('x').key.toString('hex'))
    expect(new Set(keys).size).toBe(50)
  })

  test('finds a value again by a hash that nobody makes without the master key', () => {
    const hash = vault.hash('email', 'a@person.example')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(vault.hash('email', 'a@person.example')).toBe(hash)
    expect(vault.hash('phone', 'a@person.example')).not.toBe(hash)
    expect(createVault(Buffer.alloc(32)).hash('email', 'a@person.example')).not.toBe(hash)
    // Where one part ends is part of what is hashed.
    expect(vault.hash('ab', 'c')).not.toBe(vault.hash('a', 'bc'))
  })

  test('has a key of its own for each use, the same at every start', () => {
    const again = createVault(Buffer.alloc(32, 'master'))
    const keys = [vault.idKey, vault.ledgerKey, vault.commonKey]
    expect([again.idKey, again.ledgerKey, again.commonKey]).toEqual(keys)
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3)
    for (const key of keys) expect(key).toHaveLength(32)
  })
})
