import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKeys } from '../../../src/edge/postgres/keys.ts'
import { SealedReplies } from '../../../src/edge/postgres/sealed-replies.ts'
import { createOutbox } from '../../../src/edge/postgres/outbox.ts'
import type { Outbox } from '../../../src/edge/postgres/outbox.ts'
import type { Draft } from '../../../src/reply/draft.ts'
import { isOwnerLetter } from '../../../src/reply/owed.ts'
import type { Put } from '../../../src/reply/write.ts'
import { MONDAY } from '../../support/company.ts'
import { databaseServers } from '../../support/database.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

const RAW = Buffer.from('To: anna.testova@person.example\r\n\r\nТестова\r\n')
const ANNA = 'anna.testova@person.example'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How many went, and how many were withheld for which reason. */
function counted(puts: readonly Put[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const put of puts) {
    const what = typeof put === 'string' ? put : put.withheld
    found[what] = (found[what] ?? 0) + 1
  }
  return found
}

describe.each(databaseServers())('the outbox ($name)', (server) => {
  let stores: Stores
  let requests = 0
  beforeEach(async () => {
    stores = await openStores(server)
  })
  afterEach(() => stores.close())

  async function open(words: string | null = null, proven = ''): Promise<string> {
    requests += 1
    const number = `PD-${String(requests).padStart(4, '0')}-TEST`
    const { database, requests: book } = stores.world
    await database.db.transaction((at) =>
      book.insert(at, {
        number,
        kind: 'rectify',
        language: 'ru',
        receivedAt: MONDAY,
        receivedOn: '2026-11-16',
        contentId: null,
        details: {
          writer: ANNA,
          stated: null,
          changes: [],
          messageId: null,
          references: [],
          phrase: null,
        },
        obligations: [{ name: 'ack', policyDue: null, lawDue: null, softDue: null, actBy: null }],
        opening: {
          name: 'opened',
          actor: 'person',
          facts: words === null ? { proven } : { words, proven },
        },
      }),
    )
    return number
  }

  function outboxOf(lettersPerDay: number): Outbox {
    const { database, vault, requests: book } = stores.world
    const { db } = database
    const now = () => stores.now
    const sealed = new SealedReplies(db, createKeys(vault))
    const parts = { db, sealed, vault, requests: book, now, copySettleMs: 0 }
    return createOutbox({ ...parts, lettersPerDay })
  }

  async function put(
    kind: Draft['kind'],
    special: {
      to?: string
      number?: string
      outbox?: Outbox
      version?: number
      proven?: string
    } = {},
  ): Promise<Put> {
    const { to = ANNA, outbox = stores.world.outbox, version = 1 } = special
    const number = special.number ?? (await open(null, special.proven))
    const id = `${number}.${kind}.${version}`
    const draft: Draft = {
      id,
      kind,
      audience: isOwnerLetter(kind) ? 'owner' : 'person',
      language: 'ru',
      filled: {
        template: 'held',
        values: { received: '', sender: '', lookBy: '', mailbox: '', office: '' },
      },
      to,
      messageId: `<${id}@company.example>`,
      mark: id,
      references: [],
    }
    return outbox.put(draft, RAW, { request: number, contentId: null })
  }
  const many = (count: number, one: (index: number) => Promise<Put>) =>
    Promise.all(Array.from({ length: count }, (_, index) => one(index)))

  test('lets exactly three acknowledgements to one sender go, however many workers put them at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, () => open()))
    const puts = await many(20, (index) =>
      put('acknowledgement-rectify', { number: numbers[index] ?? '' }),
    )
    expect(counted(puts)).toEqual({ new: 3, sender: 17 })
    const [row] = await stores.world.database.sql`select count(*)::int as count from reply`
    expect(row?.['count']).toBe(3)
  })

  test('then one a day, and three again after a month', async () => {
    const days: unknown[] = []
    for (const day of [0, 1, 2, 33]) {
      stores.now = new Date(MONDAY.getTime() + day * DAY_MS)
      days.push(counted(await many(5, () => put('acknowledgement-cease'))))
    }
    expect(days).toEqual([
      { new: 3, sender: 2 },
      { new: 1, sender: 4 },
      { new: 1, sender: 4 },
      { new: 3, sender: 2 },
    ])
  })

  test('knows a sender by the mailbox, not by how the address is spelled', async () => {
    const spelled = ['Anna.Testova@Person.example', 'anna.testova+1@person.example', ANNA, ANNA]
    const puts: Put[] = []
    for (const to of spelled) puts.push(await put('acknowledgement-rectify', { to }))
    expect(counted(puts)).toEqual({ new: 3, sender: 1 })
  })

  test('acknowledges the same words of one sender once a day', async () => {
    const ack = async (words: string) =>
      put('acknowledgement-rectify', { number: await open(words) })
    expect([await ack('aa'), await ack('bb'), await ack('aa')]).toEqual([
      'new',
      'new',
      { withheld: 'same-words' },
    ])
    stores.now = new Date(MONDAY.getTime() + DAY_MS + 1)
    expect(await ack('aa')).toBe('new')
  })

  test('a letter that is there already is there, also when it was the last that could go', async () => {
    const number = await open('aa')
    const acks = () => put('acknowledgement-rectify', { number })
    expect(counted(await many(10, acks))).toEqual({ new: 1, there: 9 })
  })

  test('sends five acknowledgements and questions of one request, and then only what is owed to it', async () => {
    const number = await open()
    const puts: Put[] = []
    for (let version = 1; version <= 7; version += 1)
      puts.push(await put('clarify', { number, version }))
    expect(counted(puts)).toEqual({ new: 5, thread: 2 })
    expect(await put('owner-question', { number })).toBe('new')
  })

  test('stops for people whom nothing vouches for at a quarter of the day for one domain, at half for all; for the others at three quarters', async () => {
    const outbox = outboxOf(40)
    const to =
      (domain: string, proven = '') =>
      (index: number) =>
        put('acknowledgement-rectify', { to: `person${proven}${index}@${domain}`, outbox, proven })
    expect(counted(await many(12, to('one.example')))).toEqual({ new: 10, domain: 2 })
    expect(counted(await many(10, to('two.example')))).toEqual({ new: 10 })
    expect(counted(await many(12, to('three.example')))).toEqual({ quota: 12 })
    expect(counted(await many(12, to('one.example', 'dkim')))).toEqual({ new: 10, quota: 2 })
  })

  test('sends outcomes though nothing is left for acknowledgements (ruling 12)', async () => {
    const outbox = outboxOf(10)
    const each = (kind: Draft['kind']) => (index: number) =>
      put(kind, { to: `testperson${index}@d${index}.example`, outbox })
    expect(counted(await many(20, each('acknowledgement-cease')))).toEqual({ new: 5, quota: 15 })
    for (const kind of ['corrected', 'destroyed', 'no-record', 'refused', 'receipt'] as const)
      expect(counted(await many(5, each(kind)))).toEqual({ new: 5 })
  })

  test('lets forty routine letters a day go to the owner, and one about the flood', async () => {
    const toOwner = (kind: Draft['kind']) => () => put(kind, { to: 'owner@company.example' })
    expect(counted(await many(25, toOwner('approval')))).toEqual({ new: 25 })
    expect(counted(await many(20, toOwner('held')))).toEqual({ new: 15, owner: 5 })
    expect(counted(await many(3, toOwner('flood')))).toEqual({ new: 1, owner: 2 })
    expect(counted(await many(2, toOwner('receipt')))).toEqual({ new: 2 })
    stores.now = new Date(MONDAY.getTime() + DAY_MS + 1)
    expect(counted(await many(2, toOwner('approval')))).toEqual({ new: 2 })
  })

  test('keeps hashes of every recipient and domain that nobody can read', async () => {
    await put('corrected')
    const rows = await stores.world.database.sql`select recipient_hash, domain_hash from reply`
    for (const row of rows)
      expect([row['recipient_hash'], row['domain_hash']]).toEqual([
        stores.world.vault.hash('recipient', ANNA),
        stores.world.vault.hash('domain', 'person.example'),
      ])
  })
})
