import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entry } from '../../src/ledger/entry.ts'
import { verifyChain } from '../../src/ledger/verify.ts'
import { obligationNamed } from '../../src/request/request.ts'
import { MAILBOX, writeLetter } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'

/** An event as it stands in its table. */
type Chained = Entry & { readonly hash: string }

const RECTIFY = 'Уточнить персональные данные'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

/** Somebody on record, known by the left side of an address. */
async function enter(local: string): Promise<string> {
  const email = `${local}@person.example`
  const fields = { surname: 'Тестова', name: 'Анна', email, phone: '+77000000039' }
  expect(await walk.world.register.add(fields)).toMatchObject({ added: true })
  return email
}

async function phoneOf(email: string): Promise<string | undefined> {
  const [record] = await walk.world.register.find(email)
  return record?.fields.phone
}

/** A demand to correct the telephone number. */
const correction = (from: string, newPhone = '+7 700 000 00 11') => ({
  from,
  name: 'Анна Тестова',
  subject: RECTIFY,
  body: `Здравствуйте!\n\nМой адрес: ${from}\nПрошу исправить телефон на ${newPhone}.\n\nАнна`,
})

describe('the acknowledgement of a correction (p.7, p.16)', () => {
  test('gives number, arrival in Almaty, demand and date, and asks for no money and no documents', async () => {
    const from = await enter('a1')
    const { number } = await walk.ask(correction(from))
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    expect(reply.subject).toBe(`Re: ${RECTIFY} [№ ${number}]`)
    expect(number).toMatch(/^PD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(reply.text).toContain(`Номер обращения: ${number}\n`)
    expect(reply.text).toContain('Получено: 16 ноября 2026 г., 10:00 (время Алматы)\n')
    expect(reply.text).toContain('Ваше требование: уточнить персональные данные\n')
    expect(reply.text).toContain('Срок: 25 ноября 2026 г.\n')
    expect(reply.text).toContain('— телефон: +7 700 ••• 00 11\n')
    expect(reply.text).toContain('Ищем данные по адресу: a•••@person.example\n')
    expect(reply.text).toContain('Это бесплатно.')
    expect(reply.text).toContain('Копии удостоверения личности не присылайте')
  })

  test('lies beneath the letter it answers and is known as a machine’s', async () => {
    const from = await enter('a2')
    const first = '<earlier@mail.example>'
    walk.deliver({
      ...correction(from),
      id: 'a2@mail.example',
      headers: [`References: ${first}`],
    })
    await walk.settle()
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    expect(reply.inReplyTo).toBe('<a2@mail.example>')
    expect(reply.references).toEqual([first, '<a2@mail.example>'])
    expect(reply.header('auto-submitted')).toBe('auto-replied')
    expect(reply.header('x-auto-response-suppress')).toBe('All')
    expect(reply.header('content-language')).toBe('ru')
  })

  test('goes to the address in From alone, whatever Reply-To and Cc say', async () => {
    const from = await enter('a3')
    const headers = ['Reply-To: <trap@elsewhere.example>', 'Cc: <friend@elsewhere.example>']
    const sentBefore = walk.mail.sent.length
    await walk.ask({ ...correction(from), headers: [...headers, 'Sender: <s@elsewhere.example>'] })
    const recipients = walk.mail.sent.slice(sentBefore).map(({ to }) => to)
    expect(recipients).toEqual([[from], [MAILBOX]])
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    expect(reply.header('to')).toBe(from)
    expect([reply.header('cc'), reply.header('bcc')]).toEqual(['', ''])
  })

  test('is the same for somebody who is on record and for somebody who is not', async () => {
    const known = await enter('b1')
    await walk.ask(correction(known))
    await walk.ask(correction('b2@person.example'))
    const words = async (address: string): Promise<string> =>
      (await walk.replyOf('acknowledgement-rectify', address)).text.replace(/PD-\S+/g, 'PD')
    expect(await words(known)).toBe(await words('b2@person.example'))
  })

  test('is counted as the promise kept, by what the mail server said', async () => {
    const from = await enter('a4')
    const request = await walk.ask(correction(from))
    expect(obligationNamed(request, 'ack')).toMatchObject({ evidence: 'smtp-250' })
    expect(obligationNamed(request, 'correct')).toMatchObject({
      policyDue: '2026-11-25',
      doneAt: null,
    })
  })
})

describe('the owner decides a correction', () => {
  test('is shown before and after, both masked, with the day and the three words', async () => {
    const from = await enter('c1')
    const { number, state } = await walk.ask(correction(from))
    const question = await walk.approvalOf(number)
    expect(state).toBe('awaiting-approval')
    expect(question.to).toBe(MAILBOX)
    // Who asks is proven, so the law's one working day runs; the person was told the policy's seven.
    expect(question.subject).toBe(`Нужно решение до 17 ноября: исправить телефон (№ ${number})`)
    expect(question.text).toContain('Было: +7 700 ••• 00 39\nСтанет: +7 700 ••• 00 11\n')
    expect(question.text).toContain('Срок: 17 ноября 2026 г. — остался 1 рабочий день')
    expect(question.text).toMatch(/ДА — исправить, НЕТ — .*, ВОПРОС — /)
    expect(question.header('auto-submitted')).toBe('auto-generated')
    expect(await phoneOf(from)).toBe('+77000000039')
  })

  test('ДА from Sent writes the new value, and the person is told what was seen afterwards (p.16/correct, p.16/notice)', async () => {
    const from = await enter('c2')
    const { number } = await walk.ask({ ...correction(from), id: 'c2@mail.example' })
    await walk.decide(number, 'ДА')
    expect(await phoneOf(from)).toBe('+77000000011')
    const told = await walk.replyOf('corrected', from)
    expect(told.text).toContain(
      `Номер обращения: ${number}\nИзменено:\n— телефон: +7 700 ••• 00 11`,
    )
    expect(told.text).toContain('Дата: 16 ноября 2026 г.')
    expect(told.inReplyTo).toBe('<c2@mail.example>')
    const request = await walk.onlyRequestOf(from)
    expect(request.state).toBe('closed')
    expect(request.events.map(({ name }) => name)).toEqual([
      'opened',
      'due-changed',
      'planned',
      'reply-accepted',
      'reply-accepted',
      'approved',
      'corrected',
      'reply-accepted',
      'reply-accepted',
      'closed',
    ])
    expect(obligationNamed(request, 'correct')?.evidence).toBe('seen-again:register')
    expect(obligationNamed(request, 'notify')?.evidence).toBe('smtp-250')
  })

  test('every decision is confirmed in the thread of the question', async () => {
    const from = await enter('c3')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'ДА')
    const [receipt] = await walk.toOwner('receipt', number)
    expect(receipt?.text).toContain('Решено: исправить телефон.')
    expect(receipt?.inReplyTo).toBe((await walk.approvalOf(number)).messageId)
  })

  test('НЕТ with a reason refuses: the person reads the reason and where to complain', async () => {
    const from = await enter('c4')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'НЕТ\nЭтот номер записан на другого человека.')
    const told = await walk.replyOf('refused', from)
    expect(told.text).toContain('Причина:\nЭтот номер записан на другого человека.')
    expect(told.text).toContain('eOtinish.kz')
    expect(await phoneOf(from)).toBe('+77000000039')
    expect((await walk.onlyRequestOf(from)).state).toBe('closed')
  })

  test('НЕТ without a reason and «да, но…» do nothing, and the owner is told so', async () => {
    const from = await enter('c5')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'НЕТ')
    await walk.decide(number, 'Да, но сначала позвоните ей')
    const said = await walk.toOwner('not-understood', number)
    expect(said.map(({ text }) => text.includes('нет причины отказа'))).toEqual([true, false])
    expect(said[1]?.text).toContain('Мы не поняли ваш ответ')
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
    await walk.decide(number, 'ДА')
    expect(await phoneOf(from)).toBe('+77000000011')
  })

  test('a yes in reply to «not understood» is a yes to the plan that was asked about', async () => {
    const from = await enter('c6')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'хм')
    const [said] = await walk.toOwner('not-understood', number)
    if (said === undefined) throw new Error('the owner was told nothing')
    walk.answer(said, 'да.')
    await walk.settle()
    expect(await phoneOf(from)).toBe('+77000000011')
  })

  test('a second answer after the first changes nothing, and the owner is told so', async () => {
    const from = await enter('c7')
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, 'ДА')
    await walk.decide(number, 'НЕТ\nпередумал')
    const [said] = await walk.toOwner('not-understood', number)
    expect(said?.text).toContain('решение уже принято')
    expect((await walk.sentTo(from)).map(({ kind }) => kind)).toEqual([
      'acknowledgement-rectify',
      'corrected',
    ])
  })

  test('ВОПРОС goes to the person, the reply joins, and only the new plan can be approved', async () => {
    const from = await enter('c8')
    const { number } = await walk.ask(correction(from))
    const old = await walk.approvalOf(number)
    await walk.decide(number, 'ВОПРОС\nПоследние цифры точно 11?')
    const question = await walk.replyOf('owner-question', from)
    expect(question.text).toContain('Последние цифры точно 11?')
    expect(question.text).toContain('Срок уже идёт и от ожидания ответа не сдвигается')
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-person')

    walk.deliver({
      from,
      subject: `Re: ${question.subject}`,
      body: 'Нет, простите: новый номер телефона +7 700 000 00 12\n\n> Последние цифры точно 11?',
      answers: question,
    })
    await walk.settle()
    const request = await walk.onlyRequestOf(from)
    expect(request.events.at(-2)?.name).toBe('planned')
    expect(request.receivedOn).toBe('2026-11-16')

    walk.answer(old, 'ДА')
    await walk.settle()
    expect((await walk.toOwner('not-understood', number))[0]?.text).toContain('на старое письмо')
    expect(await phoneOf(from)).toBe('+77000000039')

    const asked = await walk.toOwner('approval', number)
    expect(asked).toHaveLength(2)
    expect(asked[1]?.text).toContain('Станет: +7 700 ••• 00 12')
    await walk.decide(number, 'ДА')
    expect(await phoneOf(from)).toBe('+77000000012')
  })

  test('the events of every request hang together', async () => {
    const { ledgerKey } = walk.world.vault
    const numbers = await walk.world.requests.list(false)
    expect(numbers.length).toBeGreaterThan(5)
    for (const number of numbers) {
      const rows = await walk.world.database.sql<Chained[]>`
        select *, request as chain from event where request = ${number} order by seq`
      expect(verifyChain(ledgerKey, rows)).toEqual({ whole: true, entries: rows.length })
    }
  })
})

