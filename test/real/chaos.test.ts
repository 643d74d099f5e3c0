import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import { supervise } from '../support/chaos.ts'
import type { Role, Supervision } from '../support/chaos.ts'
import { realServers } from '../support/real-servers.ts'
import type { Found, Person } from './mail.ts'
import {
  answerFromPhone,
  deliver,
  kindOf,
  letterOf,
  markOf,
  openMailbox,
  personOf,
} from './mail.ts'
import type { Mailbox } from './mail.ts'
import type { Installation } from './support.ts'
import { eventually, install } from './support.ts'
import { traces } from './traces.ts'

const ROLES: readonly Role[] = ['poller', 'requests', 'replies', 'clock', 'desk']
/** Of each role. */
const KILLS = 20
/** A letter for each kill; they come ten at a time, so that kills meet work. */
const LETTERS = KILLS * ROLES.length
const BURST = 10
/** The first so many are on record, and the owner says yes to them meanwhile. */
const ANSWERED = 10
const SEED = 20_261_123
/** A claim of a killed process runs out after 30 s; nothing else takes long. */
const DRAINED_WITHIN_MS = 60_000

const installations: Installation[] = []
const supervisions: Supervision[] = []

afterEach(async () => {
  for (const supervision of supervisions.splice(0)) await supervision.stopAll()
  for (const installation of installations.splice(0)) await installation.close()
})

/** The people on record, and `answerFrom` settled by a first start. */
async function prepared(redis: boolean): Promise<Installation> {
  const installation = await install({ redis, lettersPerDay: 10 * LETTERS })
  installations.push(installation)
  const people = Array.from({ length: ANSWERED }, (_, index) => personOf(installation, index))
  const rows = people.map(({ surname, name, address, oldPhone }) =>
    [surname, name, address, oldPhone].join(),
  )
  const file = join(installation.folder, 'people.csv')
  writeFileSync(file, ['surname,name,email,phone', ...rows, ''].join('\n'))
  expect(await installation.run('people', 'import', file)).toMatchObject({ code: 0 })
  const first = installation.start()
  await first.line('poller.connected')
  expect(await first.end('SIGTERM')).toBe(0)
  return installation
}

/** Says ДА once to each question about somebody on record, as it arrives. */
async function answerAll({ mailbox }: Installation, owner: Mailbox): Promise<void> {
  const answered = new Set<string>()
  const isNew = (letter: Found): boolean =>
    kindOf(letter) === 'approval' &&
    (letter.mail.text ?? '').includes('Станет:') &&
    !answered.has(markOf(letter))
  while (answered.size < ANSWERED) {
    const questions = await owner.awaited('a question', isNew, { withinMs: 200_000 })
    for (const question of questions) {
      if (answered.has(markOf(question))) continue
      answered.add(markOf(question))
      await answerFromPhone(mailbox, question, 'ДА')
    }
  }
}

/** Nothing is left to do now: asked of the database, where everything that is due stands; what waits for its day is not. */
async function isDrained({ sql }: Installation): Promise<boolean> {
  const [left] = await sql<{ work: number; requests: number; closed: number }[]>`
    select (select count(*)::int from letter where decided_at is null)
      + (select count(*)::int from request where settled_seq < last_seq and wake_at <= now())
      + (select count(*)::int from reply where state <> 'sent' or sent_copy is null) as work,
      (select count(*)::int from request) as requests,
      (select count(*)::int from request where closed_at is not null) as closed`
  return left?.work === 0 && left.requests >= LETTERS && left.closed >= ANSWERED
}

interface Received {
  readonly acknowledged: number
  readonly finals: number
  /** Letters of the same Message-ID beyond the first. */
  readonly repeated: number
}

async function received(person: Person): Promise<Received> {
  const mailbox = await openMailbox(person.address)
  const letters = await mailbox.read()
  mailbox.close()
  const ids = (kind: string): number =>
    new Set(letters.filter((one) => kindOf(one) === kind).map(({ mail }) => mail.messageId)).size
  const distinct = new Set(letters.map(({ mail }) => mail.messageId))
  return {
    acknowledged: ids('acknowledgement-rectify'),
    finals: ids('corrected'),
    repeated: letters.length - distinct.size,
  }
}

