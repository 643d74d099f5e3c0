import type { MimePart } from './mime.ts'

/** Decodes encoded words (RFC 2047) and raw UTF-8 in header text kept byte by byte. */
export function decodeWords(text: string): string {
  const joined = text.replace(/\?=[ \t\r\n]{1,80}=\?/g, '?==?')
  const pieces: string[] = []
  let run: Buffer[] = []
  let charset = ''
  let end = 0
  const flush = (): void => {
    if (run.length > 0) pieces.push(decode(Buffer.concat(run), charset))
    run = []
  }
  for (const word of joined.matchAll(ENCODED_WORD)) {
    const [whole, wordCharset = '', encoding = '', data = ''] = word
    if (word.index > end || wordCharset !== charset) flush()
    if (word.index > end) pieces.push(decode(latin1(joined.slice(end, word.index)), 'utf-8'))
    charset = wordCharset
    run.push(wordBytes(encoding, data))
    end = word.index + whole.length
  }
  flush()
  return pieces.join('') + decode(latin1(joined.slice(end)), 'utf-8')
}

/** Every text part of a letter, transfer encoding and charset undone. */
export function readableText(part: MimePart): string {
  if (part.parts.length > 0) return part.parts.map(readableText).join('\n')
  if (part.enclosed !== undefined) return readableText(part.enclosed)
  if (part.type !== 'text') return ''
  return decode(bodyBytes(part), part.parameters.get('charset') ?? 'utf-8')
}

const ENCODED_WORD = /=\?([\w.-]{1,40})(?:\*[\w-]{1,40})?\?([BbQq])\?([^?\s]{0,998})\?=/g

function wordBytes(encoding: string, data: string): Buffer {
  if (encoding.toUpperCase() === 'B') return Buffer.from(data, 'base64')
  return quotedPrintable(data.replace(/_/g, ' '))
}

function bodyBytes(part: MimePart): Buffer {
  const encoding = part.encoding.toLowerCase()
  if (encoding === 'base64') return Buffer.from(part.body.toString('latin1'), 'base64')
  if (encoding !== 'quoted-printable') return part.body
  return quotedPrintable(part.body.toString('latin1').replace(/=\r\n/g, ''))
}

function quotedPrintable(text: string): Buffer {
  return latin1(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  )
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset.toLowerCase() === 'us-ascii' ? 'utf-8' : charset).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
