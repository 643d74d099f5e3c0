/** The bell rings for a request: what its events owe is written, and the next step is taken, until none is left. */
import { advance } from '../action/advance.ts'
import { Fault, codeOf } from '../errors.ts'
import { write } from '../reply/write.ts'
import type { WalkParts } from './walk-parts.ts'

/** More steps than any request takes at once: beyond it something goes in circles. */
const STEPS_MAX = 40
const RETRY_MS = 60_000

async function walk(number: string, parts: WalkParts): Promise<void> {
  const { world, ring } = parts
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const request = await world.requests.load(number)
    if (request === null) return
    const { ids, isSomeWithheld } = await write(request, parts.context(), parts.write)
    for (const id of ids) {
      world.log.info('reply.owed', { id })
      await ring('reply', id)
    }
    if (isSomeWithheld) continue
    const next = await advance(request, parts.advance)
    if (next === 'taken') continue
    if (next === null) await world.requests.settle(number, request.events.length)
    else await world.requests.postpone(number, next.getTime() - world.now().getTime())
    return
  }
  throw new Fault('internal', { detail: `${number} takes more than ${STEPS_MAX} steps` })
}

/** Never throws: what is not settled is rung for again. */
export async function walkRequest(number: string, parts: WalkParts): Promise<void> {
  const { log, requests } = parts.world
  try {
    await walk(number, parts)
  } catch (error) {
    log.warn('request.failed', { number }, error)
    if (codeOf(error).startsWith('database.')) return
    await requests
      .postpone(number, RETRY_MS)
      .catch((another: unknown) => log.warn('request.failed', { number }, another))
  }
}
