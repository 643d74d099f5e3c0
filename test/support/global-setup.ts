import { NAMES } from '../../src/config.ts'
import { startDatabases } from './database.ts'
import { leftOut } from './real-servers.ts'

/** Begins something that all test files share, and returns what ends it. */
export type Step = () => Promise<() => Promise<void>>

/** Run in this order before the first test file and ended in the opposite order after the last. */
export const steps: Step[] = [startDatabases]

export async function setup(): Promise<() => Promise<void>> {
  forgetProductSettings(process.env)
  tellWhatIsLeftOut()
  const ends: (() => Promise<void>)[] = []
  const endAll = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end()
  }
  try {
    for (const step of steps) ends.push(await step())
  } catch (error) {
    await endAll()
    throw error
  }
  return endAll
}

/** A mailbox or database that the shell names for the product stays out of every test's reach. */
export function forgetProductSettings(env: Record<string, string | undefined>): void {
  for (const name of NAMES) {
    delete env[name]
    delete env[`${name}_FILE`]
  }
}

function tellWhatIsLeftOut(): void {
  const line = leftOut()
  if (line === null) return
  if ((process.env['CI'] ?? '') !== '') throw new Error(`CI leaves nothing out. ${line}`)
  process.stderr.write(`${line}\n`)
}
