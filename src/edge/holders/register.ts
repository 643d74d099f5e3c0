/** The built-in holder: the register of people, encrypted at rest, found by keyed hash. */
import { randomBytes } from 'node:crypto'
import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Fields, Holder, PersonRecord } from '../../action/holder.ts'
import type { Field } from '../../letter/letter.ts'
import type { Drizzle, Queryable } from '../postgres/database.ts'
import type { Keys } from '../postgres/keys.ts'
import { person, suppression } from '../postgres/schema.ts'
import { readFields } from '../sealed-shapes.ts'
import type { Vault } from '../vault.ts'
import { sealText, unsealText } from '../vault.ts'

/** The fields a person is found by. */
const FOUND_BY = ['email', 'phone', 'userId'] as const
type FoundBy = (typeof FOUND_BY)[number]

export interface RegisterEntry extends PersonRecord {
  readonly stoppedAt: Date | null
  readonly enteredAt: Date
}

export type Added =
  | { readonly added: true; readonly ref: string }
  | { readonly added: false; readonly why: 'suppressed' | 'exists' }

export interface Register extends Holder {
  add(fields: Fields): Promise<Added>
  list(): Promise<readonly RegisterEntry[]>
}

export interface RegisterParts {
  readonly db: Drizzle
  readonly keys: Keys
  readonly vault: Vault
  readonly now: () => Date
}

/** One spelling for each value, so that the hash finds it. */
function spelled(field: FoundBy, value: string): string {
  return field === 'userId' ? value.trim() : value.trim().toLowerCase()
}

class PeopleRegister implements Register {
  readonly name = 'register'
  private readonly parts: RegisterParts

  constructor(parts: RegisterParts) {
    this.parts = parts
  }

  private hashes(fields: Fields): Record<FoundBy, string | null> {
    const hash = (field: FoundBy): string | null => {
      const value = fields[field]
      return value === undefined ? null : this.parts.vault.hash(field, spelled(field, value))
    }
    return { email: hash('email'), phone: hash('phone'), userId: hash('userId') }
  }

  private columns(
    fields: Fields,
  ): Pick<typeof person.$inferInsert, 'emailHash' | 'phoneHash' | 'userIdHash'> {
    const { email, phone, userId } = this.hashes(fields)
    return { emailHash: email, phoneHash: phone, userIdHash: userId }
  }

  private async opened(at: Queryable, row: typeof person.$inferSelect): Promise<RegisterEntry> {
    const key = await this.parts.keys.open(at, `person:${row.id}`)
    const fields = readFields(unsealText(key, `person:${row.id}`, row.sealedFields))
    return { ref: row.id, fields, stoppedAt: row.stoppedAt, enteredAt: row.enteredAt }
  }

  async find(email: string): Promise<readonly PersonRecord[]> {
    const hash = this.parts.vault.hash('email', spelled('email', email))
    const rows = await this.parts.db.select().from(person).where(eq(person.emailHash, hash))
    return Promise.all(rows.map((row) => this.opened(this.parts.db, row)))
  }

  async findByPhone(phone: string): Promise<readonly PersonRecord[]> {
    const hash = this.parts.vault.hash('phone', spelled('phone', phone))
    const rows = await this.parts.db.select().from(person).where(eq(person.phoneHash, hash))
    return Promise.all(rows.map((row) => this.opened(this.parts.db, row)))
  }

  async look(ref: string): Promise<PersonRecord | null> {
    const [row] = await this.parts.db.select().from(person).where(eq(person.id, ref))
    return row === undefined ? null : this.opened(this.parts.db, row)
  }

  async hold(ref: string, what: 'everything' | 'mailings'): Promise<void> {
    const { db, now } = this.parts
    const column = what === 'everything' ? person.stoppedAt : person.mailingsStoppedAt
    await db
      .update(person)
      .set(what === 'everything' ? { stoppedAt: now() } : { mailingsStoppedAt: now() })
      .where(and(eq(person.id, ref), isNull(column)))
  }

  async release(ref: string): Promise<void> {
    await this.parts.db.update(person).set({ stoppedAt: null }).where(eq(person.id, ref))
  }

  async correct(ref: string, changes: Fields): Promise<void> {
    await this.parts.db.transaction(async (at) => {
      const [row] = await at.select().from(person).where(eq(person.id, ref)).for('update')
      if (row === undefined) return
      const { fields } = await this.opened(at, row)
      const after: Fields = { ...fields, ...changes }
      const key = await this.parts.keys.open(at, `person:${ref}`)
      await at
        .update(person)
        .set({
          sealedFields: sealText(key, `person:${ref}`, JSON.stringify(after)),
          ...this.columns(after),
          version: sql`${person.version} + 1`,
        })
        .where(eq(person.id, ref))
    })
  }

