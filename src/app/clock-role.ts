/** The clock: every duty that time alone calls for, on one page. */
import { findDue } from '../edge/postgres/due.ts'
import type { Queue } from '../edge/queue.ts'
import { digestDuty } from './digest.ts'
import type { Running } from './running.ts'
import { repeat } from './running.ts'
import { calendarVersion } from '../policy/calendar-version.ts'
import type { World } from './world.ts'

const SWEEP_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A line with so many bells has work for seconds: in a flood, ringing again would only lengthen it. */
const WAITING_MAX = 100

/** Rings for everything that is due, whatever became of the first bell. */
async function sweep(world: World, queue: Queue): Promise<void> {
  const due = await findDue(world.database.db)
  const requests = [
    ...due.requests.map((id) => ['request', id] as const),
    ...due.letters.map((id) => ['letter', id] as const),
  ]
  const replies = [
    ...due.replies.map((id) => ['reply', id] as const),
    ...due.copies.map((id) => ['copy', id] as const),
  ]
  const bells = [
    ...((await queue.waiting('requests')) < WAITING_MAX ? requests : []),
    ...((await queue.waiting('replies')) < WAITING_MAX ? replies : []),
  ]
  for (const [bell, id] of bells) await queue.ringOnce(bell, id)
  await world.places.beat('clock')
}

/** Raw copies of letters that opened nothing are destroyed (ruling 2), and what closed requests no longer need. */
export async function tidy(world: World): Promise<void> {
  const { rawLetterDays, requestLetterDays } = world.promises.policy.retention
  const daysAgo = (days: number): Date => new Date(world.now().getTime() - days * DAY_MS)
  let count = await world.letters.destroyRaw(daysAgo(rawLetterDays))
  for (const { number, letters } of await world.requests.closedBefore(daysAgo(requestLetterDays))) {
    // The key goes last: without it nobody finds the letters any more.
    count += await world.letters.destroyThese(letters)
    await world.requests.forget(number)
  }
  if (count > 0) world.log.info('letter.raw-destroyed', { count })
}

/** A calendar that counts days otherwise, since the last start: every open request is dated anew, only ever earlier. */
async function noticeCalendar(world: World): Promise<void> {
  const version = calendarVersion(world.promises.calendar)
  const known = await world.places.read('calendar')
  if (known === version) return
  await world.places.put('calendar', version)
  if (known !== null) world.log.info('calendar.changed', { count: await world.requests.wakeOpen() })
}

export async function clockRole(world: World, queue: Queue): Promise<Running> {
  await noticeCalendar(world)
  const duties = [
    repeat(() => sweep(world, queue), SWEEP_MS, world),
    repeat(() => tidy(world), HOUR_MS, world),
    repeat(digestDuty(world, queue), MINUTE_MS, world),
  ]
  return {
    async stop() {
      await Promise.all(duties.map((duty) => duty.stop()))
    },
  }
}
