/** Which calendar a date was counted by: the same version counts every date the same. */
import { createHash } from 'node:crypto'
import { asCivilDate, isWorkingDay } from './calendar.ts'
import type { CalendarData, CivilDate } from './calendar.ts'

const VERSION_LENGTH = 16

/**
 * Sixteen characters that change with whatever decides dates and with nothing else: the zone, the
 * weekend, the days worked or off against it, and the own days off on which nobody acts. Words,
 * sources and the coverage decide none; a day that is only predicted counts as worked, as if it were
 * not there, and one that a rule makes off counts as if an order did.
 */
export function calendarVersion(calendar: CalendarData): string {
  const { zone, weekend, nonWorking, workingWeekends, extraWorking = [], extraOff = [] } = calendar
  const plain = {
    ...calendar,
    nonWorking: {},
    workingWeekends: {},
    extraWorking: [],
    extraOff: [],
  }
  const named = [...Object.keys(nonWorking), ...Object.keys(workingWeekends), ...extraWorking]
  const turned = daysOf(named).filter(
    (day) => isWorkingDay(calendar, day) !== isWorkingDay(plain, day),
  )
  const closed = daysOf(extraOff).filter((day) => isWorkingDay(calendar, day))
  const decides = JSON.stringify([zone, weekend.toSorted(), turned, closed])
  return createHash('sha256').update(decides).digest('hex').slice(0, VERSION_LENGTH)
}

function daysOf(dates: readonly string[]): CivilDate[] {
  return [...new Set(dates)].toSorted().map(asCivilDate)
}