  /** By every field it was found by: who was destroyed does not come back by an import (p.17). */
  private async suppress(
    at: Queryable,
    row: typeof person.$inferSelect,
    number: string,
  ): Promise<void> {
    const marks = [
      { kind: 'email', hash: row.emailHash },
      { kind: 'phone', hash: row.phoneHash },
      { kind: 'userId', hash: row.userIdHash },
    ].flatMap(({ kind, hash }) =>
      hash === null ? [] : [{ kind, hash, request: number, since: this.parts.now() }],
    )
    if (marks.length > 0) await at.insert(suppression).values(marks).onConflictDoNothing()
  }

  async keepOnly(ref: string, kept: readonly Field[], number: string): Promise<void> {
    const { db, keys, now } = this.parts
    await db.transaction(async (at) => {
      const [row] = await at.select().from(person).where(eq(person.id, ref)).for('update')
      if (row === undefined) return
      const { fields } = await this.opened(at, row)
      const after: Fields = Object.fromEntries(
        kept.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])),
      )
      await this.suppress(at, row, number)
      // A key of its own: what older copies of the database hold of the rest dies with the old one.
      await keys.destroy(at, `person:${ref}`)
      const key = await keys.create(at, `person:${ref}`)
      await at
        .update(person)
        .set({
          sealedFields: sealText(key, `person:${ref}`, JSON.stringify(after)),
          ...this.columns(after),
          stoppedAt: row.stoppedAt ?? now(),
          version: sql`${person.version} + 1`,
        })
        .where(eq(person.id, ref))
    })
  }

  async destroy(ref: string, number: string): Promise<void> {
    const { db, keys } = this.parts
    await db.transaction(async (at) => {
      const [row] = await at.select().from(person).where(eq(person.id, ref)).for('update')
      if (row === undefined) return
      await this.suppress(at, row, number)
      await at.delete(person).where(eq(person.id, ref))
      await keys.destroy(at, `person:${ref}`)
    })
  }

  async add(fields: Fields): Promise<Added> {
    const { db, keys, now } = this.parts
    return db.transaction(async (at) => {
      // Two imports at the same time, or an import during a destruction, come one after the other.
      await at.execute(sql`lock table ${person} in share row exclusive mode`)
      const hashes = this.hashes(fields)
      if (await this.isSuppressed(at, hashes)) return { added: false, why: 'suppressed' }
      if (await this.exists(at, hashes)) return { added: false, why: 'exists' }
      const ref = randomBytes(12).toString('hex')
      const key = await keys.create(at, `person:${ref}`)
      await at.insert(person).values({
        id: ref,
        sealedFields: sealText(key, `person:${ref}`, JSON.stringify(fields)),
        ...this.columns(fields),
        enteredAt: now(),
      })
      return { added: true, ref }
    })
  }

  /** Who was destroyed does not come back by an import (p.17). */
  private async isSuppressed(
    at: Queryable,
    hashes: Record<FoundBy, string | null>,
  ): Promise<boolean> {
    const conditions = FOUND_BY.flatMap((kind) => {
      const hash = hashes[kind]
      return hash === null ? [] : [and(eq(suppression.kind, kind), eq(suppression.hash, hash))]
    })
    if (conditions.length === 0) return false
    const rows = await at
      .select()
      .from(suppression)
      .where(or(...conditions))
      .limit(1)
    return rows.length > 0
  }

  private async exists(at: Queryable, hashes: Record<FoundBy, string | null>): Promise<boolean> {
    const columns = { email: person.emailHash, phone: person.phoneHash, userId: person.userIdHash }
    for (const kind of ['email', 'userId'] as const) {
      const hash = hashes[kind]
      if (hash === null) continue
      const rows = await at
        .select({ id: person.id })
        .from(person)
        .where(and(isNotNull(columns[kind]), inArray(columns[kind], [hash])))
        .limit(1)
      if (rows.length > 0) return true
    }
    return false
  }

  async list(): Promise<readonly RegisterEntry[]> {
    const rows = await this.parts.db.select().from(person).orderBy(person.enteredAt)
    return Promise.all(rows.map((row) => this.opened(this.parts.db, row)))
  }
}

export function createRegister(parts: RegisterParts): Register {
  return new PeopleRegister(parts)
}
