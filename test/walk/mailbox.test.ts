import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectImap } from '../../src/edge/imap/connection.ts'
import { MAILBOX, MONDAY, writeLetter } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const RECTIFY = 'Уточнить персональные данные'
const CEASE = 'Прекратить обработку персональных данных'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const correction = (from: string) => ({
  from,
  subject: RECTIFY,
  body: `Мой адрес: ${from}\nНовый телефон: +7 700 000 00 11`,
})

describe('one letter is one request', () => {
  test('when it is delivered twice with different trace lines', async () => {
    const from = 'twice@person.example'
    const raw = writeLetter(correction(from), walk.now)
    for (const hop of ['mx1', 'mx2'])
      walk.deliver(Buffer.concat([Buffer.from(`Received: from ${hop}.example\r\n`), raw]))
    await walk.settle()
    await walk.onlyRequestOf(from)
    expect((await walk.sentTo(from)).length).toBe(1)
  })

  test('when it lies in INBOX and in the spam folder', async () => {
    const from = 'junk@person.example'
    const raw = walk.deliver(correction(from), 'Junk')
    await walk.settle()
    walk.deliver(raw)
    await walk.settle()
    await walk.onlyRequestOf(from)
    expect((await walk.sentTo(from)).length).toBe(1)
  })

  test('when the server gives every letter a new number', async () => {
    const from = 'renumbered@person.example'
    const { number } = await walk.ask(correction(from))
    const sentBefore = walk.mail.sent.length
    for (const folder of ['INBOX', 'Sent', 'Junk']) walk.mail.imap.resetUidValidity(MAILBOX, folder)
    expect(await walk.look()).toBeGreaterThan(2)
    await walk.drain()
    expect((await walk.onlyRequestOf(from)).number).toBe(number)
    expect(walk.mail.sent).toHaveLength(sentBefore)
  })

  test('when two pollers look at the same time', async () => {
    const people = Array.from({ length: 12 }, (_, i) => `race${i}@person.example`)
    for (const from of people) walk.deliver(correction(from))
    await Promise.all([walk.look(), walk.look(), walk.look()])
    await walk.look()
    await walk.drain()
    for (const from of people) {
      await walk.onlyRequestOf(from)
      expect((await walk.sentTo(from)).length).toBe(1)
    }
  })
})

test('two people who write the same words are two requests', async () => {
  const letter = { subject: RECTIFY, body: 'Новый телефон: +7 700 000 00 11' }
  walk.deliver({ ...letter, from: 'same1@person.example', id: 'same@mail.example' })
  walk.deliver({ ...letter, from: 'same2@person.example', id: 'same@mail.example' })
  await walk.settle()
  const [one, two] = [
    await walk.onlyRequestOf('same1@person.example'),
    await walk.onlyRequestOf('same2@person.example'),
  ]
  expect(one.number).not.toBe(two.number)
})

test('a letter that its owner has read already is taken all the same, and no flag is changed', async () => {
  const from = 'read@person.example'
  const raw = walk.deliver(correction(from), 'INBOX', ['\\Seen', '\\Flagged'])
  const unread = walk.deliver(correction('unread@person.example'))
  await walk.settle()
  await walk.onlyRequestOf(from)
  await walk.onlyRequestOf('unread@person.example')
  const flagsOf = (bytes: Buffer): readonly string[] => [
    ...(walk.mail.imap.letters(MAILBOX).find((one) => one.raw.equals(bytes))?.flags ?? ['missing']),
  ]
  expect(flagsOf(raw)).toEqual(['\\Seen', '\\Flagged'])
  expect(flagsOf(unread)).toEqual([])
})

test('a letter that is read and deleted between two looks was seen if it was there at one of them', async () => {
  const from = 'deleted@person.example'
  walk.deliver(correction(from))
  await walk.look()
  const { imap } = walk.world.config
  if (imap === null) throw new Error('no mailbox')
  const client = await connectImap(imap)
  await client.mailboxOpen('INBOX')
  const uid = walk.mail.imap.letters(MAILBOX).at(-1)?.uid
  await client.messageDelete(String(uid), { uid: true })
  await client.logout()
  await walk.drain()
  expect((await walk.sentTo(from)).map(({ kind }) => kind)).toEqual(['acknowledgement-rectify'])
})

test('of sixty megabytes the head and the first megabyte are kept, and others are not held up', async () => {
  const [large, small] = ['large@person.example', 'small@person.example']
  const head = writeLetter(correction(large), walk.now)
  const bytes = Buffer.concat([head, Buffer.alloc(60 * 1024 * 1024, 'AAAAAAAAAAAAAAA\r\n')])
  walk.deliver(bytes)
  walk.deliver(correction(small))
  await walk.settle()
  const [row] = await walk.world.database.sql`
    select size_bytes, truncated, octet_length(sealed_raw) as kept from letter order by size_bytes desc limit 1`
  expect(row).toMatchObject({ size_bytes: bytes.length, truncated: true })
  expect(Number(row?.['kept'])).toBeLessThan(1024 * 1024 + 100)
  await walk.replyOf('acknowledgement-rectify', small)
  await walk.replyOf('acknowledgement-rectify', large)
  expect((await walk.onlyRequestOf(large)).events[0]?.facts['review']).toBe(true)
})

test('a clock of the server that is ahead of ours does not move a term', async () => {
  const from = 'ahead@person.example'
  const raw = writeLetter(correction(from), walk.now)
  const internalDate = new Date(walk.now.getTime() + 3 * DAY_MS)
  walk.mail.imap.deliver(MAILBOX, raw, { internalDate })
  await walk.settle()
  expect((await walk.onlyRequestOf(from)).receivedAt).toEqual(walk.now)
})

describe('letters from before the first start', () => {
  test('two hundred of them get no answer; the five demands among them are listed for the owner', async () => {
    const own = await WalkHarness.open({ answerFrom: null })
    try {
      const demands = [3, 50, 51, 120, 199]
      for (let i = 0; i < 200; i += 1) {
        const from = `old${i}@person.example`
        const subject = demands.includes(i) ? (i % 2 === 0 ? RECTIFY : CEASE) : `Заказ ${i}`
        const at = new Date(MONDAY.getTime() - (400 - i) * DAY_MS)
        const raw = writeLetter({ from, subject, body: 'Новый телефон: +7 700 000 00 11' }, at)
        own.mail.imap.deliver(MAILBOX, raw, { internalDate: at, flags: ['\\Seen'] })
      }
      const today = 'today@person.example'
      own.deliver(correction(today))
      await own.settle()
      expect(own.mail.sent.map(({ to }) => to)).toEqual([[today], [MAILBOX]])
      const backlog = await own.desk.backlog()
      expect(backlog.map(({ kind }) => kind)).toEqual([
        'cease',
        'rectify',
        'cease',
        'rectify',
        'cease',
      ])
      expect(backlog.map(({ from }) => from)).toEqual(
        demands.map((i) => `<old${i}@person.example>`),
      )
      expect(await own.world.letters.counts()).toEqual({ opened: 1 })

      await own.stop()
      await own.start()
      await own.passAndSettle(HOUR_MS)
      own.mail.imap.resetUidValidity(MAILBOX)
      await own.settle()
      expect(own.mail.sent).toHaveLength(2)
      expect(await own.desk.backlog()).toHaveLength(10)
    } finally {
      await own.close()
    }
  })
})
