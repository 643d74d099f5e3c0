import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '../../errors.ts'

export type Talk = (line: string) => void

/** Whom PostgreSQL runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Where the embedded PostgreSQL lives. */
export interface Place {
  /** Holds the password, the port, the log and the turns. */
  readonly dir: string
  /** PostgreSQL's own data directory, inside `dir`. */
  readonly data: string
  /** Set when this process is root, as which PostgreSQL refuses to run. */
  readonly account?: Account
}

/** Used by root alone, for what an ordinary account cannot reach where it lies. */
export const stateDir = '/var/lib/privacy-mailbot'

/** Whether a database was ever begun there; looking for it begins none. */
export function isBegun(wanted: string): boolean {
  return existsSync(join(wanted, 'pg')) || existsSync(join(wanted, 'moved-to'))
}

export function findPlace(wanted: string, talk: Talk): Place {
  mkdirSync(wanted, { recursive: true })
  const dir = realpathSync(wanted)
  if (process.getuid?.() === 0) return placeForRoot(dir, talk)
  const data = join(dir, 'pg')
  const owner = ownerOf(data)
  if (owner !== undefined && owner.uid !== process.getuid?.()) {
    const detail = `${data} belongs to user ${owner.uid}: start as that user, or as root`
    throw new Fault('database.embedded', { detail })
  }
  return { dir, data }
}

function placeForRoot(dir: string, talk: Talk): Place {
  const moved = movedTo(dir)
  const account = ownerOf(join(moved ?? dir, 'pg')) ?? ordinaryAccount()
  const home = moved ?? reachableHome(dir, account, talk)
  openTheWay(home)
  return { dir: home, data: join(home, 'pg'), account }
}

/** The directory itself, or one in `stateDir` when the account cannot enter a parent of it. */
function reachableHome(dir: string, account: Account, talk: Talk): string {
  if (canReach(dirname(dir), account)) return dir
  if (existsSync(join(dir, 'pg'))) {
    const detail = `user ${account.uid}, who runs PostgreSQL, may no longer enter ${dir}: allow it with chmod o+x on its parents`
    throw new Fault('database.embedded', { detail })
  }
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 12)
  const home = join(stateDir, `data-${name}`)
  mkdirSync(home, { recursive: true })
  openTheWay(stateDir)
  writeWhole(join(dir, 'moved-to'), home)
  talk(`user ${account.uid}, who runs PostgreSQL, cannot enter ${dir}: the data lie in ${home}`)
  return home
}

/** Follows the note that `reachableHome` left, so that the data are found when the project moves. */
function movedTo(dir: string): string | undefined {
  const note = join(dir, 'moved-to')
  if (!existsSync(note)) return undefined
  const home = readFileSync(note, 'utf8').trim()
  if (dirname(home) === stateDir && existsSync(home)) return home
  const detail = `${note} says that the data lie in ${home}, which is not there: restore it, or remove the note to begin anew`
  throw new Fault('database.embedded', { detail })
}

/** Whoever reads the file sees all of the text or none; nobody but its owner may. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}`
  rmSync(draft, { force: true })
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
  renameSync(draft, path)
}

/** Lets others pass through, not look in: every secret in it is closed by its own mode. */
function openTheWay(dir: string): void {
  chmodSync(dir, statSync(dir).mode | 0o011)
}

/** Whether the account may enter a directory, or run a file, by the modes from it up to `/`. */
export function canReach(path: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(path)
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if ((mode & bit) === 0) return false
  return path === dirname(path) || canReach(dirname(path), account)
}

function ownerOf(path: string): Account | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined || stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid }
}

function ordinaryAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      continue
    }
  }
  const detail = 'PostgreSQL does not run as root, and there is no user postgres or nobody: add one'
  throw new Fault('database.embedded', { detail })
}

function idOf(flag: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
}
