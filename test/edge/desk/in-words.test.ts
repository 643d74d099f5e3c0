import { describe, expect, test } from 'vitest'
import type { Decided, RequestView } from '../../../src/edge/desk/desk-ports.ts'
import { WORDS } from '../../../src/edge/desk/words/words.ts'
import { LANGUAGES } from '../../../src/letter/letter.ts'
import { DeskVisitor, formOn, textOn, titleOn } from '../../support/desk-visitor.ts'
import type { Shown } from '../../support/desk-visitor.ts'
import {
  ACCESS,
  APPROVED,
  DESTROY,
  ended,
  PlayedDesk,
  QUESTION,
  TOKEN,
  UNPROVEN,
} from '../../support/played-desk.ts'

const R = `/r/${TOKEN}`

const known = (view: Partial<RequestView> = {}) => {
  const played = new PlayedDesk().show(view)
  return { played, visitor: new DeskVisitor(played, true) }
}
const saysOn = ({ html }: Shown): (string | undefined)[] =>
  [...html.matchAll(/check\?say=(\w+)/g)].map(([, say]) => say)

describe('a question', () => {
  test('leads with the letter and the field for the answer, and offers no yes (p.21/owner)', async () => {
    const { visitor } = known(QUESTION)
    const page = await visitor.get(R)
    const text = textOn(page)
    expect(text.indexOf('Передаёте ли вы мой телефон')).toBeLessThan(
      text.indexOf('Ваш ответ человеку'),
    )
    expect(text.indexOf('Ваш ответ человеку')).toBeLessThan(text.indexOf('Кто'))
    expect(text).not.toContain('Выполнить сейчас нельзя')
    expect(saysOn(page)).toEqual(['ask', 'no'])
    expect((await visitor.get(`${R}/check?say=yes`)).status).toBe(303)
  })

  test('is answered in two steps: what was typed is read once more before it leaves (p.21/answer)', async () => {
    const { played, visitor } = known(QUESTION)
    const page = await visitor.get(R)
    const empty = await visitor.press(page, 'review', { words: ' … ' })
    expect([empty.status, titleOn(empty)]).toEqual([422, expect.stringContaining('Ошибка:')])
    expect(empty.html).toContain('<a href="#words">Напишите ответ</a>')
    const check = await visitor.press(empty, 'review', { words: 'Нет.\r\nНикому.' })
    expect([check.status, played.changes]).toEqual([200, []])
    expect(textOn(check)).toContain('Проверьте перед ответом')
    expect(check.html).toContain('Нет.\nНикому.</blockquote>')
    const done = await visitor.press(check, 'decide')
    expect(done.location).toBe(`${R}/done`)
    expect(played.decisions).toEqual([
      { decision: { say: 'answer', text: 'Нет.\nНикому.' }, shown: expect.any(String) },
    ])
    expect(textOn(await visitor.get(R))).toContain('Человек получит ваш ответ письмом.')
  })

  test('what was checked and what is sent are the same words, or nothing is sent', async () => {
    const { played, visitor } = known(QUESTION)
    const check = await visitor.press(await visitor.get(R), 'review', { words: 'Никому.' })
    const other = await visitor.press(check, 'decide', { words: 'Всем.' })
    expect([other.status, played.decisions]).toEqual([409, []])
  })

  test('no yes, no block and nothing kept can be forged for it', async () => {
    const { played, visitor } = known(QUESTION)
    const page = await visitor.get(R)
    for (const say of ['yes', 'block', 'keep', 'undo', 'destroy'])
      expect((await visitor.press(page, 'review', { say, words: 'потому' })).status).toBe(409)
    const check = await visitor.press(page, 'review', { words: 'Никому.' })
    for (const say of ['yes', 'block', 'keep'])
      expect((await visitor.press(check, 'decide', { say })).status).toBe(409)
    expect(played.changes).toEqual([])
  })
})

