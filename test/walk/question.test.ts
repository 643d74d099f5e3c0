import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lastEvent, obligationNamed } from '../../src/request/request.ts'
import { answerTo, enter, kindsOf, newestToOwner, ownerSays } from '../support/walk-stories.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const DAY_MS = 86_400_000

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const question = (from: string) => ({
  from,
  subject: 'Вопрос',
  body: 'Где хранятся мои персональные данные?',
})

const objection = (from: string) => ({
  from,
  subject: 'Возражение',
  body: 'Возражаю против автоматической обработки моих персональных данных. Прошу, чтобы решение принял человек.',
})

/** Nothing but a subject. */
const wordless = (from: string) => ({
  from,
  subject: 'Как отозвать согласие на обработку персональных данных?',
})

describe('a question about personal data', () => {
  test('is put before the owner with a day to answer by (p.21/owner)', async () => {
    const from = 'asks1@person.example'
    const { number, kind } = await walk.ask(question(from))
    expect(kind).toBe('question')
    const { text } = await newestToOwner(walk, 'question-came', number)
    expect(text).toContain('Срок: 19 ноября 2026 г.')
    expect(text).toContain('ОТВЕТ')
    expect(await walk.toOwner('approval', number)).toEqual([])
  })

  test('is acknowledged with that day, and the person reads the answer (p.21/answer)', async () => {
    const from = 'asks2@person.example'
    const { number } = await walk.ask(question(from))
    const first = await walk.replyOf('acknowledgement-question', from)
    expect(first.text).toContain('Ответит человек, а не программа.')
    expect(first.text).toContain('Срок: 19 ноября 2026 г.')

    const about = { kind: 'question-came', number }
    await ownerSays(walk, about, 'ОТВЕТ\nНа сервере в Алматы, в базе данных Компании.')
    const told = await walk.replyOf('answer', from)
    expect(told.text).toContain('На сервере в Алматы, в базе данных Компании.')
    const request = await walk.onlyRequestOf(from)
    expect(request.state).toBe('closed')
    expect(obligationNamed(request, 'answer')?.evidence).toBe('smtp-250')
  })

  test('is answered with nothing but a yes by no owner', async () => {
    const from = 'asks3@person.example'
    const { number } = await walk.ask(question(from))
    const about = { kind: 'question-came', number }
    for (const words of ['ДА', 'ОТВЕТ']) await ownerSays(walk, about, words)
    expect(await walk.toOwner('not-understood', number)).toHaveLength(2)
    expect(kindsOf(await walk.sentTo(from))).toEqual(['acknowledgement-question'])
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
  })

  test('is added to in the thread, and the owner hears of every further word once', async () => {
    const from = 'asks4@person.example'
    const { number } = await walk.ask(question(from))
    const first = await walk.replyOf('acknowledgement-question', from)
    for (const [words, letters] of [
      ['И ещё: кому вы их передаёте?', 2],
      ['И до какого дня храните?', 3],
    ] as const) {
      await answerTo(walk, first, words)
      expect(await walk.toOwner('question-came', number)).toHaveLength(letters)
    }
    expect(kindsOf(await walk.sentTo(from))).toEqual(['acknowledgement-question'])
  })

  test('is taken for what it really asks, under the day on which it came', async () => {
    const { email } = await enter(walk, 'takes')
    const asked = await walk.ask(question(email))
    await walk.pass(DAY_MS)
    await walk.desk.note(asked, { what: 'taken-as', kind: 'access' })
    await walk.settle()
    const taken = (await walk.requestsOf(email)).find(({ kind }) => kind === 'access')
    expect(taken).toMatchObject({ receivedOn: asked.receivedOn, state: 'awaiting-approval' })
    expect(taken && obligationNamed(taken, 'export')?.lawDue).toBe('2026-11-19')
    expect((await walk.world.requests.load(asked.number))?.state).toBe('closed')
  })
})

