import { parentPort } from 'node:worker_threads'
import { readBody } from '../letter/decode/body-words.ts'
import type { RawHeader } from '../letter/decode/headers.ts'
import { letterByHead } from '../letter/decode/letter-head.ts'
import { understand } from '../letter/classify.ts'
import type { Context } from '../letter/classify.ts'
import type { ParsedLetter, Understanding } from '../letter/letter.ts'
import { readAttachments } from './attachments.ts'

export type Order =
  /** A letter to read: its head, cut into headers within the limits, and its body. */
  | {
      readonly what: 'parse'
      readonly headers: readonly RawHeader[]
      readonly body: Uint8Array
    }
  | { readonly what: 'understand'; readonly letter: ParsedLetter; readonly context: Context }

export type Done =
  | { readonly what: 'parsed'; readonly letter: ParsedLetter }
  | { readonly what: 'understood'; readonly understanding: Understanding }

/** `done` is null when the order could not be carried out. */
export type Report = 'ready' | { readonly id: number; readonly done: Done | null }

function parse({ headers, body }: Extract<Order, { what: 'parse' }>): ParsedLetter {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const { text, contradiction, files, isWhole } = readBody(headers, bytes)
  return {
    ...letterByHead(headers),
    text,
    contradiction,
    attachments: files.map(({ name, type, content }) => ({
      name,
      type,
      sizeBytes: content.length,
    })),
    // What a delivery report returns is our own letter and says nothing of its writer.
    attachmentText: isReport(headers) ? [] : readAttachments(files),
    reading: isWhole ? 'whole' : 'truncated',
  }
}

function carryOut(order: Order): Done {
  if (order.what === 'parse') return { what: 'parsed', letter: parse(order) }
  return { what: 'understood', understanding: understand(order.letter, order.context) }
}

function isReport(headers: readonly RawHeader[]): boolean {
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? ''
  return type.toLowerCase().startsWith('multipart/report')
}

const NO_PHRASES = {
  rectify: { ru: [], kk: [], en: [] },
  cease: { ru: [], kk: [], en: [] },
} as const

const port = parentPort
if (port === null) throw new Error('This module runs in a worker thread only')

function report(message: Report): void {
  // A transfer list, though empty, tells this postMessage from the one of browser windows.
  port?.postMessage(message, [])
}

port.on('message', ({ id, order }: { readonly id: number; readonly order: Order }) => {
  try {
    report({ id, done: carryOut(order) })
  } catch {
    report({ id, done: null })
  }
})
/** One of each language, with a name, a number and an address. */
const PRACTICE = `Здравствуйте! Я сменила фамилию: была Тестова, стала Сынакова. Исправьте, пожалуйста.
Новый телефон 8 (700) 000-00-12 вместо +7 700 000 00 11, почта anna.testova@person.example.
Сәлеметсіз бе, деректерімді жойыңыздар және келісімімді қайтарып аламын.
Please delete all my data; my e-mail was old@person.example and is new@person.example.
`

/** The rules, word lists and weights are made ready before the first letter waits for them. */
function practise(): void {
  const head = { headers: [], body: Buffer.from(PRACTICE.repeat(20)) }
  const letter = parse({ what: 'parse', ...head })
  understand({ ...letter, subject: 'Re: Уточнить данные' }, { phrases: NO_PHRASES, mailbox: '' })
}

practise()
report('ready')
