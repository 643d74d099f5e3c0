import { describe, expect, test } from 'vitest'
import { contradict } from '../../../src/letter/decode/contradiction.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

const LETTER = 'Добрый день! Прошу уточнить мой телефон: +7 700 000 00 11. Анна Тестова'

describe('parts that say different things contradict each other', () => {
  test.each([
    ['another demand', 'Удалите мои данные', 'Исправьте мой телефон'],
    ['another number', LETTER, LETTER.replace('00 11', '00 12')],
    ['another address', `${LETTER} a@b.example`, `${LETTER} c@d.example`],
    ['not', 'Прошу вас удалить все мои данные', 'Прошу вас не удалять все мои данные'],
    ['not, and nothing else', `${LETTER} Удалите всё`, `${LETTER} не Удалите всё`],
    ['another letter', LETTER, 'Купите наши пылесосы со скидкой, только сегодня и только у нас'],
    [
      'words that nobody sees',
      `${LETTER} Отзываю согласие, удалите всё и забудьте меня навсегда`,
      LETTER,
    ],
    ['one word', 'MyPlain', 'MyHtml'],
  ])('%s', (_, plain, html) => {
    expect(contradict(plain, html)).toBe(true)
  })
})

describe('what mail programs make of one letter does not contradict itself', () => {
  test.each([
    ['the same', LETTER, LETTER],
    ['folding', LETTER.replaceAll(' ', '\n'), LETTER],
    ['letter case and marks', `*${LETTER.toUpperCase()}*`, LETTER],
    ['links written out', `${LETTER} <https://company.example/very/long?link=1>`, LETTER],
    [
      'addresses written out',
      `${LETTER} a@b.example <mailto:a@b.example>`,
      `${LETTER} a@b.example`,
    ],
    ['pictures', `${LETTER} [cid:image001.png@01D0] [image: logo]`, LETTER],
    ['a footer of HTML', LETTER, `${LETTER} Отправлено с iPhone. Без вирусов www.avast.example`],
    ['an empty part', '', LETTER],
    ['an empty HTML part', LETTER, ''],
  ])('%s', (_, plain, html) => {
    expect(contradict(plain, html)).toBe(false)
  })
})

test.each([...HOSTILE])('64 KB of %s take no time', (_, text) => {
  const start = cpuMs()
  contradict(text.slice(0, 64 * 1024), `x${text.slice(0, 64 * 1024)}`)
  expect(cpuMs() - start).toBeLessThan(500)
})
