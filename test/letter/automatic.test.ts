import { describe, expect, test } from 'vitest'
import { speaksAsMachine } from '../../src/letter/automatic-words.ts'
import { findAutomatic } from '../../src/letter/automatic.ts'
import { HOSTILE, letterWith } from './samples.ts'
import { cpuMs } from '../support/cpu.ts'

function withHeader(name: string, value: string): ReturnType<typeof letterWith> {
  return letterWith({ headers: [{ name, value }] })
}

describe('no hand wrote the letter, whatever its words (RFC 3834, RFC 5230)', () => {
  test.each([
    ['content-type', 'multipart/report; report-type=delivery-status', 'bounce'],
    ['content-type', 'multipart/report; report-type=disposition-notification', 'bounce'],
    ['content-type', 'message/delivery-status', 'bounce'],
    ['x-failed-recipients', 'anna.testova@person.example', 'bounce'],
    ['x-autoreply', 'yes', 'auto-reply'],
    ['x-mailru-autoreply', '1', 'auto-reply'],
    ['x-autorespond', 'Отпуск', 'auto-reply'],
    ['precedence', 'auto_reply', 'auto-reply'],
    ['precedence', 'auto-reply', 'auto-reply'],
    ['list-id', '<club.lists.example>', 'list/bulk'],
    ['list-post', '<mailto:club@lists.example>', 'list/bulk'],
  ])('%s: %s', (name, value, kind) => {
    expect(findAutomatic(withHeader(name, value))).toMatchObject({ kind, isCertain: true })
  })

  test.each([
    'message/delivery-status',
    'message/disposition-notification',
    'message/feedback-report',
  ])('a part of the type %s', (type) => {
    const attachments = [{ name: '', type, sizeBytes: 1 }]
    expect(findAutomatic(letterWith({ attachments }))).toMatchObject({
      kind: 'bounce',
      isCertain: true,
    })
  })

  test.each([
    ['auto-submitted', 'auto-generated'],
    ['x-auto-response-suppress', 'All'],
    ['return-path', '<>'],
    ['precedence', 'bulk'],
  ])('a vacation subject that %s: %s confirms', (name, value) => {
    const letter = letterWith({ headers: [{ name, value }], subject: 'Автоответ: Ваш запрос' })
    expect(findAutomatic(letter)).toMatchObject({ kind: 'auto-reply', isCertain: true })
  })

  test('a newsletter is bulk by two signs', () => {
    const headers = [
      { name: 'list-unsubscribe', value: '<https://news.example/u>' },
      { name: 'precedence', value: 'bulk' },
    ]
    expect(findAutomatic(letterWith({ headers }))).toMatchObject({
      kind: 'list/bulk',
      isCertain: true,
    })
  })

  test.each(['mailer-daemon', 'postmaster', 'post_master'])('the sender %s', (local) => {
    const from = [{ address: `${local}@mail.example`, name: '' }]
    expect(findAutomatic(letterWith({ from }))).toMatchObject({ kind: 'bounce', isCertain: true })
  })

  test.each(['Mailer Daemon <MAILER-DAEMON@localhost>', 'MAILER-DAEMON', 'Postmaster'])(
    'a mail system whose address is no address: %s',
    (value) => {
      const headers = [{ name: 'from', value }]
      expect(findAutomatic(letterWith({ headers, from: [] }))?.kind).toBe('bounce')
    },
  )
})

