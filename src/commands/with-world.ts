/** Opens the world for one command and closes it again, whatever happens. */
import { configured, createLog, loadPromises, openWorld } from '../app.ts'
import type { World } from '../app.ts'
import { talk } from './terminal.ts'

export async function withWorld<Result>(work: (world: World) => Promise<Result>): Promise<Result> {
  const config = configured({ mail: false })
  // A command tells in its own words; the log is for what goes wrong.
  const log = createLog(config.logLevel === 'info' ? 'error' : config.logLevel)
  const promises = loadPromises(config.policyFile)
  const world = await openWorld({ config, promises, log, onTalk: talk })
  try {
    return await work(world)
  } finally {
    await world.close()
  }
}
