import { EventEmitter } from 'node:events'
import { parentPort } from 'node:worker_threads'
import { simpleParser } from 'mailparser'
import type { ParsedMail, SimpleParserOptions } from 'mailparser'
import { decode } from '../letter/charset.ts'
import { cut, withoutControls } from '../letter/headers.ts'
import { textOfHtml } from '../letter/html-text.ts'
import type { Attachment } from '../letter/letter.ts'

/** A letter to parse: its MIME headers and its body, nothing else of its head. */
export interface ParseOrder {
  readonly id: number
  readonly raw: Uint8Array
}

export interface Parsed {
  readonly text: string
  readonly attachments: readonly Attachment[]
}

export type ParseReport = 'ready' | { readonly id: number; readonly parsed: Parsed | null }

const TEXT_CHARS_MAX = 64 * 1024
const FILE_NAME_CHARS_MAX = 120

/** The charset decoder mailparser asks for: ours knows KZ-1048 and never throws. */
class Decoder extends EventEmitter {
  private readonly charset: string
  private readonly chunks: Uint8Array[] = []

  constructor(charset: string) {
    super()
    this.charset = charset
  }

  write(chunk: Uint8Array): void {
    this.chunks.push(chunk)
  }

  end(): void {
    this.emit('data', Buffer.from(decode(Buffer.concat(this.chunks), this.charset)))
    this.emit('end')
  }
}

/** Every switch that would make mailparser work on HTML or links is off: those are its slow paths. */
const WORDS_ONLY: SimpleParserOptions = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepCidLinks: true,
}
/** Options of the parser that its types do not tell of. */
const LIMITS = { maxHeadSize: 256 * 1024, maxChildNodes: 200, Iconv: Decoder }

async function parse(raw: Uint8Array): Promise<Parsed> {
  const mail = await simpleParser(Buffer.from(raw), Object.assign({ ...LIMITS }, WORDS_ONLY))
  return { text: wordsOf(mail), attachments: mail.attachments.map(describeAttachment) }
}

/**
 * The plain part, else the HTML part without its tags. A plain part of a few words beside a long
 * HTML one is a footer that some server added, or a note that the program cannot show HTML: both
 * are read then.
 */
function wordsOf(mail: ParsedMail): string {
  const plain = mail.text?.trim() ?? ''
  const html = typeof mail.html === 'string' ? textOfHtml(mail.html) : ''
  const words = plain.length * 3 < html.length ? `${html}\n${plain}` : plain
  return cut(tidy(words), TEXT_CHARS_MAX).trim()
}

/** No control characters but the end of a line. */
function tidy(words: string): string {
  return words.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ')
}

function describeAttachment(attachment: ParsedMail['attachments'][number]): Attachment {
  return {
    name: withoutControls(attachment.filename ?? '').slice(0, FILE_NAME_CHARS_MAX),
    type: withoutControls(attachment.contentType).slice(0, FILE_NAME_CHARS_MAX),
    sizeBytes: attachment.size,
  }
}

const port = parentPort
if (port === null) throw new Error('This module runs in a worker thread only')

function report(message: ParseReport): void {
  // A transfer list, though empty, tells this postMessage from the one of browser windows.
  port?.postMessage(message, [])
}

port.on('message', ({ id, raw }: ParseOrder) => {
  parse(raw).then(
    (parsed) => report({ id, parsed }),
    () => report({ id, parsed: null }),
  )
})
report('ready')
