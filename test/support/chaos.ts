/**
 * Runs the roles as processes of their own, starts again whatever ends, and kills without warning at
 * moments that a seed decides. What must hold afterwards is the test's own business.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeded, wholeBetween } from './seeded.ts'

export type Role = 'poller' | 'requests' | 'replies' | 'clock' | 'desk'
type Environment = Readonly<Record<string, string>>

/** The built product; `start --role ROLE` is added. */
const PRODUCT: readonly string[] = [join(process.cwd(), 'dist/src/cli.js')]
const STOP_WITHIN_MS = 25_000
const RESTART_DELAY_MS = 100
const TOLD_CHARACTERS_MAX = 4_000
const KILLED_AT_START_SHARE = 0.25

/**
 * One role as a process. It sees `env` and nothing of the test's own environment but PATH and HOME,
 * and no `.env`: it runs in a folder that has none.
 */
export function startRole(role: Role, env: Environment, program = PRODUCT): ChildProcess {
  return spawn(process.execPath, [...program, 'start', '--role', role], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

export interface Chaos {
  readonly roles: readonly Role[]
  readonly env: Environment
  /** How often each role is killed. */
  readonly kills: number
  readonly seed: number
  /** Called after each kill, for instance to deliver the next letter. */
  readonly onKill?: (role: Role, kill: number) => void
  /** Given everything the processes say. */
  readonly onTold?: (text: string) => void
  /** What a process says once it is at work: most are killed there, the others while they start. */
  readonly atWork?: string
  /** How long a process lives before it is killed: a whole number of ms between the two. */
  readonly lifeMs?: { readonly least: number; readonly most: number }
  /** How often each role may end by itself before the run is given up (default 3). */
  readonly endsMax?: number
  readonly program?: readonly string[]
}

export interface ChaosCounts {
  readonly kills: number
  readonly starts: number
  /** Processes that ended without being killed. */
  readonly ends: number
}

export interface Supervision {
  /** Settles when every role was killed as often as asked and runs again, or when one was given up. */
  readonly done: Promise<ChaosCounts>
  /** Lets every role drain (SIGTERM), then ends what is left. Safe to call twice. */
  readonly stopAll: () => Promise<void>
}

export function supervise(chaos: Chaos): Supervision {
  const roles = chaos.roles.map((role, index) => new Supervised(role, chaos, chaos.seed + index))
  const orphansEnd = (): void => {
    for (const role of roles) role.child?.kill('SIGKILL')
  }
  process.once('exit', orphansEnd)
  const done = Promise.all(roles.map((role) => role.killedEnough)).then(() => counted(roles))
  // A test that has not come to `await done` yet still gets the failure there.
  done.catch(() => undefined)
  for (const role of roles) role.start()
  const stopAll = async (): Promise<void> => {
    await Promise.all(roles.map((role) => role.stop()))
    process.off('exit', orphansEnd)
  }
  return { done, stopAll }
}

function counted(roles: readonly Supervised[]): ChaosCounts {
  const sum = (count: (role: Supervised) => number): number =>
    roles.reduce((total, role) => total + count(role), 0)
  return {
    kills: sum((role) => role.kills),
    starts: sum((role) => role.starts),
    ends: sum((role) => role.ends),
  }
}

class Supervised {
  kills = 0
  starts = 0
  ends = 0
  child: ChildProcess | null = null
  readonly killedEnough: Promise<void>

  private readonly role: Role
  private readonly chaos: Chaos
  private readonly random: () => number
  private enough: () => void = () => undefined
  private giveUp: (reason: Error) => void = () => undefined
  private timer: NodeJS.Timeout | undefined
  private stopping = false
  private told = ''

  constructor(role: Role, chaos: Chaos, seed: number) {
    this.role = role
    this.chaos = chaos
    this.random = seeded(seed)
    this.killedEnough = new Promise((resolve, reject) => {
      this.enough = resolve
      this.giveUp = reject
    })
  }

  start(): void {
    this.starts += 1
    const child = startRole(this.role, this.chaos.env, this.chaos.program)
    this.child = child
    let killed = false
    let awaited = this.deathBegins()
    const begin = (): void => {
      awaited = null
      const { least, most } = this.chaos.lifeMs ?? { least: 200, most: 2_500 }
      const lifeMs = wholeBetween(this.random, least, most)
      this.timer = setTimeout(() => (killed = child.kill('SIGKILL')), lifeMs)
    }
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.told = (this.told + text).slice(-TOLD_CHARACTERS_MAX)
      this.chaos.onTold?.(text)
      said += text
      if (awaited !== null && said.includes(awaited)) begin()
    })
    child.once('exit', (code) => this.ended(killed, code))
    if (awaited === null) this.enough()
    else if (awaited === '') begin()
  }

  /** What the process must say before its death is counted down: '' for nothing, null for never. */
  private deathBegins(): string | null {
    if (this.kills >= this.chaos.kills) return null
    const { atWork = '' } = this.chaos
    return this.random() < KILLED_AT_START_SHARE ? '' : atWork
  }

  /** Nothing of this role runs any more when it resolves. */
  async stop(): Promise<void> {
    this.stopping = true
    clearTimeout(this.timer)
    const { child } = this
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await exit
    clearTimeout(impatience)
  }

  private ended(killed: boolean, code: number | null): void {
    clearTimeout(this.timer)
    if (this.stopping) return
    if (killed) {
      this.kills += 1
      this.chaos.onKill?.(this.role, this.kills)
    } else {
      this.ends += 1
    }
    if (this.ends > (this.chaos.endsMax ?? 3)) {
      const what = `${this.role} ended by itself ${this.ends} times, at last with ${code}`
      this.giveUp(new Error(`${what}. It said:\n${this.told}`))
      return
    }
    this.timer = setTimeout(() => this.start(), killed ? 0 : RESTART_DELAY_MS)
  }
}
