/** The register in a few numbers. What was not counted has no rate: null, never 100 %. */
import type { DemandKind, ObligationName } from '../policy/rules.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import type { DueDay } from './deadline.ts'
import type { RegisterRow } from './register-row.ts'

/** From receipt to the end of a request, over those that have ended; null when none has. */
export interface Spread {
  readonly median: number | null
  readonly longest: number | null
}

export interface Tally {
  readonly requests: number
  /** Obligations that policy or law dates, kept in time and not. What is not due yet is neither. */
  readonly kept: number
  readonly missed: number
  /** From 0 to 1; null when nothing was counted. */
  readonly onTimeRate: number | null
  readonly calendarDays: Spread
  readonly workingDays: Spread
}

export interface KindTally extends Tally {
  readonly kind: DemandKind
}

/** Owed, and its day is over. */
export interface Overdue extends DueDay {
  readonly number: string
  readonly obligation: ObligationName
}

export interface Summary extends Tally {
  readonly open: number
  readonly closed: number
  /** The kinds that occur. */
  readonly kinds: readonly KindTally[]
  /** The longest overdue first. */
  readonly overdue: readonly Overdue[]
}

export function summaryOf(rows: readonly RegisterRow[]): Summary {
  const open = rows.filter(({ endedOn }) => endedOn === null).length
  return {
    ...tallyOf(rows),
    open,
    closed: rows.length - open,
    kinds: DEMAND_KINDS.map((kind) => ({ kind, rows: rows.filter((row) => row.kind === kind) }))
      .filter((group) => group.rows.length > 0)
      .map((group) => ({ kind: group.kind, ...tallyOf(group.rows) })),
    overdue: rows.flatMap(overdueOf).toSorted((a, b) => a.due.localeCompare(b.due)),
  }
}

function tallyOf(rows: readonly RegisterRow[]): Tally {
  const binding = rows.flatMap(({ obligations }) =>
    obligations.filter(({ clock }) => clock !== 'soft'),
  )
  const kept = binding.filter(({ onTime }) => onTime === true).length
  const missed = binding.filter(({ onTime }) => onTime === false).length
  const counted = kept + missed
  return {
    requests: rows.length,
    kept,
    missed,
    onTimeRate: counted === 0 ? null : kept / counted,
    calendarDays: spreadOf(rows.map(({ calendarDays }) => calendarDays)),
    workingDays: spreadOf(rows.map(({ workingDays }) => workingDays)),
  }
}

function spreadOf(days: readonly (number | null)[]): Spread {
  const sorted = days.filter((count) => count !== null).toSorted((a, b) => a - b)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  const sum = middle.reduce((total, count) => total + count, 0)
  return {
    median: sorted.length === 0 ? null : sum / middle.length,
    longest: sorted.at(-1) ?? null,
  }
}

function overdueOf({ number, obligations }: RegisterRow): readonly Overdue[] {
  return obligations
    .filter(({ isOpen, onTime }) => isOpen && onTime === false)
    .map(({ name: obligation, due, clock }) => ({ number, obligation, due, clock }))
}
