import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault } from '../../src/errors.ts'
import { writeMessageId } from '../../src/letter/reference.ts'
import { MAILBOX, writeLetter } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const RECTIFY = 'Уточнить персональные данные'
const MINUTE_MS = 60_000

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

async function enter(local: string): Promise<string> {
  const email = `${local}@person.example`
  await walk.world.register.add({ surname: 'Тестова', name: 'Анна', email, phone: '+77000000039' })
  return email
}

/** An answer in the thread, by a sender whose server signs. */
async function say(
  from: string,
  body: string,
  answers: { readonly messageId: string; readonly references: readonly string[] },
): Promise<void> {
  walk.deliver({ from, subject: 'Re:', body, answers })
  await walk.settle()
}

async function phoneOf(email: string): Promise<string | undefined> {
  const [record] = await walk.world.register.find(email)
  return record?.fields.phone
}

const correction = (from: string, about = from) => ({
  from,
  name: 'Анна Тестова',
  subject: RECTIFY,
  body: `Мой адрес: ${about}\nПрошу исправить телефон на +7 700 000 00 66.`,
})

describe('somebody who writes from another address than the one on record', () => {
  test('can be approved neither by mail nor at a terminal; the address on record is asked', async () => {
    const victim = await enter('victim')
    const thief = 'thief@person.example'
    const { number } = await walk.ask(correction(thief, victim))
    expect((await walk.sentTo(victim)).map(({ kind }) => kind)).toEqual(['confirm-address'])
    expect((await walk.sentTo(thief)).map(({ kind }) => kind)).toEqual(['acknowledgement-rectify'])
    expect((await walk.onlyRequestOf(thief)).state).toBe('awaiting-identity')
    expect(await walk.toOwner('approval', number)).toEqual([])

    // No letter asks the owner anything; an answer to one that never was counts as little.
    for (const kind of ['approval', 'not-understood']) {
      const mark = { about: number, kind, version: 1 }
      const messageId = writeMessageId(walk.world.vault.idKey, mark, 'company.example')
      const answers = { messageId, references: [] }
      walk.deliver({ from: MAILBOX, subject: 'Re:', body: 'ДА', answers }, 'Sent')
    }
    await walk.settle()
    const reasons = (await walk.onlyRequestOf(thief)).events.flatMap(({ name, facts }) =>
      name === 'answer-not-counted' ? [facts['why']] : [],
    )
    expect(new Set(reasons)).toEqual(new Set(['not-possible', 'old-version']))
    const request = await walk.onlyRequestOf(thief)
    await expect(walk.desk.answer(request, { say: 'yes' }, null)).rejects.toThrow(Fault)
    expect((await walk.onlyRequestOf(thief)).state).toBe('awaiting-identity')
    expect(await phoneOf(victim)).toBe('+77000000039')
  })

  test('learns nothing of whether there is a record at all, whatever is tried', async () => {
    await enter('known')
    const words = async (from: string, about: string): Promise<readonly string[]> => {
      const { number } = await walk.ask(correction(from, about))
      const answers = await walk.replyOf('acknowledgement-rectify', from)
      for (const body of ['Да', 'Код: 482164', 'Я не могу войти в ту почту', 'Это не я'])
        await say(from, body, answers)
      expect((await walk.onlyRequestOf(from)).number).toBe(number)
      return (await walk.sentTo(from)).map(({ kind, subject, text }) =>
        [kind, subject, text].join('\n').replaceAll(number, 'PD'),
      )
    }
    const known = await words('curious1@person.example', 'known@person.example')
    const unknown = await words('curious2@person.example', 'kunknown@person.example')
    expect(known).toEqual(unknown)
    expect(known.length).toBeGreaterThan(1)
  })

  test('cannot turn it into “no such record” either', async () => {
    const thief = 'thief3@person.example'
    const { number } = await walk.ask(correction(thief, 'absent@person.example'))
    expect((await walk.onlyRequestOf(thief)).state).toBe('awaiting-identity')
    expect(await walk.toOwner('approval', number)).toEqual([])
    expect(await walk.sentTo('absent@person.example')).toEqual([])
    const request = await walk.onlyRequestOf(thief)
    await expect(walk.desk.answer(request, { say: 'yes' }, null)).rejects.toThrow(Fault)
    expect((await walk.sentTo(thief)).map(({ kind }) => kind)).toEqual(['acknowledgement-rectify'])
  })

  test('may be refused or asked something: that discloses and changes nothing', async () => {
    const victim = await enter('victim2')
    const thief = 'thief4@person.example'
    await walk.ask(correction(thief, victim))
    const request = await walk.onlyRequestOf(thief)
    await walk.desk.answer(request, { say: 'no', reason: 'Адрес не ваш.' }, null)
    await walk.settle()
    expect((await walk.onlyRequestOf(thief)).state).toBe('closed')
    expect(await phoneOf(victim)).toBe('+77000000039')
  })
})

