import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openQueue } from '../../src/edge/queue.ts'
import type { Bell, Queue } from '../../src/edge/queue.ts'
import { everythingIn, marksIn } from '../support/canary.ts'
import { freshDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { BellsInTurn } from '../support/walk-harness.ts'

interface Wired {
  readonly queue: Queue
  /** Lets whatever waits be answered: the queue that has no thread of its own needs a push. */
  readonly settle: () => Promise<void>
}

/** What rang, and a promise for when enough has rung. */
class Heard {
  readonly bells: string[] = []
  private look: () => void = () => undefined

  readonly hear = async (bell: Bell, id: string): Promise<void> => {
    this.bells.push(`${bell} ${id}`)
    this.look()
  }

  reaches(count: number): Promise<void> {
    return this.comesTrue(() => this.bells.length >= count)
  }

  until(bell: string): Promise<void> {
    return this.comesTrue(() => this.bells.includes(bell))
  }

  private comesTrue(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.look = () => {
        if (isTrue()) resolve()
      }
      this.look()
    })
  }
}

const eventually = (): string => randomUUID().slice(0, 8)

/** What the roles expect of every queue. */
function queueContract(name: string, open: () => Promise<Wired>): void {
  describe(`a queue (${name})`, () => {
    const opened: Wired[] = []
    async function wired(): Promise<Wired> {
      const one = await open()
      opened.push(one)
      return one
    }
    afterEach(async () => {
      for (const { queue } of opened.splice(0)) await queue.close()
    })

    test('brings every bell to the line that listens to it', async () => {
      const { queue, settle } = await wired()
      const [requests, replies] = [new Heard(), new Heard()]
      queue.answer('requests', requests.hear, 1)
      queue.answer('replies', replies.hear, 1)
      const ids = Array.from({ length: 4 }, eventually)
      const [a = '', b = '', c = '', d = ''] = ids
      await queue.ring('letter', a)
      await queue.ring('request', b)
      await queue.ring('reply', c)
      await queue.ring('copy', d)
      await Promise.all([requests.reaches(2), replies.reaches(2), settle()])
      expect(requests.bells.toSorted()).toEqual([`letter ${a}`, `request ${b}`])
      expect(replies.bells.toSorted()).toEqual([`copy ${d}`, `reply ${c}`])
    })

    test('what was rung before anybody listened is not lost', async () => {
      const { queue, settle } = await wired()
      const heard = new Heard()
      const id = eventually()
      await queue.ring('letter', id)
      queue.answer('requests', heard.hear, 1)
      await Promise.all([heard.reaches(1), settle()])
      expect(heard.bells).toEqual([`letter ${id}`])
    })

    test('the clock may ring as often as it likes; others are heard every time', async () => {
      const { queue, settle } = await wired()
      const id = eventually()
      for (let i = 0; i < 5; i += 1) await queue.ringOnce('reply', id)
      for (let i = 0; i < 2; i += 1) await queue.ring('reply', id)
      await queue.ring('copy', id)
      const heard = new Heard()
      queue.answer('replies', heard.hear, 1)
      await Promise.all([heard.until(`copy ${id}`), settle()])
      const rung = heard.bells.filter((bell) => bell === `reply ${id}`).length
      // Two of the five when a beat ended between them.
      expect(rung).toBeGreaterThanOrEqual(3)
      expect(rung).toBeLessThanOrEqual(4)
    })

    test('a bell can be rung from within an answer', async () => {
      const { queue, settle } = await wired()
      const heard = new Heard()
      const id = eventually()
      queue.answer(
        'requests',
        async (bell, about) => {
          if (bell === 'letter') await queue.ring('request', about)
          await heard.hear(bell, about)
        },
        2,
      )
      await queue.ring('letter', id)
      await Promise.all([heard.reaches(2), settle()])
      expect(heard.bells.toSorted()).toEqual([`letter ${id}`, `request ${id}`])
    })
  })
}

queueContract('in this process, one after another', () => {
  const queue = new BellsInTurn()
  return Promise.resolve({
    queue,
    async settle() {
      while (await queue.answerNext());
    },
  })
})

describe('BullMQ on PostgreSQL', () => {
  let database: TestDatabase
  const errors: unknown[] = []
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())
  const open = async (): Promise<Wired> => ({
    queue: await openQueue({
      redisUrl: null,
      databaseUrl: database.url,
      onError: (error) => void errors.push(error),
    }),
    settle: () => Promise.resolve(),
  })

  queueContract('BullMQ on PostgreSQL', open)

  test('a job carries its id, and nothing of it stays', async () => {
    const { queue } = await open()
    await queue.ring('letter', 'f00d')
    const waiting = (await everythingIn(database.url)).join('\n')
    expect(waiting).toContain('f00d')
    expect(marksIn(waiting)).toEqual([])
    const heard = new Heard()
    queue.answer('requests', heard.hear, 1)
    await heard.reaches(1)
    await queue.close()
    expect((await everythingIn(database.url)).join('\n')).not.toContain('f00d')
    expect(errors).toEqual([])
  })

  test('closing waits for what is being done', async () => {
    const { queue } = await open()
    let isDone = false
    let begun: () => void = () => undefined
    const hasBegun = new Promise<void>((resolve) => (begun = resolve))
    queue.answer(
      'requests',
      async () => {
        begun()
        await new Promise((resolve) => setTimeout(resolve, 50))
        isDone = true
      },
      1,
    )
    await queue.ring('letter', 'slow')
    await hasBegun
    await queue.close()
    expect(isDone).toBe(true)
  })

  test('several processes may open it at the same time, on a database without its tables', async () => {
    const empty = await freshDatabase()
    const wired = await Promise.all(
      Array.from({ length: 4 }, () =>
        openQueue({ redisUrl: null, databaseUrl: empty.url, onError: (e) => void errors.push(e) }),
      ),
    )
    for (const queue of wired) await queue.close()
    await empty.drop()
    expect(errors).toEqual([])
  })

  test('a database that is away is told by its code', async () => {
    const databaseUrl = 'postgres://u:p@127.0.0.1:1/x'
    const opening = openQueue({ redisUrl: null, databaseUrl, onError: () => undefined })
    await expect(opening).rejects.toMatchObject({ code: 'database.unreachable' })
  })
})

/** A database of its own among the sixteen: the installations have those from the eighth on. */
function ownRedis(server: string): string {
  const url = new URL(server)
  url.pathname = '/7'
  return url.href
}

const redisServer = process.env['TEST_REDIS_URL'] ?? ''
describe.runIf(redisServer !== '')('BullMQ on Redis', () => {
  const redisUrl = redisServer === '' ? '' : ownRedis(redisServer)
  const options = { redisUrl, databaseUrl: '', onError: () => undefined }
  queueContract('BullMQ on Redis', async () => ({
    queue: await openQueue(options),
    settle: () => Promise.resolve(),
  }))

  test('a flush loses what waits and not the listener', async () => {
    const queue = await openQueue(options)
    const heard = new Heard()
    queue.answer('requests', heard.hear, 1)
    await queue.ring('letter', 'first')
    await heard.reaches(1)
    const redis = new Redis(redisUrl)
    await redis.flushdb()
    await redis.quit()
    await queue.ring('letter', 'second')
    await heard.reaches(2)
    expect(heard.bells).toEqual(['letter first', 'letter second'])
    await queue.close()
  })
})

test('a Redis that is away is told by its code', async () => {
  const options = { redisUrl: 'redis://127.0.0.1:1', databaseUrl: '', onError: () => undefined }
  await expect(openQueue(options)).rejects.toMatchObject({ code: 'queue.unreachable' })
})
