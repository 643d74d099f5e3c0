import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentId } from '../../../src/letter/content-id.ts'
import type { ArrivedLetter } from '../../../src/edge/postgres/letters.ts'
import { findDue } from '../../../src/edge/postgres/due.ts'
import type { Disposition, NewRequest } from '../../../src/request/requests.ts'
import { databaseServers } from '../../support/database.ts'
import { MONDAY, writeLetter } from '../../support/company.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

const DAY_MS = 86_400_000
let uids = 0

function arrived(given: Partial<ArrivedLetter> = {}): ArrivedLetter {
  uids += 1
  const raw = writeLetter(
    { from: 'anna.testova@person.example', subject: `Письмо ${uids}` },
    MONDAY,
  )
  return {
    mailbox: 'privacy@company.example',
    folder: 'INBOX',
    uidValidity: 1,
    uid: uids,
    role: 'inbox',
    receivedAt: MONDAY,
    raw,
    sizeBytes: raw.length,
    truncated: false,
    ...given,
  }
}

function requestFor(id: string): NewRequest {
  return {
    number: `PD-${id.slice(0, 4).toUpperCase()}-TEST`,
    kind: 'cease',
    language: 'ru',
    receivedAt: MONDAY,
    receivedOn: '2026-11-16',
    contentId: id,
    details: {
      writer: 'anna.testova@person.example',
      stated: null,
      changes: [],
      messageId: null,
      references: [],
      phrase: null,
    },
    obligations: [
      { name: 'ack', policyDue: null, lawDue: null, softDue: null, actBy: '2026-11-17' },
    ],
    opening: { name: 'opened', actor: 'person', facts: {} },
  }
}

