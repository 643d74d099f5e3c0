import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDue } from '../../../src/edge/postgres/due.ts'
import type { Draft } from '../../../src/reply/draft.ts'
import { obligationNamed } from '../../../src/request/request.ts'
import type { NewRequest } from '../../../src/request/requests.ts'
import { databaseServers } from '../../support/database.ts'
import { MONDAY } from '../../support/company.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

const NUMBER = 'PD-0000-TEST'
const RAW = Buffer.from('To: anna.testova@person.example\r\n\r\nТестова\r\n')
const MINUTE_MS = 60_000
let drafts = 0

const request: NewRequest = {
  number: NUMBER,
  kind: 'rectify',
  language: 'ru',
  receivedAt: MONDAY,
  receivedOn: '2026-11-16',
  contentId: null,
  details: {
    writer: 'anna.testova@person.example',
    stated: null,
    changes: [],
    messageId: null,
    references: [],
    phrase: null,
  },
  obligations: (['ack', 'notify'] as const).map((name) => ({
    name,
    policyDue: null,
    lawDue: null,
    softDue: null,
    actBy: null,
  })),
  opening: { name: 'opened', actor: 'person', facts: {} },
}

function draft(kind: Draft['kind'] = 'owner-question'): Draft {
  drafts += 1
  const id = `${NUMBER}.${kind}.${drafts}`
  return {
    id,
    kind,
    audience: 'person',
    language: 'ru',
    filled: {
      template: 'held',
      values: { received: '', sender: '', lookBy: '', mailbox: '', office: '' },
    },
    to: 'anna.testova@person.example',
    messageId: `<${id}@company.example>`,
    mark: id,
    references: [],
  }
}

