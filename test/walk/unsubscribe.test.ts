import { afterAll, beforeAll, expect, test } from 'vitest'
import { obligationNamed } from '../../src/request/request.ts'
import { answerTo, enter, kindsOf, namesOf } from '../support/walk-stories.ts'
import { MAILBOX } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const leave = (from: string) => ({
  from,
  subject: 'Отпишите меня',
  body: 'Прошу прекратить рассылку рекламы на мой адрес.',
})

async function isMailedTo(ref: string): Promise<boolean> {
  const { sql } = walk.world.database
  const [row] = await sql<{ mailings: Date | null }[]>`
    select mailings_stopped_at as mailings from person where id = ${ref}`
  return row?.mailings === null
}

test('mailings stop at once, whoever asks, and nothing has to be proven (p.8.5, p.8.8)', async () => {
  const { email, ref } = await enter(walk, 'leaves')
  walk.deliver({ ...leave(email), signedBy: null })
  await walk.settle()
  expect(await isMailedTo(ref)).toBe(false)
  const request = await walk.onlyRequestOf(email)
  expect(request.kind).toBe('unsubscribe-only')
  expect(obligationNamed(request, 'hold')).toMatchObject({ evidence: 'held', doneAt: walk.now })
})

test('it is closed without the owner, who hears nothing of it', async () => {
  const { email } = await enter(walk, 'closed')
  const { state, number } = await walk.ask(leave(email))
  expect(state).toBe('closed')
  const toOwner = await walk.sentTo(MAILBOX)
  expect(toOwner.filter((one) => one.number === number)).toEqual([])
})

test('nothing but the mailings stops: the record stays and is used as before', async () => {
  const { email, ref, fields } = await enter(walk, 'stays')
  await walk.ask(leave(email))
  const records = await walk.world.register.list()
  expect(records.find((one) => one.ref === ref)?.stoppedAt).toBeNull()
  expect((await walk.world.register.look(ref))?.fields).toEqual(fields)
})

test('the writer reads the same words whether or not there is a record (p.11.4)', async () => {
  const { email } = await enter(walk, 'known')
  const unknown = 'stranger-to-us@person.example'
  const words: string[] = []
  for (const from of [email, unknown]) {
    const { number } = await walk.ask(leave(from))
    expect(kindsOf(await walk.sentTo(from))).toEqual(['unsubscribed'])
    const { subject, text } = await walk.replyOf('unsubscribed', from)
    words.push(`${subject}\n${text}`.replaceAll(number, 'PD'))
  }
  expect(words[0]).toBe(words[1])
  expect(words[0]).toContain('Рекламные письма на этот адрес остановлены.')
})

test('whoever answers with the words in that letter has everything stopped and destroyed (p.17.3/demand)', async () => {
  const { email, ref } = await enter(walk, 'wants-more')
  await walk.ask(leave(email))
  const told = await walk.replyOf('unsubscribed', email)
  await answerTo(walk, told, 'Прекратить обработку персональных данных')
  const more = (await walk.requestsOf(email)).find(({ kind }) => kind === 'cease')
  expect(more).toMatchObject({ kind: 'cease', state: 'awaiting-approval' })
  expect(more && namesOf(more)).toContain('held')
  await walk.destroyBy(more?.number ?? '')
  expect(await walk.world.register.look(ref)).toBeNull()
})

test('who unsubscribes again is told again, and nothing else happens', async () => {
  const { email } = await enter(walk, 'again')
  await walk.ask(leave(email))
  walk.deliver({ ...leave(email), body: 'Ещё раз: прекратите рассылку рекламы.' })
  await walk.settle()
  expect((await walk.requestsOf(email)).map(({ state }) => state)).toEqual(['closed', 'closed'])
  expect(kindsOf(await walk.sentTo(email))).toEqual(['unsubscribed', 'unsubscribed'])
})
