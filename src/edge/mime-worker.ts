import { parentPort } from 'node:worker_threads'
import { readBody } from '../letter/decode/body-words.ts'
import type { RawHeader } from '../letter/decode/headers.ts'
import { letterByHead } from '../letter/decode/letter-head.ts'
import type { ParsedLetter } from '../letter/letter.ts'
import { readAttachments } from './attachments.ts'

/** A letter to read: its head, cut into headers within the limits, and its body. */
export interface ParseOrder {
  readonly id: number
  readonly headers: readonly RawHeader[]
  readonly body: Uint8Array
}

export type ParseReport = 'ready' | { readonly id: number; readonly letter: ParsedLetter | null }

function parse({ headers, body }: ParseOrder): ParsedLetter {
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

function isReport(headers: readonly RawHeader[]): boolean {
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? ''
  return type.toLowerCase().startsWith('multipart/report')
}

const port = parentPort
if (port === null) throw new Error('This module runs in a worker thread only')

function report(message: ParseReport): void {
  // A transfer list, though empty, tells this postMessage from the one of browser windows.
  port?.postMessage(message, [])
}

port.on('message', (order: ParseOrder) => {
  try {
    report({ id: order.id, letter: parse(order) })
  } catch {
    report({ id: order.id, letter: null })
  }
})
report('ready')
