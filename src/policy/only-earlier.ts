/**
 * A promised date moves only earlier. When the calendar changes (a predicted holiday is confirmed, a
 * day off is moved by order), every open obligation is dated anew and keeps the earlier of both dates.
 */
const CLOCKS = ['policyDue', 'lawDue', 'softDue', 'actBy'] as const
export type Clock = (typeof CLOCKS)[number]

/** The dates of one obligation, as they are stored. */
export type Dates = Readonly<Record<Clock, string | null>>

export interface Move {
  readonly clock: Clock
  /** null: this clock begins to run. */
  readonly from: string | null
  readonly to: string
}

/**
 * A clock that did not run stays still, but for the law's: it may begin when identity and grounds are
 * confirmed, and the day to act with it.
 *
 * @param kept the dates as stored, of an obligation that is still open
 * @param anew its dates under the calendar, or by the confirmation, of now
 */
export function onlyEarlier(
  kept: Dates,
  anew: Dates,
): { readonly dates: Dates; readonly moved: readonly Move[] } {
  const lawBegins = kept.lawDue === null && anew.lawDue !== null
  const moved = CLOCKS.flatMap((clock): Move[] => {
    const from = kept[clock]
    const to = anew[clock]
    const mayBegin = lawBegins && (clock === 'lawDue' || clock === 'actBy')
    const isEarlier = to !== null && (from === null ? mayBegin : to < from)
    return isEarlier ? [{ clock, from, to }] : []
  })
  const { policyDue, lawDue, softDue, actBy } = kept
  const changes = Object.fromEntries(moved.map(({ clock, to }) => [clock, to]))
  return { dates: { policyDue, lawDue, softDue, actBy, ...changes }, moved }
}
