/**
 * The only wiring: configuration → world → roles. Crash-only: on a fault that nobody expected the
 * process says so, stops what it can, and ends for its supervisor to start it again.
 */
import { configured, loadPromises } from './app/main.ts'
import type { Role } from './app/roles.ts'
import { ROLES, START } from './app/roles.ts'
import type { Running } from './app/running.ts'
import type { World, WorldOptions } from './app/world.ts'
import { openWorld } from './app/world.ts'
import { tellFailedStart } from './app/watch-role.ts'
import { openQueue } from './edge/queue.ts'
import type { Queue } from './edge/queue.ts'
import { createLog } from './log.ts'

export { ROLES, openWorld }
export {
  configured,
  loadPromises,
  programVersion,
  readEnvironment,
  shippedOrOwnPolicy,
  shippedPolicy,
  toExit,
  trustedAuthservId,
} from './app/main.ts'
export { createSimulation } from './app/simulation.ts'
export type { Simulated, Simulation } from './app/simulation.ts'
export { readTable } from './edge/table-file.ts'
export { partnersDocument } from './edge/desk/partners-view.tsx'
export { openProofs, writeProofs } from './edge/proofs.ts'
export { createLog }
export { newOwnerCode } from './edge/owner-code.ts'
export { writeOutFile } from './edge/out-file.ts'
export { registerCsv } from './edge/register-csv.ts'
export { registerPdf } from './edge/register-pdf.ts'
export { OwnersDesk, ownersDesk } from './app/owners-desk.ts'
export type { ByHand } from './app/by-hand.ts'
export type { Backlog, Pen, ReplyRow } from './app/owners-desk.ts'
export { probeServers } from './app/probe.ts'
export { doctor } from './app/doctor.ts'
export type { Finding } from './app/doctor.ts'
export type { Role, World, WorldOptions }

export interface App {
  readonly world: World
  readonly queue: Queue
  /** Finishes what is being done, then closes everything. */
  stop(): Promise<void>
}

async function stopAll(
  running: readonly Running[],
  queue: Queue | null,
  world: World,
): Promise<void> {
  // Nothing new comes in before what is under way has ended.
  for (const role of running.toReversed()) await role.stop()
  await queue?.close()
  await world.close()
}

/** Letters are taken in last: whoever reads them is ready by then. */
const STARTED = [...ROLES.filter((role) => role !== 'poller'), 'poller'] as const

/** Opens the world and starts the roles in it. */
export async function createApp(options: WorldOptions, roles: readonly Role[]): Promise<App> {
  const world = await openWorld(options)
  const running: Running[] = []
  let queue: Queue | null = null
  try {
    queue = await openQueue({
      redisUrl: options.config.redisUrl,
      databaseUrl: world.databaseUrl,
      onError: (error) => world.log.warn('queue.failed', {}, error),
    })
    for (const role of STARTED.filter((one) => roles.includes(one)))
      running.push(await START[role](world, queue))
  } catch (error) {
    await stopAll(running, queue, world)
    throw error
  }
  const opened = queue
  return { world, queue: opened, stop: () => stopAll(running, opened, world) }
}

/** Runs the roles from the environment until SIGTERM or SIGINT. Resolves when everything is closed. */
export async function run(roles: readonly Role[]): Promise<void> {
  const config = configured({ mail: roles.some((role) => role !== 'desk') })
  const log = createLog(config.logLevel)
  const promises = loadPromises(config.policyFile)
  const onTalk = (line: string): void => void process.stderr.write(`${line}\n`)
  const app = await createApp({ config, promises, log, onTalk }, roles).catch(
    async (error: unknown) => {
      if (roles.includes('clock')) await tellFailedStart({ config, promises, log }, error)
      throw error
    },
  )
  log.info('app.started', { roles: roles.join('.') })
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  log.info('app.stopping')
  await app.stop()
  log.info('app.stopped')
}
