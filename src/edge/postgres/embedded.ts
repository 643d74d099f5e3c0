import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { Fault } from '../../errors.ts'
import { installedBinaries, usableBinaries } from './embedded-binaries.ts'
import { type Cluster, inPlainWords, makeCluster, readPassword } from './embedded-cluster.ts'
import { findPlace, type Talk } from './embedded-place.ts'
import { settledServer, startServer, stopServer } from './embedded-server.ts'
import { inTurn } from './embedded-turn.ts'

export interface EmbeddedOptions {
  /** DATA_DIR/postgres. */
  readonly dir: string
  /** For tests: what is written may be lost with the power. */
  readonly fast?: boolean
  /** Taken into account by whoever starts the server. 100 unless told. */
  readonly maxConnections?: number
  /** Told what a person may want to know, in one line each. */
  readonly onTalk?: Talk
}

export interface EmbeddedPostgres {
  /** Of the database `mailbot`. Holds the password: never to be logged. */
  readonly url: string
  readonly port: number
  readonly pid: number
  /** To be called after one's own connections are closed. The last one out stops the server. */
  readonly leave: () => Promise<void>
}

/** What the connection is called by which a process tells the others that it is here, */
const present = 'privacy-mailbot-present'
/** and what it is called once it does not count any more. */
const leaving = 'privacy-mailbot-leave'
/** How long the sessions of connections just closed may still be counted. */
const lingeringMs = 1_000

interface Visit {
  readonly cluster: Cluster
  readonly presence: Sql
}

/**
 * Joins the PostgreSQL that lives in `dir`, or starts it there. Nobody owns it: any number of
 * processes share it, come and go in any order, and may be killed.
 *
 * @throws Fault database.embedded
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { fast = false, maxConnections = 100, onTalk = () => undefined } = options
  const dir = resolve(options.dir)
  return orFault(dir, async () => {
    const place = findPlace(dir, onTalk)
    const binaries = usableBinaries(installedBinaries(), place, onTalk)
    const cluster = { ...place, binaries, fast, maxConnections }
    return await inTurn(place.dir, () => enter(cluster, onTalk))
  })
}

async function enter(cluster: Cluster, talk: Talk): Promise<EmbeddedPostgres> {
  if (!existsSync(join(cluster.data, 'PG_VERSION'))) {
    talk(`a new database is made in ${cluster.data}`)
    await makeCluster(cluster)
  }
  const password = readPassword(cluster)
  const server = (await settledServer(cluster)) ?? (await startServer(cluster))
  const visit = { cluster, presence: connect(server.port, password) }
  try {
    await ensureDatabase(visit.presence)
  } catch (error) {
    await leave(visit)
    throw error
  }
  const { port, pid } = server
  const url = `postgres://mailbot:${password}@127.0.0.1:${port}/mailbot`
  let left: Promise<void> | undefined
  const leaveInTurn = () => orFault(cluster.dir, () => inTurn(cluster.dir, () => leave(visit)))
  return { url, port, pid, leave: () => (left ??= leaveInTurn()) }
}

async function ensureDatabase(sql: Sql): Promise<void> {
  const found = await sql`select from pg_database where datname = 'mailbot'`
  if (found.length === 0) await sql`create database mailbot`
}

/** Within one turn, so that nobody comes in between the last look around and the end. */
async function leave({ cluster, presence }: Visit): Promise<void> {
  let isAlone = false
  try {
    await presence`select set_config('application_name', ${leaving}, false)`
    isAlone = await becomesAlone(presence)
  } catch {
    return // the server is gone already: whoever needs it next starts it
  } finally {
    await presence.end({ timeout: 0.1 })
  }
  if (isAlone) await stopServer(cluster)
}

/** Whether nobody else is connected, or only sessions whose connections have just been closed. */
async function becomesAlone(sql: Sql): Promise<boolean> {
  const giveUpAt = Date.now() + lingeringMs
  while (Date.now() < giveUpAt) {
    const others = await sql<{ name: string }[]>`
      select application_name as name from pg_stat_activity
      where backend_type = 'client backend' and application_name <> ${leaving}`
    if (others.length === 0) return true
    if (others.some(({ name }) => name === present)) return false
    await pause(10)
  }
  return false
}

/** Everything is said here, so that no PG* variable of the shell has a say. */
function connect(port: number, password: string): Sql {
  return postgres({
    host: '127.0.0.1',
    port,
    database: 'postgres',
    user: 'mailbot',
    password,
    ssl: false,
    target_session_attrs: 'primary',
    max: 1,
    max_lifetime: null,
    idle_timeout: 0,
    connect_timeout: 10,
    fetch_types: false,
    connection: { application_name: present },
  })
}

async function orFault<Result>(dir: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Fault || !(cause instanceof Error) || !('code' in cause)) throw cause
    throw new Fault('database.embedded', { detail: sentenceFor(cause, dir), cause })
  }
}

function sentenceFor(error: Error & { code: unknown }, dir: string): string {
  const code = String(error.code)
  const call = 'syscall' in error ? String(error.syscall) : 'connect'
  const path = 'path' in error ? String(error.path) : dir
  if (code === 'ENOSPC') return inPlainWords('No space left on device', dir)
  if (call === 'connect')
    return `the server in ${dir} does not let us in (${code}): see postgres.log`
  if (!call.startsWith('spawn'))
    return `no access to ${path} (${code}): it must belong to this user`
  return `${path} cannot be run here (${code}): it needs glibc, which Alpine does not have, and a file system that is not noexec`
}
