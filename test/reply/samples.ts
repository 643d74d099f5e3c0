import { civilDate, asCivilDate, workingDaysUntil } from '../../src/policy/calendar.ts'
import { runAt } from '../../src/action/run-at.ts'
import type { Context } from '../../src/reply/draft.ts'
import { ID_KEY, PROMISES } from '../request/samples.ts'

export const OWNER = 'owner@company.example'

/** What letters are written from, on a Tuesday. */
export function contextOn(now = new Date('2026-11-24T05:00:00Z')): Context {
  const { policy, calendar } = PROMISES
  const today = civilDate(now, policy.zone)
  return {
    policy,
    ownerEmail: OWNER,
    idKey: ID_KEY,
    now,
    today,
    workingDaysUntil: (day) => workingDaysUntil(calendar, today, asCivilDate(day)),
    linkTo: ({ number }) => `https://privacy.company.example/r/${number}`,
    runAt: (request) => runAt(request, now, { undo: policy.undo, zone: policy.zone, calendar }),
  }
}
