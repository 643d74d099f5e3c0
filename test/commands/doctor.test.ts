import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startMailWorld } from '../../src/demo/mailbox/mail-world.ts'
import type { MailWorld } from '../../src/demo/mailbox/mail-world.ts'
import { freshDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import type { Ended, Settings } from './cli.ts'
import { POLICY, jsonLines, openTerminal } from './cli.ts'

const findingSchema = z.strictObject({
  name: z.string(),
  ok: z.boolean(),
  what: z.string(),
  fix: z.string().nullable(),
})

const terminal = openTerminal()
let mail: MailWorld
let database: TestDatabase
let settings: Settings

beforeAll(async () => {
  mail = await startMailWorld({ password: 'geheim' })
  database = await freshDatabase()
  settings = {
    DATABASE_URL: database.url,
    SECRET_KEY: 'ef'.repeat(32),
    IMAP_URL: `imap://me:geheim@127.0.0.1:${mail.imapPort}`,
    SMTP_URL: `smtp://me:geheim@127.0.0.1:${mail.smtpPort}`,
    OWNER_EMAIL: 'owner.testova@person.example',
  }
})
afterAll(async () => {
  terminal.close()
  await mail.close()
  await database.drop()
})

const findingsOf = ({ out }: Ended) => jsonLines(out).map((line) => findingSchema.parse(line))
const foundIn = (ended: Ended) => findingsOf(ended).filter(({ ok }) => !ok)

const examined = (changed: Settings = {}): Promise<Ended> =>
  terminal.here(['doctor', '--json'], { ...settings, ...changed })

test('with no configuration at all it runs, finds nothing, and leaves nothing behind', async () => {
  const other = openTerminal({ POLICY_FILE: '', DATA_DIR: '' })
  const before = readdirSync(other.folder, { recursive: true })
  const ended = await other.run(['doctor', '--json'])
  expect(ended.code).toBe(0)
  expect(findingsOf(ended).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['node', 'zone', 'policy', 'calendar', 'owner', 'mail', 'database']),
  )
  expect(foundIn(ended)).toEqual([])
  expect(readdirSync(other.folder, { recursive: true })).toEqual(before)
  other.close()
})

