import { BadCommand } from './command.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A quoted string, a literal where quotes cannot hold it, NIL where there is nothing. */
export function quote(text: string | undefined): string {
  if (text === undefined) return 'NIL'
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text)) return `"${text}"`
  return `{${Buffer.byteLength(text, 'latin1')}}\r\n${text}`
}

/** `11-Mar-2026 09:30:00 +0000`. */
export function formatInternalDate(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T')
  const [year, month, dayOfMonth] = day.split('-')
  return `${dayOfMonth}-${MONTHS[Number(month) - 1]}-${year} ${time.slice(0, 8)} +0000`
}

/** Reads the date of an APPEND. @throws BadCommand */
export function parseInternalDate(text: string): Date {
  const parts = /^([ \d]\d)-(\w{3})-(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(text) ?? []
  const [, day = '', month = '', year = '', time = '', hours = '', minutes = ''] = parts
  const iso = `${year}-${monthNumber(month)}-${day.trim().padStart(2, '0')}`
  return dateOf(`${iso}T${time}${hours}:${minutes}`)
}

/** Reads the day of a search key, `1-Feb-2026`, as its midnight in UTC. @throws BadCommand */
export function parseDay(text: string): Date {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})-(\w{3})-(\d{4})$/.exec(text) ?? []
  return dateOf(`${year}-${monthNumber(month)}-${day.padStart(2, '0')}T00:00:00Z`)
}

/** Rising numbers as a UID set: `1:3,7`. */
export function formatUidSet(uids: readonly number[]): string {
  const ranges: { first: number; last: number }[] = []
  for (const uid of uids) {
    const range = ranges.at(-1)
    if (range !== undefined && uid === range.last + 1) range.last = uid
    else ranges.push({ first: uid, last: uid })
  }
  return ranges
    .map(({ first, last }) => (first === last ? String(first) : `${first}:${last}`))
    .join(',')
}

function monthNumber(name: string): string {
  const index = MONTHS.findIndex((month) => month.toLowerCase() === name.toLowerCase())
  return String(index + 1).padStart(2, '0')
}

function dateOf(iso: string): Date {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) throw new BadCommand('Not a date')
  return date
}
