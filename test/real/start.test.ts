import { createConnection, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { realServers } from '../support/real-servers.ts'
import type { Found, Person } from './mail.ts'
import { deliver, kindOf, letterOf, openMailbox, personOf } from './mail.ts'
import type { Environment, Installation, Program, Wanted } from './support.ts'
import { eventually, install, portOf, servers } from './support.ts'
import { endWithoutTrace } from './traces.ts'

const installations: Installation[] = []
const doors: Door[] = []

afterEach(async () => {
  for (const installation of installations.splice(0)) await endWithoutTrace(installation)
  for (const door of doors.splice(0)) door.shut()
})

async function installed(wanted: Wanted = {}): Promise<Installation> {
  const installation = await install(wanted)
  installations.push(installation)
  return installation
}

/** A letter goes in and its acknowledgement comes out. */
async function expectAnswered(installation: Installation, index = 0): Promise<void> {
  const person = personOf(installation, index)
  await deliver(installation.mailbox, person.address, letterOf(person, installation.mailbox))
  await expectAnswer(person)
}

async function expectAnswer({ address }: Person): Promise<void> {
  const requester = await openMailbox(address)
  const isAcknowledgement = (letter: Found): boolean => kindOf(letter).startsWith('acknowledgement')
  await requester.awaited('the acknowledgement', isAcknowledgement, { withinMs: 45_000 })
  requester.close()
}

async function kept({ sql }: Installation): Promise<number> {
  const [row] = await sql<{ letters: number }[]>`
    select count(*)::int as letters from letter where sealed_raw is not null`
  return row?.letters ?? 0
}

/** The same servers with TLS from the first byte: their next ports. */
function withTls({ env }: Installation): Environment {
  const secured = (url = ''): string => {
    const { username, password, hostname, port, protocol } = new URL(url)
    return `${protocol.replace(':', 's:')}//${username}:${password}@${hostname}:${Number(port) + 1}`
  }
  return { IMAP_URL: secured(env['IMAP_URL']), SMTP_URL: secured(env['SMTP_URL']) }
}

const secret = (url = '', password: string): string => {
  const there = new URL(url)
  there.password = password
  return there.href
}

/** One message that a person can read: the code, then what to do, indented; no stack and no JSON. */
function messageOf({ said }: Program): string {
  const told = said
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('{'))
  const [first, ...more] = told
  expect(first).toMatch(/^privacy-mailbot: [a-z]+\.[a-z-]+/)
  expect(more.length).toBeLessThanOrEqual(2)
  expect(more.filter((line) => !/^ {2}\S/.test(line))).toEqual([])
  expect(said).not.toMatch(/\n\s+at |node:internal|Error:/)
  return told.join('\n')
}

/** A port that leads to a server once it is opened, and nowhere before. */
class Door {
  port = 0
  private readonly to: number
  private readonly sockets = new Set<Socket>()
  private server = createServer()

  constructor(to: string) {
    this.to = Number(new URL(to).port)
    doors.push(this)
  }

  async open(): Promise<void> {
    this.server = createServer((caller) => {
      const called = createConnection(this.to, '127.0.0.1')
      for (const socket of [caller, called]) {
        this.sockets.add(socket)
        socket.on('error', () => undefined)
      }
      caller.pipe(called).pipe(caller)
    })
    await new Promise<void>((resolve) => {
      this.server.listen(this.port, '127.0.0.1', resolve)
    })
    this.port = portOf(this.server)
  }

  shut(): void {
    this.server.close()
    for (const socket of this.sockets) socket.destroy()
    this.sockets.clear()
  }

  through(url = ''): string {
    const there = new URL(url)
    there.port = String(this.port)
    return there.href
  }
}

/** Known to be free, because it was ours a moment ago. */
async function shutDoor(to: string): Promise<Door> {
  const door = new Door(to)
  await door.open()
  door.shut()
  return door
}