/** Ticket systems, gateways and forms on sites mark the letters of people so. */
describe('the letter only says that no hand wrote it', () => {
  test.each([
    ['return-path', '<>', 'bounce'],
    ['return-path', ' < > ', 'bounce'],
    ['auto-submitted', 'auto-replied (vacation)', 'auto-reply'],
    ['auto-submitted', 'auto-generated', 'auto-reply'],
    ['auto-submitted', 'auto-notified; owner-email=x', 'auto-reply'],
    ['x-loop', 'support@company.example', 'auto-reply'],
    ['precedence', 'bulk', 'list/bulk'],
    ['precedence', 'List', 'list/bulk'],
    ['precedence', 'junk', 'list/bulk'],
    ['list-unsubscribe', '<https://news.example/u>', 'list/bulk'],
    ['x-auto-response-suppress', 'All', 'auto-reply'],
  ])('%s: %s', (name, value, kind) => {
    expect(findAutomatic(withHeader(name, value))).toMatchObject({ kind, isCertain: false })
  })

  test.each([
    ['Автоответ: Re: Ваш запрос', 'auto-reply'],
    ['Автоматический ответ: Ваш запрос', 'auto-reply'],
    ['Автожауап: Ваш запрос', 'auto-reply'],
    ['Автоматты жауап', 'auto-reply'],
    ['Нет на месте: Ваш запрос', 'auto-reply'],
    ['Не в офисе Re: Ваш запрос', 'auto-reply'],
    ['Я в отпуске', 'auto-reply'],
    ['Out of office: Re: Your request', 'auto-reply'],
    ['Out of the Office', 'auto-reply'],
    ['Automatic reply: Your request', 'auto-reply'],
    ['[EXT] Auto-Reply: Your request', 'auto-reply'],
    ['Прочитано: Ваш запрос', 'bounce'],
    ['Read: Your request', 'bounce'],
    ['Не доставлено: Ваш запрос', 'bounce'],
    ['Undeliverable: Your request', 'bounce'],
    ['Undelivered Mail Returned to Sender', 'bounce'],
    ['failure notice', 'bounce'],
  ])('by its subject: %s', (subject, kind) => {
    expect(findAutomatic(letterWith({ subject }))).toMatchObject({ kind, isCertain: false })
  })

  test.each([
    ['news-bounces', 'bounce'],
    ['bounce+77121', 'bounce'],
    ['no-reply', 'list/bulk'],
    ['noreply', 'list/bulk'],
    ['owner-club', 'list/bulk'],
    ['club-request', 'list/bulk'],
  ])('the sender %s', (local, kind) => {
    const from = [{ address: `${local}@mail.example`, name: '' }]
    expect(findAutomatic(letterWith({ from }))).toMatchObject({ kind, isCertain: false })
  })
})

describe('the letter is a person’s', () => {
  test.each([
    ['auto-submitted', 'no'],
    ['x-auto-response-suppress', 'None'],
    ['x-loop', ''],
    ['precedence', 'first-class'],
    ['return-path', '<anna.testova@person.example>'],
    ['authentication-results', 'mx.company.example; spf=pass'],
    ['listen-to', 'music'],
    ['content-type', 'multipart/alternative'],
    ['disposition-notification-to', 'anna.testova@person.example'],
  ])('%s: %s', (name, value) => {
    expect(findAutomatic(withHeader(name, value))).toBeNull()
  })

  test.each([
    'Re: Автоответ: Ваш запрос',
    'Отсутствует моя фамилия',
    'Уточнить персональные данные',
    'Read my letter',
    'Не доставлена посылка',
    'Прочитано с интересом',
  ])('%s', (subject) => {
    expect(findAutomatic(letterWith({ subject }))).toBeNull()
  })
})

test('a vacation notice with a null path is an auto-reply, not a bounce', () => {
  const headers = [
    { name: 'return-path', value: '<>' },
    { name: 'auto-submitted', value: 'auto-replied' },
  ]
  expect(findAutomatic(letterWith({ headers }))?.kind).toBe('auto-reply')
})

test('a certain sign goes before an uncertain one', () => {
  const headers = [
    { name: 'return-path', value: '<>' },
    { name: 'x-failed-recipients', value: 'a@b.example' },
  ]
  expect(findAutomatic(letterWith({ headers }))?.isCertain).toBe(true)
})

test('the reason names the rule and nothing of the letter', () => {
  expect(findAutomatic(withHeader('x-loop', 'anna.testova@person.example'))?.reason).toBe('x-loop')
})

describe('a machine is known by its words', () => {
  test.each([
    'Спасибо за обращение. Ваше письмо получено, сотрудник свяжется с вами.',
    'Здравствуйте! Ваше обращение принято и будет рассмотрено в течение 24 часов.',
    'Я в отпуске до 1 июня, на письма отвечаю раз в неделю.',
    'Добрый день! Нахожусь в командировке без доступа к почте.',
    'Это письмо сформировано автоматически, не отвечайте на него.',
    'Сәлеметсіз бе! Мен демалыстамын, 2 маусымнан кейін жауап беремін.',
    'I am out of the office until Monday.',
    'This is an automated message. Please do not reply to this email.',
    'Your request has been received.',
  ])('%s', (words) => {
    expect(speaksAsMachine(words)).toBe(true)
  })

  test.each([
    'Прошу прекратить обработку моих персональных данных.',
    'Прошу исправить фамилию: Тестова. Ответьте на это письмо.',
    'Вы пишете, что запрос принят, а ответа нет.',
    'Менің деректерімді өшіріңіз.',
    'Please delete my account. I did not receive a reply.',
    '',
  ])('a person: %s', (words) => {
    expect(speaksAsMachine(words)).toBe(false)
  })
})

test.each([...HOSTILE])('a megabyte of %s takes no time', (_, text) => {
  const start = cpuMs()
  speaksAsMachine(text)
  findAutomatic(
    letterWith({ subject: text.slice(0, 998), headers: [{ name: 'from', value: text }] }),
  )
  expect(cpuMs() - start).toBeLessThan(250)
})