describe('a correction that says too little', () => {
  test('is acknowledged with the question what to correct; the reply brings a plan', async () => {
    const from = await enter('d1')
    const body = `У вас неверно записан мой телефон. Мой адрес ${from}`
    const { number } = await walk.ask({ from, subject: RECTIFY, body })
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    expect(reply.text).toContain('мы не нашли, что именно исправить')
    const question = await walk.approvalOf(number)
    expect(question.text).toContain('в письме не нашлось нового значения')
    expect(question.text).not.toContain('ДА — ')

    await walk.decide(number, 'ДА')
    expect((await walk.toOwner('not-understood', number))[0]?.text).toContain(
      'выполнить его сейчас',
    )

    walk.deliver({ from, subject: 'Re: х', body: 'Я не помню, какой там.', answers: reply })
    await walk.settle()
    expect((await walk.replyOf('clarify', from)).text).toContain('Как правильно.')

    walk.deliver({
      from,
      subject: 'Re: х',
      body: 'Новый телефон: +7 700 000 00 13',
      answers: reply,
    })
    await walk.settle()
    await walk.decide(number, 'ДА')
    expect(await phoneOf(from)).toBe('+77000000013')
  })

  test('two demands in one letter are two requests, each with its own dates', async () => {
    const from = await enter('d2')
    const body = `Мой адрес: ${from}. Исправьте телефон на +7 700 000 00 14. И отзываю согласие на обработку данных.`
    walk.deliver({ from, subject: RECTIFY, body })
    await walk.settle()
    const requests = await walk.requestsOf(from)
    expect(requests.map(({ kind }) => kind).toSorted()).toEqual(['cease', 'rectify'])
    const [one, other] = requests
    expect(one?.number).not.toBe(other?.number)
    const kinds = (await walk.sentTo(from)).map(({ kind }) => kind).toSorted()
    expect(kinds).toEqual(['acknowledgement-cease', 'acknowledgement-rectify'])
  })
})

