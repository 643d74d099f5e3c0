/** What happened since an instant, in numbers: for the owner's digest. */
import { and, count, gte, lt, inArray, isNotNull } from 'drizzle-orm'
import type { Since } from '../../reply/digest.ts'
import type { Drizzle } from './database.ts'
import { letter, request } from './schema.ts'

const WEEK_MS = 7 * 86_400_000

export interface DayBook {
  between(from: Date, to: Date): Promise<Since>
}

export function createDayBook(db: Drizzle): DayBook {
  async function letters(dispositions: readonly string[], from: Date): Promise<number> {
    const [row] = await db
      .select({ number: count() })
      .from(letter)
      .where(and(inArray(letter.disposition, [...dispositions]), gte(letter.decidedAt, from)))
    return row?.number ?? 0
  }
  return {
    async between(from, to) {
      const [closed] = await db
        .select({ number: count() })
        .from(request)
        .where(
          and(isNotNull(request.closedAt), gte(request.closedAt, from), lt(request.closedAt, to)),
        )
      const week = new Date(to.getTime() - WEEK_MS)
      return {
        closed: closed?.number ?? 0,
        ordinary: await letters(['ordinary'], from),
        ofWeek: await letters(['opened', 'joined', 'answer', 'held'], week),
      }
    },
  }
}
