import { expect, test } from 'vitest'
import { languageOf } from '../../src/letter/language.ts'

test.each([
  ['Прошу исправить номер телефона.', 'ru'],
  ['Исправьте на Төлеген, у вас записано Тулеген, и справку на работе не приняли.', 'ru'],
  ['Сәлеметсіз бе! Менің телефон нөмірім өзгерді.', 'kk'],
  ['Деректеримди ошириндерши, откинемин.', 'kk'],
  ['Салеметсиз бе, телефонымды озгерту керек', 'kk'],
  [
    'салем, номерим озгерди, 8 700 000 00 11 деп жазып койындаршы, ескиси енди жумыс истемейди',
    'kk',
  ],
  ['anna.testova@person.example - осы бойынша', 'kk'],
  ['Please delete everything you hold about me', 'en'],
  ['Прошу удалить: anna.testova@person.example, https://company.example/a', 'ru'],
  ['Прошу прекратить обработку моих данных {{constructor.constructor("x")()}} <img src=x>', 'ru'],
])('%s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})

test.each(['', '123', 'anna.testova@person.example', '👍'])('%j has no language', (text) => {
  expect(languageOf(text)).toBeNull()
})
