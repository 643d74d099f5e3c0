/**
 * A mail bomb (safety R11): ten thousand letters of one sender, and one honest letter in their midst.
 * The whole product runs, with the demo's mailbox and an embedded PostgreSQL in a temporary folder.
 *
 *   npm run bench:flood -- 10000
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { startMailWorld } from '../src/demo/mailbox/mail-world.ts'
import type { MailWorld } from '../src/demo/mailbox/mail-world.ts'
import { shippedFile } from '../src/edge/files.ts'
import { startEmbedded } from '../src/edge/postgres/embedded.ts'
import { MAILBOX, writeLetter } from '../test/support/company.ts'

const PASSWORD = 'secret'
const BOMBER = 'bomber@flood.example'
const HONEST = 'honest@mail.example'
const OWNER = 'owner@company.example'
const SUBJECT = 'Уточнить персональные данные'
const TOLD_SECONDS = 30

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function deliverAll(mail: MailWorld, count: number): void {
  const deliver = (from: string, body: string): void =>
    void mail.imap.deliver(MAILBOX, writeLetter({ from, subject: SUBJECT, body }, new Date()))
  for (let sent = 0; sent < count; sent += 1) {
    if (sent === Math.floor(count / 2)) deliver(HONEST, 'Новый телефон: +7 700 000 00 11')
    deliver(BOMBER, `Новый телефон: +7 700 1${String(sent).padStart(6, '0')}`)
  }
}

interface Place {
  readonly folder: string
  readonly databaseUrl: string
  readonly mail: MailWorld
}

/** The program as it is installed, in a process of its own: its memory is nobody else's. */
function startProgram({ folder, databaseUrl, mail }: Place): ChildProcess {
  const policyFile = join(folder, 'policy.yaml')
  const policy = readFileSync(shippedFile('policy.yaml'), 'utf8')
  writeFileSync(policyFile, policy.replace(/^ {2}address: \S+@\S+/m, `  address: ${MAILBOX}`))
  const login = `${encodeURIComponent(MAILBOX)}:${PASSWORD}@127.0.0.1`
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: databaseUrl,
    IMAP_URL: `imap://${login}:${mail.imapPort}`,
    SMTP_URL: `smtp://${login}:${mail.smtpPort}`,
    OWNER_EMAIL: OWNER,
    PORT: '0',
    SECRET_KEY: Buffer.alloc(32, 'flood').toString('base64'),
    DATA_DIR: folder,
    POLICY_FILE: policyFile,
    LOG_LEVEL: 'error',
  }
  const script = join(import.meta.dirname, '../dist/src/cli.js')
  // In the folder: no .env of this one is read.
  return spawn(process.execPath, [script, 'start'], { cwd: folder, env, stdio: 'inherit' })
}

/** The most memory that a process ever had, in MB (Linux says so; elsewhere: unknown). */
function memoryMax(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

interface Left {
  readonly opened: number
  readonly left: number
}

async function look(sql: postgres.Sql): Promise<Left> {
  const [found] = await sql<Left[]>`select
    (select count(*)::int from request) as opened,
    (select count(*)::int from letter where decided_at is null)
      + (select count(*)::int from request where settled_seq < last_seq and wake_at <= now())
      + (select count(*)::int from reply where state in ('pending', 'claimed')) as left`
  return found ?? { opened: 0, left: 0 }
}

/** Until everything that came is decided, settled and sent. */
async function finish(sql: postgres.Sql, count: number, seconds: () => number): Promise<void> {
  for (let told = 0; ;) {
    await pause(1_000)
    const { opened, left } = await look(sql)
    if (left === 0 && opened > count) return
    if (seconds() - told < TOLD_SECONDS) continue
    told = seconds()
    say(`${told.toFixed(0)} s: ${opened} requests opened, ${left} things under way`)
  }
}

async function awaitTables(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [beat] = await sql`select 1 from heartbeat where role = 'poller'`.catch(() => [])
    if (beat !== undefined) return
    await pause(200)
  }
}

interface Figure {
  readonly what: string
  readonly value: number
  readonly atMost: number
}

function figures(mail: MailWorld, honestAt: number, memory: number): readonly Figure[] {
  const to = (address: string): number =>
    mail.sent.filter((letter) => letter.to.includes(address)).length
  return [
    { what: 'seconds until the honest letter was acknowledged', value: honestAt, atMost: 300 },
    { what: 'letters to the one who floods', value: to(BOMBER), atMost: 3 },
    { what: 'letters to the honest one', value: to(HONEST), atMost: 1 },
    { what: 'letters to the owner', value: to(OWNER), atMost: 41 },
    { what: 'MB of memory at most', value: memory, atMost: 400 },
  ]
}

async function flood(place: Place, count: number): Promise<readonly Figure[]> {
  const { mail } = place
  const program = startProgram(place)
  const sql = postgres(place.databaseUrl, { max: 1, onnotice: () => undefined })
  try {
    await awaitTables(sql)
    const began = performance.now()
    const seconds = (): number => (performance.now() - began) / 1_000
    let honestAt = Number.POSITIVE_INFINITY
    mail.onSent(({ to }) => {
      if (!to.includes(HONEST)) return
      honestAt = Math.min(honestAt, seconds())
      say(`${seconds().toFixed(0)} s: the honest letter is acknowledged`)
    })
    deliverAll(mail, count)
    await finish(sql, count, seconds)
    say(`${count + 1} letters, all done in ${seconds().toFixed(0)} s`)
    return figures(mail, honestAt, memoryMax(program.pid))
  } finally {
    await sql.end({ timeout: 5 })
    if (program.exitCode === null && program.kill('SIGTERM')) await once(program, 'exit')
  }
}

async function main(count: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-mailbot-bench-'))
  // PostgreSQL never runs as root: its own account must be let through.
  chmodSync(folder, 0o711)
  const mail = await startMailWorld({ password: PASSWORD })
  const database = await startEmbedded({ dir: join(folder, 'postgres') })
  try {
    const place = { folder, databaseUrl: `${database.url}?sslmode=disable`, mail }
    const all = await flood(place, count)
    for (const { what, value, atMost } of all)
      say(`${value <= atMost ? 'ok ' : 'NO '} ${value.toFixed(0)} ${what} (at most ${atMost})`)
    return all.every(({ value, atMost }) => value <= atMost)
  } finally {
    await database.leave()
    await mail.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

process.exitCode = (await main(Number(process.argv[2] ?? 10_000))) ? 0 : 1
