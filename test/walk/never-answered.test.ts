import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAILBOX } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'
import type { WrittenLetter } from '../support/company.ts'

const RECTIFY = 'Уточнить персональные данные'
const DAY_MS = 86_400_000
const BODY = 'Новый телефон: +7 700 000 00 11'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

interface Disposed {
  readonly disposition: string
  readonly reason: string
  readonly due_on: string | null
  readonly has_raw: boolean
}

/** What became of the letters that were kept since a test began. */
async function disposedAfter(work: () => Promise<void>): Promise<readonly Disposed[]> {
  const { sql } = walk.world.database
  const before = (await sql`select content_id from letter`).map((row) => String(row['content_id']))
  await work()
  return sql<Disposed[]>`
    select disposition, reason, due_on::text, sealed_raw is not null as has_raw from letter
    where not (content_id = any(${before})) order by received_at, content_id`
}

/** Delivers one letter and everything that follows. @returns what was sent, as `kind recipient` */
async function sentAfter(letter: WrittenLetter | Buffer, folder = 'INBOX') {
  const before = walk.mail.sent.length
  const requestsBefore = (await walk.world.requests.list(false)).length
  const disposed = await disposedAfter(async () => {
    walk.deliver(letter, folder)
    await walk.settle()
  })
  const sent = walk.mail.sent.slice(before).map(({ to }) => to.join(','))
  const opened = (await walk.world.requests.list(false)).length - requestsBefore
  return { sent, opened, disposed: disposed.map(({ disposition }) => disposition) }
}

const MACHINES = [
  ['an out-of-office reply', ['Auto-Submitted: auto-replied']],
  ['a notice that was generated', ['Auto-Submitted: auto-generated']],
  ['bulk mail', ['Precedence: bulk']],
  ['a letter that asks for no answer', ['X-Auto-Response-Suppress: All']],
  ['a ticket system', ['X-Loop: tickets']],
] as const

describe('machines are never answered, whatever their subject (RFC 3834)', () => {
  test.each([...MACHINES, ['a mailing list', ['List-Id: <news.lists.example>']]] as const)(
    '%s',
    async (_, headers) => {
      const body = 'Меня нет на месте до понедельника. Письмо получено.'
      const letter = { from: 'robot@person.example', subject: RECTIFY, body, headers: [...headers] }
      expect(await sentAfter(letter)).toEqual({ sent: [], opened: 0, disposed: ['automatic'] })
    },
  )

  test.each(MACHINES)(
    'what a person asks opens a request though it comes as %s; only the owner hears of it (p.7)',
    async (name, headers) => {
      const from = `${MACHINES.findIndex(([one]) => one === name)}.passed-on@person.example`
      const letter = { from, subject: RECTIFY, body: BODY, headers: [...headers] }
      const { sent, opened, disposed } = await sentAfter(letter)
      expect({ opened, disposed }).toEqual({ opened: 1, disposed: ['opened'] })
      expect(new Set(sent)).toEqual(new Set([MAILBOX]))
    },
  )

  test.each([
    ['is the notice of a machine', 'Письмо получено, меня нет на месте.', 0, 'automatic'],
    ['is heard where a person asks, and answered by nobody', BODY, 1, 'opened'],
  ])('a letter with an empty return path %s', async (_, body, opened, disposition) => {
    const from = `x${opened}@person.example`
    const raw = Buffer.from(
      `Return-Path: <>\r\nFrom: <${from}>\r\nSubject: ${RECTIFY}\r\n\r\n${body}\r\n`,
    )
    const after = await sentAfter(raw)
    expect(after).toMatchObject({ opened, disposed: [disposition] })
    expect(after.sent).not.toContain(from)
  })

  test('a delivery report that names none of our letters', async () => {
    const letter = { from: 'mailer-daemon@mx.example', subject: 'Undelivered', body: 'x' }
    expect(await sentAfter(letter)).toMatchObject({ sent: [], opened: 0, disposed: ['automatic'] })
  })
})

describe('a delivery report about a letter of ours', () => {
  async function bouncing(local: string) {
    const from = `${local}@person.example`
    await walk.ask({ from, subject: RECTIFY, body: BODY })
    return { from, reply: await walk.replyOf('acknowledgement-rectify', from) }
  }
  const report = (messageId: string): Buffer =>
    Buffer.from(
      [
        'Return-Path: <>',
        'From: Mail Delivery System <mailer-daemon@mx.example>',
        `To: <${MAILBOX}>`,
        'Subject: Undelivered Mail Returned to Sender',
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; boundary=edge; report-type=delivery-status',
        '',
        '--edge',
        'Content-Type: message/delivery-status',
        '',
        'Final-Recipient: rfc822; somebody',
        'Action: failed',
        'Status: 5.1.1',
        '',
        '--edge',
        'Content-Type: message/rfc822-headers',
        '',
        `Message-ID: ${messageId}`,
        '',
        '--edge--',
        '',
      ].join('\r\n'),
    )

  test('is noted at its request, and the owner is told once', async () => {
    const { from, reply } = await bouncing('gone')
    expect(await sentAfter(report(reply.messageId))).toEqual({
      sent: [MAILBOX],
      opened: 0,
      disposed: ['automatic'],
    })
    const request = await walk.onlyRequestOf(from)
    expect(request.events.map(({ name }) => name)).toContain('reply-bounced')
    const [told] = await walk.toOwner('undeliverable', request.number)
    expect(told?.text).toContain('Кому: g•••@person.example')
  })

  test('with a mark that is not ours to the last digit is a report like any other', async () => {
    const { from, reply } = await bouncing('gone2')
    const forged = reply.messageId.replace(/[0-9a-f]@/, (last) => (last === '0@' ? '1@' : '0@'))
    expect(await sentAfter(report(forged))).toMatchObject({ sent: [], disposed: ['automatic'] })
    const { events } = await walk.onlyRequestOf(from)
    expect(events.map(({ name }) => name)).not.toContain('reply-bounced')
  })
})

