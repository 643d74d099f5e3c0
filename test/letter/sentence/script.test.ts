import { describe, expect, test } from 'vitest'
import {
  asKazakhKeys,
  asLatinKeys,
  asRussianKeys,
} from '../../../src/letter/sentence/keyboard-layout.ts'
import { asMeant } from '../../../src/letter/sentence/script.ts'
import { inCyrillic, inKazakhCyrillic } from '../../../src/letter/sentence/transliteration.ts'

describe('the wrong keyboard layout', () => {
  test.each([
    ['Enjxybnm gthcjyfkmyst lfyyst', 'Уточнить персональные данные'],
    ['Ghtrhfnbnm j,hf,jnre', 'Прекратить обработку'],
  ])('%s', (typed, meant) => {
    expect(asRussianKeys(typed)).toBe(meant)
  })

  test('Kazakh letters stand on the digits', () => {
    expect(asKazakhKeys('Lth,tc lthtrnthl3 yf0nskfe')).toBe('Дербес деректерді нақтылау')
  })

  test('Latin keys pressed on a Russian layout', () => {
    expect(asLatinKeys('вудуеу ьн вфеф')).toBe('delete my data')
  })
})

describe('Latin letters', () => {
  test.each([
    ['Udalite moi dannye', 'Удалите мои данные'],
    ['Zdravstvuyte', 'Здравствуйте'],
    ['moya pochta', 'моя почта'],
  ])('%s is Russian', (typed, meant) => {
    expect(inCyrillic(typed)).toBe(meant)
  })

  test('j is ж in Kazakh', () => {
    expect(inKazakhCyrillic('joyıñız')).toBe('жойыныз')
  })
})

describe('a text as it was meant', () => {
  test.each([
    ['Udalite moi dannye, anna.testova@person.example', 'transliterated'],
    ['Derbes derekterdi ondeudi toqtatu', 'transliterated'],
    ['Ghjie elfkbnm vjb lfyyst', 'wrong layout'],
    ['Вудуеу ьн вфеф', 'wrong layout'],
    ['Please delete my data', 'plain'],
    ['Удалите мои данные', 'plain'],
    ['Bitte löschen Sie meine Daten', 'plain'],
    ['Si prega di cancellare il messaggio', 'plain'],
    ['', 'plain'],
  ])('%s is %s', (text, script) => {
    expect(asMeant(text).script).toBe(script)
  })

  test('addresses stay as they are', () => {
    expect(asMeant('Udalite moi dannye anna@person.example').text).toContain('anna@person.example')
  })
})