describe.skipIf(realServers() === null)('starting', { timeout: 60_000 }, () => {
  test('imaps and smtps are spoken with the authority of NODE_EXTRA_CA_CERTS', async () => {
    const installation = await installed()
    const authority = { NODE_EXTRA_CA_CERTS: servers().mailCa }
    const program = installation.start([], { ...withTls(installation), ...authority })
    await program.line('poller.connected')
    await expectAnswered(installation)
    expect(await program.end('SIGTERM')).toBe(0)
  })

  const untrusted = ['IMAP_URL', 'SMTP_URL'] as const
  test.each(untrusted)(
    '%s with a certificate nobody vouches for ends the start with 78',
    async (name) => {
      const installation = await installed()
      const { [name]: url = '' } = withTls(installation)
      const program = installation.start([], { [name]: url })
      expect(await program.end()).toBe(78)
      const { hostname, port } = new URL(url)
      const code = name === 'IMAP_URL' ? 'imap.tls' : 'smtp.tls'
      expect(messageOf(program)).toMatch(
        new RegExp(`^privacy-mailbot: ${code}: ${hostname}:${port}`),
      )
      expect(messageOf(program)).toContain(name)
    },
  )

  test.each(['IMAP_URL', 'SMTP_URL'])(
    'a wrong password in %s ends the start with 78',
    async (name) => {
      const installation = await installed()
      const wrong = secret(installation.env[name], 'wrong-password')
      const program = installation.start([], { [name]: wrong })
      expect(await program.end()).toBe(78)
      const code = name === 'IMAP_URL' ? 'imap.login' : 'smtp.login'
      expect(messageOf(program)).toContain(`privacy-mailbot: ${code}`)
      expect(messageOf(program)).toContain(`password in ${name}`)
      expect(program.said).not.toContain('wrong-password')
    },
  )

  test('mail servers that are down at the start, or go down later, are waited for', async () => {
    const installation = await installed()
    const { imapUrl, smtpUrl } = servers()
    const [imap, smtp] = [await shutDoor(imapUrl), await shutDoor(smtpUrl)]
    const { IMAP_URL, SMTP_URL } = installation.env
    const program = installation.start([], {
      IMAP_URL: imap.through(IMAP_URL),
      SMTP_URL: smtp.through(SMTP_URL),
    })
    await program.line('app.started')
    expect(await program.line('poller.disconnected')).toMatchObject({ fault: 'imap.unreachable' })
    await Promise.all([imap.open(), smtp.open()])
    await program.line('poller.connected')
    await expectAnswered(installation)

    imap.shut()
    await imap.open()
    await expectAnswered(installation, 1)
    expect(program.log.filter(({ msg }) => msg === 'poller.connected')).toHaveLength(2)
    expect(await program.end('SIGTERM')).toBe(0)
  })

  test('Redis that goes away is waited for, and is not waited for at the end', async () => {
    const installation = await installed({ redis: true })
    const door = await shutDoor(servers().redisUrl)
    await door.open()
    const program = installation.start([], {
      REDIS_URL: door.through(installation.env['REDIS_URL']),
    })
    await program.line('poller.connected')
    await expectAnswered(installation)
    door.shut()
    expect(await program.line('queue.failed')).toMatchObject({ fault: 'queue.unreachable' })
    const person = personOf(installation, 1)
    await deliver(installation.mailbox, person.address, letterOf(person, installation.mailbox))
    // Kept all the same: the mailbox and the database are there.
    await eventually('kept', async () => (await kept(installation)) === 2)
    await door.open()
    await expectAnswer(person)
    door.shut()
    expect(await program.end('SIGTERM')).toBe(0)
  })

  test('a database that goes away is waited for, by the process or by whoever starts it again', async () => {
    const installation = await installed()
    const door = await shutDoor(installation.env['DATABASE_URL'] ?? '')
    await door.open()
    const through = { DATABASE_URL: door.through(installation.env['DATABASE_URL']) }
    const program = installation.start([], through)
    await program.line('poller.connected')
    await expectAnswered(installation)
    door.shut()
    const person = personOf(installation, 1)
    await deliver(installation.mailbox, person.address, letterOf(person, installation.mailbox))
    await Promise.race([program.ended, pause(3_000)])
    const { exitCode } = program.child
    expect([null, 75]).toContain(exitCode)
    expect(program.said).toContain('database.unreachable')
    await door.open()
    const living = exitCode === null ? program : installation.start([], through)
    await expectAnswer(person)
    expect(await living.end('SIGTERM')).toBe(0)
  })

  test.each([
    ['DATABASE_URL', 'database.unreachable', 'postgres://nobody@127.0.0.1:PORT/nothing'],
    ['REDIS_URL', 'queue.unreachable', 'redis://127.0.0.1:PORT'],
  ])('%s that leads nowhere ends the start with 75: try later', async (name, code, url) => {
    const installation = await installed()
    const { port } = await shutDoor(servers().redisUrl)
    const program = installation.start([], { [name]: url.replace('PORT', String(port)) })
    expect(await program.end()).toBe(75)
    expect(messageOf(program)).toContain(`privacy-mailbot: ${code}`)
    expect(messageOf(program)).toContain(name)
  })

  test.each([
    { on: 'Redis', wanted: { redis: true } },
    { on: 'PostgreSQL alone', wanted: {} },
  ])(
    'four processes that start at once on an empty database all come up: $on',
    async ({ wanted }) => {
      const installation = await installed(wanted)
      const programs = [1, 2, 3, 4].map(() => installation.start())
      await Promise.all(programs.map((program) => program.line('app.started')))
      await expectAnswered(installation)
      expect(await installation.sql`select count(*)::int as requests from request`).toEqual([
        { requests: 1 },
      ])
      const leading = programs.filter(({ log }) => log.some(({ msg }) => msg === 'poller.leading'))
      expect(leading).toHaveLength(1)
      expect(await Promise.all(programs.map((program) => program.end('SIGTERM')))).toEqual([
        0, 0, 0, 0,
      ])
    },
  )
})
