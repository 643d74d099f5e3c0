import { describe, expect, test } from 'vitest'
import { isName, looksLikeSurname, namedIn } from '../../src/letter/values/named.ts'
import { genderIn, nominative, withoutKazakhCase } from '../../src/letter/values/nominative.ts'
import type { Gender, NameField, Stands } from '../../src/letter/values/nominative.ts'
import { withPlainAddresses } from '../../src/letter/values/plain-addresses.ts'
import { withSpokenNumbers } from '../../src/letter/values/spoken-number.ts'

describe('addresses written oddly', () => {
  test.each([
    ['anna.testova (собака) person.example', 'anna.testova@person.example'],
    ['anna [at] person [точка] example', 'anna@person.example'],
    ['anna.testova@\nperson.example', 'anna.testova@person.example'],
    ['anna @ person.example', 'anna@person.example'],
    ['anna собака mail точка ру', 'anna@mail.ru'],
    ['anna at mail dot ru', 'anna@mail.ru'],
    ['anna нижнее подчёркивание 95@mail.ru', 'anna_95@mail.ru'],
    ['аnnа@mail.ru', 'anna@mail.ru'],
    ['mailto:anna@mail.ru', 'anna@mail.ru'],
    ['anna@мейл.ру', 'anna@mail.ru'],
    ['anna@mail. ru', 'anna@mail.ru'],
  ])('%j', (written, meant) => {
    expect(withPlainAddresses(written)).toBe(meant)
  })

  test.each(['I registered at company.example', 'Встретимся в 10:00', 'a @ b'])(
    '%s holds none',
    (text) => {
      expect(withPlainAddresses(text)).toBe(text)
    },
  )
})

describe('numbers told in words', () => {
  test.each([
    ['плюс семь 701 000 01 49', '+7 701 000 01 49'],
    [
      'восемь семьсот один двести тридцать четыре пятьдесят шесть семьдесят восемь',
      '8 701 234 56 78',
    ],
    ['сегіз жеті нөл бір екі үш төрт бес алты жеті сегіз', '8 7 0 1 2 3 4 5 6 7 8'],
    ['plus seven 701 000 01 49', '+7 701 000 01 49'],
  ])('%s', (told, digits) => {
    expect(withSpokenNumbers(told)).toBe(digits)
  })

  test.each(['мне семьдесят девять лет', 'код 701 один', '8 701 000 01 49, он новый'])(
    '%s stays',
    (text) => {
      expect(withSpokenNumbers(text)).toBe(text)
    },
  )
})

describe('a name in the nominative', () => {
  test.each<[string, NameField, Stands, Gender, string]>([
    ['Тестову', 'surname', 'accusative', null, 'Тестова'],
    ['Пробную', 'surname', 'accusative', null, 'Пробная'],
    ['Скрипку', 'surname', 'accusative', null, 'Скрипка'],
    ['Иванова', 'surname', 'accusative', 'male', 'Иванов'],
    ['Иванова', 'surname', 'accusative', 'female', 'Иванова'],
    ['Тестовой', 'surname', 'oblique', null, 'Тестова'],
    ['Тестовым', 'surname', 'oblique', null, 'Тестов'],
    ['Тестовского', 'surname', 'accusative', null, 'Тестовский'],
    ['Луговой', 'surname', 'itself', null, 'Луговой'],
    ['Марию', 'name', 'accusative', null, 'Мария'],
    ['Ивана', 'name', 'accusative', null, 'Иван'],
    ['Андрея', 'name', 'accusative', null, 'Андрей'],
    ['Алены', 'name', 'oblique', null, 'Алена'],
    ['Айгерім', 'name', 'accusative', null, 'Айгерім'],
    ['Наталья', 'name', 'itself', null, 'Наталья'],
  ])('%s (%s, %s, %s) is %s', (...row) => {
    const [written, field, stands, gender, name] = row
    expect(nominative(written, field, stands, { gender, known: [] })).toEqual({
      name,
      isSure: true,
    })
  })

  test('a known name decides between two', () => {
    const bearer = { gender: 'male', known: ['Белый'] } as const
    expect(nominative('Белого', 'surname', 'accusative', bearer).name).toBe('Белый')
  })

  test('what may be either stays as it is written, and unsure', () => {
    const bearer = { gender: null, known: [] }
    const form = nominative('Белого', 'surname', 'accusative', bearer)
    expect(form).toEqual({ name: 'Белого', isSure: false })
  })

  test.each([
    ['Оспановаға', 'Оспанова'],
    ['Сарсеновадан', 'Сарсенова'],
    ['Ержанды', 'Ержан'],
    ['Али', 'Али'],
  ])('%s has a Kazakh case', (written, name) => {
    expect(withoutKazakhCase(written)).toBe(name)
  })

  test('a woman or a man writes', () => {
    expect(genderIn('Я вышла замуж и сменила фамилию')).toBe('female')
    expect(genderIn('Я ошибся')).toBe('male')
    expect(genderIn('Прошу исправить')).toBeNull()
  })
})

describe('names in a text', () => {
  test('they are told from other words with a capital', () => {
    const names = namedIn('Уважаемая Анна Тестова! Прошу исправить.').map(({ words }) => words)
    expect(names).toEqual([['Анна', 'Тестова']])
  })

  test.each(['Анна', 'Новикова', 'Төлеген'])('%s is one', (word) => {
    expect(isName(word)).toBe(true)
  })

  test.each(['Прошу', 'Телефон', 'Спасибо', 'Я'])('%s is none', (word) => {
    expect(isName(word)).toBe(false)
  })

  test('surnames show themselves by their end', () => {
    expect(looksLikeSurname('Тестова')).toBe(true)
    expect(looksLikeSurname('Шевченко')).toBe(true)
    expect(looksLikeSurname('Марина')).toBe(false)
  })
})
