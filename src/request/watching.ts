/** A request on one day, and what the clock asks of it: days and hours of the company's zone. */
import type { CalendarData, CivilDate } from '../policy/calendar.ts'
import { addWorkingDays, asCivilDate, civilDate } from '../policy/calendar.ts'
import { instantAt } from '../policy/clock-time.ts'
import type { Deadlines } from '../policy/term.ts'
import type { NewEvent } from './event.ts'
import type { PrivacyRequest } from './request.ts'
import { eventsNamed } from './request.ts'

/** What dates are counted by. */
export interface Ground {
  readonly zone: string
  readonly calendar: CalendarData
  /** What is owed for this request, if it was confirmed then. */
  readonly deadlines: (request: PrivacyRequest, confirmedAt: Date | null) => Deadlines
}

/** An event that is due at an instant. */
export interface Duty {
  readonly at: Date
  readonly event: NewEvent
}

/** When owners read, and when people do. */
export const MORNING_HOUR = 9
export const FORENOON_HOUR = 10

export const system = (
  name: NewEvent['name'],
  facts: NewEvent['facts'],
  content?: unknown,
): NewEvent => ({
  name,
  actor: 'system',
  facts,
  ...(content === undefined ? {} : { content }),
})

export class Watching {
  protected readonly request: PrivacyRequest
  protected readonly ground: Ground
  protected readonly today: CivilDate

  constructor(request: PrivacyRequest, now: Date, ground: Ground) {
    this.request = request
    this.today = civilDate(now, ground.zone)
    this.ground = ground
  }

  protected hourOf(day: string, hour: number): Date {
    return instantAt(day, hour, this.ground.zone)
  }

  protected workingDays(day: string, count: number): CivilDate {
    return addWorkingDays(this.ground.calendar, asCivilDate(day), count)
  }

  protected dayOf(at: Date): CivilDate {
    return civilDate(at, this.ground.zone)
  }

  protected had(name: NewEvent['name'], facts: NewEvent['facts']): boolean {
    return eventsNamed(this.request, name).some((event) =>
      Object.entries(facts).every(([key, value]) => event.facts[key] === value),
    )
  }
}
