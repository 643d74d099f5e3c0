import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '../../src/demo/mailbox/listen.ts'
import { deskApp, startDesk } from '../../src/edge/desk/health.ts'
import type { DeskServer, Health } from '../../src/edge/desk/health.ts'
import { MONDAY } from '../support/company.ts'

const MINUTE_MS = 60_000

const ago = (minutes: number): Date => new Date(MONDAY.getTime() - minutes * MINUTE_MS)
const well: Health = {
  database: () => Promise.resolve(),
  lastPass: () => Promise.resolve(ago(1)),
  now: () => MONDAY,
}

async function asked(path: string, health: Partial<Health> = {}) {
  const answer = await deskApp({ ...well, ...health }).request(path)
  return { status: answer.status, body: await answer.json() }
}

describe('/readyz says what was tested just now', () => {
  test('ready: the database answers and the mailbox was looked at', async () => {
    expect(await asked('/readyz')).toEqual({
      status: 200,
      body: { ready: true, database: 'ok', lastPass: ago(1).toISOString(), mailbox: 'ok' },
    })
  })

  test.each([
    ['never', null],
    ['six minutes ago', ago(6)],
  ])('not ready: the mailbox was looked at %s', async (_, at) => {
    const { status, body } = await asked('/readyz', { lastPass: () => Promise.resolve(at) })
    expect(status).toBe(503)
    expect(body).toMatchObject({ ready: false, database: 'ok', mailbox: 'late' })
  })

  test('five minutes to the millisecond are not late yet', async () => {
    expect(await asked('/readyz', { lastPass: () => Promise.resolve(ago(5)) })).toMatchObject({
      status: 200,
    })
  })

  test('not ready: the database does not answer, and nothing is told of why', async () => {
    const database = () => Promise.reject(new Error('anna.testova@person.example'))
    expect(await asked('/readyz', { database })).toEqual({
      status: 503,
      body: { ready: false, database: 'failed', lastPass: null, mailbox: 'late' },
    })
  })
})

test('/livez answers whatever else is down', async () => {
  const down = { database: () => Promise.reject(new Error('down')) }
  expect(await asked('/livez', down)).toEqual({ status: 200, body: { live: true } })
})

describe('the desk listens', () => {
  const opened: DeskServer[] = []
  afterEach(async () => {
    for (const desk of opened.splice(0)) await desk.close()
  })

  test('on a port of its own choosing when it is given none', async () => {
    const desk = await startDesk(deskApp(well), '127.0.0.1', 0)
    opened.push(desk)
    const answer = await fetch(`http://127.0.0.1:${desk.port}/livez`)
    expect(await answer.json()).toEqual({ live: true })
  })

  test('not on a port that is taken, and says so', async () => {
    const other = createServer()
    const port = await listenOnLoopback(other, 0)
    await expect(startDesk(deskApp(well), '127.0.0.1', port)).rejects.toMatchObject({
      code: 'port.taken',
      detail: `127.0.0.1:${port}`,
    })
    await new Promise((resolve) => other.close(resolve))
  })
})
