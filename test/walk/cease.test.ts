import { afterAll, beforeAll, expect, test } from 'vitest'
import { obligationNamed } from '../../src/request/request.ts'
import { marksIn } from '../support/canary.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const CEASE = 'Прекратить обработку персональных данных'
const DAY_MS = 86_400_000

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const fieldsOf = (email: string, phone: string) => ({
  surname: 'Тестов',
  name: 'Пётр',
  email,
  phone,
  userId: `user-${phone.slice(-4)}`,
})

const demand = (from: string) => ({
  from,
  name: 'Пётр Тестов',
  subject: CEASE,
  body: `Прошу прекратить обработку моих персональных данных.\nМой адрес: ${from}`,
})

async function keyIds(): Promise<readonly string[]> {
  const rows = await walk.world.database.sql<{ id: string }[]>`select id from vault.data_key`
  return rows.map(({ id }) => id)
}

test('a demand to stop is held at once, before anybody is asked (p.17/stop)', async () => {
  const from = 'petr1@person.example'
  await walk.world.register.add(fieldsOf(from, '+77000000021'))
  const request = await walk.ask(demand(from))
  const [record] = (await walk.world.register.list()).filter(({ fields }) => fields.email === from)
  expect(record?.stoppedAt).toEqual(walk.now)
  expect(request.events.map(({ name }) => name).slice(0, 3)).toEqual(['opened', 'held', 'planned'])
  expect(obligationNamed(request, 'hold')?.evidence).toBe('held')
  expect(request.state).toBe('awaiting-approval')
})

test('its acknowledgement names the days to stop and to destroy (p.17)', async () => {
  const from = 'petr2@person.example'
  const { number } = await walk.ask(demand(from))
  const reply = await walk.replyOf('acknowledgement-cease', from)
  expect(reply.subject).toBe(`Re: ${CEASE} [№ ${number}]`)
  expect(reply.text).toContain('Рекламные письма останавливаем уже сейчас.')
  expect(reply.text).toMatch(/Прекратим обработку\. Срок: \d{1,2} \p{L}+ 2026 г\./u)
  expect(reply.text).toMatch(/Уничтожим данные\. Срок: \d{1,2} \p{L}+ 2026 г\./u)
})

test('after the owner’s yes the record, its key and every way to find it are gone (p.11.6.2, p.17/destroy)', async () => {
  const from = 'petr3@person.example'
  const fields = fieldsOf(from, '+77000000023')
  const added = await walk.world.register.add(fields)
  if (!added.added) throw new Error('not on record')
  const { number } = await walk.ask(demand(from))
  const question = await walk.approvalOf(number)
  expect(question.text).toContain('Вернуть уничтоженное нельзя.')
  expect(await keyIds()).toContain(`person:${added.ref}`)

  await walk.destroyBy(number)
  expect(await walk.world.register.find(from)).toEqual([])
  expect(await walk.world.register.look(added.ref)).toBeNull()
  expect(await keyIds()).not.toContain(`person:${added.ref}`)
  const told = await walk.replyOf('destroyed', from)
  expect(told.text).toContain('Уничтожены: фамилия, имя, адрес электронной почты, телефон')
  const request = await walk.onlyRequestOf(from)
  expect(request.state).toBe('closed')
  expect(obligationNamed(request, 'stop')?.evidence).toBe('held:register')
  expect(obligationNamed(request, 'destroy')?.evidence).toBe('gone:register')
})

test('a yes by letter destroys nothing before its second letter is answered, and the morning after', async () => {
  const from = 'petr6@person.example'
  const added = await walk.world.register.add(fieldsOf(from, '+77000000026'))
  if (!added.added) throw new Error('not on record')
  const { number } = await walk.ask(demand(from))
  await walk.decide(number, 'ДА')
  expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
  const [second] = await walk.toOwner('second-yes', number)
  expect(second?.text).toContain('Пока ничего не уничтожено.')
  await walk.nextMorning()
  expect(await walk.world.register.look(added.ref)).not.toBeNull()

  await walk.answerSecond(number)
  expect((await walk.onlyRequestOf(from)).state).toBe('approved')
  expect((await walk.toOwner('receipt', number)).at(-1)?.text).toContain(', 10:00')
  expect(await walk.world.register.look(added.ref)).not.toBeNull()
  await walk.nextMorning()
  expect(await walk.world.register.look(added.ref)).toBeNull()
})

