import { decode } from './charset.ts'

/**
 * RFC 2047, and what programs make of it: words cut in the middle of a character, words with blanks
 * or raw bytes in them, words whose end is missing, words that name the wrong charset.
 */

/** What stands before the text of a word: charset, perhaps a language (RFC 2231), B or Q. */
const OPENING = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?/gi

interface Piece {
  readonly bytes: Buffer
  /** null: not an encoded word. */
  readonly charset: string | null
}

/**
 * Decodes the encoded words in a raw value. Neighbours of one charset are joined before they are
 * decoded, because many programs cut a word in the middle of a character. Raw 8-bit text between
 * them is read as UTF-8, else in the letter's own charset or the likeliest one.
 */
export function decodeWords(raw: string, charset: string): string {
  if (!raw.includes('=?')) return decode(Buffer.from(raw, 'latin1'), charset)
  return piecesOf(raw)
    .map((piece) => decode(piece.bytes, piece.charset ?? charset))
    .join('')
}

interface Word {
  readonly start: number
  readonly end: number
  readonly piece: Piece
}

function piecesOf(raw: string): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const word of wordsOf(raw)) {
    const between = raw.slice(end, word.start)
    // Blanks between two encoded words belong to the folding, not to the text.
    if (between.trim() !== '' || (pieces.length === 0 && between !== '')) {
      pieces.push({ bytes: Buffer.from(between, 'latin1'), charset: null })
    }
    pieces.push(word.piece)
    end = word.end
  }
  if (end < raw.length) {
    pieces.push({ bytes: Buffer.from(raw.slice(end), 'latin1'), charset: null })
  }
  return joined(pieces)
}

function wordsOf(raw: string): readonly Word[] {
  const openings = [...raw.matchAll(OPENING)]
  return openings.map((opening, i) => {
    const start = opening.index + opening[0].length
    const next = openings[i + 1]?.index ?? raw.length
    const close = raw.slice(start, next).indexOf('?=')
    // A word whose end is missing ends where the next begins, or with the value.
    const textEnd = close === -1 ? next : start + close
    const end = close === -1 ? next : textEnd + 2
    return { start: opening.index, end, piece: pieceOf(opening, raw.slice(start, textEnd)) }
  })
}

function pieceOf([, charset = '', encoding = '']: RegExpExecArray, text: string): Piece {
  const bytes =
    encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQuotedWord(text)
  return { bytes, charset: charset.toLowerCase() }
}

/** Neighbouring words of one charset as one piece. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const runs: { charset: string | null; parts: Buffer[] }[] = []
  for (const { bytes, charset } of pieces) {
    const last = runs.at(-1)
    if (last !== undefined && charset !== null && last.charset === charset) last.parts.push(bytes)
    else runs.push({ charset, parts: [bytes] })
  }
  return runs.map(({ charset, parts }) => ({ charset, bytes: Buffer.concat(parts) }))
}

function decodeQuotedWord(text: string): Buffer {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}
