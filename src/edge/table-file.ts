/** A table as people export it: comma, semicolon or tab, with or without a byte order mark. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { Fault } from '../errors.ts'

export interface TableRow {
  /** As an editor counts them, from 1; the last one of a row that spans several. */
  readonly line: number
  /** By the name of the column. */
  readonly cells: Readonly<Record<string, string>>
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

const DELIMITERS = [',', ';', '\t'] as const

function inUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new Fault('usage', { detail: `${file} cannot be read`, cause })
  }
  const text = inUtf8(bytes)
  // A zero byte is how UTF-16 writes Latin letters.
  if (text === null || text.includes('\0'))
    throw new Fault('usage', { detail: `${file} is not UTF-8: save it as “CSV UTF-8”` })
  return text
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const [heads = ''] = text.trimStart().split('\n', 1)
  const count = (delimiter: string): number => heads.split(delimiter).length
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

function parsed(text: string, file: string): readonly Line[] {
  try {
    const read: Line[] = []
    parse(text, {
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => void read.push({ line: lines, cells }),
    })
    return read
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? ` line ${String(cause.lines)}` : ''
    const detail = `${file}${line}: not as many cells as columns, or a quotation mark too many`
    throw new Fault('usage', { detail, cause })
  }
}

/** The rows below the names in the first line. @throws Fault usage; no cell is quoted */
export function readTable(file: string): Table {
  const [head, ...rest] = parsed(readText(file), file)
  const columns = head?.cells ?? []
  const rows = rest.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])),
  }))
  return { columns, rows }
}
