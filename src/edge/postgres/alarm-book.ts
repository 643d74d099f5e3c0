/**
 * What the alarm needs of the database, on a connection of its own for every look: a pool whose
 * connections hang would say of itself alone that it is dead.
 */
import postgres from 'postgres'
import { Fault } from '../../errors.ts'
import { databaseFault } from './database.ts'

/** How the mail does, as the tables tell it. */
export interface Signs {
  /** The poller's last pass that ended well; null: none yet. */
  readonly lastPass: Date | null
  /** Since when letters have been due of which none was taken; null when none waits. */
  readonly stuckSince: Date | null
}

/** Open for one process at a time. */
export interface AlarmBook {
  readonly signs: Signs
  /** What was kept last. */
  readonly memory: string | null
  /** @throws Fault database.* */
  keep(memory: string): Promise<void>
  /** Lets the next one in. Never throws. */
  close(): Promise<void>
}

/** Any number that no other advisory lock of this database has. */
const LOCK = 7_346_512_902
const NAME = 'alarm'
/** A process that sleeps with the book in its hand loses it. */
const IDLE_MAX_MS = 60_000
/** How long a connection is given to say goodbye. */
const END_SECONDS = 0.2

interface Waiting {
  readonly lastPass: Date | null
  /** When the server took a letter last; null when none waits. */
  readonly lastTaken: Date | null
  /** When the oldest letter was written that was tried, and of which the server has said nothing. */
  readonly unheard: Date | null
  /** Of the letter that nobody sends although its time has come. */
  readonly overdueMs: number | null
}

/**
 * A letter that its server told to come later says nothing of the server, once another was taken after
 * it was written: otherwise one reader's full mailbox would be everybody's outage.
 */
async function readWaiting(sql: postgres.Sql): Promise<Waiting> {
  const [row] = await sql<Waiting[]>`
    with taken as (select max(sent_at) as at from reply),
    waiting as (
      select composed_at, token > 0 as is_tried,
        attempts > case state when 'claimed' then 1 else 0 end as is_answered,
        case state when 'claimed' then lease_until else send_at end as ready_at
      from reply where state in ('pending', 'claimed'))
    select
      (select at from heartbeat where role = 'poller') as "lastPass",
      case when count(*) > 0 then (select at from taken) end as "lastTaken",
      min(composed_at) filter (
        where is_tried and
          (not is_answered or composed_at > coalesce((select at from taken), '-infinity'))
      ) as "unheard",
      (extract(epoch from max(now() - ready_at) filter (where ready_at < now())) * 1000)::float8
        as "overdueMs"
    from waiting`
  if (row === undefined) throw new Fault('database.failed', { retry: true })
  return row
}

/** Reads by writing: a database that takes nothing any more is as good as dead. */
async function readMemory(sql: postgres.Sql): Promise<string | null> {
  const [kept] = await sql<{ value: string }[]>`
    insert into setting (name, value) values (${NAME}, '')
    on conflict (name) do update set value = setting.value returning value`
  return kept === undefined || kept.value === '' ? null : kept.value
}

function signsOf({ lastPass, lastTaken, unheard, overdueMs }: Waiting, now: Date): Signs {
  const overdue = overdueMs === null ? null : new Date(now.getTime() - overdueMs)
  const since = [unheard, overdue]
    .filter((at) => at !== null)
    .map((at) => Math.max(at.getTime(), lastTaken?.getTime() ?? at.getTime()))
  return { lastPass, stuckSince: since.length === 0 ? null : new Date(Math.min(...since)) }
}

interface Hand {
  /** Of the server's process that holds the lock: the library connects anew by itself. */
  readonly pid: number
  readonly isOurs: boolean
}

class OpenBook implements AlarmBook {
  readonly signs: Signs
  readonly memory: string | null
  private readonly visit: Visit
  private readonly pid: number

  constructor(visit: Visit, { pid }: Hand, read: Pick<AlarmBook, 'signs' | 'memory'>) {
    this.visit = visit
    this.pid = pid
    this.signs = read.signs
    this.memory = read.memory
  }

  keep(memory: string): Promise<void> {
    return this.visit.inTime(async (sql) => {
      const kept = await sql`
        insert into setting (name, value)
        select ${NAME}, ${memory}::text where pg_backend_pid() = ${this.pid}
        on conflict (name) do update set value = excluded.value returning name`
      if (kept.length === 0)
        throw new Fault('database.unreachable', { detail: 'the connection was lost', retry: true })
      await sql`commit`
    })
  }

  close(): Promise<void> {
    return this.visit.end()
  }
}

/** One connection, which never takes longer than it was given. */
class Visit {
  private readonly sql: postgres.Sql
  private readonly timeoutMs: number

  constructor(url: string, timeoutMs: number) {
    this.timeoutMs = timeoutMs
    this.sql = postgres(url, {
      max: 1,
      onnotice: () => undefined,
      fetch_types: false,
      connect_timeout: Math.ceil(timeoutMs / 1_000),
      connection: { application_name: 'privacy-mailbot-alarm' },
    })
  }

  async inTime<Result>(work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<never>((_resolve, reject) => {
      const detail = `no answer in ${this.timeoutMs} ms`
      const giveUp = (): void => reject(new Fault('database.unreachable', { detail, retry: true }))
      timer = setTimeout(giveUp, this.timeoutMs)
    })
    try {
      return await Promise.race([work(this.sql), tooLate])
    } catch (error) {
      throw databaseFault(error)
    } finally {
      clearTimeout(timer)
    }
  }

  /** What is not committed is undone by the server. */
  async end(): Promise<void> {
    await this.sql.end({ timeout: END_SECONDS }).catch(() => undefined)
  }
}

/**
 * @returns the book; 'busy' when another process has it in its hands
 * @throws Fault database.*, also when the database does not answer in time
 */
export async function openAlarmBook(
  url: string,
  now: Date,
  timeoutMs: number,
): Promise<AlarmBook | 'busy'> {
  const visit = new Visit(url, timeoutMs)
  let book: AlarmBook | null = null
  try {
    return await visit.inTime(async (sql) => {
      await sql`begin`
      await sql`select set_config('idle_in_transaction_session_timeout', ${String(IDLE_MAX_MS)}, true)`
      const [hand] = await sql<Hand[]>`
        select pg_backend_pid() as pid, pg_try_advisory_xact_lock(${LOCK}) as "isOurs"`
      if (hand?.isOurs !== true) {
        await sql`rollback`
        return 'busy'
      }
      const memory = await readMemory(sql)
      const signs = signsOf(await readWaiting(sql), now)
      book = new OpenBook(visit, hand, { signs, memory })
      return book
    })
  } finally {
    if (book === null) await visit.end()
  }
}
