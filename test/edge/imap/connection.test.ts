import getTlsOptions from 'smtp-server/lib/tls-options.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ImapServer } from '../../../src/demo/mailbox/imap-server.ts'
import { startMailWorld } from '../../../src/demo/mailbox/mail-world.ts'
import type { MailWorld } from '../../../src/demo/mailbox/mail-world.ts'
import { answered, connectImap, imapFault } from '../../../src/edge/imap/connection.ts'
import { findFolders } from '../../../src/edge/imap/folders.ts'
import { marksIn } from '../../support/canary.ts'
import { MAILBOX } from '../../support/company.ts'

const pem = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString() : String(value))

let mail: MailWorld
beforeAll(async () => {
  mail = await startMailWorld({ password: 'secret' })
})
afterAll(() => mail.close())

const server = () =>
  ({
    host: '127.0.0.1',
    port: mail.imapPort,
    security: 'plain',
    user: MAILBOX,
    password: 'secret',
  }) as const

describe('a connection to the mailbox', () => {
  test('finds INBOX, the spam folder and Sent by their use, not by their names', async () => {
    const client = await connectImap(server())
    expect(await findFolders(client)).toEqual([
      { path: 'INBOX', role: 'inbox' },
      { path: 'Junk', role: 'junk' },
      { path: 'Sent', role: 'sent' },
    ])
    await client.logout()
  })

  test('goes on without folders that the mailbox does not have', async () => {
    const client = await connectImap({ ...server(), user: 'bare@company.example' })
    for (const folder of ['Junk', 'Sent']) await client.mailboxDelete(folder)
    expect(await findFolders(client)).toEqual([{ path: 'INBOX', role: 'inbox' }])
    await client.logout()
  })

  test('tells a wrong password from a server that is away', async () => {
    await expect(connectImap({ ...server(), password: 'wrong' })).rejects.toMatchObject({
      code: 'imap.login',
      retry: false,
    })
    await expect(connectImap({ ...server(), port: 1 })).rejects.toMatchObject({
      code: 'imap.unreachable',
      retry: true,
      detail: '127.0.0.1:1 (ECONNREFUSED)',
    })
  })

  test('is not made over TLS that cannot be trusted (p.11/transport)', async () => {
    const { key, cert } = getTlsOptions()
    const secure = new ImapServer({ password: 'secret', tls: { key: pem(key), cert: pem(cert) } })
    const port = await secure.listen()
    const connecting = connectImap({ ...server(), port, security: 'tls' })
    await expect(connecting).rejects.toMatchObject({ code: 'imap.tls', retry: false })
    await secure.close()
  })

  test('is not made where STARTTLS is asked for and not offered', async () => {
    const connecting = connectImap({ ...server(), security: 'starttls' })
    await expect(connecting).rejects.toMatchObject({ code: expect.stringMatching(/^imap\./) })
  })
})

describe('a fault of the mailbox', () => {
  test('names host, port and code, and nothing that the server said', () => {
    const said = 'anna.testova@person.example'
    const error = Object.assign(new Error(said), { code: 'NoConnection', responseText: said })
    const fault = imapFault(error, { host: 'imap.example.kz', port: 993 })
    expect(fault.message).toBe('imap.unreachable: imap.example.kz:993 (NoConnection)')
    expect(marksIn(fault.message)).toEqual([])
  })

  test.each([
    [{ authenticationFailed: true, code: 'ETIMEDOUT' }, 'imap.login'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'imap.tls'],
    [{ tlsFailed: true }, 'imap.tls'],
    [{ code: 'ETIMEDOUT' }, 'imap.unreachable'],
    [{ serverResponseCode: 'OVERQUOTA' }, 'mailbox.full'],
    [{ responseStatus: 'NO' }, 'imap.failed'],
    ['a string', 'imap.failed'],
  ])('%j is %s', (error, code) => {
    expect(imapFault(error, { host: 'x', port: 1 }).code).toBe(code)
  })

  test('false is a failure; nothing found is an answer', () => {
    expect(() => answered(false, 'SEARCH')).toThrow('imap.failed: SEARCH was refused')
    expect(() => answered(undefined, 'STATUS')).toThrow('imap.failed')
    expect(answered([], 'SEARCH')).toEqual([])
  })
})
