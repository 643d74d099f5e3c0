const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбюё'
const LATIN_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
/** Keys of the upper row that are Kazakh letters on the Kazakh layout. */
const LATIN_KAZAKH = '234590-=8'
const CYRILLIC_KAZAKH = 'әіңғүқөһұ'

const TO_CYRILLIC = mapOf(LATIN + LATIN_SHIFTED, CYRILLIC + CYRILLIC.toUpperCase())
const TO_LATIN = mapOf(CYRILLIC + CYRILLIC.toUpperCase(), LATIN + LATIN_SHIFTED)
const TO_KAZAKH = new Map([...TO_CYRILLIC, ...mapOf(LATIN_KAZAKH, CYRILLIC_KAZAKH)])

function mapOf(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(Array.from(from, (key, i) => [key, to.charAt(i)]))
}

/** What was meant when the Russian keys were pressed on a Latin layout: `Elfkbnt` is `Удалите`. */
export function asRussianKeys(text: string): string {
  return retype(text, TO_CYRILLIC)
}

/** The same with the Kazakh keys, whose own letters stand where the digits are. */
export function asKazakhKeys(text: string): string {
  return text.replace(/\S{1,60}/gu, (word) => {
    return /[a-z]/i.test(word) ? retype(word, TO_KAZAKH) : word
  })
}

/** What was meant when Latin keys were pressed on a Russian layout: `вудуеу` is `delete`. */
export function asLatinKeys(text: string): string {
  return retype(text, TO_LATIN)
}

function retype(text: string, keys: ReadonlyMap<string, string>): string {
  return Array.from(text, (key) => keys.get(key) ?? key).join('')
}
