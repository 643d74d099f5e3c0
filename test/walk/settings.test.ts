import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WalkHarness } from '../support/walk-harness.ts'

const RECTIFY = 'Уточнить персональные данные'
const HOUR_MS = 3_600_000

const correction = (from: string) => ({
  from,
  subject: RECTIFY,
  body: 'Прошу исправить телефон на +7 700 000 00 66.',
})

async function enter(walk: WalkHarness, local: string): Promise<string> {
  const email = `${local}@person.example`
  await walk.world.register.add({ surname: 'Тестова', email, phone: '+77000000039' })
  return email
}

async function phoneOf(walk: WalkHarness, email: string): Promise<string | undefined> {
  const [record] = await walk.world.register.find(email)
  return record?.fields.phone
}

describe('with undo.correctionHours: 24', () => {
  let walk: WalkHarness
  beforeAll(async () => {
    walk = await WalkHarness.open({
      policy: { undo: { correctionHours: 24, destruction: 'next-morning' } },
    })
  })
  afterAll(() => walk.close())

  test('a correction waits a day after the yes, and the owner reads until when', async () => {
    const from = await enter(walk, 'waits')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'ДА')
    expect((await walk.toOwner('receipt', number))[0]?.text).toContain('17 ноября, 10:00')
    await walk.passAndSettle(23 * HOUR_MS)
    expect(await phoneOf(walk, from)).toBe('+77000000039')
    await walk.passAndSettle(HOUR_MS)
    expect(await phoneOf(walk, from)).toBe('+77000000066')
    expect((await walk.onlyRequestOf(from)).state).toBe('closed')
  })

  test('ОТМЕНИТЬ within the day takes it back, and the owner is asked anew', async () => {
    const from = await enter(walk, 'taken-back')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'ДА')
    const [receipt] = await walk.toOwner('receipt', number)
    if (receipt === undefined) throw new Error('no receipt')
    walk.answer(receipt, 'ОТМЕНИТЬ')
    await walk.settle()
    await walk.passAndSettle(25 * HOUR_MS)
    expect(await phoneOf(walk, from)).toBe('+77000000039')
    expect(await walk.toOwner('approval', number)).toHaveLength(2)
  })
})

describe('with strictIdentity', () => {
  let walk: WalkHarness
  beforeAll(async () => {
    walk = await WalkHarness.open({ policy: { strictIdentity: true } })
  })
  afterAll(() => walk.close())

  test('a signed letter from the address on record is asked to confirm like any other', async () => {
    const from = await enter(walk, 'strict')
    const { number } = await walk.ask(correction(from))
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-identity')
    const ack = await walk.replyOf('acknowledgement-rectify', from)
    walk.deliver({ from, subject: `Re: ${ack.subject}`, body: 'Да', answers: ack })
    await walk.settle()
    expect((await walk.approvalOf(number)).text).toContain('человек ответил с этого адреса')
  })
})
