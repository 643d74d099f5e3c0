import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault } from '../../errors.ts'

const patienceMs = 180_000
const writingMs = 5_000
/** A turn's time, in seconds, once it is over: to note it needs no room on a full disk. */
const freed = 0

/**
 * Runs `work` while no other process runs its own on the same directory.
 *
 * A turn is a numbered file, made by whoever finds the one before it free or its holder dead. The
 * highest number is never removed, so a slow process that makes a number already past sees a
 * higher one and steps back: a dead holder can be succeeded, but never by two.
 */
export async function inTurn<Result>(dir: string, work: () => Promise<Result>): Promise<Result> {
  const turn = await takeTurn(dir)
  try {
    return await work()
  } finally {
    utimesSync(fileOf(dir, turn), freed, freed)
  }
}

async function takeTurn(dir: string): Promise<number> {
  const giveUpAt = Date.now() + patienceMs
  for (;;) {
    const last = turnsIn(dir).at(-1) ?? 0
    if (isOver(dir, last) && takes(dir, last + 1)) return last + 1
    if (Date.now() > giveUpAt) {
      const file = fileOf(dir, last)
      const detail = `${file} has been held for 3 minutes: remove it if nothing else runs on ${dir}`
      throw new Fault('database.embedded', { detail, retry: true })
    }
    await pause(20)
  }
}

function takes(dir: string, turn: number): boolean {
  try {
    writeFileSync(fileOf(dir, turn), `${process.pid} ${birthOf(process.pid)}`, { flag: 'wx' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
  const turns = turnsIn(dir)
  const isMine = turns.at(-1) === turn
  const past = isMine ? turns.slice(0, -1) : [turn]
  for (const other of past) rmSync(fileOf(dir, other), { force: true })
  return isMine
}

function isOver(dir: string, turn: number): boolean {
  if (turn === 0) return true
  try {
    const { mtimeMs } = statSync(fileOf(dir, turn))
    if (mtimeMs === freed) return true
    const holder = readFileSync(fileOf(dir, turn), 'utf8')
    if (holder === '') return Date.now() - mtimeMs > writingMs
    const [pid, birth] = holder.split(' ')
    return !isAlive(Number(pid)) || birthOf(Number(pid)) !== birth
  } catch {
    return false // gone meanwhile: somebody has taken a later turn
  }
}

function turnsIn(dir: string): number[] {
  const numbers = readdirSync(dir).map((name) => Number(/^turn\.(\d{1,15})$/.exec(name)?.[1] ?? 0))
  return numbers.filter((number) => number > 0).toSorted((a, b) => a - b)
}

function fileOf(dir: string, turn: number): string {
  return join(dir, `turn.${turn}`)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Tells a process from a later one with the same number; `gone` for a zombie. Linux only. */
function birthOf(pid: number): string {
  if (process.platform !== 'linux') return '-'
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const facts = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return facts[0] === 'Z' || facts[0] === 'X' ? 'gone' : (facts[19] ?? '-')
  } catch {
    return 'gone'
  }
}
