/** Instants as the pages say them: short, by the clock on the owner's wall. */
import type { Language } from '../../letter/letter.ts'
import { addDays, civilDate } from '../../policy/calendar.ts'
import { wallClock } from '../../policy/clock-time.ts'
import { formatDay } from '../../reply/dates.ts'

/** `10:00` */
export const clockTime = (at: Date, zone: string): string => wallClock(at, zone).time

/** `24 ноября` */
export function dayOf(at: Date, zone: string, language: Language): string {
  return formatDay(civilDate(at, zone), language)
}

export function isTomorrow(at: Date, now: Date, zone: string): boolean {
  return civilDate(at, zone) === addDays(civilDate(now, zone), 1)
}
