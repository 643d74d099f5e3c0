import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import getTlsOptions from 'smtp-server/lib/tls-options.js'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '../../src/demo/mailbox/listen.ts'
import { startMailWorld } from '../../src/demo/mailbox/mail-world.ts'
import type { MailWorld } from '../../src/demo/mailbox/mail-world.ts'
import { createPost, smtpFault } from '../../src/edge/smtp.ts'
import type { Post } from '../../src/edge/smtp.ts'
import { marksIn } from '../support/canary.ts'
import { MAILBOX, MONDAY, writeLetter } from '../support/company.ts'

const ANNA = 'anna.testova@person.example'
const pem = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString() : String(value))
const RAW = writeLetter({ from: MAILBOX, body: 'слова' }, MONDAY)

let mail: MailWorld
const opened: Post[] = []
beforeAll(async () => {
  mail = await startMailWorld({ password: 'secret' })
})
afterEach(() => {
  mail.smtpFault = undefined
  for (const post of opened.splice(0)) post.close()
})
afterAll(() => mail.close())

function posted(
  given: { port?: number; password?: string; security?: 'tls' | 'starttls' } = {},
): Post {
  const login = { host: '127.0.0.1', user: MAILBOX, password: 'secret' }
  const server = { ...login, port: mail.smtpPort, security: 'plain', ...given } as const
  const post = createPost({ server, from: MAILBOX, connectionsMax: 1 })
  opened.push(post)
  return post
}

describe('sending', () => {
  test('hands over the very bytes, in an envelope from the mailbox to one address', async () => {
    const before = mail.sent.length
    expect(await posted().send({ to: ANNA, raw: RAW })).toBe(250)
    expect(mail.sent.slice(before).map(({ from, to }) => [from, to])).toEqual([[MAILBOX, [ANNA]]])
    expect(mail.sent.at(-1)?.raw.toString().trim()).toBe(RAW.toString().trim())
  })

  test('takes the recipient from nowhere in the letter', async () => {
    const headers = ['Cc: <trap@elsewhere.example>', 'Bcc: <trap@elsewhere.example>']
    const raw = writeLetter({ from: 'liar@elsewhere.example', headers }, MONDAY)
    await posted().send({ to: ANNA, raw })
    expect(mail.sent.at(-1)).toMatchObject({ from: MAILBOX, to: [ANNA] })
  })

  test.each([
    [550, 'smtp.refused', false],
    [552, 'smtp.refused', false],
    [451, 'smtp.deferred', true],
    [450, 'smtp.deferred', true],
    // These two speak of the session, not of the letter.
    [421, 'smtp.unreachable', true],
    [503, 'smtp.unreachable', true],
  ])('%i for the recipient is %s', async (responseCode, code, retry) => {
    mail.smtpFault = (recipient) => ({ responseCode, message: `5.1.1 <${recipient}> Тестова` })
    const failing = posted().send({ to: ANNA, raw: RAW })
    const fault = await failing.then(
      () => null,
      (error: unknown) => smtpFault(error, { host: '', port: 0 }),
    )
    expect(fault).toMatchObject({ code, retry })
    expect(fault?.detail).toBe(`127.0.0.1:${mail.smtpPort} said ${responseCode}`)
    expect(marksIn(fault?.message ?? '')).toEqual([])
  })

  test('goes on with the next letter after one was refused', async () => {
    const post = posted()
    mail.smtpFault = (to) => (to === ANNA ? { responseCode: 550, message: 'No' } : undefined)
    await expect(post.send({ to: ANNA, raw: RAW })).rejects.toMatchObject({ code: 'smtp.refused' })
    expect(await post.send({ to: 'petr@person.example', raw: RAW })).toBe(250)
  })

  test('tells a wrong password, a server that is away, and one that hangs up', async () => {
    await expect(posted({ password: 'wrong' }).verify()).rejects.toMatchObject({
      code: 'smtp.login',
    })
    await expect(posted({ port: 1 }).send({ to: ANNA, raw: RAW })).rejects.toMatchObject({
      code: 'smtp.unreachable',
      retry: true,
    })
    const sockets: Socket[] = []
    const rude = createServer((socket) => {
      sockets.push(socket)
      socket.end('220 hello\r\n')
    })
    const port = await listenOnLoopback(rude, 0)
    await expect(posted({ port }).verify()).rejects.toMatchObject({ code: 'smtp.unreachable' })
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => rude.close(resolve))
  })

  test('is not done over TLS that cannot be trusted, nor without TLS where it is asked for (p.11/transport)', async () => {
    const { key, cert } = getTlsOptions()
    const secure = new SMTPServer({ secure: true, key: pem(key), cert: pem(cert) })
    secure.on('error', () => undefined)
    const port = await listenOnLoopback(secure.server, 0)
    await expect(posted({ port, security: 'tls' }).verify()).rejects.toMatchObject({
      code: 'smtp.tls',
    })
    await new Promise<void>((resolve) => secure.close(resolve))
    await expect(posted({ security: 'starttls' }).verify()).rejects.toMatchObject({
      code: expect.stringMatching(/^smtp\./),
    })
  })
})
