/** The owner's digest is written once a working day, whichever process is the first to look. */
import { civilDate } from '../policy/calendar.ts'
import type { Moment, Now } from '../reply/digest.ts'
import { composeDigest, digestMoment, isWorthTelling } from '../reply/digest.ts'
import type { Queue } from '../edge/queue.ts'
import { walkParts } from './walk-parts.ts'
import type { World } from './world.ts'

/** More open requests than a digest shows are counted, not loaded one by one. */
const LOADED_MAX = 500
const WEEK_MS = 7 * 86_400_000

async function nowOf(world: World, moment: Moment): Promise<Now> {
  const { zone } = world.promises.policy
  const numbers = (await world.requests.list(true)).slice(0, LOADED_MAX)
  const open = await Promise.all(numbers.map((number) => world.requests.load(number)))
  const held = await world.letters.held()
  const begun = await world.places.read('answerFrom')
  const weekAgo = world.now().getTime() - WEEK_MS
  return {
    open: open.filter((request) => request !== null),
    held: held.filter(({ receivedAt }) => civilDate(receivedAt, zone) < moment.day).length,
    since: await world.dayBook.between(moment.since, moment.at),
    lastLook: await world.places.lastBeat('poller'),
    isSettled: begun !== null && new Date(begun).getTime() < weekAgo,
  }
}

/** Looks once a day: what is told was there before nine o'clock, and does not change after it. */
export function digestDuty(world: World, queue: Queue): () => Promise<void> {
  const { policy, calendar } = world.promises
  let lookedOn = ''
  return async () => {
    const moment = digestMoment(world.now(), policy.zone, calendar)
    if (moment === null || moment.day === lookedOn) return
    await writeDigest(world, queue, moment)
    lookedOn = moment.day
  }
}

async function writeDigest(world: World, queue: Queue, moment: Moment): Promise<void> {
  const { calendar } = world.promises
  const id = `DAY-${moment.day}.digest.1`
  if ((await world.outbox.known([id])).has(id)) return
  const now = await nowOf(world, moment)
  if (!isWorthTelling(now, moment.day, calendar)) return
  const parts = walkParts(world, (bell, about) => queue.ring(bell, about))
  const draft = composeDigest(now, parts.context())
  const raw = await parts.write.build(draft, world.now())
  const put = await world.outbox.put(draft, raw, { request: null, contentId: null })
  await parts.close()
  if (put === 'new') await queue.ring('reply', draft.id)
}
