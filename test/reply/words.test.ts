import { describe, expect, test } from 'vitest'
import { OBSTACLES } from '../../src/action/plan.ts'
import { FIELDS, LANGUAGES } from '../../src/letter/letter.ts'
import { actionPhrase, actionVerb } from '../../src/reply/demand-words.ts'
import { fieldName, joinWords, proofPhrase, whyNotPhrase } from '../../src/reply/words.ts'

describe('what would be done', () => {
  test('puts the field in the case its language wants', () => {
    expect(actionPhrase('rectify', ['phone'], 'ru')).toBe('исправить телефон')
    expect(actionPhrase('rectify', ['surname'], 'ru')).toBe('исправить фамилию')
    expect(actionPhrase('rectify', ['surname'], 'kk')).toBe('тегін түзету')
    expect(actionPhrase('rectify', ['surname'], 'en')).toBe('correct the surname')
  })

  test('joins several fields and names a field twice asked for once', () => {
    expect(actionPhrase('rectify', ['surname', 'phone', 'surname'], 'ru')).toBe(
      'исправить фамилию и телефон',
    )
    expect(actionPhrase('rectify', ['surname', 'name', 'phone'], 'kk')).toBe(
      'тегін, атын және телефон нөмірін түзету',
    )
  })

  test('without a field speaks of the data', () => {
    expect(LANGUAGES.map((language) => actionPhrase('rectify', [], language))).toEqual([
      'исправить данные',
      'деректерді түзету',
      'correct the data',
    ])
  })

  test('is to destroy, never to anonymise, where the person demands an end (p.10.7, p.11.7)', () => {
    expect(LANGUAGES.map((language) => actionPhrase('cease', ['phone'], language))).toEqual([
      'прекратить обработку и уничтожить данные',
      'өңдеуді тоқтатып, деректерді жою',
      'stop processing and destroy the data',
    ])
    expect(LANGUAGES.map((language) => actionVerb('cease', language))).toEqual([
      'уничтожить',
      'жою',
      'destroy',
    ])
  })
})

test('every field has one name of its own in every language', () => {
  for (const language of LANGUAGES) {
    expect(new Set(FIELDS.map((field) => fieldName(field, language))).size).toBe(FIELDS.length)
  }
})

test('every obstacle to a plan has words of its own in every language', () => {
  for (const language of LANGUAGES) {
    const phrases = OBSTACLES.map((obstacle) => whyNotPhrase(obstacle, language))
    expect(new Set(phrases).size).toBe(OBSTACLES.length)
  }
})

test('everything that shows who asks has words of its own in every language', () => {
  const proofs = ['dkim', 'spf', 'code', 'reply', 'called', 'authority'] as const
  for (const language of LANGUAGES) {
    const phrases = proofs.map((proof) => proofPhrase(proof, language))
    expect(new Set(phrases).size).toBe(proofs.length)
    for (const phrase of phrases) expect(phrase).not.toMatch(/DKIM|SPF/i)
  }
})

test('words are joined with commas and one "and"', () => {
  expect(joinWords([], 'ru')).toBe('')
  expect(joinWords(['а'], 'ru')).toBe('а')
  expect(joinWords(['а', 'б', 'в'], 'ru')).toBe('а, б и в')
  expect(joinWords(['а', 'б'], 'kk')).toBe('а және б')
  expect(joinWords(['a', 'b'], 'en')).toBe('a and b')
})
