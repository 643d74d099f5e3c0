import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { obligationNamed } from '../../src/request/request.ts'
import { textFact } from '../../src/request/event.ts'
import {
  daysAfter,
  enter,
  kindsOf,
  liveTo,
  namesOf,
  newestToOwner,
  passTo,
} from '../support/walk-stories.ts'
import type { Reply } from '../support/walk-harness.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const STUDIO = 'privacy@partner.example'
const SHOP = 'shop@partner.example'
const PARTNERS = [
  {
    id: 'studio',
    name: 'ТОО «Студия»',
    address: STUDIO,
    language: 'ru' as const,
    categories: ['name' as const, 'phone' as const],
    purposes: ['8.2'],
  },
  {
    id: 'shop',
    name: 'ТОО «Лавка»',
    address: SHOP,
    language: 'ru' as const,
    categories: ['email' as const],
    purposes: ['8.8'],
  },
]
const CEASE = 'Прекратить обработку персональных данных'

let walk: WalkHarness

const demand = (from: string) => ({
  from,
  name: 'Анна Тестова',
  subject: CEASE,
  body: `Прошу прекратить обработку моих персональных данных.\nМой адрес: ${from}`,
})

/** The letters to a partner about a request. */
async function toPartner(address: string, number: string): Promise<readonly Reply[]> {
  return (await walk.sentTo(address)).filter((reply) => reply.number === number)
}

/** A partner answers our first letter about a request. */
async function partnerSays(address: string, number: string, words: string): Promise<void> {
  const [told] = await toPartner(address, number)
  if (told === undefined) throw new Error(`${address} was not told of ${number}`)
  walk.deliver({ from: address, subject: `Re: ${told.subject}`, body: words, answers: told })
  await walk.settle()
}

async function destroyed(local: string) {
  const person = await enter(walk, local)
  const { number } = await walk.ask(demand(person.email))
  await walk.destroyBy(number)
  return { ...person, number }
}

describe('with partners in the policy', () => {
  beforeAll(async () => {
    walk = await WalkHarness.open({ policy: { partners: PARTNERS } })
  })
  afterAll(() => walk.close())

  test('nobody is told before the owner’s yes is carried out', async () => {
    const { email } = await enter(walk, 'not-yet')
    const { number } = await walk.ask(demand(email))
    await walk.decide(number, 'ДА')
    expect(await toPartner(STUDIO, number)).toEqual([])
    const question = await walk.approvalOf(number)
    expect(question.text).toContain('Сообщим партнёрам: ТОО «Студия» и ТОО «Лавка»')
  })

  test('each is told one identifier of the person, what to do and by when, and nothing else (p.12.1)', async () => {
    const { number, email, fields } = await destroyed('told-once')
    const letters = await toPartner(STUDIO, number)
    expect(kindsOf(letters)).toEqual(['partner-instruction'])
    const text = letters[0]?.text ?? ''
    expect(text).toContain(`Номер поручения: ${number}-P1`)
    expect(text).toContain('Что сделать: прекратить обработку персональных данных и уничтожить их')
    expect(text).toContain(`найдите их у себя): ${email}`)
    expect(text).toMatch(/Срок: \d{1,2} декабря 2026 г\./)
    expect(text).not.toContain(fields.phone)
    expect(text).not.toContain(fields.surname)
    expect((await toPartner(SHOP, number))[0]?.text).toContain(`Номер поручения: ${number}-P2`)
  })

  test('each is asked to pass it on to whoever has received the data from it, and to name them (p.12.3)', async () => {
    const { number } = await destroyed('passed-on')
    const [told] = await toPartner(STUDIO, number)
    expect(told?.text).toContain('потребуйте того же от них и назовите их со второй строки ответа')
    expect(told?.text).toContain('не храните его и никому не передавайте')
  })

  test('a request stays open until each of them has confirmed it (p.17/partners)', async () => {
    const { number, email } = await destroyed('confirmed')
    expect((await walk.onlyRequestOf(email)).state).toBe('fulfilled')
    const told = await walk.replyOf('destroyed', email)
    expect(told.text).toContain('ТОО «Студия»')
    expect(told.text).toContain('ТОО «Лавка»')
    await partnerSays(STUDIO, number, 'ВЫПОЛНЕНО')
    expect((await walk.onlyRequestOf(email)).state).toBe('fulfilled')
    await partnerSays(SHOP, number, 'Выполнено.')
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('closed')
    expect(obligationNamed(request, 'partner')?.evidence).toBe('confirmed')
  })

  test('a «НЕТ» of one reaches the owner, and the request stays open', async () => {
    const { number, email } = await destroyed('says-no')
    await partnerSays(STUDIO, number, 'НЕТ\nДоговор ещё действует.')
    await partnerSays(SHOP, number, 'ВЫПОЛНЕНО')
    expect((await newestToOwner(walk, 'partner-refused', number)).text).toContain('ТОО «Студия»')
    expect((await walk.onlyRequestOf(email)).state).toBe('fulfilled')
    await partnerSays(STUDIO, number, 'ВЫПОЛНЕНО')
    expect((await walk.onlyRequestOf(email)).state).toBe('closed')
  })

  test('what is neither is put before the owner and confirms nothing', async () => {
    const { number, email } = await destroyed('unclear')
    const before = (await walk.world.letters.held()).length
    await partnerSays(STUDIO, number, 'Добрый день, а о ком речь?')
    expect(await walk.world.letters.held()).toHaveLength(before + 1)
    expect(namesOf(await walk.onlyRequestOf(email))).not.toContain('partner-confirmed')
  })

  test('an answer that bears no mark of our letter confirms nothing, whoever sends it', async () => {
    const { number, email } = await destroyed('forged')
    walk.deliver({ from: STUDIO, subject: `Re: поручение № ${number}-P1`, body: 'ВЫПОЛНЕНО' })
    await walk.settle()
    expect(namesOf(await walk.onlyRequestOf(email))).not.toContain('partner-confirmed')
  })

  test('the owner may note that one has confirmed it on the telephone', async () => {
    const { number, email } = await destroyed('by-phone')
    await partnerSays(SHOP, number, 'ВЫПОЛНЕНО')
    await walk.desk.note(await walk.onlyRequestOf(email), {
      what: 'partner-done',
      partner: 'studio',
    })
    await walk.settle()
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('closed')
    expect(request.events.find(({ actor }) => actor === 'owner:terminal')?.facts).toMatchObject({
      partner: 'studio',
      left: 0,
    })
  })

  test('a correction is told too, with the new value, once it was seen (p.10.6)', async () => {
    const { email } = await enter(walk, 'corrected')
    const { number } = await walk.ask({
      from: email,
      subject: 'Уточнить персональные данные',
      body: `Мой адрес: ${email}\nНовый телефон: +7 701 111 22 33.`,
    })
    expect(await toPartner(STUDIO, number)).toEqual([])
    await walk.decide(number, 'ДА')
    const [told] = await toPartner(STUDIO, number)
    expect(told?.text).toContain('Что сделать: исправить персональные данные')
    expect(told?.text).toContain('— телефон: +77011112233')
    expect((await walk.onlyRequestOf(email)).state).toBe('fulfilled')
    for (const address of [STUDIO, SHOP]) await partnerSays(address, number, 'ВЫПОЛНЕНО')
    expect((await walk.onlyRequestOf(email)).state).toBe('closed')
  })
})

