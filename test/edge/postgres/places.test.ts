import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PassedOver } from '../../../src/edge/postgres/places.ts'
import { everythingIn, marksIn } from '../../support/canary.ts'
import { databaseServers } from '../../support/database.ts'
import { MONDAY } from '../../support/company.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

const INBOX = { mailbox: 'privacy@company.example', folder: 'INBOX', uidValidity: 7 }

const passedOver = (uid: number, demand?: PassedOver['demand']): PassedOver => ({
  uid,
  role: 'inbox',
  why: 'before-answer-from',
  receivedAt: new Date(MONDAY.getTime() - uid * 1_000),
  ...(demand === undefined ? {} : { demand }),
})

describe.each(databaseServers())('what is known of a mailbox ($name)', (server) => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores(server)
  })
  afterAll(() => stores.close())

  test('every letter of a folder that was seen, however many there are', async () => {
    const { places } = stores.world
    const letters = Array.from({ length: 2_500 }, (_, i) => passedOver(i + 1))
    await places.passOver(INBOX, letters)
    await places.passOver(INBOX, letters.slice(0, 10))
    expect((await places.knownUids(INBOX)).size).toBe(2_500)
  })

  test('nothing of another folder, nor of the same one after it was renumbered', async () => {
    const { places } = stores.world
    await places.passOver(INBOX, [passedOver(1)])
    expect((await places.knownUids({ ...INBOX, folder: 'Junk' })).size).toBe(0)
    expect((await places.knownUids({ ...INBOX, uidValidity: 8 })).size).toBe(0)
    expect((await places.knownUids({ ...INBOX, mailbox: 'other@company.example' })).size).toBe(0)
  })

  test('old demands, oldest first, readable with the key alone', async () => {
    const { places } = stores.world
    const from = 'Анна Тестова <anna.testova@person.example>'
    const subject = 'Уточнить персональные данные'
    const folder = { ...INBOX, folder: 'Junk' }
    await places.passOver(folder, [
      passedOver(5, { kind: 'rectify', from, subject }),
      passedOver(9, { kind: 'cease', from, subject: 'Прекратить' }),
      passedOver(7),
    ])
    expect(await places.backlog()).toMatchObject([
      { kind: 'cease', from, subject: 'Прекратить', folder: 'Junk' },
      { kind: 'rectify', from, subject },
    ])
    expect((await everythingIn(stores.url)).flatMap(marksIn)).toEqual([])
  })

  test('a value that was settled stays, whoever comes later or at the same time', async () => {
    const { places } = stores.world
    expect(await places.read('answerFrom')).toBeNull()
    const settled = await Promise.all(
      Array.from({ length: 20 }, (_, i) => places.settle('answerFrom', `value ${i}`)),
    )
    expect(new Set(settled).size).toBe(1)
    expect(await places.settle('answerFrom', 'later')).toBe(settled[0])
    expect(await places.read('answerFrom')).toBe(settled[0])
  })

  test('when each role was last at work', async () => {
    const { places } = stores.world
    expect(await places.lastBeat('poller')).toBeNull()
    await places.beat('poller')
    stores.now = new Date(MONDAY.getTime() + 1_000)
    await Promise.all([places.beat('poller'), places.beat('poller'), places.beat('clock')])
    expect(await places.lastBeat('poller')).toEqual(stores.now)
  })
})
