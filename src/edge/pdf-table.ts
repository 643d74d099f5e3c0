/**
 * A table on a sheet: its head stands on every page, and what belongs together is never parted. The
 * first column of a block spans all its rows, for the eye and for whoever has it read aloud.
 */
import type { Sheet, Structure } from './pdf-sheet.ts'

export interface Cell {
  readonly text: string
  readonly bold?: boolean
}

export interface Column {
  readonly head: string
  /** A share of the width of the sheet. */
  readonly share: number
}

export interface Block {
  /** The lines of the first column. */
  readonly lead: readonly Cell[]
  /** The other columns, row by row. */
  readonly rows: readonly (readonly Cell[])[]
}

const SIZE = 8.5
const PAD = 3
const RULE = '#b1b4b6'
const HEAD_FILL = '#eeeeee'

interface Slot {
  readonly x: number
  readonly width: number
}

class Table {
  private readonly sheet: Sheet
  private readonly heads: readonly Cell[]
  private readonly slots: readonly Slot[]
  private readonly structure: Structure

  constructor(sheet: Sheet, columns: readonly Column[]) {
    this.sheet = sheet
    this.heads = columns.map(({ head }) => ({ text: head, bold: true }))
    this.slots = slotsOf(sheet, columns)
    this.structure = sheet.document.struct('Table')
    sheet.structure.add(this.structure)
  }

  draw(blocks: readonly Block[]): void {
    const [first] = blocks
    const least = this.rowHeight(this.heads) + (first === undefined ? 0 : this.heightOf(first))
    if (this.sheet.y + least > this.sheet.bottom) this.sheet.turn()
    this.head()
    for (const block of blocks) {
      if (this.sheet.y + this.heightOf(block) > this.sheet.bottom) {
        this.sheet.turn()
        this.headAgain()
      }
      this.block(block)
    }
    this.structure.end()
  }

  private rowHeight(cells: readonly Cell[], from = 0): number {
    const heights = cells.map(({ text, bold = false }, index) =>
      this.sheet.heightOf(text, { bold, size: SIZE, width: this.slot(from + index).width }),
    )
    return Math.max(...heights) + 2 * PAD
  }

  private leadHeight(lead: readonly Cell[]): number {
    const heights = lead.map((line) => this.rowHeight([line]) - 2 * PAD)
    return heights.reduce((sum, height) => sum + height, 2 * PAD)
  }

  private heightOf({ lead, rows }: Block): number {
    const heights = rows.map((cells) => this.rowHeight(cells, 1))
    const sum = heights.reduce((total, height) => total + height, 0)
    return Math.max(sum, this.leadHeight(lead))
  }

  private head(): void {
    const { y } = this.sheet
    const height = this.rowHeight(this.heads)
    this.headGround(height)
    this.row((row) =>
      this.heads.forEach((head, column) =>
        this.cell(row, { O: 'Table', Scope: 'Column' }, () => this.put(head, column, y)),
      ),
    )
    this.sheet.y += height
  }

  /** For the eye: whoever has it read aloud is told the column with each cell. */
  private headAgain(): void {
    const { y } = this.sheet
    const height = this.rowHeight(this.heads)
    this.headGround(height)
    this.sheet.ornament('Pagination', () =>
      this.heads.forEach((head, column) => this.put(head, column, y)),
    )
    this.sheet.y += height
  }

  private headGround(height: number): void {
    const { document, left, width, y } = this.sheet
    this.sheet.ornament('Layout', () =>
      document.save().rect(left, y, width, height).fill(HEAD_FILL).restore(),
    )
  }

  private block(block: Block): void {
    const end = this.sheet.y + this.heightOf(block)
    block.rows.forEach((cells, index) => {
      const { y } = this.sheet
      this.row((row) => {
        if (index === 0) this.lead(row, block)
        cells.forEach((cell, place) => this.cell(row, null, () => this.put(cell, place + 1, y)))
      })
      this.sheet.y += this.rowHeight(cells, 1)
    })
    this.sheet.y = end
    this.rule()
  }

  /** Line by line, so that whoever reads it aloud pauses between two. */
  private lead(row: Structure, { lead, rows }: Block): void {
    const { document } = this.sheet
    const heading = document.struct('TH')
    setAttributes(heading, { O: 'Table', Scope: 'Row', RowSpan: rows.length })
    row.add(heading)
    let { y } = this.sheet
    for (const line of lead) {
      const top = y
      heading.add(document.struct('P', {}, () => this.put(line, 0, top)))
      y += this.rowHeight([line]) - 2 * PAD
    }
    heading.end()
  }

  private rule(): void {
    const { document, left, width, y } = this.sheet
    this.sheet.ornament('Layout', () =>
      document
        .save()
        .lineWidth(0.5)
        .moveTo(left, y)
        .lineTo(left + width, y)
        .stroke(RULE)
        .restore(),
    )
  }

  private row(fill: (row: Structure) => void): void {
    const row = this.sheet.document.struct('TR')
    this.structure.add(row)
    fill(row)
    row.end()
  }

  /** @param heading what it is a heading of; null for a cell of values */
  private cell(row: Structure, heading: HeadingOf | null, draw: () => void): void {
    const cell = this.sheet.document.struct(heading === null ? 'TD' : 'TH', {}, draw)
    if (heading !== null) setAttributes(cell, heading)
    row.add(cell)
  }

  private put({ text, bold = false }: Cell, column: number, top: number): void {
    const { x, width } = this.slot(column)
    this.sheet.write(text, { x, y: top + PAD, width, bold, size: SIZE })
  }

  private slot(column: number): Slot {
    return this.slots[column] ?? { x: this.sheet.left, width: this.sheet.width }
  }
}

function slotsOf(sheet: Sheet, columns: readonly Column[]): readonly Slot[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  let x = sheet.left
  return columns.map(({ share }) => {
    const width = (share / whole) * sheet.width
    const slot = { x: x + PAD, width: width - 2 * PAD }
    x += width
    return slot
  })
}

interface HeadingOf {
  readonly O: 'Table'
  readonly Scope: 'Row' | 'Column'
  readonly RowSpan?: number
}

/** The typings leave out that an element of the structure has attributes (ISO 32000-1, 14.8.5.7). */
function setAttributes(element: Structure, attributes: HeadingOf): void {
  const dictionary: unknown = Reflect.get(element, 'dictionary')
  if (dictionary instanceof Object)
    Object.assign(Reflect.get(dictionary, 'data'), { A: attributes })
}

export function drawTable(
  sheet: Sheet,
  columns: readonly Column[],
  blocks: readonly Block[],
): void {
  new Table(sheet, columns).draw(blocks)
}
