import { expect, test } from 'vitest'
import { fold, foldLookAlikes, joinSpaced } from '../../../../src/letter/sentence/words/fold.ts'

test.each([
  ['Ёлкина', 'елкина'],
  ['ДЕРЕКТЕРІМДІ', 'деректеримди'],
  ['қазақша әңгіме үшін өңдеу ғұн һ', 'казакша ангиме ушин ондеу гун х'],
  ['перс\u00adональные', 'персональные'],
  ['за\u0301мок', 'замок'],
  ["don't", 'dont'],
  ['пepcoнaльныe', 'персональные'],
])('%s is compared as %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('words of one alphabet keep their letters', () => {
  expect(foldLookAlikes('coma ком')).toBe('coma ком')
})

test.each([
  ['У т о ч н и т ь данные', 'Уточнить данные'],
  ['а я и ты', 'а я и ты'],
])('letters set apart are one word: %s', (text, joined) => {
  expect(joinSpaced(text)).toBe(joined)
})
