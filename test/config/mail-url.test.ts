import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MailServer } from '../../src/config/mail-url.ts'
import { readMailUrl } from '../../src/config/mail-url.ts'

function serverOf(name: 'IMAP_URL' | 'SMTP_URL', value: string): MailServer {
  const reading = readMailUrl(name, value)
  if ('fault' in reading) throw new Error(reading.fault)
  return reading.server
}

function faultOf(name: 'IMAP_URL' | 'SMTP_URL', value: string): string {
  const reading = readMailUrl(name, value)
  return 'fault' in reading ? reading.fault : ''
}

describe('the address of a mail server', () => {
  test.each([
    ['IMAP_URL', 'imaps://u:p@imap.example.kz', { port: 993, security: 'tls' }],
    ['IMAP_URL', 'imap://u:p@imap.example.kz', { port: 143, security: 'starttls' }],
    ['SMTP_URL', 'smtps://u:p@smtp.example.kz', { port: 465, security: 'tls' }],
    ['SMTP_URL', 'smtp://u:p@smtp.example.kz', { port: 587, security: 'starttls' }],
    ['SMTP_URL', 'smtp://u:p@smtp.example.kz:2525', { port: 2525, security: 'starttls' }],
    ['IMAP_URL', 'imaps://u:p@127.0.0.1:9933', { port: 9933, security: 'tls' }],
  ] as const)('in %s as %s has its usual port and its encryption', (name, value, server) => {
    expect(serverOf(name, value)).toMatchObject({ ...server, user: 'u', password: 'p' })
  })

  test('carries user and password percent-encoded, whatever they are', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(word, word, (user, password) => {
        const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
        expect(serverOf('IMAP_URL', `imaps://${login}@imap.example.kz`)).toMatchObject({
          user,
          password,
        })
      }),
    )
  })
})

describe('plaintext', () => {
  test.each(['127.0.0.1', '127.9.8.7', 'localhost', '[::1]'])(
    'is spoken with %s, this machine itself',
    (host) => {
      expect(serverOf('IMAP_URL', `imap://u:p@${host}:1143`).security).toBe('plain')
      expect(serverOf('SMTP_URL', `smtp://u:p@${host}:1025`).security).toBe('plain')
    },
  )

  test.each([
    'imap.example.kz',
    '10.0.0.1',
    '192.168.1.1',
    '128.0.0.1',
    '127.0.0.1.example.kz',
    'localhost.example.kz',
    'notlocalhost',
    '[::2]',
    '[fe80::1]',
    '0.0.0.0',
  ])('is never spoken with %s (p.11/transport)', (host) => {
    expect(serverOf('IMAP_URL', `imap://u:p@${host}`).security).toBe('starttls')
    expect(serverOf('IMAP_URL', `imaps://u:p@${host}`).security).toBe('tls')
  })

  test('leaves the brackets of an address to the URL', () => {
    expect(serverOf('IMAP_URL', 'imap://u:p@[::1]:1143').host).toBe('::1')
  })
})

describe('what cannot be read', () => {
  const SECRET = 'geheim-77'
  test.each([
    ['IMAP_URL', `not an address ${SECRET}`, 'cannot be read'],
    ['IMAP_URL', `smtps://u:${SECRET}@smtp.example.kz`, 'wrong beginning'],
    ['SMTP_URL', `imaps://u:${SECRET}@imap.example.kz`, 'wrong beginning'],
    ['IMAP_URL', `https://u:${SECRET}@imap.example.kz`, 'wrong beginning'],
    ['IMAP_URL', `imaps://${SECRET}@imap.example.kz`, 'lacks user or password'],
    ['IMAP_URL', `imaps://:${SECRET}@imap.example.kz`, 'lacks user or password'],
    ['IMAP_URL', 'imaps://imap.example.kz', 'lacks user or password'],
    ['SMTP_URL', `smtps://u:${SECRET}%@smtp.example.kz`, 'not percent-encoded'],
    ['SMTP_URL', `smtps://u:${SECRET}%ff@smtp.example.kz`, 'not percent-encoded'],
    ['SMTP_URL', `smtps://u:${SECRET}@smtp.example.kz:99999`, 'cannot be read'],
    ['SMTP_URL', `smtps://u:${SECRET}@`, 'cannot be read'],
  ] as const)('in %s (%s) is told without the password', (name, value, words) => {
    const fault = faultOf(name, value)
    expect(fault).toContain(name)
    expect(fault).toContain(words)
    expect(fault).not.toContain(SECRET)
  })
})
