import { describe, expect, test } from 'vitest'
import { speaksOfElse } from '../../../src/letter/kinds/elsewhere.ts'
import { hintedBy } from '../../../src/letter/kinds/hints.ts'
import { offersServices } from '../../../src/letter/kinds/offer.ts'
import { sentencesOf } from '../../../src/letter/sentence/sentence.ts'

describe('words of something else below a subject of the policy', () => {
  test.each([
    'Сдвиньте меня, пожалуйста, на четверг или пятницу после обеда',
    'А в четверг мы с вами в семь или в половине восьмого?',
    'Исправьте реквизиты в нашем договоре на уборку помещения',
    'Вы меня уже удалили, спасибо, больше ничего не требуется',
    'Тему выбрал под настроение. Третью субботу стою под вашей дверью!',
  ])('%s', (text) => {
    expect(speaksOfElse(sentencesOf(text))).toBe(true)
  })

  test.each([
    'См. тему письма, спасибо, хорошего вечера вам',
    'Прошу исполнить в срок по Политике, с уважением, Тестова',
    'В четверг удалите мой телефон из базы, пожалуйста',
    'Спасибо',
  ])('are none: %s', (text) => {
    expect(speaksOfElse(sentencesOf(text))).toBe(false)
  })
})

describe('letters of those who sell services', () => {
  test.each([
    'Наша компания поможет прекратить обработку персональных данных с нарушениями',
    'We help companies stop unlawful processing of personal data',
  ])('%s', (text) => {
    expect(offersServices(sentencesOf(text))).toBe(true)
  })

  test('who speaks of his own data sells nothing', () => {
    const text = 'Ваша компания обещала помочь. Удалите мои данные'
    expect(offersServices(sentencesOf(text))).toBe(false)
  })
})

describe('what the words only hint at', () => {
  test.each([
    ['Приберите и мои бумажки, и номер мой, чтобы не валялось', 'cease'],
    ['Это безобразие. Вы отдали мой номер', 'unlawful'],
    ['Как удалить мои данные?', null],
    ['Если удалю анкету, моя запись пропадёт', null],
    ['Спасибо, что стёрли мои данные', null],
    ['Я удалил свой аккаунт сам', null],
  ])('%s', (text, kind) => {
    expect(hintedBy(sentencesOf(text))).toBe(kind)
  })
})
