import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { realServers } from '../support/real-servers.ts'
import { marksOf } from './mail.ts'
import { install } from './support.ts'
import { traces } from './traces.ts'

describe.skipIf(realServers() === null)('traces of people', { timeout: 60_000 }, () => {
  test('a mark is found in logs, tables, Redis, its files and the write-ahead log', async () => {
    const installation = await install({ redis: true })
    onTestFinished(() => installation.close())
    const { sql, redisUrl } = installation
    const [mark = ''] = marksOf(installation)
    expect(await traces(installation)).toEqual([])

    const redis = new Redis(redisUrl ?? '')
    await redis.hset('a-job', { data: `{"to":"${mark}"}` })
    expect(await traces(installation)).toEqual([`redis: ${mark}`, `redis file: ${mark}`])
    await redis.del('a-job')
    expect(await traces(installation)).toEqual([`redis file: ${mark}`])
    redis.disconnect()

    await sql`create table job as select ${mark}::text as data`
    expect(await traces(installation, `{"to":"${mark}"}`)).toEqual(
      ['log', 'tables', 'wal', 'redis file'].map((place) => `${place}: ${mark}`),
    )
  })
})
