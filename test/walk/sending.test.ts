import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MAILBOX } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'
import type { HarnessOptions } from '../support/walk-harness.ts'

const RECTIFY = 'Уточнить персональные данные'
const MINUTE_MS = 60_000

const correction = (from: string) => ({
  from,
  subject: RECTIFY,
  body: `Мой адрес: ${from}\nНовый телефон: +7 700 000 00 11`,
})

describe('what the mail server of the reader says', () => {
  let walk: WalkHarness
  beforeAll(async () => {
    walk = await WalkHarness.open()
  })
  afterEach(() => {
    walk.mail.smtpFault = undefined
  })
  afterAll(() => walk.close())

  async function rowsOf(from: string) {
    const { number } = await walk.onlyRequestOf(from)
    const rows = await walk.world.outbox.ofRequest(number)
    return rows.filter(({ audience }) => audience === 'person')
  }

  test('451 is tried again after a while, with the very same bytes', async () => {
    const from = 'busy@person.example'
    let refusals = 0
    walk.mail.smtpFault = (recipient) => {
      if (recipient !== from || refusals >= 2) return undefined
      refusals += 1
      return { responseCode: 451, message: 'Try again later' }
    }
    await walk.ask(correction(from))
    expect(await rowsOf(from)).toMatchObject([{ state: 'pending', attempts: 1 }])
    const [row] = await rowsOf(from)
    const written = await walk.world.outbox.open(row?.id ?? '')
    await walk.passAndSettle(10_000)
    expect(await rowsOf(from)).toMatchObject([{ attempts: 1 }])
    await walk.passAndSettle(MINUTE_MS)
    expect(await rowsOf(from)).toMatchObject([{ state: 'pending', attempts: 2 }])
    await walk.passAndSettle(10 * MINUTE_MS)
    expect(await rowsOf(from)).toMatchObject([{ state: 'sent', attempts: 3, responseCode: 250 }])
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    expect(reply.raw.toString().trim()).toBe(written?.toString().trim())
    expect(reply.text).toContain('10:00')
  })

  test('550 is final: the letter is not sent again and the owner is told at once', async () => {
    const from = 'nobody@reject.test'
    const { number } = await walk.ask(correction(from))
    expect(await rowsOf(from)).toMatchObject([{ state: 'failed', attempts: 1, responseCode: 550 }])
    const [told] = await walk.toOwner('undeliverable', number)
    expect(told?.text).toContain('Кому: n•••@reject.test\nКод сервера: 550')
    await walk.passAndSettle(60 * MINUTE_MS)
    expect(await walk.toOwner('undeliverable', number)).toHaveLength(1)
  })

  test('two days of «later» are an end too', async () => {
    const from = 'never@tempfail.test'
    const { number } = await walk.ask(correction(from))
    for (let hours = 0; hours < 72; hours += 4) await walk.passAndSettle(240 * MINUTE_MS + 1_000)
    const acknowledgement = (await rowsOf(from)).filter(({ id }) => id.includes('acknowledgement'))
    expect(acknowledgement).toMatchObject([{ state: 'failed', attempts: 17 }])
    const told = (await walk.toOwner('undeliverable', number)).length
    expect(told).toBeGreaterThan(0)
  })

  test('a server that is away loses nothing and holds nothing against the letter', async () => {
    const from = 'away@person.example'
    walk.mail.smtpFault = () => ({ responseCode: 421, message: 'Closing' })
    await walk.ask(correction(from))
    for (let tries = 0; tries < 3; tries += 1) await walk.passAndSettle(MINUTE_MS)
    expect(await rowsOf(from)).toMatchObject([{ state: 'pending', attempts: 0 }])
    walk.mail.smtpFault = undefined
    await walk.passAndSettle(MINUTE_MS)
    expect(await rowsOf(from)).toMatchObject([{ state: 'sent', attempts: 1 }])
    await walk.replyOf('acknowledgement-rectify', from)
  })

  test('a refused last letter leaves its request open', async () => {
    const from = 'closed@person.example'
    const record = { surname: 'Тестова', name: 'Анна', email: from, phone: '+77000000039' }
    await walk.world.register.add(record)
    const { number } = await walk.ask(correction(from))
    walk.mail.smtpFault = (to) =>
      to === from ? { responseCode: 550, message: 'No such user' } : undefined
    await walk.decide(number, 'ДА')
    expect((await walk.onlyRequestOf(from)).state).toBe('fulfilled')
    expect(await walk.toOwner('undeliverable', number)).toHaveLength(1)
  })
})

describe('the copy of what was sent, in Sent', () => {
  /** One correction with the mailbox so made. @returns the Message-IDs in Sent and how the copies came there */
  async function copiesWith(options: HarnessOptions) {
    const walk = await WalkHarness.open(options)
    try {
      await walk.ask(correction('copy@person.example'))
      const atOnce = walk.mail.imap.letters(MAILBOX, 'Sent').length
      await walk.passAndSettle(6_000)
      await walk.passAndSettle(MINUTE_MS)
      const [one, two] = await walk.world.database.sql`select sent_copy from reply order by id`
      const copies = walk.mail.imap.letters(MAILBOX, 'Sent')
      const ids = copies.map(({ raw }) => /^Message-ID:\s+(\S+)/im.exec(raw.toString())?.[1])
      const seen = copies.every(({ flags }) => flags.has('\\Seen'))
      return {
        atOnce,
        different: new Set(ids).size,
        copies: ids.length,
        seen,
        how: [one?.['sent_copy'], two?.['sent_copy']],
      }
    } finally {
      await walk.close()
    }
  }

  test('is put there once, and read already', async () => {
    expect(await copiesWith({ sentCopy: 'append' })).toEqual({
      atOnce: 2,
      different: 2,
      copies: 2,
      seen: true,
      how: ['appended', 'appended'],
    })
  })

  test('is found when the provider keeps its own', async () => {
    expect(await copiesWith({ sentCopy: 'auto', keepsSent: true })).toEqual({
      atOnce: 2,
      different: 2,
      copies: 2,
      seen: true,
      how: ['found', 'found'],
    })
  })

  test('waits a moment for the provider’s own before it is put there', async () => {
    expect(await copiesWith({ sentCopy: 'auto' })).toMatchObject({
      atOnce: 0,
      copies: 2,
      how: ['appended', 'appended'],
    })
  })

  test('is left to the provider where the policy file says so', async () => {
    expect(await copiesWith({ sentCopy: 'none' })).toMatchObject({
      copies: 0,
      how: ['not-kept', 'not-kept'],
    })
  })

  test('is tried again when the mailbox refuses it, and the letter itself is not sent again', async () => {
    const walk = await WalkHarness.open()
    try {
      walk.mail.imap.fault = (command) => (command === 'APPEND' ? 'NO [OVERQUOTA] Full' : undefined)
      await walk.ask(correction('full@person.example'))
      expect(walk.mail.imap.letters(MAILBOX, 'Sent')).toEqual([])
      walk.mail.imap.fault = undefined
      await walk.passAndSettle(MINUTE_MS)
      expect(walk.mail.imap.letters(MAILBOX, 'Sent')).toHaveLength(2)
      expect(walk.mail.sent).toHaveLength(2)
      expect(walk.logLines.join('')).toContain('reply.copy-failed')
    } finally {
      await walk.close()
    }
  })
})