describe('of an installation', () => {
  test('that is whole it finds nothing', async () => {
    const ended = await examined()
    expect(foundIn(ended)).toEqual([])
    expect(ended.code).toBe(0)
    expect(ended.err).toMatch(/^\d+ checks, nothing found\.$/m)
    const mailed = findingsOf(ended).find(({ name }) => name === 'mail')
    expect(mailed?.what).toBe('reached: IMAP_URL, SMTP_URL')
  })

  test('it prints a table with what to do below what was seen', async () => {
    const { code, out } = await terminal.here(['doctor'], { ...settings, SMTP_URL: '' })
    expect(code).toBe(3)
    expect(out).toMatch(/^config {4,}FOUND {2}SMTP_URL is not set/m)
    expect(out).toMatch(/^node {4,}ok {4,}Node \d+/m)
    expect(out).toMatch(/^alert {4,}note {3,}ALERT_URL is not set/m)
    expect(out).toMatch(/^ +-> Set ALERT_URL/m)
  })

  test.each([
    { what: 'two wrong settings', wrong: { PORT: 'http', OWNER_EMAIL: 'nobody' }, check: 'config' },
    { what: 'no owner', wrong: { OWNER_EMAIL: '' }, check: 'config' },
    { what: 'a policy file that is not there', wrong: { POLICY_FILE: 'no.yaml' }, check: 'policy' },
    { what: 'a queue that is away', wrong: { REDIS_URL: 'redis://127.0.0.1:1' }, check: 'queue' },
    {
      what: 'a database that is away',
      wrong: { DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/pm' },
      check: 'database',
    },
    { what: 'no owner code', wrong: { PUBLIC_URL: 'https://desk.example.kz' }, check: 'owner' },
  ])('it finds $what, says what to do, and ends with 3', async ({ wrong, check }) => {
    const ended = await examined(wrong)
    const found = foundIn(ended)
    expect(found.map(({ name }) => name)).toContain(check)
    expect(found.every(({ fix }) => fix !== null)).toBe(true)
    expect(ended.code).toBe(3)
    expect(ended.out + ended.err).not.toMatch(/geheim|testova/)
  })

  test('it finds a wrong password, at the very server', async () => {
    const wrong = settings['SMTP_URL']?.replace('geheim', 'geheim2') ?? ''
    const found = foundIn(await examined({ SMTP_URL: wrong }))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ name: 'mail' })
    expect(found[0]?.what).toContain(`SMTP_URL: smtp.login: 127.0.0.1:${mail.smtpPort}`)
    expect(found[0]?.what).not.toContain('IMAP_URL')
  })

  test('it tells every fault of a policy file at once', async () => {
    const text = readFileSync(POLICY, 'utf8')
    const broken = text.replace(/^calendar: .*$/m, 'calendar: nowhere').replace(/^zone: .*$/m, '')
    const path = terminal.put(
      'broken.yaml',
      broken.replace(/^languages: .*$/m, 'languages: [ru, tt]'),
    )
    const [found] = foundIn(await examined({ POLICY_FILE: path })).filter(
      ({ name }) => name === 'policy',
    )
    expect(found?.what.split('\n').length).toBeGreaterThan(1)
    expect(found?.what).toContain('nowhere')
    expect(found?.what).toContain('tt')
  })

  test('a .env that cannot be read is found like anything else', async () => {
    const other = openTerminal()
    mkdirSync(join(other.folder, '.env'))
    const ended = await other.run(['doctor', '--json'])
    other.close()
    expect(ended.code).toBe(3)
    const [config] = foundIn(ended)
    expect(config).toMatchObject({ name: 'config' })
    expect(config?.what).toContain('.env cannot be read')
  })
})

describe('of a database', () => {
  async function change(url: string, statement: string): Promise<void> {
    const sql = postgres(url, { max: 1, onnotice: () => undefined })
    await sql.unsafe(statement)
    await sql.end()
  }

  async function tablesSay(statement: string): Promise<readonly string[]> {
    const own = await freshDatabase()
    await change(own.url, statement)
    const found = foundIn(await examined({ DATABASE_URL: own.url }))
    await own.drop()
    return found.filter(({ name }) => name === 'database').map(({ what }) => what)
  }

  test('it tells tables of another version, and makes none', async () => {
    const made = 'drizzle.__drizzle_migrations'
    expect(await tablesSay('drop schema drizzle cascade; drop table setting')).toEqual([
      'reached: DATABASE_URL; it has no tables yet',
    ])
    expect(await tablesSay(`delete from ${made} where id = (select max(id) from ${made})`)).toEqual(
      ['reached: DATABASE_URL; its tables are those of an older version'],
    )
    expect(await tablesSay(`update ${made} set created_at = created_at + 1`)).toEqual([
      'reached: DATABASE_URL; its tables are those of a newer version',
    ])
  })

  test('it asks for the owner code, which is in order once it is set', async () => {
    const pages = { PUBLIC_URL: 'https://desk.example.kz' }
    expect(foundIn(await examined(pages)).map(({ fix }) => fix)).toEqual([
      'Run `privacy-mailbot owner code`.',
    ])
    await terminal.here(['owner', 'code'], { ...settings, ...pages })
    expect(foundIn(await examined(pages))).toEqual([])
    await change(database.url, "delete from setting where name = 'ownerCode'")
  })

  test('the own one is looked at where it was begun', async () => {
    const { DATABASE_URL: _url, ...without } = settings
    const own = { ...without, DATABASE_URL: '' }
    await terminal.run(['migrate'], own)
    const ended = await terminal.run(['doctor', '--json'], own)
    expect(foundIn(ended)).toEqual([])
    const looked = findingsOf(ended).find(({ name }) => name === 'database')
    expect(looked?.what).toMatch(/^reached: the own one in .*; its tables are up to date$/)
  }, 120_000)
})
