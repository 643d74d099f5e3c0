import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '../../../src/demo/mailbox/listen.ts'
import { openAlarmBook } from '../../../src/edge/postgres/alarm-book.ts'
import type { AlarmBook, Signs } from '../../../src/edge/postgres/alarm-book.ts'
import { MONDAY } from '../../support/company.ts'
import { databaseServers } from '../../support/database.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

const TIMEOUT_MS = 10_000
const MINUTE_MS = 60_000
const ago = (minutes: number): Date => new Date(MONDAY.getTime() - minutes * MINUTE_MS)

interface Row {
  readonly state?: 'pending' | 'claimed' | 'sent' | 'failed'
  readonly attempts?: number
  readonly token?: number
  readonly composed?: Date
  readonly sent?: Date
  /** Minutes until it is to be sent, or until its worker's time is over, by the database. */
  readonly readyIn?: number
}

describe.each(databaseServers())('the alarm’s book ($name)', (server) => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores(server)
  })
  beforeEach(async () => {
    await stores.world.database.sql`delete from reply`
  })
  afterAll(() => stores.close())

  async function opened(): Promise<AlarmBook> {
    const book = await openAlarmBook(stores.url, MONDAY, TIMEOUT_MS)
    if (book === 'busy') throw new Error('somebody has the book')
    return book
  }

  async function signs(): Promise<Signs> {
    const book = await opened()
    await book.close()
    return book.signs
  }

  let written = 0
  async function put(row: Row): Promise<void> {
    const { state = 'pending', attempts = 0, token = attempts, composed = ago(9), sent } = row
    written += 1
    const { sql } = stores.world.database
    const ready = sql`now() + make_interval(secs => ${(row.readyIn ?? 1) * 60})`
    await sql`
      insert into reply (id, kind, audience, message_id, sealed_recipient, sealed_raw,
        composed_at, state, attempts, token, sent_at, send_at, lease_until)
      values (${`r${written}`}, 'approval', 'owner', ${`m${written}`}, '', '',
        ${composed}, ${state}, ${attempts}, ${token}, ${sent ?? null}, ${ready}, ${ready})`
  }

  test('keeps what was written, whoever opens it next', async () => {
    const first = await opened()
    await first.keep('one')
    await first.close()
    const second = await opened()
    expect(second.memory).toBe('one')
    await second.keep('two')
    await second.close()
    const third = await opened()
    await third.close()
    expect(third.memory).toBe('two')
  })

  test('is in one hand at a time, and free again when that hand is gone', async () => {
    const book = await opened()
    expect(await openAlarmBook(stores.url, MONDAY, TIMEOUT_MS)).toBe('busy')
    await book.close()
    await (await opened()).close()
  })

  test('is taken from whoever sleeps over it', async () => {
    const book = await opened()
    const { sql } = stores.world.database
    const [row] = await sql`
      select pg_terminate_backend(pid) as ended from pg_stat_activity
      where application_name = 'privacy-mailbot-alarm' and datname = current_database()`
    expect(row?.['ended']).toBe(true)
    await expect(book.keep('late')).rejects.toMatchObject({ code: 'database.unreachable' })
    await book.close()
    const next = await opened()
    expect(next.memory).not.toBe('late')
    await next.close()
  })

  test('is shut where the database takes nothing any more', async () => {
    const readOnly = new URL(stores.url)
    readOnly.searchParams.set('default_transaction_read_only', 'on')
    await expect(openAlarmBook(readOnly.href, MONDAY, TIMEOUT_MS)).rejects.toMatchObject({
      code: 'database.failed',
      detail: 'PostgreSQL said 25006',
    })
  })

  test('tells when the mailbox was looked at', async () => {
    expect((await signs()).lastPass).toBeNull()
    await stores.world.places.beat('poller')
    expect((await signs()).lastPass).toEqual(MONDAY)
  })

  test.each<{ what: string; rows: readonly Row[]; since: Date | null }>([
    { what: 'nothing waits', rows: [], since: null },
    {
      what: 'everything was taken or refused',
      rows: [
        { state: 'sent', sent: ago(3) },
        { state: 'failed', attempts: 17 },
      ],
      since: null,
    },
    {
      what: 'a letter was tried, and the server was away',
      rows: [{ token: 4, composed: ago(7) }],
      since: ago(7),
    },
    {
      what: 'the server was away, and has taken another letter since',
      rows: [
        { token: 4, composed: ago(7) },
        { state: 'sent', sent: ago(2) },
      ],
      since: ago(2),
    },
    {
      what: 'a letter is under way for the first time',
      rows: [{ state: 'claimed', attempts: 1, composed: ago(6) }],
      since: ago(6),
    },
    {
      what: 'a letter is to come later, and its server has taken others since',
      rows: [
        { attempts: 3, composed: ago(90) },
        { state: 'claimed', attempts: 4, composed: ago(90) },
        { state: 'sent', sent: ago(60) },
      ],
      since: null,
    },
    {
      what: 'every letter is to come later',
      rows: [
        { attempts: 3, composed: ago(40) },
        { attempts: 2, composed: ago(30) },
        { state: 'sent', sent: ago(60) },
      ],
      since: ago(40),
    },
    {
      what: 'letters wait until their time has come',
      rows: [{ composed: ago(600), readyIn: 60 }],
      since: null,
    },
  ])('$what', async ({ rows, since }) => {
    for (const row of rows) await put(row)
    expect((await signs()).stuckSince).toEqual(since)
  })

  test.each<Row>([
    { readyIn: -8 },
    { attempts: 3, readyIn: -8 },
    { state: 'claimed', attempts: 2, readyIn: -8 },
  ])('nobody sends a letter whose time has come (%o)', async (row) => {
    await put({ state: 'sent', sent: ago(60) })
    await put({ composed: ago(90), ...row })
    const { stuckSince } = await signs()
    const since = Math.round(((stuckSince ?? MONDAY).getTime() - MONDAY.getTime()) / MINUTE_MS)
    expect(since).toBe(-8)
  })
})

test('a database that takes the call and says nothing is away', async () => {
  const silent = createServer((socket) => socket.resume())
  const port = await listenOnLoopback(silent, 0)
  const url = `postgres://u:geheim@127.0.0.1:${port}/pm`
  await expect(openAlarmBook(url, MONDAY, 50)).rejects.toMatchObject({
    code: 'database.unreachable',
  })
  await new Promise((closed) => silent.close(closed))
})
