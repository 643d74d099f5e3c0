import { describe, expect, test } from 'vitest'
import { readValues, statedEmail } from '../../src/letter/demand.ts'
import { rectifyIn } from '../../src/letter/kinds/rectify.ts'
import { languageOf } from '../../src/letter/language.ts'
import type { Change } from '../../src/letter/letter.ts'
import { genderIn } from '../../src/letter/values/nominative.ts'
import { sentencesOf } from '../../src/letter/sentence/sentence.ts'
import { MAILBOX } from './samples.ts'

const OWN = { own: MAILBOX }

/** The values of a text that asks for what its own sentences ask. */
function valuesOf(text: string): ReturnType<typeof readValues> {
  const fields = sentencesOf(text)
    .flatMap(rectifyIn)
    .flatMap((one) => one.fields)
  return readValues(text, {
    own: MAILBOX,
    language: languageOf(text) ?? 'ru',
    fields,
    isAnswer: false,
    sender: null,
    isAsked: false,
    gender: genderIn(text),
    known: [],
  })
}

function changes(text: string): readonly Change[] {
  return valuesOf(text).changes
}
const ANNA = 'anna.testova@person.example'
const NEW = 'anna.probnaya@person.example'

describe('the address a letter names (p.7)', () => {
  test.each([
    [`Мой электронный адрес: ${ANNA}`, ANNA],
    [`Почта Anna.Testova@Person.Example.`, ANNA],
    [`Поштам: ${ANNA}`, ANNA],
    [`My account is ${ANNA}, thanks`, ANNA],
    [`<${ANNA}>`, ANNA],
    [`Муж: max@person.example. Моя почта ${ANNA}`, ANNA],
    [`Писала на ${MAILBOX}, моя почта ${ANNA}`, ANNA],
    [`Замените адрес ${ANNA} на ${NEW}`, ANNA],
    [`Моя новая почта: ${NEW}`, null],
    [`Удалите мои данные`, null],
    [MAILBOX, null],
    ['a@b@c.example', null],
  ])('%s', (text, address) => {
    expect(statedEmail(text, OWN)).toBe(address)
  })
})

describe('a new telephone number (p.5)', () => {
  test.each([
    'Новый номер: +7 700 000 00 11',
    'Сменился телефон, теперь номер 8 (700) 000-00-11.',
    'Прошу исправить телефон на 87000000011',
    'замените номер телефона на +7-700-000-00-11',
    'Номер поменялся теперь 87000000011',
    'Вместо старого номера запишите телефон 8 700 000 00 11',
    'Жаңа нөмірім: +7 700 000 00 11',
    'Телефонымды түзетіңізші, нөмірім 8 700 000 00 11',
    'Please change my phone to +7 700 000 00 11',
    'My new phone number is +7 700 000 0011; please replace the old one.',
    'Прошу уточнить:\n1) телефон - +7 (700) 000-00-11',
    'Было: 8 700 000 00 99\nСтало: 8 700 000 00 11',
    'Мой номер 8 700 000 00 11, а не тот, что у вас.',
  ])('%s', (text) => {
    expect(changes(text)).toEqual([expect.objectContaining({ field: 'phone', to: '+77000000011' })])
  })

  test('the old number is told apart', () => {
    const text = 'Я ошибся в телефоне: написал 8 700 000 00 99, а надо 8 700 000 00 11'
    expect(changes(text)).toEqual([{ field: 'phone', from: '+77000000099', to: '+77000000011' }])
  })

  test.each([
    'У меня поменялся номер телефона, исправьте.',
    'Новый номер: +7 000 000 00 00',
    'Новый номер: 12345',
    'Новый номер: 8 700 000 00 11 или 8 700 000 00 12',
    'Исправьте фамилию. Если нужно, звоните мне по номеру 8 700 000 00 11',
    'Удалите номер 8 700 000 00 11',
  ])('is never guessed: %s', (text) => {
    expect(changes(text)).toEqual([])
  })
})

