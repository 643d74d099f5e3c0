import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isLegible, legibility } from '../../../src/letter/decode/legibility.ts'
import { repair } from '../../../src/letter/decode/mojibake.ts'
import { encode } from '../../../src/letter/decode/single-byte.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

const RUSSIAN = 'Прошу прекратить обработку моих персональных данных. Почта a@b.example'
const KAZAKH = 'Дербес деректерді өңдеуді тоқтатуды сұраймын'

/** The text as a program shows it that takes bytes of one charset for those of another. */
function misread(text: string, was: string, takenFor: string): string {
  const bytes = was === 'utf-8' ? Buffer.from(text) : encode(text, was)
  return new TextDecoder(takenFor).decode(bytes ?? undefined)
}

describe('a text that was misread on its way is mended', () => {
  test.each([
    ['utf-8', 'windows-1251'],
    ['utf-8', 'windows-1252'],
    ['utf-8', 'koi8-r'],
    ['utf-8', 'ibm866'],
    ['windows-1251', 'windows-1252'],
    ['windows-1251', 'koi8-r'],
    ['koi8-r', 'windows-1251'],
    ['koi8-r', 'windows-1252'],
    ['ibm866', 'windows-1251'],
    ['windows-1251', 'ibm866'],
  ])('%s, taken for %s', (was, takenFor) => {
    expect(repair(misread(RUSSIAN, was, takenFor))).toBe(RUSSIAN)
  })

  test('Kazakh too', () => {
    expect(repair(misread(KAZAKH, 'utf-8', 'windows-1252'))).toBe(KAZAKH)
    expect(repair(misread(KAZAKH, 'utf-8', 'windows-1251'))).toBe(KAZAKH)
  })

  test('twice misread', () => {
    const once = misread(RUSSIAN, 'utf-8', 'windows-1251')
    expect(repair(misread(once, 'utf-8', 'windows-1251'))).toBe(RUSSIAN)
  })

  test('only the broken lines', () => {
    const broken = misread(RUSSIAN, 'utf-8', 'windows-1251')
    expect(repair(`Добрый день!\n${broken}\nСпасибо`)).toBe(`Добрый день!\n${RUSSIAN}\nСпасибо`)
  })

  test('letters written as numbers by a web form', () => {
    expect(repair('&#1059;&#1076;&#1072;&#1083;&#1080;&#1090;&#1100; &#8470;&#0;')).toBe(
      'Удалить №&#0;',
    )
  })
})

describe('good text stays as it is', () => {
  test.each([
    RUSSIAN,
    KAZAKH,
    'Был Ёлкин, стал Цхай; ООО «Щёлк», ЖШС «Әуезов»',
    'ПРЕКРАТИТЬ ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ!!!',
    'уТОЧНИТЬ пЕРСОНАЛЬНЫЕ дАННЫЕ',
    'Прошу видалити мої дані, що ви зберігаєте у вашій базі',
    'Менин маалыматтарымды өчүрүңүз',
    'Маълумотларимни ўчиринг, илтимос',
    'Молим вас избришите моје податке, ћирилица њушка',
    'Été à la plage, où naïve façade',
    'Größe Übermäßig süß ÄÖÜ',
    'Prošu smazat moje údaje, žádám',
    'Ελληνικά κείμενα εδώ',
    'שלום עולם',
    '日本語のテキスト',
    'Đề nghị xóa dữ liệu cá nhân của tôi',
    '👍🙏 — «№ 5» … 10 ₸ · 20 €',
    'AT&amp;T &#1059; один знак',
  ])('%s', (text) => {
    expect(repair(text)).toBe(text)
  })

  test('the policy that is shipped', () => {
    const policy = readFileSync(new URL('../../../policy.yaml', import.meta.url), 'utf8')
    expect(repair(policy)).toBe(policy)
  })
})

describe('words are told from letters by their pairs', () => {
  test.each([
    [RUSSIAN, true],
    [KAZAKH, true],
    ['Да', false],
    ['hello', false],
    ['', false],
    [misread(RUSSIAN, 'koi8-r', 'windows-1251'), false],
  ])('%s', (text, legible) => {
    expect(isLegible(text)).toBe(legible)
  })

  test('the score runs from -1 to 1', () => {
    expect(legibility(RUSSIAN).score).toBeGreaterThan(0.9)
    expect(legibility('ÀÁÂÃ')).toEqual({ score: -1, pairs: 3 })
  })
})

test.each([
  ...HOSTILE,
  ['broken letters', 'ÐÑ'.repeat(500_000)],
  ['broken lines', 'ÐÑÐÑÐÑ\n'.repeat(140_000)],
  ['boxes', '╨Ф╨░'.repeat(250_000)],
])('64 KB of %s take no time', (_, text) => {
  const start = cpuMs()
  repair(text.slice(0, 64 * 1024))
  expect(cpuMs() - start).toBeLessThan(500)
})
