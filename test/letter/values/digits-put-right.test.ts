import { describe, expect, test } from 'vitest'
import { withDigitsPutRight } from '../../../src/letter/values/digits-put-right.ts'
import { withSenderNamed } from '../../../src/letter/values/sender-named.ts'
import { withSpokenNumbers } from '../../../src/letter/values/spoken-number.ts'
import { tellsOldGone } from '../../../src/letter/values/old-gone.ts'

describe('digits corrected by their place', () => {
  test.each([
    ['У вас 87000000099, а последние цифры 11, а не 99', '87000000099', '87000000011'],
    ['Мой номер заканчивается на 11, а у вас на 99: 87000000099', '87000000099', '87000000011'],
    ['В конце номера 87000000011 не 99, а 11', '87000000099', '87000000011'],
    ['Код 701, а не 707: 87070000011', '87070000011', '87010000011'],
    ['цифры 99 в конце заменить на 11: 87000000099', '87000000099', '87000000011'],
    ['Соңғы екі саны 99 емес, 11: 87000000099', '87000000099', '87000000011'],
    ['Соңғы екі саны 11 болуы керек, 99 емес: 87000000099', '87000000099', '87000000011'],
    ['You have 87000000099, the last digits are 11, not 99', '87000000099', '87000000011'],
    ['87000000099 ends in 11, not 99', '87000000099', '87000000011'],
    ['В 87000000021 перепутаны последние цифры: правильно 12', '87000000021', '87000000012'],
    ['87000000099 is wrong: the last two digits should be 11', '87000000099', '87000000011'],
    ['87000000099 қате, соңғы екі саны дұрысы 11', '87000000099', '87000000011'],
  ])('%s gives both numbers in full', (text, old, fresh) => {
    expect(withDigitsPutRight(text)).toMatch(new RegExp(`было ${old}, стало ${fresh}\\.$`))
  })

  test.each([
    'Последние цифры 15, а не 51',
    'Последние цифры 54-90, должны быть 54-09. Полностью 87000005409',
    'Последние цифры 15, а не 51: 87000000099',
    'Последние цифры 15, а не 51: 87000000051 или 87010000051',
  ])('%s says too little', (text) => {
    expect(withDigitsPutRight(text)).toBe(text)
  })
})

test.each([
  ['плюс семь, семьсот, ноль ноль ноль, ноль ноль, одиннадцать', '+77000000011'],
  ['восемь-семьсот-ноль-ноль-ноль-два нуля-одиннадцать', '87000000011'],
  ['жеті жүз, нөл нөл нөл, нөл нөл, он бір', '7000000011'],
  ['жеті жүз қырық жеті, төрт жүз елу алты, жетпіс сегіз, он екі', '7474567812'],
  ['plus seven, seven hundred, triple oh, double oh, one one', '+77000000011'],
  ['seven zero zero, three zeros, zero zero, eleven', '7000000011'],
])('%s is a number', (text, digits) => {
  expect(withSpokenNumbers(text).replace(/[^\d+]/g, '')).toBe(digits)
})

test.each([
  'на адрес, с которого пишу',
  'на ту, с которой я сейчас пишу',
  'to the address I am writing from',
  "to the e-mail I'm writing from",
  'осы хат жазып отырған поштаға',
])('%s names the sender', (text) => {
  expect(withSenderNamed(text, 'anna@person.example')).toContain('anna@person.example')
  expect(withSenderNamed(text, null)).toBe(text)
})

test.each([
  ['прошлый забудьте', true],
  ['старый номер отключён', true],
  ['ескі нөмірім істемейді', true],
  ['forget the old one', true],
  ['номер в базе не мой', true],
  ['звоните на мой номер', false],
  ['старый друг советовал вас', false],
])('%s: an old value is gone is %s', (text, isGone) => {
  expect(tellsOldGone(text)).toBe(isGone)
})
