import { Worker } from 'node:worker_threads'
import { readHeadWithinLimits } from '../letter/decode/headers.ts'
import { letterByHead } from '../letter/decode/letter-head.ts'
import type { ParsedLetter } from '../letter/letter.ts'
import type { ParseOrder, ParseReport } from './mime-worker.ts'

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
  return letterByHead(readHeadWithinLimits(withLineFeeds(raw)).headers)
}

async function readLetter(
  parser: ParserThread,
  raw: Buffer,
  truncated: boolean,
): Promise<ParsedLetter> {
  const letter = await parser.parse(withLineFeeds(raw))
  if (letter === null) return readHeadersOnly(raw)
  return truncated ? { ...letter, reading: 'truncated' } : letter
}

const LF = 0x0a
const CR = 0x0d

/** Letters that were kept as files on an old Mac have no line feeds at all. */
function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(LF) || !raw.includes(CR)) return raw
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

interface Waiting {
  readonly id: number
  readonly settle: (letter: ParsedLetter | null) => void
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

  /** The letter as it was read, null when it could not be read within the limits. */
  async parse(raw: Buffer): Promise<ParsedLetter | null> {
    const worker = this.worker ?? this.start()
    worker.ref()
    if (!(await this.started)) return null
    const { headers, bodyStart } = readHeadWithinLimits(raw)
    const body = new Uint8Array(raw.subarray(bodyStart))
    const order: ParseOrder = { id: (this.orders += 1), headers, body }
    const answer = new Promise<ParsedLetter | null>((settle) => {
      this.waiting = { id: order.id, settle }
      worker.postMessage(order, [body.buffer])
    })
    const letter = await within(this.parseLimitMs, answer)
    this.waiting = null
    if (letter === 'too late') await this.stop()
    else worker.unref()
    return letter === 'too late' ? null : letter
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

  private take({ id, letter }: Exclude<ParseReport, 'ready'>): void {
    if (this.waiting?.id === id) this.waiting.settle(letter)
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
