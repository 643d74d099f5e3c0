/**
 * A mail bomb (safety R11): ten thousand letters of one sender, and one honest letter in their midst.
 * The whole product runs, with the demo's mailbox and an embedded PostgreSQL in a temporary folder.
 *
 *   npm run bench:flood -- 10000
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createApp, createLog } from '../src/app.ts'
import type { App } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { startMailWorld } from '../src/demo/mailbox/mail-world.ts'
import type { MailWorld } from '../src/demo/mailbox/mail-world.ts'
import { MAILBOX, testPromises, writeLetter } from '../test/support/company.ts'

const PASSWORD = 'secret'
const BOMBER = 'bomber@flood.example'
const HONEST = 'honest@mail.example'
const OWNER = 'owner@company.example'
const SUBJECT = 'Уточнить персональные данные'
const MEGABYTE = 1024 * 1024

interface Target {
  readonly what: string
  readonly value: number
  readonly atMost: number
}

function configOf(mail: MailWorld, dataDir: string): Config {
  const login = { host: '127.0.0.1', security: 'plain', user: MAILBOX, password: PASSWORD } as const
  return {
    databaseUrl: null,
    redisUrl: null,
    imap: { ...login, port: mail.imapPort },
    smtp: { ...login, port: mail.smtpPort },
    ownerEmail: OWNER,
    publicUrl: null,
    host: '127.0.0.1',
    port: 0,
    secretKey: Buffer.alloc(32, 'flood'),
    alertUrl: null,
    dataDir,
    policyFile: '',
    trustedAuthservId: null,
    logLevel: 'error',
  }
}

function deliverAll(mail: MailWorld, count: number): void {
  const deliver = (from: string, body: string): void =>
    void mail.imap.deliver(MAILBOX, writeLetter({ from, subject: SUBJECT, body }, new Date()))
  for (let sent = 0; sent < count; sent += 1) {
    if (sent === Math.floor(count / 2)) deliver(HONEST, 'Новый телефон: +7 700 000 00 11')
    deliver(BOMBER, `Новый телефон: +7 700 1${String(sent).padStart(6, '0')}`)
  }
}

interface Left {
  readonly undecided: number
  readonly unsettled: number
  readonly unsent: number
  readonly opened: number
}

async function leftOf({ world }: App): Promise<Left> {
  const [left] = await world.database.sql<Left[]>`select
    (select count(*)::int from letter where decided_at is null) as undecided,
    (select count(*)::int from request where settled_seq < last_seq) as unsettled,
    (select count(*)::int from reply where state in ('pending', 'claimed')) as unsent,
    (select count(*)::int from request) as opened`
  if (left === undefined) throw new Error('the database says nothing')
  return left
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

interface Watched {
  readonly seconds: () => number
  readonly honestAt: () => number | null
  readonly rssMax: () => number
  stop(): void
}

function watch(mail: MailWorld): Watched {
  const began = performance.now()
  const seconds = (): number => (performance.now() - began) / 1000
  let honestAt: number | null = null
  let rssMax = 0
  mail.onSent(({ to }) => {
    if (to.includes(HONEST)) honestAt ??= seconds()
  })
  const timer = setInterval(() => {
    rssMax = Math.max(rssMax, process.memoryUsage.rss())
  }, 100)
  return {
    seconds,
    honestAt: () => honestAt,
    rssMax: () => rssMax,
    stop: () => clearInterval(timer),
  }
}

/** Until everything that came is decided, settled and sent. */
async function finish(app: App, count: number, watched: Watched): Promise<void> {
  for (let told = 0; ; ) {
    await pause(1_000)
    const left = await leftOf(app)
    if (watched.seconds() - told > 30) {
      told = watched.seconds()
      say(`${told.toFixed(0)} s: ${left.opened} opened, ${left.unsettled} under way`)
    }
    const isDone = left.undecided + left.unsettled + left.unsent === 0
    if (isDone && left.opened >= count + 1) return
  }
}

function figures(mail: MailWorld, watched: Watched): readonly Target[] {
  const to = (address: string): number => mail.sent.filter((one) => one.to.includes(address)).length
  return [
    {
      what: 'seconds until the honest letter was acknowledged',
      value: watched.honestAt() ?? Number.POSITIVE_INFINITY,
      atMost: 300,
    },
    { what: 'letters to the one who floods', value: to(BOMBER), atMost: 3 },
    { what: 'letters to the honest one', value: to(HONEST), atMost: 1 },
    { what: 'letters to the owner', value: to(OWNER), atMost: 41 },
    { what: 'MB of memory at most (RSS)', value: watched.rssMax() / MEGABYTE, atMost: 400 },
  ]
}

async function flood(count: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-mailbot-bench-'))
  // PostgreSQL never runs as root: its own account must be let through.
  chmodSync(folder, 0o711)
  const mail = await startMailWorld({ password: PASSWORD })
  const config = configOf(mail, folder)
  const options = { config, promises: testPromises(), log: createLog('error') }
  const app = await createApp(options, ['poller', 'requests', 'replies', 'clock'])
  const watched = watch(mail)
  try {
    deliverAll(mail, count)
    await finish(app, count, watched)
    say(`${count + 1} letters, all done in ${watched.seconds().toFixed(0)} s`)
    const all = figures(mail, watched)
    for (const { what, value, atMost } of all)
      say(`${value <= atMost ? 'ok ' : 'NO '} ${value.toFixed(0)} ${what} (at most ${atMost})`)
    return all.every(({ value, atMost }) => value <= atMost)
  } finally {
    watched.stop()
    await app.stop()
    await mail.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

const count = Number(process.argv[2] ?? 10_000)
process.exitCode = (await flood(count)) ? 0 : 1
