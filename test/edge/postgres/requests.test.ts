import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDue } from '../../../src/edge/postgres/due.ts'
import { createKeys } from '../../../src/edge/postgres/keys.ts'
import { createRequestStore } from '../../../src/edge/postgres/requests.ts'
import { Fault } from '../../../src/errors.ts'
import type { Entry } from '../../../src/ledger/entry.ts'
import { verifyChain } from '../../../src/ledger/verify.ts'
import type { NewEvent } from '../../../src/request/event.ts'
import { obligationNamed } from '../../../src/request/request.ts'
import type { PrivacyRequest } from '../../../src/request/request.ts'
import type { NewRequest } from '../../../src/request/requests.ts'
import { databaseServers } from '../../support/database.ts'
import { MONDAY } from '../../support/company.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

/** An event as it stands in its table. */
type Chained = Entry & { readonly hash: string }

const DAY_MS = 86_400_000
let numbers = 0

function newRequest(): NewRequest {
  numbers += 1
  return {
    number: `PD-TEST-${String(numbers).padStart(4, '0')}`,
    kind: 'rectify',
    language: 'ru',
    receivedAt: MONDAY,
    receivedOn: '2026-11-16',
    contentId: null,
    details: {
      writer: 'anna.testova@person.example',
      stated: null,
      changes: [{ field: 'surname', to: 'Тестова' }],
      messageId: '<x@mail.example>',
      references: ['<y@mail.example>'],
      phrase: null,
    },
    obligations: [
      { name: 'ack', policyDue: null, lawDue: null, softDue: '2026-11-17', actBy: '2026-11-17' },
      {
        name: 'correct',
        policyDue: '2026-11-25',
        lawDue: null,
        softDue: null,
        actBy: '2026-11-24',
      },
    ],
    opening: { name: 'opened', actor: 'person', facts: { letter: 'abc', review: false } },
  }
}

const planned: NewEvent = {
  name: 'planned',
  actor: 'system',
  facts: { version: 1, possible: true, why: null },
  content: { do: 'correct', after: { surname: 'Тестова' } },
}
const approved: NewEvent = { name: 'approved', actor: 'owner:mail', facts: { version: 1 } }

