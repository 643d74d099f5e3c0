import { Worker } from 'node:worker_threads'
import {
  charsetOf,
  cut,
  decodeHeader,
  decodeWords,
  readHeadWithinLimits,
  withoutControls,
} from '../letter/headers.ts'
import type { Head } from '../letter/headers.ts'
import type { ParsedLetter } from '../letter/letter.ts'
import { readFrom } from '../letter/sender.ts'
import type { Parsed, ParseOrder, ParseReport } from './mime-worker.ts'

export interface ReadOptions {
  /** `raw` is only the beginning of a larger letter. */
  readonly truncated?: boolean
  /** The body is not parsed at all: it broke the parser before. */
  readonly headersOnly?: boolean
}

export interface Reader {
  /** Never rejects: what cannot be parsed in time is read by its headers only. One at a time. */
  read(raw: Buffer, options?: ReadOptions): Promise<ParsedLetter>
  /** Ends the parser's thread; letters being read come back by their headers. */
  close(): Promise<void>
}

const LIMITS: ReaderLimits = { parseLimitMs: 5_000 }
/** Starting a thread may take long on a busy machine and is no fault of the letter. */
const START_LIMIT_MS = 30_000
const HEAP_MAX_MB = 256
const SUBJECT_CHARS_MAX = 998

export interface ReaderLimits {
  /** After so long a letter is given up and its thread ended. */
  readonly parseLimitMs: number
}

/** Parses letters in one thread of its own, so that none of them can stop the program. */
export function createReader({ parseLimitMs }: ReaderLimits = LIMITS): Reader {
  const parser = new ParserThread(parseLimitMs)
  let last: Promise<unknown> = Promise.resolve()
  return {
    read(raw, options = {}) {
      const letter = last.then(async () =>
        options.headersOnly === true
          ? readHeadersOnly(raw)
          : readLetter(parser, raw, options.truncated === true),
      )
      last = letter
      return letter
    },
    async close() {
      await parser.stop()
    },
  }
}

/** A letter by its headers alone, in the main thread and in linear time: for letters too large. */
export function readHeadersOnly(raw: Buffer): ParsedLetter {
  return letterOf(readHeadWithinLimits(raw))
}

async function readLetter(
  parser: ParserThread,
  raw: Buffer,
  truncated: boolean,
): Promise<ParsedLetter> {
  const head = readHeadWithinLimits(raw)
  const letter = letterOf(head)
  const parsed = await parser.parse(withMimeHeadersOnly(head, raw))
  if (parsed === null) return letter
  return { ...letter, ...parsed, reading: truncated ? 'truncated' : 'whole' }
}

/**
 * Everything but the body is read here and not by mailparser: of doubled headers it takes the last,
 * it believes in addresses like `v@a.example@b.example`, and it is slow on hostile ones.
 */
function letterOf(head: Head): ParsedLetter {
  const charset = charsetOf(head.headers)
  const valuesOf = (name: string): readonly string[] =>
    head.headers.filter((header) => header.name === name).map(({ value }) => value)
  const subject = withoutControls(decodeWords(valuesOf('subject')[0] ?? '', charset))
  return {
    headers: head.headers.map((header) => decodeHeader(header, charset)),
    from: readFrom(valuesOf('from'), charset),
    subject: cut(subject, SUBJECT_CHARS_MAX),
    text: '',
    attachments: [],
    reading: 'headers-only',
  }
}

/** What the parser of bodies needs: the headers that describe the body, and the body. */
function withMimeHeadersOnly(head: Head, raw: Buffer): Uint8Array<ArrayBuffer> {
  const lines = head.headers
    .filter(({ name }) => name === 'mime-version' || name.startsWith('content-'))
    .map(({ name, value }) => `${name}: ${value}\r\n`)
  const bytes = Buffer.concat([
    Buffer.from(`${lines.join('')}\r\n`, 'latin1'),
    raw.subarray(head.bodyStart),
  ])
  return new Uint8Array(bytes)
}

interface Waiting {
  readonly id: number
  readonly settle: (parsed: Parsed | null) => void
}

/** One thread; it is ended when a letter takes too long or breaks it, and started anew for the next. */
class ParserThread {
  private readonly parseLimitMs: number
  private worker: Worker | null = null
  private started: Promise<boolean> = Promise.resolve(false)
  private waiting: Waiting | null = null
  private orders = 0

  constructor(parseLimitMs: number) {
    this.parseLimitMs = parseLimitMs
  }

  /** The parsed body, null when it could not be parsed within the limits. */
  async parse(raw: Uint8Array<ArrayBuffer>): Promise<Parsed | null> {
    const worker = this.worker ?? this.start()
    worker.ref()
    if (!(await this.started)) return null
    const order: ParseOrder = { id: (this.orders += 1), raw }
    const answer = new Promise<Parsed | null>((settle) => {
      this.waiting = { id: order.id, settle }
      worker.postMessage(order, [raw.buffer])
    })
    const parsed = await within(this.parseLimitMs, answer)
    this.waiting = null
    if (parsed === 'too late') await this.stop()
    else worker.unref()
    return parsed === 'too late' ? null : parsed
  }

  async stop(): Promise<void> {
    const { worker } = this
    this.forget()
    await worker?.terminate()
  }

  private start(): Worker {
    const worker = newWorker()
    const ready = new Promise<boolean>((settle) => {
      worker.on('message', (report: ParseReport) => {
        if (report === 'ready') settle(true)
        else this.take(report)
      })
      worker.on('error', () => settle(false))
      worker.on('exit', () => settle(false))
    })
    worker.on('error', () => this.lose(worker))
    worker.on('exit', () => this.lose(worker))
    this.worker = worker
    this.started = this.startWithin(ready)
    return worker
  }

  private async startWithin(ready: Promise<boolean>): Promise<boolean> {
    const started = await within(START_LIMIT_MS, ready)
    if (started === true) return true
    await this.stop()
    return false
  }

  private take({ id, parsed }: Exclude<ParseReport, 'ready'>): void {
    if (this.waiting?.id === id) this.waiting.settle(parsed)
  }

  private lose(worker: Worker): void {
    if (this.worker === worker) this.forget()
  }

  private forget(): void {
    this.worker = null
    this.waiting?.settle(null)
    this.waiting = null
  }
}

/** Tests run from source, where a thread does not inherit the loader of TypeScript. */
const LOADER = 'tsx/esm/api'
const FROM_SOURCE = `
  const { file, loader } = require('node:worker_threads').workerData
  import(loader).then(({ tsImport }) => tsImport(file, file))
`

function newWorker(): Worker {
  const fromSource = import.meta.url.endsWith('.ts')
  const file = new URL(`./mime-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url)
  const limits = { resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MB } }
  if (!fromSource) return new Worker(file, limits)
  const workerData = { file: file.href, loader: LOADER }
  return new Worker(FROM_SOURCE, { ...limits, eval: true, workerData })
}

async function within<T>(limitMs: number, answer: Promise<T>): Promise<T | 'too late'> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<'too late'>((settle) => {
    timer = setTimeout(() => settle('too late'), limitMs)
  })
  const first = await Promise.race([answer, limit])
  clearTimeout(timer)
  return first
}
