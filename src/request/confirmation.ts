/** Codes by which a person shows that an address is theirs (domain 2d, identity rules 2 and 3). */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CalendarData, CivilDate } from '../policy/calendar.ts'
import { addDays, addWorkingDays, asCivilDate } from '../policy/calendar.ts'

/** Wrong codes in one request; after them no code counts any more, an answer from the address still does. */
export const CODE_TRIES_MAX = 5
const CODE_DAYS_MAX = 10

/**
 * Six digits, derived and never kept: for this request, this address and this letter alone.
 *
 * @param issue 1 for the code in the acknowledgement, else the seq of the event that asked
 */
export function confirmationCode(
  idKey: Buffer,
  about: { readonly number: string; readonly address: string; readonly issue: number },
): string {
  const { number, address, issue } = about
  const digest = createHmac('sha256', idKey)
    .update(`confirm\0${number}\0${address}\0${issue}`)
    .digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** Compared in the same time whatever the difference. */
export function isSameCode(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The last day on which a code counts: ten days on, or the last working day before the promised day; never before today. */
export function codeUntil(today: CivilDate, due: string | null, calendar: CalendarData): CivilDate {
  const longest = addDays(today, CODE_DAYS_MAX)
  if (due === null) return longest
  const before = addWorkingDays(calendar, asCivilDate(due), -1)
  const until = before < longest ? before : longest
  return until < today ? today : until
}
