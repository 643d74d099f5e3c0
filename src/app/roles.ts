/** What each role does until it is told to stop. */
import type { Queue } from '../edge/queue.ts'
import { clockRole } from './clock-role.ts'
import { deskRole } from './desk-role.ts'
import { walkLetter } from './letter-walk.ts'
import { watchMailbox } from './poller-role.ts'
import { repliesRole } from './replies-role.ts'
import { walkRequest } from './request-walk.ts'
import type { Running, Start } from './running.ts'
import { walkParts } from './walk-parts.ts'
import { watchRole } from './watch-role.ts'
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
  await parts.warm()
  return { stop: () => parts.close() }
}

/** Where the roles are processes of their own, mail and database are watched from one of them. */
async function clockAndWatch(world: World, queue: Queue): Promise<Running> {
  const running = [await clockRole(world, queue), watchRole(world)]
  return {
    async stop() {
      await Promise.all(running.map((one) => one.stop()))
    },
  }
}

export const START: Readonly<Record<Role, Start>> = {
  poller: watchMailbox,
  requests: requestsRole,
  replies: repliesRole,
  clock: clockAndWatch,
  desk: deskRole,
}
