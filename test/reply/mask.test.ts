import { describe, expect, test } from 'vitest'
import { maskEmail, maskName, maskPhone, maskUserId, maskValue } from '../../src/reply/mask.ts'

describe('an e-mail address', () => {
  test.each([
    ['ana@example.kz', 'a•••@example.kz'],
    ['a@example.kz', 'a•••@example.kz'],
    ['"odd@local"@person.example', '"•••@person.example'],
  ])('%s shows its first letter and its domain: %s', (address, masked) => {
    expect(maskEmail(address)).toBe(masked)
  })

  test.each(['', '@example.kz', 'no address'])('that is none (%j) shows nothing', (text) => {
    expect(maskEmail(text)).toBe('•••')
  })
})

describe('a telephone number', () => {
  test.each([
    ['+77012183991', '+7 701 ••• 39 91'],
    ['+79001234567', '+7 900 ••• 45 67'],
    ['+442079460018', '+44 ••• 00 18'],
    ['+77001234', '+77 ••• 12 34'],
  ])('%s shows as %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })

  test.each(['', '+7701', '87012183991', '+7701218399O'])(
    'that is not in E.164 (%j) shows nothing',
    (text) => {
      expect(maskPhone(text)).toBe('•••')
    },
  )
})

describe('a name', () => {
  test.each([
    ['Ахметова', 'А•••'],
    ['Әсель Ұлпан', 'Ә•••'],
    [' Ёлкина', 'Ё•••'],
    ['Й'.normalize('NFD'), `${'Й'.normalize('NFD')}•••`],
    ['𝒜nna', '𝒜•••'],
  ])('%s shows its first letter with its marks: %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  test.each(['', '<script>', '7up', `\u202E`])(
    'that starts with no letter (%j) shows nothing',
    (text) => {
      expect(maskName(text)).toBe('•••')
    },
  )

  test('with a tower of marks on its first letter shows four of them', () => {
    expect(maskName(`A${'\u0301'.repeat(500)}`)).toBe(`A${'\u0301'.repeat(4)}•••`)
  })
})

test('a user ID shows its last two characters when it has at least six', () => {
  expect(maskUserId('user-18423')).toBe('•••23')
  expect(maskUserId('18423')).toBe('•••')
})

test('each field has its own mask', () => {
  expect(maskValue('email', 'ana@example.kz')).toBe('a•••@example.kz')
  expect(maskValue('phone', '+77012183991')).toBe('+7 701 ••• 39 91')
  expect(maskValue('surname', 'Ахметова')).toBe('А•••')
  expect(maskValue('name', 'Анна')).toBe('А•••')
  expect(maskValue('userId', 'user-18423')).toBe('•••23')
})
