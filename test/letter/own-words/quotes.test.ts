import { describe, expect, test } from 'vitest'
import { textOfHtml } from '../../../src/letter/decode/html-text.ts'
import { ownForward, separate } from '../../../src/letter/own-words/quotes.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

const OWN = 'Да, подтверждаю.'
const QUOTED = 'Удалите мои данные'

/** How programs open a quote whose lines they leave bare. */
const ABOVE: readonly (readonly [string, string])[] = [
  ['mail.ru', '22 ноября 2026 г., 10:15 +05:00 от privacy@company.example:'],
  ['mail.ru, weekday', 'Понедельник, 12 мая 2025, 10:15 +05:00 от privacy@company.example:'],
  ['mail.ru, name', 'Вторник, 24 ноября 2026, 9:40 +05:00 от Приватность <p@company.example>:'],
  [
    'mail.ru app',
    'понедельник, 23 ноября 2026 г., 10:15 +0500 от p@company.example <p@c.example>:',
  ],
  ['Gmail, ru', 'пн, 23 нояб. 2026 г. в 11:02, <privacy@company.example>:'],
  ['Gmail, ru, name', 'пн, 23 нояб. 2026 г. в 11:02, Приватность <privacy@company.example>:'],
  ['Gmail, ru, no address', 'пн, 23 нояб. 2026 г. в 11:02, Приватность:'],
  ['Gmail, en', 'On Mon, Nov 23, 2026 at 11:02 AM Privacy <privacy@company.example> wrote:'],
  [
    'Gmail, en, folded',
    'On Mon, Nov 23, 2026 at 11:02 AM Privacy <privacy@company.example>\nwrote:',
  ],
  ['Gmail, kk', '2026 ж. 23 қар., дс, 11:02 <privacy@company.example> деген хабарлама жазды:'],
  ['Gmail, two lines', 'пн, 23 нояб. 2026 г. в 11:02, Приватность <\nprivacy@company.example>:'],
  [
    'Gmail, three lines',
    'On Mon, Nov 23, 2026 at 11:02 AM\nPrivacy <privacy@company.example>\nwrote:',
  ],
  ['Gmail, forward', '---------- Forwarded message ---------'],
  ['Gmail, forward, ru', '---------- Пересланное сообщение ---------'],
  ['Gmail, forward, kk', '---------- Қайта жіберілген хабарлама ---------'],
  ['Yandex', '23.11.2026, 12:20, "Приватность" <privacy@company.example>:'],
  ['Yandex, no time', '23.11.2026, "Приватность" <privacy@company.example>:'],
  ['Yandex, forward', '-------- Пересылаемое сообщение --------'],
  ['iPhone', '23 нояб. 2026 г., в 08:30, privacy@company.example написал(а):'],
  ['iPhone, en', 'On 23 Nov 2026, at 08:30, Privacy <privacy@company.example> wrote:'],
  ['iPhone, kk', '2026 ж. 23 қар., 08:30, privacy@company.example деп жазды:'],
  ['iPhone, forward', 'Начало переадресованного сообщения:'],
  ['Apple Mail, forward', 'Begin forwarded message:'],
  ['Thunderbird', '23.11.2026 14:20, Приватность пишет:'],
  ['Thunderbird, en', 'On 23/11/2026 14:20, Privacy wrote:'],
  ['Thunderbird, kk', '23.11.2026 14:20, Приватность жазды:'],
  ['Thunderbird, forward', '-------- Перенаправленное сообщение --------'],
  ['The Bat!', 'Вы писали 23 ноября 2026 г., 10:15:42:'],
  ['Outlook', '-----Original Message-----'],
  ['Outlook, ru', 'От: Приватность\nОтправлено: 23 ноября 2026 г. 9:12\nКому: Анна\nТема: Ответ'],
  ['Outlook, bare', 'From: privacy@company.example\nSent: 23 Nov 2026 10:00\nTo: Anna'],
  [
    'Outlook, kk',
    'Кімнен: Privacy\nЖіберілген: 23 қараша 2026 ж. 9:12\nКімге: Анна\nТақырыбы: Жауап',
  ],
  [
    'Outlook, rule',
    '________________________________\nFrom: P\nSent: 23 Nov 2026\nTo: Anna\nSubject: x',
  ],
  ['Outlook, stars', '*От:* Приватность\n*Дата:* 23.11.2026 9:12\n*Кому:* Анна\n*Тема:* Ответ'],
  [
    'Outlook for iOS',
    'От: P <p@company.example>\nДата: понедельник, 23 ноября 2026 г.\nКому: Анна',
  ],
  ['Samsung', '-------- Исходное сообщение --------'],
  ['Samsung, en', '-------- Original message --------'],
  ['Samsung, kk', '-------- Бастапқы хабар --------'],
  ['Huawei', '-------- Исходное письмо --------'],
  ['Proton', '------- Original Message -------'],
  ['Yahoo', 'On Monday, November 23, 2026 at 11:02:13 AM GMT+5, P <p@company.example> wrote:'],
  ['Rambler', '23 ноября 2026 г., 10:15, Приватность <p@company.example> написал:'],
  ['forward', '-------- Пересланное сообщение --------'],
  ['our line', '— Ответ пишите выше этой черты —'],
  ['our line, kk', '— Жауапты осы сызықтан жоғары жазыңыз —'],
  ['our line, en', '— Please reply above this line —'],
]

