/**
 * When is somebody to be told that nothing moves any more? Beats in, alarms out: no clock, no network
 * and no database in here.
 *
 * A failure is told when it has lasted five minutes, again every 24 hours while it lasts, and once when
 * it is over. Only what was delivered is noted as told (`told`), so the next beat makes up for the rest.
 */
import { z } from 'zod'
import type { Alert, Failing, Failure } from '../edge/alert.ts'
import type { Signs } from '../edge/postgres/alarm-book.ts'
import { addDays, asCivilDate } from '../policy/calendar.ts'
import { instantAt, wallClock } from '../policy/clock-time.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const DEAD_AFTER_MS = 5 * MINUTE_MS
/** Beats further apart say nothing of the time between: the machine slept, or nobody was there to look. */
const BREAK_MS = 2 * MINUTE_MS
const SIGN_HOUR = 9

/** What is known of mail, or of the database. */
export interface Watched {
  /** It has been looked at without a break since then, */
  readonly since: Date
  /** and at that moment last. */
  readonly until: Date
  /** When it last worked, as far as anybody knows. */
  readonly okAt: Date | null
  /** The failure that was told of and is not over, and when it was told last. */
  readonly told: { readonly since: Date; readonly at: Date } | null
  /** How often anything was told: of two memories the one that told more is the newer. */
  readonly tellings: number
}

export interface Memory {
  readonly mail: Watched
  readonly database: Watched
  readonly sign: { readonly at: Date | null; readonly tellings: number }
}

export interface Beat {
  readonly at: Date
  /** Of the company. */
  readonly zone: string
  /** What the database tells of the mail; null while it does not answer. */
  readonly signs: Signs | null
}

/** The memory of a program that begins to look. */
function nothingYet(at: Date): Memory {
  const watched: Watched = { since: at, until: at, okAt: null, told: null, tellings: 0 }
  return { mail: watched, database: watched, sign: { at: null, tellings: 0 } }
}

/** Mail works as long as both halves of it do. */
function mailOkAt({ lastPass, stuckSince }: Signs): Date | null {
  if (lastPass === null || stuckSince === null) return lastPass
  return lastPass < stuckSince ? lastPass : stuckSince
}

function seen(watched: Watched, at: Date, okAt: Date | null): Watched {
  const breakMs = Math.abs(at.getTime() - watched.until.getTime())
  return { ...watched, since: breakMs > BREAK_MS ? at : watched.since, until: at, okAt }
}

/** What is remembered after looking. Without a database nothing is known of the mail, good or bad. */
export function look(memory: Memory, { at, signs }: Beat): Memory {
  const { database, mail } = memory
  if (signs === null) return { ...memory, database: seen(database, at, database.okAt) }
  return {
    ...memory,
    database: seen(database, at, at),
    mail: seen(mail, at, mailOkAt(signs)),
  }
}

/** The database answers, but somebody else looks just now. */
export function answered(memory: Memory | null, at: Date): Memory | null {
  return memory === null ? null : { ...memory, database: seen(memory.database, at, at) }
}

/** What is to be told of mail or database at this beat. */
function newsOf(what: Failing, watched: Watched, at: Date): Alert | null {
  const { since, okAt, told: before } = watched
  const lastedMs = (from: Date): number => at.getTime() - from.getTime()
  if (okAt !== null && lastedMs(okAt) < DEAD_AFTER_MS)
    return before === null ? null : { event: 'back', what, since: before.since, at }
  if (lastedMs(since) < DEAD_AFTER_MS) return null
  if (before !== null && lastedMs(before.at) < DAY_MS) return null
  return { event: 'dead', what, since: before?.since ?? okAt ?? since, at }
}

/** The last nine o'clock of the company, on whatever day. */
function lastNine(at: Date, zone: string): Date {
  const today = asCivilDate(wallClock(at, zone).date)
  const nine = instantAt(today, SIGN_HOUR, zone)
  return nine <= at ? nine : instantAt(addDays(today, -1), SIGN_HOUR, zone)
}

function failureOf({ mail, database }: Memory): Failure | null {
  if (database.told !== null) return { what: 'database', since: database.told.since }
  return mail.told === null ? null : { what: 'mail', since: mail.told.since }
}

/** A sign that was missed is given as soon as there is somebody to give it. */
function signOfLife(memory: Memory, { at, zone, signs }: Beat): Alert | null {
  const { sign } = memory
  // Whether it was given today stands in the database.
  if (sign.at === null && signs === null) return null
  // A clock that was once far ahead must not silence us until then.
  const isBelievable = sign.at !== null && sign.at.getTime() - at.getTime() < DAY_MS
  if (isBelievable && sign.at >= lastNine(at, zone)) return null
  return { event: 'alive', at, failure: failureOf(memory) }
}

export type Duty = (memory: Memory, beat: Beat) => Alert | null

/** Asked one after another at every beat, each with what the one before has told. */
export const DUTIES: readonly Duty[] = [
  ({ database }, { at }) => newsOf('database', database, at),
  ({ mail }, { at, signs }) => (signs === null ? null : newsOf('mail', mail, at)),
  signOfLife,
]

/** What is remembered after an alert was delivered. */
export function told(memory: Memory, alert: Alert): Memory {
  const { at } = alert
  if (alert.event === 'alive')
    return { ...memory, sign: { at, tellings: memory.sign.tellings + 1 } }
  const { event, what, since } = alert
  const watched = memory[what]
  const failure = event === 'dead' ? { since, at } : null
  return {
    ...memory,
    [what]: { ...watched, told: failure, tellings: watched.tellings + 1 },
  }
}

function newer(kept: Watched, own: Watched): Watched {
  if (kept.tellings !== own.tellings) return kept.tellings > own.tellings ? kept : own
  return kept.until >= own.until ? kept : own
}

/**
 * What all processes keep in the database, and what this one remembers on its own, from when the
 * database did not answer. Whoever has only just been started remembers nothing, and takes what is kept.
 */
export function recalled(kept: Memory | null, own: Memory | null, at: Date): Memory {
  if (kept === null || own === null) return kept ?? own ?? nothingYet(at)
  return {
    mail: newer(kept.mail, own.mail),
    database: newer(kept.database, own.database),
    sign: kept.sign.tellings >= own.sign.tellings ? kept.sign : own.sign,
  }
}

const instant = z.iso.datetime().transform((text) => new Date(text))
const watchedSchema = z.strictObject({
  since: instant,
  until: instant,
  okAt: instant.nullable(),
  told: z.strictObject({ since: instant, at: instant }).nullable(),
  tellings: z.int(),
})
const memorySchema = z.strictObject({
  mail: watchedSchema,
  database: watchedSchema,
  sign: z.strictObject({ at: instant.nullable(), tellings: z.int() }),
})

/** Null for what is no memory: whoever forgot it begins anew. */
export function readMemory(text: string | null): Memory | null {
  try {
    return memorySchema.safeParse(JSON.parse(text ?? '')).data ?? null
  } catch {
    return null
  }
}

export function writeMemory(memory: Memory): string {
  return JSON.stringify(memory)
}
