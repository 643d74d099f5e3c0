import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '../../errors.ts'
import { type Account, type Place, writeWhole } from './embedded-place.ts'

export interface Cluster extends Place {
  /** The folder with PostgreSQL's `bin`. */
  readonly binaries: string
  /** Whether data may be lost with the power, for the sake of tests. */
  readonly fast: boolean
  readonly maxConnections: number
}

interface Surroundings extends Partial<Account> {
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  readonly windowsHide: boolean
}

/** Makes the data directory in a draft, so that one half made by a killed process is never used. */
export async function makeCluster(cluster: Cluster): Promise<void> {
  const { dir, data, account } = cluster
  for (const name of readdirSync(dir)) {
    if (name.startsWith('pg.new-'))
      rmSync(join(dir, name), { recursive: true, force: true, maxRetries: 10 })
  }
  const passwordFile = join(dir, 'password')
  writeWhole(passwordFile, randomBytes(24).toString('base64url'))
  const draft = join(dir, `pg.new-${process.pid}`)
  mkdirSync(draft, { mode: 0o700 })
  if (account) for (const path of [passwordFile, draft]) chownSync(path, account.uid, account.gid)
  try {
    await initdb(cluster, draft, passwordFile)
    renameSync(draft, data)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** The built-in C.UTF-8 knows the case of Russian and Kazakh letters without any locale installed. */
async function initdb(cluster: Cluster, draft: string, passwordFile: string): Promise<void> {
  const args = [
    `--pgdata=${draft}`,
    `--pwfile=${passwordFile}`,
    '--username=mailbot',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(cluster.fast ? ['--no-sync'] : []),
  ]
  try {
    await promisify(execFile)(program(cluster, 'initdb'), args, surroundings(cluster))
  } catch (cause) {
    if (!(cause instanceof Error && 'stderr' in cause && 'code' in cause)) throw cause
    if (typeof cause.code === 'string') throw cause // it could not be run at all
    const said = String(cause.stderr) || 'initdb was killed'
    throw new Fault('database.embedded', { detail: inPlainWords(said, cluster.dir), cause })
  }
}

export function readPassword(cluster: Cluster): string {
  try {
    return readFileSync(join(cluster.dir, 'password'), 'utf8').trim()
  } catch (cause) {
    const detail = `${join(cluster.dir, 'password')} cannot be read: restore it as it was beside pg`
    throw new Fault('database.embedded', { detail, cause })
  }
}

/** PostgreSQL inherits neither the PG* settings nor the secrets of this process. */
export function surroundings(cluster: Cluster): Surroundings {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP']) {
    if (process.env[name] !== undefined) env[name] = process.env[name]
  }
  return { ...cluster.account, env, cwd: '/', windowsHide: true }
}

export function program(cluster: Cluster, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(cluster.binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** One sentence for what PostgreSQL said when it refused. */
export function inPlainWords(said: string, dir: string): string {
  if (said.includes('No space left on device')) {
    return `the disk that holds ${dir} is full: free at least 200 MB`
  }
  const uid = /could not look up effective user ID (\d{1,10})/.exec(said)?.[1]
  if (uid !== undefined) {
    return `user ${uid} has no entry in /etc/passwd, which PostgreSQL needs: add one, or run as a user who has one`
  }
  const lines = said.trim().split('\n')
  const line = lines.find((text) => /error: |FATAL: /.test(text)) ?? lines.at(-1) ?? ''
  return `PostgreSQL does not start in ${dir}: ${line.trim()}`
}
