/**
 * The working days of the company, counted over a data file.
 *
 * A day is skipped only when it is surely off: a weekend nobody ordered to be worked, or a day off
 * that is confirmed or follows from a rule of law. When unsure, the day counts as worked: that
 * gives the earlier date, and a promised date may only move earlier.
 */
import { z } from 'zod'
import { wallClock } from './clock-time.ts'
import { faultLines } from './faults.ts'
import type { Faults } from './faults.ts'

declare const civil: unique symbol

/** A day in the company's zone, `YYYY-MM-DD`; two of them compare as text. */
export type CivilDate = string & { readonly [civil]: true }

const DAY_MS = 86_400_000
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

export const civilDateSchema = z
  .string()
  .refine(isCivilDate, 'is not a day of the calendar; write YYYY-MM-DD')
  .transform(asCivilDate)

/** An IANA zone; never an offset, which would be wrong on one side of 2024-03-01. */
export const zoneSchema = z.string().refine(isZone, 'is not a time zone; write Asia/Almaty')

const dayOffSchema = z.strictObject({
  why: z.string(),
  certainty: z.enum(['confirmed', 'rule', 'predicted']),
})
type DayOff = z.infer<typeof dayOffSchema>

const spanSchema = z.tuple([civilDateSchema, civilDateSchema])
const periodSchema = z
  .string()
  .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/, 'is neither a year nor a month')

const calendarSchema = z.strictObject({
  id: z.string().min(1, 'is empty; give it a value'),
  zone: zoneSchema,
  weekend: z.array(z.enum(WEEKDAYS)).max(6, 'leaves no day to work'),
  /** Confirmed by orders, and known only by the rules of the law. Beyond both: weekends only. */
  coverage: z.strictObject({ confirmed: spanSchema, rule: spanSchema }),
  countAsNonWorking: z.array(z.enum(['confirmed', 'rule'])),
  nonWorking: z.record(civilDateSchema, dayOffSchema),
  workingWeekends: z.record(civilDateSchema, z.strictObject({ insteadOf: civilDateSchema })),
  /** The operator's own worked days: counted, which gives the earlier date. */
  extraWorking: z.array(civilDateSchema).optional(),
  /** The operator's own days off: never skipped in a promised date. */
  extraOff: z.array(civilDateSchema).optional(),
  /** Working days by year or month, as published; the file is refused when it disagrees. */
  checks: z.strictObject({ workingDays: z.record(periodSchema, z.int()) }),
  sources: z.record(z.string(), z.string()),
})

export type CalendarData = z.infer<typeof calendarSchema>

/** Reads a calendar file, or tells every fault in it, its own published counts included. */
export function parseCalendar(
  input: unknown,
): { readonly ok: true; readonly calendar: CalendarData } | Faults {
  const parsed = calendarSchema.safeParse(input)
  if (!parsed.success) return { ok: false, faults: faultLines(parsed.error, calendarSchema, input) }
  const calendar = parsed.data
  const faults = Object.entries(calendar.checks.workingDays).flatMap(([period, published]) => {
    const counted = workingDaysIn(calendar, period)
    const told = `checks.workingDays.${period}: the file says ${published}, its days make ${counted}`
    return counted === published ? [] : [told]
  })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, calendar }
}

/** The calendar as one company keeps it: its zone and its own exceptions. */
export function withOwnDays(
  calendar: CalendarData,
  own: Required<Pick<CalendarData, 'zone' | 'extraOff' | 'extraWorking'>>,
): CalendarData {
  const { zone, extraOff, extraWorking } = own
  return { ...calendar, zone, extraOff, extraWorking }
}

/** Whether a text names a day there is, as `YYYY-MM-DD` (not 2026-02-30, 2026-2-3 or a time). */
export function isCivilDate(text: string): text is CivilDate {
  return knownDays.has(text) || isDay(text)
}

/** Days are asked about over and over; what was one stays one. */
const knownDays = new Set<string>()
const KNOWN_DAYS_MAX = 20_000

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const instant = new Date(`${text}T00:00:00Z`)
  const isOne = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
  if (isOne && knownDays.size < KNOWN_DAYS_MAX) knownDays.add(text)
  return isOne
}

/** @throws RangeError when the text names no day */
export function asCivilDate(text: string): CivilDate {
  if (isCivilDate(text)) return text
  throw new RangeError('not a day of the calendar')
}

/** The civil day of an instant in an IANA zone. */
export function civilDate(instant: Date, zone: string): CivilDate {
  return asCivilDate(wallClock(instant, zone).date)
}

/** Whether a day counts, and what is to be said of it ('' for an ordinary working day). */
export interface DayVerdict {
  readonly working: boolean
  readonly why: string
  /** It counts as worked only because nobody is sure yet that it is off. */
  readonly unsure: boolean
}

