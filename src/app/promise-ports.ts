/** What the steps need of the promises: dates, editions, partners; the same for the program, the rehearsal and the tests. */
import type { AdvancePorts } from '../action/advance.ts'
import type { Holder } from '../action/holder.ts'
import type { Promises } from '../edge/files.ts'
import { asCivilDate, civilDate } from '../policy/calendar.ts'
import { calendarVersion } from '../policy/calendar-version.ts'
import { inForce } from '../policy/rules.ts'
import type { DemandKind } from '../policy/rules.ts'
import { deadlines } from '../policy/term.ts'
import type { Deadlines } from '../policy/term.ts'
import { codeUntil } from '../request/confirmation.ts'
import { demandRule } from '../request/demand-kinds.ts'
import type { FollowPorts } from '../request/follow-up.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { nextDue } from '../request/request.ts'
import type { Ground } from '../request/watching.ts'

/** Terms are counted over and over for the same days. */
const KNOWN_MAX = 5_000

export function datesOf(
  promises: Pick<Promises, 'rules' | 'calendar'>,
): (kind: DemandKind, received: Date, confirmed?: Date) => Deadlines {
  const { rules, calendar } = promises
  const known = new Map<string, Deadlines>()
  return (kind, received, confirmed) => {
    const days = [received, confirmed].map((at) => at && civilDate(at, calendar.zone))
    const key = `${kind} ${days.join(' ')}`
    const found = known.get(key) ?? deadlines({ kind, received, confirmed }, rules, calendar)
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(key, found)
    return found
  }
}

type Dates = ReturnType<typeof datesOf>

function groundOf({ policy, calendar }: Promises, dates: Dates): Ground {
  return {
    zone: policy.zone,
    calendar,
    deadlines: ({ kind, receivedAt }, confirmedAt) =>
      dates(kind, receivedAt, confirmedAt ?? undefined),
  }
}

export function followPortsOf(
  promises: Promises,
  dates: Dates,
  world: { readonly idKey: Buffer; readonly now: () => Date },
): FollowPorts {
  const { policy, rules, calendar } = promises
  const version = calendarVersion(calendar)
  return {
    deadlines: dates,
    idKey: world.idKey,
    codeUntil: (due) => codeUntil(civilDate(world.now(), policy.zone), due, calendar),
    editions: (receivedOn) => ({
      rules: inForce(rules, asCivilDate(receivedOn))
        .map(({ id }) => id)
        .join(','),
      calendar: `${calendar.id}:${version}`,
    }),
    hasPartners: policy.partners.length > 0,
  }
}

/** What steps lean on besides the world. */
interface StepWorld {
  readonly now: () => Date
  readonly requests: AdvancePorts['requests']
  readonly holders: readonly Holder[]
  readonly follow: FollowPorts
}

type StepPorts = Omit<AdvancePorts, 'destroyDocument' | 'onOpened'>

export function stepPortsOf(promises: Promises, dates: Dates, world: StepWorld): StepPorts {
  const { now, requests, holders, follow } = world
  return {
    now,
    requests,
    holders,
    prepare: {
      requests,
      holders,
      codeUntil: ({ obligations }) => follow.codeUntil(nextDue(obligations)),
    },
    ground: groundOf(promises, dates),
    follow,
    partners: promises.policy.partners.map(({ id }) => id),
  }
}

/** The last day of what is blocked, and the day to act for it: six months from receipt (p.17); null where nothing is destroyed. */
export function blockUntilOf(
  { kind, receivedAt }: PrivacyRequest,
  dates: Dates,
): { readonly until: string; readonly actBy: string } | null {
  if (demandRule(kind).does !== 'destroy') return null
  // Unlawful use is no ground to keep longer than a withdrawal would (p.17 names both).
  const terms = [kind, 'cease'] as const
  for (const each of terms) {
    const block = dates(each, receivedAt).obligations.find(({ name }) => name === 'block')
    if (block?.policyDue) return { until: block.policyDue, actBy: block.actBy ?? block.policyDue }
  }
  return null
}
