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

/** What the clocks of an IANA zone show: the day, `2026-11-29`, and the time, `10:00`. */
export function wallClock(
  instant: Date,
  zone: string,
): { readonly date: string; readonly time: string } {
  const parts = formatIn(zone).formatToParts(instant)
  const read = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? ''
  return {
    date: `${read('year').padStart(4, '0')}-${read('month')}-${read('day')}`,
    time: `${read('hour')}:${read('minute')}`,
  }
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
  const { date, time } = wallClock(instant, zone)
  return Date.parse(`${date}T${time}:00Z`) + (instant.getTime() % 60_000)
}
