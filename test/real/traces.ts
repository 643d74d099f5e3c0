/** Where a person's data must not lie in the clear: logs, tables, jobs, files of Redis, the write-ahead log. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type postgres from 'postgres'
import { everythingIn } from '../support/canary.ts'
import { marksOf } from './mail.ts'
import type { Installation } from './support.ts'

/** The marks of the installation's people that stand in a text. */
function marksIn(bytes: Buffer, marks: readonly string[]): readonly string[] {
  return marks.filter((mark) => bytes.includes(mark))
}

async function redisDump(redis: Redis): Promise<Buffer> {
  const keys = await redis.keys('*')
  const values = await Promise.all(keys.map((key) => valueOf(redis, key)))
  return Buffer.from([...keys, ...values].join('\n'))
}

async function valueOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? ''
    case 'hash':
      return JSON.stringify(await redis.hgetall(key))
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1))
    case 'set':
      return JSON.stringify(await redis.smembers(key))
    case 'zset':
      return JSON.stringify(await redis.zrange(key, 0, '-1'))
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'))
    default:
      return ''
  }
}

/** Every command that ever changed something: jobs are gone from memory as soon as they are done. */
async function redisFiles(redis: Redis): Promise<Buffer> {
  const said = async (name: string): Promise<string> => {
    const answer: unknown = await redis.config('GET', name)
    return Array.isArray(answer) ? String(answer[1]) : ''
  }
  const folder = join(await said('dir'), await said('appenddirname'))
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
}

/**
 * Whatever any database of this server wrote to disk. Phone numbers are not looked for: they may be
 * those of other tests.
 */
async function walHolds(sql: postgres.Sql, mark: string): Promise<boolean> {
  const files = await sql`
    select file.name from pg_ls_waldir() file
    where position(convert_to(${mark}, 'UTF8') in
      pg_read_binary_file('pg_wal/' || file.name, 0, file.size, true)) > 0`
  return files.length > 0
}

/**
 * A line for every mark found where it must not be: `log: testperson-…`.
 *
 * @param told what further processes wrote
 */
export async function traces(installation: Installation, told = ''): Promise<readonly string[]> {
  const { programs, redisUrl, env } = installation
  const marks = marksOf(installation)
  const logs = programs
    .filter(({ words }) => words[0] === 'start')
    .map(({ out, said }) => out + said)
  const inLogs = marksIn(Buffer.from([told, ...logs].join('\n')), marks)
  return [
    ...inLogs.map((mark) => `log: ${mark}`),
    ...(env['DATABASE_URL'] === undefined
      ? []
      : await inDatabase(installation, env['DATABASE_URL'])),
    ...(redisUrl === null ? [] : await inRedis(redisUrl, marks)),
  ]
}

async function inDatabase(installation: Installation, url: string): Promise<readonly string[]> {
  const marks = marksOf(installation)
  const values = Buffer.from((await everythingIn(url)).join('\n'))
  const found = marksIn(values, marks).map((mark) => `tables: ${mark}`)
  for (const mark of marks)
    if (!mark.startsWith('+') && (await walHolds(installation.sql, mark)))
      found.push(`wal: ${mark}`)
  return found
}

async function inRedis(url: string, marks: readonly string[]): Promise<readonly string[]> {
  const redis = new Redis(url)
  const inMemory = marksIn(await redisDump(redis), marks).map((mark) => `redis: ${mark}`)
  const inFiles = marksIn(await redisFiles(redis), marks).map((mark) => `redis file: ${mark}`)
  redis.disconnect()
  return [...inMemory, ...inFiles]
}

/** Ends the installation. @throws when anybody's data lie where they must not */
export async function endWithoutTrace(installation: Installation, told = ''): Promise<void> {
  try {
    const found = await traces(installation, told)
    if (found.length > 0) throw new Error(found.join('\n'))
  } finally {
    await installation.close()
  }
}
