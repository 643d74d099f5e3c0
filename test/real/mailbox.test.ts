import { randomBytes } from 'node:crypto'
import { chownSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { imapContract } from '../support/imap-contract.ts'
import { realServers } from '../support/real-servers.ts'
import type { Person } from './mail.ts'
import { deliver, kindOf, letterOf, openMailbox, personOf, RECTIFY } from './mail.ts'
import type { Installation } from './support.ts'
import { eventually, install, servers } from './support.ts'
import { endWithoutTrace } from './traces.ts'

const installations: Installation[] = []

afterEach(async () => {
  for (const installation of installations.splice(0)) await endWithoutTrace(installation)
})

const maildirOf = (user: string): string => join(servers().mailDir, user, 'Maildir')

/** As when a provider restores a mailbox: every letter is there, under numbers of a new count. */
async function countAnew(user: string): Promise<void> {
  const forgotten = /^dovecot(-uidlist|\.index)/
  for (const name of readdirSync(maildirOf(user)))
    if (forgotten.test(name)) rmSync(join(maildirOf(user), name))
}

async function uidValidity(user: string): Promise<bigint> {
  const mailbox = await openMailbox(user)
  const status = await mailbox.client.status('INBOX', { uidValidity: true })
  mailbox.close()
  return status === false ? 0n : (status.uidValidity ?? 0n)
}

describe.skipIf(realServers() === null)('the mailbox', { timeout: 60_000 }, () => {
  test('a mailbox counted anew (UIDVALIDITY) opens no second request and sends no second reply', async () => {
    const installation = await install()
    installations.push(installation)
    const { mailbox, sql } = installation
    const program = installation.start()
    await program.line('poller.connected')
    const person = personOf(installation)
    await deliver(mailbox, person.address, letterOf(person, mailbox))
    const requester = await openMailbox(person.address)
    await requester.awaited('the acknowledgement', () => true)
    const before = await uidValidity(mailbox)

    const places = async (): Promise<number> => {
      const [row] = await sql<{ count: number }[]>`
        select count(distinct uid_validity)::int as count from letter_place where folder = 'INBOX'`
      return row?.count ?? 0
    }
    expect(await places()).toBe(1)
    await countAnew(mailbox)
    expect(await uidValidity(mailbox)).not.toBe(before)
    await eventually('the mailbox is read anew', async () => (await places()) === 2, 30_000)
    // A letter that came afterwards has gone the whole way: nothing of the first can still be coming.
    const other = personOf(installation, 1)
    await deliver(mailbox, other.address, letterOf(other, mailbox))
    const another = await openMailbox(other.address)
    await another.awaited('the acknowledgement', () => true)

    const [counts] = await sql`
      select (select count(*)::int from request) as requests, (select count(*)::int from letter) as letters`
    expect(counts).toEqual({ requests: 2, letters: 2 })
    expect(await requester.count()).toBe(1)
    requester.close()
    another.close()
    expect(await program.end('SIGTERM')).toBe(0)
  })

  test('of 5,000 letters from before answerFrom none is answered and the 20 demands are listed', async () => {
    const installation = await install()
    installations.push(installation)
    const { mailbox, sql } = installation
    const writers = await fill(installation, 5_000, 20)

    const program = installation.start()
    const begun = performance.now()
    const seen = async (): Promise<boolean> => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from letter_place where why = 'before-answer-from'`
      return row?.count === 5_000
    }
    await program.line('poller.connected')
    await eventually('the first pass', seen, 50_000)
    process.stderr.write(`5,000 old letters seen in ${Math.round(performance.now() - begun)} ms\n`)

    const { code, out } = await installation.run('requests', 'backlog', '--json')
    expect(code).toBe(0)
    const listed = out
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(listed).toEqual(
      writers.map((person) =>
        expect.objectContaining({
          kind: 'rectify',
          folder: 'INBOX',
          subject: RECTIFY,
          from: expect.stringContaining(person.address),
        }),
      ),
    )
    // A new letter goes its way all the same.
    const person = personOf(installation, 9_999)
    await deliver(mailbox, person.address, letterOf(person, mailbox))
    const requester = await openMailbox(person.address)
    await requester.awaited('the acknowledgement', (letter) => kindOf(letter).startsWith('acknow'))
    requester.close()
    expect(await sql`select count(*)::int as requests from request`).toEqual([{ requests: 1 }])
    expect(await sql`select distinct request from reply`).toHaveLength(1)
    expect(await program.end('SIGTERM')).toBe(0)
  })
})

/** Straight into the maildir, whose times are the times of arrival. @returns who wrote the demands, oldest first */
async function fill(
  installation: Installation,
  letters: number,
  demands: number,
): Promise<readonly Person[]> {
  const { mailbox } = installation
  // The maildir is made when INBOX is first opened.
  const first = await openMailbox(mailbox)
  await first.read()
  first.close()
  const folder = join(maildirOf(mailbox), 'cur')
  const { uid, gid } = statSync(maildirOf(mailbox))
  const end = Date.now() / 1000 - 86_400
  const every = letters / demands
  const writers: Person[] = []
  for (let index = 0; index < letters; index += 1) {
    const person = personOf(installation, index)
    const isDemand = index % every === 0
    const subject = isDemand ? RECTIFY : `Запись на приём ${index}`
    if (isDemand) writers.push(person)
    const file = join(folder, `${index}.${randomBytes(6).toString('hex')}.lab:2,S`)
    writeFileSync(file, letterOf(person, mailbox, { subject }))
    chownSync(file, uid, gid)
    const arrivedAt = end - (letters - index) * 600
    utimesSync(file, arrivedAt, arrivedAt)
  }
  return writers
}

if (realServers() !== null)
  imapContract('Dovecot', (user) => {
    const { hostname: host, port, password: pass } = new URL(servers().imapUrl)
    return { host, port: Number(port), secure: false, doSTARTTLS: false, auth: { user, pass } }
  })
