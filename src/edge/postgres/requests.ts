/** The book of requests: details and contents sealed with the request's key, events chained. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Entry } from '../../ledger/entry.ts'
import { entryHash } from '../../ledger/entry.ts'
import { Fault } from '../../errors.ts'
import type { NewEvent } from '../../request/event.ts'
import { textFact } from '../../request/event.ts'
import { owedAfter } from '../../request/effects.ts'
import type { Obligation, PrivacyRequest } from '../../request/request.ts'
import type { MoreRequests, NewRequest } from '../../request/requests.ts'
import { followAll } from '../../request/transition.ts'
import type { DemandKind } from '../../policy/rules.ts'
import type { Vault } from '../vault.ts'
import { sealText } from '../vault.ts'
import type { Drizzle, Queryable } from './database.ts'
import { inMs } from './database.ts'
import type { Keys } from './keys.ts'
import { loadRequest, obligationsOf } from './request-load.ts'
import { dataKey, event, obligation, request } from './schema.ts'

export interface RequestStore extends MoreRequests {
  /** Inside a transaction of the caller; a number that exists already is left as it is. */
  insert(at: Queryable, newRequest: NewRequest): Promise<void>
  /** Like append, inside a transaction of the caller. */
  appendIn(at: Queryable, base: PrivacyRequest, events: readonly NewEvent[]): Promise<boolean>
  /** Events that any state allows, after whatever is there now. */
  note(at: Queryable, number: string, events: readonly NewEvent[]): Promise<void>
  /** Like note, in a transaction of its own. */
  record(number: string, events: readonly NewEvent[]): Promise<void>
  /** All that follows from the events up to `seq` has been done. */
  settle(number: string, seq: number): Promise<void>
  /** Gone on with after a while. */
  postpone(number: string, waitMs: number): Promise<void>
  /** Requests closed before `before` whose key still exists, with the beginnings of the content ids of their letters. */
  closedBefore(before: Date): Promise<readonly ClosedRequest[]>
  /** Destroys the request's key: what stays are numbers, dates and codes. */
  forget(number: string): Promise<void>
  /** Every open request is looked at again. @returns how many */
  wakeOpen(): Promise<number>
  /** Numbers, newest first. */
  list(open: boolean): Promise<readonly string[]>
}

export interface ClosedRequest {
  readonly number: string
  readonly letters: readonly string[]
}

export interface RequestStoreParts {
  readonly db: Drizzle
  readonly keys: Keys
  readonly vault: Vault
  readonly now: () => Date
  readonly policyVersion: string
}

const byNumber = (number: string) => eq(request.number, number)

interface Tail {
  readonly seq: number
  readonly hash: string
}

class Book implements RequestStore {
  private readonly parts: RequestStoreParts

  constructor(parts: RequestStoreParts) {
    this.parts = parts
  }

  load(number: string): Promise<PrivacyRequest | null> {
    return loadRequest(this.parts, number)
  }

  async insert(at: Queryable, opened: NewRequest): Promise<void> {
    const { number, kind, language, receivedAt, receivedOn, contentId } = opened
    const [existing] = await at.select().from(request).where(byNumber(number))
    if (existing !== undefined) return
    const key = await this.parts.keys.create(at, `request:${number}`)
    await at.insert(request).values({
      number,
      kind,
      language,
      receivedAt,
      receivedOn,
      contentId,
      policyVersion: this.parts.policyVersion,
      sealedDetails: sealText(key, `request:${number}`, JSON.stringify(opened.details)),
      searchedHash: this.searchedHash(opened.details.stated ?? opened.details.writer),
      lastSeq: 0,
      settledSeq: 0,
      wakeAt: sql`now()`,
    })
    if (opened.obligations.length > 0)
      await at
        .insert(obligation)
        .values(opened.obligations.map((owed) => ({ ...owed, request: number })))
    await this.write(at, number, [opened.opening, ...(opened.known ?? [])], { seq: 0, hash: '' })
  }

  async open(opened: NewRequest): Promise<void> {
    await this.parts.db.transaction((at) => this.insert(at, opened))
  }

  async openAbout(kind: DemandKind, address: string): Promise<readonly string[]> {
    const rows = await this.parts.db
      .select({ number: request.number })
      .from(request)
      .where(
        and(
          eq(request.searchedHash, this.searchedHash(address) ?? ''),
          eq(request.kind, kind),
          isNull(request.closedAt),
        ),
      )
      .orderBy(request.receivedAt, request.number)
    return rows.map(({ number }) => number)
  }

  private searchedHash(address: string | null): string | null {
    return address === null ? null : this.parts.vault.hash('email', address.toLowerCase())
  }

  async append(base: PrivacyRequest, events: readonly NewEvent[]): Promise<boolean> {
    return this.parts.db.transaction((at) => this.appendIn(at, base, events))
  }

