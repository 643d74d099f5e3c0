/** What each role does until it is told to stop. */
import { deskApp, startDesk } from '../edge/desk/health.ts'
import type { Queue } from '../edge/queue.ts'
import { clockRole } from './clock-role.ts'
import { walkLetter } from './letter-walk.ts'
import { watchMailbox } from './poller-role.ts'
import { repliesRole } from './replies-role.ts'
import { walkRequest } from './request-walk.ts'
import type { Running, Start } from './running.ts'
import { walkParts } from './walk-parts.ts'
import type { World } from './world.ts'

export const ROLES = ['poller', 'requests', 'replies', 'clock', 'desk'] as const
export type Role = (typeof ROLES)[number]

/** Letters and requests at once: parsing is one at a time, the rest waits for the database. */
const REQUESTS_AT_ONCE = 5

async function requestsRole(world: World, queue: Queue): Promise<Running> {
  const parts = walkParts(world, (bell, id) => queue.ring(bell, id))
  queue.answer(
    'requests',
    (bell, id) => (bell === 'letter' ? walkLetter(id, parts) : walkRequest(id, parts)),
    REQUESTS_AT_ONCE,
  )
  return { stop: () => parts.close() }
}

async function deskRole(world: World): Promise<Running> {
  const app = deskApp({
    database: async () => void (await world.database.sql`select 1`),
    lastPass: () => world.places.lastBeat('poller'),
    now: world.now,
  })
  const desk = await startDesk(app, world.config.host, world.config.port)
  world.log.info('desk.listening', { host: world.config.host, port: desk.port })
  return { stop: () => desk.close() }
}

export const START: Readonly<Record<Role, Start>> = {
  poller: watchMailbox,
  requests: requestsRole,
  replies: repliesRole,
  clock: clockRole,
  desk: deskRole,
}