describe('each language of the policy is answered in itself (p.7)', () => {
  test.each([
    {
      language: 'kk',
      subject: 'Дербес деректерді нақтылау',
      body: (from: string) =>
        `Сәлеметсіз бе!\nМенің поштам: ${from}\nЖаңа тегім: Мысалова\n\nРақмет.`,
      acknowledged: ['Өтініш нөмірі: ', 'Мерзімі: 2026 жылғы 25 қараша', '— тегі: М•••'],
      told: 'Деректеріңізді түзеттік.',
      surname: 'Мысалова',
    },
    {
      language: 'en',
      subject: 'Correct personal data',
      body: (from: string) =>
        `Hello,\nmy address is ${from}\nmy new surname: Sampleton\n\nThank you`,
      acknowledged: ['Request number: ', 'Due: 25 November 2026', '— surname: S•••'],
      told: 'We have corrected your data.',
      surname: 'Sampleton',
    },
  ])('$language', async ({ language, subject, body, acknowledged, told, surname }) => {
    const from = await enter(`lang-${language}`)
    const { number } = await walk.ask({ from, subject, body: body(from) })
    const reply = await walk.replyOf('acknowledgement-rectify', from)
    expect(reply.subject).toBe(`Re: ${subject} [№ ${number}]`)
    expect(reply.header('content-language')).toBe(language)
    for (const words of acknowledged) expect(reply.text).toContain(words)
    await walk.decide(number, 'ДА')
    expect((await walk.replyOf('corrected', from)).text).toContain(told)
    const [record] = await walk.world.register.find(from)
    expect(record?.fields.surname).toBe(surname)
  })
})

test('the owner answers in Kazakh and in English as well', async () => {
  for (const [index, yes] of ['Иә', 'YES!'].entries()) {
    const from = await enter(`yes-${index}`)
    const { number } = await walk.ask(correction(from))
    await walk.decide(number, yes)
    expect(await phoneOf(from)).toBe('+77000000011')
  }
})

test('an owner’s letter quoted below the answer is no part of the answer', async () => {
  const from = await enter('quoted')
  const { number } = await walk.ask(correction(from))
  const question = await walk.approvalOf(number)
  const quoted = question.text.replace(/^/gm, '> ')
  const body = `ДА\n\n16 ноября 2026 г., 10:05 +05:00 от ИП <${MAILBOX}>:\n${quoted}`
  const letter = { from: MAILBOX, subject: `Re: ${question.subject}`, body, answers: question }
  walk.deliver(writeLetter(letter, walk.now), 'Sent')
  await walk.settle()
  expect(await phoneOf(from)).toBe('+77000000011')
})
