/** Latin letters that look like Cyrillic ones, after lower-casing: `B`, `H`, `K`, `M`, `T` too. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['a', 'а'],
  ['b', 'в'],
  ['c', 'с'],
  ['e', 'е'],
  ['h', 'н'],
  ['i', 'і'],
  ['k', 'к'],
  ['m', 'м'],
  ['o', 'о'],
  ['p', 'р'],
  ['t', 'т'],
  ['u', 'и'],
  ['x', 'х'],
  ['y', 'у'],
])

/** Kazakh letters and the Russian ones people type in their place. */
const KAZAKH: ReadonlyMap<string, string> = new Map([
  ['ә', 'а'],
  ['ғ', 'г'],
  ['қ', 'к'],
  ['ң', 'н'],
  ['ө', 'о'],
  ['ұ', 'у'],
  ['ү', 'у'],
  ['һ', 'х'],
  ['і', 'и'],
])

/** A word of both alphabets becomes Cyrillic where every Latin letter in it has a double there. */
export function foldLookAlikes(line: string): string {
  return line.replace(/[\p{L}\p{M}]+/gu, (word) => {
    if (!/\p{Script=Cyrillic}/u.test(word) || !/[a-z]/.test(word)) return word
    return word.replace(/[a-z]/g, (letter) => LOOK_ALIKES.get(letter) ?? letter)
  })
}

/** Letters set apart for emphasis: `У т о ч н и т ь` is one word; two blanks part two words. */
export function joinSpaced(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])\p{L}(?: \p{L}){3,40}(?![\p{L}\p{N}])/gu, (spaced) =>
    spaced.replaceAll(' ', ''),
  )
}

/**
 * Words as they are compared: lower case, ё as е, Kazakh letters as the Russian ones that stand for
 * them on other keyboards, no invisible characters, no stress marks, no apostrophes, no look-alikes.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u0301'’‘`ʼ]/gu, '')
    .toLowerCase()
    .replaceAll('ё', 'е')
  return foldLookAlikes(plain).replace(/[әғқңөұүһі]/gu, (letter) => KAZAKH.get(letter) ?? letter)
}
