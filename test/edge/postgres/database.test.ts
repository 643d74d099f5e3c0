import { createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '../../../src/demo/mailbox/listen.ts'
import { databaseFault, guarded, openDatabase } from '../../../src/edge/postgres/database.ts'
import { person } from '../../../src/edge/postgres/schema.ts'
import { Fault } from '../../../src/errors.ts'
import { marksIn } from '../../support/canary.ts'
import { freshDatabase } from '../../support/database.ts'
import type { TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

/** What the first use of a database at `url` is told. */
async function faultAt(url: string): Promise<Fault> {
  const opened = openDatabase(url, 1)
  try {
    await opened.db.execute(sql`select 1`)
  } catch (error) {
    return databaseFault(error)
  } finally {
    await opened.close()
  }
  throw new Error('it was let in')
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listenOnLoopback(server, 0)
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('a fault of the database', () => {
  test('tells a server that is away from one that lets nobody in', async () => {
    const away = new URL(database.url)
    away.port = String(await freePort())
    expect(await faultAt(away.href)).toMatchObject({ code: 'database.unreachable', retry: true })
    const stranger = new URL(database.url)
    stranger.password = 'wrong'
    expect(await faultAt(stranger.href)).toMatchObject({ code: 'database.refused', retry: false })
    const nowhere = new URL(database.url)
    nowhere.pathname = '/no_such_database'
    expect(await faultAt(nowhere.href)).toMatchObject({ code: 'database.refused' })
  })

  test('carries the code of PostgreSQL and no value of a row', async () => {
    const opened = openDatabase(database.url, 1)
    const row = {
      id: 'anna.testova@person.example',
      sealedFields: Buffer.from('x'),
      enteredAt: new Date(0),
    }
    await opened.db.insert(person).values(row)
    const fault = await opened.db
      .insert(person)
      .values(row)
      .then(() => null, databaseFault)
    await opened.close()
    expect(fault).toMatchObject({ code: 'database.failed', retry: true })
    expect(fault?.message).toBe('database.failed: PostgreSQL said 23505')
    expect(marksIn(fault?.message ?? '')).toEqual([])
  })

  test('is a Fault already when it comes from one of us', () => {
    const own = new Fault('key.destroyed')
    expect(databaseFault(own)).toBe(own)
  })
})

describe('a guarded store', () => {
  class Store {
    readonly name = 'store'
    private readonly secret = 42
    async answer(): Promise<number> {
      return this.secret
    }
    fail(): Promise<never> {
      throw Object.assign(new Error('anna.testova@person.example'), { code: '40001' })
    }
  }

  test('answers as the store does', async () => {
    const store = guarded(new Store())
    expect(store.name).toBe('store')
    expect(await store.answer()).toBe(42)
  })

  test('rejects with a Fault and nothing else', async () => {
    await expect(guarded(new Store()).fail()).rejects.toMatchObject({
      code: 'database.failed',
      detail: 'PostgreSQL said 40001',
    })
  })
})
