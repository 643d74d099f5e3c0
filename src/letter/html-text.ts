/** Only so much HTML is read; a person's letter is far smaller. */
const HTML_CHARS_MAX = 256 * 1024

/** What they hold is not for readers. */
const HIDDEN = new Set(['script', 'style', 'head', 'title', 'template', 'svg', 'select'])

const BLOCK = new Set(
  (
    'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 ' +
    'h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tr ul'
  ).split(' '),
)

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['laquo', '«'],
  ['raquo', '»'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['minus', '−'],
  ['hellip', '…'],
  ['bull', '•'],
  ['middot', '·'],
  ['numero', '№'],
  ['copy', '©'],
  ['shy', ''],
  ['zwnj', ''],
  ['commat', '@'],
  ['period', '.'],
  ['plus', '+'],
  ['lowbar', '_'],
])

/**
 * The words of an HTML letter, in one pass however the tags are nested. Block tags end a line, cells
 * are kept apart by a blank, quoted blocks get the `>` of plain letters, hidden parts are left out.
 */
export function textOfHtml(html: string): string {
  const stripper = new Stripper(html.slice(0, HTML_CHARS_MAX))
  return stripper.run()
}

class Stripper {
  private readonly html: string
  private readonly lower: string
  private readonly lines: string[] = []
  private readonly neverClosed = new Set<string>()
  private line = ''
  private quotes = 0
  private at = 0

  constructor(html: string) {
    this.html = html
    // Only ASCII letters change, so that positions in both strings agree.
    this.lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
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
      this.line += '<'
      this.at += 1
    }
  }

  private takeTag(start: number): void {
    const closing = this.html.charAt(start + 1) === '/'
    const nameStart = start + (closing ? 2 : 1)
    const [name = ''] = /^[a-z][a-z0-9]*/.exec(this.lower.slice(nameStart, nameStart + 12)) ?? []
    this.takeNamed(name, closing)
  }

  private takeNamed(name: string, closing: boolean): void {
    if (HIDDEN.has(name)) {
      if (!closing) this.skipHidden(name)
    } else if (name === 'td' || name === 'th') {
      if (!this.line.endsWith(' ')) this.line += ' '
    } else if (name === 'br') {
      this.endLine(true)
    } else if (BLOCK.has(name)) {
      this.endLine()
      if (name === 'blockquote') this.quote(closing ? -1 : 1)
    }
  }

  private quote(step: number): void {
    this.quotes = Math.max(0, this.quotes + step)
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
    const words = decodeEntities(text.replace(/[ \t\r\n\f]+/g, ' '))
    this.line += this.line.endsWith(' ') && words.startsWith(' ') ? words.slice(1) : words
  }

  /** Blocks within blocks end one line; only `<br>` makes an empty one. */
  private endLine(keepEmpty = false): void {
    const line = this.line.trim()
    this.line = ''
    if (line === '' && (!keepEmpty || this.lines.length === 0)) return
    this.lines.push(this.quotes > 0 ? `> ${line}` : line)
  }
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#(\d{1,7});?/g, (_, digits: string) => characterOf(Number.parseInt(digits, 10)))
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, digits: string) =>
      characterOf(Number.parseInt(digits, 16)),
    )
    .replace(
      /&([a-z]{2,8});?/gi,
      (whole, name: string) => ENTITIES.get(name.toLowerCase()) ?? whole,
    )
}

function characterOf(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  return code > 0 && code <= 0x10ffff && !isSurrogate ? String.fromCodePoint(code) : ''
}
