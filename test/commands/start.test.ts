import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programVersion } from '../../src/app.ts'
import type { MailWorld } from '../../src/demo/mailbox/mail-world.ts'
import { startMailWorld } from '../../src/demo/mailbox/mail-world.ts'
import { listenForAlerts } from '../support/alert-listener.ts'
import type { TestDatabase } from '../support/database.ts'
import { freshDatabase } from '../support/database.ts'
import type { Settings } from './cli.ts'
import { jsonLines, openTerminal } from './cli.ts'

const terminal = openTerminal()
let mail: MailWorld
let database: TestDatabase
let settings: Settings

const imap = (password: string): string => `imap://me:${password}@127.0.0.1:${mail.imapPort}`
const smtp = (password: string): string => `smtp://me:${password}@127.0.0.1:${mail.smtpPort}`

beforeAll(async () => {
  mail = await startMailWorld({ password: 'geheim' })
  database = await freshDatabase()
  settings = {
    DATABASE_URL: database.url,
    SECRET_KEY: 'ef'.repeat(32),
    IMAP_URL: imap('geheim'),
    SMTP_URL: smtp('geheim'),
    OWNER_EMAIL: 'owner.testova@person.example',
    PORT: '0',
  }
})
afterAll(async () => {
  terminal.close()
  await mail.close()
  await database.drop()
})

/** One message, what and where and what to do, and no stack. */
function expectTold(err: string, ...words: string[]): void {
  for (const said of words) expect(err).toContain(said)
  expect(err.match(/^privacy-mailbot: /gm)).toHaveLength(1)
  expect(err).not.toMatch(/^\s+at /m)
  expect(err).not.toContain('geheim')
}

test('every fault of environment and policy file is told at once', async () => {
  const wrong = { OWNER_EMAIL: 'nobody', PORT: 'http', POLICY_FILE: 'nowhere.yaml' }
  const mailless = {
    ...settings,
    ...wrong,
    IMAP_URL: '',
    SECRET_KEY_FILE: '/nowhere',
    SECRET_KEY: '',
  }
  const { code, out, err } = await terminal.run(['start'], mailless)
  expect({ code, out }).toEqual({ code: 78, out: '' })
  expectTold(err, 'OWNER_EMAIL', 'PORT', 'nowhere.yaml cannot be read', 'IMAP_URL', '/nowhere')
  expect(err.match(/^ {2}- /gm)).toHaveLength(5)
})

test.each([
  {
    what: 'a database that is away',
    wrong: { DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/pm' },
    code: 75,
    said: ['database.unreachable', 'DATABASE_URL names 127.0.0.1:1/pm'],
  },
  {
    what: 'a queue that is away',
    wrong: { REDIS_URL: 'redis://:geheim@127.0.0.1:1' },
    code: 75,
    said: ['queue.unreachable', 'REDIS_URL names 127.0.0.1:1'],
  },
  {
    what: 'a short key',
    wrong: { SECRET_KEY: 'abcd' },
    code: 78,
    said: ['SECRET_KEY is not 32 bytes long'],
  },
  {
    what: 'no key',
    wrong: { SECRET_KEY: '' },
    code: 78,
    said: ['SECRET_KEY is not set, and DATABASE_URL needs one'],
  },
  {
    what: 'a file for a folder',
    wrong: { DATABASE_URL: '', SECRET_KEY: '', DATA_DIR: '/dev/null/x' },
    code: 78,
    said: ['DATA_DIR /dev/null/x cannot be written'],
  },
])('$what ends the start with one message', async ({ wrong, code, said }) => {
  const ended = await terminal.run(['start'], { ...settings, ...wrong })
  expect(ended).toMatchObject({ code, out: '' })
  expectTold(ended.err, ...said)
})

test('a wrong password ends the start with 78, whichever server it is for', async () => {
  const [reading, sending] = await Promise.all([
    terminal.run(['start'], { ...settings, IMAP_URL: imap('geheim2') }),
    terminal.run(['start'], { ...settings, SMTP_URL: smtp('geheim2') }),
  ])
  expect([reading.code, sending.code]).toEqual([78, 78])
  expectTold(reading.err, `imap.login: 127.0.0.1:${mail.imapPort}`, 'IMAP_URL')
  expectTold(sending.err, `smtp.login: 127.0.0.1:${mail.smtpPort}`, 'SMTP_URL')
})

test('whoever is at ALERT_URL hears of a first start, from the clock’s process alone', async () => {
  const alerts = await listenForAlerts()
  const told = { ...settings, ALERT_URL: alerts.url }
  const desk = terminal.start(['start', '--role', 'desk'], told)
  await desk.said('app.started')
  desk.process.kill('SIGTERM')
  await desk.ended
  expect(alerts.heard()).toEqual([])
  const clock = terminal.start(['start', '--role', 'clock'], told)
  await clock.said('alert.sent')
  clock.process.kill('SIGTERM')
  const { code, err } = await clock.ended
  await alerts.close()
  expect(code).toBe(0)
  expect(alerts.posted).toMatchObject([{ event: 'alive', version: programVersion() }])
  expect(err).not.toContain(alerts.url)
})

test('a port that is taken ends the start with 78', async () => {
  const taken = createServer()
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address()
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
    }),
  )
  const ended = await terminal.run(['start', '--role', 'desk'], { ...settings, PORT: String(port) })
  taken.close()
  expect(ended.code).toBe(78)
  expectTold(ended.err, `port.taken: 127.0.0.1:${port}`)
})

