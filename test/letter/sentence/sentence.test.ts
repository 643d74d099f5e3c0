import { describe, expect, test } from 'vitest'
import { moodOf } from '../../../src/letter/sentence/mood.ts'
import { sentencesOf, titleOf, unwrap } from '../../../src/letter/sentence/sentence.ts'

function wordsOf(text: string): readonly string[] {
  return sentencesOf(text).map(({ tokens }) => tokens.map(({ word }) => word).join(' '))
}

describe('sentences', () => {
  test.each([
    ['Удалите. Спасибо!', ['удалите', 'спасибо']],
    ['В соответствии с п. 7 и ст. 24 прошу удалить', ['в соответствии с п и ст прошу удалить']],
    ['Прошу:\n1. прекратить\n2. уничтожить', ['прошу', 'прекратить', 'уничтожить']],
    ['моих персональных\nданных', ['моих персональных данных']],
    ['Почта anna.testova@person.example. Жду', ['почта', 'жду']],
    ['Если вы получили это письмо по ошибке, удалите его.', []],
    ['If you are not the intended recipient, delete this e-mail.', []],
  ])('%j', (text, sentences) => {
    expect(wordsOf(text)).toEqual(sentences)
  })

  test('a question is known by its mark, also beside another', () => {
    const marks = sentencesOf('Удалите? Да! Когда?!').map(({ isQuestion }) => isQuestion)
    expect(marks).toEqual([true, false, true])
  })

  test('words between quotation marks are somebody else’s', () => {
    const [sentence] = sentencesOf('Запрос «Прекратить обработку» получен')
    const quoted = sentence?.tokens.filter(({ isQuoted }) => isQuoted).map(({ word }) => word)
    expect(quoted).toEqual(['прекратить', 'обработку'])
  })

  test('lines that a mail program broke are one line again, lists are not', () => {
    expect(unwrap('прошу удалить мои\nданные')).toBe('прошу удалить мои данные')
    expect(unwrap('Было:\nстало')).toBe('Было:\nстало')
  })

  test('a subject line is one sentence', () => {
    expect(titleOf('Удалите. Срочно').tokens).toHaveLength(2)
  })
})

test.each([
  ['удалите', 'imperative'],
  ['сотри', 'imperative'],
  ['жойыныздаршы', 'imperative'],
  ['ошириниз', 'imperative'],
  ['удалить', 'infinitive'],
  ['стереть', 'infinitive'],
  ['удаление', 'noun'],
  ['токтатуды', 'noun'],
  ['отзываю', 'first'],
  ['удалили', 'past'],
  ['удалены', 'past'],
  ['жойманыз', 'refusal'],
  ['жибермениздер', 'refusal'],
  ['delete', 'imperative'],
  ['deleted', 'past'],
  ['erasure', 'noun'],
] as const)('%s is %s', (word, mood) => {
  expect(moodOf(word)).toBe(mood)
})
