import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Watchman, tellFailedStart, watchRole } from '../../src/app/watch-role.ts'
import { listenOnLoopback } from '../../src/demo/mailbox/listen.ts'
import { Fault } from '../../src/errors.ts'
import { createLog } from '../../src/log.ts'
import { listenForAlerts } from '../support/alert-listener.ts'
import type { AlertListener } from '../support/alert-listener.ts'
import { MONDAY, testPromises } from '../support/company.ts'
import { openStores } from '../support/walk-harness.ts'
import type { Stores } from '../support/walk-harness.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** The way to a database, which can be cut or left in silence. */
class Way {
  url = ''
  private port = 0
  private isSilent = false
  private readonly to: URL
  private readonly sockets = new Set<Socket>()
  private readonly server: Server

  constructor(to: string) {
    this.to = new URL(to)
    this.server = createServer((socket) => {
      this.hold(socket)
      if (this.isSilent) return void socket.resume()
      const onward = connect(Number(this.to.port), this.to.hostname)
      this.hold(onward)
      socket.pipe(onward)
      onward.pipe(socket)
    })
  }

  private hold(socket: Socket): void {
    this.sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.sockets.delete(socket))
  }

  async open(): Promise<void> {
    this.isSilent = false
    if (this.server.listening) return
    this.port = await listenOnLoopback(this.server, this.port)
    const url = new URL(this.to)
    url.port = String(this.port)
    this.url = url.href
  }

  async close(how: 'cut' | 'silent' = 'cut'): Promise<void> {
    this.isSilent = how === 'silent'
    if (this.isSilent || !this.server.listening) return
    for (const socket of this.sockets) socket.destroy()
    await new Promise((closed) => this.server.close(closed))
  }
}

let stores: Stores
let way: Way
let alerts: AlertListener
let dataDir: string
let logLines: string[]

beforeAll(async () => {
  stores = await openStores()
  way = new Way(stores.url)
})
afterAll(async () => {
  await way.close()
  await stores.close()
})
beforeEach(async () => {
  alerts = await listenForAlerts()
  dataDir = mkdtempSync(join(tmpdir(), 'privacy-mailbot-alarm-'))
  logLines = []
  stores.now = MONDAY
  await way.open()
  await stores.world.database.sql`delete from setting where name = 'alarm'`
})
afterEach(async () => {
  await alerts.close()
  rmSync(dataDir, { recursive: true })
})

const log = () => createLog('info', { write: (line: string) => void logLines.push(line) })
const said = (what: string): number => logLines.filter((line) => line.includes(what)).length

function newWatchman(dir = dataDir, databaseTimeoutMs = 10_000): Watchman {
  return new Watchman({
    alertUrl: alerts.url,
    zone: 'Asia/Almaty',
    dataDir: dir,
    log: log(),
    now: () => stores.now,
    databaseTimeoutMs,
  })
}

/** So many beats: half a minute apart, or as far apart as beats may be while the database is away. */
async function beats(
  count: number,
  watchmen: readonly Watchman[],
  how: 'well' | 'mail dead' | 'away' = 'well',
): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const afterMs = (how === 'away' ? 90 : 30) * SECOND_MS
    stores.now = new Date(stores.now.getTime() + afterMs)
    if (how === 'well') await stores.world.places.beat('poller')
    for (const watchman of watchmen) await watchman.beat(way.url)
  }
}

describe('a database that is away', () => {
  test.each(['cut', 'silent'] as const)(
    'is told from the process’s own memory, and so is its end (%s)',
    async (how) => {
      const watchman = newWatchman(dataDir, 1_000)
      await beats(2, [watchman])
      await way.close(how)
      await beats(3, [watchman], 'away')
      expect(alerts.heard()).toEqual(['alive'])
      await beats(2, [watchman], 'away')
      expect(alerts.heard()).toEqual(['alive', 'dead database'])
      await way.open()
      await beats(2, [newWatchman()])
      expect(alerts.heard()).toEqual(['alive', 'dead database', 'back database'])
      expect(alerts.posted[2]?.since).toBe(alerts.posted[1]?.since)
    },
  )

  test('is told by a program that cannot even start, from one start to the next', async () => {
    const config = { ...stores.world.config, alertUrl: alerts.url, dataDir }
    const surroundings = { config, promises: testPromises(), log: log(), now: () => stores.now }
    const fail = async (code: 'database.unreachable' | 'imap.login'): Promise<void> => {
      stores.now = new Date(stores.now.getTime() + MINUTE_MS)
      await tellFailedStart(surroundings, new Fault(code))
    }
    for (let i = 0; i < 8; i += 1) await fail('imap.login')
    expect(alerts.heard()).toEqual([])
    for (let i = 0; i < 9; i += 1) await fail('database.unreachable')
    expect(alerts.heard()).toEqual(['dead database'])
    await beats(1, [newWatchman()])
    expect(alerts.heard()).toEqual(['dead database', 'back database', 'alive'])
  })

  test('is not told where nothing can be remembered and the program starts in vain', async () => {
    const config = { ...stores.world.config, alertUrl: alerts.url, dataDir: '/dev/null/x' }
    const surroundings = { config, promises: testPromises(), log: log(), now: () => stores.now }
    for (let i = 0; i < 20; i += 1) {
      stores.now = new Date(stores.now.getTime() + MINUTE_MS)
      await tellFailedStart(surroundings, new Fault('database.unreachable'))
    }
    expect(alerts.heard()).toEqual([])
  })

  test('needs no folder to be told of while the process runs', async () => {
    const watchman = newWatchman('/dev/null/x')
    await beats(2, [watchman])
    await way.close()
    await beats(20, [watchman], 'away')
    expect(alerts.heard()).toEqual(['alive', 'dead database'])
  })
})

