/** The bell rings for a request: what its events owe is written, and the next step is taken, until none is left. */
import { apply } from '../action/apply.ts'
import { prepare } from '../action/prepare.ts'
import { Fault, codeOf } from '../errors.ts'
import { isFinal } from '../reply/owed.ts'
import { write } from '../reply/write.ts'
import { textFact } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { eventsNamed } from '../request/request.ts'
import type { WalkParts } from './walk-parts.ts'

/** More steps than any request takes at once: beyond it something goes in circles. */
const STEPS_MAX = 25
const RETRY_MS = 60_000

/** Whether the person has been told how it ended; who has no address is told by the owner. */
function isTold(request: PrivacyRequest): boolean {
  if (request.details.writer === null) return true
  return eventsNamed(request, 'reply-accepted').some((event) => isFinal(textFact(event, 'kind')))
}

/** One step on. @returns false when nothing is left to do now */
async function step(request: PrivacyRequest, parts: WalkParts): Promise<boolean> {
  const { requests } = parts.world
  switch (request.state) {
    case 'received':
      await prepare(request, parts.apply)
      return true
    case 'approved':
      return carryOut(request, parts)
    case 'fulfilled':
    case 'refused':
      if (!isTold(request)) return false
      await requests.append(request, [{ name: 'closed', actor: 'system', facts: {} }])
      return true
    default:
      return false
  }
}

/** What failed is noted once and tried again: the request stays approved, its date stays as it is. */
async function carryOut(request: PrivacyRequest, parts: WalkParts): Promise<boolean> {
  try {
    await apply(request, parts.apply)
    return true
  } catch (error) {
    if (!(error instanceof Fault) || error.code.startsWith('database.')) throw error
    const facts = { code: error.code }
    if (request.events.at(-1)?.name !== 'apply-failed')
      await parts.world.requests.append(request, [{ name: 'apply-failed', actor: 'system', facts }])
    throw error
  }
}

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
    if (!(await step(request, parts))) {
      await world.requests.settle(number, request.events.length)
      return
    }
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
