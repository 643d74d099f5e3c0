import { describe, expect, test } from 'vitest'
import { ownForward, separate } from '../../src/letter/quotes.ts'

const OWN = 'Да, подтверждаю.'

describe('the writer’s own words stand above', () => {
  test.each([
    ['mail.ru', '22 ноября 2026 г., 10:15 +05:00 от privacy@company.example:'],
    ['mail.ru, weekday', 'Понедельник, 12 мая 2025, 10:15 +05:00 от privacy@company.example:'],
    ['Gmail, ru', 'пн, 23 нояб. 2026 г. в 11:02, <privacy@company.example>:'],
    ['Gmail, en', 'On Mon, Nov 23, 2026 at 11:02 AM Privacy <privacy@company.example> wrote:'],
    ['Gmail, kk', '2026 ж. 23 қар., дс, 11:02 <privacy@company.example> деген хабарлама жазды:'],
    ['Gmail, two lines', 'пн, 23 нояб. 2026 г. в 11:02, Приватность <\nprivacy@company.example>:'],
    ['Yandex', '23.11.2026, 12:20, "Приватность" <privacy@company.example>:'],
    ['iPhone', '23 нояб. 2026 г., в 08:30, privacy@company.example написал(а):'],
    ['Thunderbird', '23.11.2026 14:20, Приватность пишет:'],
    ['Outlook', '-----Original Message-----'],
    ['Outlook, ru', 'От: Приватность\nОтправлено: 23 ноября 2026 г. 9:12\nКому: Анна\nТема: Ответ'],
    ['Outlook, bare', 'From: privacy@company.example\nSent: 23 Nov 2026 10:00\nTo: Anna'],
    ['Samsung', '-------- Исходное сообщение --------'],
    ['forward', '-------- Пересланное сообщение --------'],
    ['our line', '— Ответ пишите выше этой черты —'],
    ['our line, kk', '— Жауапты осы сызықтан жоғары жазыңыз —'],
    ['our line, en', '— Please reply above this line —'],
  ])('%s', (_, line) => {
    const words = separate(`${OWN}\n\n${line}\n\nУдалите мои данные`)
    expect(words.own).toBe(OWN)
    expect(words.quoted).toContain('Удалите мои данные')
  })
})

test('answers between quoted lines are own words', () => {
  const text = '23.11.2026 14:20, Приватность пишет:\n> Код?\n\n330912\n\n> Вы писали?\n\nПисал я.'
  expect(separate(text)).toEqual({
    own: '330912\n\n\nПисал я.',
    quoted: 'Код?\nВы писали?',
    signature: '',
  })
})

test('words below a quote are own words', () => {
  expect(separate('> Мы получили письмо.\n\nПодтверждаю.').own).toBe('Подтверждаю.')
})

test.each([
  'Отправлено из мобильной Почты Mail.ru',
  'Отправлено с iPhone',
  'Отправлено из Яндекс Почты для мобильных',
  'Sent from my iPhone',
])('the line a phone adds is set apart: %s', (line) => {
  expect(separate(`${OWN}\n\n${line}`)).toEqual({ own: OWN, quoted: '', signature: line })
})

test('a signature behind two dashes is set apart', () => {
  expect(separate(`${OWN}\n-- \nАнна Тестова\n+7 700 000 00 11`)).toMatchObject({
    own: OWN,
    signature: 'Анна Тестова\n+7 700 000 00 11',
  })
})

test('dates, colons and header words in a person’s own letter quote nothing', () => {
  const text = 'Я писала 20.11.2026 и просила:\nисправить телефон.\nТема: телефон\nВстреча в 10:15.'
  expect(separate(text).own).toBe(text)
})

test('a letter forwarded by its own writer is read, another’s is not', () => {
  const { quoted } = separate(
    '-------- Пересланное сообщение --------\nОт: Анна <a@person.example>\nКому: x\nТема: y\n\nУдалите',
  )
  expect(ownForward(quoted, 'a@person.example')).toBe('Удалите')
  expect(ownForward(quoted, 'b@person.example')).toBe('')
})