describe.each(databaseServers())('the book of requests ($name)', (server) => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores(server)
  })
  afterAll(() => stores.close())

  async function opened(): Promise<PrivacyRequest> {
    const request = newRequest()
    const { database, requests } = stores.world
    await database.db.transaction((at) => requests.insert(at, request))
    return loaded(request.number)
  }

  async function loaded(number: string): Promise<PrivacyRequest> {
    const request = await stores.world.requests.load(number)
    if (request === null) throw new Error(`no request ${number}`)
    return request
  }

  /** The chain as it stands in the tables. */
  async function verdict(number: string) {
    const rows = await stores.world.database.sql<Chained[]>`
        select *, request as chain from event where request = ${number} order by seq`
    return verifyChain(stores.world.vault.ledgerKey, rows)
  }

  test('gives back what was put in, in the state that its events make', async () => {
    const request = newRequest()
    const { database, requests } = stores.world
    await database.db.transaction((at) => requests.insert(at, request))
    const { number, kind, details, receivedAt, obligations, events, state } = await loaded(
      request.number,
    )
    expect({ number, kind, details, receivedAt }).toEqual({
      number: request.number,
      kind: request.kind,
      details: request.details,
      receivedAt: request.receivedAt,
    })
    expect(obligations.map(({ name, doneAt }) => [name, doneAt])).toEqual([
      ['ack', null],
      ['correct', null],
    ])
    expect(events).toEqual([{ ...request.opening, seq: 1, at: stores.now }])
    expect(state).toBe('received')
    expect(await requests.load('PD-0000-0000')).toBeNull()
  })

  test('keeps the edition of the policy that was in force when it came (p.19)', async () => {
    const { database, vault } = stores.world
    const { number } = await opened()
    const later = createRequestStore({
      db: database.db,
      keys: createKeys(vault),
      vault,
      now: () => stores.now,
      policyVersion: '2027-06-01',
    })
    const request = await later.load(number)
    if (request === null) throw new Error(`no request ${number}`)
    expect(await later.append(request, [planned])).toBe(true)
    const versions = await database.sql`select policy_version from request where number = ${number}`
    expect(versions.map((row) => row['policy_version'])).toEqual(['2026-01-01'])
  })

  test('appends at the end of what the caller knows, and nowhere else', async () => {
    const before = await opened()
    const { requests } = stores.world
    expect(await requests.append(before, [planned])).toBe(true)
    expect(await requests.append(before, [planned])).toBe(false)
    const after = await loaded(before.number)
    expect(after.events.map(({ name }) => name)).toEqual(['opened', 'planned'])
    expect(after.events[1]).toEqual({ ...planned, seq: 2, at: stores.now })
    expect(after.state).toBe('awaiting-approval')
  })

  test('refuses an event that its state forbids, together with those before it', async () => {
    const before = await opened()
    const { requests } = stores.world
    await expect(requests.append(before, [approved])).rejects.toThrow(
      'approved is forbidden in received',
    )
    await expect(requests.append(before, [planned, approved, planned])).rejects.toThrow(Fault)
    expect((await loaded(before.number)).events).toHaveLength(1)
  })

  test('of twenty who append to the same state one succeeds', async () => {
    const before = await opened()
    const racers = Array.from({ length: 20 }, () => stores.world.requests.append(before, [planned]))
    const won = (await Promise.all(racers)).filter(Boolean)
    expect(won).toHaveLength(1)
    expect((await loaded(before.number)).events).toHaveLength(2)
    expect(await verdict(before.number)).toEqual({ whole: true, entries: 2 })
  })

  test('a number that exists already is left as it is', async () => {
    const before = await opened()
    const { database, requests } = stores.world
    const again = { ...newRequest(), number: before.number, kind: 'cease' as const }
    await database.db.transaction((at) => requests.insert(at, again))
    expect(await loaded(before.number)).toEqual(before)
  })

  test('notes come after whatever is there, also when many come at once', async () => {
    const { number } = await opened()
    const { database, requests } = stores.world
    const said: NewEvent = { name: 'reply-accepted', actor: 'system', facts: { kind: 'approval' } }
    await Promise.all(
      Array.from({ length: 10 }, () =>
        database.db.transaction((at) => requests.note(at, number, [said])),
      ),
    )
    expect((await loaded(number)).events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 11 }, (_, i) => i + 1),
    )
    expect(await verdict(number)).toEqual({ whole: true, entries: 11 })
  })

  test('a promise is kept once: the first evidence stays', async () => {
    const before = await opened()
    const { requests } = stores.world
    stores.now = new Date(MONDAY.getTime() + DAY_MS)
    const acknowledged = (code: number): NewEvent => ({
      name: 'reply-accepted',
      actor: 'system',
      facts: { kind: 'acknowledgement-rectify', code },
    })
    await requests.append(before, [planned, acknowledged(250)])
    stores.now = MONDAY
    await requests.append(await loaded(before.number), [acknowledged(251)])
    const { doneAt, evidence } = obligationNamed(await loaded(before.number), 'ack') ?? {}
    expect({ doneAt, evidence }).toEqual({
      doneAt: new Date(MONDAY.getTime() + DAY_MS),
      evidence: 'smtp-250',
    })
  })

  test('one that is new is due at once, until it is put off or done, however far ahead our own clock is', async () => {
    stores.now = new Date('2040-01-01T00:00:00Z')
    const { number } = await opened()
    stores.now = MONDAY
    const { requests, database } = stores.world
    expect((await findDue(database.db)).requests).toContain(number)
    await requests.postpone(number, DAY_MS)
    expect((await findDue(database.db)).requests).not.toContain(number)
    await requests.postpone(number, 0)
    await requests.settle(number, 1)
    expect((await findDue(database.db)).requests).not.toContain(number)
  })

  test('what is done is never taken back', async () => {
    const { number } = await opened()
    const { requests, database } = stores.world
    await requests.settle(number, 5)
    await requests.settle(number, 2)
    const [row] = await database.sql`select settled_seq from request where number = ${number}`
    expect(row?.['settled_seq']).toBe(5)
  })

  test.each([
    [
      'changed',
      (number: string) => stores.world.database.sql`
      update event set facts = '{"version": 2}' where request = ${number} and seq = 2`,
    ],
    [
      'moved in time',
      (number: string) => stores.world.database.sql`
      update event set at = at + interval '1 second' where request = ${number} and seq = 2`,
    ],
    [
      'given other words',
      (number: string) => stores.world.database.sql`
      update event set sealed = sealed || '\\x00'::bytea where request = ${number} and seq = 2`,
    ],
    [
      'given to somebody else',
      (number: string) => stores.world.database.sql`
      update event set actor = 'owner:terminal' where request = ${number} and seq = 2`,
    ],
    [
      'removed',
      (number: string) => stores.world.database.sql`
      delete from event where request = ${number} and seq = 2`,
    ],
    [
      'made out to be the next',
      (number: string) => stores.world.database.sql`
      update event set seq = 9 where request = ${number} and seq = 2`,
    ],
  ])('an entry that was %s breaks the chain there', async (_, tamper) => {
    const before = await opened()
    await stores.world.requests.append(before, [planned, approved])
    expect(await verdict(before.number)).toEqual({ whole: true, entries: 3 })
    await tamper(before.number)
    expect(await verdict(before.number)).toEqual({ whole: false, brokenAtSeq: 2 })
  })

  test('words that were moved to another entry do not open', async () => {
    const before = await opened()
    await stores.world.requests.append(before, [planned, { ...approved, content: { a: 1 } }])
    await stores.world.database.sql`
      update event set sealed = (select sealed from event where request = ${before.number} and seq = 2)
      where request = ${before.number} and seq = 3`
    await expect(stores.world.requests.load(before.number)).rejects.toMatchObject({
      code: 'key.missing',
    })
  })

  test('after its key is destroyed a request is numbers, dates and codes (p.11/sealed)', async () => {
    const before = await opened()
    const { requests } = stores.world
    const end: NewEvent = {
      name: 'refused',
      actor: 'owner:mail',
      facts: { basis: 'policy:16' },
      content: { reason: 'Тестова' },
    }
    const told: NewEvent = { name: 'told', actor: 'owner:terminal', facts: { how: 'phone' } }
    const closed: NewEvent = { name: 'closed', actor: 'system', facts: {} }
    await requests.append(before, [planned, end, told, closed])
    expect(await requests.closedBefore(stores.now)).toEqual([])
    const later = new Date(stores.now.getTime() + 1_000)
    expect(await requests.closedBefore(later)).toEqual([
      { number: before.number, letters: ['abc'] },
    ])
    await requests.forget(before.number)
    expect(await requests.closedBefore(later)).toEqual([])
    const after = await loaded(before.number)
    expect(after.details.writer).toBeNull()
    expect(after.events.map(({ content }) => content)).toEqual(Array.from({ length: 5 }))
    expect(await verdict(before.number)).toEqual({ whole: true, entries: 5 })
    expect(await requests.list(true)).not.toContain(before.number)
  })
})
