/**
 * An installation of the built program among the real servers: a mailbox, a database, a policy file
 * and processes of its own. Nothing of it is left when it is closed.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { realServers } from '../support/real-servers.ts'
import type { RealServers } from '../support/real-servers.ts'

export type Environment = Readonly<Record<string, string>>

const CLI = resolve('dist/src/cli.js')
/** What the lab's Dovecot calls itself: the settings name it as the one server that is believed. */
export const RECEIVING_SERVER = 'mail.lab.test'
const STARTED_WITHIN_MS = 30_000
const STOPPED_WITHIN_MS = 25_000

/** The servers, for suites that are left out without them. */
export function servers(): RealServers {
  const found = realServers()
  if (found === null) throw new Error('the real servers are not there')
  return found
}

/** Asks again and again, a moment apart, until there is an answer. */
export async function eventually<Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false>,
  withinMs = 20_000,
): Promise<Answer> {
  const end = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await pause(25)
  }
}

export interface LogLine {
  readonly msg?: string
  readonly fault?: string
  readonly port?: number
  readonly [fact: string]: unknown
}

function logLine(line: string): readonly LogLine[] {
  const read: unknown = JSON.parse(line)
  return typeof read === 'object' && read !== null ? [{ ...read }] : []
}

/** The port that a listening server was given. */
export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

/** One process of the program, in a process group of its own, so that an orphan is found. */
export class Program {
  /** What it said on stdout and on stderr. */
  out = ''
  said = ''
  readonly words: readonly string[]
  readonly child: ChildProcess
  /** Settles when it has ended and everything it said has been read. */
  readonly ended: Promise<unknown>

  constructor(words: readonly string[], env: Environment, folder: string) {
    this.words = words
    const { PATH = '', HOME = '' } = process.env
    this.child = spawn(process.execPath, [CLI, ...words], {
      cwd: folder,
      detached: true,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.out += text))
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.said += text))
    this.ended = once(this.child, 'close')
    const noOrphan = (): void => this.signalAll('SIGKILL')
    process.once('exit', noOrphan)
    this.child.once('close', () => process.off('exit', noOrphan))
  }

  /** The lines of its log so far. */
  get log(): readonly LogLine[] {
    return this.said
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => (line.startsWith('{') ? logLine(line) : []))
  }

  /** The first line of the log that says so. */
  line(msg: string, withinMs = STARTED_WITHIN_MS): Promise<LogLine> {
    return eventually(
      msg,
      async () => {
        const found = this.log.find((line) => line.msg === msg)
        if (found === undefined && this.child.exitCode !== null)
          throw new Error(`ended with ${this.child.exitCode} before ${msg}:\n${this.said}`)
        return found
      },
      withinMs,
    )
  }

  /** How it ended, by itself or by SIGTERM. */
  async end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (signal !== undefined) this.child.kill(signal)
    const impatience = setTimeout(() => this.signalAll('SIGKILL'), STOPPED_WITHIN_MS)
    await this.ended
    clearTimeout(impatience)
    return this.child.exitCode
  }

  /** Whether a process of its group is left. */
  get hasOrphan(): boolean {
    try {
      process.kill(-(this.child.pid ?? 0), 0)
      return true
    } catch {
      return false
    }
  }

  private signalAll(signal: 'SIGKILL'): void {
    try {
      process.kill(-(this.child.pid ?? 0), signal)
    } catch {
      // Nobody is left.
    }
  }
}

export interface Wanted {
  /** `embedded`: no DATABASE_URL. */
  readonly database?: 'outside' | 'embedded'
  /** Without it the queue runs on the database. */
  readonly redis?: boolean
  /** Lines for the policy file in place of its own. */
  readonly sentCopy?: 'auto' | 'append' | 'none'
  readonly answerFrom?: string
  /** More than the shipped policy lets go in a day, where what is proven is that nothing is lost. */
  readonly lettersPerDay?: number
}

export interface Installation {
  /** Six small letters of its own: in addresses, names and the database. */
  readonly id: string
  readonly mailbox: string
  readonly folder: string
  readonly env: Environment
  /** Every process that was started, also those that ended. */
  readonly programs: readonly Program[]
  start(roles?: readonly string[], env?: Environment): Program
  /** A command to its end. */
  run(...words: readonly string[]): Promise<{ code: number | null; out: string; said: string }>
  /** What the database says; not of the embedded one. */
  readonly sql: postgres.Sql
  /** Null when the queue runs on the database. */
  readonly redisUrl: string | null
  close(): Promise<void>
}

