import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textFact } from '../../src/request/event.ts'
import { eventsNamed, lastEvent, obligationNamed } from '../../src/request/request.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import {
  answerTo,
  daysAfter,
  enter,
  kindsOf,
  liveTo,
  namesOf,
  newestToOwner,
  ownerSays,
  passTo,
  withdrawalOf,
} from '../support/walk-stories.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const RECTIFY = 'Уточнить персональные данные'
const DAY_MS = 86_400_000

let walk: WalkHarness
beforeEach(async () => {
  walk = await WalkHarness.open()
})
afterEach(() => walk.close())

const correction = (from: string) => ({
  from,
  subject: RECTIFY,
  body: `Мой адрес: ${from}\nНовый телефон: +7 701 111 22 33.`,
})

const unsigned = (from: string) => ({ ...correction(from), signedBy: null })

/** The stages and days of which the owner was reminded, in order. */
function remindersIn(request: PrivacyRequest): readonly string[] {
  return eventsNamed(request, 'owner-reminded').map(
    (event) => `${textFact(event, 'stage')} ${textFact(event, 'due')}`,
  )
}

async function countOf(kind: string, address: string): Promise<number> {
  return kindsOf(await walk.sentTo(address)).filter((one) => one === kind).length
}

describe('an owner who keeps silent', () => {
  test('is reminded at half and at most of the term, on the last working day before it and on its last', async () => {
    const { email } = await enter(walk, 'slow-owner')
    const { number } = await walk.ask(withdrawalOf(email))
    await liveTo(walk, '2026-12-07', 11)
    expect(remindersIn(await walk.onlyRequestOf(email))).toEqual([
      'half 2026-12-07',
      'most 2026-12-07',
      'last-working-day 2026-12-07',
      'due-day 2026-12-07',
    ])
    expect(await walk.toOwner('reminder', number)).toHaveLength(4)
    expect(await walk.toOwner('overdue', number)).toEqual([])
    const { text } = await newestToOwner(walk, 'reminder', number)
    expect(text).toContain('Сегодня последний день.')
    expect(text).toContain('Срок: 7 декабря 2026 г.')
  })

  test('hears of a missed day on the day after, and the person of the day that was told', async () => {
    const { email } = await enter(walk, 'late-owner')
    const { number } = await walk.ask(withdrawalOf(email))
    await passTo(walk, '2026-12-07', 23)
    expect(namesOf(await walk.onlyRequestOf(email))).not.toContain('overdue')
    await passTo(walk, '2026-12-08', 0)
    const missed = lastEvent(await walk.onlyRequestOf(email), 'overdue')
    expect(missed?.facts).toMatchObject({ obligation: 'stop', due: '2026-12-07', silent: 'owner' })
    expect(await countOf('delayed', email)).toBe(0)
    await passTo(walk, '2026-12-16', 23)
    expect(await countOf('delayed', email)).toBe(0)
    await passTo(walk, '2026-12-17', 11)
    const told = await walk.replyOf('delayed', email)
    expect(told.text).toContain('Срок был: 16 декабря 2026 г.')
    expect(told.text).toContain('Просим прощения.')
    expect(told.text).toContain('Причина: сотрудник')
    expect(told.text).toContain('eOtinish.kz')
    await liveTo(walk, '2026-12-25', 11)
    expect(await countOf('delayed', email)).toBe(1)
    await ownerSays(walk, { kind: 'overdue', number }, 'ДА')
    await walk.answerSecond(number)
    expect((await walk.onlyRequestOf(email)).state).toBe('closed')
  })
})