describe('an answer counts by where it lies, not by what it says of its sender', () => {
  test('From the owner and only in INBOX never counts; the owner is told after two minutes', async () => {
    const from = await enter('o1')
    const { number } = await walk.ask(correction(from))
    walk.answer(await walk.approvalOf(number), 'ДА', ['INBOX'])
    await walk.settle()
    expect(await walk.toOwner('not-understood', number)).toEqual([])
    await walk.passAndSettle(3 * MINUTE_MS)
    const [said] = await walk.toOwner('not-understood', number)
    expect(said?.text).toContain('мы не нашли его в папке «Отправленные»')
    expect(await phoneOf(from)).toBe('+77000000039')
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
  })

  test('a copy that reaches Sent a minute later than INBOX counts', async () => {
    const from = await enter('o2')
    const { number } = await walk.ask(correction(from))
    const question = await walk.approvalOf(number)
    const letter = { from: MAILBOX, subject: 'Re: ', body: 'ДА', answers: question }
    const raw = writeLetter(letter, walk.now)
    walk.deliver(raw)
    await walk.settle()
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
    await walk.pass(MINUTE_MS)
    walk.deliver(raw, 'Sent')
    await walk.settle()
    expect(await phoneOf(from)).toBe('+77000000066')
    expect(await walk.toOwner('not-understood', number)).toEqual([])
  })

  test('a yes without our mark, lying in Sent, is no answer', async () => {
    const from = await enter('o3')
    const { number } = await walk.ask(correction(from))
    const question = await walk.approvalOf(number)
    const forged = question.messageId.replace(/[0-9a-f]{32}/, 'f'.repeat(32))
    for (const messageId of [forged, '<approval@company.example>'])
      walk.deliver(
        writeLetter(
          {
            from: MAILBOX,
            subject: question.subject,
            body: 'ДА',
            answers: { messageId, references: [] },
          },
          walk.now,
        ),
        'Sent',
      )
    await walk.settle()
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
  })

  test('a mark that a stranger got hold of opens nothing', async () => {
    const from = await enter('o4')
    const { number } = await walk.ask(correction(from))
    const question = await walk.approvalOf(number)
    const stranger = 'stranger@person.example'
    walk.deliver({ from: stranger, subject: 'Re: ', body: 'ДА', answers: question })
    walk.deliver({ from: stranger, subject: RECTIFY, body: 'ДА', answers: question }, 'Junk')
    await walk.passAndSettle(3 * MINUTE_MS)
    expect(await phoneOf(from)).toBe('+77000000039')
    expect(await walk.sentTo(stranger)).toEqual([])
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
  })

  test('a yes to one request says nothing of another', async () => {
    const [one, other] = [await enter('o5'), await enter('o6')]
    await walk.ask(correction(one))
    const second = await walk.ask(correction(other))
    await walk.decide(second.number, 'ДА')
    expect(await phoneOf(other)).toBe('+77000000066')
    expect(await phoneOf(one)).toBe('+77000000039')
  })
})

describe('the thread of a person', () => {
  test('takes in nobody else: a third party’s reply is a letter of its own', async () => {
    const from = await enter('t1')
    const { number } = await walk.ask(correction(from))
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    const third = 'third@person.example'
    walk.deliver({
      from: third,
      subject: RECTIFY,
      body: 'телефон +7 700 000 00 77',
      answers: reply,
    })
    await walk.settle()
    const request = await walk.world.requests.load(number)
    expect(request?.events.map(({ name }) => name)).not.toContain('letter-joined')
    expect((await walk.onlyRequestOf(third)).number).not.toBe(number)
    expect((await walk.sentTo(third)).map(({ kind }) => kind)).toEqual(['acknowledgement-rectify'])
  })

  test('is not entered by a number in the subject alone', async () => {
    const from = await enter('t2')
    const { number } = await walk.ask(correction(from))
    const body = 'Новый телефон: +7 700 000 00 78'
    walk.deliver({ from: 'third2@person.example', subject: `Re: ${RECTIFY} [№ ${number}]`, body })
    await walk.settle()
    const request = await walk.onlyRequestOf(from)
    expect(request.events.map(({ name }) => name)).not.toContain('letter-joined')
    expect(await walk.sentTo('third2@person.example')).toEqual([])
  })

  test('a reply whose subject was changed still joins, and what it corrects is understood', async () => {
    const from = await enter('t3')
    await walk.ask(correction(from))
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    walk.deliver({ from, subject: 'ещё', body: 'Новый телефон: +7 700 000 00 79', answers: reply })
    await walk.settle()
    const { number } = await walk.onlyRequestOf(from)
    expect((await walk.approvalOf(number)).text).toContain('Станет: +7 700 ••• 00 79')
  })

  test('a reply after the end that demands nothing plainly is put before the owner', async () => {
    const from = await enter('t4')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'ДА')
    const told = await walk.replyOf('corrected', from)
    const heldBefore = (await walk.world.letters.held()).length
    walk.deliver({ from, subject: 'Спасибо', body: 'Спасибо, но это не так.', answers: told })
    await walk.settle()
    expect(await walk.world.letters.held()).toHaveLength(heldBefore + 1)
    expect((await walk.sentTo(MAILBOX)).at(-1)?.kind).toBe('held')
  })
})

test('an address that is on record twice is nobody’s to change', async () => {
  const from = await enter('twice')
  const { sql } = walk.world.database
  const hash = walk.world.vault.hash('email', from)
  const other = await enter('twice-other')
  await sql`update person set email_hash = ${hash} where email_hash = ${walk.world.vault.hash('email', other)}`
  const { number } = await walk.ask(correction(from))
  const question = await walk.approvalOf(number)
  expect(question.text).toContain('записей с таким адресом несколько')
  expect(question.text).not.toContain('ДА — ')
})
