import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lastEvent, obligationNamed } from '../../src/request/request.ts'
import { answerTo, enter, filesIn, kindsOf, newestToOwner } from '../support/walk-stories.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const ACCESS = 'Прошу предоставить мои персональные данные'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const demand = (from: string, body = 'Прошу прислать копию моих персональных данных.') => ({
  from,
  name: 'Анна Тестова',
  subject: ACCESS,
  body: `${body}\nМой адрес: ${from}`,
})

describe('who asks for the own data', () => {
  test('reads all of them, as a page, as JSON and as CSV, once the owner has said yes (p.16/access)', async () => {
    const { email, fields } = await enter(walk, 'reads')
    const { number, state } = await walk.ask(demand(email))
    expect(state).toBe('awaiting-approval')
    expect(kindsOf(await walk.sentTo(email))).toEqual(['acknowledgement-access'])
    const question = await walk.approvalOf(number)
    expect(question.text).toContain('Будут отправлены на адрес из базы: фамилия, имя, адрес')

    await walk.decide(number, 'ДА')
    const copy = await walk.replyOf('your-data', email)
    const files = await filesIn(copy)
    expect([...files.keys()]).toEqual([
      'personal-data.html',
      'personal-data.json',
      'personal-data.csv',
    ])
    expect(JSON.parse(files.get('personal-data.json') ?? '')).toMatchObject({
      request: number,
      data: fields,
    })
    for (const value of Object.values(fields)) {
      expect(files.get('personal-data.html')).toContain(`<td>${value}</td>`)
      expect(files.get('personal-data.csv')).toContain(`;"${value}"`)
    }
    expect((await walk.onlyRequestOf(email)).state).toBe('closed')
  })

  test('reads for what, from where, to whom and until when they are processed (p.16/information)', async () => {
    const { email } = await enter(walk, 'told')
    const { number } = await walk.ask(demand(email))
    await walk.decide(number, 'ДА')
    const copy = await walk.replyOf('your-data', email)
    const page = (await filesIn(copy)).get('personal-data.html') ?? ''
    for (const { id, text } of walk.world.promises.policy.purposes) {
      expect(copy.text).toContain(`— ${text} (${id})`)
      expect(page).toContain(`<li>${text} (${id})</li>`)
    }
    for (const said of [
      'Откуда они: вы сами, на сайте',
      'Кому передаём: никому',
      'Как долго храним: до исполнения обязательств',
      'Записано у нас: 16 ноября 2026 г.',
      'Ответьте на это письмо: Уточнить персональные данные',
      'eOtinish.kz',
    ])
      expect(copy.text).toContain(said)
  })

  test('reads no value of the own data in the words of the letter, only in its files', async () => {
    const { email, fields } = await enter(walk, 'unseen')
    const { number } = await walk.ask(demand(email))
    await walk.decide(number, 'ДА')
    const { text } = await walk.replyOf('your-data', email)
    for (const value of Object.values(fields)) expect(text).not.toContain(value)
  })

  test('pays nothing, and the first letter says so (p.16/free)', async () => {
    const { email } = await enter(walk, 'free')
    await walk.ask(demand(email))
    const first = await walk.replyOf('acknowledgement-access', email)
    expect(first.text).toContain('Это бесплатно.')
    expect(first.text).toContain('копию отправим только на тот адрес, который в них записан')
  })

  test('is answered within three working days, by law, and the owner hears of it in time', async () => {
    const { email } = await enter(walk, 'by-law')
    const request = await walk.ask(demand(email))
    expect(obligationNamed(request, 'export')?.lawDue).toBe('2026-11-19')
    const { text } = await walk.replyOf('acknowledgement-access', email)
    expect(text).toContain('Срок: 19 ноября 2026 г.')
    expect((await newestToOwner(walk, 'approval', request.number)).text).toContain('19 ноября')
  })

  test('and is refused by the owner is told why, by what ground, and where to complain', async () => {
    const { email } = await enter(walk, 'refused')
    const { number } = await walk.ask(demand(email))
    await walk.decide(number, 'НЕТ: копию мы отправили вам вчера.')
    const told = await walk.replyOf('refused', email)
    expect(told.text).toContain('Причина:\nкопию мы отправили вам вчера.')
    expect(told.text).toMatch(/Основание: .*16/)
    expect(told.text).toContain('eOtinish.kz')
    expect(kindsOf(await walk.sentTo(email))).not.toContain('your-data')
  })

  test('and answers it with what is right has that corrected, in a request of its own (p.16/correct)', async () => {
    const { email, ref } = await enter(walk, 'finds-error')
    const { number } = await walk.ask(demand(email))
    await walk.decide(number, 'ДА')
    const copy = await walk.replyOf('your-data', email)
    await answerTo(walk, copy, 'Уточнить персональные данные\nНовый телефон: +7 701 111 22 33')
    const asked = (await walk.requestsOf(email)).find(({ kind }) => kind === 'rectify')
    await walk.decide(asked?.number ?? '', 'ДА')
    expect((await walk.world.register.look(ref))?.fields.phone).toBe('+77011112233')
  })

  test('and is not on record is told so, once the owner has confirmed it', async () => {
    const from = 'unknown@person.example'
    const { number } = await walk.ask(demand(from))
    await walk.decide(number, 'ДА')
    expect(kindsOf(await walk.sentTo(from))).toEqual(['acknowledgement-access', 'no-record'])
    const request = await walk.onlyRequestOf(from)
    expect(obligationNamed(request, 'export')?.evidence).toBe('no-record')
  })
})

