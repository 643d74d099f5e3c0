import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../src/edge/postgres/database.ts'
import type { Database } from '../../../src/edge/postgres/database.ts'
import { createDevices } from '../../../src/edge/postgres/devices.ts'
import type { Devices } from '../../../src/edge/postgres/devices.ts'
import { ownerCodeTry, ownerDevice, setting } from '../../../src/edge/postgres/schema.ts'
import { createVault } from '../../../src/edge/vault.ts'
import { MONDAY } from '../../support/company.ts'
import { databaseServers, freshDatabase } from '../../support/database.ts'
import type { TestDatabase } from '../../support/database.ts'

const DAY_MS = 86_400_000
const CODE = '482193'

describe.each(databaseServers())("the owner's phones ($name)", (server) => {
  let own: TestDatabase
  let database: Database
  let devices: Devices
  let now = MONDAY

  const of = (secret: string): Devices =>
    createDevices({
      db: database.db,
      vault: createVault(Buffer.alloc(32, secret)),
      now: () => now,
    })

  beforeAll(async () => {
    own = await freshDatabase(server)
    database = openDatabase(own.url, 8)
    devices = of('one')
  })
  afterAll(async () => {
    await database.close()
    await own.drop()
  })
  beforeEach(async () => {
    now = MONDAY
    await database.db.delete(ownerDevice)
    await database.db.delete(ownerCodeTry)
    await database.db.delete(setting)
  })

  test('a phone is known by its cookie, of which the database holds no trace', async () => {
    const cookie = await devices.remember()
    expect(cookie).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(await devices.knows(cookie)).toBe((await devices.list())[0]?.id)
    expect(JSON.stringify(await database.db.select().from(ownerDevice))).not.toContain(cookie)
  })

  test('no two phones have the same cookie', async () => {
    const cookies = await Promise.all(Array.from({ length: 20 }, () => devices.remember()))
    expect(new Set(cookies).size).toBe(20)
  })

  test('another cookie is not known, nor the same one under another master key', async () => {
    const cookie = await devices.remember()
    const other = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`
    expect(await devices.knows(other)).toBeNull()
    expect(await devices.knows('')).toBeNull()
    expect(await of('two').knows(cookie)).toBeNull()
  })

  test('a phone is forgotten after 90 days, however often it was seen', async () => {
    const cookie = await devices.remember()
    now = new Date(MONDAY.getTime() + 90 * DAY_MS - 1)
    expect(await devices.knows(cookie)).toBe((await devices.list())[0]?.id)
    now = new Date(MONDAY.getTime() + 90 * DAY_MS)
    expect(await devices.knows(cookie)).toBeNull()
  })

  test('it is noted when a phone was last seen', async () => {
    const cookie = await devices.remember()
    now = new Date(MONDAY.getTime() + DAY_MS)
    await devices.knows(cookie)
    expect(await devices.list()).toMatchObject([
      { rememberedAt: MONDAY, seenAt: now, revokedAt: null },
    ])
  })

  test('a revoked phone is not known any more, and another still is', async () => {
    const first = await devices.remember()
    now = new Date(MONDAY.getTime() + 1)
    const second = await devices.remember()
    const [{ id } = { id: '' }] = await devices.list()
    expect(await devices.revoke(id)).toBe(true)
    expect(await devices.revoke(id)).toBe(false)
    expect(await devices.revoke('nobody')).toBe(false)
    expect(await devices.knows(first)).toBeNull()
    const known = (await devices.list()).find(({ revokedAt }) => revokedAt === null)
    expect(await devices.knows(second)).toBe(known?.id)
  })

  test('wrong codes are counted for each link, even when they come at once', async () => {
    expect(await devices.failures('link')).toBe(0)
    const counts = await Promise.all(Array.from({ length: 20 }, () => devices.fail('link')))
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await devices.failures('link')).toBe(20)
    expect(await devices.failures('another link')).toBe(0)
    await devices.forgive('link')
    expect(await devices.failures('link')).toBe(0)
  })

  test('the owner code opens, another does not, and it is not readable', async () => {
    expect(await devices.hasCode()).toBe(false)
    expect(await devices.checkCode(CODE)).toBe(false)
    await devices.setCode(CODE)
    expect(await devices.hasCode()).toBe(true)
    expect(await devices.checkCode(CODE)).toBe(true)
    expect(await devices.checkCode('482194')).toBe(false)
    expect(await devices.checkCode('')).toBe(false)
    expect(JSON.stringify(await database.db.select().from(setting))).not.toContain(CODE)
  })

  test('a new code takes the place of the old one, and no two are kept alike', async () => {
    await devices.setCode(CODE)
    const before = await database.db.select().from(setting)
    await devices.setCode(CODE)
    expect(await database.db.select().from(setting)).not.toEqual(before)
    await devices.setCode('111222')
    expect(await devices.checkCode(CODE)).toBe(false)
    expect(await devices.checkCode('111222')).toBe(true)
  })

  test('a stolen table of settings does not tell the code without the master key', async () => {
    await devices.setCode(CODE)
    expect(await of('two').checkCode(CODE)).toBe(false)
  })
})
