/** When an approved plan is carried out: late enough to be taken back, early enough to keep the promise. */
import type { CalendarData, CivilDate } from '../policy/calendar.ts'
import { addWorkingDays, civilDate } from '../policy/calendar.ts'
import { instantAt } from '../policy/clock-time.ts'
import type { Policy } from '../policy/policy.ts'
import type { PrivacyRequest } from '../request/request.ts'
import type { Plan } from './plan.ts'
import { newestPlan } from './plan.ts'

const HOUR_MS = 3_600_000
/** Destruction begins in the morning, when somebody can still be reached. */
const MORNING_HOUR = 10
/** On the last day the act and the letter about it must both be done. */
const LAST_HOUR = 18

export interface Pace {
  readonly undo: Policy['undo']
  readonly zone: string
  readonly calendar: CalendarData
}

/** The day by which everything this plan does must be done; null when nothing is promised. */
function lastDay(request: PrivacyRequest, plan: Plan): string | null {
  const names =
    plan.do === 'correct' ? ['correct', 'notify'] : ['stop', 'destroy', 'block', 'notify']
  const days = request.obligations
    .filter(({ name, doneAt }) => names.includes(name) && doneAt === null)
    .flatMap(({ actBy, policyDue, lawDue }) => actBy ?? policyDue ?? lawDue ?? [])
  return days.toSorted()[0] ?? null
}

function wished(plan: Plan, now: Date, { undo, zone, calendar }: Pace): Date | null {
  if (plan.do === 'correct')
    return undo.correctionHours === 0
      ? null
      : new Date(now.getTime() + undo.correctionHours * HOUR_MS)
  if (plan.do !== 'destroy' || undo.destruction === 'at-once') return null
  const next: CivilDate = addWorkingDays(calendar, civilDate(now, zone), 1)
  return instantAt(next, MORNING_HOUR, zone)
}

/** Null: at once, since the wait is switched off or would end after the term (p.16, p.17). */
export function runAt(request: PrivacyRequest, now: Date, pace: Pace): Date | null {
  const plan = newestPlan(request)
  if (plan === null) return null
  const at = wished(plan, now, pace)
  const last = lastDay(request, plan)
  if (at === null || last === null) return at
  return at <= instantAt(last, LAST_HOUR, pace.zone) ? at : null
}
