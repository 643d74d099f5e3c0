/** Whoever has the word is reminded of it in time: the person, the owner, a partner (domain 3). */
import { asCivilDate, lastWorkingDayOnOrBefore } from '../policy/calendar.ts'
import { datesOf } from './deadline.ts'
import type { RequestEvent } from './event.ts'
import { askedAddresses, provenAddresses } from './identity.ts'
import { partnersSilent } from './partners.ts'
import { eventsNamed, lastEvent, nextDue } from './request.ts'
import type { Silent } from './silent.ts'
import { silentParty } from './silent.ts'
import { transition } from './transition.ts'
import type { Duty } from './watching.ts'
import { FORENOON_HOUR, MORNING_HOUR, Watching, system } from './watching.ts'

export const STAGES = ['half', 'most', 'last-working-day', 'due-day'] as const
type Stage = (typeof STAGES)[number]

/** Of the term. */
const SHARES = { half: 0.5, most: 0.8 } as const
/** Working days after the question at which the person is asked once more. */
const PERSON_REMINDERS = [2, 4] as const
const PARTNER_REMINDERS = [3, 7] as const
const PARTNER_LATE_WORKING_DAYS = 3
const HOUR_MS = 3_600_000
const LAST_HOUR = 18

export class Reminders extends Watching {
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
    return [...this.personReminders(), ...this.ownerReminders(), ...this.partnerReminders()]
  }
}
