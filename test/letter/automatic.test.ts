import { expect, test } from 'vitest'
import { findAutomatic } from '../../src/letter/automatic.ts'
import { letterWith } from './samples.ts'

function withHeader(name: string, value: string): ReturnType<typeof letterWith> {
  return letterWith({ headers: [{ name, value }] })
}

test.each([
  ['content-type', 'multipart/report; report-type=delivery-status', 'bounce'],
  ['content-type', 'multipart/report; report-type=disposition-notification', 'bounce'],
  ['x-failed-recipients', 'anna.testova@person.example', 'bounce'],
  ['return-path', '<>', 'bounce'],
  ['auto-submitted', 'auto-replied (vacation)', 'auto-reply'],
  ['auto-submitted', 'auto-generated', 'auto-reply'],
  ['x-autoreply', 'yes', 'auto-reply'],
  ['x-mailru-autoreply', '1', 'auto-reply'],
  ['x-autorespond', 'Отпуск', 'auto-reply'],
  ['x-loop', 'support@company.example', 'auto-reply'],
  ['precedence', 'auto_reply', 'auto-reply'],
  ['precedence', 'bulk', 'list/bulk'],
  ['precedence', 'List', 'list/bulk'],
  ['precedence', 'junk', 'list/bulk'],
  ['list-id', '<club.lists.example>', 'list/bulk'],
  ['list-unsubscribe', '<https://news.example/u>', 'list/bulk'],
  ['x-auto-response-suppress', 'All', 'auto-reply'],
])('%s: %s makes a letter a machine’s (RFC 3834, RFC 5230)', (name, value, kind) => {
  expect(findAutomatic(withHeader(name, value))?.kind).toBe(kind)
})

test.each([
  ['auto-submitted', 'no'],
  ['x-auto-response-suppress', 'None'],
  ['precedence', 'first-class'],
  ['return-path', '<anna.testova@person.example>'],
  ['authentication-results', 'mx.company.example; spf=pass'],
  ['listen-to', 'music'],
  ['content-type', 'multipart/alternative'],
])('%s: %s leaves it a person’s', (name, value) => {
  expect(findAutomatic(withHeader(name, value))).toBeNull()
})

test.each([
  ['mailer-daemon', 'bounce'],
  ['postmaster', 'bounce'],
  ['news-bounces', 'bounce'],
  ['bounce+77121', 'bounce'],
  ['no-reply', 'list/bulk'],
  ['noreply', 'list/bulk'],
  ['owner-club', 'list/bulk'],
  ['club-request', 'list/bulk'],
])('the sender %s is a machine', (local, kind) => {
  const from = [{ address: `${local}@mail.example`, name: '' }]
  expect(findAutomatic(letterWith({ from }))?.kind).toBe(kind)
})

test('a mail system whose address is no address is known by its name', () => {
  const headers = [{ name: 'from', value: 'Mailer Daemon <MAILER-DAEMON@localhost>' }]
  expect(findAutomatic(letterWith({ headers, from: [] }))?.kind).toBe('bounce')
})

test('a vacation notice with a null path is an auto-reply, not a bounce', () => {
  const headers = [
    { name: 'return-path', value: '<>' },
    { name: 'auto-submitted', value: 'auto-replied' },
  ]
  expect(findAutomatic(letterWith({ headers }))?.kind).toBe('auto-reply')
})

test('the reason names the rule and nothing of the letter', () => {
  expect(findAutomatic(withHeader('x-loop', 'anna.testova@person.example'))?.reason).toBe('x-loop')
})
