/** Charsets of one byte a character: two that no decoder at hand knows, and the way back to bytes. */

/** The bytes 0x80 to 0xBF; the rest is as in windows-1251. */
const UPPER_HALF: ReadonlyMap<string, string> = new Map([
  ['kz-1048', 'ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u0098™љ›њқһџ\u00a0ҰұӘ¤Ө¦§Ё©Ғ«¬\u00ad®Ү°±Ііөµ¶·ё№ғ»әҢңү'],
  ['ptcp154', 'ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\u00a0ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝ'],
])

const tables = new Map<string, readonly string[]>()
const wayBack = new Map<string, ReadonlyMap<string, number>>()

/** Text of `bytes` in one of the charsets above; null for every other. */
export function decodeUncommon(bytes: Uint8Array, label: string): string | null {
  if (!UPPER_HALF.has(label)) return null
  const table = tableOf(label)
  let text = ''
  for (const byte of bytes) text += table[byte] ?? ''
  return text
}

/** The bytes that read as `text` in that charset; null when a character has none. */
export function encode(text: string, label: string): Uint8Array | null {
  const back = wayBackOf(label)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    const byte = back.get(text.charAt(i)) ?? (code < 0x100 ? code : undefined)
    if (byte === undefined) return null
    bytes[i] = byte
  }
  return bytes
}

function tableOf(label: string): readonly string[] {
  const known = tables.get(label)
  if (known !== undefined) return known
  const half = UPPER_HALF.get(label)
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const table = new TextDecoder(half === undefined ? label : 'windows-1251').decode(bytes).split('')
  if (half !== undefined) table.splice(0x80, half.length, ...half.split(''))
  tables.set(label, table)
  return table
}

function wayBackOf(label: string): ReadonlyMap<string, number> {
  const known = wayBack.get(label)
  if (known !== undefined) return known
  const back = new Map(tableOf(label).map((char, byte) => [char, byte]))
  wayBack.set(label, back)
  return back
}