describe('a name (p.5)', () => {
  test.each([
    ['Прошу изменить фамилию с «Тестова» на «Пробная».', 'surname', 'Пробная', 'Тестова'],
    ['Исправьте фамилию на Пробная, у вас сейчас Тестова', 'surname', 'Пробная', 'Тестова'],
    ['Прошу исправить фамилию: Пробная. Сейчас у вас Тестова.', 'surname', 'Пробная', 'Тестова'],
    ['Опечатка в фамилии: "Тестава", надо Тестова.', 'surname', 'Тестова', 'Тестава'],
    ['Вышла замуж, теперь я Пробная, а не Тестова.', 'surname', 'Пробная', 'Тестова'],
    ['Моё имя написано "Ана", правильно - Анна.', 'name', 'Анна', 'Ана'],
    ['В имени ошибка: вместо Ана — Анна', 'name', 'Анна', 'Ана'],
    ['Тегім қате: «Сарсенова» емес, «Сәрсенова» болуы керек.', 'surname', 'Сәрсенова', 'Сарсенова'],
    ['Сайтта атым «Ерзан» деп тұр, дұрысы — Ержан.', 'name', 'Ержан', 'Ерзан'],
    ['Please change my surname from Stoun to Stone.', 'surname', 'Stone', 'Stoun'],
    ['My last name is misspelt as "Stoun". It should be Stone.', 'surname', 'Stone', 'Stoun'],
    [
      'Фамилия пишут как угодно. Правильно ТЕСТОВА. У вас сейчас Тестава',
      'surname',
      'Тестова',
      'Тестава',
    ],
  ])('%s', (text, field, to, from) => {
    expect(changes(text)).toEqual([{ field, from, to }])
  })

  test.each([
    'Прошу исправить мою фамилию.',
    'Фамилия: Тестова. Имя: Анна. Удалите мои данные.',
    'Измените фамилию на правильную',
    'Спасибо! Анна Тестова',
    'Надо исправить фамилию: Пробная или Новая',
  ])('is never guessed: %s', (text) => {
    expect(changes(text)).toEqual([])
  })
})

describe('a new e-mail address (p.5)', () => {
  test.each([
    `Замените адрес электронной почты ${ANNA} (по нему я писала) на рабочий ${NEW}.`,
    `Старый ящик ${ANNA} закрыт. Запишите новый: ${NEW}`,
    `Ящик ${ANNA} заблокирован. Укажите вместо него ${NEW}`,
    `Ескі поштам ${ANNA} жабылады, оның орнына ${NEW} деп жазыңыз`,
    `Please change my email from ${ANNA} to ${NEW}`,
    `Было: ${ANNA}\nСтало: ${NEW}`,
  ])('%s', (text) => {
    expect(changes(text)).toEqual([{ field: 'email', from: ANNA, to: NEW }])
  })

  test.each([
    `Моя почта ${ANNA}, отвечайте на неё`,
    `Исправьте почту. Пишите на ${ANNA}`,
    `Смените адрес на ${MAILBOX}`,
  ])('is never guessed: %s', (text) => {
    expect(changes(text)).toEqual([])
  })
})

test.each([
  ['Идентификатор пользователя: вместо PR-00412 должно быть PR-00421.', 'PR-00412', 'PR-00421'],
  ['Слетел user ID. Верный - 482210.', undefined, '482210'],
])('a new user ID (p.5): %s', (text, from, to) => {
  const change = from === undefined ? { field: 'userId', to } : { field: 'userId', from, to }
  expect(changes(text)).toEqual([change])
})

test('several corrections come in the order of the fields', () => {
  const text = `Прошу исправить:\n1) фамилия - Пробная;\n2) телефон - +7 700 000 00 11\n${ANNA}`
  expect(changes(text).map(({ field }) => field)).toEqual(['surname', 'phone'])
})
