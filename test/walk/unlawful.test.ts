import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lastEvent, obligationNamed } from '../../src/request/request.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { textFact } from '../../src/request/event.ts'
import { answerTo, daysAfter, enter, kindsOf, namesOf } from '../support/walk-stories.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const UNLAWFUL = 'Незаконная обработка персональных данных'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const complaint = (from: string) => ({
  from,
  name: 'Анна Тестова',
  subject: UNLAWFUL,
  body: `Мои персональные данные получены незаконно, согласия на их обработку я не давала. Прошу разобраться и принять меры.\nМой адрес: ${from}`,
})

/** The one complaint about unlawful processing of a writer. */
async function complain(from: string): Promise<PrivacyRequest> {
  walk.deliver(complaint(from))
  await walk.settle()
  return complaintOf(from)
}

async function complaintOf(from: string): Promise<PrivacyRequest> {
  const found = (await walk.requestsOf(from)).filter(({ kind }) => kind === 'unlawful')
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} complaints`)
  return only
}

test('a complaint about unlawful processing opens a request of its own (p.17.1/unlawful)', async () => {
  const { email } = await enter(walk, 'complains')
  const request = await complain(email)
  expect(await walk.requestsOf(email)).toHaveLength(1)
  expect(obligationNamed(request, 'destroy')).toMatchObject({ policyDue: '2026-11-25' })
  const { text } = await walk.replyOf('acknowledgement-unlawful', email)
  expect(text).toContain('То, что вы написали, рассмотрит человек, а не программа.')
  expect(text).toContain('О решении сообщим в любом случае.')
})

test('it is held at once, before anybody decides (p.17/stop)', async () => {
  const { email, ref } = await enter(walk, 'held')
  const request = await complain(email)
  expect(namesOf(request).slice(0, 3)).toEqual(['opened', 'held', 'planned'])
  const records = await walk.world.register.list()
  expect(records.find((one) => one.ref === ref)?.stoppedAt).toEqual(walk.now)
})

test('with the owner’s yes the data are destroyed within seven working days (p.16/unlawful)', async () => {
  const { email, ref } = await enter(walk, 'destroyed')
  const { number } = await complain(email)
  await walk.destroyBy(number)
  expect(await walk.world.register.look(ref)).toBeNull()
  const { state, obligations } = await complaintOf(email)
  expect(state).toBe('closed')
  const destroy = obligations.find(({ name }) => name === 'destroy')
  expect(destroy?.evidence).toBe('gone:register')
  expect(destroy?.doneAt?.toISOString().slice(0, 10)).toBe('2026-11-17')
})

test('the person reads within the same days what was done about it (p.16/measures)', async () => {
  const { email } = await enter(walk, 'measures')
  const { number } = await complain(email)
  await walk.destroyBy(number)
  expect(kindsOf(await walk.sentTo(email))).toEqual([
    'acknowledgement-unlawful',
    'stopped',
    'destroyed',
  ])
  const told = await walk.replyOf('destroyed', email)
  expect(told.text).toContain('Уничтожены: фамилия, имя, адрес электронной почты и телефон')
  const notify = obligationNamed(await complaintOf(email), 'notify')
  expect(notify).toMatchObject({ evidence: 'smtp-250', policyDue: expect.any(String) })
  const day = notify?.doneAt?.toISOString().slice(0, 10) ?? ''
  expect(day <= (notify?.policyDue ?? '')).toBe(true)
})

describe('what the owner does not confirm', () => {
  test('is refused with reason, ground and remedy, and says what was done anyway', async () => {
    const { email, ref } = await enter(walk, 'not-confirmed')
    const { number } = await complain(email)
    await walk.decide(number, 'НЕТ: согласие вы дали на сайте 2 ноября.')
    const told = await walk.replyOf('refused', email)
    expect(told.text).toContain('Причина:\nсогласие вы дали на сайте 2 ноября.')
    expect(told.text).toMatch(/Основание: .*16/)
    expect(told.text).toContain('рекламные письма остановлены')
    expect(told.text).toContain('eOtinish.kz')
    expect(await walk.world.register.look(ref)).not.toBeNull()
  })

  test('goes on as a withdrawal of consent under the day of the first letter (p.17.2/withdrawal)', async () => {
    const { email, ref } = await enter(walk, 'goes-on')
    const first = await complain(email)
    await walk.passAndSettle(86_400_000)
    await walk.decide(first.number, 'НЕТ: согласие вы дали на сайте 2 ноября.')
    const refused = await complaintOf(email)
    const goesOn = (await walk.requestsOf(email)).find(({ kind }) => kind === 'cease')
    expect(refused).toMatchObject({ number: first.number, state: 'closed' })
    expect(goesOn).toMatchObject({
      kind: 'cease',
      receivedOn: first.receivedOn,
      state: 'awaiting-approval',
    })
    expect(goesOn && obligationNamed(goesOn, 'destroy')?.policyDue).toBe(
      daysAfter(first.receivedOn, 30),
    )
    const split = lastEvent(refused, 'split')
    expect(split && textFact(split, 'as')).toBe(goesOn?.number)
    await walk.destroyBy(goesOn?.number ?? '')
    expect(await walk.world.register.look(ref)).toBeNull()
    expect(kindsOf(await walk.sentTo(email))).toEqual([
      'acknowledgement-unlawful',
      'refused',
      'acknowledgement-cease',
      'stopped',
      'destroyed',
    ])
  })

  test('is not refused without a reason', async () => {
    const { email } = await enter(walk, 'no-reason')
    const { number } = await complain(email)
    await walk.decide(number, 'НЕТ')
    expect((await complaintOf(email)).state).toBe('awaiting-approval')
    expect(await walk.toOwner('not-understood', number)).toHaveLength(1)
  })
})

describe('a letter that complains and demands destruction as well', () => {
  const both = (from: string) => ({
    ...complaint(from),
    subject: 'Уничтожьте мои данные: они обрабатываются незаконно',
    body: `Требую уничтожить мои персональные данные.\nМой адрес: ${from}`,
  })

  test('is two requests, and refusing the complaint opens no third', async () => {
    const { email } = await enter(walk, 'both')
    walk.deliver(both(email))
    await walk.settle()
    const { number } = await complaintOf(email)
    await walk.decide(number, 'НЕТ: согласие вы дали на сайте 2 ноября.')
    const requests = await walk.requestsOf(email)
    expect(requests.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'cease awaiting-approval',
      'unlawful closed',
    ])
  })

  test('is over in both once the data are destroyed under one of them', async () => {
    const { email, ref } = await enter(walk, 'both-done')
    walk.deliver(both(email))
    await walk.settle()
    await walk.destroyBy((await complaintOf(email)).number)
    expect(await walk.world.register.look(ref)).toBeNull()
    const other = (await walk.requestsOf(email)).find(({ kind }) => kind === 'cease')
    await walk.destroyBy(other?.number ?? '')
    expect((await walk.requestsOf(email)).map(({ state }) => state)).toEqual(['closed', 'closed'])
    expect(kindsOf(await walk.sentTo(email)).filter((kind) => kind === 'destroyed')).toHaveLength(2)
  })
})

test('whoever adds to it in the thread has the owner asked to read it', async () => {
  const { email } = await enter(walk, 'adds')
  const { number } = await complain(email)
  const first = await walk.replyOf('acknowledgement-unlawful', email)
  await answerTo(walk, first, 'Вот подтверждение: письмо вашего менеджера от 1 ноября.')
  const request = await complaintOf(email)
  expect(request.number).toBe(number)
  expect(namesOf(request)).toContain('letter-joined')
  expect(request.state).toBe('awaiting-approval')
})
