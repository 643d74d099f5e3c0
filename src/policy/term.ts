/** From a term to its day: what a request owes, and by when. */
import {
  addDays,
  addMonthsClamped,
  addWorkingDays,
  civilDate,
  lastWorkingDayOnOrBefore,
} from './calendar.ts'
import type { CalendarData, CivilDate } from './calendar.ts'
import { explain } from './explanation.ts'
import { OBLIGATIONS, inForce } from './rules.ts'
import type {
  DatedObligation,
  DatedRule,
  DemandKind,
  ObligationName,
  RuleProfile,
  Term,
} from './rules.ts'

export interface Deadlines {
  readonly kind: DemandKind
  /** Day zero: the civil day of receipt, whatever the hour and even on a day off. */
  readonly receivedOn: CivilDate
  readonly obligations: readonly DatedObligation[]
  /** Line by line: which days were counted, which skipped and why, by which rule. */
  readonly explanation: readonly string[]
}

export interface DeadlinesInput {
  readonly kind: DemandKind
  readonly received: Date
  /** When identity and grounds were confirmed: the law's term for corrections runs from there. */
  readonly confirmed?: Date | undefined
}

/** What a request owes under the profiles in force on the day it was received. */
export function deadlines(
  input: DeadlinesInput,
  rules: readonly RuleProfile[],
  calendar: CalendarData,
): Deadlines {
  const receivedOn = civilDate(input.received, calendar.zone)
  const confirmedOn = input.confirmed && civilDate(input.confirmed, calendar.zone)
  // Nothing is owed before it was asked, so a confirmation known beforehand counts from receipt.
  const starts = {
    receipt: receivedOn,
    confirmed: confirmedOn ? later(confirmedOn, receivedOn) : null,
  }
  const dated = inForce(rules, receivedOn).flatMap((profile) =>
    profile.rules
      .filter((rule) => rule.kind === input.kind)
      .map((rule): DatedRule => {
        const start = starts[rule.from]
        const due = start && rule.term && dueOn(rule.term, start, calendar)
        return { profile, rule, start, due }
      }),
  )
  const obligations = OBLIGATIONS.filter((name) => dated.some(owing(name))).map((name) =>
    dateObligation(name, dated.filter(owing(name)), { receivedOn, calendar }),
  )
  const explanation = explain({ receivedOn, dated, obligations, calendar })
  return { kind: input.kind, receivedOn, obligations, explanation }
}

/** The last day of a term that starts on `start`. Only working days know days off. */
export function dueOn(term: Term, start: CivilDate, calendar: CalendarData): CivilDate {
  switch (term.unit) {
    case 'working-days':
      return addWorkingDays(calendar, start, term.count)
    case 'days':
      return addDays(start, term.count)
    case 'months':
      return addMonthsClamped(start, term.count)
  }
}

interface Ground {
  readonly receivedOn: CivilDate
  readonly calendar: CalendarData
}

function dateObligation(
  name: ObligationName,
  dated: readonly DatedRule[],
  ground: Ground,
): DatedObligation {
  const dueBy = (clock: RuleProfile['clock']) =>
    strictest(dated.filter(({ profile }) => profile.clock === clock).map(({ due }) => due))
  const policyDue = dueBy('policy')
  const lawDue = dueBy('law')
  const softDue = dueBy('soft')
  const binding = strictest([policyDue, lawDue]) ?? softDue
  return { name, policyDue, lawDue, softDue, actBy: binding && actBy(binding, ground) }
}

/**
 * The day to act: the last working day on or before the due day on which the company is there.
 * Not before receipt: then a day off has to do.
 */
function actBy(due: CivilDate, { receivedOn, calendar }: Ground): CivilDate {
  const working = lastWorkingDayOnOrBefore(calendar, due)
  let open = working
  while (calendar.extraOff?.includes(open)) open = addWorkingDays(calendar, open, -1)
  return [open, working].find((day) => day >= receivedOn) ?? due
}

function owing(name: ObligationName): (dated: DatedRule) => boolean {
  return ({ rule }) => rule.obligation === name
}

function strictest(dates: readonly (CivilDate | null)[]): CivilDate | null {
  return dates.filter((date) => date !== null).toSorted()[0] ?? null
}

function later(one: CivilDate, other: CivilDate): CivilDate {
  return one > other ? one : other
}
