import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/policy/calendar.ts'
import { formatDate } from '../../src/reply/dates.ts'
import { MAILBOX } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'
import type { Reply } from '../support/walk-harness.ts'

const RECTIFY = 'Уточнить персональные данные'
const CEASE = 'Прекратить обработку персональных данных'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const personOf = (local: string): string => `${local}@person.example`

async function enter(local: string, phone = '+77000000039'): Promise<string> {
  const email = personOf(local)
  await walk.world.register.add({ surname: 'Тестова', name: 'Анна', email, phone })
  return email
}

async function recordOf(email: string) {
  const [record] = await walk.world.register.find(email)
  return record?.fields
}

const correction = (from: string, about = from, value = 'телефон на +7 700 000 00 66') => ({
  from,
  name: 'Анна Тестова',
  subject: RECTIFY,
  body: `Мой адрес: ${about}\nПрошу исправить ${value}.`,
})

/** As a phone answers: the words above, our letter quoted below. */
async function reply(from: string, to: Reply, words: string, more = {}): Promise<void> {
  const quoted = to.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
  const body = `${words}\n\n16 нояб. 2026 г., в 10:15, ИП <${MAILBOX}> написал(а):\n${quoted}\n`
  walk.deliver({ from, subject: `Re: ${to.subject}`, body, answers: to, ...more })
  await walk.settle()
}

/** The six digits of a letter of ours. */
function codeOf({ text }: Reply): string {
  return /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? ''
}

async function stateOf(number: string): Promise<string> {
  return (await walk.world.requests.load(number))?.state ?? 'none'
}

async function eventsOf(number: string): Promise<readonly string[]> {
  const request = await walk.world.requests.load(number)
  return (request?.events ?? []).map(({ name }) => name)
}

describe('a correction from the address on record', () => {
  test('needs one letter where the mail server signs it: nobody is asked anything (p.9, p.16)', async () => {
    const from = await enter('signed')
    const { number } = await walk.ask(correction(from))
    const ack = await walk.replyOf('acknowledgement-rectify', from)
    expect(ack.text).not.toMatch(/(?<!\d)\d{6}(?!\d)/)
    const question = await walk.approvalOf(number)
    expect(question.text).toContain('письмо подписал почтовый сервер этого адреса')
    await walk.decide(number, 'ДА')
    expect((await recordOf(from))?.phone).toBe('+77000000066')
  })

  test('needs at most one reply where nothing is signed: one word from a phone', async () => {
    const from = await enter('unsigned')
    const { number } = await walk.ask({ ...correction(from), signedBy: null })
    expect(await stateOf(number)).toBe('awaiting-identity')
    expect(await walk.toOwner('approval', number)).toEqual([])
    const ack = await walk.replyOf('acknowledgement-rectify', from)
    await reply(from, ack, 'Да', { signedBy: null })
    expect((await walk.approvalOf(number)).text).toContain('человек ответил с этого адреса')
    await walk.decide(number, 'ДА')
    expect((await recordOf(from))?.phone).toBe('+77000000066')
    expect((await walk.sentTo(from)).map(({ kind }) => kind)).toEqual([
      'acknowledgement-rectify',
      'corrected',
    ])
  })

  test('is as good with the code alone, in a letter that answers none of ours', async () => {
    const from = await enter('code-alone')
    const { number } = await walk.ask({ ...correction(from), signedBy: null })
    const code = codeOf(await walk.replyOf('acknowledgement-rectify', from))
    walk.deliver({ from, subject: `[№ ${number}]`, body: `Код: ${code}`, signedBy: null })
    await walk.settle()
    expect(await stateOf(number)).toBe('awaiting-approval')
  })

  test('«да» and thanks after the plan leave the owner’s letter the newest one', async () => {
    const from = await enter('thanks')
    const { number } = await walk.ask(correction(from))
    const ack = await walk.replyOf('acknowledgement-rectify', from)
    await reply(from, ack, 'Да')
    await reply(from, ack, 'Спасибо!')
    expect(await walk.toOwner('approval', number)).toHaveLength(1)
    await walk.decide(number, 'ДА')
    expect((await recordOf(from))?.phone).toBe('+77000000066')
  })
})

