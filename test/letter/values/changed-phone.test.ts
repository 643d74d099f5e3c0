import { describe, expect, test } from 'vitest'
import { changedPhone, onlyPhone } from '../../../src/letter/values/changed-phone.ts'
import { withSpokenNumbers } from '../../../src/letter/values/spoken-number.ts'

const WANTED = { isWanted: true }
const UNWANTED = { isWanted: false }

describe('a telephone number that changed', () => {
  test.each([
    'Мой телефон поменялся, звоните на 8 701 000 00 11',
    'Нөмірім ауысты, хабарласыңыз: 8 701 000 00 11',
    'My number has changed, call me on +7 701 000 00 11',
  ])('%s: the number to call is the new one', (text) => {
    expect(changedPhone(text, WANTED).change).toEqual({ field: 'phone', to: '+77010000011' })
  })

  test.each([
    'Звоните на 8 701 000 00 11',
    'Телефон поменялся, звонить пока можно сестре: 8 701 000 00 11',
  ])('%s: a number to call is no correction', (text) => {
    expect(changedPhone(text, WANTED).change).toBeNull()
  })

  test('a number that is called right in a letter about something else stays', () => {
    expect(changedPhone('Мой телефон 8 701 000 00 11 верный.', UNWANTED).change).toBeNull()
  })

  test('what is announced as several changes is read below its labels', () => {
    const text = 'Два изменения. Имя: Анна. Мобильный: 8 701 000 00 11'
    expect(changedPhone(text, UNWANTED).change?.to).toBe('+77010000011')
  })

  test('an old number alone is not the right one', () => {
    expect(onlyPhone('Мой номер: 8 701 000 00 11')?.to).toBe('+77010000011')
    expect(onlyPhone('Мой старый номер 8 701 000 00 11 удалите')).toBeNull()
  })

  test('a group said twice stands once', () => {
    expect(withSpokenNumbers('плюс семь семьсот один это 701 дальше 000 00 11')).toBe(
      '+7 701 000 00 11',
    )
  })
})