describe('a copy goes to the address on record alone', () => {
  test('and never to another address of the writer, who proved the one on record by its code (p.11.4)', async () => {
    const { email } = await enter(walk, 'of-record')
    const other = 'other-box@person.example'
    const { number } = await walk.ask({ ...demand(email), from: other })
    expect((await walk.onlyRequestOf(other)).state).toBe('awaiting-identity')
    const { text } = await walk.replyOf('confirm-address', email)
    const code = /код: (\S+)/u.exec(text)?.[1]
    const acknowledged = await walk.replyOf('acknowledgement-access', other)
    walk.deliver({ from: other, subject: 'Re:', body: `Код: ${code}`, answers: acknowledged })
    await walk.settle()
    await walk.decide(number, 'ДА')
    expect(kindsOf(await walk.sentTo(email))).toEqual(['confirm-address', 'your-data'])
    expect(kindsOf(await walk.sentTo(other))).not.toContain('your-data')
    expect((await walk.onlyRequestOf(other)).state).toBe('closed')
  })

  test('and to nobody before the owner’s yes, whatever is written meanwhile', async () => {
    const { email } = await enter(walk, 'patient')
    const { number } = await walk.ask(demand(email))
    const first = await walk.replyOf('acknowledgement-access', email)
    for (const body of ['Жду копию.', 'Да'])
      walk.deliver({ from: email, subject: 'Re:', body, answers: first })
    await walk.settle()
    expect(kindsOf(await walk.sentTo(email))).not.toContain('your-data')
    await walk.decide(number, 'ДА')
    expect(kindsOf(await walk.sentTo(email))).toContain('your-data')
  })

  test('and the answer is in words where no address is on record (p.16/access)', async () => {
    const phone = '+77000990001'
    await walk.world.register.add({ surname: 'Тестова', name: 'Дана', phone })
    const from = 'by-phone@person.example'
    const { number } = await walk.ask(demand(from, 'Пришлите копию моих персональных данных.'))
    const request = await walk.onlyRequestOf(from)
    await walk.desk.called(request, '0001', phone)
    await walk.settle()
    const called = await walk.onlyRequestOf(from)
    expect(lastEvent(called, 'planned')?.facts).toMatchObject({ why: 'no-address' })
    await walk.decide(number, 'ДА')
    expect(kindsOf(await walk.sentTo(from))).not.toContain('your-data')
    await walk.decide(number, 'ОТВЕТ\nКопию прочли вам по телефону, который у нас записан.')
    const told = await walk.replyOf('answer', from)
    expect(told.text).toContain('Копию прочли вам по телефону')
    expect((await walk.onlyRequestOf(from)).state).toBe('closed')
  })
})

describe('a representative', () => {
  test('reads them where the person would, once the owner has seen by what right (p.16/representative)', async () => {
    const { email, fields } = await enter(walk, 'principal')
    const agent = 'agent@person.example'
    const { number } = await walk.ask({
      from: agent,
      name: 'Пётр Тестов',
      subject: ACCESS,
      body: `Действую по доверенности. Прошу прислать копию персональных данных доверителя.\nЕго адрес: ${email}`,
    })
    await walk.decide(number, 'ДА')
    expect(kindsOf(await walk.sentTo(email))).not.toContain('your-data')
    await walk.desk.authoritySeen(await walk.onlyRequestOf(agent), 'power-of-attorney')
    await walk.settle()
    await walk.decide(number, 'ДА')
    const copy = await walk.replyOf('your-data', email)
    expect((await filesIn(copy)).get('personal-data.json')).toContain(fields.phone)
    expect(kindsOf(await walk.sentTo(agent))).not.toContain('your-data')
  })
})
