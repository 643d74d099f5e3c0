/** The register as a spreadsheet reads it: a row an obligation, codes and days, never words. */
import { stringify } from 'csv-stringify/sync'
import type { Register } from '../request/register-of-requests.ts'
import type { RegisterObligation, RegisterRow } from '../request/register-row.ts'

type Cell = string | number | boolean | Date | null

/** A column's name, and what stands in it for a request and one of its obligations (null: none has a date). */
const COLUMNS: Readonly<
  Record<string, (row: RegisterRow, owed: RegisterObligation | null) => Cell>
> = {
  number: (row) => row.number,
  kind: (row) => row.kind,
  language: (row) => row.language,
  received: (row) => row.received,
  receivedOn: (row) => row.receivedOn,
  state: (row) => row.state,
  outcome: (row) => row.outcome,
  endedOn: (row) => row.endedOn,
  requestCalendarDays: (row) => row.calendarDays,
  requestWorkingDays: (row) => row.workingDays,
  obligation: (_, owed) => owed?.name ?? null,
  policyDue: (_, owed) => owed?.policyDue ?? null,
  lawDue: (_, owed) => owed?.lawDue ?? null,
  softDue: (_, owed) => owed?.softDue ?? null,
  due: (_, owed) => owed?.due ?? null,
  clock: (_, owed) => owed?.clock ?? null,
  doneOn: (_, owed) => owed?.doneOn ?? null,
  open: (_, owed) => owed?.isOpen ?? null,
  onTime: (_, owed) => owed?.onTime ?? null,
  calendarDays: (_, owed) => owed?.calendarDays ?? null,
  workingDays: (_, owed) => owed?.workingDays ?? null,
}

/** UTF-8 with its mark and semicolons, as spreadsheets in this part of the world expect; RFC 4180 for the rest. */
export function registerCsv({ rows }: Register): string {
  const cells = rows.flatMap((row) =>
    (row.obligations.length === 0 ? [null] : row.obligations).map((owed) =>
      Object.values(COLUMNS).map((cell) => cell(row, owed)),
    ),
  )
  return csvOf([Object.keys(COLUMNS), ...cells])
}

export function csvOf(cells: readonly (readonly Cell[])[]): string {
  return stringify([...cells], {
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    cast: { string: harmless, boolean: String, date: (date) => date.toISOString() },
  })
}

const FORMULA = /^[=@\t-]/
const NUMBER = /^-?\d+(?:[.,]\d+)?$/

/** A spreadsheet runs what looks like a formula; an apostrophe before it makes it text. +7… is a telephone, -3 a number. */
function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}
