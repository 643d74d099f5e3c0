/** What was kept of letters: the raw bytes until they are no longer needed, the disposition for ever. */
import {
  TransactionRollbackError,
  and,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  notInArray,
  sql,
} from 'drizzle-orm'
import { contentId as contentIdOf } from '../../letter/content-id.ts'
import type { FolderRole, KeptLetter } from '../../letter/receive.ts'
import type { Disposition, Letters } from '../../request/requests.ts'
import type { PrivacyRequest } from '../../request/request.ts'
import { seal, unseal } from '../vault.ts'
import type { Drizzle, Queryable } from './database.ts'
import type { Keys } from './keys.ts'
import type { RequestStore } from './requests.ts'
import { letter, letterPlace } from './schema.ts'

/** A letter as the mailbox gave it. */
export interface ArrivedLetter {
  readonly mailbox: string
  readonly folder: string
  readonly uidValidity: number
  readonly uid: number
  readonly role: FolderRole
  /** The server's arrival time, never later than now. */
  readonly receivedAt: Date
  readonly raw: Buffer
  /** Of the whole letter, also when `raw` holds its beginning only. */
  readonly sizeBytes: number
  readonly truncated: boolean
}

export interface LetterStore extends Letters {
  /** Keeps the raw bytes of all of them or of none, before anybody reads them. @returns those still to be decided */
  keep(arrived: readonly ArrivedLetter[]): Promise<readonly string[]>
  load(contentId: string): Promise<KeptLetter | null>
  /** Reading failed: tried again later. @returns how often it has failed */
  failed(contentId: string, waitMs: number): Promise<number>
  /** Not yet: read again in a while, without counting it as a failure. */
  postpone(contentId: string, waitMs: number): Promise<void>
  /** A held letter whose id begins so is undecided again, for whoever asked. Null when there is not exactly one with its raw copy. */
  takeUp(idStart: string): Promise<string | null>
  /** Destroys raw copies that opened or joined nothing and were decided before `before`. @returns how many */
  destroyRaw(before: Date): Promise<number>
  /** Destroys the raw copies of letters by the beginnings of their ids, as events name them. @returns how many */
  destroyThese(idStarts: readonly string[]): Promise<number>
  /** Held letters that a person must still look at, and the count of the others by disposition. */
  held(): Promise<readonly HeldLetter[]>
  counts(): Promise<Readonly<Record<string, number>>>
}

export interface HeldLetter {
  readonly contentId: string
  readonly receivedAt: Date
  readonly reason: string
  readonly dueOn: string | null
  readonly hasRaw: boolean
}

const byId = (contentId: string) => eq(letter.contentId, contentId)
const undecided = (contentId: string) => and(byId(contentId), isNull(letter.decidedAt))
const inMs = (waitMs: number) => sql`now() + make_interval(secs => ${waitMs / 1000})`
/** Their raw copy is still needed by a request. */
const NEEDED = ['opened', 'joined']
/** A person must look. */
const HELD = ['held', 'unreadable']
/** Events name letters by so much of their content id. */
const ID_START_CHARS = 16
/** Nobody else reads a letter that was just taken up. */
const TAKEN_UP_MS = 60_000

export interface LetterStoreParts {
  readonly db: Drizzle
  readonly keys: Keys
  readonly requests: RequestStore
  readonly now: () => Date
}

class Tray implements LetterStore {
  private readonly parts: LetterStoreParts

  constructor(parts: LetterStoreParts) {
    this.parts = parts
  }

  async keep(arrived: readonly ArrivedLetter[]): Promise<readonly string[]> {
    const ids = await this.parts.db.transaction(async (at) => {
      const kept: string[] = []
      for (const one of arrived) kept.push(await this.keepOne(at, one))
      return kept
    })
    const rows = await this.parts.db
      .select({ contentId: letter.contentId })
      .from(letter)
      .where(and(inArray(letter.contentId, ids), isNull(letter.decidedAt)))
    return rows.map((row) => row.contentId)
  }

  private async keepOne(at: Queryable, arrived: ArrivedLetter): Promise<string> {
    const { mailbox, folder, uidValidity, uid, role, receivedAt } = arrived
    const contentId = contentIdOf(arrived.raw)
    const [existing] = await at.select().from(letter).where(byId(contentId)).for('update')
    if (existing === undefined) await this.insert(at, contentId, arrived)
    // Seen in one more place, such as Sent: what is undecided is looked at once more, now.
    else
      await at
        .update(letter)
        .set({ readAt: sql`now()` })
        .where(undecided(contentId))
    await at
      .insert(letterPlace)
      .values({ mailbox, folder, uidValidity, uid, role, receivedAt, why: 'kept', contentId })
      .onConflictDoNothing()
    return contentId
  }

  private async insert(at: Queryable, contentId: string, arrived: ArrivedLetter): Promise<void> {
    const { raw, sizeBytes, truncated, receivedAt } = arrived
    const inserted = await at
      .insert(letter)
      .values({ contentId, receivedAt, sizeBytes, truncated, readAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ contentId: letter.contentId })
    // Another poller was faster by a moment: its copy is the copy.
    if (inserted.length === 0) return
    const key = await this.parts.keys.create(at, `letter:${contentId}`)
    await at
      .update(letter)
      .set({ sealedRaw: seal(key, `letter:${contentId}`, raw) })
      .where(byId(contentId))
  }