test('a .env that cannot be read is said, not stumbled over', async () => {
  const other = openTerminal()
  mkdirSync(join(other.folder, '.env'))
  const { code, err } = await other.run(['config', 'print'])
  other.close()
  expect(code).toBe(78)
  expectTold(err, '.env cannot be read')
})

test('config check logs in everywhere, and its exit code is that of the worst it found', async () => {
  const well = await terminal.here(['config', 'check', '--json'], settings)
  const broken = { REDIS_URL: 'redis://127.0.0.1:1', SMTP_URL: smtp('geheim2') }
  const ill = await terminal.here(['config', 'check', '--json'], { ...settings, ...broken })
  expect(well.code).toBe(0)
  expect(jsonLines(well.out)).toMatchObject([
    { what: 'DATABASE_URL', ok: true },
    { what: 'IMAP_URL', ok: true },
    { what: 'SMTP_URL', ok: true },
  ])
  expect(ill.code).toBe(78)
  expect(jsonLines(ill.out).slice(1)).toMatchObject([
    { what: 'REDIS_URL', ok: false, code: 'queue.unreachable' },
    { what: 'IMAP_URL', ok: true },
    { what: 'SMTP_URL', ok: false, code: 'smtp.login' },
  ])
})

test('config print shows where each value comes from, and no secret', async () => {
  const { code, out } = await terminal.here(['config', 'print'], settings)
  expect(code).toBe(0)
  expect(out).toMatch(/^IMAP_URL +\(set\) +environment$/m)
  expect(out).toMatch(/^REDIS_URL +\(not set\) +default$/m)
  expect(out).not.toMatch(/geheim|efef/)
})

test('the desk tells that it lives and whether it is ready; SIGTERM ends it with 0', async () => {
  const begun = terminal.start(['start', '--role', 'desk,poller'], settings)
  const log = await begun.said('app.started')
  const [, port] = /"port":(\d+),"msg":"desk.listening"/.exec(log) ?? []
  const livez = await fetch(`http://127.0.0.1:${port}/livez`)
  expect([livez.status, await livez.json()]).toEqual([200, { live: true }])
  const readyz = await fetch(`http://127.0.0.1:${port}/readyz`)
  expect(await readyz.json()).toMatchObject({ database: 'ok', ready: readyz.status === 200 })
  begun.process.kill('SIGTERM')
  const { code, out, err } = await begun.ended
  expect({ code, out }).toEqual({ code: 0, out: '' })
  expect(err.trimEnd().split('\n').at(-1)).toContain('app.stopped')
})
