import { describe, expect, test } from 'vitest'
import { registerPdf } from '../../src/edge/register-pdf.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { Language } from '../../src/letter/letter.ts'
import { deadlineWords } from '../../src/reply/deadline-words.ts'
import { registerWords } from '../../src/reply/register-words.ts'
import type { Register } from '../../src/request/register-of-requests.ts'
import { asCivilDate } from '../../src/policy/calendar.ts'
import { aged, manyRequests, ofEachOutcome, registerOf } from '../request/aged.ts'
import { namedEverywhere } from '../request/named-everywhere.ts'
import { marksIn } from '../support/canary.ts'
import type { PdfText } from '../support/pdf-text.ts'
import { readPdf } from '../support/pdf-text.ts'

const COMPANY = 'ТОО «Мысал»'

async function printed(register: Register, language: Language): Promise<PdfText> {
  return readPdf(await registerPdf(register, { language, company: COMPANY, zone: 'Asia/Almaty' }))
}

const saidIn = ({ pages }: PdfText): string => pages.flatMap(({ pieces }) => pieces).join('\n')

const CLOSED = aged({
  received: '2026-11-20T05:00:00Z',
  done: {
    ack: '2026-11-20T05:10:00Z',
    correct: '2026-11-27T05:00:00Z',
    notify: '2026-12-02T05:00:00Z',
  },
  closed: '2026-12-02T05:00:00Z',
})

test('the register in Russian begins with the summary; every request stands below it', async () => {
  const { pages } = await printed(registerOf([CLOSED], '2026-12-03T06:00:00Z'), 'ru')
  expect(pages.map(({ pieces }) => pieces.slice(0, 7))).toEqual([
    [
      'Журнал запросов о персональных данных',
      'Компания: ТОО «Мысал»',
      'Составлен: 3 декабря 2026 г., 11:00 (время Алматы)',
      'В журнале только номера, требования и дни: персональных данных в нём нет.',
      'Итоги',
      'Запросов: 1. Открыто: 0. Закрыто: 1.',
      expect.stringContaining('В срок: обязанности со сроком по политике или закону'),
    ],
  ])
  const words = pages[0]?.pieces.join('\n') ?? ''
  expect(words).toContain('уточнить персональные данные\n1\n1 из 2 (50\u00A0%)\n12 (8)\n12 (8)')
  expect(words).toContain('Просрочено сейчас: 0')
  const owed = [
    'PD-7F3K-92QD',
    'уточнить персональные данные',
    'получен: 20 ноября 2026 г.',
    'данные исправлены',
    'закрыт: 2 декабря 2026 г.',
    'подтвердить получение | 23 ноября 2026 г. | наша цель | 20 ноября 2026 г. | да | 0 (0)',
    'исправить | 1 декабря 2026 г. | политика | 27 ноября 2026 г. | да | 7 (5)',
    'сообщить человеку | 1 декабря 2026 г. | политика | 2 декабря 2026 г. | нет | 12 (8)',
    'Страница 1 из 1',
  ].flatMap((line) => line.split(' | '))
  expect(pages[0]?.pieces.slice(-owed.length)).toEqual(owed)
})