describe('a partner who keeps silent', () => {
  beforeAll(async () => {
    walk = await WalkHarness.open({ policy: { partners: PARTNERS } })
  })
  afterAll(() => walk.close())

  test('is reminded twice, the owner is warned in time, and the person reads whose silence it is', async () => {
    const { number, email } = await destroyed('silence')
    await partnerSays(SHOP, number, 'ВЫПОЛНЕНО')
    // Told on 17 November; three and seven working days later it is asked again.
    await liveTo(walk, '2026-11-20', 11)
    expect(kindsOf(await toPartner(STUDIO, number))).toEqual([
      'partner-instruction',
      'partner-reminder',
    ])
    await liveTo(walk, '2026-11-27', 11)
    expect(kindsOf(await toPartner(STUDIO, number))).toEqual([
      'partner-instruction',
      'partner-reminder',
      'partner-reminder',
    ])
    expect(kindsOf(await toPartner(SHOP, number))).toEqual(['partner-instruction'])
    await liveTo(walk, '2026-12-08', 11)
    const silent = await newestToOwner(walk, 'partner-silent', number)
    expect(silent.text).toContain('ТОО «Студия»')
    expect(silent.text).toContain('Срок: 11 декабря 2026 г.')

    await liveTo(walk, '2026-12-16', 11)
    expect(kindsOf(await walk.sentTo(email))).not.toContain('delayed')
    await liveTo(walk, '2026-12-17', 11)
    expect((await walk.replyOf('delayed', email)).text).toContain('Причина: партнёр')
    expect((await newestToOwner(walk, 'overdue', number)).text).toContain('Ждём партнёра')
    const request = await walk.onlyRequestOf(email)
    expect(request.state).toBe('fulfilled')
    const missed = request.events.filter(({ name }) => name === 'overdue')
    expect(missed.map((event) => textFact(event, 'due'))).toContain('2026-12-16')

    await partnerSays(STUDIO, number, 'ВЫПОЛНЕНО')
    expect((await walk.onlyRequestOf(email)).state).toBe('closed')
  })

  test('is named as the one who is late though the record is blocked (p.17/partners)', async () => {
    const { email } = await enter(walk, 'blocked-silence')
    const { number, receivedOn } = await walk.ask(demand(email))
    await walk.decide(number, 'БЛОК\nИдёт перенос базы.')
    expect(kindsOf(await toPartner(STUDIO, number))).toEqual(['partner-instruction'])
    await passTo(walk, daysAfter(receivedOn, 31), 11)
    expect((await walk.replyOf('delayed', email)).text).toContain('Причина: партнёр')
    expect((await newestToOwner(walk, 'overdue', number)).text).toContain('Ждём партнёра')
  })
})
