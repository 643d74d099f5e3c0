import { describe, expect, test } from 'vitest'
import { readPersonAnswer } from '../../src/request/person-answer.ts'
import { HOSTILE } from '../letter/samples.ts'
import { cpuMs } from '../support/cpu.ts'

const say = (words: string, code: string | null = null): string => readPersonAnswer(words, code).say

describe('a plain yes', () => {
  test.each([
    'Да',
    'да.',
    ' ДА! ',
    'Да, это я',
    'Да это я.',
    'Это я',
    'Да, всё верно',
    'Все верно.',
    'Верно',
    'Подтверждаю',
    'Подтверждаю адрес.',
    'Да, подтверждаю',
    'Да, согласна',
    'Иә',
    'иә!',
    'Ия',
    'Растаймын',
    'Иә, растаймын.',
    'Дұрыс',
    'Yes',
    'yes!',
    'Yes, it is me.',
    'Yes, I confirm',
    'I confirm',
    'Confirm',
    'Confirmed.',
    'Correct',
    'Да\n\nС уважением,\nАнна Тестова',
    'Да.\nСпасибо!',
    'Иә\nРахмет',
    'Yes\nBest regards,\nAnna',
    '\u200bДа\u200b',
  ])('is %j', (words) => {
    expect(say(words)).toBe('confirm')
  })

  test.each([
    '',
    'Да, но телефон другой',
    'Да\nтолько фамилию не меняйте',
    'Да?',
    'Ну да',
    'Данные верны',
    'Даже так',
    'Нет',
    'Не подтверждаю',
    'Неверно',
    'Не верно',
    'Это не верно',
    'Да нет',
    'Подтверждаю, что ничего не просила',
    'Иә, бірақ кейін',
    'Дұрыс емес',
    'Not correct',
    'Incorrect',
    'Yes, but not today',
    'yes?',
    'Ок',
    '👍',
  ])('is not %j', (words) => {
    expect(say(words)).toBe('more')
  })
})

describe('«Это не я»', () => {
  test.each([
    'Это не я',
    'Это не я.',
    'это не я!',
    'Это была не я',
    'Это был не я',
    'Нет, это не я',
    'Нет. Это не я.',
    'Это не я. Я вам ничего не писала.',
    'Я не писал',
    'Я вам не писала.',
    'Я этого не отправляла',
    'Я ничего не просил',
    'Я не просила об этом',
    'Бұл мен емес',
    'Бұл мен емеспін.',
    'Мен жазған жоқпын',
    'Мен сұраған емеспін',
    'It was not me',
    'It wasn’t me.',
    "It wasn't me",
    'This is not me',
    'Not me',
    'I did not write this',
    'I didn’t ask it.',
    'I did not send',
    'Это не я\n\nС уважением,\nАнна',
  ])('is %j', (words) => {
    expect(say(words)).toBe('not-me')
  })

  test.each([
    'не я ошибся, а вы',
    'Это не я ошибся, а вы',
    'Это не я виновата',
    'Это не я, а мой муж просил исправить',
    'Я не писала второй телефон',
    'Я не просила удалять, я просила исправить',
    'Я не отправляла копию паспорта',
    'Не я одна так думаю',
    'Мой адрес не тот. Это не я ошиблась',
    'Бұл мен емес, күйеуім сұрады',
    'Not me but my husband',
    'I did not write the old number',
    'It was not me who made the mistake',
  ])('is not %j: everything would stop on it', (words) => {
    expect(say(words)).toBe('more')
  })

  test('stands in the first sentence alone', () => {
    expect(say('Добрый день!\nЭто не я')).toBe('more')
    expect(say('Исправьте телефон. Это не я.')).toBe('more')
  })

  test('counts more than a code below it', () => {
    expect(say('Это не я\nКод 482164', '482164')).toBe('not-me')
  })
})

describe('a code', () => {
  test('is six digits, whatever stands around it', () => {
    expect(readPersonAnswer('Мой код 482164, спасибо', '482164')).toEqual({
      say: 'code',
      code: '482164',
    })
    expect(say('Да', '482164')).toBe('code')
  })

  test.each(['4821', '4821643', 'abcdef', '', '48216٤'])('is not %j', (code) => {
    expect(say('Мой код', code)).toBe('more')
  })
})

test.each([...HOSTILE.keys()])('a megabyte of %s is read at once', (name) => {
  const start = cpuMs()
  for (const before of ['', 'Да ', 'Это не я ', 'Нет, '])
    readPersonAnswer(before + (HOSTILE.get(name) ?? ''), null)
  expect(cpuMs() - start).toBeLessThan(1_000)
})