describe('somebody who writes about another address', () => {
  test('gets the same words whether or not it is on record; only the address on record is written to (p.11.4)', async () => {
    await enter('known-one')
    const words = async (from: string, about: string): Promise<readonly string[]> => {
      await walk.ask(correction(from, about))
      return (await walk.sentTo(from)).map(({ kind, text }) => kind + text.replace(/PD-\S+/g, 'PD'))
    }
    const known = await words(personOf('nosy-one'), personOf('known-one'))
    const unknown = await words(personOf('nosy-two'), personOf('ktown-one'))
    expect(known).toHaveLength(1)
    expect(known).toEqual(unknown)
    expect((await walk.sentTo(personOf('known-one'))).map(({ kind }) => kind)).toEqual([
      'confirm-address',
    ])
    expect(await walk.sentTo(personOf('ktown-one'))).toEqual([])
  })

  test('may prove it by the code that went there', async () => {
    const record = await enter('record-two')
    const writer = personOf('writer-two')
    const { number } = await walk.ask(correction(writer, record))
    const code = codeOf(await walk.replyOf('confirm-address', record))
    const ack = await walk.replyOf('acknowledgement-rectify', writer)
    await reply(writer, ack, `Код ${code}`)
    expect(await stateOf(number)).toBe('awaiting-approval')
    await walk.decide(number, 'ДА')
    expect((await recordOf(record))?.phone).toBe('+77000000066')
    expect((await walk.sentTo(writer)).map(({ kind }) => kind)).toContain('corrected')
  })

  test('«Да» from the address on record proves it; the same word from the writer proves nothing', async () => {
    const record = await enter('record-three')
    const writer = personOf('writer-three')
    const { number } = await walk.ask(correction(writer, record))
    await reply(writer, await walk.replyOf('acknowledgement-rectify', writer), 'Да')
    expect(await stateOf(number)).toBe('awaiting-identity')
    await reply(record, await walk.replyOf('confirm-address', record), 'Да', { signedBy: null })
    expect(await stateOf(number)).toBe('awaiting-approval')
  })

  test('«Это не я» from the address on record stops everything and tells the owner', async () => {
    const record = await enter('record-four')
    const writer = personOf('writer-four')
    const body = `Мой адрес: ${record}\nПрекратите обработку и уничтожьте мои данные.`
    const { number } = await walk.ask({ from: writer, subject: CEASE, body })
    const entry = async () =>
      (await walk.world.register.list()).find(({ fields }) => fields.email === record)
    expect((await entry())?.stoppedAt).not.toBeNull()
    await reply(record, await walk.replyOf('confirm-address', record), 'Это не я!')
    expect(await stateOf(number)).toBe('closed')
    expect((await entry())?.stoppedAt).toBeNull()
    expect((await walk.toOwner('disowned', number)).length).toBe(1)
    expect((await walk.sentTo(record)).map(({ kind }) => kind)).toEqual([
      'confirm-address',
      'not-me',
    ])
  })

  test('who has no way to the old address is called: only the right digits of the number on record count (A2)', async () => {
    const record = await enter('record-five', '+77000000055')
    const writer = personOf('writer-five')
    const { number } = await walk.ask(correction(writer, record))
    const ack = await walk.replyOf('acknowledgement-rectify', writer)
    await reply(writer, ack, 'К старой почте доступа нет, мой номер +7 700 000 00 55')
    expect(await walk.toOwner('call-needed', number)).toHaveLength(1)
    const request = await walk.onlyRequestOf(writer)
    await expect(walk.desk.called(request, '0039', null)).rejects.toThrow('last digits')
    await walk.desk.called(request, '0055', null)
    await walk.drain()
    expect((await walk.approvalOf(number)).text).toContain('вы позвонили по номеру из базы')
    const called = (await walk.world.requests.load(number))?.events.find(
      ({ name }) => name === 'person-called',
    )
    expect(called).toMatchObject({
      actor: 'owner:terminal',
      facts: { level: 'A2', digits: '0055' },
    })
  })
})

