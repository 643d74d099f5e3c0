/** Instants as the pages say them: short, by the clock on the owner's wall. */
import { formatDay } from '../../reply/dates.ts'
import type { Language } from '../../letter/letter.ts'

const DAY_MS = 86_400_000

function readClock(at: Date, zone: string): { readonly date: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? ''
  return {
    date: `${read('year')}-${read('month')}-${read('day')}`,
    time: `${read('hour')}:${read('minute')}`,
  }
}

/** The civil date there and then: `2026-11-24`. */
const civilDate = (at: Date, zone: string): string => readClock(at, zone).date
/** `10:00` */
export const clockTime = (at: Date, zone: string): string => readClock(at, zone).time

/** `24 ноября` */
export function dayOf(at: Date, zone: string, language: Language): string {
  return formatDay(civilDate(at, zone), language)
}

/** `24 ноября, 10:00` */
export function momentOf(at: Date, zone: string, language: Language): string {
  return `${dayOf(at, zone, language)}, ${clockTime(at, zone)}`
}

export function isTomorrow(at: Date, now: Date, zone: string): boolean {
  const today = new Date(`${civilDate(now, zone)}T00:00:00Z`)
  const tomorrow = new Date(today.getTime() + DAY_MS).toISOString().slice(0, 10)
  return civilDate(at, zone) === tomorrow
}
