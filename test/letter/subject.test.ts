import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findReference, isForwarded, matchSubject, normalise } from '../../src/letter/subject.ts'
import { PHRASES } from './samples.ts'

describe('the subjects of the policy (p.7)', () => {
  test('the phrase itself is exact, in every language', () => {
    for (const kind of ['rectify', 'cease'] as const) {
      for (const language of ['ru', 'kk', 'en'] as const) {
        const [phrase = ''] = PHRASES[kind][language]
        const found = matchSubject(phrase, PHRASES)
        expect(found).toEqual({ kind, language, certainty: 'exact', phrase })
      }
    }
  })

  test('blanks of any kind leave it exact', () => {
    expect(matchSubject(' \tУточнить персональные данные ', PHRASES)?.certainty).toBe('exact')
    expect(matchSubject('Уточнить\u00a0персональные данные', PHRASES)?.certainty).toBe('exact')
  })

  test.each([
    'уточнить персональные данные',
    'УТОЧНИТЬ ПЕРСОНАЛЬНЫЕ ДАННЫЕ!!!',
    '«Уточнить персональные данные»',
    '"Уточнить персональные данные".',
    'Re: Уточнить персональные данные',
    'RE: FW: Уточнить персональные данные',
    'Fwd: Re[2]: Уточнить персональные данные',
    'НА: Уточнить персональные данные',
    'HA: Уточнить персональные данные',
    'Отв: Уточнить персональные данные',
    'Ответ: Уточнить персональные данные',
    'Пер: Уточнить персональные данные',
    'Жауап: Уточнить персональные данные',
    'Тема: Уточнить персональные данные',
    '[Внешняя почта] Уточнить  персональные   данные',
    'Уточнить персональные данные - Тестова Анна',
    'Уточнить персональные данные — Тестов Д.',
    'Уточнить персональные данные (повторно)',
    'Уточнить персональные данн\u200bые',
    'Уточнить перс\u00adональные данные',
  ])('the same phrase, decorated, is exact: %s', (subject) => {
    const found = matchSubject(subject, PHRASES)
    expect(found).toMatchObject({ kind: 'rectify', language: 'ru', certainty: 'exact' })
    expect(found?.phrase).toBe('Уточнить персональные данные')
  })

  test('the phrase with Latin letters among the Cyrillic ones is strong', () => {
    const found = matchSubject('Утoчнить пepcoнальные дaнные', PHRASES)
    expect(found).toMatchObject({ kind: 'rectify', language: 'ru', certainty: 'strong' })
  })

  test.each([
    '',
    'Уточнить время приёма',
    'Прекратить рассылку',
    'Прекратить обработку персональных данных: что изменилось в законе',
    'если я захочу прекратить обработку персональных данных',
    'Автоответ: Уточнить персональные данные',
    'Уточните персональные данные для получения выплаты',
    'Re: Прекратить обработку персональных данных [№ PD-7F3K-92QD]',
    'Отзыв о вашей работе',
    'Update your personal data processing agreement (DPA)',
  ])('another subject is no demand: %s', (subject) => {
    expect(matchSubject(subject, PHRASES)).toBeNull()
  })

  test('ё and е are one letter, in the subject and in the phrase', () => {
    const rectify = { ru: ['Всё о данных'], kk: [], en: [] }
    const phrases = { rectify, cease: { ru: [], kk: [], en: [] } }
    expect(matchSubject('все о данных', phrases)?.certainty).toBe('exact')
  })

  test('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (subject) => {
        const once = normalise(subject)
        expect(normalise(once)).toBe(once)
      }),
      { numRuns: 300 },
    )
  })
})

describe('our reference in a subject', () => {
  test.each([
    ['Re: Ваш запрос [№ PD-7F3K-92QD]', 'PD-7F3K-92QD'],
    ['pd-7f3k92qd', 'PD-7F3K-92QD'],
    ['№ PD-OI3K-92QD', 'PD-013K-92QD'],
  ])('is found in %s', (subject, reference) => {
    expect(findReference(subject)).toBe(reference)
  })

  test.each(['PD-7F3K-92Q', 'XPD-7F3K-92QD', 'PD-7F3K-92QDX', 'PD-UUUU-UUUU', ''])(
    'is not found in %s',
    (subject) => {
      expect(findReference(subject)).toBeNull()
    },
  )
})

test('a forwarded letter says so in its subject', () => {
  expect(isForwarded('Fwd: Прекратить')).toBe(true)
  expect(isForwarded('Пер: Прекратить')).toBe(true)
  expect(isForwarded('Re: Прекратить')).toBe(false)
})
