/** Which day a promise falls on, and what is still owed by a day. */
import type { ObligationName, RuleProfile } from '../policy/rules.ts'
import { OBLIGATIONS } from '../policy/rules.ts'
import type { Obligation, PrivacyRequest } from './request.ts'
import { lastEvent } from './request.ts'

export interface DueDay {
  readonly due: string
  /** Policy and law bind; soft is a target of our own. */
  readonly clock: RuleProfile['clock']
}

/** The strictest day that binds; where nothing binds, our own target. Null where no date is named. */
export function strictestDue(
  dates: Pick<Obligation, 'policyDue' | 'lawDue' | 'softDue'>,
): DueDay | null {
  const { policyDue, lawDue, softDue } = dates
  if (policyDue !== null && (lawDue === null || policyDue <= lawDue))
    return { due: policyDue, clock: 'policy' }
  if (lawDue !== null) return { due: lawDue, clock: 'law' }
  return softDue === null ? null : { due: softDue, clock: 'soft' }
}

/** When nothing was owed any more, whatever stood open; null while the request is open. */
export function endedAt(request: PrivacyRequest): Date | null {
  return request.state === 'closed' ? (lastEvent(request, 'closed')?.at ?? null) : null
}

/** In the order in which they are done: rows come from the database in any. */
export function inOrder(obligations: readonly Obligation[]): readonly Obligation[] {
  const place = ({ name }: Obligation): number => OBLIGATIONS.indexOf(name)
  return obligations.toSorted((a, b) => place(a) - place(b))
}

export interface Deadline extends DueDay {
  readonly number: string
  readonly obligation: ObligationName
  readonly actBy: string
}

/** What is owed by a day and not done, the nearest first. */
export function openDeadlines(requests: readonly PrivacyRequest[]): readonly Deadline[] {
  return requests
    .filter((request) => endedAt(request) === null)
    .flatMap(deadlinesOf)
    .toSorted((a, b) => a.actBy.localeCompare(b.actBy) || a.number.localeCompare(b.number))
}

function deadlinesOf({ number, obligations }: PrivacyRequest): readonly Deadline[] {
  return inOrder(obligations).flatMap((owed) => {
    const { name: obligation, actBy, doneAt } = owed
    const due = strictestDue(owed)
    return doneAt !== null || actBy === null || due === null
      ? []
      : [{ number, obligation, actBy, ...due }]
  })
}

/** Every date that binds an open promise; the target of an answer too, which the person was told. */
export function datesOf(
  owed: Obligation,
): readonly { readonly clock: string; readonly day: string }[] {
  const { policyDue, lawDue } = owed
  const soft = policyDue === null && lawDue === null && owed.name !== 'hold' ? owed.softDue : null
  const dates = [
    { clock: 'policy', day: policyDue },
    { clock: 'law', day: lawDue },
    { clock: 'soft', day: soft },
  ]
  return dates.flatMap(({ clock, day }) => (day === null ? [] : [{ clock, day }]))
}
