/**
 * What a PDF of ours says, read back from the file alone: objects by its table of offsets, streams
 * inflated, glyphs turned into letters by the map that goes with each font.
 */
import { inflateSync } from 'node:zlib'

interface PdfObject {
  readonly head: string
  readonly stream: string
}

interface PdfPage {
  /** Piece by piece, in the order in which they are drawn. */
  readonly pieces: readonly string[]
  /** The pieces that a reader aloud leaves out. */
  readonly ornaments: readonly string[]
}

export interface PdfText {
  readonly pages: readonly PdfPage[]
  /** Everything but page contents and fonts: structure, language, title, what is told of the file. */
  readonly bones: string
}

const STREAM = '\nstream\n'

function readObject(raw: string, offset: number): PdfObject {
  const text = raw.slice(offset, raw.indexOf('\nendobj', offset))
  const at = text.indexOf(STREAM)
  if (at === -1) return { head: text, stream: '' }
  const head = text.slice(0, at)
  const begin = offset + at + STREAM.length
  const size = Number(/\/Length (\d+)/.exec(head)?.[1])
  const bytes = Buffer.from(raw.slice(begin, begin + size), 'latin1')
  const isPacked = head.includes('/FlateDecode')
  return { head, stream: (isPacked ? inflateSync(bytes) : bytes).toString('latin1') }
}

function readObjects(raw: string): ReadonlyMap<number, PdfObject> {
  const table = raw.slice(Number(/startxref\n(\d+)/.exec(raw)?.[1]))
  const lines = [...table.matchAll(/^(\d{10}) \d{5} ([nf])/gm)]
  return new Map(
    lines.flatMap(([, offset, use], id) =>
      use === 'n' ? [[id, readObject(raw, Number(offset))] as const] : [],
    ),
  )
}

type Letters = ReadonlyMap<string, string>

/** From the number of a glyph, in hexadecimal, to what it stands for. */
function lettersOf(map: string): Letters {
  const letters = new Map<string, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g))
    for (const [index, [, code = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries()) {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0')
      letters.set(glyph, Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    }
  return letters
}

function fontsIn(objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, Letters> {
  const fonts = new Map<string, Letters>()
  for (const { head } of objects.values())
    for (const [, name = '', id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? '')?.[1]
      fonts.set(name, lettersOf(objects.get(Number(map))?.stream ?? ''))
    }
  return fonts
}

const OPERATORS = /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\/(\w+) (?:<<[^>]*>> )?(?:BDC|BMC)|^(EMC)$/gm

/** @throws for a letter that the font has no glyph for */
function pageOf(content: string, fonts: ReadonlyMap<string, Letters>): PdfPage {
  const pieces: string[] = []
  const ornaments: string[] = []
  const marks: string[] = []
  let letters: Letters = new Map()
  for (const [, font, shown, mark, end] of content.matchAll(OPERATORS)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    if (mark !== undefined) marks.push(mark)
    if (end !== undefined) marks.pop()
    if (shown === undefined) continue
    const glyphs = [...shown.matchAll(/<(\w*)>/g)].flatMap(
      ([, hex = '']) => hex.match(/.{4}/g) ?? [],
    )
    if (glyphs.includes('0000')) throw new Error('a letter without a glyph')
    const piece = glyphs.map((glyph) => letters.get(glyph) ?? '?').join('')
    const isOrnament = marks.includes('Artifact')
    pieces.push(piece)
    if (isOrnament) ornaments.push(piece)
  }
  return { pieces, ornaments }
}

export function readPdf(file: Buffer): PdfText {
  const objects = readObjects(file.toString('latin1'))
  const fonts = fontsIn(objects)
  const all = [...objects.values()]
  const kids = all.map(
    ({ head }) => /\/Type \/Pages\b(?:.|\n)*?\/Kids \[([^\]]*)\]/.exec(head)?.[1],
  )
  const ids = [...(kids.find((found) => found !== undefined) ?? '').matchAll(/(\d+) 0 R/g)]
  const pages = ids.map(([, id]) => {
    const content = /\/Contents (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? '')?.[1]
    return pageOf(objects.get(Number(content))?.stream ?? '', fonts)
  })
  const bones = all.map(({ head }) => head).join('\n')
  const metadata = all.find(({ head }) => head.includes('/Type /Metadata'))?.stream ?? ''
  const told = Buffer.from(metadata, 'latin1').toString('utf8')
  return { pages, bones: [bones, inUnicode(bones), told].join('\n') }
}

/** Texts beside the pages (title, author) are written in UTF-16 where ASCII does not do. */
function inUnicode(bones: string): string {
  return [...bones.matchAll(/\(þÿ((?:\\[\s\S]|[^\\)])*)\)/g)]
    .map(([, escaped = '']) => Buffer.from(unescaped(escaped), 'latin1'))
    .map((bytes) =>
      Buffer.from(bytes.subarray(0, bytes.length & ~1))
        .swap16()
        .toString('utf16le'),
    )
    .join('\n')
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, letter: string) => ESCAPES[letter] ?? letter)
}
