import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lastEvent, obligationNamed } from '../../src/request/request.ts'
import {
  enter,
  kindsOf,
  namesOf,
  newestToOwner,
  ownerSays,
  passTo,
  withdrawalOf,
} from '../support/walk-stories.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeEach(async () => {
  walk = await WalkHarness.open()
})
afterEach(() => walk.close())

async function asked(local: string) {
  const person = await enter(walk, local)
  const { number } = await walk.ask(withdrawalOf(person.email))
  return { ...person, number }
}

async function stoppedAt(ref: string): Promise<Date | null | undefined> {
  return (await walk.world.register.list()).find((one) => one.ref === ref)?.stoppedAt
}

describe('what cannot be destroyed in time', () => {
  test('is blocked: nobody uses it, and the person is told why and until when (p.17/block)', async () => {
    const { number, email, ref } = await asked('blocked')
    const question = await walk.approvalOf(number)
    expect(question.text).toContain('БЛОК — заблокировать')
    await walk.decide(number, 'БЛОК\nИдёт перенос базы, до января её копия недоступна.')
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('blocked')
    expect(await stoppedAt(ref)).toBeInstanceOf(Date)
    expect(obligationNamed(request, 'destroy')?.evidence).toBe('blocked:register')
    expect(obligationNamed(request, 'block')).toMatchObject({
      policyDue: '2027-05-16',
      actBy: '2027-05-14',
      doneAt: null,
    })
    const told = await walk.replyOf('blocked', email)
    expect(told.text).toContain('пока нельзя уничтожить: фамилия, имя, адрес электронной почты')
    expect(told.text).toContain('Причина:\nИдёт перенос базы, до января её копия недоступна.')
    expect(told.text).toContain('мы ими не пользуемся и никому их не передаём')
    expect(told.text).toContain('Будут уничтожены. Срок: 16 мая 2027 г.')
    expect(told.text).toContain('eOtinish.kz')
  })

  test('is looked at every month and destroyed by the sixth of receipt (p.17/six-months)', async () => {
    const { number, email, ref } = await asked('reviewed')
    await walk.decide(number, 'БЛОК\nИдёт перенос базы.')
    for (const day of ['2026-12-16', '2027-01-16', '2027-02-16', '2027-03-16', '2027-04-16']) {
      await passTo(walk, day, 11)
      const reviewed = await walk.onlyRequestOf(email)
      expect(reviewed.state).toBe('awaiting-approval')
      expect(await stoppedAt(ref)).toBeInstanceOf(Date)
      await walk.decide(number, 'БЛОК\nИдёт перенос базы.')
      expect((await walk.onlyRequestOf(email)).state).toBe('blocked')
      const { policyDue } = obligationNamed(reviewed, 'block') ?? {}
      expect(policyDue).toBe('2027-05-16')
    }
    expect(await walk.toOwner('approval', number)).toHaveLength(6)
    await passTo(walk, '2027-05-04', 11)
    expect((await walk.onlyRequestOf(email)).state).toBe('awaiting-approval')
    await walk.destroyBy(number)
    expect(await walk.world.register.look(ref)).toBeNull()
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('closed')
    const block = obligationNamed(request, 'block')
    expect(block?.evidence).toBe('gone:register')
    expect(block?.doneAt?.toISOString().slice(0, 10)).toBe('2027-05-05')
    expect(namesOf(request)).not.toContain('overdue')
    expect(kindsOf(await walk.sentTo(email)).at(-1)).toBe('destroyed')
  })

  test('is not left to lie: the owner is reminded, and a day missed is on record', async () => {
    const { number, email } = await asked('forgotten')
    await walk.decide(number, 'БЛОК\nИдёт перенос базы.')
    await passTo(walk, '2026-12-16', 11)
    await passTo(walk, '2027-05-14', 11)
    expect((await newestToOwner(walk, 'reminder', number)).text).toContain('16 мая 2027 г.')
    expect(namesOf(await walk.onlyRequestOf(email))).not.toContain('overdue')
    await passTo(walk, '2027-05-17', 11)
    const overdue = lastEvent(await walk.onlyRequestOf(email), 'overdue')
    expect(overdue?.facts).toMatchObject({ obligation: 'block', due: '2027-05-16' })
  })

  test('is not blocked without a reason, nor where nothing is held', async () => {
    const { number, email } = await asked('no-reason')
    await walk.decide(number, 'БЛОК')
    expect((await walk.onlyRequestOf(email)).state).toBe('awaiting-approval')
    const from = 'nobody@person.example'
    const other = await walk.ask(withdrawalOf(from))
    await walk.decide(other.number, 'БЛОК\nИдёт перенос базы.')
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
    expect(kindsOf(await walk.sentTo(from))).toEqual(['acknowledgement-cease'])
  })
})

