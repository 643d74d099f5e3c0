import { describe, expect, test } from 'vitest'
import type { FaultCode } from '../src/errors.ts'
import { ADVICE, Fault, codeOf, exitCodeOf, tell } from '../src/errors.ts'

const isFaultCode = (code: string): code is FaultCode => code in ADVICE
const CODES = Object.keys(ADVICE).filter(isFaultCode)

describe('a fault', () => {
  test('is told by its code, what is known and what to do', () => {
    const fault = new Fault('imap.login', { detail: 'imap.example.kz:993' })
    expect(fault.message).toBe('imap.login: imap.example.kz:993')
    expect(tell(fault)).toBe(`imap.login: imap.example.kz:993\n  ${ADVICE['imap.login']}`)
    expect(tell(new Fault('imap.login'))).toBe(`imap.login\n  ${ADVICE['imap.login']}`)
  })

  test('keeps its cause to itself', () => {
    const cause = new Error('anna.testova@person.example')
    const fault = new Fault('database.failed', { cause })
    expect(fault.cause).toBe(cause)
    for (const text of [fault.message, tell(fault), String(fault)])
      expect(text).not.toContain('testova')
  })

  test('is tried again only where that was said', () => {
    expect(new Fault('smtp.deferred').retry).toBe(false)
    expect(new Fault('smtp.deferred', { retry: true }).retry).toBe(true)
  })

  test.each(CODES)('%s has advice in one line', (code) => {
    expect(ADVICE[code]).toMatch(/^[^\n]{10,200}[.`?]$/)
  })
})

describe('anything else that is thrown', () => {
  test.each([
    new Error('anna.testova@person.example'),
    new TypeError('x'),
    'text',
    null,
    undefined,
    { code: 'imap.login' },
  ])('is a fault of the program, and its words are not repeated', (thrown) => {
    expect(codeOf(thrown)).toBe('internal')
    expect(tell(thrown)).toBe(`internal\n  ${ADVICE.internal}`)
    expect(exitCodeOf(thrown)).toBe(1)
  })
})

describe('the exit code', () => {
  const USAGE: readonly FaultCode[] = ['usage']
  const CONFIGURATION: readonly FaultCode[] = [
    'config.invalid',
    'policy.invalid',
    'database.refused',
    'database.too-old',
    'database.embedded',
    'imap.login',
    'imap.tls',
    'smtp.login',
    'smtp.tls',
    'port.taken',
    'key.missing',
  ]
  const OTHERS = CODES.filter((code) => !USAGE.includes(code) && !CONFIGURATION.includes(code))

  test.each(USAGE)('of %s is 2', (code) => {
    expect(exitCodeOf(new Fault(code))).toBe(2)
  })

  test.each(CONFIGURATION)('of %s is 78: a person must set something right', (code) => {
    expect(exitCodeOf(new Fault(code))).toBe(78)
    expect(exitCodeOf(new Fault(code, { retry: true }))).toBe(78)
  })

  test.each(OTHERS)('of %s is 75 where trying again can help, else 1', (code) => {
    expect(exitCodeOf(new Fault(code, { retry: true }))).toBe(75)
    expect(exitCodeOf(new Fault(code))).toBe(1)
  })
})
