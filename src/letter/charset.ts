/**
 * Bytes to text, whatever the letter claims about them. Nothing here throws: a letter in an
 * unknown or falsely named charset is still a letter.
 */

/** KZ-1048 (STRK1048) is windows-1251 but for these characters; no decoder at hand knows it. */
const KAZAKH_FOR_1251: ReadonlyMap<string, string> = new Map([
  ['Ќ', 'Қ'],
  ['Ћ', 'Һ'],
  ['ќ', 'қ'],
  ['ћ', 'һ'],
  ['Ў', 'Ұ'],
  ['ў', 'ұ'],
  ['Ј', 'Ә'],
  ['Ґ', 'Ө'],
  ['Є', 'Ғ'],
  ['Ї', 'Ү'],
  ['ґ', 'ө'],
  ['є', 'ғ'],
  ['ј', 'ә'],
  ['Ѕ', 'Ң'],
  ['ѕ', 'ң'],
  ['ї', 'ү'],
])

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['cp1251', 'windows-1251'],
  ['win1251', 'windows-1251'],
  ['win-1251', 'windows-1251'],
  ['windows1251', 'windows-1251'],
  ['koi8r', 'koi8-r'],
  ['koi8u', 'koi8-u'],
  ['utf8', 'utf-8'],
  ['mac-cyrillic', 'x-mac-cyrillic'],
  ['ascii', 'us-ascii'],
])

const KZ_1048 = new Set(['kz-1048', 'kz1048', 'strk1048-2002', 'rk1048', 'ptcp154', 'pt154'])
const SAYS_NOTHING = new Set(['', 'us-ascii', 'utf-8', 'unknown-8bit', '8bit', 'binary'])

/** Text of `bytes` in `charset`; when that name is unknown, or false for UTF-8, the likeliest one. */
export function decode(bytes: Uint8Array, charset: string): string {
  const name = charset.trim().toLowerCase()
  if (KZ_1048.has(name)) return decodeKz1048(bytes)
  const label = ALIASES.get(name) ?? name
  if (SAYS_NOTHING.has(label)) return guess(bytes)
  return decodeNamed(bytes, label) ?? guess(bytes)
}

function decodeNamed(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return null
  }
}

/** UTF-8 where the bytes are UTF-8, else what Russian mail without a charset is written in. */
function guess(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes)
  return isMostlyBroken(text) ? new TextDecoder('windows-1251').decode(bytes) : text
}

/** A letter cut in the middle of a character breaks one; a false charset breaks nearly all. */
function isMostlyBroken(text: string): boolean {
  let broken = 0
  let foreign = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) foreign += 1
    if (code === 0xfffd) broken += 1
  }
  return broken * 5 > foreign
}

function decodeKz1048(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1251').decode(bytes)
  return text.replace(/[ЌЋќћЎўЈҐЄЇґєјЅѕї]/g, (letter) => KAZAKH_FOR_1251.get(letter) ?? letter)
}
