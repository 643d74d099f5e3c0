/** How a deadline came about, in lines a person can check against a calendar on the wall. */
import { addDays, coveredUntil, verdictOn } from './calendar.ts'
import type { CalendarData, CivilDate } from './calendar.ts'
import type { DatedObligation, DatedRule, RuleProfile, Term } from './rules.ts'

interface Explained {
  readonly receivedOn: CivilDate
  readonly dated: readonly DatedRule[]
  readonly obligations: readonly DatedObligation[]
  readonly calendar: CalendarData
}

export function explain({ receivedOn, dated, obligations, calendar }: Explained): string[] {
  return [
    `received ${longDay(receivedOn)} in ${calendar.zone}; that day is not counted`,
    ...sameTerms(dated).flatMap((group) => ruleLines(group, calendar)),
    ...obligations.flatMap(actByLine),
    ...unsureLines(dated, obligations, calendar),
    ...coverageLine(dated, calendar),
  ]
}

/** Obligations that share profile, source, term and note are explained together. */
function sameTerms(dated: readonly DatedRule[]): DatedRule[][] {
  const groups = new Map<string, DatedRule[]>()
  for (const each of dated) {
    const { source, term, from, note } = each.rule
    const key = JSON.stringify([each.profile.id, source, term, from, note])
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}

const CLOCK_NAMES: Readonly<Record<RuleProfile['clock'], string>> = {
  policy: 'by the policy',
  law: 'by law',
  soft: 'as a target',
}

function ruleLines(group: readonly DatedRule[], calendar: CalendarData): string[] {
  const [first] = group
  if (first === undefined) return []
  const { profile, rule, start, due } = first
  const names = group.map((each) => each.rule.obligation).join(', ')
  const note = rule.note === undefined ? '' : `; ${rule.note}`
  const origin = `${profile.id}: ${rule.source} (${rule.certainty})${note}`
  if (rule.term === null)
    return [`${names} ${CLOCK_NAMES[profile.clock]}: no date is named; ${origin}`]
  if (start === null || due === null) {
    const begin = 'from the day identity and grounds are confirmed, not given yet'
    return [`${names} ${CLOCK_NAMES[profile.clock]}: ${lengthOf(rule.term)} ${begin}; ${origin}`]
  }
  const counting = `${lengthOf(rule.term)} after ${longDay(start)}`
  const head = `${names} ${CLOCK_NAMES[profile.clock]}: ${longDay(due)}, ${counting}; ${origin}`
  return rule.term.unit === 'working-days' ? [head, daysLine(start, due, calendar)] : [head]
}

function daysLine(start: CivilDate, due: CivilDate, calendar: CalendarData): string {
  const counted: string[] = []
  const skipped: string[] = []
  for (const day of daysBehind(start, due)) {
    const { working, why } = verdictOn(calendar, day)
    if (!working) skipped.push(`${shortDay(day)} ${why}`)
    else counted.push(`${shortDay(day)} ${counted.length + 1}${why && ` (${why})`}`)
  }
  const nothing = skipped.length === 0 ? 'nothing' : skipped.join(', ')
  return `counted: ${counted.join(', ')}; skipped: ${nothing}`
}

function actByLine({ name, policyDue, lawDue, softDue, actBy }: DatedObligation): string[] {
  if (actBy === null || [policyDue, lawDue, softDue].includes(actBy)) return []
  return [`${name}: act by ${longDay(actBy)}, the last working day before its date`]
}

/** Days that may turn out to be off: what was counted over them stays when they do. */
function unsureLines(
  dated: readonly DatedRule[],
  obligations: readonly DatedObligation[],
  calendar: CalendarData,
): string[] {
  const counted = dated.flatMap(({ rule, start, due }) =>
    rule.term?.unit === 'working-days' && start && due ? daysBehind(start, due) : [],
  )
  const days = new Set([...counted, ...obligations.flatMap(({ actBy }) => actBy ?? [])])
  return [...days].toSorted().flatMap((day) => {
    const { unsure, why } = verdictOn(calendar, day)
    const told = 'is not confirmed as a day off and counts as worked; the dates stay if it is'
    return unsure ? [`provisional: ${longDay(day)} (${why}) ${told}`] : []
  })
}

function daysBehind(start: CivilDate, due: CivilDate): CivilDate[] {
  const days: CivilDate[] = []
  for (let day = addDays(start, 1); day <= due; day = addDays(day, 1)) days.push(day)
  return days
}

function coverageLine(dated: readonly DatedRule[], calendar: CalendarData): string[] {
  const until = coveredUntil(calendar)
  const [since] = calendar.coverage.confirmed
  const outside = dated.some(({ start, due }) => (start && start < since) || (due && due > until))
  return outside
    ? [`provisional: calendar ${calendar.id} knows days off from ${since} to ${until} only`]
    : []
}

const UNIT_NAMES: Readonly<Record<Term['unit'], string>> = {
  'working-days': 'working day',
  days: 'day',
  months: 'month',
}

function lengthOf({ count, unit }: Term): string {
  return `${count} ${UNIT_NAMES[unit]}${count === 1 ? '' : 's'}`
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Fri 20 Nov */
function shortDay(date: CivilDate): string {
  const at = new Date(date)
  return `${WEEKDAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`
}

/** Fri 20 Nov 2026 */
function longDay(date: CivilDate): string {
  return `${shortDay(date)} ${date.slice(0, 4)}`
}