  async load(contentId: string): Promise<KeptLetter | null> {
    const { db, keys } = this.parts
    const [row] = await db.select().from(letter).where(undecided(contentId))
    if (row === undefined || row.sealedRaw === null) return null
    const key = await keys.open(db, `letter:${contentId}`)
    const places = await db
      .selectDistinct({ role: letterPlace.role })
      .from(letterPlace)
      .where(eq(letterPlace.contentId, contentId))
    return {
      contentId,
      raw: unseal(key, `letter:${contentId}`, row.sealedRaw),
      receivedAt: row.receivedAt,
      truncated: row.truncated,
      attempts: row.attempts,
      roles: places.map((place) => place.role),
    }
  }

  async decide(disposition: Disposition): Promise<boolean> {
    return this.decideIn(this.parts.db, disposition)
  }

  async open(disposition: Disposition, requests: Parameters<Letters['open']>[1]): Promise<boolean> {
    return this.parts.db.transaction(async (at) => {
      if (!(await this.decideIn(at, disposition))) return false
      for (const one of requests) await this.parts.requests.insert(at, one)
      return true
    })
  }

  async join(
    disposition: Disposition,
    request: PrivacyRequest,
    events: Parameters<Letters['join']>[2],
  ): Promise<boolean> {
    try {
      return await this.parts.db.transaction(async (at) => {
        const isRecorded = await this.parts.requests.appendIn(at, request, events)
        if (isRecorded && !(await this.decideIn(at, disposition))) at.rollback()
        return isRecorded
      })
    } catch (error) {
      if (error instanceof TransactionRollbackError) return false
      throw error
    }
  }

  /** The row is written once: whoever comes second finds it decided. */
  private async decideIn(at: Queryable, disposition: Disposition): Promise<boolean> {
    const { contentId, what, reason, dueOn } = disposition
    const decided = await at
      .update(letter)
      .set({ disposition: what, reason, dueOn: dueOn ?? null, decidedAt: this.parts.now() })
      .where(undecided(contentId))
      .returning({ contentId: letter.contentId })
    if (what === 'own' && decided.length > 0) await this.destroyOne(at, contentId)
    return decided.length > 0
  }

  async failed(contentId: string, waitMs: number): Promise<number> {
    const [row] = await this.parts.db
      .update(letter)
      .set({ attempts: sql`${letter.attempts} + 1`, readAt: inMs(waitMs) })
      .where(undecided(contentId))
      .returning({ attempts: letter.attempts })
    return row?.attempts ?? 0
  }

  async postpone(contentId: string, waitMs: number): Promise<void> {
    await this.parts.db
      .update(letter)
      .set({ readAt: inMs(waitMs) })
      .where(undecided(contentId))
  }

  async takeUp(idStart: string): Promise<string | null> {
    const rows = await this.parts.db
      .select({ contentId: letter.contentId })
      .from(letter)
      .where(
        and(
          sql`starts_with(${letter.contentId}, ${idStart.toLowerCase()})`,
          inArray(letter.disposition, HELD),
          isNotNull(letter.sealedRaw),
        ),
      )
      .limit(2)
    const [only] = rows
    if (only === undefined || rows.length > 1) return null
    await this.parts.db
      .update(letter)
      .set({ disposition: null, decidedAt: null, attempts: 0, readAt: inMs(TAKEN_UP_MS) })
      .where(byId(only.contentId))
    return only.contentId
  }

  async destroyRaw(before: Date): Promise<number> {
    const rows = await this.parts.db
      .select({ contentId: letter.contentId })
      .from(letter)
      .where(
        and(
          lt(letter.decidedAt, before),
          isNotNull(letter.sealedRaw),
          notInArray(letter.disposition, NEEDED),
        ),
      )
      .limit(1_000)
    for (const { contentId } of rows)
      await this.parts.db.transaction((at) => this.destroyOne(at, contentId))
    return rows.length
  }

  async destroyThese(idStarts: readonly string[]): Promise<number> {
    if (idStarts.length === 0) return 0
    const rows = await this.parts.db
      .select({ contentId: letter.contentId })
      .from(letter)
      .where(
        and(
          inArray(sql`left(${letter.contentId}, ${ID_START_CHARS})`, [...idStarts]),
          isNotNull(letter.sealedRaw),
        ),
      )
    for (const { contentId } of rows)
      await this.parts.db.transaction((at) => this.destroyOne(at, contentId))
    return rows.length
  }

  private async destroyOne(at: Queryable, contentId: string): Promise<void> {
    await at.update(letter).set({ sealedRaw: null }).where(byId(contentId))
    await this.parts.keys.destroy(at, `letter:${contentId}`)
  }

  async held(): Promise<readonly HeldLetter[]> {
    const rows = await this.parts.db
      .select()
      .from(letter)
      .where(inArray(letter.disposition, HELD))
      .orderBy(letter.receivedAt)
    return rows.map((row) => ({
      contentId: row.contentId,
      receivedAt: row.receivedAt,
      reason: row.reason ?? '',
      dueOn: row.dueOn,
      hasRaw: row.sealedRaw !== null,
    }))
  }

  async counts(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.parts.db
      .select({ what: letter.disposition, count: sql<number>`count(*)::int` })
      .from(letter)
      .groupBy(letter.disposition)
    return Object.fromEntries(rows.map((row) => [row.what ?? 'undecided', row.count]))
  }
}

export function createLetterStore(parts: LetterStoreParts): LetterStore {
  return new Tray(parts)
}
