import type { ParsedLetter } from '../../src/letter/letter.ts'
import type { Phrases } from '../../src/letter/subject.ts'

/** The mailbox the samples in test/letters are written to. */
export const MAILBOX = 'privacy@company.example'

export const PHRASES: Phrases = {
  rectify: {
    ru: ['Уточнить персональные данные'],
    kk: ['Дербес деректерді нақтылау'],
    en: ['Correct personal data', 'Clarify personal data'],
  },
  cease: {
    ru: ['Прекратить обработку персональных данных'],
    kk: ['Дербес деректерді өңдеуді тоқтату'],
    en: ['Stop processing personal data'],
  },
}

/** A letter of a person, to be made special by what is given. */
export function letterWith(special: Partial<ParsedLetter> = {}): ParsedLetter {
  return {
    headers: [],
    from: [{ address: 'anna.testova@person.example', name: 'Анна Тестова' }],
    subject: '',
    text: '',
    attachments: [],
    attachmentText: [],
    contradiction: false,
    doubledHeaders: [],
    reading: 'whole',
    ...special,
  }
}

/** Strings of about a megabyte that make careless patterns and parsers slow. */
export const HOSTILE: ReadonlyMap<string, string> = new Map([
  ['a', 'a'.repeat(1_000_000)],
  ['a.', 'a.'.repeat(500_000)],
  ['a-', 'a-'.repeat(500_000)],
  ['@', '@'.repeat(1_000_000)],
  ['a@', 'a@'.repeat(500_000)],
  ['blanks', `x${' '.repeat(1_000_000)}x`],
  ['lines of >', '>\n'.repeat(500_000)],
  ['empty lines', '\n'.repeat(1_000_000)],
  ['digits', '8 '.repeat(500_000)],
  ['numbers', '+7 700 000 00 11 '.repeat(60_000)],
  ['=?', '=?utf-8?b?'.repeat(100_000)],
  ['<b>', '<b>'.repeat(100_000)],
  ['nested div', '<div>'.repeat(200_000)],
  ['open heads', '<head>'.repeat(170_000)],
  ['open comments', '<!--'.repeat(250_000)],
  ['quoted attributes', '<a title="'.repeat(100_000)],
  ['от', `${'22 ноября 2026 г., 10:15 от '.repeat(40_000)}:`],
  ['names', 'Фамилия Тестова на Пробную '.repeat(40_000)],
  ['brackets', '['.repeat(1_000_000)],
  ['re', 'Re: '.repeat(250_000)],
  ['не', 'не удаляйте мои '.repeat(60_000)],
])
