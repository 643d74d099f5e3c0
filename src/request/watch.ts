/**
 * What time alone calls for: reminders, warnings, the day after a missed date. Nothing here moves a
 * date later, and silence never destroys and never refuses (domain 3, 3.2).
 */
import type { CalendarData, CivilDate } from '../policy/calendar.ts'
import {
  addDays,
  addMonthsClamped,
  addWorkingDays,
  asCivilDate,
  civilDate,
  lastWorkingDayOnOrBefore,
} from '../policy/calendar.ts'
import { instantAt } from '../policy/clock-time.ts'
import { onlyEarlier } from '../policy/only-earlier.ts'
import type { Deadlines } from '../policy/term.ts'
import type { NewEvent, RequestEvent } from './event.ts'
import { textFact } from './event.ts'
import { askedAddresses, confirmedAt, provenAddresses } from './identity.ts'
import type { PrivacyRequest } from './request.ts'
import { eventsNamed, lastEvent, nextDue } from './request.ts'
import { datesOf } from './deadline.ts'
import { partnersSilent } from './partners.ts'
import type { Silent } from './silent.ts'
import { silentParty } from './silent.ts'
import { transition } from './transition.ts'

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

export const STAGES = ['half', 'most', 'last-working-day', 'due-day'] as const
export type Stage = (typeof STAGES)[number]

/** What is done at once is dated by the moment it was asked, which the first letter does not tell. */
const AT_ONCE: ReadonlySet<string> = new Set(['ack', 'hold', 'block'])
const CLOCK_NAMES = { policyDue: 'policy', lawDue: 'law', softDue: 'soft' } as const
const MORNING_HOUR = 9
const FORENOON_HOUR = 10
/** Of the term. */
const SHARES = { half: 0.5, most: 0.8 } as const
/** So many working days before the promised day the owner hears that an address is still not proven. */
const LATE_WORKING_DAYS = 3
/** Working days after the question at which the person is asked once more. */
const PERSON_REMINDERS = [2, 4] as const
const PARTNER_REMINDERS = [3, 7] as const
const PARTNER_LATE_WORKING_DAYS = 3
const HOUR_MS = 3_600_000
const LAST_HOUR = 18

const system = (name: NewEvent['name'], facts: NewEvent['facts'], content?: unknown): NewEvent => ({
  name,
  actor: 'system',
  facts,
  ...(content === undefined ? {} : { content }),
})

class Watch {
  private readonly request: PrivacyRequest
  private readonly ground: Ground

  private readonly today: CivilDate

  constructor(request: PrivacyRequest, now: Date, ground: Ground) {
    this.request = request
    this.today = civilDate(now, ground.zone)
    this.ground = ground
  }

  private hourOf(day: string, hour: number): Date {
    return instantAt(day, hour, this.ground.zone)
  }

  private workingDays(day: string, count: number): CivilDate {
    return addWorkingDays(this.ground.calendar, asCivilDate(day), count)
  }

  private dayOf(at: Date): CivilDate {
    return civilDate(at, this.ground.zone)
  }

  private had(name: NewEvent['name'], facts: NewEvent['facts']): boolean {
    return eventsNamed(this.request, name).some((event) =>
      Object.entries(facts).every(([key, value]) => event.facts[key] === value),
    )
  }

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

  /** The address that is asked and has not answered; null when no letter asked anybody. */
  private addressAsked(): string | null {
    const proven = provenAddresses(this.request)
    const open = askedAddresses(this.request).find(({ address }) => !proven.has(address))
    return open?.address ?? null
  }

  /** What the person was asked last, while the person has the word. */
  private question(): { readonly asked: RequestEvent; readonly about: string } | null {
    const name = this.request.state === 'awaiting-identity' ? 'asked-to-confirm' : 'question-put'
    const asked = lastEvent(this.request, name)
    if (asked === undefined) return null
    return { asked, about: name === 'question-put' ? 'question' : 'confirm' }
  }

  private personReminders(): readonly Duty[] {
    if (transition(this.request.state, 'person-reminded') === undefined) return []
    const question = this.question()
    const address = this.addressAsked()
    if (question === null || (question.about === 'confirm' && address === null)) return []
    const { asked, about } = question
    const last = nextDue(this.request.obligations)
    return PERSON_REMINDERS.flatMap((workingDays, index): Duty[] => {
      const day = this.workingDays(this.dayOf(asked.at), workingDays)
      const facts = { n: index + 1, about, asked: asked.seq }
      // On the last day only the owner can still do something.
      if (this.had('person-reminded', facts) || (last !== null && day >= last)) return []
      const content = about === 'confirm' ? { address } : undefined
      return [
        { at: this.hourOf(day, FORENOON_HOUR), event: system('person-reminded', facts, content) },
      ]
    })
  }

