/** What is due, whatever the queue remembers: losing every job loses nothing (ruling 1). */
import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Drizzle } from './database.ts'
import { letter, reply, request } from './schema.ts'

export interface Due {
  readonly letters: readonly string[]
  readonly requests: readonly string[]
  readonly replies: readonly string[]
  readonly copies: readonly string[]
}

/** At most so many of each at a time; the next sweep takes the rest. */
const MOST = 500

interface Row {
  readonly id: string
}

function undecidedLetters(db: Drizzle): Promise<Row[]> {
  return db
    .select({ id: letter.contentId })
    .from(letter)
    .where(and(isNull(letter.decidedAt), sql`${letter.readAt} <= now()`))
    .orderBy(letter.readAt)
    .limit(MOST)
}

/** Something happened to them and what follows from it has not been done. */
function unsettledRequests(db: Drizzle): Promise<Row[]> {
  return db
    .select({ id: request.number })
    .from(request)
    .where(and(lt(request.settledSeq, request.lastSeq), sql`${request.wakeAt} <= now()`))
    .orderBy(request.wakeAt)
    .limit(MOST)
}

/** Waiting, or left in the hands of a worker that is gone. */
function unsentReplies(db: Drizzle): Promise<Row[]> {
  const isWaiting = and(eq(reply.state, 'pending'), sql`${reply.sendAt} <= now()`)
  const isAbandoned = and(eq(reply.state, 'claimed'), sql`${reply.leaseUntil} < now()`)
  return db
    .select({ id: reply.id })
    .from(reply)
    .where(or(isWaiting, isAbandoned))
    .orderBy(reply.sendAt)
    .limit(MOST)
}

function uncopiedReplies(db: Drizzle): Promise<Row[]> {
  return db
    .select({ id: reply.id })
    .from(reply)
    .where(and(isNull(reply.sentCopy), isNotNull(reply.copyAt), sql`${reply.copyAt} <= now()`))
    .limit(MOST)
}

export async function findDue(db: Drizzle): Promise<Due> {
  const [letters, requests, replies, copies] = await Promise.all([
    undecidedLetters(db),
    unsettledRequests(db),
    unsentReplies(db),
    uncopiedReplies(db),
  ])
  const ids = (rows: readonly Row[]): string[] => rows.map((row) => row.id)
  return {
    letters: ids(letters),
    requests: ids(requests),
    replies: ids(replies),
    copies: ids(copies),
  }
}
