import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { RequestView } from '../../../src/edge/desk/desk-ports.ts'
import { DeskVisitor, formOn, textOn, titleOn } from '../../support/desk-visitor.ts'
import {
  APPROVED,
  DESTROY,
  NUMBER,
  PlayedDesk,
  TOKEN,
  UNPROVEN,
  VIEW,
} from '../../support/played-desk.ts'

const R = `/r/${TOKEN}`
const MINUTE_MS = 60_000
const OTHER_VALUE: Partial<RequestView> = {
  plan: {
    do: 'correct',
    holder: 'register',
    ref: 'person-1',
    before: { phone: '+77012183991' },
    after: { phone: '+77070000000' },
  },
}

const known = (view: Partial<RequestView> = {}) => {
  const played = new PlayedDesk().show(view)
  return { played, visitor: new DeskVisitor(played, true) }
}

describe('a request', () => {
  test('shows what was and what becomes, in full, and until when', async () => {
    const { visitor } = known()
    const text = textOn(await visitor.get(R))
    expect(text).toContain('Срок: 19 ноября 2026 г. — осталось 3 рабочих дня')
    expect(text).toContain('Было +7 701 218 39 91 Станет +7 707 123 12 34')
    expect(text).toContain('Әсель Жұмабаева asel@person.example')
    expect(text).toContain('ТОО «Курьер» и ИП «Рассылка»')
    expect(text).toContain('✓ Проверено: Адрес подтверждён')
    expect(text).toContain('письмо.pdf , 47 КБ')
  })

  test('leads on with links and changes nothing by a form of its own', async () => {
    const { visitor } = known()
    const { html } = await visitor.get(R)
    expect([...html.matchAll(/check\?say=(\w+)/g)].map(([, say]) => say)).toEqual([
      'yes',
      'ask',
      'no',
    ])
    expect(html).not.toContain('<form')
  })

  test('tells the letter in its own language', async () => {
    const { played, visitor } = known({ letterText: 'Телефон нөмірімді өзгертуіңізді сұраймын.' })
    expect((await visitor.get(R)).html).toContain('<blockquote class="desk-letter" lang="kk"')
    played.show({ letterText: 'Please correct my phone number.' })
    expect((await visitor.get(R)).html).toContain('<blockquote class="desk-letter" lang="en"')
  })

  test.each<[string, Partial<RequestView>, readonly string[]]>([
    ['not proven: a yes is not offered', UNPROVEN, ['ask', 'no']],
    ['needs an authority: a yes is not offered', { needsAuthority: true }, ['ask', 'no']],
    ['asked already: all three again', { state: 'awaiting-person' }, ['yes', 'ask', 'no']],
    ['no longer current: nothing', { isCurrent: false }, []],
    ['not looked up yet: nothing', { state: 'received' }, []],
    ['closed: nothing', { state: 'closed' }, []],
  ])('%s', async (_what, view, says) => {
    const { visitor } = known(view)
    const { html } = await visitor.get(R)
    expect([...html.matchAll(/check\?say=(\w+)/g)].map(([, say]) => say)).toEqual(says)
    for (const say of ['yes', 'ask', 'no'])
      expect((await visitor.get(`${R}/check?say=${say}`)).status).toBe(
        says.includes(say) ? 200 : 303,
      )
  })
})

describe('the page to check before a yes', () => {
  test('says who, what, where, who is told, when, and the letter; its button carries the verb', async () => {
    const { visitor } = known()
    const page = await visitor.get(`${R}/check?say=yes`)
    const text = textOn(page)
    for (const part of [
      'Проверьте перед подтверждением',
      'Исправить телефон',
      'Было +7 701 218 39 91 Станет +7 707 123 12 34',
      'Әсель Жұмабаева',
      'реестр людей',
      'ТОО «Курьер» и ИП «Рассылка»',
      'Когда 17 ноября, 10:00',
      'Мы исправили ваши данные.',
      'Отменить можно до 10:00 завтра.',
      'Да, исправить данные',
    ])
      expect(text).toContain(part)
  })

  test('warns before destruction and names its day', async () => {
    const { visitor } = known({ ...DESTROY, wouldRunAt: new Date('2026-11-24T05:00:00Z') })
    const text = textOn(await visitor.get(`${R}/check?say=yes`))
    expect(text).toContain('Да, уничтожить данные 24 ноября')
    expect(text).toContain('Уничтожение нельзя отменить после 24 ноября, 10:00.')
    expect(text).toContain('Отменить можно до: 24 ноября, 10:00.')
  })

  test('says that nothing is on record, where nothing is', async () => {
    const { visitor } = known({ plan: { do: 'no-record' }, wouldRunAt: null })
    const text = textOn(await visitor.get(`${R}/check?say=yes`))
    expect(text).toContain('Да, ответить, что данных нет')
    expect(text).toContain('сразу после подтверждения')
  })
})