describe('letters that nobody can be said to have written', () => {
  test.each([
    ['without From', { subject: RECTIFY, body: BODY }, 'held'],
    [
      'with two From addresses',
      { from: ['one@person.example', 'two@person.example'], subject: RECTIFY, body: BODY },
      'held',
    ],
    [
      'that claims to come from our own mailbox',
      { from: MAILBOX, subject: RECTIFY, body: BODY },
      'held',
    ],
  ])('one %s waits for the owner', async (_, letter, what) => {
    expect(await sentAfter(letter)).toEqual({ sent: [MAILBOX], opened: 0, disposed: [what] })
  })

  test.each([
    ['an empty letter', Buffer.alloc(0)],
    ['a letter of one word', Buffer.from('\r\nx')],
    [
      'bytes that are no letter at all',
      Buffer.from([13, 10, ...Array.from({ length: 4_096 }, (_, i) => (i * 7) % 251)]),
    ],
  ])('%s is kept and counted', async (_, raw) => {
    expect(await sentAfter(raw)).toEqual({ sent: [], opened: 0, disposed: ['ordinary'] })
  })
})

describe('our own letters', () => {
  test('are not fetched, be they in INBOX, in Sent or forwarded to ourselves by a rule', async () => {
    const from = 'own@person.example'
    await walk.ask({ from, subject: RECTIFY, body: BODY })
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    expect(await sentAfter(reply.raw)).toEqual({ sent: [], opened: 0, disposed: [] })
    expect(await sentAfter(reply.raw, 'Junk')).toEqual({ sent: [], opened: 0, disposed: [] })
  })
})

const OF_AUTHORITY = 'Прокуратура города требует предоставить персональные данные клиента.'

test('a letter of an authority goes to the owner at once with a date, and is never answered by us (p.13)', async () => {
  const from = 'daria@person.example'
  const [disposed] = await disposedAfter(async () => {
    walk.deliver({ from, subject: 'Запрос', body: OF_AUTHORITY })
    await walk.settle()
  })
  expect(disposed).toEqual({
    disposition: 'held',
    reason: 'question',
    due_on: expect.stringMatching(/^2026-1[12]-\d\d$/),
    has_raw: true,
  })
  expect(await walk.sentTo(from)).toEqual([])
  const told = (await walk.sentTo(MAILBOX)).at(-1)
  expect(told?.kind).toBe('held')
  expect(told?.text).toContain(
    'Пришло: 16 ноября 2026 г., 10:00 (время Алматы)\nОт: d•••@person.example',
  )
  expect(told?.text).toMatch(/Посмотреть до: \d{1,2} \p{L}+ 2026 г\./u)
})

test('ordinary mail gets no number and no letter; its copy is destroyed after seven days', async () => {
  const client = 'client@person.example'
  const letter = { from: client, subject: 'Запись', body: 'Можно перенести встречу на 16:00?' }
  const { sql } = walk.world.database
  const [disposed] = await disposedAfter(async () => {
    walk.deliver(letter)
    await walk.settle()
  })
  expect(disposed).toMatchObject({ disposition: 'ordinary', has_raw: true })
  expect(await walk.sentTo(client)).toEqual([])
  const ordinary = async () => {
    const [row] = await sql`
      select count(*)::int as count, count(sealed_raw)::int as kept,
        (select count(*)::int from vault.data_key where id = any(array_agg('letter:' || content_id))) as keys
      from letter where disposition = 'ordinary'`
    return { ...row }
  }
  const before = await ordinary()
  expect(before).toMatchObject({ kept: before['count'], keys: before['count'] })
  await walk.passAndSettle(6 * DAY_MS)
  expect(await ordinary()).toEqual(before)
  await walk.passAndSettle(2 * DAY_MS)
  expect(await ordinary()).toEqual({ count: before['count'], kept: 0, keys: 0 })
  const [needed] = await sql`
    select count(*)::int as count from letter where disposition = 'opened' and sealed_raw is null`
  expect(needed?.['count']).toBe(0)
})

test('the owner who is told of a held letter and answers it decides nothing', async () => {
  walk.deliver({
    from: 'q@person.example',
    subject: 'Запрос',
    body: OF_AUTHORITY,
  })
  await walk.settle()
  const told = (await walk.sentTo(MAILBOX)).at(-1)
  if (told === undefined) throw new Error('the owner was told nothing')
  const before = walk.mail.sent.length
  walk.answer(told, 'ДА')
  await walk.settle()
  expect(walk.mail.sent).toHaveLength(before)
})

test('a held letter becomes a request at the owner’s word, with its own arrival as the start', async () => {
  const from = 'held@person.example'
  await walk.pass(60_000)
  walk.deliver({
    from,
    subject: 'Запрос сведений',
    body: OF_AUTHORITY,
  })
  const at = walk.now
  await walk.settle()
  const held = (await walk.world.letters.held()).find(
    ({ receivedAt, reason }) => reason === 'question' && receivedAt.getTime() === at.getTime(),
  )
  await walk.pass(DAY_MS)
  const [number = ''] = await walk.desk.openLetter(held?.contentId.slice(0, 12) ?? '', 'cease')
  await walk.settle()
  const request = await walk.onlyRequestOf(from)
  expect(request).toMatchObject({ number, kind: 'cease', receivedAt: at })
  await walk.replyOf('acknowledgement-cease', from)
})
