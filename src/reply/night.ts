/** Nobody is woken by a letter that can wait: to the owner it leaves in the morning (ux: night hours). */
import type { Policy } from '../policy/policy.ts'
import { addDays, asCivilDate } from '../policy/calendar.ts'
import { instantAt, wallClock } from '../policy/clock-time.ts'
import type { LetterName } from './letter-kinds.ts'

/** Letters that nobody at the other end waits for. */
const CAN_WAIT: ReadonlySet<LetterName> = new Set<LetterName>([
  'approval',
  'question-came',
  'reminder',
  'will-miss',
  'overdue',
  'call-needed',
  'identity-late',
  'undeliverable',
  'document-came',
  'partner-silent',
  'partner-refused',
  'escalation',
])

export function canWait(kind: LetterName): boolean {
  return CAN_WAIT.has(kind)
}

/** The end of the night that it is; null by day. The night may begin before midnight. */
export function endOfNight(now: Date, zone: string, hours: Policy['owner']['night']): Date | null {
  if (hours === 'none') return null
  const { date, time } = wallClock(now, zone)
  const hour = Number(time.slice(0, 2))
  const { from, to } = hours
  const isOver = from > to ? hour >= from || hour < to : hour >= from && hour < to
  if (!isOver) return null
  const morning = hour >= to ? addDays(asCivilDate(date), 1) : asCivilDate(date)
  return instantAt(morning, to, zone)
}
