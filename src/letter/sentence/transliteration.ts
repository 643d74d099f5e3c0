/** Longest first: what Latin letters stand for where Russian or Kazakh is written with them. */
const SOUNDS: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['tz', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['iu', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['ia', 'я'],
  ['yo', 'е'],
  ['jo', 'е'],
  ['ye', 'е'],
  ['je', 'е'],
  ['iy', 'ий'],
  ['ij', 'ий'],
  ['yy', 'ый'],
  ['yj', 'ый'],
]

const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'а',
    b: 'б',
    c: 'ц',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'х',
    i: 'и',
    j: 'ж',
    k: 'к',
    l: 'л',
    m: 'м',
    n: 'н',
    o: 'о',
    p: 'п',
    q: 'к',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    v: 'в',
    w: 'в',
    x: 'х',
    y: 'ы',
    z: 'з',
    ä: 'а',
    ö: 'о',
    ü: 'у',
    ñ: 'н',
    ń: 'н',
    ğ: 'г',
    ǵ: 'г',
    ı: 'ы',
    ş: 'ш',
    ū: 'у',
    ó: 'о',
    ú: 'у',
    á: 'а',
    ý: 'у',
    "'": 'ь',
    '’': 'ь',
    '4': 'ч',
  }),
)

/**
 * Russian in Latin letters, sound by sound in Cyrillic, for letters of people who have no other
 * keyboard. There are many manners of it; what comes out is compared with slips allowed.
 */
export function inCyrillic(text: string): string {
  return spellAll(text, SOUNDS)
}

/** The same for Kazakh, where `j` is ж in every manner. */
export function inKazakhCyrillic(text: string): string {
  return spellAll(text, KAZAKH_SOUNDS)
}

const KAZAKH_SOUNDS = SOUNDS.filter(([latin]) => !latin.includes('j') && !latin.startsWith('ts'))

function spellAll(text: string, sounds: typeof SOUNDS): string {
  // A 4 stands for ч within a word, never within a number.
  return text.replace(/(?<!\d)[a-zäöüñńğǵışūóúáý'’4]{1,60}(?!\d)/giu, (word) => {
    if (/^[4'’]+$/.test(word)) return word
    const spelt = spell(word.toLowerCase(), sounds)
    if (!/^\p{Lu}/u.test(word)) return spelt
    return `${spelt.charAt(0).toUpperCase()}${spelt.slice(1)}`
  })
}

function spell(word: string, sounds: typeof SOUNDS): string {
  let spelt = ''
  for (let at = 0; at < word.length;) {
    const sound = sounds.find(([latin]) => word.startsWith(latin, at) && !isHardEnd(word, at))
    spelt += sound?.[1] ?? single(word, at, sounds === SOUNDS)
    at += sound?.[0].length ?? 1
  }
  return spelt
}

/** The `ye` of `dannye` is two letters, that of `moye` is one. */
function isHardEnd(word: string, at: number): boolean {
  return /^[yi]e/.test(word.slice(at)) && /[bcdfghklmnprstvxz]/.test(word.charAt(at - 1))
}

/** `y`, `j` and `i` behind a vowel and before none are й: `moy`, `moj`, `zdravstvuite`. */
function single(word: string, at: number, isRussian: boolean): string {
  const letter = word.charAt(at)
  const isBehindVowel = /[aeiouy]/.test(word.charAt(at - 1))
  if (letter === 'y' && isBehindVowel) return 'й'
  const closes = isBehindVowel && !/[aeiouy]/.test(word.charAt(at + 1))
  if (isRussian && closes && (letter === 'j' || (letter === 'i' && !PLURAL.has(word)))) return 'й'
  return LETTERS.get(letter) ?? letter
}

/** Where the `i` behind a vowel is и. */
const PLURAL = new Set(['moi', 'tvoi', 'svoi', 'kakie', 'chii', 'ili', 'uidu'])
