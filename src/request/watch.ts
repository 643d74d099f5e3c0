/**
 * What time alone calls for: reminders, dates counted anew, the day after a missed date. Nothing here moves a
 * date later, and silence never destroys and never refuses (domain 3, 3.2).
 */
import { addDays, addMonthsClamped, asCivilDate } from '../policy/calendar.ts'
import { onlyEarlier } from '../policy/only-earlier.ts'
import { datesOf } from './deadline.ts'
import type { NewEvent } from './event.ts'
import { textFact } from './event.ts'
import { confirmedAt } from './identity.ts'
import { partnersSilent } from './partners.ts'
import { Reminders } from './reminders.ts'
import type { PrivacyRequest } from './request.ts'
import { lastEvent, nextDue } from './request.ts'
import { silentParty } from './silent.ts'
import { transition } from './transition.ts'
import type { Duty, Ground } from './watching.ts'
import { FORENOON_HOUR, MORNING_HOUR, Watching, system } from './watching.ts'

/** What is done at once is dated by the moment it was asked, which the first letter does not tell. */
const AT_ONCE: ReadonlySet<string> = new Set(['ack', 'hold', 'block'])
const CLOCK_NAMES = { policyDue: 'policy', lawDue: 'law', softDue: 'soft' } as const
/** So many working days before the promised day the owner hears that an address is still not proven. */
const LATE_WORKING_DAYS = 3

class Watch extends Watching {
  /**
   * Dates counted anew: the law's one working day begins when it is confirmed who asks (law 94-V art.
   * 25(2)(8)), and a changed calendar may give an earlier day. Never a later one.
   */
  private movedDates(): readonly Duty[] {
    const confirmed = confirmedAt(this.request)
    const anew = this.ground.deadlines(this.request, confirmed).obligations
    return this.request.obligations.flatMap((owed): Duty[] => {
      const dated = anew.find(({ name }) => name === owed.name)
      if (owed.doneAt !== null || AT_ONCE.has(owed.name) || dated === undefined) return []
      const { dates, moved } = onlyEarlier(owed, dated)
      return moved.flatMap(({ clock, from, to }): Duty[] => {
        if (clock === 'actBy') return []
        const facts = {
          obligation: owed.name,
          clock: CLOCK_NAMES[clock],
          from: from ?? '',
          to,
          actBy: dates.actBy ?? to,
        }
        return [{ at: confirmed ?? this.request.receivedAt, event: system('due-changed', facts) }]
      })
    })
  }

  private identityLate(): readonly Duty[] {
    const due = nextDue(this.request.obligations)
    const isOpen = transition(this.request.state, 'identity-late') !== undefined
    if (due === null || !isOpen || lastEvent(this.request, 'identity-late') !== undefined) return []
    const day = this.workingDays(due, -LATE_WORKING_DAYS)
    return [{ at: this.hourOf(day, MORNING_HOUR), event: system('identity-late', {}) }]
  }

  /** A promise is broken on the day after its date, not a second later (policy p.16, p.17). */
  private missed(): readonly Duty[] {
    if (transition(this.request.state, 'overdue') === undefined) return []
    const partner = partnersSilent(this.request).length > 0 ? 'partner' : null
    const party = silentParty(this.request)
    return this.request.obligations
      .filter(({ name, doneAt }) => doneAt === null && name !== 'ack')
      .flatMap((owed) => datesOf(owed).map((date) => ({ owed, ...date })))
      .flatMap(({ owed, clock, day }): Duty[] => {
        const facts = { obligation: owed.name, due: day }
        if (this.had('overdue', facts)) return []
        const at = this.hourOf(addDays(asCivilDate(day), 1), 0)
        // Whatever else the request waits for, what a partner owes is late by the partner.
        const silent = (owed.name === 'partner' ? partner : null) ?? party
        return [{ at, event: system('overdue', { ...facts, clock, silent }) }]
      })
  }

  /** What is blocked is looked at every month, and on its last ten working days (p.17). */
  private blockReviews(): readonly Duty[] {
    const blocked = lastEvent(this.request, 'blocked')
    if (this.request.state !== 'blocked' || blocked === undefined) return []
    const day = this.dayOf(blocked.at)
    const until = textFact(blocked, 'actBy')
    const month = addMonthsClamped(day, 1)
    const near = this.workingDays(until, -10)
    const review = month < near || near <= day ? month : near
    const at = review < until ? review : this.workingDays(until, -1)
    return [{ at: this.hourOf(at, FORENOON_HOUR), event: system('block-reviewed', {}) }]
  }

  duties(): readonly Duty[] {
    return [...this.movedDates(), ...this.identityLate(), ...this.blockReviews(), ...this.missed()]
  }
}

export interface Watched {
  /** The first that is due now; null when nothing is. */
  readonly now: NewEvent | null
  /** When the next one will be; null when none is in sight. */
  readonly next: Date | null
}

/** What the clock calls for. */
export function watch(request: PrivacyRequest, now: Date, ground: Ground): Watched {
  const watches = [new Watch(request, now, ground), new Reminders(request, now, ground)]
  const duties = watches
    .flatMap((one) => one.duties())
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const due = duties.find(({ at }) => at <= now)
  return { now: due?.event ?? null, next: duties.find(({ at }) => at > now)?.at ?? null }
}