describe('a decision', () => {
  test('yes: is made once, with the hash of what was shown', async () => {
    const { played, visitor } = known()
    const page = await visitor.get(`${R}/check?say=yes`)
    const done = await visitor.press(page, 'decide')
    expect([done.status, done.location]).toEqual([303, `${R}/done`])
    expect(played.decisions).toEqual([
      { decision: { say: 'yes' }, shown: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    expect(played.decisions[0]?.shown).toBe(formOn(page, 'decide').hidden['shown'])
    const again = await visitor.press(page, 'decide')
    expect(again.status).toBe(409)
    expect(titleOn(again)).toContain('Решение уже принято')
    expect(played.decisions).toHaveLength(1)
  })

  test('the hash is that of the text on the page, so that anybody can do the sum again', async () => {
    const { visitor } = known()
    const page = await visitor.get(`${R}/check?say=yes`)
    const main = /<main[^>]*>([\s\S]*?)<form/.exec(page.html)?.[1] ?? ''
    const read = textOn({ ...page, html: main })
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
    const hash = createHash('sha256').update(`${read} Да, исправить данные`).digest('hex')
    expect(formOn(page, 'decide').hidden['shown']).toBe(hash)
  })

  test('no: needs a reason, keeps what was typed, and hands it on', async () => {
    const { played, visitor } = known()
    const page = await visitor.get(`${R}/check?say=no`)
    const empty = await visitor.press(page, 'decide', { words: '  \r\n ' })
    expect([empty.status, played.changes]).toEqual([422, []])
    expect(empty.html).toContain('<a href="#words">Напишите причину отказа</a>')
    const long = await visitor.press(empty, 'decide', { words: 'я'.repeat(1_501) })
    expect([long.status, played.changes]).toEqual([422, []])
    expect(long.html).toContain('я'.repeat(1_501))
    const done = await visitor.press(long, 'decide', {
      words: ' Закон велит хранить.\r\nДо 2030. ',
    })
    expect(done.status).toBe(303)
    expect(played.decisions[0]?.decision).toEqual({
      say: 'no',
      reason: 'Закон велит хранить.\nДо 2030.',
    })
    expect(textOn(await visitor.get(`${R}/done`))).toContain('Отказано')
  })

  test('a question: is handed on, and the request can still be decided', async () => {
    const { played, visitor } = known()
    const page = await visitor.get(`${R}/check?say=ask`)
    expect((await visitor.press(page, 'decide')).status).toBe(422)
    await visitor.press(page, 'decide', { words: 'Какой номер верный?' })
    expect(played.decisions[0]?.decision).toEqual({ say: 'ask', question: 'Какой номер верный?' })
    const open = await visitor.get(R)
    expect(textOn(open)).toContain('Человеку задан вопрос')
    expect(open.html).toContain('check?say=yes')
  })

  test.each<[string, Partial<RequestView>]>([
    ['another value', OTHER_VALUE],
    ['another person', { person: { name: 'Әсель Жұмабаева', address: 'other@person.example' } }],
    ['another partner', { partners: ['ТОО «Курьер»'] }],
    ['another reply', { replyPreview: { subject: 'Другое', text: 'Другое' } }],
    ['another day', { wouldRunAt: new Date('2026-11-18T05:00:00Z') }],
    ['another version', { version: 4 }],
    ['a newer plan', { isCurrent: false }],
    ['destruction instead', DESTROY],
  ])('changed since it was shown is not made: %s', async (_what, view) => {
    const { played, visitor } = known()
    const page = await visitor.get(`${R}/check?say=yes`)
    played.show(view)
    const pressed = await visitor.press(page, 'decide')
    expect([pressed.status, played.decisions]).toEqual([409, []])
    expect(textOn(pressed)).toContain('С тех пор что-то изменилось, посмотрите ещё раз')
  })

  test('a time of execution that only moved with the clock is no change', async () => {
    const { played, visitor } = known()
    const page = await visitor.get(`${R}/check?say=yes`)
    const at = VIEW.wouldRunAt?.getTime() ?? 0
    played.show({ wouldRunAt: new Date(at + 31 * MINUTE_MS) })
    expect((await visitor.press(page, 'decide')).status).toBe(409)
    played.show({ wouldRunAt: new Date(at + 29 * MINUTE_MS) })
    expect((await visitor.press(page, 'decide')).status).toBe(303)
  })

  test.each([
    ['shown', { shown: 'f'.repeat(64) }, 409],
    ['version', { version: '2' }, 409],
    ['say', { say: 'no', words: 'потому' }, 409],
    ['nothing sensible', { say: 'destroy' }, 409],
  ])('forged in the form is not made: %s', async (_what, fields, status) => {
    const { played, visitor } = known()
    const page = await visitor.get(`${R}/check?say=yes`)
    expect((await visitor.press(page, 'decide', fields)).status).toBe(status)
    expect(played.decisions).toEqual([])
  })

  test('a yes that is not offered cannot be pressed either', async () => {
    const { played, visitor } = known()
    const page = await visitor.get(`${R}/check?say=yes`)
    played.show({ needsAuthority: true })
    const pressed = await visitor.press(page, 'decide')
    expect([pressed.status, played.decisions]).toEqual([409, []])
    expect(textOn(pressed)).toContain('Сейчас это невозможно')
  })

  test.each([
    ['changed', 409, 'посмотрите ещё раз'],
    ['not-possible', 409, 'Сейчас это невозможно'],
    ['no-reason', 422, 'Напишите причину отказа'],
    ['no-question', 422, 'Напишите причину отказа'],
  ] as const)('that the house turns down is explained: %s', async (outcome, status, words) => {
    const { played, visitor } = known()
    played.outcome = outcome
    const page = await visitor.get(`${R}/check?say=no`)
    const pressed = await visitor.press(page, 'decide', { words: 'потому' })
    expect(pressed.status).toBe(status)
    expect(textOn(pressed)).toContain(words)
  })

  test('«Готово» says the number, when it runs, and how to undo it', async () => {
    const { played, visitor } = known()
    await visitor.press(await visitor.get(`${R}/check?say=yes`), 'decide')
    const done = await visitor.get(`${R}/done`)
    const text = textOn(done)
    expect(text).toContain(`Готово Запрос № ${NUMBER}`)
    expect(text).toContain('Будет исполнено 17 ноября 2026 г., 10:00')
    expect(text).toContain('Запрос выполнен: данные исправлены')
    expect(text).toContain('Отменить можно до 10:00 завтра.')
    const undone = await visitor.press(done, 'undo')
    expect(textOn(undone)).toContain('Решение отменено')
    expect(played.changes).toEqual(['decide yes 3', 'undo'])
  })

  test('that ran already cannot be undone', async () => {
    const { played, visitor } = known(APPROVED)
    const page = await visitor.get(R)
    const decided = APPROVED.decided ?? null
    played.show({
      state: 'fulfilled',
      decided: decided === null ? null : { ...decided, canUndo: false, isDone: true },
    })
    const late = await visitor.get(R)
    expect(late.html).not.toContain('/undo')
    expect(textOn(late)).toContain('Исполнено.')
    played.outcome = 'not-possible'
    expect((await visitor.press(page, 'undo')).status).toBe(409)
  })
})

describe('before a yes', () => {
  test('the number on record can be called, and its last digits prove that it was', async () => {
    const { played, visitor } = known(UNPROVEN)
    const page = await visitor.get(R)
    expect(page.html).toContain('<a class="govuk-link desk-phone" href="tel:+77012183991">')
    expect((await visitor.press(page, 'called', { digits: '39' })).status).toBe(422)
    expect(played.changes).toEqual([])
    const wrong = await visitor.press(page, 'called', { digits: '0000' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('href="#digits"')
    const done = await visitor.press(page, 'called', { digits: '39 91' })
    expect(done.status).toBe(200)
    expect(textOn(done)).toContain('Вы позвонили, и человек подтвердил')
    expect(played.changes).toEqual(['called 0000', 'called 3991'])
  })

  test('who is not on record by address is looked for by phone', async () => {
    const { played, visitor } = known({ ...UNPROVEN, callable: null })
    const page = await visitor.get(R)
    expect(page.html).not.toContain('tel:')
    expect((await visitor.press(page, 'find', { phone: ' ' })).status).toBe(422)
    played.found = 'none'
    const none = await visitor.press(page, 'find', { phone: '8 701 218 39 91' })
    expect(none.status).toBe(422)
    expect(none.html).toContain('value="8 701 218 39 91"')
    played.found = 'several'
    expect(textOn(await visitor.press(page, 'find', { phone: '1' }))).toContain('несколько человек')
    played.found = 'found'
    expect((await visitor.press(page, 'find', { phone: '1' })).location).toBe(R)
  })

  test('who acts for another shows a document, of which no copy is kept', async () => {
    const { played, visitor } = known({ needsAuthority: true })
    const page = await visitor.get(R)
    expect(textOn(page)).toContain('Копию не снимайте')
    const none = await visitor.press(page, 'authority')
    expect([none.status, played.changes]).toEqual([422, []])
    expect((await visitor.press(page, 'authority', { kind: 'friend' })).status).toBe(422)
    const done = await visitor.press(page, 'authority', { kind: 'power-of-attorney' })
    expect(textOn(done)).toContain('его копия не хранится')
    expect(played.changes).toEqual(['authority power-of-attorney'])
  })

  test('nobody is to be called about a request that is over', async () => {
    const { visitor } = known({ ...UNPROVEN, state: 'closed' })
    expect((await visitor.get(R)).html).not.toContain('<form')
  })
})
