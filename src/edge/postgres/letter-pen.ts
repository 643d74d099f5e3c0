/** The holding pen, and the end of raw copies: what becomes of letters after they were decided. */
import { and, eq, inArray, isNotNull, lt, notInArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Drizzle, Queryable } from './database.ts'
import { inMs } from './database.ts'
import type { Keys } from './keys.ts'
import { letter } from './schema.ts'

export interface HeldLetter {
  readonly contentId: string
  readonly receivedAt: Date
  readonly reason: string
  readonly dueOn: string | null
  readonly hasRaw: boolean
}

export interface PenParts {
  readonly db: Drizzle
  readonly keys: Keys
}

export const byId = (contentId: string): SQL => eq(letter.contentId, contentId)
/** Their raw copy is still needed by a request. */
const NEEDED = ['opened', 'joined']
/** A person must look. */
const HELD = ['held', 'unreadable']
/** Events name letters by so much of their content id. */
const ID_START_CHARS = 16
/** Nobody else reads a letter that was just taken up. */
const TAKEN_UP_MS = 60_000

export class LetterPen {
  private readonly pen: PenParts

  constructor(parts: PenParts) {
    this.pen = parts
  }

  /** Held letters that a person must still look at, oldest first. */
  async held(): Promise<readonly HeldLetter[]> {
    const rows = await this.pen.db
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

  /** Letters by disposition. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.pen.db
      .select({ what: letter.disposition, count: sql<number>`count(*)::int` })
      .from(letter)
      .groupBy(letter.disposition)
    return Object.fromEntries(rows.map((row) => [row.what ?? 'undecided', row.count]))
  }

  /** A held letter whose id begins so is undecided again, for whoever asked. Null when there is not exactly one with its raw copy. */
  async takeUp(idStart: string): Promise<string | null> {
    const rows = await this.pen.db
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
    await this.pen.db
      .update(letter)
      .set({ disposition: null, decidedAt: null, attempts: 0, readAt: inMs(TAKEN_UP_MS) })
      .where(byId(only.contentId))
    return only.contentId
  }

  /** Destroys raw copies that opened or joined nothing and were decided before `before`. @returns how many */
  async destroyRaw(before: Date): Promise<number> {
    const rows = await this.pen.db
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
      await this.pen.db.transaction((at) => this.destroyOne(at, contentId))
    return rows.length
  }

  /** Destroys the raw copies of letters by the beginnings of their ids, as events name them. @returns how many */
  async destroyThese(idStarts: readonly string[]): Promise<number> {
    if (idStarts.length === 0) return 0
    const rows = await this.pen.db
      .select({ contentId: letter.contentId })
      .from(letter)
      .where(
        and(
          inArray(sql`left(${letter.contentId}, ${ID_START_CHARS})`, [...idStarts]),
          isNotNull(letter.sealedRaw),
        ),
      )
    for (const { contentId } of rows)
      await this.pen.db.transaction((at) => this.destroyOne(at, contentId))
    return rows.length
  }

  protected async destroyOne(at: Queryable, contentId: string): Promise<void> {
    await at.update(letter).set({ sealedRaw: null }).where(byId(contentId))
    await this.pen.keys.destroy(at, `letter:${contentId}`)
  }
}
