/** The sample letters and the people who write them: all invented, at reserved domains. */
import type { Fields } from '../action/holder.ts'

export interface SampleLetter {
  /** What to look at. */
  readonly shows: string
  readonly from: string
  readonly name: string
  readonly subject: string
  readonly body: string
  /** Header lines of its own. */
  readonly headers?: readonly string[]
  /** Nothing proves the sender: no result of the receiving server stands above it. */
  readonly isUnproven?: boolean
  /** What the person answers when the bot asks to confirm the address. */
  readonly answers?: string
  /** The Message-ID of the letter of ours that is answered. */
  readonly inReplyTo?: string
}

/** The server of the demo's mailbox, which notes above every letter how its sender was proven. */
export const RECEIVING_SERVER = 'mx.demo.example'

/** As RFC 8601 has it: what stands there is believed, since nobody else can write above that server's line. */
function resultsOf({ from, isUnproven = false }: SampleLetter): string {
  const domain = from.slice(from.indexOf('@') + 1)
  return isUnproven
    ? `Authentication-Results: ${RECEIVING_SERVER}; spf=none smtp.mailfrom=${domain}`
    : `Authentication-Results: ${RECEIVING_SERVER}; dmarc=pass header.from=${domain}; spf=pass smtp.mailfrom=${domain}`
}

export const PEOPLE: readonly Fields[] = [
  { surname: 'Примерова', name: 'Анна', email: 'anna@person.example', phone: '+77000000039' },
  { surname: 'Үлгібаева', name: 'Әсель', email: 'asel@person.example', phone: '+77000000040' },
  { surname: 'Образцов', name: 'Пётр', email: 'petr@person.example', phone: '+77000000041' },
  { surname: 'Sample', name: 'Emma', email: 'emma@person.example', phone: '+77000000042' },
  { surname: 'Тестова', name: 'Майя', email: 'maya@person.example', phone: '+77000000043' },
]

const RECTIFY = 'Уточнить персональные данные'
const CEASE = 'Прекратить обработку персональных данных'

export const LETTERS: readonly SampleLetter[] = [
  {
    shows: 'the policy’s own subject: a new phone number',
    from: 'anna@person.example',
    name: 'Анна Примерова',
    subject: RECTIFY,
    body: 'Здравствуйте!\n\nМой адрес: anna@person.example\nПрошу исправить телефон на +7 700 000 12 34.\n\nАнна',
  },
  {
    shows: 'in Kazakh: a new surname',
    from: 'asel@person.example',
    name: 'Әсель Үлгібаева',
    subject: 'Дербес деректерді нақтылау',
    body: 'Сәлеметсіз бе!\n\nМенің поштам: asel@person.example\nЖаңа тегім: Мысалова\n\nРақмет.',
  },
  {
    shows: 'a demand to stop and destroy',
    from: 'petr@person.example',
    name: 'Пётр Образцов',
    subject: CEASE,
    body: 'Прошу прекратить обработку моих персональных данных.\nМой адрес: petr@person.example',
  },
  {
    shows: 'in English, and comes unsigned: the bot asks to confirm; answered with Yes',
    isUnproven: true,
    answers: 'Yes',
    from: 'emma@person.example',
    name: 'Emma Sample',
    subject: 'Stop processing personal data',
    body: 'Hello,\n\nplease stop processing my personal data. My address: emma@person.example\n\nEmma',
  },
  {
    shows: 'the subject written loosely, and no new value: the person is asked',
    from: 'maya@person.example',
    name: 'Майя',
    subject: 'RE: «уточнить  персональныe данные»!',
    body: 'Добрый день, у вас неверно записано моё имя. Мой адрес maya@person.example',
  },
  {
    shows:
      'somebody else writes in Anna’s name: Anna’s own address is asked, nothing can be approved',
    from: 'stranger@elsewhere.example',
    name: 'Анна Примерова',
    subject: RECTIFY,
    body: 'Мой электронный адрес: anna@person.example\nПрошу исправить телефон на +7 700 000 66 66.',
  },
  {
    shows: 'a question about personal data: acknowledged, and the owner answers it in words',
    from: 'daria@person.example',
    name: 'Дарья',
    subject: 'Вопрос',
    body: 'Здравствуйте! Кому вы передаёте персональные данные клиентов?',
  },
  {
    shows: 'the owner’s ordinary mail: no number, no answer',
    from: 'client@person.example',
    name: 'Клиент',
    subject: 'Запись на четверг',
    body: 'Добрый день! Можно перенести встречу на 16:00?',
  },
  {
    shows: 'an out-of-office reply with the exact subject: never answered',
    from: 'away@person.example',
    name: 'Автоответчик',
    subject: RECTIFY,
    body: 'Я в отпуске до понедельника.',
    headers: ['Auto-Submitted: auto-replied'],
  },
  {
    shows: 'a mailing list: never answered',
    from: 'news@lists.example',
    name: 'News',
    subject: 'Обработка персональных данных: вебинар',
    body: 'Приглашаем на вебинар.',
    headers: ['List-Id: <news.lists.example>', 'Precedence: bulk'],
  },
]

const encoded = (text: string): string =>
  `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`

/** The letter as a mail server would hand it over. `id` makes it one of its own. */
export function rawLetter(letter: SampleLetter, to: string, id: string, at: Date): Buffer {
  const lines = [
    resultsOf(letter),
    `Return-Path: <${letter.from}>`,
    `From: ${encoded(letter.name)} <${letter.from}>`,
    `To: <${to}>`,
    `Subject: ${encoded(letter.subject)}`,
    `Message-ID: <${id}@person.example>`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    ...(letter.inReplyTo === undefined ? [] : [`In-Reply-To: ${letter.inReplyTo}`]),
    ...(letter.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(letter.body, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'utf8')
}

/** A later run: Anna moves once more. */
export function anotherLetter(run: number): SampleLetter {
  const digits = String(run % 100).padStart(2, '0')
  return {
    shows: 'a new letter to the mailbox kept from before',
    from: 'anna@person.example',
    name: 'Анна Примерова',
    subject: RECTIFY,
    body: `Мой адрес: anna@person.example\nНовый номер телефона: +7 700 000 20 ${digits}`,
  }
}
