import { describe, expect, test } from 'vitest'
import { changedNames } from '../../../src/letter/values/changed-name.ts'
import type { Language } from '../../../src/letter/letter.ts'

function namesIn(text: string, language: Language): readonly (readonly [string, string, string])[] {
  const wish = { language, fields: ['surname', 'name'], gender: null, known: [] } as const
  return changedNames(text, wish).flatMap(({ field, change }) =>
    change === null ? [] : [[field, change.from ?? '', change.to] as const],
  )
}

describe('a name that a paper of the state tells is right, one in ours is wrong (p.5)', () => {
  test.each([
    ['В договоре фамилия «Тестава», а в удостоверении Тестова.', 'Тестава', 'Тестова'],
    ['У меня фамилия с казахской буквой: Тестөва. У вас стоит Тестова.', 'Тестова', 'Тестөва'],
    ['По квитанции я Тестава, по паспорту Тестова.', 'Тестава', 'Тестова'],
    ['В вашем письме я Тест, хотя в удостоверении личности Тестова.', 'Тест', 'Тестова'],
    ['По договору я Тестова, по свидетельству о браке Тестова-Ким.', 'Тестова', 'Тестова-Ким'],
  ])('%s', (text, from, to) => {
    expect(namesIn(text, 'ru')).toEqual([['surname', from, to]])
  })

  test('Kazakh papers tell the same', () => {
    const text = 'Келісімшартта тегім Тестова, ал жеке куәлікте Тест. Түзетіңіздер.'
    expect(namesIn(text, 'kk')).toEqual([['surname', 'Тестова', 'Тест']])
  })
})

describe('a name told with what is wrong in it (p.5)', () => {
  test.each([
    ['Моё имя у вас с ошибкой: «Ельмира». Верно писать Эльмира.', 'name', 'Ельмира', 'Эльмира'],
    ['Фамилия написана через «и» — Тистова, нужно Тестова.', 'surname', 'Тистова', 'Тестова'],
    ['Вы исправили мою фамилию на Тестава, а надо Тестова.', 'surname', 'Тестава', 'Тестова'],
    ['В имени опечатка: вместо Ксении числится «Ксеня».', 'name', 'Ксеня', 'Ксения'],
    ['Имя пишется с одной «л»: Анель. Не «Аннель».', 'name', 'Аннель', 'Анель'],
  ])('%s', (text, field, from, to) => {
    expect(namesIn(text, 'ru')).toEqual([[field, from, to]])
  })

  test.each([
    ['Айгүл деген есімімді Айгул деп жазыпсыздар, түзетіңіздер.', 'name', 'Айгул', 'Айгүл'],
    ['Тегім қатемен жазылған: Тестава. Дұрысы Тестова.', 'surname', 'Тестава', 'Тестова'],
    ['Тегі: Тестова (бұрынғысы Пробная). Өзгертіңіз.', 'surname', 'Пробная', 'Тестова'],
  ])('%s', (text, field, from, to) => {
    expect(namesIn(text, 'kk')).toEqual([[field, from, to]])
  })

  test.each([
    [
      'My last name is spelled Testand on your invoice. It ends with a T: Testant.',
      'Testand',
      'Testant',
    ],
    ['surname in system = Testov, real surname = Testovsky', 'Testov', 'Testovsky'],
  ])('%s', (text, from, to) => {
    expect(namesIn(text, 'en')).toEqual([['surname', from, to]])
  })
})

describe('a name in another case stands in the nominative', () => {
  test.each([
    ['Я больше не Тестова. Запишите меня теперь Пробиной.', 'surname', 'Тестова', 'Пробина'],
    ['Превращайте меня в карточке из Тестовой в Пробину.', 'surname', 'Тестова', 'Пробина'],
    ['Прошу считать Тестову Инну Пробиной Инной.', 'surname', 'Тестова', 'Пробина'],
    ['Я Шынгыс через «ы», а вы меня Шингисом записали.', 'name', 'Шингис', 'Шынгыс'],
    ['Перестаньте называть меня Антониной: зовут меня Антон.', 'name', 'Антонина', 'Антон'],
  ])('%s', (text, field, from, to) => {
    expect(namesIn(text, 'ru')).toEqual([[field, from, to]])
  })

  test('a Kazakh dative as well', () => {
    const text = 'Тегім Сынақоваға қайттым, Пробина деген тегімді өзгертіңіз.'
    expect(namesIn(text, 'kk')).toEqual([['surname', 'Пробина', 'Сынақова']])
  })
})

describe('words at the head of a sentence and places are no names', () => {
  test.each([
    ['Исправьте у себя. Регистрировалась через сайт.', 'ru'],
    ['Документтерді ауыстырып қойдым.', 'kk'],
    ['Прошу изменить фамилию на «Никто».', 'ru'],
    ['Переехала из Астаны в Караганду, смените мне телефон.', 'ru'],
    ['В паспорте место рождения Караганда, а в анкете Темиртау.', 'ru'],
  ] as const)('%s', (text, language) => {
    expect(namesIn(text, language)).toEqual([])
  })
})
