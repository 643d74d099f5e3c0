import { afterEach, beforeEach, expect, test } from 'vitest'
import { startMailWorld } from '../../../src/demo/mailbox/mail-world.ts'
import type { MailWorld } from '../../../src/demo/mailbox/mail-world.ts'
import { connectImap } from '../../../src/edge/imap/connection.ts'
import { createSentCopies } from '../../../src/edge/imap/sent-copies.ts'
import type { SentCopies } from '../../../src/edge/imap/sent-copies.ts'
import { MAILBOX, MONDAY, writeLetter } from '../../support/company.ts'

const LETTER = {
  messageId: '<PD-7F3K-92QD.clarify.1.abc@company.example>',
  raw: writeLetter({ from: MAILBOX, id: 'PD-7F3K-92QD.clarify.1.abc@company.example' }, MONDAY),
}

let mail: MailWorld
let copies: SentCopies
beforeEach(async () => {
  mail = await startMailWorld({ password: 'secret' })
  copies = createSentCopies(server())
})
afterEach(async () => {
  copies.close()
  await mail.close()
})

const server = () =>
  ({
    host: '127.0.0.1',
    port: mail.imapPort,
    security: 'plain',
    user: MAILBOX,
    password: 'secret',
  }) as const
const inSent = () => mail.imap.letters(MAILBOX, 'Sent')

test('a copy is put into Sent once, byte for byte, and read', async () => {
  expect(await copies.keep(LETTER)).toBe('appended')
  expect(await copies.keep(LETTER)).toBe('found')
  expect(inSent().map(({ raw }) => raw)).toEqual([LETTER.raw])
  expect(inSent()[0]?.flags).toEqual(new Set(['\\Seen']))
})

test('a copy that somebody else put there is found by its Message-ID', async () => {
  mail.imap.deliver(MAILBOX, writeLetter({ from: MAILBOX }, MONDAY), { folder: 'Sent' })
  mail.imap.deliver(MAILBOX, LETTER.raw, { folder: 'Sent' })
  expect(await copies.keep(LETTER)).toBe('found')
  expect(inSent()).toHaveLength(2)
})

test('a search that is refused is no reason for a second copy', async () => {
  mail.imap.deliver(MAILBOX, LETTER.raw, { folder: 'Sent' })
  mail.imap.fault = (command) => (command === 'UID SEARCH' ? 'NO Not now' : undefined)
  await expect(copies.keep(LETTER)).rejects.toMatchObject({ code: 'imap.failed' })
  expect(inSent()).toHaveLength(1)
})

test('a full mailbox and a lost connection are told apart, and the next letter is tried anew', async () => {
  mail.imap.fault = (command) => (command === 'APPEND' ? 'NO [OVERQUOTA] Full' : undefined)
  await expect(copies.keep(LETTER)).rejects.toMatchObject({ code: 'mailbox.full' })
  mail.imap.fault = (command) => (command === 'EXAMINE' ? 'drop' : undefined)
  await expect(copies.keep(LETTER)).rejects.toMatchObject({ code: 'imap.unreachable' })
  mail.imap.fault = undefined
  expect(await copies.keep(LETTER)).toBe('appended')
})

test('where there is no Sent nothing is kept and nothing fails', async () => {
  const client = await connectImap(server())
  await client.mailboxDelete('Sent')
  await client.logout()
  expect(await copies.keep(LETTER)).toBe('not-kept')
})