describe('mail that is dead', () => {
  test('is told by one of two processes, and once', async () => {
    const others = mkdtempSync(join(tmpdir(), 'privacy-mailbot-alarm-'))
    const watchmen = [newWatchman(), newWatchman(others)]
    await beats(2, watchmen)
    await beats(15, watchmen, 'mail dead')
    await beats(3, watchmen)
    rmSync(others, { recursive: true })
    expect(alerts.heard()).toEqual(['alive', 'dead mail', 'back mail'])
    expect(said('alert.sent')).toBe(3)
  })

  test('is told once by two processes that look at the same instant', async () => {
    const watchmen = [newWatchman(), newWatchman()]
    await beats(2, watchmen)
    for (let i = 0; i < 14; i += 1) {
      stores.now = new Date(stores.now.getTime() + 30 * SECOND_MS)
      await Promise.all(watchmen.map((watchman) => watchman.beat(way.url)))
    }
    expect(alerts.heard()).toEqual(['alive', 'dead mail'])
  })
})

describe('whoever is at ALERT_URL', () => {
  test('may be away: it is logged, nothing stops, and the next beat tells it', async () => {
    const watchman = newWatchman()
    await beats(1, [watchman])
    alerts.status = 503
    await beats(13, [watchman], 'mail dead')
    expect(alerts.heard()).toEqual(['alive'])
    expect(said('alert.failed')).toBeGreaterThan(1)
    expect(logLines.join('')).toContain('"fault":"alert.failed"')
    alerts.status = 200
    await beats(1, [watchman], 'mail dead')
    expect(alerts.heard()).toEqual(['alive', 'dead mail'])
  })

  test('is not named in the log, nor what its address holds', async () => {
    await beats(1, [newWatchman()])
    alerts.status = 500
    stores.now = new Date(stores.now.getTime() + DAY_MS)
    await beats(1, [newWatchman()])
    expect(said('alert.failed')).toBe(1)
    expect(logLines.join('')).not.toMatch(/127\.0\.0\.1|privacy-mailbot/)
  })
})

test('what is remembered is readable to this user alone, and names nobody', async () => {
  await beats(1, [newWatchman()])
  const path = join(dataDir, 'alarm.json')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const words = readFileSync(path, 'utf8').match(/[a-z]+/gi)
  expect(new Set(words)).toEqual(
    new Set('mail database sign since until okAt told at tellings null T Z'.split(' ')),
  )
})

describe('beside the clock', () => {
  const watchedAt = async (day: string): Promise<void> => {
    stores.now = new Date(`${day}T09:00:00+05:00`)
    await watchRole({ ...stores.world, log: log(), now: () => stores.now }).stop()
  }

  test('the end of the calendar is told as something a person must mend', async () => {
    await watchedAt('2027-10-31')
    expect(said('calendar.ends')).toBe(0)
    await watchedAt('2027-11-01')
    expect(JSON.parse(logLines[0] ?? '')).toMatchObject({
      level: 50,
      msg: 'calendar.ends',
      lastDay: '2027-12-31',
      daysLeft: 60,
    })
  })

  test('nobody is told anything where ALERT_URL is not set', async () => {
    await watchedAt('2026-11-16')
    expect(alerts.heard()).toEqual([])
    const { sql } = stores.world.database
    expect(await sql`select from setting where name = 'alarm'`).toHaveLength(0)
  })
})
