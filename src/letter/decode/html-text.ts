import { decodeEntities } from './html-entities.ts'
import { PAGE, attributesOf, hiddenClassesOf, isSeen, lookOf } from './html-sight.ts'
import type { Look } from './html-sight.ts'

/** Only so much HTML is read; a person's letter is far smaller. */
const HTML_CHARS_MAX = 256 * 1024
/** Elements nested deeper are read as text of the last one that was looked at. */
const DEPTH_MAX = 500
/** So far up the element is looked for that a tag closes. */
const CLOSES_WITHIN = 50

/** What they hold is not for readers. */
const HIDDEN = new Set(['script', 'style', 'head', 'title', 'template', 'svg', 'select'])

const BLOCK = new Set(
  (
    'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 ' +
    'h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tr ul'
  ).split(' '),
)
const VOID = new Set('area base br col embed hr img input link meta param source wbr'.split(' '))
/** A second one ends the first. */
const CLOSED_BY_NEXT = new Set('p li td th tr dd dt option'.split(' '))

/** The line Outlook draws above the letter it answers, and its kind on the web and in phones. */
const REST_IS_QUOTED =
  /id="?(?:x_)?(?:divrplyfwdmsg|appendonsend|mail-editor-reference-message-container)|border:\s?none;\s?border-top:\s?solid #(?:e1e1e1|b5c4df) 1\.0pt/
const QUOTING_CLASS = /\b(?:yahoo_quoted|protonmail_quote|tutanota_quote)\b/

/**
 * The words of an HTML letter, in one pass however the tags are nested. Block tags end a line, cells
 * are kept apart by a blank, quoted blocks get the `>` of plain letters, unseen parts are left out.
 */
export function textOfHtml(html: string): string {
  const stripper = new Stripper(html.slice(0, HTML_CHARS_MAX))
  return stripper.run()
}

interface Element {
  readonly name: string
  readonly look: Look
  readonly isQuoted: boolean
}

const ROOT: Element = { name: '', look: PAGE, isQuoted: false }

class Stripper {
  private readonly html: string
  private readonly lower: string
  private readonly hiddenClasses: ReadonlySet<string>
  private readonly lines: string[] = []
  private readonly neverClosed = new Set<string>()
  private readonly open: Element[] = [ROOT]
  private line = ''
  private restIsQuoted = false
  private at = 0

  constructor(html: string) {
    this.html = html
    // Only ASCII letters change, so that positions in both strings agree.
    this.lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    this.hiddenClasses = hiddenClassesOf(this.lower)
  }

  run(): string {
    while (this.at < this.html.length) {
      const open = this.html.indexOf('<', this.at)
      const end = open === -1 ? this.html.length : open
      this.addText(this.html.slice(this.at, end))
      this.at = end
      if (open !== -1) this.takeMarkup()
    }
    this.endLine()
    return this.lines.join('\n').trim()
  }

  /** Stands on `<`: a comment, a tag, or a plain "less than". */
  private takeMarkup(): void {
    if (this.html.startsWith('<!--', this.at)) {
      this.skipPast('-->')
    } else if (/[a-z/!?]/.test(this.lower.charAt(this.at + 1))) {
      const start = this.at
      this.skipPast('>')
      this.takeTag(start)
    } else {
      this.addText('<')
      this.at += 1
    }
  }

  private takeTag(start: number): void {
    const isClosing = this.html.charAt(start + 1) === '/'
    const nameStart = start + (isClosing ? 2 : 1)
    const [name = ''] = /^[a-z][a-z0-9]*/.exec(this.lower.slice(nameStart, nameStart + 12)) ?? []
    if (HIDDEN.has(name)) {
      if (!isClosing) this.skipHidden(name)
      return
    }
    this.breakLine(name)
    if (isClosing) this.close(name)
    else this.begin(name, this.lower.slice(nameStart + name.length, this.at - 1))
  }

  private breakLine(name: string): void {
    if (name === 'td' || name === 'th') this.addText(' ')
    else if (name === 'br') this.endLine(true)
    else if (BLOCK.has(name)) this.endLine()
  }

  private begin(name: string, tag: string): void {
    if (REST_IS_QUOTED.test(tag.slice(0, 300))) this.restIsQuoted = true
    if (name === '' || VOID.has(name) || tag.endsWith('/')) return
    if (CLOSED_BY_NEXT.has(name) && this.inner().name === name) this.open.pop()
    if (this.open.length < DEPTH_MAX) this.open.push(this.elementOf(name, tag))
  }

  private elementOf(name: string, tag: string): Element {
    const outer = this.inner()
    const attributes = attributesOf(tag)
    const isQuote = name === 'blockquote' || QUOTING_CLASS.test(attributes.get('class') ?? '')
    return {
      name,
      look: lookOf(attributes, outer.look, this.hiddenClasses),
      isQuoted: outer.isQuoted || isQuote,
    }
  }

  /** Tags that close nothing near are ignored. */
  private close(name: string): void {
    const lowest = Math.max(1, this.open.length - CLOSES_WITHIN)
    for (let i = this.open.length - 1; i >= lowest; i -= 1) {
      if (this.open[i]?.name !== name) continue
      this.open.length = i
      return
    }
  }

  private inner(): Element {
    return this.open.at(-1) ?? ROOT
  }

  /** A hidden element that is never closed hides nothing, but a script or style hides the rest. */
  private skipHidden(name: string): void {
    if (this.neverClosed.has(name)) return
    const close = this.lower.indexOf(`</${name}`, this.at)
    if (close !== -1) {
      this.at = close
    } else if (name === 'script' || name === 'style') {
      this.at = this.html.length
    } else {
      // Looked for once only: looking again at each of many open tags would take quadratic time.
      this.neverClosed.add(name)
    }
  }

  private skipPast(mark: string): void {
    const found = this.html.indexOf(mark, this.at)
    this.at = found === -1 ? this.html.length : found + mark.length
  }

  private addText(text: string): void {
    if (text === '' || !isSeen(this.inner().look)) return
    const words = decodeEntities(text.replace(/[ \t\r\n\f]+/g, ' '))
    this.line += this.line.endsWith(' ') && words.startsWith(' ') ? words.slice(1) : words
  }

  /** Blocks within blocks end one line; only `<br>` makes an empty one. */
  private endLine(keepEmpty = false): void {
    const line = this.line.trim()
    this.line = ''
    if (line === '' && (!keepEmpty || this.lines.length === 0)) return
    const isQuoted = this.restIsQuoted || this.inner().isQuoted
    this.lines.push(isQuoted ? `> ${line}` : line)
  }
}
