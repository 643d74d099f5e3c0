import { Worker } from 'node:worker_threads'
import { readHeadWithinLimits } from '../letter/decode/headers.ts'
import { letterByHead } from '../letter/decode/letter-head.ts'
import { notUnderstood } from '../letter/classify.ts'
import type { Context } from '../letter/classify.ts'
import type { ParsedLetter, Understanding } from '../letter/letter.ts'
import type { Done, Order, Report } from './mime-worker.ts'

export interface ReadOptions {
  /** `raw` is only the beginning of a larger letter. */
  readonly truncated?: boolean
  /** The body is not parsed at all: it broke the parser before. */
  readonly headersOnly?: boolean
}

export interface Reader {
  /** Never rejects: what cannot be parsed in time is read by its headers only. One at a time. */
  read(raw: Buffer, options?: ReadOptions): Promise<ParsedLetter>
  /** What the letter asks. Never rejects: what cannot be understood in time is for a person to look at. */
  understand(letter: ParsedLetter, context: Context): Promise<Understanding>
  /** Starts the reading thread, so that the first letter does not wait for it. Never rejects. */
  warm(): Promise<void>
  /** Ends the reading thread; letters being read come back by their headers. */
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

/** Reads letters in one thread of its own, so that none of them can stop the program. */
export function createReader({ parseLimitMs }: ReaderLimits = LIMITS): Reader {
  const thread = new ReadingThread(parseLimitMs)
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done
    return done
  }
  return {
    read: (raw, { truncated = false, headersOnly = false } = {}) =>
      inTurn(async () =>
        headersOnly ? readHeadersOnly(raw) : readLetter(thread, raw, { truncated }),
      ),
    understand: (letter, context) =>
      inTurn(async () => (await thread.understand(letter, context)) ?? notUnderstood(letter)),
    warm: () => inTurn(() => thread.warm()),
    close: () => thread.stop(),
  }
}

/** A letter by its headers alone, in the main thread and in linear time: for letters too large. */
export function readHeadersOnly(raw: Buffer): ParsedLetter {
  return letterByHead(readHeadWithinLimits(withLineFeeds(raw)).headers)
}

async function readLetter(
  thread: ReadingThread,
  raw: Buffer,
  { truncated }: { readonly truncated: boolean },
): Promise<ParsedLetter> {
  const letter = await thread.parse(withLineFeeds(raw))
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
  readonly settle: (done: Done | null) => void
}

/** One thread; it is ended when a letter takes too long or breaks it, and started anew for the next. */
class ReadingThread {
  private readonly limitMs: number
  private worker: Worker | null = null
  private started: Promise<boolean> = Promise.resolve(false)
  private waiting: Waiting | null = null
  private orders = 0

  constructor(limitMs: number) {
    this.limitMs = limitMs
  }

  /** The letter as it was read, null when it could not be read within the limits. */
  async parse(raw: Buffer): Promise<ParsedLetter | null> {
    const { headers, bodyStart } = readHeadWithinLimits(raw)
    const body = new Uint8Array(raw.subarray(bodyStart))
    const done = await this.carryOut({ what: 'parse', headers, body }, [body.buffer])
    return done?.what === 'parsed' ? done.letter : null
  }

  /** @returns null when it took too long or broke the thread */
  async understand(letter: ParsedLetter, context: Context): Promise<Understanding | null> {
    const done = await this.carryOut({ what: 'understand', letter, context })
    return done?.what === 'understood' ? done.understanding : null
  }

  private async carryOut(order: Order, given: readonly ArrayBuffer[] = []): Promise<Done | null> {
    const worker = this.worker ?? this.start()
    worker.ref()
    if (!(await this.started)) return null
    const id = (this.orders += 1)
    const answer = new Promise<Done | null>((settle) => {
      this.waiting = { id, settle }
      worker.postMessage({ id, order }, [...given])
    })
    const done = await within(this.limitMs, answer)
    this.waiting = null
    if (done === 'too late') await this.stop()
    else worker.unref()
    return done === 'too late' ? null : done
  }

  async warm(): Promise<void> {
    const worker = this.worker ?? this.start()
    if (await this.started) worker.unref()
  }

  async stop(): Promise<void> {
    const { worker } = this
    this.forget()
    await worker?.terminate()
  }

  private start(): Worker {
    const worker = newWorker()
    const ready = new Promise<boolean>((settle) => {
      worker.on('message', (report: Report) => {
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

  private take({ id, done }: Exclude<Report, 'ready'>): void {
    if (this.waiting?.id === id) this.waiting.settle(done)
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
