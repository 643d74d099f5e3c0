/** The outbox: final bytes, one letter at a time in one worker's hands, and what became of it. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { NewEvent } from '../../request/event.ts'
import type { Draft } from '../../reply/draft.ts'
import { isLimited, whyWithheld } from '../../reply/limits.ts'
import type { Claim, SendPorts } from '../../reply/send.ts'
import type { Belonging, Put, WritePorts } from '../../reply/write.ts'
import type { Vault } from '../vault.ts'
import type { Drizzle, Queryable } from './database.ts'
import { inMs } from './database.ts'
import { countLetters, hashesOf, oneAtATime } from './outbox-counts.ts'
import type { RequestStore } from './requests.ts'
import { reply } from './schema.ts'
import type { SealedReplies } from './sealed-replies.ts'

export interface OutboxRow {
  readonly id: string
  readonly kind: string
  readonly audience: string
  readonly state: string
  readonly attempts: number
  readonly sentAt: Date | null
  readonly responseCode: number | null
  readonly composedAt: Date
}

export type Outbox = SendPorts['outbox'] &
  WritePorts['outbox'] & {
    ofRequest(number: string): Promise<readonly OutboxRow[]>
    /** The address a letter of ours went to; null when there is none such, or its key is destroyed. */
    recipientOf(id: string): Promise<string | null>
    /** The final bytes, for whoever may read them. */
    open(id: string): Promise<Buffer | null>
  }

export interface OutboxParts {
  readonly db: Drizzle
  readonly sealed: SealedReplies
  readonly vault: Pick<Vault, 'hash'>
  readonly requests: RequestStore
  readonly now: () => Date
  /** How long a provider gets to put its own copy into Sent. */
  readonly copySettleMs: number
  /** Of the policy; limits.ts says who gets which share of it. */
  readonly lettersPerDay: number
}

/** Longer than a server needs to answer while the claim is renewed every few seconds. */
const LEASE_MS = 30_000
const byId = (id: string) => eq(reply.id, id)
const stillMine = (claim: Claim) =>
  and(byId(claim.id), eq(reply.state, 'claimed'), eq(reply.token, claim.token))

type Row = typeof reply.$inferSelect
type NewRow = Omit<typeof reply.$inferInsert, 'sendAt'> & { readonly sendAt: SQL }

/** How long a letter waits for its hour. */
function waitMsOf({ notBefore }: Draft, now: Date): number {
  return notBefore === undefined ? 0 : Math.max(0, notBefore.getTime() - now.getTime())
}

class Box implements Outbox {
  private readonly parts: OutboxParts

  constructor(parts: OutboxParts) {
    this.parts = parts
  }

  async known(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set()
    const rows = await this.parts.db
      .select({ id: reply.id })
      .from(reply)
      .where(inArray(reply.id, [...ids]))
    return new Set(rows.map((row) => row.id))
  }

  async put(draft: Draft, raw: Buffer, belonging: Belonging): Promise<Put> {
    const row = await this.rowOf(draft, raw, belonging)
    if (!isLimited(draft.kind)) return this.insert(this.parts.db, row)
    return this.parts.db.transaction(async (at) => {
      await oneAtATime(at)
      // What is there already counts: it must not be the one too many.
      const [there] = await at.select({ id: reply.id }).from(reply).where(byId(draft.id))
      if (there !== undefined) return 'there'
      const counts = await countLetters(at, row)
      const why = whyWithheld(draft.kind, counts, this.parts.lettersPerDay)
      return why === null ? this.insert(at, row) : { withheld: why }
    })
  }

  private async rowOf(draft: Draft, raw: Buffer, belonging: Belonging): Promise<NewRow> {
    const { id, kind, audience, messageId, to } = draft
    return {
      ...belonging,
      ...(await this.parts.sealed.seal(id, { to, raw }, belonging)),
      id,
      kind,
      audience,
      messageId,
      ...hashesOf(to, this.parts.vault),
      composedAt: this.parts.now(),
      sendAt: inMs(waitMsOf(draft, this.parts.now())),
    }
  }

  private async insert(at: Queryable, row: NewRow): Promise<'new' | 'there'> {
    const inserted = await at
      .insert(reply)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: reply.id })
    return inserted.length > 0 ? 'new' : 'there'
  }

  async claim(id: string): Promise<Claim | null> {
    const [row] = await this.parts.db
      .update(reply)
      .set({
        state: 'claimed',
        token: sql`${reply.token} + 1`,
        attempts: sql`${reply.attempts} + 1`,
        leaseUntil: inMs(LEASE_MS),
      })
      .where(
        and(
          byId(id),
          or(
            and(eq(reply.state, 'pending'), sql`${reply.sendAt} <= now()`),
            and(eq(reply.state, 'claimed'), sql`${reply.leaseUntil} < now()`),
          ),
        ),
      )
      .returning()
    if (row === undefined) return null
    return { id, token: row.token, attempt: row.attempts, ...(await this.parts.sealed.open(row)) }
  }

  async renew(claim: Claim): Promise<void> {
    await this.parts.db
      .update(reply)
      .set({ leaseUntil: inMs(LEASE_MS) })
      .where(stillMine(claim))
  }

  async accepted(claim: Claim, responseCode: number): Promise<void> {
    await this.parts.db.transaction(async (at) => {
      const [row] = await at
        .update(reply)
        .set({
          state: 'sent',
          sentAt: this.parts.now(),
          responseCode,
          leaseUntil: null,
          copyAt: inMs(this.parts.copySettleMs),
        })
        .where(stillMine(claim))
        .returning()
      if (row !== undefined) await this.note(at, row, 'reply-accepted', responseCode)
    })
  }

  async refused(claim: Claim, responseCode: number): Promise<void> {
    await this.parts.db.transaction(async (at) => {
      const [row] = await at
        .update(reply)
        .set({ state: 'failed', responseCode, leaseUntil: null })
        .where(stillMine(claim))
        .returning()
      if (row !== undefined) await this.note(at, row, 'reply-failed', responseCode)
    })
  }

  async deferred(claim: Claim, waitMs: number, isCounted: boolean): Promise<void> {
    const attempts = isCounted ? claim.attempt : claim.attempt - 1
    await this.parts.db
      .update(reply)
      .set({ state: 'pending', sendAt: inMs(waitMs), leaseUntil: null, attempts })
      .where(stillMine(claim))
  }

  /** What the server said of a letter is part of its request's story, and keeps its promises. */
  private async note(
    at: Queryable,
    row: Row,
    name: 'reply-accepted' | 'reply-failed',
    code: number,
  ): Promise<void> {
    if (row.request === null) return
    const said: NewEvent = { name, actor: 'system', facts: { kind: row.kind, code, id: row.id } }
    await this.parts.requests.note(at, row.request, [said])
  }

  async ofRequest(number: string): Promise<readonly OutboxRow[]> {
    return this.parts.db
      .select()
      .from(reply)
      .where(eq(reply.request, number))
      .orderBy(reply.composedAt, reply.id)
  }

  async open(id: string): Promise<Buffer | null> {
    const [row] = await this.parts.db.select().from(reply).where(byId(id))
    return row === undefined ? null : (await this.parts.sealed.open(row)).raw
  }

  async recipientOf(id: string): Promise<string | null> {
    const [row] = await this.parts.db.select().from(reply).where(byId(id))
    if (row === undefined || row.request === null) return null
    return (await this.parts.sealed.find(row))?.to ?? null
  }
}

export function createOutbox(parts: OutboxParts): Outbox {
  return new Box(parts)
}
