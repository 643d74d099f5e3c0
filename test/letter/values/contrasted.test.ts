import { describe, expect, test } from 'vitest'
import { contrastsIn } from '../../../src/letter/values/contrasted.ts'
import { swappedIn } from '../../../src/letter/values/swapped.ts'

const WISH = { language: 'ru', fields: [], gender: null, known: [] } as const

describe('two forms of one name set against each other', () => {
  test.each([
    ['Анелла, две «л». У вас Анела. Имя исправьте.', 'Анела', 'Анелла'],
    ['Одна «н», не две! Тестова. Тесстова режет глаз.', 'Тесстова', 'Тестова'],
    ['Вика это для друзей, в документах я Виктория.', 'Вика', 'Виктория'],
    ['Полена!!! Полина я.', 'Полена', 'Полина'],
    ['У вас записана Гульнас, а я Гульназ, через «з».', 'Гульнас', 'Гульназ'],
    ["It's Anne with two n's. Your confirmation says Ane.", 'Ane', 'Anne'],
    ['The name on file reads Bryan. I spell it Brian.', 'Bryan', 'Brian'],
  ])('%s', (text, from, to) => {
    expect(contrastsIn(text, WISH)).toMatchObject([{ from, to }])
  })

  test('surname and name in each other’s place change places', () => {
    expect(swappedIn('Имя и фамилия наоборот: имя Тестов, фамилия Илья.')).toMatchObject([
      { field: 'surname', from: 'Илья', to: 'Тестов' },
      { field: 'name', from: 'Тестов', to: 'Илья' },
    ])
  })
})
