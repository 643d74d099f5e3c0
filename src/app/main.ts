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
import { Fault, exitCodeOf, tell } from '../errors.ts'

/** The environment, after `.env` of the current folder; what is set already stands above it. */
export function readEnvironment(needs: Needs): ConfigReading {
  loadDotEnv()
  return readConfig(process.env, needs, readTextFile)
}

/** @throws Fault config.invalid with every fault, a line each */
export function configured(needs: Needs): Config {
  const reading = readEnvironment(needs)
  if (reading.ok) return reading.config
  throw new Fault('config.invalid', { detail: reading.faults.join('\n') })
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

/** No stack, unless LOG_LEVEL=debug asks for it. */
function complain(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '') : String(error)
  const isWanted = process.env['LOG_LEVEL'] === 'debug'
  process.stderr.write(`privacy-mailbot: ${tell(error)}\n${isWanted ? `${stack}\n` : ''}`)
}

/** What is left open after the work is done must not keep the process. */
const LINGER_MS = 3_000

/** Runs a command to its exit code. An error that nobody caught ends the process at once. */
export async function toExit(work: () => Promise<number | void>): Promise<void> {
  const die = (error: unknown): never => {
    complain(error)
    process.exit(1)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    complain(error)
    process.exitCode = exitCodeOf(error)
  }
  setTimeout(() => process.exit(), LINGER_MS).unref()
}
