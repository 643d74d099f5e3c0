import { describe, expect, test } from 'vitest'
import { ceaseIn } from '../../../src/letter/kinds/cease.ts'
import { sentencesOf } from '../../../src/letter/sentence/sentence.ts'

function ceases(text: string): readonly string[] {
  return sentencesOf(text)
    .flatMap(ceaseIn)
    .map(({ by, isPartial }) => (isPartial ? `${by}, a part` : by))
}

describe('an end told of the consent (p.6/withdrawal, p.17.2/withdrawal)', () => {
  test.each([
    'Считайте это письмо отзывом моего согласия',
    'Настоящим уведомляю об отзыве ранее данного согласия',
    'Моё согласие больше не действует',
    'Больше не разрешаю вам пользоваться моими данными',
    'Деректерімді пайдалануға тыйым саламын',
    'Мен берген келісімім енді жарамсыз',
    'I am revoking my consent',
    'Please consider this my withdrawal of consent',
  ])('%s', (text) => {
    expect(ceases(text)).toContain('plain')
  })

  test.each([
    'Отзываю согласие на рекламу',
    'Обработка продолжилась после отзыва согласия',
    'Согласие утратило силу?',
    'Не разрешаю звонить по вечерам',
  ])('is not told by: %s', (text) => {
    expect(ceases(text)).toEqual([])
  })

  test('a consent to passing data on is only a part', () => {
    expect(ceases('Отзываю разрешение передавать мои данные партнёрам')).toEqual(['plain, a part'])
  })
})

describe('an end told of being there at all (p.17.3/demand)', () => {
  test.each([
    'Больше не хочу быть в вашей базе',
    'Хочу, чтобы обо мне у вас ничего не осталось',
    'Меня в вашей базе быть не должно',
    'Деректерім сіздерде қалмасын',
    'Make sure nothing about me remains in your systems',
    "I don't want to be in your database any more",
  ])('%s', (text) => {
    expect(ceases(text)).toContain('words')
  })

  test.each([
    'Хочу быть в вашей базе',
    'Чтобы не было очереди, приду раньше',
    'Я не хочу оставаться без занятий',
  ])('is not told by: %s', (text) => {
    expect(ceases(text)).toEqual([])
  })
})

describe('data to be destroyed (p.17.3/demand)', () => {
  test.each([
    ['Избавьтесь от моих данных', ['words']],
    ['Передайте им, чтоб выкинули мою анкету', ['words']],
    ['Мои данные должны быть уничтожены', ['words']],
    ['Менің мәліметтерім жойылсын', ['words']],
    ['Данные уничтожить', ['words']],
    ['Уберите её', ['bare']],
    ['Старый номер можете стереть', []],
    ['Пусть удалят меня из своей базы', []],
    ['I am not asking you to remove my data', []],
  ])('%s', (text, found) => {
    expect(ceases(text)).toEqual(found)
  })
})