describe('what a law says to keep', () => {
  const KEEP = 'ХРАНИТЬ\nимя, телефон; Налоговый кодекс, ст. 206(3); до 2026-12-31'

  test('is named with its article and last day, and the rest is destroyed (p.17/kept-by-law)', async () => {
    const { number, email, ref, fields } = await asked('kept')
    await walk.decide(number, KEEP)
    expect((await walk.onlyRequestOf(email)).state).toBe('awaiting-approval')
    await walk.answerSecond(number)
    await walk.nextMorning()
    const left = await walk.world.register.look(ref)
    expect(left?.fields).toEqual({ name: fields.name, phone: fields.phone })
    expect(await walk.world.register.find(email)).toEqual([])
    expect(await stoppedAt(ref)).toBeInstanceOf(Date)
    const told = await walk.replyOf('kept-by-law', email)
    for (const said of [
      'Эти записи мы обязаны хранить по закону: имя и телефон',
      'Основание: Налоговый кодекс, ст. 206(3)',
      'Храним до: 31 декабря 2026 г.',
      'Для других целей мы их не используем.',
      'Остальное уничтожено: фамилия и адрес электронной почты',
      'eOtinish.kz',
    ])
      expect(told.text).toContain(said)
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('kept-by-law')
    expect(obligationNamed(request, 'destroy')?.evidence).toBe('kept-by-law:register')
  })

  test('goes too once its day has passed: the purpose is reached, and the owner is asked (p.17.4/purpose)', async () => {
    const { number, email, ref } = await asked('kept-over')
    await walk.decide(number, KEEP)
    await walk.answerSecond(number)
    await walk.nextMorning()
    await passTo(walk, '2026-12-31', 23)
    expect((await walk.onlyRequestOf(email)).state).toBe('kept-by-law')
    await passTo(walk, '2027-01-01', 11)
    const kept = await walk.onlyRequestOf(email)
    expect(kept.state).toBe('closed')
    const over = await walk.world.requests.load(String(lastEvent(kept, 'continued')?.facts['as']))
    expect(over).toMatchObject({ kind: 'purpose-achieved', state: 'awaiting-approval' })
    await walk.destroyBy(over?.number ?? '')
    expect(await walk.world.register.look(ref)).toBeNull()
    expect((await walk.world.requests.load(over?.number ?? ''))?.state).toBe('closed')
    expect(kindsOf(await walk.sentTo(email))).toEqual([
      'acknowledgement-cease',
      'stopped',
      'kept-by-law',
    ])
  })

  test.each([
    ['names no article', 'ХРАНИТЬ\nимя; ; до 2031-12-31'],
    ['names no day', 'ХРАНИТЬ\nимя; Налоговый кодекс, ст. 206(3)'],
    ['names a day that has passed', 'ХРАНИТЬ\nимя; Налоговый кодекс, ст. 206(3); до 2026-11-01'],
    ['names nothing of ours', 'ХРАНИТЬ\nпаспорт; Налоговый кодекс, ст. 206(3); до 2031-12-31'],
  ])('is not kept by an answer that %s', async (_how, words) => {
    const { number, email } = await asked('not-kept')
    await ownerSays(walk, { kind: 'approval', number }, words)
    expect(await walk.toOwner('not-understood', number)).toHaveLength(1)
    expect((await walk.onlyRequestOf(email)).state).toBe('awaiting-approval')
    expect(await walk.toOwner('second-yes', number)).toEqual([])
  })
})