test('an approved destruction is taken back by one word until it is carried out', async () => {
  const from = 'petr7@person.example'
  await walk.world.register.add(fieldsOf(from, '+77000000027'))
  const { number } = await walk.ask(demand(from))
  await walk.decide(number, 'ДА')
  await walk.answerSecond(number)
  const receipt = (await walk.toOwner('receipt', number)).at(-1)
  if (receipt === undefined) throw new Error('no receipt')
  walk.answer(receipt, 'ОТМЕНИТЬ')
  await walk.settle()
  await walk.nextMorning()
  expect(await walk.world.register.find(from)).toHaveLength(1)
  const request = await walk.onlyRequestOf(from)
  expect(request.state).toBe('awaiting-approval')
  expect(await walk.toOwner('approval', number)).toHaveLength(2)

  await walk.destroyBy(number)
  expect(await walk.world.register.find(from)).toEqual([])
})

test('whoever was destroyed does not come back by any of the fields', async () => {
  const fields = fieldsOf('petr3@person.example', '+77000000023')
  const suppressed = { added: false, why: 'suppressed' }
  const { surname, name } = fields
  expect(await walk.world.register.add(fields)).toEqual(suppressed)
  for (const field of ['email', 'phone', 'userId'] as const)
    expect(await walk.world.register.add({ surname, name, [field]: fields[field] })).toEqual(
      suppressed,
    )
})

test('nobody on record: the owner confirms it and the person is told so', async () => {
  const from = 'nobody@person.example'
  const { number } = await walk.ask(demand(from))
  const question = await walk.approvalOf(number)
  expect(question.text).toContain('По этому адресу у нас ничего не записано.')
  await walk.decide(number, 'ДА')
  const told = await walk.replyOf('no-record', from)
  expect(told.text).toContain('мы ваших данных не нашли: n•••@person.example')
  expect((await walk.onlyRequestOf(from)).state).toBe('closed')
})

test('nothing is told to be missing that was entered after the owner was asked', async () => {
  const from = 'late@person.example'
  const { number } = await walk.ask(demand(from))
  await walk.world.register.add(fieldsOf(from, '+77000000024'))
  await walk.decide(number, 'ДА')
  expect((await walk.sentTo(from)).map(({ kind }) => kind)).toEqual(['acknowledgement-cease'])
  expect((await walk.onlyRequestOf(from)).events.map(({ name }) => name)).toContain('apply-failed')
})

test('a refusal says that the mailings have stopped all the same', async () => {
  const from = 'petr4@person.example'
  await walk.world.register.add(fieldsOf(from, '+77000000025'))
  const { number } = await walk.ask(demand(from))
  await walk.decide(number, 'НЕТ: договор ещё действует.')
  const told = await walk.replyOf('refused', from)
  expect(told.text).toContain('Причина:\nдоговор ещё действует.')
  expect(told.text).toContain('рекламные письма остановлены')
  expect(await walk.world.register.find(from)).toHaveLength(1)
})

test('what a closed request no longer needs dies with its key after ninety days', async () => {
  const from = 'petr5@person.example'
  const { number } = await walk.ask(demand(from))
  await walk.decide(number, 'ДА')
  expect((await walk.onlyRequestOf(from)).state).toBe('closed')
  await walk.passAndSettle(89 * DAY_MS)
  expect(await keyIds()).toContain(`request:${number}`)
  await walk.passAndSettle(2 * DAY_MS)
  expect(await keyIds()).not.toContain(`request:${number}`)
  const forgotten = await walk.world.requests.load(number)
  expect(forgotten?.state).toBe('closed')
  expect(marksIn(JSON.stringify(forgotten))).toEqual([])
  expect(forgotten?.events.map(({ name }) => name)).toContain('no-record')
})
