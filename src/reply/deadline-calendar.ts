/**
 * What is owed by a day, as a calendar that telephones and mail programs read (RFC 5545): an all-day
 * event on the day to act by, with a reminder the morning before. Numbers and days only.
 */
import type { Language } from '../letter/letter.ts'
import { addDays, asCivilDate } from '../policy/calendar.ts'
import type { Deadline } from '../request/deadline.ts'
import { openDeadlines } from '../request/deadline.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { formatDate } from './dates.ts'
import { deadlineWords } from './deadline-words.ts'

const LINE_OCTETS_MAX = 75
/** Nine in the morning of the day before: an all-day event begins at midnight. */
const REMINDER = '-PT15H'

export interface CalendarStyle {
  readonly language: Language
  readonly now: Date
}

/** The calendar of all that these requests still owe by a day. An event keeps its UID: a new calendar replaces it. */
export function deadlineCalendar(
  requests: readonly PrivacyRequest[],
  { language, now }: CalendarStyle,
): string {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//privacy-mailbot//deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(deadlineWords(language).calendar)}`,
    ...openDeadlines(requests).flatMap((deadline) => eventOf(deadline, language, stamp)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

function eventOf(deadline: Deadline, language: Language, stamp: string): readonly string[] {
  const { number, obligation, actBy } = deadline
  const summary = escapeText(summaryOf(deadline, language))
  return [
    'BEGIN:VEVENT',
    `UID:${number}-${obligation}@privacy-mailbot`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basicDate(actBy)}`,
    `DTEND;VALUE=DATE:${basicDate(addDays(asCivilDate(actBy), 1))}`,
    `SUMMARY:${summary}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${summary}`,
    `TRIGGER:${REMINDER}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

/** `PD-7F3K-92QD: исправить, срок по политике 30 ноября 2026 г.` */
function summaryOf({ number, obligation, due, clock }: Deadline, language: Language): string {
  const words = deadlineWords(language)
  const dueBy = `${words.dueBy[clock]} ${formatDate(due, language)}`
  return `${number}: ${words.obligation[obligation]}, ${dueBy}`
}

function basicDate(day: string): string {
  return day.replaceAll('-', '')
}

/** A value of type TEXT (3.3.11). */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, String.raw`\$&`).replace(/\r\n|[\r\n]/g, String.raw`\n`)
}

/** A content line in pieces of at most 75 octets (3.1); no letter is cut in two. */
export function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > LINE_OCTETS_MAX) {
      folded += '\r\n '
      octets = 1
    }
    folded += letter
    octets += size
  }
  return folded
}
