/** Whether the calendar still knows the days that are counted. */
import { coveredUntil } from './calendar.ts'
import type { CalendarData, CivilDate } from './calendar.ts'

const DAY_MS = 86_400_000
/** The longest term of a request is a month; the ministry moves days off some three weeks ahead. */
const WARN_DAYS = 60

export interface CoverageWarning {
  /** The last day whose days off are known; after it only weekends are. */
  readonly lastDay: CivilDate
  /** Below zero: it was so many days ago. */
  readonly daysLeft: number
}

/**
 * Null as long as the calendar reaches further than 60 days from today. What is to be done: a newer
 * version of the program brings the calendar of the next year; without it weekends alone are off, and
 * an order to work on a Saturday is missed.
 */
export function coverageWarning(calendar: CalendarData, today: CivilDate): CoverageWarning | null {
  const lastDay = coveredUntil(calendar)
  const daysLeft = (Date.parse(lastDay) - Date.parse(today)) / DAY_MS
  return daysLeft > WARN_DAYS ? null : { lastDay, daysLeft }
}
