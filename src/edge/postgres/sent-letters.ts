/** Letters that were sent and whose copy in the mailbox's own Sent has not been seen yet. */
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Drizzle } from './database.ts'
import { inMs } from './database.ts'
import { reply } from './schema.ts'
import type { SealedReplies } from './sealed-replies.ts'

export interface Uncopied {
  readonly id: string
  readonly messageId: string
  readonly raw: Buffer
  readonly attempts: number
}

export interface SentLetters {
  /** Null when its copy was seen, or it was not sent. */
  uncopied(id: string): Promise<Uncopied | null>
  copied(id: string, how: 'found' | 'appended' | 'not-kept' | 'given-up'): Promise<void>
  copyLater(id: string, waitMs: number): Promise<void>
}

export function createSentLetters(db: Drizzle, sealed: SealedReplies): SentLetters {
  const isSent = (id: string) => and(eq(reply.id, id), eq(reply.state, 'sent'))
  return {
    async uncopied(id) {
      const [row] = await db
        .select()
        .from(reply)
        .where(and(isSent(id), isNull(reply.sentCopy), isNotNull(reply.copyAt)))
      if (row === undefined) return null
      const { raw } = await sealed.open(row)
      return { id, messageId: row.messageId, raw, attempts: row.copyAttempts }
    },
    async copied(id, how) {
      await db.update(reply).set({ sentCopy: how }).where(isSent(id))
    },
    async copyLater(id, waitMs) {
      await db
        .update(reply)
        .set({ copyAt: inMs(waitMs), copyAttempts: sql`${reply.copyAttempts} + 1` })
        .where(isSent(id))
    },
  }
}