describe('the writer’s own words stand above', () => {
  test.each(ABOVE)('%s', (_, line) => {
    const words = separate(`${OWN}\n\n${line}\n\n${QUOTED}`)
    expect(words.own).toBe(OWN)
    expect(words.quoted).toContain(QUOTED)
  })
})

describe('the writer’s own words stand below', () => {
  test.each(ABOVE.filter(([name]) => !name.startsWith('our line') && !name.includes('utlook')))(
    '%s',
    (_, line) => {
      const words = separate(`${line}\n> ${QUOTED}\n>\n\n${OWN}`)
      expect(words).toEqual({ own: OWN, quoted: QUOTED, signature: '' })
    },
  )
})

/** Quotes that an HTML letter shows by its form alone. */
describe('the writer’s own words stand above a quote of HTML', () => {
  test.each([
    ['blockquote', '<div>Да, подтверждаю.</div><blockquote>Удалите мои данные</blockquote>'],
    [
      'Outlook, line',
      '<p>Да, подтверждаю.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3pt">' +
        '<p>От: x</p></div><p>Удалите мои данные</p>',
    ],
    [
      'Outlook, web',
      '<div>Да, подтверждаю.</div><div id="appendonsend"></div><hr>' +
        '<div id="divRplyFwdMsg"><b>От:</b> x</div><div>Удалите мои данные</div>',
    ],
    [
      'Yahoo',
      '<div>Да, подтверждаю.</div><div id="y1" class="yahoo_quoted"><div>Удалите мои данные</div></div>',
    ],
    [
      'Gmail',
      '<div>Да, подтверждаю.</div><div class="gmail_quote"><div class="gmail_attr">пн, 12 мая 2025 г.' +
        ' в 11:02, &lt;a@b.example&gt;:<br></div><blockquote>Удалите мои данные</blockquote></div>',
    ],
  ])('%s', (_, html) => {
    const words = separate(textOfHtml(html))
    expect(words.own).toBe(OWN)
    expect(words.quoted).toContain(QUOTED)
  })

  test('Gmail lets the writer answer between two quotes', () => {
    const html =
      '<div class="gmail_quote"><div>пн, 12 мая 2025 г. в 11:02, &lt;a@b.example&gt;:</div>' +
      '<blockquote>Код?</blockquote><div>330912</div><blockquote>Всё верно?</blockquote></div>'
    expect(separate(textOfHtml(html))).toMatchObject({ own: '330912', quoted: 'Код?\nВсё верно?' })
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

test.each([
  ['The Bat! puts initials before the sign', 'П> Код?\nПД> Где?\n\n330912', '330912'],
  ['signs stand in one another', '>> Код?\n> > Где?\n> Здесь\n330912', '330912'],
  [
    'an attribution without a day counts above a quote',
    'Приватность пишет:\n> Код?\n330912',
    '330912',
  ],
])('%s', (_, text, own) => {
  expect(separate(text).own).toBe(own)
})

test('words below a quote are own words', () => {
  expect(separate('> Мы получили письмо.\n\nПодтверждаю.').own).toBe('Подтверждаю.')
})

test.each([
  'Отправлено из мобильной Почты Mail.ru',
  'Отправлено с iPhone',
  'Отправлено с устройства Galaxy',
  'Отправлено из Яндекс Почты для мобильных',
  'Отправлено с моего Huawei',
  'Отправлено из Почты для Windows',
  'Sent from my iPhone',
  'Sent from Mail for Windows',
  'Sent with Proton Mail secure email.',
  'Get Outlook for Android',
  'Получить Outlook для iOS',
  'iPhone құрылғысынан жіберілді',
  'Gmail арқылы жіберілді',
  'Это сообщение было проверено на вирусы антивирусом Avast.',
  'Без вирусов. www.avast.example',
])('the line a program adds is set apart: %s', (line) => {
  expect(separate(`${OWN}\n\n${line}`)).toEqual({ own: OWN, quoted: '', signature: line })
})

test.each([
  'Отправлено с ошибкой, прошу исправить фамилию.',
  'Отправлено из-за границы, отвечу позже',
  'Пишу с телефона, который вы удалили',
])('a sentence is no line of a program: %s', (line) => {
  expect(separate(`${OWN}\n${line}`).own).toBe(`${OWN}\n${line}`)
})

test.each([
  ['С уважением,\nАнна Тестова\n+7 700 000 00 11\nanna.testova@person.example'],
  ['С уважением, Анна Тестова'],
  ['--\nС наилучшими пожеланиями,\nАнна'],
  ['Құрметпен,\nӘсел Тестова'],
  ['Best regards,\nAnna Testova\nanna.testova@person.example'],
  ['Kind regards\nAnna'],
])('a closing is set apart: %s', (closing) => {
  const words = separate(`${OWN}\n\n${closing}`)
  expect(words.own).toBe(OWN)
  expect(words.signature).toContain(closing.split('\n').at(-1))
})

test.each([
  'С уважением отношусь к вашей работе, но прошу удалить мои данные из базы, и как можно скорее.',
  'С уважением, Анна\n\nP.S. Мой новый номер +7 700 000 00 11',
  'С уважением, Анна\n\nИ ещё: прошу вас исправить мою фамилию, она написана через «е», а не через «ё».',
])('words below a closing stay own words: %s', (text) => {
  expect(separate(`${OWN}\n${text}`).own).toBe(`${OWN}\n${text}`)
})

test('a signature behind two dashes is set apart', () => {
  expect(separate(`${OWN}\n-- \nАнна Тестова\n+7 700 000 00 11`)).toMatchObject({
    own: OWN,
    signature: 'Анна Тестова\n+7 700 000 00 11',
  })
})

test.each([
  'Данное сообщение и вложения конфиденциальны. Если вы получили его по ошибке, удалите его.',
  'This e-mail is confidential and intended for the addressee only. Delete it if it is not for you.',
])('a notice of confidentiality demands nothing: %s', (notice) => {
  expect(separate(`${OWN}\n\n${notice}`)).toMatchObject({ own: OWN, signature: notice })
})

test.each([
  'Я писала 20.11.2026 и просила:\nисправить телефон.\nТема: телефон\nВстреча в 10:15.',
  'Мне 12.05.2025 в 10:15 пришло письмо от info@company.example:\nоно не для меня',
  'Прошу исправить:\nфамилия: Тестова\nдата: 12.05.2025',
  'От: Анна Тестова\nКому: Директору\nТема: заявление\nПрошу удалить мои данные.',
  'Договор от 12.05.2025:\nпрошу удалить из него мой телефон',
  'Сообщение\n— без даты —\nи без автора',
])('dates, colons and header words in a person’s own letter quote nothing: %s', (text) => {
  expect(separate(text).own).toBe(text)
})

test('a letter forwarded by its own writer is read, another’s is not', () => {
  const { quoted } = separate(
    '-------- Пересланное сообщение --------\nОт: Анна <a@person.example>\nКому: x\nТема: y\n\nУдалите',
  )
  expect(ownForward(quoted, 'a@person.example')).toBe('Удалите')
  expect(ownForward(quoted, 'b@person.example')).toBe('')
})

test.each([...HOSTILE])('64 KB of %s take no time', (_, text) => {
  const start = cpuMs()
  separate(text.slice(0, 64 * 1024))
  expect(cpuMs() - start).toBeLessThan(250)
})
