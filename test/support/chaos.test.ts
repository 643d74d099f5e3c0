import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startRole, supervise, type Role } from './chaos.ts'
import { seeded, wholeBetween } from './seeded.ts'

const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
const lifeMs = { least: 20, most: 60 }

afterAll(() => rmSync(folder, { recursive: true }))

/** A program that stands in for the product: the harness knows only processes. */
function program(name: string, source: string): readonly string[] {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, source)
  return [file]
}

test('each role is killed as often as asked, runs again, and ends when told', async () => {
  const killed: string[] = []
  const roles: readonly Role[] = ['poller', 'replies']
  const { done, stopAll } = supervise({
    roles,
    env: {},
    kills: 2,
    seed: 7,
    lifeMs,
    program: program('patient', 'setInterval(() => {}, 1000)'),
    onKill: (role, kill) => killed.push(`${role} ${kill}`),
  })
  expect(await done).toEqual({ kills: 4, starts: 6, ends: 0 })
  expect(killed.toSorted()).toEqual(['poller 1', 'poller 2', 'replies 1', 'replies 2'])
  await stopAll()
  await stopAll()
})

test('most roles are killed only once they say that they are at work', async () => {
  let told = ''
  const { done, stopAll } = supervise({
    roles: ['replies'],
    env: {},
    kills: 4,
    seed: 7,
    atWork: 'at work',
    lifeMs: { least: 0, most: 1 },
    onTold: (text) => (told += text),
    program: program('ready', "process.stderr.write('at work'); setInterval(() => {}, 1000)"),
  })
  expect(await done).toEqual({ kills: 4, starts: 5, ends: 0 })
  await stopAll()
  expect(told.split('at work').length).toBeGreaterThanOrEqual(3)
})

test('a role that keeps ending by itself fails the run with its last words', async () => {
  const { done, stopAll } = supervise({
    roles: ['clock'],
    env: { WORD: 'no' },
    kills: 1,
    seed: 7,
    lifeMs: { least: 20_000, most: 20_000 },
    endsMax: 1,
    program: program(
      'hasty',
      'process.stderr.write(`${process.argv.slice(2)} ${process.env.WORD} database`); process.exitCode = 7',
    ),
  })
  await expect(done).rejects.toThrow(
    'clock ended by itself 2 times, at last with 7. It said:\nstart,--role,clock no database',
  )
  await stopAll()
})

test('a role sees nothing of the environment of the tests', async () => {
  const child = startRole(
    'poller',
    { GIVEN: 'yes' },
    program('curious', 'process.stderr.write(Object.keys(process.env).toSorted().join())'),
  )
  let told = ''
  child.stderr?.on('data', (bytes: Buffer) => (told += bytes.toString()))
  await once(child, 'close')
  expect(told).toBe('GIVEN,HOME,PATH')
})

test('the same seed gives the same moments and another seed gives others', () => {
  const moments = (seed: number): readonly number[] => {
    const random = seeded(seed)
    return Array.from({ length: 50 }, () => wholeBetween(random, 3, 9))
  }
  expect(moments(42)).toEqual(moments(42))
  expect(moments(42)).not.toEqual(moments(43))
  expect(new Set(moments(42))).toEqual(new Set([3, 4, 5, 6, 7, 8, 9]))
})
