/**
 * What is watched beside the clock: mail and database for ALERT_URL, and the end of the calendar. The
 * alarm needs nothing of what it tells of: without a database it goes on from its own memory.
 */
import { alarmFile } from '../edge/alarm-file.ts'
import type { AlarmFile } from '../edge/alarm-file.ts'
import { postAlert } from '../edge/alert.ts'
import type { Alert } from '../edge/alert.ts'
import { openAlarmBook } from '../edge/postgres/alarm-book.ts'
import type { Signs } from '../edge/postgres/alarm-book.ts'
import { Fault } from '../errors.ts'
import type { Log } from '../log.ts'
import { civilDate } from '../policy/calendar.ts'
import { coverageWarning } from '../policy/coverage.ts'
import { DUTIES, answered, look, readMemory, recalled, told, writeMemory } from './alarm.ts'
import type { Beat, Memory } from './alarm.ts'
import { programVersion } from './main.ts'
import { repeat } from './running.ts'
import type { Running } from './running.ts'
import type { World, WorldOptions } from './world.ts'

const BEAT_MS = 30_000
const DAY_MS = 86_400_000
/** A database that takes longer for two small questions is of no use to the others either. */
const DATABASE_TIMEOUT_MS = 5_000

export interface WatchmanParts {
  readonly alertUrl: string
  /** Of the company. */
  readonly zone: string
  readonly dataDir: string
  readonly log: Log
  readonly now: () => Date
  /** Ten and five seconds when not given. */
  readonly alertTimeoutMs?: number
  readonly databaseTimeoutMs?: number
}

/** Looks at every beat, tells what is to be told, and remembers what was. */
export class Watchman {
  private readonly parts: WatchmanParts
  private readonly version = programVersion()
  private readonly file: AlarmFile
  /** What this process remembers by itself, or the one before it; null at its start. */
  private own: Memory | null
  private isKept = false

  constructor(parts: WatchmanParts) {
    this.parts = parts
    this.file = alarmFile(parts.dataDir)
    this.own = readMemory(this.file.read())
  }

  /** One beat, whatever the database does. */
  async beat(databaseUrl: string): Promise<void> {
    try {
      await this.beatWith(databaseUrl, this.parts.now())
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      await this.beatAlone()
    }
  }

  /** One beat without a database. */
  async beatAlone(): Promise<void> {
    const { memory } = await this.told(null, this.parts.now(), null)
    this.file.keep(memory)
  }

  /** @throws Fault database.* */
  private async beatWith(databaseUrl: string, at: Date): Promise<void> {
    const { databaseTimeoutMs = DATABASE_TIMEOUT_MS } = this.parts
    const book = await openAlarmBook(databaseUrl, at, databaseTimeoutMs)
    if (book === 'busy') {
      this.own = answered(this.own, at)
      return
    }
    try {
      const { memory, isNews } = await this.told(book.memory, at, book.signs)
      await book.keep(memory)
      if (isNews || !this.isKept) this.file.keep(memory)
      this.isKept = true
    } finally {
      await book.close()
    }
  }

  /** Tells what is to be told. @returns what is to be remembered, and whether anything was told */
  private async told(
    kept: string | null,
    at: Date,
    signs: Signs | null,
  ): Promise<{ readonly memory: string; readonly isNews: boolean }> {
    const beat: Beat = { at, zone: this.parts.zone, signs }
    let memory = look(recalled(readMemory(kept), this.own, at), beat)
    let isNews = false
    for (const duty of DUTIES) {
      const alert = duty(memory, beat)
      if (alert === null || !(await this.tell(alert))) continue
      memory = told(memory, alert)
      isNews = true
    }
    this.own = memory
    return { memory: writeMemory(memory), isNews }
  }

  /** @returns false when it was not taken: the next beat tells it again */
  private async tell(alert: Alert): Promise<boolean> {
    const { alertUrl, log, alertTimeoutMs } = this.parts
    const { event } = alert
    const facts =
      event === 'alive' ? { event } : { event, what: alert.what, since: alert.since.toISOString() }
    const timeout = alertTimeoutMs === undefined ? {} : { timeoutMs: alertTimeoutMs }
    try {
      await postAlert({ url: alertUrl, version: this.version, ...timeout }, alert)
      log.info('alert.sent', facts)
      return true
    } catch (error) {
      log.warn('alert.failed', facts, error)
      return false
    }
  }
}

type Surroundings = Pick<WorldOptions, 'config' | 'promises' | 'log' | 'now'>

function watchmanOf(surroundings: Surroundings): Watchman | null {
  const { config, promises, log, now = () => new Date() } = surroundings
  const { alertUrl, dataDir } = config
  return alertUrl === null
    ? null
    : new Watchman({ alertUrl, zone: promises.policy.zone, dataDir, log, now })
}

/** A start that fails for want of a database is a beat as well: the supervisor makes the next one. */
export async function tellFailedStart(surroundings: Surroundings, error: unknown): Promise<void> {
  if (error instanceof Fault && /^(database|migration)\./.test(error.code))
    await watchmanOf(surroundings)?.beatAlone()
}

/** Beyond its end the calendar knows weekends only, and somebody must bring a newer one. */
async function tellCoverage({ promises, log, now }: World): Promise<void> {
  const { calendar, policy } = promises
  const warning = coverageWarning(calendar, civilDate(now(), policy.zone))
  if (warning !== null) log.error('calendar.ends', { ...warning })
}

export function watchRole(world: World): Running {
  const watchman = watchmanOf(world)
  const duties = [repeat(() => tellCoverage(world), DAY_MS, world)]
  if (watchman !== null) duties.push(repeat(() => watchman.beat(world.databaseUrl), BEAT_MS, world))
  return {
    async stop() {
      await Promise.all(duties.map((duty) => duty.stop()))
    },
  }
}