async function phones(installation: Installation): Promise<readonly string[]> {
  const { out } = await installation.run('people', 'list', '--reveal', '--json')
  const lines = out.trimEnd().split('\n')
  return lines.map((line) => String(JSON.parse(line).phone)).toSorted((a, b) => a.localeCompare(b))
}

async function deliverAll(people: readonly Person[], mailbox: string): Promise<void> {
  for (const person of people) await deliver(mailbox, person.address, letterOf(person, mailbox))
}

async function emptyRedis(url: string | null): Promise<void> {
  if (url === null) return
  const redis = new Redis(url)
  await redis.flushdb()
  redis.disconnect()
}

describe.skipIf(realServers() === null)('killed without warning', { timeout: 300_000 }, () => {
  test.each([
    { on: 'Redis, which is emptied five times', redis: true },
    { on: 'PostgreSQL alone', redis: false },
  ])(
    '100 letters, every role killed 20 times: none lost, none twice ($on)',
    async ({ on, redis }) => {
      const installation = await prepared(redis)
      const { mailbox, sql, env, redisUrl } = installation
      const people = Array.from({ length: LETTERS }, (_, index) => personOf(installation, index))
      const begun = performance.now()
      const deliveries: Promise<void>[] = []
      let kills = 0
      let told = ''
      const supervision = supervise({
        roles: ROLES,
        env,
        kills: KILLS,
        seed: SEED,
        atWork: 'app.started',
        lifeMs: { least: 50, most: 3_000 },
        onTold: (text) => (told += text),
        onKill: () => {
          kills += 1
          if (kills % BURST !== BURST / 2) return
          const from = kills - BURST / 2
          deliveries.push(deliverAll(people.slice(from, from + BURST), mailbox))
          if (from % (2 * BURST) === 0) deliveries.push(emptyRedis(redisUrl))
        },
      })
      supervisions.push(supervision)
      const owner = await openMailbox(mailbox)
      const [counts] = await Promise.all([supervision.done, answerAll(installation, owner)])
      const killedMs = Math.round(performance.now() - begun)
      await Promise.all(deliveries)
      await eventually('everything is done', () => isDrained(installation), DRAINED_WITHIN_MS)
      const drainedMs = Math.round(performance.now() - begun)
      await supervision.stopAll()
      // What ends by itself says why, in plain words between the lines of the log.
      expect(told.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([])
      expect(counts).toMatchObject({ kills: LETTERS, ends: 0 })

      const [rows] = await sql`
        select count(*)::int as requests, count(distinct content_id)::int as letters from request`
      expect(rows).toEqual({ requests: LETTERS, letters: LETTERS })
      const results: Received[] = []
      for (const person of people) results.push(await received(person))
      expect(results.filter(({ acknowledged }) => acknowledged !== 1)).toEqual([])
      expect(results.map(({ finals }) => finals)).toEqual(
        people.map((_, at) => Number(at < ANSWERED)),
      )
      const questions = (await owner.read()).filter((letter) => markOf(letter) !== '')
      owner.close()
      const repeatedToOwner =
        questions.length - new Set(questions.map(({ mail }) => mail.messageId)).size
      const repeated = results.reduce((sum, one) => sum + one.repeated, repeatedToOwner)
      expect(repeated).toBeLessThanOrEqual(KILLS)
      expect(await phones(installation)).toEqual(
        people.slice(0, ANSWERED).map(({ newPhone }) => newPhone),
      )
      const [sendings] = await sql<{ interrupted: number }[]>`
        select sum(attempts - 1)::int as interrupted from reply`
      process.stderr.write(
        `${LETTERS} letters, ${counts.kills} kills in ${killedMs} ms, all done after ${drainedMs} ms, ` +
          `${sendings?.interrupted} sendings interrupted, ${repeated} letters repeated: ${on}\n`,
      )
      expect(await traces(installation, told)).toEqual([])
    },
  )
})