describe.each(LANGUAGES)('in %s', (language) => {
  const words = registerWords(language)

  test('all that is asked and owed has words, and every letter of them a glyph', async () => {
    const received = '2026-11-20T05:00:00Z'
    const all = DEMAND_KINDS.map((kind, index) =>
      aged({ received, number: `PD-0000-000${index}`, kind }),
    )
    const text = await printed(registerOf([...all, ...ofEachOutcome(received)]), language)
    const said = saidIn(text)
    expect(said).toContain(words.title)
    expect(said).not.toMatch(/undefined|NaN|null|\?/)
    const {
      ack,
      hold,
      correct,
      stop,
      destroy,
      export: copy,
      answer,
      notify,
    } = deadlineWords(language).obligation
    for (const owed of [ack, hold, correct, stop, destroy, copy, answer, notify])
      expect(said).toContain(owed)
    for (const outcome of Object.values(words.outcome)) expect(said).toContain(outcome)
  })

  test('the file tells its language and title, its fonts are inside, and it can be read aloud', async () => {
    const { bones } = await printed(registerOf([CLOSED]), language)
    expect(bones).toContain(`/Lang (${language})`)
    expect(bones).toContain(words.title)
    expect(bones).toContain('/DisplayDocTitle true')
    expect(bones).toMatch(/\/Marked true/)
    expect(bones.match(/\/FontFile2 /g)).toHaveLength(2)
    expect(bones.match(/\/FontName \/[A-Z]{6}\+DejaVuSansCondensed/g)).toHaveLength(2)
    expect(bones).not.toMatch(/\/BaseFont \/Helvetica/)
    // A request is the heading of its three obligations.
    expect(bones.match(/\/Scope \/Row\n\/RowSpan 3/g)).toHaveLength(1)
  })

  test('a long register has its head on every page, numbered pages, and no request twice', async () => {
    const requests = manyRequests(300)
    const { pages, bones } = await printed(registerOf(requests), language)
    expect(pages.length).toBeGreaterThan(30)
    const begin = pages.findLastIndex(({ pieces }) => pieces.includes(words.all))
    const heads = [words.request, words.owed, words.due, words.by, words.settled, words.onTime]
    for (const [index, { pieces, ornaments }] of pages.entries()) {
      expect(pieces.at(-1)).toBe(words.page(index + 1, pages.length))
      if (index <= begin) continue
      expect(pieces.slice(0, 7)).toEqual([...heads, words.days])
      // Not read aloud again: there each cell is told with its column.
      expect(ornaments).toEqual([...heads, words.days, words.page(index + 1, pages.length)])
    }
    const listed = pages
      .slice(begin)
      .flatMap(({ pieces }) => pieces.slice(pieces.lastIndexOf(words.all) + 1))
      .filter((piece) => /^PD-\w{4}-\w{4}$/.test(piece))
    expect(listed).toEqual(requests.map(({ number }) => number))
    expect(bones.match(/\/Scope \/Column/g)).toHaveLength(5 + 4 + 7)
  })
})

test('the period is told where there is one, and an empty one says so', async () => {
  const period = { from: asCivilDate('2026-11-01'), to: asCivilDate('2026-11-30') }
  const said = saidIn(await printed(registerOf([], undefined, period), 'en'))
  expect(said).toContain('Requests received from: 1 November 2026')
  expect(said).toContain('Requests received up to: 30 November 2026')
  expect(said).toContain('There were no requests in this time.')
})

test('what is overdue is listed with its day and whose it is', async () => {
  const late = aged({ received: '2026-11-02T05:00:00Z', done: { ack: '2026-11-02T06:00:00Z' } })
  const said = saidIn(await printed(registerOf([late], '2026-11-12T06:00:00Z'), 'en'))
  expect(said).toContain('Overdue now: 2\nRequest\nOwed\nDue\nDue by')
  expect(said).toContain('PD-7F3K-92QD\ncorrect\n11 November 2026\npolicy\n')
  expect(said).toContain('correct\n11 November 2026\npolicy\nnot yet\nno\n—')
})

test('a rate is rounded down: 100 % is told of all and of nothing less', async () => {
  const onTime = manyRequests(1)[0]
  if (onTime === undefined) throw new Error('no request')
  const register = registerOf([onTime])
  const tell = async (kept: number, missed: number): Promise<string> => {
    const summary = { ...register.summary, kinds: [] }
    const kinds = [{ ...register.summary, kind: 'rectify' as const, kept, missed }]
    return saidIn(await printed({ ...register, summary: { ...summary, kinds } }, 'en'))
  }
  expect(await tell(9_999, 1)).toContain('9999 of 10000 (99.9%)')
  expect(await tell(3, 0)).toContain('3 of 3 (100%)')
  expect(await tell(283, 717)).toContain('(28.3%)')
  expect(await tell(0, 0)).toContain('correct personal data\n1\n—\n')
})

test('no name, address or number of a person gets into it, nor beside its pages', async () => {
  const named = [namedEverywhere(), namedEverywhere('2026-11-28T05:00:00Z')]
  for (const language of LANGUAGES) {
    const text = await printed(registerOf(named), language)
    expect(text.bones).toContain(COMPANY)
    expect(marksIn(`${saidIn(text)}\n${text.bones}`)).toEqual([])
  }
})
