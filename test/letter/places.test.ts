import { expect, test } from 'vitest'
import type { Change, Understanding } from '../../src/letter/letter.ts'
import { understand } from '../../src/letter/classify.ts'
import { withPlaces } from '../../src/letter/places.ts'
import { MAILBOX, PHRASES, letterWith } from './samples.ts'

const NOTHING: Understanding = {
  ...understand(letterWith({ subject: '', text: '' }), { phrases: PHRASES, mailbox: MAILBOX }),
  reasons: [],
}

function placesOf(text: string, statedEmail: string | null, changes: readonly Change[] = []) {
  return withPlaces(letterWith({ text }), { ...NOTHING, statedEmail, changes }).reasons
}

test('an address is found by its local part, however its at sign is written', () => {
  const text = 'Здравствуйте\n\nAIGUL.TESTOVA (собака) person точка example'
  expect(placesOf(text, 'aigul.testova@person.example')).toEqual(['stated address: line 3'])
})

test('a number is found by its digits, however they are spaced', () => {
  const to = '+77000000014'
  expect(placesOf('Номер:\n8 (700) 000-00-14', null, [{ field: 'phone', to }])).toEqual([
    'phone: line 2',
  ])
})

test('a name is found whatever its case, an address by its line', () => {
  const changes: Change[] = [
    { field: 'surname', to: 'Тестова' },
    { field: 'email', to: 'new.testova@person.example' },
  ]
  expect(placesOf('ТЕСТОВА\nnew.testova@person.example', null, changes)).toEqual([
    'surname: line 1',
    'email: line 2',
  ])
})

test('a value that was put into another form is said to be so', () => {
  expect(placesOf('на Тестову', null, [{ field: 'surname', to: 'Тестова' }])).toEqual([
    'surname: not in these very letters',
  ])
})
