import { expect, test } from 'vitest'
import { simpleParser } from 'mailparser'
import { MAILBOX } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'
import type { Reply } from '../support/walk-harness.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const SECOND = 'second@company.example'

const demand = (from: string) => ({
  from,
  subject: 'Прекратить обработку персональных данных',
  body: `Прошу прекратить обработку моих персональных данных. Мой адрес: ${from}`,
})

async function digests(walk: WalkHarness): Promise<readonly Reply[]> {
  return (await walk.sentTo(MAILBOX)).filter(({ kind }) => kind === 'digest')
}

test('the owner reads every working morning what is open and who has the word, with a calendar of the dates', async () => {
  const walk = await WalkHarness.open()
  try {
    const from = 'digest@person.example'
    await walk.world.register.add({ email: from, phone: '+77000000071' })
    const { number } = await walk.ask(demand(from))
    expect(await digests(walk)).toEqual([])

    // Tuesday, 09:00.
    await walk.passAndSettle(23 * HOUR_MS)
    const [first, ...more] = await digests(walk)
    expect(more).toEqual([])
    expect(first?.subject).toMatch(/^Сводка на 17 ноября 2026 г\., открытых обращений: 1/)
    expect(first?.text).toContain(`№ ${number}: прекратить обработку и уничтожить данные`)
    expect(first?.text).toContain('ждёт вашего решения')
    expect(first?.text).not.toContain(from)
    const { attachments } = await simpleParser(first?.raw ?? '')
    const calendar = attachments.find(({ filename }) => filename === 'deadlines.ics')
    expect(calendar?.content.toString()).toContain(`UID:${number}-destroy@privacy-mailbot`)

    await walk.passAndSettle(HOUR_MS)
    expect(await digests(walk)).toHaveLength(1)
    await walk.passAndSettle(DAY_MS)
    expect(await digests(walk)).toHaveLength(2)
  } finally {
    await walk.close()
  }
})

test('quiet weeks are told once each, on their first working day', async () => {
  const walk = await WalkHarness.open()
  try {
    for (let days = 0; days < 14; days += 1) await walk.passAndSettle(DAY_MS)
    const told = await digests(walk)
    const quiet = 'Всё спокойно: открытых обращений нет'
    expect(told.map(({ subject }) => subject)).toEqual([quiet, quiet])
  } finally {
    await walk.close()
  }
})

test('at night the owner gets no letter that can wait, and the person is answered at once', async () => {
  const walk = await WalkHarness.open()
  try {
    // 22:00 in Almaty.
    await walk.pass(12 * HOUR_MS)
    const from = 'night@person.example'
    await walk.world.register.add({ email: from, phone: '+77000000072' })
    const { number } = await walk.ask(demand(from))
    await walk.replyOf('acknowledgement-cease', from)
    expect(await walk.toOwner('approval', number)).toEqual([])
    await walk.passAndSettle(10 * HOUR_MS)
    expect(await walk.toOwner('approval', number)).toHaveLength(1)
  } finally {
    await walk.close()
  }
})

test('what cannot wait until the morning does not: one working day is left', async () => {
  const walk = await WalkHarness.open()
  try {
    await walk.pass(12 * HOUR_MS)
    const from = 'urgent@person.example'
    await walk.world.register.add({ email: from, phone: '+77000000073' })
    const letter = {
      from,
      subject: 'Уточнить персональные данные',
      body: 'Новый номер телефона: +7 700 000 00 12',
    }
    const { number } = await walk.ask(letter)
    expect(await walk.toOwner('approval', number)).toHaveLength(1)
  } finally {
    await walk.close()
  }
})

test('what the owner leaves to the last working day is told to the second contact, who can decide nothing', async () => {
  const policy = { owner: { language: 'ru', second: SECOND, night: 'none' } } as const
  const walk = await WalkHarness.open({ policy })
  try {
    const from = 'second-contact@person.example'
    await walk.world.register.add({ email: from, phone: '+77000000074' })
    const { number } = await walk.ask(demand(from))
    for (let days = 0; days < 17; days += 1) await walk.passAndSettle(DAY_MS)
    expect(await walk.sentTo(SECOND)).toEqual([])
    for (let days = 0; days < 4; days += 1) await walk.passAndSettle(DAY_MS)
    const [told] = await walk.sentTo(SECOND)
    expect(told?.kind).toBe('escalation')
    expect(told?.text).toContain(number)
    expect(told?.text).not.toContain(from)

    const before = await walk.onlyRequestOf(from)
    if (told === undefined) throw new Error('nobody was told')
    walk.deliver({ from: SECOND, subject: `Re: ${told.subject}`, body: 'ДА', answers: told })
    await walk.settle()
    const after = await walk.onlyRequestOf(from)
    expect(after.state).toBe(before.state)
    expect(after.events.some(({ name }) => name === 'second-yes-asked')).toBe(false)
  } finally {
    await walk.close()
  }
}, 60_000)

test('a calendar that counts otherwise has every open request dated anew at the next start', async () => {
  const walk = await WalkHarness.open()
  try {
    const from = 'calendar@person.example'
    await walk.ask(demand(from))
    await walk.world.places.put('calendar', 'another')
    await walk.drain()
    const [line, ...more] = walk.logLines.filter((one) => one.includes('calendar.changed'))
    expect(line).toContain('"count":1')
    expect(more).toEqual([])
  } finally {
    await walk.close()
  }
})
