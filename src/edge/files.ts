/** What the program reads from its own folder and from DATA_DIR. */
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as parseYaml } from 'yaml'
import { Fault } from '../errors.ts'
import type { CalendarData } from '../policy/calendar.ts'
import { parseCalendar, withOwnDays } from '../policy/calendar.ts'
import type { Policy } from '../policy/policy.ts'
import { parsePolicy } from '../policy/policy.ts'
import type { RuleProfile } from '../policy/rules.ts'
import { parseRules } from '../policy/rules.ts'

/** The folder with package.json, whether this runs from `src/` or from `dist/src/`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder)
      throw new Fault('internal', { detail: 'no package.json above the program' })
    folder = dirname(folder)
  }
  return folder
}

/** What is set in the environment already stands above `.env` of the current folder. */
export function loadDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}

/** A file that comes with the program. */
export function shippedFile(name: string): string {
  return join(packageRoot(), name)
}

/** The file that is named; else the one in the current folder, else the one that comes with the program. */
export function ownOrShipped(named: string | undefined, name: string): string {
  if (named !== undefined && named !== '') return named
  return existsSync(name) ? name : shippedFile(name)
}

export function readTextFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** The policy with its rules and its calendar: everything that promises and dates come from. */
export interface Promises {
  readonly policy: Policy
  readonly rules: readonly RuleProfile[]
  readonly calendar: CalendarData
}

function dataFolder(): string {
  return join(packageRoot(), 'src/policy/data')
}

/** The data files that begin with a word, by the id that each gives itself. */
function dataFiles(word: 'rules' | 'calendar'): ReadonlyMap<string, unknown> {
  const names = readdirSync(dataFolder()).filter((name) => name.startsWith(`${word}-`))
  const files = names.map((name): unknown =>
    JSON.parse(readFileSync(join(dataFolder(), name), 'utf8')),
  )
  return new Map(files.map((data) => [idOf(data), data]))
}

function idOf(data: unknown): string {
  return typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : ''
}

function readRules(ids: readonly string[], files: ReadonlyMap<string, unknown>): RuleProfile[] {
  return ids.map((id) => {
    const reading = parseRules(files.get(id))
    if (reading.ok) return reading.profile
    throw new Fault('policy.invalid', { detail: `rules ${id}: ${reading.faults.join('; ')}` })
  })
}

function readCalendar(policy: Policy, files: ReadonlyMap<string, unknown>): CalendarData {
  const reading = parseCalendar(files.get(policy.calendar))
  if (reading.ok) return withOwnDays(reading.calendar, policy)
  throw new Fault('policy.invalid', {
    detail: `calendar ${policy.calendar}: ${reading.faults.join('; ')}`,
  })
}

export type PolicyReading =
  | { readonly ok: true; readonly promises: Promises }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Every fault of the policy file at once, one readable line each. */
export function readPolicyFile(path: string): PolicyReading {
  const text = readTextFile(path)
  if (text === null)
    return {
      ok: false,
      faults: [`${path} cannot be read: copy policy.yaml there, or set POLICY_FILE.`],
    }
  let data: unknown
  try {
    data = parseYaml(text)
  } catch (error) {
    const line = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : ''
    return { ok: false, faults: [`${path} is not valid YAML: ${line}`] }
  }
  const rules = dataFiles('rules')
  const calendars = dataFiles('calendar')
  const known = { rules: [...rules.keys()], calendars: [...calendars.keys()] }
  const reading = parsePolicy(data, known)
  if (!reading.ok) return { ok: false, faults: reading.faults.map((fault) => `${path}: ${fault}`) }
  const { policy } = reading
  const promises = {
    policy,
    rules: readRules(policy.rules, rules),
    calendar: readCalendar(policy, calendars),
  }
  return { ok: true, promises }
}

/** Whole or not at all: of processes that start together one is first, the others read what it wrote. */
function writeOnce(path: string, text: string): void {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    unlinkSync(draft)
  }
}

/** Made once, readable by this user alone; whoever loses it loses everything that is kept. */
export function ownSecretKey(dataDir: string): Buffer {
  const path = join(dataDir, 'secret.key')
  try {
    // PostgreSQL never runs as root: its own account passes through to its folder, and reads no other.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    if (!existsSync(path)) writeOnce(path, `${randomBytes(32).toString('hex')}\n`)
  } catch (cause) {
    const detail = `DATA_DIR ${dataDir} cannot be written: give this user the right to, or choose another folder`
    throw new Fault('config.invalid', { detail, cause })
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  if (key.length !== 32)
    throw new Fault('key.missing', {
      detail: `${path} does not hold 32 bytes in hexadecimal digits`,
    })
  return key
}
