import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSecretKey } from '../../src/config/secret-key.ts'

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((key) => Buffer.from(key))

describe('SECRET_KEY', () => {
  test('is 32 bytes, in hexadecimal digits of either case or in base64', () => {
    fc.assert(
      fc.property(bytes, (key) => {
        for (const text of [
          key.toString('hex'),
          key.toString('hex').toUpperCase(),
          key.toString('base64'),
          key.toString('base64url'),
        ])
          expect(readSecretKey(text, true)).toEqual({ key })
      }),
    )
  })

  test('is needed with a database of your own', () => {
    expect(readSecretKey(null, true)).toEqual({
      fault: expect.stringContaining('DATABASE_URL needs one'),
    })
  })

  test('is made in the data folder where nothing is set', () => {
    expect(readSecretKey(null, false)).toEqual({ key: null })
  })

  test.each(['', 'secret', 'f'.repeat(63), 'f'.repeat(66), 'Z'.repeat(64), '!'.repeat(43)])(
    'is not %j',
    (value) => {
      expect(readSecretKey(value, false)).toEqual({ fault: expect.stringContaining('32 bytes') })
    },
  )

  test('that is wrong is not quoted', () => {
    const reading = readSecretKey('correct-horse-battery', true)
    expect(JSON.stringify(reading)).not.toContain('horse')
  })
})