  private identityLate(): readonly Duty[] {
    const due = nextDue(this.request.obligations)
    const isOpen = transition(this.request.state, 'identity-late') !== undefined
    if (due === null || !isOpen || lastEvent(this.request, 'identity-late') !== undefined) return []
    const day = this.workingDays(due, -LATE_WORKING_DAYS)
    return [{ at: this.hourOf(day, MORNING_HOUR), event: system('identity-late', {}) }]
  }

  private stageAt(stage: Stage, actBy: string): Date {
    if (stage === 'due-day') return this.hourOf(actBy, MORNING_HOUR)
    if (stage === 'last-working-day') return this.hourOf(this.workingDays(actBy, -1), MORNING_HOUR)
    const from = this.request.receivedAt.getTime()
    const at = new Date(from + (this.hourOf(actBy, LAST_HOUR).getTime() - from) * SHARES[stage])
    // In the morning of that day: nobody is woken by a share of a term.
    return this.hourOf(this.dayOf(at), MORNING_HOUR)
  }

  /** Every day that somebody must act by, the nearest first, with what is owed by then. */
  private daysOwed(): readonly { readonly day: string; readonly obligation: string }[] {
    const open = this.request.obligations.filter(
      ({ name, doneAt }) => doneAt === null && name !== 'ack' && name !== 'hold',
    )
    const days = open.flatMap((owed) =>
      datesOf(owed).map(({ day }) => ({ day, obligation: owed.name })),
    )
    const first = new Map(days.toReversed().map((one) => [one.day, one]))
    return [...first.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1))
  }

  /** Which stages a day has: shares of the term only for the nearest, and where the owner has the word. */
  private stagesOf(isNearest: boolean, silent: Silent): readonly Stage[] {
    if (silent !== 'owner' || !isNearest) return ['last-working-day', 'due-day']
    return STAGES
  }

  /** Once is enough where only the person can do something. */
  private isWarnedOf(day: string): boolean {
    return eventsNamed(this.request, 'owner-reminded').some(({ facts }) => facts['due'] === day)
  }

  /** Whoever keeps silent, the owner is reminded or warned in time; the later stage stands for both. */
  private ownerReminders(): readonly Duty[] {
    if (transition(this.request.state, 'owner-reminded') === undefined) return []
    const silent = silentParty(this.request)
    const asked = (lastEvent(this.request, 'planned') ?? this.request.events[0])?.at
    if (asked === undefined) return []
    // What is over is told as missed, not as near.
    const ahead = this.daysOwed().filter(({ day }) => day >= this.today)
    return ahead.flatMap(({ day, obligation }, index) => {
      const actBy = lastWorkingDayOnOrBefore(this.ground.calendar, asCivilDate(day))
      const timed = this.stagesOf(index === 0, silent).map((stage) => ({
        stage,
        at: this.stageAt(stage, actBy),
      }))
      const times = timed.map(({ at }) => at.getTime())
      return timed.flatMap(({ stage, at }, i): Duty[] => {
        const facts = { stage, due: day, obligation }
        const isNew = at.getTime() > asked.getTime() + HOUR_MS
        const isLastOfItsTime = times.lastIndexOf(at.getTime()) === i
        if (!isNew || !isLastOfItsTime || this.had('owner-reminded', facts)) return []
        if (silent === 'person' && this.isWarnedOf(day)) return []
        return [{ at, event: system('owner-reminded', { ...facts, silent }) }]
      })
    })
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

  private partnerReminders(): readonly Duty[] {
    return partnersSilent(this.request).flatMap(({ partner, told, due }) => {
      const reminders = PARTNER_REMINDERS.map((workingDays, index): Duty => {
        const day = this.workingDays(this.dayOf(told.at), workingDays)
        const event = system('partner-reminded', { partner, n: index + 1 }, told.content)
        return { at: this.hourOf(day, FORENOON_HOUR), event }
      })
      const before = this.workingDays(due, -PARTNER_LATE_WORKING_DAYS)
      const soonest = this.workingDays(this.dayOf(told.at), 1)
      const late = before > soonest ? before : soonest
      const warning = system('owner-reminded', {
        stage: 'partner',
        due,
        obligation: 'partner',
        silent: 'partner',
        partner,
      })
      const all = [...reminders, { at: this.hourOf(late, MORNING_HOUR), event: warning }]
      return all.filter(({ event: { name, facts } }) => !this.had(name, facts))
    })
  }

  duties(): readonly Duty[] {
    return [
      ...this.movedDates(),
      ...this.personReminders(),
      ...this.identityLate(),
      ...this.ownerReminders(),
      ...this.partnerReminders(),
      ...this.blockReviews(),
      ...this.missed(),
    ]
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
  const duties = new Watch(request, now, ground)
    .duties()
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const due = duties.find(({ at }) => at <= now)
  return { now: due?.event ?? null, next: duties.find(({ at }) => at > now)?.at ?? null }
}
