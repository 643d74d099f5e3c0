/** What the roles have in common. */
import { databaseFault } from '../edge/postgres/database.ts'
import type { Queue } from '../edge/queue.ts'
import { Fault } from '../errors.ts'
import type { World } from './world.ts'

export interface Running {
  /** Finishes what is being done. */
  stop(): Promise<void>
}

export type Start = (world: World, queue: Queue) => Promise<Running>

/** What a person must mend ends the start; what may pass by itself does not. */
export function orRetry(error: unknown, world: World): void {
  const mend: readonly string[] = ['imap.login', 'imap.tls', 'smtp.login', 'smtp.tls']
  if (error instanceof Fault && !mend.includes(error.code)) {
    world.log.warn(
      error.code.startsWith('smtp') ? 'reply.deferred' : 'poller.disconnected',
      {},
      error,
    )
    return
  }
  throw error
}

/** Calls `work` again and again, a pause after each time; a failure waits for the next turn. */
export function repeat(work: () => Promise<void>, pauseMs: number, world: World): Running {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let turn = Promise.resolve()
  const run = (): void => {
    turn = work()
      .catch((error: unknown) => world.log.warn('queue.failed', {}, databaseFault(error)))
      .then(() => {
        if (!isStopped) timer = setTimeout(run, pauseMs)
      })
  }
  run()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await turn
    },
  }
}