export function verdictOn(calendar: CalendarData, date: CivilDate): DayVerdict {
  return verdictOnDay(calendar, dayNumber(date))
}

export function isWorkingDay(calendar: CalendarData, date: CivilDate): boolean {
  return verdictOn(calendar, date).working
}

/**
 * The n-th working day after `date`; day one is the next working day, `date` itself never counts
 * (Civil Code art. 173). Below zero: the n-th working day before. Zero gives `date`.
 * @throws RangeError when n is not a whole number
 */
export function addWorkingDays(calendar: CalendarData, date: CivilDate, n: number): CivilDate {
  if (!Number.isInteger(n)) throw new RangeError('working days are counted whole')
  const step = Math.sign(n)
  let day = dayNumber(date)
  for (let left = Math.abs(n); left > 0;) {
    day += step
    if (verdictOnDay(calendar, day).working) left--
  }
  return dateOf(day)
}

/** Calendar days, not moved when the last one is a day off. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOf(dayNumber(date) + days)
}

/** The same day of a later month, or the last day of that month when it is shorter. */
export function addMonthsClamped(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0))
  const clamped = Math.min(day, lastDay.getUTCDate())
  return dateOf(lastDay.getTime() / DAY_MS - lastDay.getUTCDate() + clamped)
}

export function lastWorkingDayOnOrBefore(calendar: CalendarData, date: CivilDate): CivilDate {
  return isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, -1)
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: CalendarData, from: CivilDate, to: CivilDate): number {
  const last = dayNumber(to)
  let count = 0
  for (let day = dayNumber(from) + 1; day <= last; day++) {
    if (verdictOnDay(calendar, day).working) count++
  }
  return count
}

/** Working days from after `today` up to and including `day`; below zero when the day has passed. */
export function workingDaysUntil(calendar: CalendarData, today: CivilDate, day: CivilDate): number {
  if (day >= today) return workingDaysBetween(calendar, today, day)
  return -Math.max(1, workingDaysBetween(calendar, day, today))
}

/** The last day whose days off are known, by order or by rule. */
export function coveredUntil(calendar: CalendarData): CivilDate {
  const { confirmed, rule } = calendar.coverage
  return confirmed[1] > rule[1] ? confirmed[1] : rule[1]
}

const verdicts = new WeakMap<CalendarData, Map<number, DayVerdict>>()

function verdictOnDay(calendar: CalendarData, day: number): DayVerdict {
  let known = verdicts.get(calendar)
  if (known === undefined) verdicts.set(calendar, (known = new Map()))
  let verdict = known.get(day)
  if (verdict === undefined) known.set(day, (verdict = judge(calendar, dateOf(day))))
  return verdict
}

function judge(calendar: CalendarData, date: CivilDate): DayVerdict {
  const swap = calendar.workingWeekends[date]
  if (calendar.extraWorking?.includes(date)) return surely(true, 'own working day')
  if (swap !== undefined) return surely(true, `worked instead of ${swap.insteadOf}`)
  const off = calendar.nonWorking[date]
  if (off !== undefined && isSure(calendar, off)) return surely(false, reason(off))
  if (isWeekend(calendar, date)) return surely(false, 'weekend')
  if (off !== undefined) return { working: true, why: reason(off), unsure: true }
  return surely(true, calendar.extraOff?.includes(date) ? 'own day off' : '')
}

function surely(working: boolean, why: string): DayVerdict {
  return { working, why, unsure: false }
}

function reason({ why, certainty }: DayOff): string {
  return certainty === 'confirmed' ? why : `${why}, ${certainty}`
}

function isSure(calendar: CalendarData, off: DayOff): boolean {
  return calendar.countAsNonWorking.some((sure) => sure === off.certainty)
}

function isWeekend(calendar: CalendarData, date: CivilDate): boolean {
  const weekday = WEEKDAYS[new Date(date).getUTCDay()]
  return calendar.weekend.some((free) => free === weekday)
}

function workingDaysIn(calendar: CalendarData, period: string): number {
  const first = asCivilDate(period.length === 4 ? `${period}-01-01` : `${period}-01`)
  const next = addMonthsClamped(first, period.length === 4 ? 12 : 1)
  return workingDaysBetween(calendar, addDays(first, -1), addDays(next, -1))
}

function dayNumber(date: CivilDate): number {
  return Date.parse(date) / DAY_MS
}

function dateOf(day: number): CivilDate {
  return asCivilDate(new Date(day * DAY_MS).toISOString().slice(0, 10))
}

function isZone(zone: string): boolean {
  try {
    return /^[A-Z]/i.test(zone) && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
