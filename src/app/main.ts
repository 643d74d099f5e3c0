/** From a process's environment to running roles, and from a fault to one readable message and an exit code. */
import type { Config, ConfigReading, Needs } from '../config.ts'
import { readConfig } from '../config.ts'
import {
  loadDotEnv,
  ownOrShipped,
  readPolicyFile,
  readTextFile,
  shippedFile,
} from '../edge/files.ts'
import type { Promises } from '../edge/files.ts'
import { Fault, codeOf, exitCodeOf, tell } from '../errors.ts'

/** The environment, after `.env` of the current folder; what is set already stands above it. */
export function readEnvironment(needs: Needs): ConfigReading {
  try {
    loadDotEnv()
  } catch (cause) {
    const detail = `.env cannot be read${codeIn(cause)}: is it a file, and may this user read it?`
    throw new Fault('config.invalid', { detail, cause })
  }
  return readConfig(process.env, needs, readTextFile)
}

/** @throws Fault config.invalid, policy.invalid with every fault of both, a line each */
export function configured(needs: Needs): Config {
  const reading = readEnvironment(needs)
  const policy = readPolicyFile(reading.policyFile)
  const faults = [...(reading.ok ? [] : reading.faults), ...(policy.ok ? [] : policy.faults)]
  if (reading.ok && policy.ok) return reading.config
  throw new Fault(reading.ok ? 'policy.invalid' : 'config.invalid', { detail: faults.join('\n') })
}

/** The server whose verdict on senders is believed. Commands without servers need no more than this. */
export function trustedAuthservId(): string | null {
  const id = process.env['TRUSTED_AUTHSERV_ID']
  return id === undefined || id === '' ? null : id
}

/** The policy file of this installation, else the one that is shipped. Needs no other configuration. */
export function shippedOrOwnPolicy(): Promises {
  return loadPromises(ownOrShipped(process.env['POLICY_FILE'], 'policy.yaml'))
}

/** The policy that comes with the program. */
export function shippedPolicy(): Promises {
  return loadPromises(shippedFile('policy.yaml'))
}

/** Reads the policy file. @throws Fault policy.invalid with every fault in it, a line each */
export function loadPromises(policyFile: string): Promises {
  const reading = readPolicyFile(policyFile)
  if (reading.ok) return reading.promises
  throw new Fault('policy.invalid', { detail: reading.faults.join('\n') })
}

/** The version of the program, from its package.json. */
export function programVersion(): string {
  const version = /"version": "([^"]+)"/.exec(readTextFile(shippedFile('package.json')) ?? '')
  return version?.[1] ?? 'unknown'
}

/** ` (EACCES)`; '' for what has no code. */
function codeIn(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
}

const NO_ACCESS = /^(EACCES|EPERM|EROFS|EISDIR|ENOTDIR)$/
const NO_ROOM = /^(ENOSPC|EDQUOT)$/

/** What the system or a library refused in its own way, where a person can do something about it. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Fault) return error
  const code = 'code' in error ? String(error.code) : ''
  const where = 'path' in error ? String(error.path) : 'what is written'
  if (NO_ROOM.test(code))
    return new Fault('disk.full', { detail: `${where} (${code})`, retry: true, cause: error })
  if (NO_ACCESS.test(code) && 'path' in error) {
    const detail = `${where} may not be read or written by this user (${code})`
    return new Fault('config.invalid', { detail, cause: error })
  }
  return isLostConnection(error)
    ? new Fault('database.unreachable', { retry: true, cause: error })
    : error
}

/** postgres.js throws so, past everybody, when its server goes away between two writes. */
function isLostConnection(error: Error): boolean {
  return error instanceof TypeError && /node_modules\/postgres\//.test(error.stack ?? '')
}

/** The server that a fault is about, where the fault itself does not name it. */
function serverOf(error: unknown): string {
  const code = codeOf(error)
  const name = code === 'queue.unreachable' ? 'REDIS_URL' : 'DATABASE_URL'
  const isAbout = name === 'REDIS_URL' || /^database\.(un|refused|failed|too)/.test(code)
  const { settings } = readConfig(process.env, { mail: false }, readTextFile)
  const value = settings.find((setting) => setting.name === name)?.value ?? ''
  if (!isAbout || !URL.canParse(value)) return ''
  const { host, pathname } = new URL(value)
  return `  ${name} names ${host}${pathname}.\n`
}

/** No stack, unless LOG_LEVEL=debug asks for it. */
function complain(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '') : String(error)
  const isWanted = process.env['LOG_LEVEL'] === 'debug'
  const told = `privacy-mailbot: ${tell(error)}\n${serverOf(error)}`
  process.stderr.write(`${told}${isWanted ? `${stack}\n` : ''}`)
}

/** What is left open after the work is done must not keep the process. */
const LINGER_MS = 3_000

/** A reader who has seen enough (`| head`) is no fault: the work is done to its end, unheard. */
function orUnheard(die: (error: unknown) => never): (error: Error) => void {
  return (error) => {
    if (!('code' in error && error.code === 'EPIPE')) die(error)
  }
}

/** Runs a command to its exit code. An error that nobody caught ends the process at once. */
export async function toExit(work: () => Promise<number | void>): Promise<void> {
  const die = (thrown: unknown): never => {
    const error = inOurWords(thrown)
    complain(error)
    process.exit(exitCodeOf(error))
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
  process.stdout.on('error', orUnheard(die))
  process.stderr.on('error', orUnheard(die))
  try {
    process.exitCode = (await work()) ?? 0
  } catch (thrown) {
    const error = inOurWords(thrown)
    complain(error)
    process.exitCode = exitCodeOf(error)
  }
  setTimeout(() => process.exit(), LINGER_MS).unref()
}