describe('an address that nobody confirms', () => {
  test('is asked after two and after four working days, and then no more', async () => {
    const { email } = await enter(walk, 'silent')
    await walk.ask(unsigned(email))
    for (const [day, reminders] of [
      ['2026-11-17', 0],
      ['2026-11-18', 1],
      ['2026-11-19', 1],
      ['2026-11-20', 2],
      ['2026-11-24', 2],
    ] as const) {
      await passTo(walk, day, 11)
      expect([day, await countOf('reminder-confirm', email)]).toEqual([day, reminders])
    }
    const reminder = (await walk.sentTo(email)).find(({ kind }) => kind === 'reminder-confirm')
    expect(reminder?.text).toContain('Если ничего не отвечать, они тоже останутся как есть.')
  })

  test('is told without blame that it could not be done, once the owner says so before the date', async () => {
    const { email, ref, fields } = await enter(walk, 'unanswered')
    const { number } = await walk.ask(unsigned(email))
    await liveTo(walk, '2026-11-20', 11)
    expect((await newestToOwner(walk, 'identity-late', number)).text).toContain('25 ноября')
    await ownerSays(walk, { kind: 'identity-late', number }, 'НЕТ: адрес не подтверждён.')
    const told = await walk.replyOf('unanswered', email)
    expect(told.text).toContain('Данные остались как есть.')
    expect(told.text).toContain('Ответьте на это письмо в любой день, и мы продолжим.')
    expect(told.text).toContain('eOtinish.kz')
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('closed')
    expect(namesOf(request)).not.toContain('refused')
    expect((await walk.world.register.look(ref))?.fields).toEqual(fields)
    expect(request.obligations.every(({ doneAt }) => doneAt !== null)).toBe(true)
  })

  test('and answers late has it begun anew, with new dates', async () => {
    const { email, ref } = await enter(walk, 'answers-late')
    const { number } = await walk.ask(unsigned(email))
    await liveTo(walk, '2026-11-20', 11)
    await ownerSays(walk, { kind: 'identity-late', number }, 'НЕТ: адрес не подтверждён.')
    await passTo(walk, '2026-12-03', 11)
    await answerTo(walk, await walk.replyOf('unanswered', email), 'Да')
    const anew = (await walk.requestsOf(email)).find((one) => one.number !== number)
    expect(anew).toMatchObject({ kind: 'rectify', receivedOn: '2026-12-03' })
    expect(anew && obligationNamed(anew, 'correct')?.policyDue).toBe('2026-12-14')
    expect((await walk.world.requests.load(number))?.state).toBe('closed')
    expect(anew?.state).toBe('awaiting-approval')
    await walk.decide(anew?.number ?? '', 'ДА')
    expect((await walk.world.register.look(ref))?.fields.phone).toBe('+77011112233')
  })

  test('is never refused, changed or destroyed by silence alone', async () => {
    const { email, ref, fields } = await enter(walk, 'never')
    await walk.ask(unsigned(email))
    await liveTo(walk, '2026-12-20', 11)
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('awaiting-identity')
    expect((await walk.world.register.look(ref))?.fields).toEqual(fields)
    const told = await walk.replyOf('delayed', email)
    expect(told.text).toContain('а адрес всё ещё не подтверждён')
  })
})

describe('a demand that is taken back', () => {
  test('by its writer, proven, is over: nothing is destroyed, and mailings stay stopped', async () => {
    const { email, ref } = await enter(walk, 'takes-back')
    const { number } = await walk.ask(withdrawalOf(email))
    const first = await walk.replyOf('acknowledgement-cease', email)
    await answerTo(walk, first, 'Прошу не выполнять мой запрос, я передумала.')
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('closed')
    const told = await walk.replyOf('withdrawn', email)
    expect(told.text).toContain('Обращение отменено по вашей просьбе. Данные останутся как есть.')
    expect(told.text).toContain('Рекламные письма мы остановили')
    await walk.decide(number, 'ДА')
    expect(await walk.world.register.look(ref)).not.toBeNull()
  })

  test('by somebody who proves nothing stays as it is', async () => {
    const { email } = await enter(walk, 'not-taken-back')
    await walk.ask(withdrawalOf(email))
    const first = await walk.replyOf('acknowledgement-cease', email)
    const body = 'Прошу не выполнять мой запрос, я передумала.'
    walk.deliver({ from: email, subject: 'Re:', body, answers: first, signedBy: null })
    await walk.settle()
    expect(namesOf(await walk.onlyRequestOf(email))).not.toContain('withdrawn')
  })

  test('on the telephone is noted by the owner', async () => {
    const { email } = await enter(walk, 'by-phone')
    const request = await walk.ask(withdrawalOf(email))
    await walk.desk.note(request, { what: 'withdrawn' })
    await walk.settle()
    expect((await walk.onlyRequestOf(email)).state).toBe('closed')
    expect(await countOf('withdrawn', email)).toBe(1)
  })
})

