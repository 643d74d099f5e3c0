/** The owner's digest: what is open and who has the word, every working day; once a week when all is quiet (ux: heartbeat). */
import type { CalendarData, CivilDate } from '../policy/calendar.ts'
import { addWorkingDays, civilDate, isWorkingDay } from '../policy/calendar.ts'
import { instantAt } from '../policy/clock-time.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { wantedChanges } from '../request/request.ts'
import { silentParty } from '../request/silent.ts'
import { writeMark, writeMessageId } from '../letter/reference.ts'
import { formatDate, formatMoment, workingDaysLeft } from './dates.ts'
import { deadlineCalendar } from './deadline-calendar.ts'
import { actionPhrase, waitsPhrase } from './demand-words.ts'
import type { Context, Draft } from './draft.ts'
import type { TemplateValues } from './letter-kinds.ts'
import { domainOf, dueDate } from './request-values.ts'

const MORNING_HOUR = 9
/** More than a person reads; the rest is counted. */
const SHOWN_MAX = 50

/** What happened since the last digest. */
export interface Since {
  readonly closed: number
  readonly ordinary: number
  /** Letters of the last seven days that concern personal data. */
  readonly ofWeek: number
}

export interface Now {
  readonly open: readonly PrivacyRequest[]
  /** Letters from before today that a person must look at. */
  readonly held: number
  readonly since: Since
  readonly lastLook: Date | null
  /** The program has been at work for a week. */
  readonly isSettled: boolean
}

export interface Moment {
  readonly day: CivilDate
  /** When it was due, and the one before it. */
  readonly at: Date
  readonly since: Date
}

/** The digest that is due by now: today's from nine o'clock on, on a working day; null for none. */
export function digestMoment(now: Date, zone: string, calendar: CalendarData): Moment | null {
  const day = civilDate(now, zone)
  const at = instantAt(day, MORNING_HOUR, zone)
  if (!isWorkingDay(calendar, day) || now < at) return null
  return { day, at, since: instantAt(addWorkingDays(calendar, day, -1), MORNING_HOUR, zone) }
}

/** Nothing to say but that all works: once a week is enough, on its first working day. */
function isQuiet({ open, held, since }: Now): boolean {
  return open.length === 0 && held === 0 && since.closed === 0
}

/** What came today is told by its own letter; the digest speaks of what is left from the days before. */
export function isWorthTelling(now: Now, day: CivilDate, calendar: CalendarData): boolean {
  const isLeft = now.open.some(({ receivedOn }) => receivedOn < day)
  if (isLeft || now.held > 0 || now.since.closed > 0) return true
  return isQuiet(now) && now.isSettled && isFirstOfWeek(day, calendar)
}

function isFirstOfWeek(day: CivilDate, calendar: CalendarData): boolean {
  const before = addWorkingDays(calendar, day, -1)
  const weekdayOf = (date: CivilDate): number => (new Date(date).getUTCDay() + 6) % 7
  return weekdayOf(before) >= weekdayOf(day)
}

const count = (number: number): string => (number === 0 ? '' : String(number))

function rowOf(
  request: PrivacyRequest,
  { policy, workingDaysUntil }: Context,
): TemplateValues['digest']['open'][number] {
  const { language } = policy.owner
  const day = dueDate(request)
  const fields = wantedChanges(request).map(({ field }) => field)
  return {
    ref: request.number,
    action: actionPhrase(request.kind, fields, language),
    due: day === null ? '' : formatDate(day, language),
    daysLeft: day === null ? '' : workingDaysLeft(workingDaysUntil(day), language),
    waits: waitsPhrase(silentParty(request), language),
  }
}

function isOverdue(request: PrivacyRequest, today: string): boolean {
  const day = dueDate(request)
  return day !== null && day < today
}

function valuesOf(now: Now, context: Context): TemplateValues['digest'] {
  const { policy, today } = context
  const { language } = policy.owner
  const byDay = now.open.toSorted((one, other) =>
    (dueDate(one) ?? '9') < (dueDate(other) ?? '9') ? -1 : 1,
  )
  const { since, lastLook } = now
  return {
    today: formatDate(today, language),
    open: byDay.slice(0, SHOWN_MAX).map((request) => rowOf(request, context)),
    held: count(now.held),
    ordinary: count(since.ordinary),
    done: count(since.closed),
    overdue: count(now.open.filter((request) => isOverdue(request, today)).length),
    lastLook: lastLook === null ? '—' : formatMoment(lastLook, policy.zone, language),
    mailbox: policy.mailbox.address,
    quiet: isQuiet(now) && since.ofWeek === 0,
  }
}

/** One a day, whatever set it off; with a calendar of every deadline. */
export function composeDigest(now: Now, context: Context): Draft {
  const { policy, idKey, ownerEmail, today } = context
  const { language } = policy.owner
  const mark = { about: `DAY-${today}`, kind: 'digest', version: 1 }
  const calendar = deadlineCalendar(now.open, { language, now: context.now })
  return {
    id: `${mark.about}.${mark.kind}.${mark.version}`,
    kind: 'digest',
    audience: 'owner',
    language,
    filled: { template: 'digest', values: valuesOf(now, context) },
    to: ownerEmail,
    messageId: writeMessageId(idKey, mark, domainOf(policy)),
    mark: writeMark(idKey, mark),
    references: [],
    ...(now.open.length === 0
      ? {}
      : {
          files: [{ name: 'deadlines.ics', type: 'text/calendar', content: Buffer.from(calendar) }],
        }),
  }
}
