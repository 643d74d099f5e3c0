import { expect, test } from 'vitest'
import { pairOf } from '../../../src/letter/values/pairs.ts'

test.each([
  ['', ' → ', '', 'old'],
  ['for ', ' read ', '', 'old'],
  ['вместо ', ' запишите ', '', 'old'],
  ['вместо ', ' у вас стоит ', '', 'new'],
  ['', ', а не ', '', 'new'],
  ['у вас указано ', ' вместо ', '', 'old'],
  ['мой номер не ', ', а ', '', 'old'],
  ['замените ', ' на ', '', 'old'],
  ['change it from ', ' to ', '', 'old'],
  ['', ' емес, ', '', 'old'],
  ['', ' орнына ', '', 'old'],
  ['', ' should read ', '', 'old'],
  ['', ' и ', '', null],
  ['замените ', '. Ещё раз: ', '', null],
] as const)('%j … %j … %j: the first is %s', (lead, between, trail, first) => {
  expect(pairOf({ lead, between, trail })).toBe(first)
})