describe.each(databaseServers())('the letters that were kept ($name)', (server) => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores(server)
  })
  afterAll(() => stores.close())

  async function keptOne(given: Partial<ArrivedLetter> = {}): Promise<string> {
    const [id = ''] = await stores.world.letters.keep([arrived(given)])
    return id
  }
  const decided = (id: string, what: Disposition['what']): Disposition => ({
    contentId: id,
    what,
    reason: 'question',
  })
  async function isDue(id: string): Promise<boolean> {
    return (await findDue(stores.world.database.db)).letters.includes(id)
  }

  test('are kept byte for byte, under the hash of what was written', async () => {
    const letter = arrived({ receivedAt: new Date(MONDAY.getTime() - DAY_MS) })
    const [id = ''] = await stores.world.letters.keep([letter])
    expect(id).toBe(contentId(letter.raw))
    expect(await stores.world.letters.load(id)).toEqual({
      contentId: id,
      raw: letter.raw,
      receivedAt: letter.receivedAt,
      truncated: false,
      attempts: 0,
      roles: ['inbox'],
      signatures: null,
    })
    expect(await isDue(id)).toBe(true)
  })

  test('keep what was found out about their signatures, and nobody can read it in the table', async () => {
    const { letters, database } = stores.world
    const [id = ''] = await letters.keep([arrived()])
    const found = [
      {
        domain: 'person.example',
        identity: 'anna.testova@person.example',
        selector: 'walk',
        verdict: 'pass' as const,
        weakness: null,
        key: 'v=DKIM1; p=abc',
      },
    ]
    await letters.keepSignatures(id, found)
    expect((await letters.load(id))?.signatures).toEqual(found)
    await letters.keepSignatures(id, [])
    expect((await letters.load(id))?.signatures).toEqual([])
    await letters.keepSignatures(id, found)
    const [row] = await database.sql<{ sealed: Buffer | null }[]>`
      select sealed_signatures as sealed from letter where content_id = ${id}`
    expect(row?.sealed?.includes('person.example')).toBe(false)
    // Of a letter that is not there nothing is kept.
    await letters.keepSignatures('f'.repeat(64), found)
  })

  test('lose the bytes that must not be kept, under the same id', async () => {
    const { letters } = stores.world
    const [letter, other] = [arrived(), arrived()]
    const [id = '', otherId = ''] = await letters.keep([letter, other])
    const start = id.slice(0, 16)
    expect(await letters.openRaw(start)).toEqual(letter.raw)
    await letters.replaceRaw(start, (raw) => Buffer.concat([raw.subarray(0, 40), Buffer.from('x')]))
    const left = Buffer.concat([letter.raw.subarray(0, 40), Buffer.from('x')])
    expect(await letters.openRaw(start)).toEqual(left)
    expect((await letters.load(id))?.raw).toEqual(left)
    expect(await letters.openRaw(otherId.slice(0, 16))).toEqual(other.raw)
    // The letter is fetched again from the mailbox: what was taken out does not come back.
    await letters.keep([letter])
    expect(await letters.openRaw(start)).toEqual(left)
  })

  test('are opened by no beginning that is none, nor after their copy is destroyed', async () => {
    const { letters, database } = stores.world
    const [id = ''] = await letters.keep([arrived()])
    expect(await letters.openRaw('')).toBeNull()
    expect(await letters.openRaw('f'.repeat(16))).toBeNull()
    await letters.replaceRaw('', () => Buffer.from('x'))
    await database.sql`update letter set sealed_raw = null where content_id = ${id}`
    expect(await letters.openRaw(id.slice(0, 16))).toBeNull()
    await letters.replaceRaw(id.slice(0, 16), () => Buffer.from('x'))
    expect(await letters.openRaw(id.slice(0, 16))).toBeNull()
  })

  test('the same letter in another folder is the same letter, seen in one more place', async () => {
    const letter = arrived()
    const { letters } = stores.world
    const [id = ''] = await letters.keep([letter])
    await letters.postpone(id, DAY_MS)
    expect(await isDue(id)).toBe(false)
    expect(await letters.keep([{ ...letter, folder: 'Sent', role: 'sent' }])).toEqual([id])
    expect((await letters.load(id))?.roles.toSorted()).toEqual(['inbox', 'sent'])
    // What was put off may look different now.
    expect(await isDue(id)).toBe(true)
  })

  test('twenty pollers that keep the same letters keep each once', async () => {
    const batch = [arrived(), arrived(), arrived()]
    const kept = await Promise.all(
      Array.from({ length: 20 }, () => stores.world.letters.keep(batch)),
    )
    const ids = batch.map(({ raw }) => contentId(raw))
    for (const one of kept) expect(one.toSorted()).toEqual(ids.toSorted())
    for (const [index, id] of ids.entries())
      expect((await stores.world.letters.load(id))?.raw).toEqual(batch[index]?.raw)
  })

  test('a batch is kept whole or not at all', async () => {
    const [good, bad] = [arrived(), arrived({ sizeBytes: 2 ** 40 })]
    await expect(stores.world.letters.keep([good, bad])).rejects.toMatchObject({
      code: 'database.failed',
    })
    expect(await stores.world.letters.load(contentId(good.raw))).toBeNull()
  })

  test('one that was decided is not to be read again, wherever it turns up', async () => {
    const letter = arrived()
    const { letters } = stores.world
    const [id = ''] = await letters.keep([letter])
    await letters.decide(decided(id, 'ordinary'))
    expect(await letters.load(id)).toBeNull()
    expect(await letters.keep([{ ...letter, uid: 1_000_000 + uids }])).toEqual([])
    expect(await isDue(id)).toBe(false)
  })

  test('each is decided once: of twenty the first counts', async () => {
    const id = await keptOne()
    const { letters } = stores.world
    const tries = Array.from({ length: 20 }, (_, i) =>
      letters.decide({ ...decided(id, 'ordinary'), reason: `r${i}` }),
    )
    const results = await Promise.all(tries)
    expect(results.filter(Boolean)).toHaveLength(1)
    const [row] = await stores.world.database
      .sql`select reason from letter where content_id = ${id}`
    expect(row?.['reason']).toBe(`r${results.indexOf(true)}`)
  })

  test('opening decides the letter and writes the request, or neither', async () => {
    const { letters, requests } = stores.world
    const id = await keptOne()
    const request = requestFor(id)
    expect(await letters.open(decided(id, 'opened'), [request])).toBe(true)
    expect(
      await letters.open(decided(id, 'opened'), [{ ...request, number: 'PD-SECO-NDXX' }]),
    ).toBe(false)
    expect(await requests.load('PD-SECO-NDXX')).toBeNull()

    const other = await keptOne()
    const broken = { ...requestFor(other), receivedOn: 'no day' }
    await expect(letters.open(decided(other, 'opened'), [broken])).rejects.toMatchObject({
      code: 'database.failed',
    })
    expect(await letters.load(other)).not.toBeNull()
  })

  test('joining records the event and decides the letter, or neither', async () => {
    const { letters, requests } = stores.world
    const first = await keptOne()
    const { number } = requestFor(first)
    await letters.open(decided(first, 'opened'), [requestFor(first)])
    const base = await requests.load(number)
    if (base === null) throw new Error('not opened')
    const joined = { name: 'letter-joined', actor: 'person', facts: {} } as const

    const second = await keptOne()
    expect(await letters.join(decided(second, 'joined'), base, [joined])).toBe(true)
    const third = await keptOne()
    // Something came in between: the letter stays undecided.
    expect(await letters.join(decided(third, 'joined'), base, [joined])).toBe(false)
    expect(await letters.load(third)).not.toBeNull()
    const now = await requests.load(number)
    if (now === null) throw new Error('gone')
    await letters.decide(decided(third, 'ordinary'))
    // The letter was decided by somebody else: the event is not recorded either.
    expect(await letters.join(decided(third, 'joined'), now, [joined])).toBe(false)
    expect((await requests.load(number))?.events).toHaveLength(2)
  })

  test('a letter that fails is counted and waits', async () => {
    const id = await keptOne()
    const { letters } = stores.world
    expect(await letters.failed(id, DAY_MS)).toBe(1)
    expect(await letters.failed(id, DAY_MS)).toBe(2)
    expect((await letters.load(id))?.attempts).toBe(2)
    expect(await isDue(id)).toBe(false)
    await letters.decide(decided(id, 'ordinary'))
    expect(await letters.failed(id, 0)).toBe(0)
  })

  test('our own letter goes at once, with its key', async () => {
    const id = await keptOne()
    await stores.world.letters.decide(decided(id, 'own'))
    const [row] = await stores.world.database.sql`
      select sealed_raw, (select count(*)::int from vault.data_key where id = ${`letter:${id}`}) as keys
      from letter where content_id = ${id}`
    expect(row).toEqual({ sealed_raw: null, keys: 0 })
  })

  test('a held letter is taken up by the beginning of its id, if there is exactly one', async () => {
    const { letters } = stores.world
    const id = await keptOne()
    expect(await letters.takeUp(id.slice(0, 12))).toBeNull()
    await letters.decide({ ...decided(id, 'held'), dueOn: '2026-12-07' })
    expect((await letters.held()).find((one) => one.contentId === id)).toEqual({
      contentId: id,
      receivedAt: MONDAY,
      reason: 'question',
      dueOn: '2026-12-07',
      hasRaw: true,
    })
    const other = await keptOne()
    await letters.decide(decided(other, 'held'))
    expect(await letters.takeUp('')).toBeNull()
    expect(await letters.takeUp(id.slice(0, 12).toUpperCase())).toBe(id)
    expect(await letters.load(id)).not.toBeNull()
    // Whoever took it up reads it; the clock leaves it alone for a moment.
    expect(await isDue(id)).toBe(false)
  })

  test('raw copies are destroyed after their time, those of requests are not', async () => {
    const { letters, database } = stores.world
    stores.now = new Date(MONDAY.getTime() - 10 * DAY_MS)
    const old = await keptOne()
    await letters.decide(decided(old, 'ordinary'))
    const needed = await keptOne()
    await letters.open(decided(needed, 'opened'), [requestFor(needed)])
    stores.now = MONDAY
    const young = await keptOne()
    await letters.decide(decided(young, 'ordinary'))
    const undecided = await keptOne()
    expect(await letters.destroyRaw(new Date(MONDAY.getTime() - 7 * DAY_MS))).toBe(1)
    const rows = await database.sql<{ id: string }[]>`
      select content_id as id from letter where sealed_raw is null and disposition = 'ordinary'`
    expect(rows.map(({ id }) => id)).toEqual([old])
    for (const id of [needed, young, undecided]) {
      const [key] = await database.sql`select 1 from vault.data_key where id = ${`letter:${id}`}`
      expect(key).toBeDefined()
    }
    expect(await letters.destroyThese([needed.slice(0, 16)])).toBe(1)
    expect(await letters.destroyThese([needed.slice(0, 16)])).toBe(0)
    expect(await letters.destroyThese([])).toBe(0)
  })

  test('are counted by what became of them', async () => {
    const { undecided = 0, ...counts } = await stores.world.letters.counts()
    const [row] = await stores.world.database.sql`select count(*)::int as all from letter`
    const sum = Object.values(counts).reduce((total, count) => total + count, undecided)
    expect(sum).toBe(row?.['all'])
    expect(counts['opened']).toBeGreaterThan(0)
  })
})
