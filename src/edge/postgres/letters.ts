/** What was kept of letters: the raw bytes until they are no longer needed, the disposition for ever. */
import { TransactionRollbackError, and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { contentId as contentIdOf } from '../../letter/content-id.ts'
import type { FolderRole, KeptLetter } from '../../letter/receive.ts'
import type { Disposition, Letters } from '../../request/requests.ts'
import type { PrivacyRequest } from '../../request/request.ts'
import type { Signature } from '../../letter/authentication.ts'
import { readSignatures } from '../sealed-shapes.ts'
import { seal, sealText, unseal, unsealText } from '../vault.ts'
import type { Drizzle, Queryable } from './database.ts'
import { inMs } from './database.ts'
import type { Keys } from './keys.ts'
import { LetterPen, byId } from './letter-pen.ts'
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

export interface LetterStore
  extends Letters, Pick<LetterPen, 'takeUp' | 'destroyRaw' | 'destroyThese' | 'held' | 'counts'> {
  /** Keeps the raw bytes of all of them or of none, before anybody reads them. @returns those still to be decided */
  keep(arrived: readonly ArrivedLetter[]): Promise<readonly string[]>
  load(contentId: string): Promise<KeptLetter | null>
  /** Reading failed: tried again later. @returns how often it has failed */
  failed(contentId: string, waitMs: number): Promise<number>
  /** Keeps what was found out about its signatures while their keys were still published. */
  keepSignatures(contentId: string, signatures: readonly Signature[]): Promise<void>
  /** The raw copy without the bytes that must not be kept. */
  replaceRaw(idStart: string, change: (raw: Buffer) => Buffer): Promise<void>
  /** The raw copy of a letter by the beginning of its id, as events name it; null once destroyed. */
  openRaw(idStart: string): Promise<Buffer | null>
  /** Not yet: read again in a while, without counting it as a failure. */
  postpone(contentId: string, waitMs: number): Promise<void>
}

export type { HeldLetter } from './letter-pen.ts'

const undecided = (contentId: string) => and(byId(contentId), isNull(letter.decidedAt))
export interface LetterStoreParts {
  readonly db: Drizzle
  readonly keys: Keys
  readonly requests: RequestStore
  readonly now: () => Date
}

class Tray extends LetterPen implements LetterStore {
  private readonly parts: LetterStoreParts

  constructor(parts: LetterStoreParts) {
    super(parts)
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
      signatures:
        row.sealedSignatures === null
          ? null
          : readSignatures(unsealText(key, `signatures:${contentId}`, row.sealedSignatures)),
    }
  }

  async keepSignatures(contentId: string, signatures: readonly Signature[]): Promise<void> {
    const key = await this.parts.keys.find(this.parts.db, `letter:${contentId}`)
    if (key === null) return
    const sealed = sealText(key, `signatures:${contentId}`, JSON.stringify(signatures))
    await this.parts.db.update(letter).set({ sealedSignatures: sealed }).where(byId(contentId))
  }

  async replaceRaw(idStart: string, change: (raw: Buffer) => Buffer): Promise<void> {
    await this.parts.db.transaction(async (at) => {
      const found = await this.rawOf(at, idStart)
      if (found === null) return
      const { contentId, key, raw } = found
      const sealedRaw = seal(key, `letter:${contentId}`, change(raw))
      await at.update(letter).set({ sealedRaw }).where(byId(contentId))
    })
  }

  async openRaw(idStart: string): Promise<Buffer | null> {
    return (await this.rawOf(this.parts.db, idStart))?.raw ?? null
  }

  private async rawOf(
    at: Queryable,
    idStart: string,
  ): Promise<{ contentId: string; key: Buffer; raw: Buffer } | null> {
    const [row] = await at
      .select()
      .from(letter)
      .where(sql`starts_with(${letter.contentId}, ${idStart})`)
      .limit(1)
    if (row === undefined || row.sealedRaw === null || idStart === '') return null
    const { contentId, sealedRaw } = row
    const key = await this.parts.keys.open(at, `letter:${contentId}`)
    return { contentId, key, raw: unseal(key, `letter:${contentId}`, sealedRaw) }
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
}

export function createLetterStore(parts: LetterStoreParts): LetterStore {
  return new Tray(parts)
}
