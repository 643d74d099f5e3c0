/**
 * A PDF of headings, lines and tables on A4 across: with the letters of Russian and Kazakh inside, a
 * structure by which it can be read aloud, and numbered pages.
 */
import { createRequire } from 'node:module'
import type { Language } from '../letter/letter.ts'

type Document = PDFKit.PDFDocument
export type Structure = PDFKit.PDFStructureElement

export interface SheetOptions {
  readonly language: Language
  readonly title: string
  readonly author: string
  readonly madeAt: Date
}

/** A piece of text in its place; a line is broken at the width. */
export interface Placed {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly bold?: boolean
  readonly size: number
}

const MARGIN = 36
/** Kept free above the lower margin for the number of the page. */
const FOOT = 20
const FOOT_SIZE = 8
/** `follows`: room for the beginning of what follows, without which a heading goes to the next page. */
const STYLES = {
  H1: { size: 16, bold: true, before: 0, after: 8, follows: 0 },
  H2: { size: 12, bold: true, before: 14, after: 6, follows: 90 },
  P: { size: 9, bold: false, before: 0, after: 3, follows: 0 },
} as const

const FONTS = { plain: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' } as const

export class Sheet {
  readonly document: Document
  readonly left = MARGIN
  readonly width: number
  /** Where text ends on every page. */
  readonly bottom: number
  /** All that is read aloud, in order. */
  readonly structure: Structure
  /** Where the next thing goes. */
  y = MARGIN
  private readonly bytes: Promise<Buffer>

  constructor(document: Document) {
    this.document = document
    this.width = document.page.width - 2 * MARGIN
    this.bottom = document.page.height - MARGIN - FOOT
    this.bytes = collected(document)
    this.structure = document.struct('Document')
    document.addStructure(this.structure)
  }

  /** One paragraph or heading. */
  say(what: keyof typeof STYLES, text: string): void {
    const { before, after, follows, ...style } = STYLES[what]
    const height = this.heightOf(text, { ...style, width: this.width })
    if (this.y + before + height + follows > this.bottom) this.turn()
    else if (this.y > MARGIN) this.y += before
    const place = { ...style, x: this.left, y: this.y, width: this.width }
    this.structure.add(this.document.struct(what, {}, () => this.write(text, place)))
    this.y += height + after
  }

  turn(): void {
    this.document.addPage()
    this.y = MARGIN
  }

  heightOf(text: string, style: Omit<Placed, 'x' | 'y'>): number {
    return this.inStyle(style).heightOfString(text, { width: style.width })
  }

  write(text: string, { x, y, width, ...style }: Placed): void {
    this.inStyle(style).text(text, x, y, { width })
  }

  /** What is there for the eye alone: it is not read aloud. */
  ornament(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.document.markContent('Artifact', { type })
    draw()
    this.document.endMarkedContent()
  }

  /** Numbers the pages. @returns the whole file */
  finish(footOf: (page: number, pages: number) => string): Promise<Buffer> {
    const { start, count } = this.document.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.document.switchToPage(start + page)
      this.ornament('Pagination', () => this.foot(footOf(page + 1, count)))
    }
    this.structure.end()
    this.document.end()
    return this.bytes
  }

  private foot(text: string): void {
    const document = this.inStyle({ size: FOOT_SIZE })
    const x = this.left + this.width - document.widthOfString(text)
    // Without a line to break there is no page to begin below the margin.
    document.text(text, x, this.bottom + FOOT - FOOT_SIZE, { lineBreak: false })
  }

  private inStyle({ bold = false, size }: Pick<Placed, 'bold' | 'size'>): Document {
    return this.document.font(bold ? 'bold' : 'plain').fontSize(size)
  }
}

function collected(document: Document): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
}

/** An empty sheet. What draws is loaded for it alone: no other command waits for that. */
export async function openSheet(options: SheetOptions): Promise<Sheet> {
  const { default: PDFDocument } = await import('pdfkit')
  const { title, author, madeAt, language } = options
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: MARGIN,
    pdfVersion: '1.7',
    bufferPages: true,
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: madeAt, Creator: 'privacy-mailbot' },
  })
  const { resolve } = createRequire(import.meta.url)
  for (const [name, file] of Object.entries(FONTS))
    document.registerFont(name, resolve(`dejavu-fonts-ttf/ttf/${file}`))
  return new Sheet(document)
}