  async appendIn(
    at: Queryable,
    base: PrivacyRequest,
    events: readonly NewEvent[],
  ): Promise<boolean> {
    const tail = await this.lock(at, base.number)
    if (tail.seq !== base.events.length) return false
    const next = followAll(base, events, this.parts.now())
    if (next === undefined) {
      const names = events.map(({ name }) => name).join(', ')
      throw new Fault('internal', { detail: `${names} is forbidden in ${base.state}` })
    }
    await this.write(at, base.number, events, tail)
    if (next.state === 'closed')
      await at
        .update(request)
        .set({ closedAt: this.parts.now() })
        .where(and(byNumber(base.number), isNull(request.closedAt)))
    return true
  }

  async note(at: Queryable, number: string, events: readonly NewEvent[]): Promise<void> {
    await this.write(at, number, events, await this.lock(at, number))
  }

  async record(number: string, events: readonly NewEvent[]): Promise<void> {
    await this.parts.db.transaction((at) => this.note(at, number, events))
  }

  async settle(number: string, seq: number): Promise<void> {
    await this.parts.db
      .update(request)
      .set({ settledSeq: sql`greatest(${request.settledSeq}, ${seq})` })
      .where(byNumber(number))
  }

  async postpone(number: string, waitMs: number): Promise<void> {
    await this.parts.db
      .update(request)
      .set({ wakeAt: inMs(waitMs) })
      .where(byNumber(number))
  }

  async closedBefore(before: Date): Promise<readonly ClosedRequest[]> {
    const { db } = this.parts
    const rows = await db
      .select({ number: request.number })
      .from(request)
      .innerJoin(dataKey, eq(dataKey.id, sql`'request:' || ${request.number}`))
      .where(lt(request.closedAt, before))
      .limit(1_000)
    return Promise.all(
      rows.map(async ({ number }) => {
        const events = await db.select().from(event).where(eq(event.request, number))
        const letters = events.map((one) => textFact(one, 'letter')).filter((id) => id !== '')
        return { number, letters }
      }),
    )
  }

  async forget(number: string): Promise<void> {
    await this.parts.keys.destroy(this.parts.db, `request:${number}`)
  }

  async wakeOpen(): Promise<number> {
    const woken = await this.parts.db
      .update(request)
      .set({
        wakeAt: sql`now()`,
        settledSeq: sql`least(${request.settledSeq}, ${request.lastSeq} - 1)`,
      })
      .where(isNull(request.closedAt))
      .returning({ number: request.number })
    return woken.length
  }

  async list(open: boolean): Promise<readonly string[]> {
    const rows = await this.parts.db
      .select({ number: request.number })
      .from(request)
      .where(open ? isNull(request.closedAt) : undefined)
      .orderBy(sql`${request.receivedAt} desc`)
    return rows.map((row) => row.number)
  }

  /** Holds the row until the transaction ends, so that events get their places one after another. */
  private async lock(at: Queryable, number: string): Promise<Tail> {
    const [row] = await at.select().from(request).where(byNumber(number)).for('update')
    if (row === undefined) throw new Fault('internal', { detail: `${number} does not exist` })
    const [last] = await at
      .select({ hash: event.hash })
      .from(event)
      .where(and(eq(event.request, number), eq(event.seq, row.lastSeq)))
    return { seq: row.lastSeq, hash: last?.hash ?? '' }
  }

  private async write(
    at: Queryable,
    number: string,
    events: readonly NewEvent[],
    tail: Tail,
  ): Promise<void> {
    if (events.length === 0) return
    const key = await this.parts.keys.open(at, `request:${number}`)
    let { seq, hash } = tail
    for (const { name, actor, facts, content } of events) {
      seq += 1
      const sealed =
        content === undefined
          ? null
          : sealText(key, `event:${number}:${seq}`, JSON.stringify(content))
      const entry: Entry = { chain: number, seq, at: this.parts.now(), name, actor, facts, sealed }
      hash = entryHash(this.parts.vault.ledgerKey, hash, entry)
      await at
        .insert(event)
        .values({ request: number, seq, at: entry.at, name, actor, facts, sealed, hash })
    }
    await at
      .update(request)
      .set({ lastSeq: seq, wakeAt: sql`now()` })
      .where(byNumber(number))
    await this.keep(at, number, events)
  }

  /** What is owed follows from events (request/effects.ts); here it is only written down. */
  private async keep(at: Queryable, number: string, events: readonly NewEvent[]): Promise<void> {
    const before = await obligationsOf(at, number)
    const owed = events.reduce<readonly Obligation[]>(
      (all, one) => owedAfter(all, one, this.parts.now()),
      before,
    )
    for (const one of owed.filter((each) => !before.includes(each)))
      await at
        .insert(obligation)
        .values({ ...one, request: number })
        .onConflictDoUpdate({ target: [obligation.request, obligation.name], set: { ...one } })
  }
}

export function createRequestStore(parts: RequestStoreParts): RequestStore {
  return new Book(parts)
}
