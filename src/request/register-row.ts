/**
 * One request in the register: what was asked, when it was due, when it was done. Whether a promise was
 * kept is read from obligations and from nothing else, by civil day in the company's zone: an act at
 * 23:59 on the due day is on time.
 */
import type { CalendarData, CivilDate } from '../policy/calendar.ts'
import { asCivilDate, civilDate, workingDaysBetween } from '../policy/calendar.ts'
import type { DemandKind, ObligationName } from '../policy/rules.ts'
import type { Language } from '../letter/letter.ts'
import { endedAt, inOrder, strictestDue } from './deadline.ts'
import type { DueDay } from './deadline.ts'
import type { EventName } from './event.ts'
import type { Obligation, PrivacyRequest } from './request.ts'
import type { State } from './state.ts'

/** The events that say how a request ended. */
export const OUTCOMES = [
  'corrected',
  'destroyed',
  'disclosed',
  'answered',
  'unsubscribed',
  'no-record',
  'refused',
  'unanswered',
  'withdrawn',
  'merged',
  'continued',
  'disowned',
] as const satisfies readonly EventName[]
export type Outcome = (typeof OUTCOMES)[number]

/** Days from receipt; the day of receipt is day zero. Null while nothing ended them. */
interface Taken {
  readonly calendarDays: number | null
  readonly workingDays: number | null
}

/** What was owed by a date. */
export interface RegisterObligation extends DueDay, Taken {
  readonly name: ObligationName
  readonly policyDue: string | null
  readonly lawDue: string | null
  readonly softDue: string | null
  readonly doneOn: string | null
  /** Still owed: not done, and the request has not ended. */
  readonly isOpen: boolean
  /** Null while it is open and not due yet, or when its request ended before its day came. */
  readonly onTime: boolean | null
}

export interface RegisterRow extends Taken {
  readonly number: string
  readonly kind: DemandKind
  readonly language: Language
  readonly received: Date
  readonly receivedOn: string
  readonly state: State
  readonly outcome: Outcome | null
  /** The day on which the request was closed: done or refused, and the person told. */
  readonly endedOn: string | null
  readonly obligations: readonly RegisterObligation[]
}

/** What days are counted by. */
export interface Ground {
  readonly calendar: CalendarData
  readonly today: CivilDate
}

export function rowOf(request: PrivacyRequest, ground: Ground): RegisterRow {
  const { number, kind, language, receivedAt: received, receivedOn, state } = request
  const endedOn = dayOf(endedAt(request), ground)
  const span = { receivedOn: asCivilDate(receivedOn), endedOn, ...ground }
  return {
    number,
    kind,
    language,
    received,
    receivedOn,
    state,
    outcome: outcomeOf(request),
    endedOn,
    ...taken(span.receivedOn, endedOn, ground.calendar),
    obligations: inOrder(request.obligations).flatMap((owed) => datedOf(owed, span)),
  }
}

function outcomeOf({ events }: PrivacyRequest): Outcome | null {
  const outcomes = events.map(({ name }) => OUTCOMES.find((outcome) => outcome === name))
  return outcomes.findLast((outcome) => outcome !== undefined) ?? null
}

interface Span extends Ground {
  readonly receivedOn: CivilDate
  readonly endedOn: CivilDate | null
}

/** Nothing for a promise without a date: it can be neither kept nor missed. */
function datedOf(owed: Obligation, span: Span): readonly RegisterObligation[] {
  const { name, policyDue, lawDue, softDue } = owed
  const strictest = strictestDue(owed)
  if (strictest === null) return []
  const doneOn = dayOf(owed.doneAt, span)
  return [
    {
      name,
      policyDue,
      lawDue,
      softDue,
      ...strictest,
      doneOn,
      isOpen: doneOn === null && span.endedOn === null,
      onTime: isOnTime(strictest.due, doneOn, span),
      ...taken(span.receivedOn, doneOn, span.calendar),
    },
  ]
}

/** What is not done is missed once its day is over, unless the request ended by that day. */
function isOnTime(due: string, doneOn: CivilDate | null, { endedOn, today }: Span): boolean | null {
  if (doneOn !== null) return doneOn <= due
  return (endedOn ?? today) > due ? false : null
}

function dayOf(instant: Date | null, { calendar }: Ground): CivilDate | null {
  return instant === null ? null : civilDate(instant, calendar.zone)
}

const DAY_MS = 86_400_000

function taken(from: CivilDate, to: CivilDate | null, calendar: CalendarData): Taken {
  if (to === null) return { calendarDays: null, workingDays: null }
  return {
    calendarDays: (Date.parse(to) - Date.parse(from)) / DAY_MS,
    workingDays: workingDaysBetween(calendar, from, to),
  }
}