describe.each(databaseServers())('the outbox ($name)', (server) => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores(server)
    const { database, requests } = stores.world
    await database.db.transaction((at) => requests.insert(at, request))
  })
  afterAll(() => stores.close())

  async function put(kind?: Draft['kind']): Promise<string> {
    const one = draft(kind)
    const belonging = { request: NUMBER, contentId: null }
    expect(await stores.world.outbox.put(one, RAW, belonging)).toBe('new')
    return one.id
  }
  async function claimed(id: string) {
    const claim = await stores.world.outbox.claim(id)
    if (claim === null) throw new Error(`${id} is not to be had`)
    return claim
  }
  /** Time passes for what waits in the outbox. */
  const pass = (ms: number) => stores.world.database.sql`
    update reply set send_at = send_at - make_interval(secs => ${ms / 1000}),
      copy_at = copy_at - make_interval(secs => ${ms / 1000}),
      lease_until = lease_until - make_interval(secs => ${ms / 1000})`
  async function rowOf(id: string) {
    return (await stores.world.outbox.ofRequest(NUMBER)).find((row) => row.id === id)
  }
  async function eventsOf(name: string) {
    const { events = [] } = (await stores.world.requests.load(NUMBER)) ?? {}
    return events.filter((event) => event.name === name)
  }

  test('takes the same letter once', async () => {
    const one = draft()
    const belonging = { request: NUMBER, contentId: null }
    const { outbox } = stores.world
    const puts = Array.from({ length: 10 }, () => outbox.put(one, RAW, belonging))
    expect((await Promise.all(puts)).filter((what) => what === 'new')).toHaveLength(1)
    expect(await outbox.known([one.id, 'PD-0000-TEST.other.1'])).toEqual(new Set([one.id]))
    expect(await outbox.known([])).toEqual(new Set())
    expect(await outbox.open(one.id)).toEqual(RAW)
    expect(await outbox.open('PD-0000-TEST.other.1')).toBeNull()
  })

  test('of twenty workers one gets the letter, with its recipient and its bytes', async () => {
    const id = await put()
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => stores.world.outbox.claim(id)),
    )
    expect(claims.filter((claim) => claim !== null)).toEqual([
      { id, token: 1, attempt: 1, to: 'anna.testova@person.example', raw: RAW },
    ])
  })

  test('a letter in the hands of a worker that is gone is free again after half a minute', async () => {
    const id = await put()
    const first = await claimed(id)
    await pass(20_000)
    expect(await stores.world.outbox.claim(id)).toBeNull()
    expect((await findDue(stores.world.database.db)).replies).not.toContain(id)
    await stores.world.outbox.renew(first)
    await pass(20_000)
    expect(await stores.world.outbox.claim(id)).toBeNull()
    await pass(20_000)
    expect((await findDue(stores.world.database.db)).replies).toContain(id)
    expect(await claimed(id)).toMatchObject({ token: 2, attempt: 2 })
  })

  test('what an overtaken worker says no longer counts', async () => {
    const id = await put()
    const first = await claimed(id)
    await pass(MINUTE_MS)
    const second = await claimed(id)
    const { outbox } = stores.world
    await outbox.accepted(first, 250)
    await outbox.refused(first, 550)
    await outbox.deferred(first, 0, true)
    await outbox.renew(first)
    expect(await rowOf(id)).toMatchObject({ state: 'claimed', responseCode: null })
    await outbox.accepted(second, 250)
    expect(await rowOf(id)).toMatchObject({ state: 'sent', responseCode: 250 })
    const mine = (await eventsOf('reply-accepted')).filter(({ facts }) => facts['id'] === id)
    expect(mine).toHaveLength(1)
  })

  test('an accepted letter is noted at its request and keeps the promise it stands for', async () => {
    const { outbox, requests } = stores.world
    const evidence = async (name: 'ack' | 'notify') => {
      const loaded = await requests.load(NUMBER)
      return loaded === null ? null : obligationNamed(loaded, name)?.evidence
    }
    await outbox.accepted(await claimed(await put('owner-question')), 250)
    expect([await evidence('ack'), await evidence('notify')]).toEqual([null, null])
    await outbox.accepted(await claimed(await put('acknowledgement-rectify')), 251)
    expect([await evidence('ack'), await evidence('notify')]).toEqual(['smtp-251', null])
    await outbox.accepted(await claimed(await put('corrected')), 250)
    expect(await evidence('notify')).toBe('smtp-250')
  })

  test('a refused letter is noted and not sent again', async () => {
    const id = await put('corrected')
    await stores.world.outbox.refused(await claimed(id), 550)
    expect(await rowOf(id)).toMatchObject({ state: 'failed', responseCode: 550 })
    await pass(MINUTE_MS)
    expect(await stores.world.outbox.claim(id)).toBeNull()
    const [last] = (await eventsOf('reply-failed')).slice(-1)
    expect(last?.facts).toEqual({ kind: 'corrected', code: 550, id })
  })

  test('a deferred letter waits for its time', async () => {
    const id = await put()
    await stores.world.outbox.deferred(await claimed(id), 5 * MINUTE_MS, true)
    expect(await stores.world.outbox.claim(id)).toBeNull()
    await pass(4 * MINUTE_MS)
    expect((await findDue(stores.world.database.db)).replies).not.toContain(id)
    await pass(2 * MINUTE_MS)
    expect(await claimed(id)).toMatchObject({ attempt: 2 })
  })

  test('the copy in Sent is looked for until it is there', async () => {
    const { outbox, sentLetters, database } = stores.world
    const id = await put()
    const claim = await claimed(id)
    expect(await sentLetters.uncopied(id)).toBeNull()
    await outbox.accepted(claim, 250)
    const messageId = `<${id}@company.example>`
    expect(await sentLetters.uncopied(id)).toEqual({ id, messageId, raw: RAW, attempts: 0 })
    expect((await findDue(database.db)).copies).toContain(id)
    await sentLetters.copyLater(id, MINUTE_MS)
    expect((await findDue(database.db)).copies).not.toContain(id)
    expect(await sentLetters.uncopied(id)).toMatchObject({ attempts: 1 })
    await sentLetters.copied(id, 'found')
    expect(await sentLetters.uncopied(id)).toBeNull()
    await pass(2 * MINUTE_MS)
    expect((await findDue(database.db)).copies).not.toContain(id)
  })

  test('a letter dies with the key of what it speaks of', async () => {
    const id = await put()
    const { database, outbox } = stores.world
    const id_ = `request:${NUMBER}`
    const [key] = await database.sql`delete from vault.data_key where id = ${id_} returning *`
    await expect(outbox.open(id)).rejects.toMatchObject({ code: 'key.destroyed' })
    await expect(outbox.claim(id)).rejects.toMatchObject({ code: 'key.destroyed' })
    await database.sql`insert into vault.data_key ${database.sql({ ...key })}`
    expect(await outbox.open(id)).toEqual(RAW)
  })

  test('a letter about no one request, such as the digest, is sealed like all', async () => {
    const { outbox, database } = stores.world
    const digest = { ...draft(), id: 'DAY-2026-11-17.digest.1', messageId: '<day@x.example>' }
    expect(await outbox.put(digest, RAW, { request: null, contentId: null })).toBe('new')
    const [row] = await database.sql`select sealed_raw from reply where id = ${digest.id}`
    expect(row?.['sealed_raw'].includes(RAW)).toBe(false)
    expect((await outbox.claim(digest.id))?.raw).toEqual(RAW)
  })

  test('knows where a letter of ours went, by its id, as long as its key is there', async () => {
    const { outbox, database } = stores.world
    const id = await put()
    expect(await outbox.recipientOf(id)).toBe('anna.testova@person.example')
    expect(await outbox.recipientOf(`${NUMBER}.owner-question.9999`)).toBeNull()
    await database.sql`delete from vault.data_key where id = ${`request:${NUMBER}`}`
    expect(await outbox.recipientOf(id)).toBeNull()
  })
})
