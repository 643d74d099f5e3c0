/** What the roles have in common. */
import { databaseFault } from '../edge/postgres/database.ts'
import type { Queue } from '../edge/queue.ts'
import { Fault, tell } from '../errors.ts'
import type { FaultCode } from '../errors.ts'
import type { World } from './world.ts'

export interface Running {
  /** Finishes what is being done. */
  stop(): Promise<void>
}

export type Start = (world: World, queue: Queue) => Promise<Running>

/** Tells a person once what is wrong with a server, and once that it is over. The log has every time. */
export class Outage {
  private told: FaultCode | null = null
  private readonly talk: World['talk']

  constructor(world: Pick<World, 'talk'>) {
    this.talk = world.talk
  }

  begins(fault: Fault): void {
    if (this.told === fault.code) return
    this.told = fault.code
    this.talk(`${tell(fault)}\n  Nothing is lost; it is tried again until it works.`)
  }

  ends(what: string): void {
    if (this.told !== null) this.talk(`${what} works again.`)
    this.told = null
  }
}

const MUST_BE_MENDED: readonly FaultCode[] = ['imap.login', 'imap.tls', 'smtp.login', 'smtp.tls']

/** At the start: what a person must mend ends it, what may pass by itself is told and waited for. */
export function orWait(error: unknown, outage: Outage): void {
  if (!(error instanceof Fault) || MUST_BE_MENDED.includes(error.code)) throw error
  outage.begins(error)
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
