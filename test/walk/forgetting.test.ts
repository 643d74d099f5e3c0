import { afterAll, beforeAll, expect, test } from 'vitest'
import { tidy } from '../../src/app/clock-role.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const DAY_MS = 86_400_000

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

async function rawCopies(): Promise<number> {
  const [row] = await walk.world.database.sql<{ count: number }[]>`
    select count(*)::int as count from letter where sealed_raw is not null`
  return row?.count ?? 0
}

test('the letters of a closed request are destroyed on the day that its last letter names', async () => {
  const from = 'petr@person.example'
  await walk.world.register.add({ surname: 'Тестов', name: 'Пётр', email: from })
  const { number } = await walk.ask({
    from,
    subject: 'Прекратить обработку персональных данных',
    body: `Мой адрес: ${from}`,
  })
  await walk.destroyBy(number)
  const last = await walk.replyOf('destroyed', from)
  expect(last.text).toContain('Копию переписки по этому обращению программа уничтожит. Срок:')
  expect((await walk.desk.load(number))?.state).toBe('closed')

  await walk.pass(89 * DAY_MS)
  await tidy(walk.world)
  expect((await walk.desk.load(number))?.details.writer).toBe(from)
  expect(await rawCopies()).toBe(1)

  await walk.pass(2 * DAY_MS)
  await tidy(walk.world)
  const forgotten = await walk.desk.load(number)
  expect(forgotten?.details).toMatchObject({ writer: null, stated: null, changes: [] })
  expect(forgotten?.events.every((event) => event.content === undefined)).toBe(true)
  // What proves it stays: the state, the dates and every event.
  expect(forgotten?.state).toBe('closed')
  expect(forgotten?.obligations.find(({ name }) => name === 'destroy')?.evidence).toBe(
    'gone:register',
  )
  expect(await rawCopies()).toBe(0)
})
