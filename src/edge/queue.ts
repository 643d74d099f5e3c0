/**
 * The doorbell (ruling 1): a job carries an id and nothing else, keeps no result, and may be lost at
 * any time. What is due stands in the tables; the clock rings again for whatever was lost.
 */
import {
  createPostgresBackend,
  createRedisBackend,
  isPgPool,
  runMigrations,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { Fault } from '../errors.ts'
import { databaseFault } from './postgres/database.ts'

/** What is rung for: a letter to read, a request to go on with, a reply to send, a copy to keep in Sent. */
export type Bell = 'letter' | 'request' | 'reply' | 'copy'
/** Roles listen to their own line. */
export type Line = 'requests' | 'replies'

const LINES: Readonly<Record<Bell, Line>> = {
  letter: 'requests',
  request: 'requests',
  reply: 'replies',
  copy: 'replies',
}

export interface Queue {
  /** Never throws and never waits long: what was not heard is rung again by the clock. */
  ring(bell: Bell, id: string): Promise<void>
  /** Like ring, but many rings within a few seconds are one: for the clock, which rings until it is done. */
  ringOnce(bell: Bell, id: string): Promise<void>
  /** How many bells of a line nobody has answered yet; 0 when the server does not say. */
  waiting(line: Line): Promise<number>
  /** Answers every bell of a line, `atOnce` at a time. The handler must not throw. */
  answer(line: Line, handler: (bell: Bell, id: string) => Promise<void>, atOnce: number): void
  /** Waits for what is being done, then ends; does not wait for a server that is away. */
  close(): Promise<void>
}

export interface QueueOptions {
  readonly redisUrl: string | null
  readonly databaseUrl: string
  readonly onError: (error: unknown) => void
}

interface Job {
  readonly id: string
}

/** A server that has not taken a bell by then is not waited for. */
const RING_MS = 3_000
/** Within this time the same bell for the same id is one job; after it a lost one can be rung again. */
const SAME_BELL_MS = 5_000
const POOL_MAX = 12

const isBell = (name: string): name is Bell => Object.hasOwn(LINES, name)

/** The little we use of BullMQ, whichever backend it runs on. */
interface Sender {
  add(
    bell: string,
    job: Job,
    options: typeof ONCE & { jobId?: string; priority?: number },
  ): Promise<unknown>
  getJobCountByTypes(...types: ('waiting' | 'prioritized')[]): Promise<number>
  close(): Promise<void>
}
interface Receiver {
  close(): Promise<void>
}
type Handler = (bell: Bell, id: string) => Promise<void>

interface Backend {
  isThere(): boolean
  sender(line: Line): Sender
  receiver(line: Line, handler: Handler, atOnce: number): Receiver
  end(): Promise<void>
}

/** ioredis says no code when a command was under way. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && /^E[A-Z_]+$/.test(String(error.code))) || /closed/.test(error.message)
}

/** Only what speaks of the connection gets our own code. */
function redisFault(error: unknown): unknown {
  return isAway(error) ? new Fault('queue.unreachable', { retry: true, cause: error }) : error
}

/** Retries, backoff and results live in the tables; nothing of a job stays. */
const ONCE = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const
/**
 * A request that is open goes before a letter that is not read yet: whoever wrote before a flood, or
 * in its midst, is answered before all of it has been read. A bell without a number goes first.
 */
const PRIORITY: Readonly<Partial<Record<Bell, number>>> = { letter: 1 }
const WORKER = { runRetryDelay: 1_000, maxStalledCount: 1, autorun: true } as const

async function process(job: { name: string; data: Job }, handler: Handler): Promise<void> {
  if (isBell(job.name)) await handler(job.name, job.data.id)
}

async function migrateQueue(pool: pg.Pool): Promise<void> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new Fault('database.unreachable', { retry: true, cause })
  })
  try {
    await runMigrations(client)
  } catch (cause) {
    throw new Fault('migration.failed', { detail: 'the tables of the queue', cause })
  } finally {
    client.release()
  }
}

async function postgresBackend(options: QueueOptions): Promise<Backend> {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: POOL_MAX,
    options: '-c search_path=bullmq',
    keepAlive: true,
    application_name: 'privacy-mailbot',
  })
  pool.setMaxListeners(0)
  const onError = (error: unknown): void => options.onError(databaseFault(error))
  pool.on('error', onError)
  await migrateQueue(pool)
  if (!isPgPool(pool)) throw new Fault('internal', { detail: 'pg has another shape of pool' })
  const connection = pool
  const bull = withBackend(createPostgresBackend)
  return {
    isThere: () => true,
    sender(line) {
      const queue = new bull.Queue<Job>(line, { connection })
      queue.on('error', onError)
      return queue
    },
    receiver(line, handler, atOnce) {
      const worker = new bull.Worker<Job>(line, (job) => process(job, handler), {
        ...WORKER,
        connection,
        concurrency: atOnce,
      })
      worker.on('error', onError)
      return worker
    },
    end: () => connection.end(),
  }
}

async function redisBackend(url: string, options: QueueOptions): Promise<Backend> {
  const connection = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true })
  const onError = (error: unknown): void => options.onError(redisFault(error))
  connection.on('error', onError)
  await connection.connect().catch((cause: unknown) => {
    connection.disconnect()
    throw new Fault('queue.unreachable', { retry: true, cause })
  })
  const bull = withBackend(createRedisBackend)
  return {
    isThere: () => connection.status === 'ready',
    sender(line) {
      const queue = new bull.Queue<Job>(line, { connection })
      queue.on('error', onError)
      return queue
    },
    receiver(line, handler, atOnce) {
      const worker = new bull.Worker<Job>(line, (job) => process(job, handler), {
        ...WORKER,
        connection,
        concurrency: atOnce,
      })
      worker.on('error', onError)
      return worker
    },
    end: async () => connection.disconnect(),
  }
}

/** Resolves when `work` has ended or the time is over, whichever is first. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}

async function waitingIn(sender: Sender, onError: QueueOptions['onError']): Promise<number> {
  let count = 0
  const counting = async (): Promise<void> => {
    count = await sender.getJobCountByTypes('waiting', 'prioritized')
  }
  await within(RING_MS, counting()).catch(onError)
  return count
}

/** @throws Fault queue.unreachable, database.unreachable, migration.failed */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const backend =
    options.redisUrl === null
      ? await postgresBackend(options)
      : await redisBackend(options.redisUrl, options)
  const senders = { requests: backend.sender('requests'), replies: backend.sender('replies') }
  const receivers: Receiver[] = []
  const add = async (bell: Bell, id: string, jobId?: string): Promise<void> => {
    if (!backend.isThere()) return
    const priority = PRIORITY[bell] ?? 0
    const named = { ...ONCE, priority, ...(jobId === undefined ? {} : { jobId }) }
    await within(RING_MS, senders[LINES[bell]].add(bell, { id }, named)).catch(options.onError)
  }
  const goodbye = async (): Promise<void> => {
    await Promise.all(receivers.map((receiver) => receiver.close()))
    await Promise.all([senders.requests.close(), senders.replies.close()])
  }
  return {
    ring: (bell, id) => add(bell, id),
    ringOnce: (bell, id) => add(bell, id, `${bell}-${id}-${Math.floor(Date.now() / SAME_BELL_MS)}`),
    waiting: async (line) => (backend.isThere() ? waitingIn(senders[line], options.onError) : 0),
    answer(line, handler, atOnce) {
      receivers.push(backend.receiver(line, handler, atOnce))
    },
    async close() {
      const said = goodbye()
      if (backend.isThere()) await said
      else said.catch(options.onError)
      await backend.end()
    },
  }
}
