/** What the clocks of a zone show at an instant, and the instant at which they show it. */

const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
  formats.set(zone, format)
  return format
}

/** Zones change what they show at whole quarters of an hour. */
const QUARTER_MS = 900_000
/** Far more than a year has; whoever asks for more begins anew. */
const OFFSETS_MAX = 200_000
const offsets = new Map<string, Map<number, number>>()

/** How far a zone is ahead of UTC; milliseconds. Asking the zone data is slow, and the answer holds for a quarter of an hour. */
function offsetMs(instant: Date, zone: string): number {
  let known = offsets.get(zone)
  if (known === undefined) offsets.set(zone, (known = new Map()))
  const quarter = Math.floor(instant.getTime() / QUARTER_MS)
  const found = known.get(quarter)
  if (found !== undefined) return found
  if (known.size >= OFFSETS_MAX) known.clear()
  const begin = quarter * QUARTER_MS
  const offset = shownIn(new Date(begin), zone) - begin
  known.set(quarter, offset)
  return offset
}

/** What the zone data say that the clocks show, as if it were in UTC; milliseconds, to the minute. */
function shownIn(instant: Date, zone: string): number {
  const parts = formatIn(zone).formatToParts(instant)
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'))
}

/** What the clocks of an IANA zone show: the day, `2026-11-29`, and the time, `10:00`. */
export function wallClock(
  instant: Date,
  zone: string,
): { readonly date: string; readonly time: string } {
  const shown = new Date(shownMs(instant, zone)).toISOString()
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) }
}

/** The instant at which the clocks of a zone show a whole hour on a civil day (a zone may change its offset between any two). */
export function instantAt(date: string, hour: number, zone: string): Date {
  const wanted = Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00Z`)
  let at = wanted
  // The second round is for days on which the offset changes.
  for (let round = 0; round < 2; round += 1) at += wanted - shownMs(new Date(at), zone)
  return new Date(at)
}

/** What the clocks show, as if it were in UTC; milliseconds. */
function shownMs(instant: Date, zone: string): number {
  return instant.getTime() + offsetMs(instant, zone)
}
