import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKeys } from '../../../src/edge/postgres/keys.ts'
import { createVault } from '../../../src/edge/vault.ts'
import { databaseServers } from '../../support/database.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

describe.each(databaseServers())('the data keys ($name)', (server) => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores(server)
  })
  afterAll(() => stores.close())

  test('a key opens what it was made for until it is destroyed', async () => {
    const { vault, database } = stores.world
    const keys = createKeys(vault)
    const made = await keys.create(database.db, 'person:a')
    expect(made).toHaveLength(32)
    expect(await keys.open(database.db, 'person:a')).toEqual(made)
    await keys.destroy(database.db, 'person:a')
    expect(await keys.find(database.db, 'person:a')).toBeNull()
    await expect(keys.open(database.db, 'person:a')).rejects.toMatchObject({
      code: 'key.destroyed',
    })
  })

  test('with another SECRET_KEY nothing opens, and that is said', async () => {
    const { vault, database } = stores.world
    await createKeys(vault).create(database.db, 'person:b')
    const strangers = createKeys(createVault(Buffer.alloc(32, 'other')))
    await expect(strangers.open(database.db, 'person:b')).rejects.toMatchObject({
      code: 'key.missing',
    })
  })

  test('a wrapped key that was moved to another row does not open', async () => {
    const { vault, database } = stores.world
    const keys = createKeys(vault)
    await keys.create(database.db, 'person:c')
    await database.sql`update vault.data_key set id = 'person:d' where id = 'person:c'`
    await expect(keys.open(database.db, 'person:d')).rejects.toMatchObject({ code: 'key.missing' })
  })
})
