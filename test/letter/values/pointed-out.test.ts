import { expect, test } from 'vitest'
import { pointedOut } from '../../../src/letter/values/pointed-out.ts'

const PLACES = [{ before: 'в кабинете ' }, { before: 'а в письмах ' }]

test.each([
  ['. правильный первый', 0],
  ['. верен второй', 1],
  ['. the latter is correct', 1],
  ['. the first one is wrong', 1],
  ['. полагаю, верен кабинет', 0],
  ['. приведите в соответствие с письмами', 1],
  ['. первый и второй верны', null],
  ['. спасибо', null],
] as const)('%s points to %s', (behind, which) => {
  expect(pointedOut(PLACES, behind)).toBe(which)
})

test('of three values none is pointed out', () => {
  expect(pointedOut([...PLACES, { before: '' }], '. правильный первый')).toBeNull()
})
