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
    ['moj nomer, svoi dannye', 'мой номер, свои данные'],
    ['Zdravstvuite, russkoi klaviatury net', 'Здравствуйте, русской клавятуры нет'],
    ['nomer 8 700 445 44 11', 'номер 8 700 445 44 11'],
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

describe('a letter in Latin letters', () => {
  test.each([
    'Pishu iz komandirovki, russkoj klaviatury net. Pomenyajte moj nomer',
    'ya uehal v Tashkent, moy nomer teper drugoy, zamenite pojaluysta u sebya',
    'Salemetsizder me! Bir narse bar: sizderde tegim kate jazypty, durystap qoiynyzdarshy',
  ])('%s is meant in Cyrillic ones', (text) => {
    expect(asMeant(text).script).toBe('transliterated')
  })

  test.each([
    'Please change my phone number to +7 700 000 00 11, thank you',
    'Bitte korrigieren Sie meine Adresse',
    'Kindly note the new number and confirm',
  ])('%s is plain', (text) => {
    expect(asMeant(text)).toEqual({ text, script: 'plain' })
  })

  test('names within a sentence and identifiers stay as they are written', () => {
    const text = 'Zdravstvuite, izmenite moyu familiyu: byla Synakova, user ID PR-00421, spasibo'
    const meant = asMeant(text).text
    expect(meant).toContain('была Synakova')
    expect(meant).toContain('PR-00421')
  })
})