describe('people with no e-mail on record', () => {
  test('are found by the number they gave, and called (A2), for every kind', async () => {
    await walk.world.register.add({ name: 'Анна', surname: 'Тестова', phone: '+77000000077' })
    const writer = personOf('no-mail')
    const body = 'Прекратите обработку моих данных. Мой телефон +7 700 000 00 77.'
    const { number } = await walk.ask({ from: writer, subject: CEASE, body })
    const plan = await walk.approvalOf(number)
    expect(plan.text).toContain('ничего не записано')
    const request = await walk.onlyRequestOf(writer)
    await walk.desk.called(request, '0077', '+77000000077')
    await walk.drain()
    expect((await walk.approvalOf(number)).text).toContain('Будут уничтожены')
  })
})

describe('a new e-mail address', () => {
  const changeTo = (to: string): string => `адрес почты на ${to}`

  test('is written only when both the old and the new one are proven, and both are told', async () => {
    const old = await enter('old-six')
    const fresh = personOf('fresh-six')
    const { number } = await walk.ask(correction(old, old, changeTo(fresh)))
    expect(await stateOf(number)).toBe('awaiting-identity')
    const question = await walk.replyOf('confirm-address', fresh)
    await reply(fresh, question, 'Да', { signedBy: null })
    expect(await stateOf(number)).toBe('awaiting-approval')
    await walk.decide(number, 'ДА')
    expect((await recordOf(fresh))?.email).toBe(fresh)
    expect((await walk.sentTo(fresh)).map(({ kind }) => kind)).toContain('email-new')
    expect((await walk.sentTo(old)).map(({ kind }) => kind)).toContain('corrected')
  })

  test('asked for from the new address alone changes nothing, and the old one hears of it', async () => {
    const old = await enter('old-seven')
    const thief = personOf('thief-seven')
    const { number } = await walk.ask(correction(thief, old, changeTo(thief)))
    expect(await stateOf(number)).toBe('awaiting-identity')
    expect((await walk.sentTo(old)).map(({ kind }) => kind)).toEqual(['confirm-address'])
    await reply(thief, await walk.replyOf('acknowledgement-rectify', thief), 'Да')
    expect(await stateOf(number)).toBe('awaiting-identity')
    expect((await recordOf(old))?.email).toBe(old)
  })

  test('after a change the old address is told, whoever wrote', async () => {
    const old = await enter('old-eight')
    const fresh = personOf('fresh-eight')
    const { number } = await walk.ask(correction(fresh, old, changeTo(fresh)))
    await reply(old, await walk.replyOf('confirm-address', old), 'Да')
    expect(await stateOf(number)).toBe('awaiting-approval')
    await walk.decide(number, 'ДА')
    expect((await walk.sentTo(old)).map(({ kind }) => kind)).toEqual([
      'confirm-address',
      'email-changed',
    ])
  })
})

