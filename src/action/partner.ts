/** Partners are told to do the same, with no more than what they need to find the person (p.12, p.17; GDPR 19). */
import type { CalendarData } from '../policy/calendar.ts'
import { addWorkingDays, asCivilDate, civilDate } from '../policy/calendar.ts'
import { demandRule } from '../request/demand-kinds.ts'
import type { NewEvent } from '../request/event.ts'
import { wasTold } from '../request/partners.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, obligationNamed } from '../request/request.ts'
import type { Holder } from './holder.ts'
import { newestPlan } from './plan.ts'

export interface PartnerPorts {
  /** Ids in the policy file. */
  readonly partners: readonly string[]
  readonly holders: readonly Holder[]
  readonly calendar: CalendarData
  readonly zone: string
}

/** So long before our own date a partner must have answered. */
const BEFORE_WORKING_DAYS = 3

function dueFor(request: PrivacyRequest, now: Date, { calendar, zone }: PartnerPorts): string {
  const today = civilDate(now, zone)
  const owed = obligationNamed(request, 'partner')
  const next = addWorkingDays(calendar, today, 1)
  const last = owed?.policyDue ?? owed?.lawDue ?? owed?.softDue ?? null
  if (last === null) return next
  const day = addWorkingDays(calendar, asCivilDate(last), -BEFORE_WORKING_DAYS)
  return day > next ? day : next
}

/** Whether it is time: before the record is gone from which the partner is told, and after a correction was seen. */
export function mustTellPartners(request: PrivacyRequest): boolean {
  if (obligationNamed(request, 'partner')?.doneAt !== null || wasTold(request)) return false
  if (demandRule(request.kind).does === 'correct')
    return lastEvent(request, 'corrected') !== undefined
  const isGoing = request.state === 'approved' || request.state === 'blocked'
  return isGoing && newestPlan(request)?.do === 'destroy'
}

/** An address or a number, never both: what was known of the person before the correction. */
async function identifierOf(request: PrivacyRequest, holders: readonly Holder[]): Promise<string> {
  const plan = newestPlan(request)
  if (plan === null || plan.do === 'nothing' || plan.do === 'no-record') return ''
  const record = await holders.find(({ name }) => name === plan.holder)?.look(plan.ref)
  const before = plan.do === 'correct' ? plan.before : {}
  const fields = { ...record?.fields, ...before }
  return fields.email ?? fields.phone ?? fields.userId ?? ''
}

/** One event for each partner. */
export async function tellPartners(
  request: PrivacyRequest,
  now: Date,
  ports: PartnerPorts,
): Promise<readonly NewEvent[]> {
  const identifier = await identifierOf(request, ports.holders)
  const what = demandRule(request.kind).does === 'correct' ? 'correct' : 'destroy'
  const due = dueFor(request, now, ports)
  return ports.partners.map((partner) => ({
    name: 'partner-told',
    actor: 'system',
    facts: { partner, due, what },
    content: { identifier },
  }))
}
