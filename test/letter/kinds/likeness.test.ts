import { expect, test } from 'vitest'
import { likeness, softmax, weightsOf } from '../../../src/letter/kinds/likeness.ts'
import { signsOf } from '../../../src/letter/kinds/signs.ts'
import { sentencesOf, titleOf } from '../../../src/letter/sentence/sentence.ts'
import { teach, written } from '../../support/teach.ts'

/** rectify, cease, access, unlawful, unsubscribe-only, question, spam */
const WEIGHTS = weightsOf('\t0 0 0 0 0 50 0\nзабуд\t-100 300 0 0 0 -100 0\nменя\t0 100 0 0 0 0 0')

const signsIn = (text: string): readonly string[] => signsOf(titleOf(''), sentencesOf(text))

test('the words that are known are weighed, the others say nothing', () => {
  expect(likeness(['забуд', 'меня', 'xyz'], WEIGHTS)).toMatchObject({
    kind: 'cease',
    signs: ['забуд', 'меня'],
  })
  expect(likeness(['xyz'], WEIGHTS)).toMatchObject({ kind: 'question', signs: [] })
})

test('a letter that repeats itself is no surer than one that says it once', () => {
  const once = signsIn('Забудьте меня.')
  const often = signsIn('Забудьте меня. '.repeat(50))
  expect(often).toEqual(once)
})

test('shares of all kinds are one together, however large the numbers', () => {
  const shares = softmax([1_000, 0, -1_000])
  expect(shares.reduce((one, other) => one + other)).toBeCloseTo(1)
  expect(shares[0]).toBeCloseTo(1)
})

test('a meaning is the same sign in all three languages', () => {
  const shared = ['Удалите мои данные', 'Деректерімді жойыңыз', 'Delete my data'].map((text) =>
    signsIn(text).filter((sign) => /^~[^/]*$/.test(sign)),
  )
  for (const signs of shared) expect(signs).toContain('~data~destroy')
})

test('the subject line is apart from the words', () => {
  const signs = signsOf(titleOf('Удалить'), sentencesOf('Исправить'))
  expect(signs).toContain('s:удалит')
  expect(signs).toContain('исправ')
  expect(signs).not.toContain('удалит')
})

test('a question mark is a sign', () => {
  expect(signsIn('Можно удалить?')).toContain('?')
  expect(signsIn('Можно удалить.')).not.toContain('?')
})

test('what was taught is known again, and the same lessons teach the same', () => {
  const lessons = [
    { kind: 'cease', signs: ['забуд', 'меня'] },
    { kind: 'cease', signs: ['забуд', 'все'] },
    { kind: 'question', signs: ['когда', 'меня'] },
    { kind: 'question', signs: ['когда', 'все'] },
  ] as const
  const weights = weightsOf(written(teach(lessons)))
  expect(likeness(['забуд', 'меня'], weights).kind).toBe('cease')
  expect(likeness(['когда', 'меня'], weights).kind).toBe('question')
  expect(written(teach(lessons))).toBe(written(teach(lessons)))
})

test('what stands in one letter alone is not learned', () => {
  const lessons = [
    { kind: 'cease', signs: ['забуд', 'тестова'] },
    { kind: 'cease', signs: ['забуд'] },
  ] as const
  expect([...teach(lessons).keys()]).toEqual(['', 'забуд'])
})