describe('an objection to decisions by a program', () => {
  test('is decided by the owner within three working days, and the person reads it', async () => {
    const from = 'objects1@person.example'
    const { number, kind, receivedOn } = await walk.ask(objection(from))
    expect([kind, receivedOn]).toEqual(['objection', '2026-11-17'])
    const first = await walk.replyOf('acknowledgement-objection', from)
    expect(first.text).toContain('Решение примет человек, а не программа.')
    expect(first.text).toContain('Срок: 20 ноября 2026 г.')
    const about = { kind: 'question-came', number }
    expect((await newestToOwner(walk, about.kind, number)).text).toContain('статья 19-1')
    await ownerSays(walk, about, 'ОТВЕТ\nВаше обращение пересмотрел сотрудник, решение прежнее.')
    const told = await walk.replyOf('answer', from)
    expect(told.text).toContain('Ваше обращение пересмотрел сотрудник')
    expect((await walk.onlyRequestOf(from)).state).toBe('closed')
  })

  test('in the thread of a demand opens a request of its own, and the demand goes on', async () => {
    const { email } = await enter(walk, 'objects2')
    const subject = 'Прекратить обработку персональных данных'
    const first = await walk.ask({ from: email, subject, body: 'Прошу прекратить.' })
    const reply = await walk.replyOf('acknowledgement-cease', email)
    await answerTo(walk, reply, objection(email).body)
    const requests = await walk.requestsOf(email)
    const objected = requests.find(({ kind }) => kind === 'objection')
    expect(objected && obligationNamed(objected, 'answer')?.lawDue).toBe('2026-11-20')
    const demand = requests.find(({ number }) => number === first.number)
    expect(demand?.state).toBe('awaiting-approval')
  })
})

describe('a letter of nothing but a subject', () => {
  test('is asked in five numbered choices what is meant', async () => {
    const from = 'silent1@person.example'
    const { kind } = await walk.ask(wordless(from))
    expect(kind).toBe('question')
    expect(kindsOf(await walk.sentTo(from))).toEqual(['clarify'])
    const { text } = await walk.replyOf('clarify', from)
    for (const choice of [1, 2, 3, 4, 5]) expect(text).toMatch(new RegExp(`^${choice} — `, 'm'))
    expect(text).toContain('Срок уже идёт и от ожидания ответа не сдвигается: 20 ноября 2026 г.')
  })

  test('goes on as a demand to destroy after the answer «2», under the day of the first letter (p.17.3/demand)', async () => {
    const { email, ref } = await enter(walk, 'silent2')
    const first = await walk.ask(wordless(email))
    const choices = await walk.replyOf('clarify', email)
    await walk.pass(DAY_MS)
    await answerTo(walk, choices, '2')
    const asked = await walk.world.requests.load(first.number)
    expect(asked?.state).toBe('closed')
    expect(await walk.toOwner('question-came', first.number)).toHaveLength(1)
    expect(asked && lastEvent(asked, 'continued')?.facts).toMatchObject({ kind: 'cease' })
    const cease = (await walk.requestsOf(email)).find(({ kind }) => kind === 'cease')
    expect(cease).toMatchObject({ receivedOn: first.receivedOn, state: 'awaiting-approval' })
    expect(cease && obligationNamed(cease, 'destroy')?.policyDue).toBe('2026-12-17')
    await walk.destroyBy(cease?.number ?? '')
    expect(await walk.world.register.look(ref)).toBeNull()
  })

  test.each([
    ['1', 'rectify'],
    ['3', 'unsubscribe-only'],
    ['4', 'access'],
  ] as const)('goes on after the answer «%s» as %s', async (choice, kind) => {
    const { email } = await enter(walk, `silent-${kind}`)
    await walk.ask(wordless(email))
    await answerTo(walk, await walk.replyOf('clarify', email), choice)
    const requests = await walk.requestsOf(email)
    expect(requests.map((one) => one.kind).toSorted()).toEqual(['question', kind].toSorted())
    expect(requests.find((one) => one.kind === 'question')?.state).toBe('closed')
  })

  test('stays a question after the answer «5»', async () => {
    const from = 'silent5@person.example'
    const { number } = await walk.ask(wordless(from))
    await answerTo(walk, await walk.replyOf('clarify', from), '5')
    const { kind, state } = await walk.onlyRequestOf(from)
    expect([kind, state]).toEqual(['question', 'awaiting-approval'])
    expect(await walk.toOwner('question-came', number)).toHaveLength(2)
  })
})

test('a number is no choice where none was offered', async () => {
  const from = 'number@person.example'
  await walk.ask(question(from))
  await answerTo(walk, await walk.replyOf('acknowledgement-question', from), '2')
  expect((await walk.onlyRequestOf(from)).kind).toBe('question')
})