describe('codes', () => {
  test('count five tries, whoever gives them; an answer from the address still counts', async () => {
    const from = await enter('guessed')
    const { number } = await walk.ask({ ...correction(from), signedBy: null })
    const ack = await walk.replyOf('acknowledgement-rectify', from)
    const right = codeOf(ack)
    const wrong = (index: number): string =>
      String((Number(right) + index) % 1_000_000).padStart(6, '0')
    for (let index = 1; index <= 6; index += 1)
      await reply(from, ack, `Код: ${wrong(index)}`, { signedBy: null })
    expect((await eventsOf(number)).filter((name) => name === 'code-failed')).toHaveLength(6)
    expect((await walk.sentTo(from)).filter(({ kind }) => kind === 'code-wrong')).toHaveLength(5)
    await reply(from, ack, `Код: ${right}`, { signedBy: null })
    expect(await stateOf(number)).toBe('awaiting-identity')
    await reply(from, ack, 'Да', { signedBy: null })
    expect(await stateOf(number)).toBe('awaiting-approval')
  })

  test('run out on the day that the letter names', async () => {
    const from = await enter('slow')
    const { number } = await walk.ask({ ...correction(from), signedBy: null })
    const ack = await walk.replyOf('acknowledgement-rectify', from)
    expect(ack.text).toContain('Код действует до: 24 ноября 2026 г.')
    await walk.pass(9 * DAY_MS)
    await reply(from, ack, `Код: ${codeOf(ack)}`, { signedBy: null })
    expect(await stateOf(number)).toBe('awaiting-identity')
    expect((await walk.replyOf('code-wrong', from)).text).toContain('Срок этого кода прошёл')
  })

  test('of a demand to destroy count ten days, though mailings stop on the first (p.17)', async () => {
    const from = await enter('ten-days')
    const body = 'Прекратите обработку и уничтожьте мои данные.'
    const { number } = await walk.ask({ from, subject: CEASE, body, signedBy: null })
    const ack = await walk.replyOf('acknowledgement-cease', from)
    const day = formatDate(addDays(civilDate(walk.now, 'Asia/Almaty'), 10), 'ru')
    expect(ack.text).toContain(`Код действует до: ${day}`)
    await walk.pass(2 * DAY_MS)
    await reply(from, ack, `Код: ${codeOf(ack)}`, { signedBy: null })
    expect(await stateOf(number)).toBe('awaiting-approval')
  })

  test('the owner hears three working days before the term that an address is still not proven', async () => {
    const from = await enter('silent')
    const { number } = await walk.ask({ ...correction(from), signedBy: null })
    await walk.passAndSettle(3 * DAY_MS)
    expect(await walk.toOwner('identity-late', number)).toEqual([])
    await walk.passAndSettle(5 * DAY_MS)
    expect(await walk.toOwner('identity-late', number)).toHaveLength(1)
  })
})

describe('what was confirmed is what is planned', () => {
  const phone = (digits: string): string => `Исправьте телефон на +7 700 000 00 ${digits}`

  test('a value that the writer changes after somebody else said yes is asked about anew', async () => {
    const record = await enter('record-nine')
    const writer = personOf('writer-nine')
    const { number } = await walk.ask(correction(writer, record))
    const asked = await walk.replyOf('confirm-address', record)
    expect(asked.text).toContain('+7 700 ••• 00 66')
    await reply(record, asked, 'Да')
    expect(await stateOf(number)).toBe('awaiting-approval')
    await reply(writer, await walk.replyOf('acknowledgement-rectify', writer), phone('67'))
    expect(await stateOf(number)).toBe('awaiting-identity')
    const letters = (await walk.sentTo(record)).filter(({ kind }) => kind === 'confirm-address')
    expect(letters).toHaveLength(2)
    expect(letters[1]?.text).toContain('+7 700 ••• 00 67')
    await reply(record, asked, 'Код: ' + codeOf(asked))
    expect(await stateOf(number)).toBe('awaiting-identity')
  })

  test('a letter with a wrong code in the writer’s name changes no value', async () => {
    const from = await enter('named')
    const { number } = await walk.ask(correction(from))
    const body = `Код: 000000\n${phone('99')}`
    walk.deliver({ from, subject: `Re: [№ ${number}]`, body, signedBy: null })
    await walk.settle()
    await walk.decide(number, 'ДА')
    expect((await recordOf(from))?.phone).toBe('+77000000066')
  })

  test('«Да» from another account of the same phone proves the mailbox that was written to', async () => {
    const record = await enter('record-ten')
    const writer = personOf('writer-ten')
    const { number } = await walk.ask(correction(writer, record))
    await reply(writer, await walk.replyOf('confirm-address', record), 'Да')
    expect(await stateOf(number)).toBe('awaiting-approval')
  })
})
