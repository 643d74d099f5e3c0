import { expect, test } from 'vitest'
import { hasCondition, isLooseCondition } from '../../../src/letter/sentence/condition.ts'
import { has, sentencesOf } from '../../../src/letter/sentence/sentence.ts'

/** Whether the deed of the first sentence hangs on something. */
function isBound(text: string): boolean {
  const [sentence] = sentencesOf(text)
  if (sentence === undefined) return false
  const deed = sentence.tokens.findLastIndex((token) => has(token, 'destroy', 'withdraw'))
  return hasCondition(sentence, deed)
}

test.each([
  'Если деньги не вернёте, удалите мои данные',
  'Удалите мои данные, когда закончится курс',
  'Когда вернёте предоплату, удалите всё обо мне',
  'Удалите мои данные после окончания курса',
  'В случае отказа прошу удалить мои данные',
  'Прошу удалить мои данные при условии, что запись сохранится',
  'Верните оплату, иначе отзываю согласие',
  'Не исправите до пятницы — удаляйте меня из базы',
  'Ақшамды қайтармасаңыздар, деректерімді жойыңыздар',
  'Unless you reply by Monday, delete all my data',
  'In case of refusal delete all my data',
])('a demand hangs on something else: %s', (text) => {
  expect(isBound(text)).toBe(true)
})

test.each([
  'Удалите мои данные, если это не сложно',
  'Прошу удалить мои данные, в случае отказа обращусь в суд',
  'Не звоните мне, удалите мои данные',
  'Когда я записывалась, оставила номер, удалите его',
  'Деректерімді жойып тастасаңыздар екен',
  'Барлық csv немесе json деректерді жойыңыз',
  'Вычистите всё и напишите мне, когда закончите, чтобы забыть',
  'Было бы спокойнее, если бы вы удалили мои данные',
])('a demand stands by itself: %s', (text) => {
  expect(isBound(text)).toBe(false)
})

test('a sentence of its own binds what was asked before', () => {
  expect(sentencesOf('Но только если это не повлияет на запись.').some(isLooseCondition)).toBe(true)
  expect(sentencesOf('Только побыстрее.').some(isLooseCondition)).toBe(false)
})
