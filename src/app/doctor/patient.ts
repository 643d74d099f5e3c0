/** What the checks look at, read once and without changing anything: no key is made, no database begun. */
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { ownOrShipped, packageRoot, readPolicyFile, readTextFile } from '../../edge/files.ts'
import type { PolicyReading } from '../../edge/files.ts'
import { checkUp } from '../../edge/postgres/checkup.ts'
import type { Checkup } from '../../edge/postgres/checkup.ts'
import { databaseFault } from '../../edge/postgres/database.ts'
import { isBegun } from '../../edge/postgres/embedded-place.ts'
import { Fault } from '../../errors.ts'
import { wallClock } from '../../policy/clock-time.ts'
import { readEnvironment } from '../main.ts'
import { findDatabase } from '../world.ts'

export type DatabaseLook =
  /** An embedded one that was never begun. */
  | { readonly state: 'none' }
  | { readonly state: 'failed'; readonly fault: Fault }
  | ({ readonly state: 'reached' } & Checkup)

export interface Environment {
  /** Null while nobody can say what is meant. */
  readonly config: Config | null
  readonly faults: readonly string[]
  /** Whether a mailbox or an owner is set: then whatever `start` needs is needed. */
  readonly isBegun: boolean
}

export interface Patient extends Environment {
  readonly now: Date
  readonly nodeVersion: string
  readonly wallClock: typeof wallClock
  readonly policy: PolicyReading
  /** Of the policy file that was read. */
  readonly policyFile: string
  /** There is none here, and the one that comes with the program was read. */
  readonly isShippedPolicy: boolean
  /** Null while nobody can say where it is. */
  readonly database: DatabaseLook | null
}

const OF_MAIL: ReadonlySet<string> = new Set(['IMAP_URL', 'SMTP_URL', 'OWNER_EMAIL'])

interface EnvironmentRead extends Environment {
  readonly policyFile: string | null
}

function environmentRead(): EnvironmentRead {
  try {
    const reading = readEnvironment({ mail: false })
    const { policyFile } = reading
    const isMailSet = reading.settings.some(
      ({ name, value }) => OF_MAIL.has(name) && value !== null,
    )
    const whole = isMailSet ? readEnvironment({ mail: true }) : reading
    return {
      config: reading.ok ? reading.config : null,
      faults: whole.ok ? [] : whole.faults,
      isBegun: isMailSet,
      policyFile,
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { config: null, faults: [error.message], isBegun: true, policyFile: null }
  }
}

function policyRead(
  policyFile: string | null,
  isNeeded: boolean,
): Pick<Patient, 'policy' | 'policyFile' | 'isShippedPolicy'> {
  const isMissing = policyFile === null || readTextFile(policyFile) === null
  const isNamed = (process.env['POLICY_FILE'] ?? '') !== ''
  const isShippedPolicy = isMissing && !isNeeded && !isNamed
  const path = isShippedPolicy
    ? ownOrShipped(undefined, 'policy.yaml')
    : (policyFile ?? 'policy.yaml')
  return { policy: readPolicyFile(path), policyFile: path, isShippedPolicy }
}

async function databaseLookedAt(
  config: Config,
  onTalk: (line: string) => void,
): Promise<DatabaseLook> {
  if (config.databaseUrl === null && !isBegun(join(config.dataDir, 'postgres')))
    return { state: 'none' }
  try {
    const home = await findDatabase({ config, onTalk })
    try {
      return { state: 'reached', ...(await checkUp(home.url, packageRoot())) }
    } finally {
      await home.leave()
    }
  } catch (error) {
    return { state: 'failed', fault: databaseFault(error) }
  }
}

export async function examined(onTalk: (line: string) => void): Promise<Patient> {
  const { policyFile, ...environment } = environmentRead()
  const { config, isBegun: isNeeded } = environment
  return {
    ...environment,
    ...policyRead(policyFile, isNeeded),
    now: new Date(),
    nodeVersion: process.versions.node,
    wallClock,
    database: config === null ? null : await databaseLookedAt(config, onTalk),
  }
}
