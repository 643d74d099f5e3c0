/** The data keys: one for each letter, request and person, wrapped by the master key. */
import { eq } from 'drizzle-orm'
import { Fault } from '../../errors.ts'
import type { Vault } from '../vault.ts'
import type { Queryable } from './database.ts'
import { dataKey } from './schema.ts'

export type KeyId = `letter:${string}` | `request:${string}` | `person:${string}`

export interface Keys {
  create(at: Queryable, id: KeyId): Promise<Buffer>
  /** @throws Fault key.destroyed when there is none any more */
  open(at: Queryable, id: KeyId): Promise<Buffer>
  /** What it sealed can never be read again, here or in an older copy of the data. */
  destroy(at: Queryable, id: KeyId): Promise<void>
}

export function createKeys(vault: Vault): Keys {
  return {
    async create(at, id) {
      const { key, wrapped } = vault.newKey(id)
      await at.insert(dataKey).values({ id, wrapped })
      return key
    },
    async open(at, id) {
      const [row] = await at.select().from(dataKey).where(eq(dataKey.id, id))
      if (row === undefined) throw new Fault('key.destroyed', { detail: id.split(':', 1)[0] ?? '' })
      return vault.unwrap(id, row.wrapped)
    },
    async destroy(at, id) {
      await at.delete(dataKey).where(eq(dataKey.id, id))
    },
  }
}
