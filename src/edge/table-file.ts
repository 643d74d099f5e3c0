/** A table as people export it: comma or semicolon, with or without a byte order mark. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { Fault } from '../errors.ts'

export type TableRow = Readonly<Record<string, string>>

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Fault('usage', { detail: `${file} cannot be read`, cause })
  }
}

/** One record a line, by the names in the first line. @throws Fault usage; the text of the file is not quoted */
export function readTable(file: string): readonly TableRow[] {
  const text = readText(file)
  const [heads = ''] = text.split('\n', 1)
  try {
    return parse<Record<string, string>>(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter: heads.includes(';') ? ';' : ',',
      skip_empty_lines: true,
      trim: true,
    })
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? ` in line ${String(cause.lines)}` : ''
    throw new Fault('usage', { detail: `${file} is no table with one row a person${line}`, cause })
  }
}
