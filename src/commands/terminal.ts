/** stdout is data, stderr is talk. */
import { Fault } from '../errors.ts'

export function out(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function talk(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** One line of JSON. */
export function outJson(value: unknown): void {
  out(JSON.stringify(value))
}

/** How many columns a text takes; combining marks take none. */
function width(text: string): number {
  return text.normalize('NFC').replace(/\p{M}/gu, '').length
}

/** Columns side by side, two blanks apart, the last one ragged. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, width(cell))),
    [],
  )
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** An instant as typed: with its offset, so that nobody has to guess a zone. */
export function readInstant(typed: string, option: string): Date {
  const instant = new Date(typed)
  const [, year, month, day] = INSTANT.exec(typed) ?? []
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  // Date itself takes 31 February for 3 March.
  if (Number.isNaN(instant.getTime()) || !(Number(day) <= lastDay))
    throw new Fault('usage', { detail: `${option} is no instant: write 2026-11-20T10:00:00+05:00` })
  return instant
}

/** Whether anybody still reads what is written: not after `| head`. */
export function isHeard(): boolean {
  return process.stdout.writable
}
