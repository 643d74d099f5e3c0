/** The data keys: one for each letter, request and person, wrapped by the master key. */
import { eq } from 'drizzle-orm'
import { Fault } from '../../errors.ts'
import type { Vault } from '../vault.ts'
import type { Queryable } from './database.ts'
import { dataKey } from './schema.ts'

export type KeyId = `letter:${string}` | `request:${string}` | `person:${string}` | `own:${string}`

export interface Keys {
  create(at: Queryable, id: KeyId): Promise<Buffer>
  /** The same, where another process may be doing it too: one of the two keys stays. */
  createOnce(at: Queryable, id: KeyId): Promise<Buffer>
  /** @throws Fault key.destroyed when there is none any more */
  open(at: Queryable, id: KeyId): Promise<Buffer>
  /** Null when it is destroyed: what it sealed is gone for good. */
  find(at: Queryable, id: KeyId): Promise<Buffer | null>
  /** What it sealed can never be read again, here or in an older copy of the data. */
  destroy(at: Queryable, id: KeyId): Promise<void>
}

class DataKeys implements Keys {
  private readonly vault: Vault

  constructor(vault: Vault) {
    this.vault = vault
  }

  async create(at: Queryable, id: KeyId): Promise<Buffer> {
    const { key, wrapped } = this.vault.newKey(id)
    await at.insert(dataKey).values({ id, wrapped })
    return key
  }

  async createOnce(at: Queryable, id: KeyId): Promise<Buffer> {
    const { wrapped } = this.vault.newKey(id)
    await at.insert(dataKey).values({ id, wrapped }).onConflictDoNothing()
    return this.open(at, id)
  }

  async find(at: Queryable, id: KeyId): Promise<Buffer | null> {
    const [row] = await at.select().from(dataKey).where(eq(dataKey.id, id))
    return row === undefined ? null : this.vault.unwrap(id, row.wrapped)
  }

  async open(at: Queryable, id: KeyId): Promise<Buffer> {
    const key = await this.find(at, id)
    if (key === null) throw new Fault('key.destroyed', { detail: id.split(':', 1)[0] ?? '' })
    return key
  }

  async destroy(at: Queryable, id: KeyId): Promise<void> {
    await at.delete(dataKey).where(eq(dataKey.id, id))
  }
}

export function createKeys(vault: Vault): Keys {
  return new DataKeys(vault)
}