function policyFor(
  mailbox: string,
  { sentCopy = 'append', answerFrom, lettersPerDay = 400 }: Wanted,
): string {
  const text = readFileSync('policy.yaml', 'utf8')
    .replace(/^ {2}address: snp201@mail\.ru/m, `  address: ${mailbox}`)
    .replace(/^ {2}sentCopy: auto/m, `  sentCopy: ${sentCopy}`)
    // The tests run at any hour.
    .replace(/^ {2}night: .*$/m, '  night: none')
    .replace(/^ {2}lettersPerDay: 400/m, `  lettersPerDay: ${lettersPerDay}`)
  return answerFrom === undefined ? text : `${text}\nanswerFrom: '${answerFrom}'\n`
}

/** The same address with another user in it. */
function asUser(url: string, user: string): string {
  const there = new URL(url)
  there.username = encodeURIComponent(user)
  return there.href
}

/** Test files that run side by side have a Redis database each. */
function redisUrlOf(url: string): string {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 1)
  return `${url}/${8 + (worker % 8)}`
}

async function emptyRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true })
  await redis.connect()
  await redis.flushdb()
  redis.disconnect()
}

interface OwnDatabase {
  readonly url: string
  /** Whoever is still connected. */
  drop(): Promise<void>
}

async function makeDatabase(name: string): Promise<OwnDatabase> {
  const { databaseUrl } = servers()
  const admin = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  await admin.unsafe(`create database ${name}`)
  const url = new URL(databaseUrl)
  url.pathname = `/${name}`
  const drop = async (): Promise<void> => {
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  }
  return { url: url.href, drop }
}

interface Parts {
  readonly id: string
  readonly folder: string
  readonly database: OwnDatabase | null
  readonly wanted: Wanted
}

function environmentOf({ folder, database, wanted }: Parts, mailbox: string): Environment {
  const { imapUrl, smtpUrl, redisUrl } = servers()
  return {
    IMAP_URL: asUser(imapUrl, mailbox),
    SMTP_URL: asUser(smtpUrl, mailbox),
    OWNER_EMAIL: mailbox,
    TRUSTED_AUTHSERV_ID: RECEIVING_SERVER,
    DATA_DIR: join(folder, 'data'),
    POLICY_FILE: join(folder, 'policy.yaml'),
    PORT: '0',
    ...(database === null
      ? {}
      : { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString('hex') }),
    ...(wanted.redis === true ? { REDIS_URL: redisUrlOf(redisUrl) } : {}),
  }
}

class Installed implements Installation {
  readonly id: string
  readonly mailbox: string
  readonly folder: string
  readonly env: Environment
  readonly programs: Program[] = []
  private readonly database: OwnDatabase | null
  private opened: postgres.Sql | null = null

  constructor(parts: Parts) {
    this.id = parts.id
    this.folder = parts.folder
    this.mailbox = mailboxOf(parts.id)
    this.env = environmentOf(parts, this.mailbox)
    this.database = parts.database
  }

  get redisUrl(): string | null {
    return this.env['REDIS_URL'] ?? null
  }

  get sql(): postgres.Sql {
    if (this.database === null) throw new Error('the embedded database is asked by commands')
    this.opened ??= postgres(this.database.url, { max: 2, onnotice: () => undefined })
    return this.opened
  }

  start(roles: readonly string[] = [], env: Environment = {}): Program {
    const words = roles.length === 0 ? ['start'] : ['start', '--role', roles.join()]
    const program = new Program(words, { ...this.env, ...env }, this.folder)
    this.programs.push(program)
    return program
  }

  async run(...words: readonly string[]) {
    const program = new Program(words, this.env, this.folder)
    this.programs.push(program)
    const code = await program.end()
    return { code, out: program.out, said: program.said }
  }

  async close(): Promise<void> {
    const alive = this.programs.filter(({ child }) => child.exitCode === null && !child.killed)
    await Promise.all(alive.map((program) => program.end('SIGTERM')))
    await this.opened?.end({ timeout: 5 })
    await this.database?.drop()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** PostgreSQL does not run as root: its own user must find the way to its data. */
export function openToAll(...folders: readonly string[]): void {
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o755)
  }
}

const mailboxOf = (id: string): string => `policy-${id}@lab.test`

const sixLetters = (): string =>
  [...randomBytes(6)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')

/** A mailbox nobody has used before, an empty database, an empty Redis, and the settings for them. */
export async function install(wanted: Wanted = {}): Promise<Installation> {
  const id = sixLetters()
  const folder = mkdtempSync(join(tmpdir(), 'real-'))
  openToAll(folder, join(folder, 'data'))
  const database = wanted.database === 'embedded' ? null : await makeDatabase(`real_${id}`)
  const installed = new Installed({ id, folder, database, wanted })
  writeFileSync(join(folder, 'policy.yaml'), policyFor(installed.mailbox, wanted))
  if (installed.redisUrl !== null) await emptyRedis(installed.redisUrl)
  return installed
}
