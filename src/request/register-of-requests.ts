/**
 * The register of requests: numbers, codes and days only, so that it can be shown to anybody.
 */
import type { CalendarData, CivilDate } from '../policy/calendar.ts'
import { civilDate } from '../policy/calendar.ts'
import type { RegisterRow } from './register-row.ts'
import { rowOf } from './register-row.ts'
import type { Summary } from './register-summary.ts'
import { summaryOf } from './register-summary.ts'
import type { PrivacyRequest } from './request.ts'

/** First and last day of receipt that the register speaks of; null: no bound. */
export interface Period {
  readonly from: CivilDate | null
  readonly to: CivilDate | null
}

export interface Register {
  readonly period: Period
  readonly madeAt: Date
  readonly summary: Summary
  /** In the order of receipt. */
  readonly rows: readonly RegisterRow[]
}

export interface RegisterGround {
  /** The company's own: its zone and its days off. */
  readonly calendar: CalendarData
  readonly now: Date
  readonly period: Period
}

export function registerOfRequests(
  requests: readonly PrivacyRequest[],
  { calendar, now, period }: RegisterGround,
): Register {
  const { from, to } = period
  const rows = requests
    .filter(
      ({ receivedOn }) => (from ?? receivedOn) <= receivedOn && receivedOn <= (to ?? receivedOn),
    )
    .toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || byNumber(a, b))
    .map((request) => rowOf(request, { calendar, today: civilDate(now, calendar.zone) }))
  return { period, madeAt: now, summary: summaryOf(rows), rows }
}

const byNumber = (a: PrivacyRequest, b: PrivacyRequest): number => a.number.localeCompare(b.number)