describe('a copy of the data', () => {
  test('says what would be sent and where to, masked (p.16/access)', async () => {
    const { visitor } = known(ACCESS)
    for (const path of [R, `${R}/check?say=yes`])
      expect(textOn(await visitor.get(path))).toContain(
        'Будут отправлены на адрес из базы a•••@person.example : имя, адрес электронной почты и телефон',
      )
  })

  test('that can go nowhere by mail may be answered in words, any other may not', async () => {
    const { played, visitor } = known({
      ...ACCESS,
      plan: { do: 'nothing', why: 'no-address', changes: [] },
    })
    expect((await visitor.get(R)).html).toContain('/review"')
    played.show({ ...ACCESS, plan: { do: 'nothing', why: 'not-proven', changes: [] } })
    expect((await visitor.get(R)).html).not.toContain('/review"')
  })
})

describe('what cannot be destroyed yet', () => {
  test('is blocked with a reason, once all of it was checked (p.17/block)', async () => {
    const { played, visitor } = known(DESTROY)
    const page = await visitor.get(`${R}/check?say=block`)
    expect(textOn(page)).toContain('Уничтожить не позже: 15 мая 2027 г.')
    expect((await visitor.press(page, 'review')).status).toBe(422)
    const check = await visitor.press(page, 'review', { words: 'Идёт проверка.' })
    const text = textOn(check)
    for (const part of [
      'Проверьте перед подтверждением',
      'Будет заблокировано фамилия, имя, адрес электронной почты и телефон',
      'Уничтожить не позже 15 мая 2027 г.',
      'ТОО «Курьер» и ИП «Рассылка»',
      'Идёт проверка.',
      'Да, заблокировать данные',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Отменить можно')
    await visitor.press(check, 'decide')
    expect(played.decisions[0]?.decision).toEqual({ say: 'block', reason: 'Идёт проверка.' })
    expect(textOn(await visitor.get(`${R}/done`))).toContain('Уничтожить не позже 15 мая 2027 г.')
  })

  test('is not refused any more once it was blocked (p.17/six-months)', async () => {
    const { visitor } = known({ ...DESTROY, wasBlocked: true })
    expect(saysOn(await visitor.get(R))).toEqual(['yes', 'keep', 'block', 'ask'])
    expect((await visitor.get(`${R}/check?say=no`)).status).toBe(303)
  })
})

describe('what a law orders kept', () => {
  const KEPT = { fields: 'phone', basis: 'Налоговый кодекс, ст. 206', until: '31.12.2031' }

  test('is named by field, article and day; the rest is destroyed (p.17/kept-by-law)', async () => {
    const { played, visitor } = known(DESTROY)
    const page = await visitor.get(`${R}/check?say=keep`)
    const check = await visitor.press(page, 'review', KEPT)
    const text = textOn(check)
    for (const part of [
      'Проверьте перед подтверждением',
      'Останется по закону телефон',
      'Основание Налоговый кодекс, ст. 206',
      'Хранить до 31 декабря 2031 г.',
      'Будет уничтожено фамилия, имя и адрес электронной почты',
      'Когда 17 ноября, 10:00',
      'бумажные анкеты',
      'Уничтожение нельзя отменить',
      'Да, остальное уничтожить',
    ])
      expect(text).toContain(part)
    expect(check.html).toContain('govuk-button--warning')
    await visitor.press(check, 'decide')
    expect(played.decisions[0]?.decision).toEqual({
      say: 'keep',
      fields: ['phone'],
      basis: 'Налоговый кодекс, ст. 206',
      until: '2031-12-31',
    })
    const afterwards = textOn(await visitor.get(R))
    expect(afterwards).toContain('Хранить до 31 декабря 2031 г.')
    expect(afterwards).toContain('Будет уничтожено: фамилия, имя и адрес электронной почты Кто')
  })

  test('several boxes are several fields, and all of them leave nothing to destroy', async () => {
    const { visitor } = known(DESTROY)
    const page = await visitor.get(`${R}/check?say=keep`)
    const fields = 'surname,name,email,phone'
    const text = textOn(await visitor.press(page, 'review', { ...KEPT, fields }))
    expect(text).toContain('Будет уничтожено ничего')
    expect(text).toContain('Да, хранить по закону')
    expect(text).not.toContain('Уничтожение нельзя отменить')
  })

  test.each<[string, Partial<typeof KEPT>, string]>([
    ['no field', { fields: '' }, '#fields-surname'],
    ['a field that is not there', { fields: 'userId' }, '#fields-surname'],
    ['no article', { basis: ' 206 ' }, '#basis'],
    ['an endless article', { basis: 'ст'.repeat(150) }, '#basis'],
    ['no day', { until: '' }, '#until'],
    ['a day that there is not', { until: '31.02.2031' }, '#until'],
    ['today', { until: '16.11.2026' }, '#until'],
    ['a day of last year', { until: '2025-12-31' }, '#until'],
  ])('with %s is told, and what was typed stays', async (_what, wrong, leads) => {
    const { played, visitor } = known(DESTROY)
    const page = await visitor.get(`${R}/check?say=keep`)
    const told = await visitor.press(page, 'review', { ...KEPT, ...wrong })
    expect([told.status, played.changes]).toEqual([422, []])
    expect(told.html).toContain(`<a href="${leads}">`)
    expect(told.html).toContain(`id="${leads.slice(1)}"`)
    expect(told.html).toContain(`value="${wrong.until ?? KEPT.until}"`)
  })

  test.each([
    ['field', { fields: 'name' }],
    ['article', { basis: 'Другой закон' }],
    ['day', { until: '01.01.2040' }],
  ])('another %s than was checked is not carried out', async (_what, fields) => {
    const { played, visitor } = known(DESTROY)
    const check = await visitor.press(await visitor.get(`${R}/check?say=keep`), 'review', KEPT)
    expect((await visitor.press(check, 'decide', fields)).status).toBe(409)
    expect(played.decisions).toEqual([])
  })

  test.each<[string, Partial<RequestView>]>([
    ['a correction', {}],
    ['a question', QUESTION],
    ['a copy', ACCESS],
    ['what is not proven', UNPROVEN],
    ['what is approved', { ...DESTROY, ...APPROVED }],
    ['what needs an authority', { ...DESTROY, needsAuthority: true }],
  ])('and what is blocked is offered where something is destroyed, not for %s', async (_, view) => {
    const { visitor } = known(view)
    const says = saysOn(await visitor.get(R))
    expect(says).not.toContain('keep')
    expect(says).not.toContain('block')
    for (const say of ['keep', 'block'])
      expect((await visitor.get(`${R}/check?say=${say}`)).status).toBe(303)
  })
})

describe('a form to be reviewed', () => {
  test('is taken from our own page and a phone that is known alone', async () => {
    const { played, visitor } = known(QUESTION)
    const page = await visitor.get(R)
    const { action, hidden } = formOn(page, 'review')
    const words = 'Никому.'
    const evil = { origin: 'https://evil.example' }
    expect((await visitor.post(action, { ...hidden, words }, evil)).status).toBe(403)
    const unsealed = { ...hidden, words, seal: hidden['seal']?.replace(/^./, '-') ?? '' }
    expect((await visitor.post(action, unsealed)).status).toBe(403)
    const stranger = new DeskVisitor(played)
    expect((await stranger.post(action, { ...hidden, words })).status).toBe(403)
    expect((await visitor.get(`${R}/review`)).status).toBe(405)
  })
})

describe('places that no program reaches', () => {
  test('stand on the page of a destruction and before its yes, which stands for them too (p.11.2)', async () => {
    const { played, visitor } = known(DESTROY)
    for (const path of [R, `${R}/check?say=yes`]) {
      const text = textOn(await visitor.get(path))
      expect(text).toContain('Ваше «да» означает, что и с этим вы уже разобрались:')
      expect(text).toContain('бумажные анкеты телефон владельца')
    }
    played.show({})
    expect(textOn(await visitor.get(R))).not.toContain('Где программа не достанет')
  })
})

describe('dates', () => {
  test('are shown by both clocks, with whose word it is and how each came about', async () => {
    const { visitor } = known()
    const text = textOn(await visitor.get(R))
    expect(text).toContain('По политике: 24 ноября 2026 г.')
    expect(text).toContain('По закону: 19 ноября 2026 г.')
    expect(text).toContain('Сейчас: ждёт вашего решения')
    expect(text).toContain(
      'Исправить По политике: 24 ноября По закону: 19 ноября 18 ноября Сообщить человеку не назначен —',
    )
    expect(text).toContain('Подтвердить получение Наша цель: 16 ноября завершено: 16 ноября')
  })

  test('by one clock alone are not said twice', async () => {
    const { visitor } = known({ clocks: { policy: '2026-11-19', law: null } })
    expect((await visitor.get(R)).html).not.toContain('desk-clocks')
  })
})

describe('what was decided, or ended without a decision', () => {
  const ENDINGS: readonly Partial<RequestView>[] = [
    { state: 'fulfilled', decided: ended('answered', { words: 'Никому.' }) },
    { state: 'blocked', decided: ended('blocked', { words: 'Проверка.', until: '2027-05-15' }) },
    {
      state: 'kept-by-law',
      decided: ended('kept', {
        keeps: { fields: ['phone'], basis: 'Налоговый кодекс', until: '2031-12-31' },
      }),
    },
    { state: 'unanswered', decided: ended('unanswered', { words: 'Никто не ответил.' }) },
    { state: 'withdrawn', decided: ended('withdrawn') },
    { state: 'merged', decided: ended('merged', { other: 'PD-2222-3333' }) },
    { state: 'continued', decided: ended('continued', { other: 'PD-2222-3333' }) },
    { state: 'fulfilled', decided: ended('unsubscribed') },
    { state: 'stopped', decided: ended('stopped') },
    { state: 'refused', decided: ended('refused', { words: 'Закон велит хранить.' }) },
    { state: 'closed', decided: ended('closed') },
  ]

  const partsOf = (decided: Decided): readonly string[] => [
    decided.words ?? '',
    decided.other ?? '',
    decided.keeps?.basis ?? '',
  ]

  test.each(
    LANGUAGES.flatMap((language) =>
      ENDINGS.map((view) => ({ language, view, what: view.decided?.what })),
    ),
  )('$what is told in $language, and nothing can be pressed', async ({ language, view, what }) => {
    const played = new PlayedDesk({ language }).show({ ...view, due: null, waits: null })
    const page = await new DeskVisitor(played, true).get(R)
    const text = textOn(page)
    const words = WORDS[language]
    expect(titleOn(page)).toContain(words.decidedTitle)
    expect(text).toContain(words.decided[what ?? 'closed'])
    expect(text).toContain(words.decidedNote[what ?? 'closed'])
    for (const part of partsOf(view.decided ?? ended('closed'))) expect(text).toContain(part)
    expect(page.html).not.toContain('<form')
  })

  test('promises no letter once all is closed', async () => {
    const closedAt = new Date('2026-11-20T05:00:00Z')
    const { visitor } = known({ state: 'closed', decided: ended('answered', { closedAt }) })
    const text = textOn(await visitor.get(R))
    expect(text).toContain('Запрос закрыт 20 ноября 2026 г.')
    expect(text).not.toContain('Человек получит')
  })

  test('says nothing in the future tense of what is past', async () => {
    for (const what of ['approved', 'blocked', 'kept', 'withdrawn'] as const) {
      const { visitor } = known({ ...DESTROY, state: 'closed', decided: ended(what) })
      expect(textOn(await visitor.get(R))).not.toContain('Будет уничтожено')
    }
  })

  test('says whose word it is while a partner keeps silent', async () => {
    const { visitor } = known({ state: 'fulfilled', decided: ended('approved'), waits: 'partner' })
    expect(textOn(await visitor.get(R))).toContain('Сейчас: ждём ответа партнёра')
  })
})
