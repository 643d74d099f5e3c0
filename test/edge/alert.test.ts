import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '../../src/demo/mailbox/listen.ts'
import { postAlert } from '../../src/edge/alert.ts'
import type { Alert } from '../../src/edge/alert.ts'
import { Fault } from '../../src/errors.ts'
import { MONDAY } from '../support/company.ts'

const SINCE = new Date('2026-11-16T04:54:00Z')
const DEAD: Alert = { event: 'dead', what: 'mail', since: SINCE, at: MONDAY }

interface Heard {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let heard: Heard[]
let answer: (response: ServerResponse) => void
let server: Server
let url: string

beforeEach(async () => {
  heard = []
  answer = (response) => response.end('ok')
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      heard.push({ method, path, headers, body })
      answer(response)
    })
  })
  url = `http://127.0.0.1:${await listenOnLoopback(server, 0)}/topic-7f3k?up=1`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

const post = (alert: Alert, to = url, timeoutMs = 5_000): Promise<void> =>
  postAlert({ url: to, version: '1.2.3', timeoutMs }, alert)

async function faultOf(posting: Promise<void>): Promise<Fault> {
  const error = await posting.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Fault) return error
  throw new Error('nothing, or no fault, was thrown')
}

describe('an alert', () => {
  test('is one POST to exactly the address that is set', async () => {
    await post(DEAD)
    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ method: 'POST', path: '/topic-7f3k?up=1' })
    expect(heard[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'privacy-mailbot/1.2.3',
      title: 'privacy-mailbot: mail is dead',
    })
  })

  test.each<{ alert: Alert; body: object; title: string; text: RegExp }>([
    {
      alert: DEAD,
      body: { event: 'dead', what: 'mail', since: SINCE.toISOString() },
      title: 'privacy-mailbot: mail is dead',
      text: /^No mail since 2026-11-16 04:54 UTC\..*IMAP_URL and SMTP_URL/,
    },
    {
      alert: { event: 'back', what: 'database', since: SINCE, at: MONDAY },
      body: { event: 'back', what: 'database', since: SINCE.toISOString() },
      title: 'privacy-mailbot: database is back',
      text: /^The database works again; it had not since 2026-11-16 04:54 UTC\.$/,
    },
    {
      alert: { event: 'alive', at: MONDAY, failure: null },
      body: { event: 'alive' },
      title: 'privacy-mailbot is alive',
      text: /^Running; mail and database work\.$/,
    },
    {
      alert: { event: 'alive', at: MONDAY, failure: { what: 'mail', since: SINCE } },
      body: { event: 'alive', what: 'mail', since: SINCE.toISOString() },
      title: 'privacy-mailbot is alive',
      text: /^Running, but mail has not worked since 2026-11-16 04:54 UTC\.$/,
    },
  ])('says $body and nothing more', async ({ alert, body, title, text }) => {
    await post(alert)
    expect(heard[0]?.headers['title']).toBe(title)
    const said: unknown = JSON.parse(heard[0]?.body ?? '')
    expect(said).toEqual({
      program: 'privacy-mailbot',
      ...body,
      at: MONDAY.toISOString(),
      version: '1.2.3',
      text: expect.stringMatching(text),
    })
  })

  test('shows the password that stands in its address to the host alone', async () => {
    await post(DEAD, url.replace('http://', 'http://bot:p%40ss@'))
    expect(heard[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('bot:p@ss').toString('base64')}`,
    )
  })
})

describe('an alert that was not taken is a fault to be tried again', () => {
  const { host } = new URL('http://127.0.0.1')

  test.each([400, 403, 404, 429, 500, 503])('%i', async (status) => {
    answer = (response) => response.writeHead(status).end('anna.testova@person.example')
    const fault = await faultOf(post(DEAD))
    expect(fault).toMatchObject({ code: 'alert.failed', retry: true })
    expect(fault.message).toContain(`it said ${status}`)
    expect(fault.message).not.toMatch(/testova|topic/)
  })

  test.each([301, 302, 303, 307, 308])('%i: no other host is followed to', async (status) => {
    let isFollowed = false
    const other = createServer((_request, response) => {
      isFollowed = true
      response.end()
    })
    const port = await listenOnLoopback(other, 0)
    const location = `http://localhost:${port}/`
    answer = (response) => response.writeHead(status, { location }).end()
    expect((await faultOf(post(DEAD))).message).toContain(`it said ${status}`)
    await new Promise((closed) => other.close(closed))
    expect(isFollowed).toBe(false)
    expect(heard).toHaveLength(1)
  })

  test('nobody listens', async () => {
    const nobody = createServer()
    const port = await listenOnLoopback(nobody, 0)
    await new Promise((closed) => nobody.close(closed))
    const fault = await faultOf(post(DEAD, `http://${host}:${port}/topic-7f3k`))
    expect(fault.message).toBe(`alert.failed: ${host}:${port}: ECONNREFUSED`)
  })

  test('whoever listens never answers', async () => {
    answer = () => undefined
    expect((await faultOf(post(DEAD, url, 100))).message).toContain('no answer in time')
  })

  test('the line is cut', async () => {
    answer = (response) => response.destroy()
    expect(await faultOf(post(DEAD))).toMatchObject({ code: 'alert.failed' })
  })
})

test('what comes back is not read: an answer without end is an answer', async () => {
  answer = (response) => {
    response.writeHead(200)
    response.write('x'.repeat(100_000))
  }
  await post(DEAD)
  expect(heard).toHaveLength(1)
})
