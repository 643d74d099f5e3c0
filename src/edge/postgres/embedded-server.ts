import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fchownSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { readlinkSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Fault } from '../../errors.ts'
import { type Cluster, inPlainWords, program, surroundings } from './embedded-cluster.ts'
import { writeWhole } from './embedded-place.ts'
import { isAlive } from './embedded-turn.ts'

const readyTimeoutMs = 120_000
const passingTimeoutMs = 15_000
const stopTimeoutMs = 60_000
const logMaxBytes = 1_000_000

/** Failures to start that pass: a port just taken, or the remains of a killed server still ending. */
const PASSING = /create any TCP\/IP sockets|still in use|lock file .{1,300} already exists/

/** What `postmaster.pid` says of a living server. */
interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly status: 'starting' | 'ready' | 'stopping'
}

/** The server already on the data directory, once it is neither starting nor stopping. */
export async function settledServer(cluster: Cluster): Promise<Postmaster | undefined> {
  const giveUpAt = Date.now() + readyTimeoutMs
  for (;;) {
    const found = runningOn(cluster.data)
    if (found === undefined || found.status === 'ready') return found
    if (Date.now() > giveUpAt) {
      const detail = `the server on ${cluster.data} (process ${found.pid}) has been ${found.status} for 2 minutes: see postgres.log beside it`
      throw new Fault('database.embedded', { detail, retry: true })
    }
    await pause(20)
  }
}

interface Log {
  readonly file: string
  readonly descriptor: number
  /** In bytes: what was written before this start. */
  readonly startsAt: number
}

/** Starts a server that outlives this process; after a crash it recovers by itself. */
export async function startServer(cluster: Cluster): Promise<Postmaster> {
  const portFile = join(cluster.dir, 'port')
  const giveUpAt = Date.now() + passingTimeoutMs
  for (;;) {
    const port = await freePort(Number(readIfThere(portFile)))
    const started = await launch(cluster, port)
    if (typeof started !== 'string') {
      writeWhole(portFile, String(port))
      return started
    }
    if (!PASSING.test(started) || Date.now() > giveUpAt) {
      throw new Fault('database.embedded', { detail: inPlainWords(started, cluster.dir) })
    }
    await pause(100)
  }
}

/** A fast shutdown: sessions are cut, nothing committed is lost. Returns when the server is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const pid = runningOn(cluster.data)?.pid
  if (pid === undefined) return
  if (process.platform === 'win32') {
    await promisify(execFile)(program(cluster, 'pg_ctl'), ['kill', 'INT', String(pid)])
  } else process.kill(pid, 'SIGINT')
  const giveUpAt = Date.now() + stopTimeoutMs
  while (isServerOf(cluster.data, pid)) {
    if (Date.now() > giveUpAt) {
      const detail = `the server on ${cluster.data} (process ${pid}) did not stop within a minute`
      throw new Fault('database.embedded', { detail })
    }
    await pause(10)
  }
}

/** The ready server, or the last words of one that ended before it was. */
async function launch(cluster: Cluster, port: number): Promise<Postmaster | string> {
  const log = openLog(cluster)
  const args = ['-D', cluster.data, ...settings(cluster, port)]
  const child = spawn(program(cluster, 'postgres'), args, {
    ...surroundings(cluster),
    stdio: ['ignore', 'ignore', log.descriptor],
    detached: true, // a session of its own: the Ctrl-C of a terminal does not reach it
  })
  closeSync(log.descriptor)
  await once(child, 'spawn')
  child.unref()
  const ready = await whenReady(cluster, child)
  return ready ?? (lastWords(log) || `it was ended by ${child.signalCode ?? 'itself'}`)
}

async function whenReady(cluster: Cluster, child: ChildProcess): Promise<Postmaster | undefined> {
  const giveUpAt = Date.now() + readyTimeoutMs
  while (child.exitCode === null && child.signalCode === null) {
    const found = runningOn(cluster.data)
    if (found?.pid === child.pid && found?.status === 'ready') return found
    if (Date.now() > giveUpAt) {
      const detail = `the server on ${cluster.data} is not ready after 2 minutes: see postgres.log beside it`
      throw new Fault('database.embedded', { detail, retry: true })
    }
    await pause(10)
  }
  return undefined
}

/** Errors of single statements go to whoever sent them, not to a log: they quote data. */
function settings(cluster: Cluster, port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: cluster.maxConnections,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(cluster.fast ? { fsync: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function openLog(cluster: Cluster): Log {
  const file = join(cluster.dir, 'postgres.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logMaxBytes) rmSync(file)
  const descriptor = openSync(file, 'a', 0o600)
  if (cluster.account) fchownSync(descriptor, cluster.account.uid, cluster.account.gid)
  return { file, descriptor, startsAt: fstatSync(descriptor).size }
}

/** The last thing a server complained of, with its detail. */
function lastWords(log: Log): string {
  const lines = readFileSync(log.file).subarray(log.startsAt).toString().trim().split('\n')
  const complaint = lines.findLastIndex((line) => /(?:FATAL|PANIC): /.test(line))
  const said = complaint < 0 ? lines.slice(-1) : lines.slice(complaint, complaint + 2)
  const words = said.filter((line, index) => index === 0 || line.includes('DETAIL: '))
  return words.map((line) => line.replace(/^.{0,80}?(?:FATAL|PANIC|DETAIL): +/, '')).join(' ')
}

/** Reads `postmaster.pid`; one left by a server that is gone is removed when it stands in the way. */
function runningOn(data: string): Postmaster | undefined {
  const file = join(data, 'postmaster.pid')
  const lines = readIfThere(file).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!(pid > 0) || !isAlive(pid)) return undefined
  if (!isServerOf(data, pid)) {
    // PostgreSQL takes any living process of that number for its own and refuses to start.
    if (!isInUse(data)) rmSync(file, { force: true })
    return undefined
  }
  const word = lines[7]?.trim()
  return { pid, port, status: word === 'ready' || word === 'stopping' ? word : 'starting' }
}

/** False for a zombie and for another program that was given the same number. */
function isServerOf(data: string, pid: number): boolean {
  if (process.platform !== 'linux') return isAlive(pid)
  return readIfThere(`/proc/${pid}/cmdline`).split('\0').includes(data) || cwdOf(pid) === data
}

/** Whether any process of a killed server is still at work: each has the data as its directory. */
function isInUse(data: string): boolean {
  if (process.platform !== 'linux') return false
  const pids = readdirSync('/proc').map(Number)
  return pids.some((pid) => pid > 0 && cwdOf(pid) === data)
}

function cwdOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The wanted port of the loopback if nobody listens on it, else any free one. */
async function freePort(wanted: number): Promise<number> {
  const probe = createServer()
  try {
    probe.listen(wanted, '127.0.0.1')
    await once(probe, 'listening')
    const address = probe.address()
    return typeof address === 'object' && address !== null ? address.port : wanted
  } catch (error) {
    if (wanted === 0) throw error
    return await freePort(0)
  } finally {
    probe.close()
  }
}