describe('a demand that is made twice', () => {
  test('is one: the second letter joins the first, whose dates stay', async () => {
    const { email } = await enter(walk, 'twice')
    const first = await walk.ask(withdrawalOf(email))
    await passTo(walk, '2026-11-19', 11)
    walk.deliver(withdrawalOf(email))
    await walk.settle()
    const second = (await walk.requestsOf(email)).find(({ number }) => number !== first.number)
    expect(second?.state).toBe('closed')
    const told = await walk.replyOf('merged', email)
    expect(told.subject).toContain(second?.number)
    expect(told.text).toContain(`Первое обращение: № ${first.number}`)
    expect(told.text).toContain('Срок остаётся прежним: 16 декабря 2026 г.')
    expect(await countOf('acknowledgement-cease', email)).toBe(1)
    expect((await walk.world.requests.load(first.number))?.state).toBe('awaiting-approval')
  })

  test('goes on by itself once the owner splits it, under its own date', async () => {
    const { email } = await enter(walk, 'split')
    const first = await walk.ask(withdrawalOf(email))
    await passTo(walk, '2026-11-19', 11)
    walk.deliver(withdrawalOf(email))
    await walk.settle()
    const second = (await walk.requestsOf(email)).find(({ number }) => number !== first.number)
    if (second === undefined) throw new Error('it was not opened')
    await walk.desk.note(second, { what: 'split' })
    await walk.settle()
    const own = (await walk.requestsOf(email)).find(
      ({ number }) => number !== first.number && number !== second.number,
    )
    expect(own).toMatchObject({ kind: 'cease', receivedOn: '2026-11-19' })
    expect(own && obligationNamed(own, 'destroy')?.policyDue).toBe('2026-12-19')
    await expect(walk.desk.note(first, { what: 'split' })).rejects.toMatchObject({
      code: 'not-done',
    })
  })
})

test('who can be told by no letter is told on the telephone, and that is on record', async () => {
  const email = 'no-mail@reject.test'
  await walk.world.register.add({ surname: 'Тестова', name: 'Анна', email, phone: '+77000880001' })
  const received = new Date(walk.now.getTime() - DAY_MS)
  const changes = [{ field: 'phone', to: '+77011112244' }] as const
  const number = await walk.desk.openByHand({
    kind: 'rectify',
    received,
    email,
    language: 'ru',
    changes,
  })
  await walk.settle()
  const request = await walk.onlyRequestOf(email)
  await walk.desk.called(request, '0001', null)
  await walk.settle()
  await walk.decide(number, 'ДА')
  const corrected = await walk.onlyRequestOf(email)
  expect(corrected.state).toBe('fulfilled')
  expect(obligationNamed(corrected, 'notify')?.doneAt).toBeNull()
  await walk.desk.note(corrected, { what: 'told', how: 'phone' })
  await walk.settle()
  const told = await walk.onlyRequestOf(email)
  expect(told.state).toBe('closed')
  expect(obligationNamed(told, 'notify')?.evidence).toBe('told:phone')
})

describe('a purpose that is reached', () => {
  async function opened(local: string) {
    const person = await enter(walk, local)
    const { email } = person
    const entry = { kind: 'purpose-achieved', email, language: 'ru', changes: [] } as const
    const number = await walk.desk.openByHand({ ...entry, received: walk.now })
    await walk.settle()
    return { ...person, number }
  }

  test('is entered by the owner: the record is destroyed within thirty days, and nobody is written to (p.17.4/purpose)', async () => {
    const { number, email, ref } = await opened('reached')
    const request = await walk.world.requests.load(number)
    expect(request?.state).toBe('awaiting-approval')
    expect(request && obligationNamed(request, 'destroy')?.policyDue).toBe(
      daysAfter(request?.receivedOn ?? '', 30),
    )
    await walk.destroyBy(number)
    expect(await walk.world.register.look(ref)).toBeNull()
    expect((await walk.world.requests.load(number))?.state).toBe('closed')
    expect(await walk.sentTo(email)).toEqual([])
  })

  test('is the end of a consent whose time has run out, too: it is held at once (p.11.6.3)', async () => {
    const { number, ref } = await opened('run-out')
    const records = await walk.world.register.list()
    expect(records.find((one) => one.ref === ref)?.stoppedAt).toBeInstanceOf(Date)
    expect((await walk.approvalOf(number)).text).toContain('Будут уничтожены: фамилия, имя')
    await walk.destroyBy(number)
    const request = await walk.world.requests.load(number)
    expect(request && obligationNamed(request, 'stop')?.doneAt).not.toBeNull()
    expect(request && obligationNamed(request, 'destroy')?.evidence).toBe('gone:register')
    expect(await walk.world.register.look(ref)).toBeNull()
  })
})
