import { decodeEntities } from './html-entities.ts'

/**
 * The words of a `word/document.xml`, in one pass over its tags: paragraphs are lines, cells of a
 * row stay on one line, kept apart by a blank. Deleted text, field codes and hidden runs are no
 * words.
 */
export function textOfDocx(xml: string): string {
  const reading = new Reading()
  for (let at = 0; at < xml.length;) {
    const open = xml.indexOf('<', at)
    const end = open === -1 ? -1 : xml.indexOf('>', open)
    reading.takeText(xml.slice(at, open === -1 ? xml.length : open))
    if (end === -1) break
    reading.takeTag(xml.slice(open + 1, Math.min(end, open + 200)))
    at = end + 1
  }
  return reading.finish()
}

class Reading {
  private readonly lines: string[] = []
  private line = ''
  private run = ''
  private inText = false
  private isHidden = false
  private cells = 0

  takeText(text: string): void {
    if (this.inText) this.run += decodeEntities(text)
  }

  takeTag(tag: string): void {
    const name = /^\/?[\w:]{1,40}/.exec(tag)?.[0] ?? ''
    const take = TAGS.get(name)
    if (take !== undefined) take(this, tag)
  }

  openText(tag: string): void {
    this.inText = !tag.endsWith('/')
  }

  closeText(): void {
    this.inText = false
  }

  openRun(): void {
    this.run = ''
    this.isHidden = false
  }

  hideRun(tag: string): void {
    this.isHidden = !/val="(?:0|false|off)"/.test(tag)
  }

  closeRun(): void {
    if (!this.isHidden) this.line += this.run
    this.openRun()
  }

  addToRun(text: string): void {
    this.run += text
  }

  openCell(): void {
    this.cells += 1
  }

  closeCell(): void {
    this.cells = Math.max(0, this.cells - 1)
  }

  /** Cells of a row stay on one line. */
  endParagraph(): void {
    if (this.cells === 0) return this.endLine()
    this.closeRun()
    this.line += ' '
  }

  endLine(): void {
    this.closeRun()
    this.lines.push(this.line.trim())
    this.line = ''
  }

  finish(): string {
    this.endLine()
    return this.lines.join('\n').trim()
  }
}

const TAGS: ReadonlyMap<string, (reading: Reading, tag: string) => void> = new Map([
  ['w:t', (reading, tag) => reading.openText(tag)],
  ['/w:t', (reading) => reading.closeText()],
  ['w:r', (reading) => reading.openRun()],
  ['/w:r', (reading) => reading.closeRun()],
  ['w:vanish', (reading, tag) => reading.hideRun(tag)],
  ['w:tab', (reading) => reading.addToRun(' ')],
  ['w:br', (reading) => reading.addToRun('\n')],
  ['w:cr', (reading) => reading.addToRun('\n')],
  ['w:noBreakHyphen', (reading) => reading.addToRun('-')],
  ['w:tc', (reading) => reading.openCell()],
  ['/w:tc', (reading) => reading.closeCell()],
  ['/w:tr', (reading) => reading.endLine()],
  ['/w:p', (reading) => reading.endParagraph()],
])
