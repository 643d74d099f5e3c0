import { createHmac } from 'node:crypto'

/** Crockford's base32: no I, L, O or U, so that a number can be read out over the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const REQUEST_NUMBER = /^PD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

/** The first `length` base32 digits of some bytes (5 bits each). */
export function base32(bytes: Buffer, length: number): string {
  let digits = ''
  let value = 0
  let bits = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5 && digits.length < length) {
      bits -= 5
      digits += ALPHABET.charAt((value >> bits) & 31)
    }
  }
  return digits
}

/**
 * Derived, not counted: rebuilding a lost database from the mailbox gives the same numbers.
 *
 * @param source the content id of the letter, or what identifies an entry by hand
 * @param demandIndex 0 for the first demand of a letter
 */
export function requestNumber(idKey: Buffer, source: string, demandIndex: number): string {
  const digits = base32(
    createHmac('sha256', idKey).update(`request\0${source}\0${demandIndex}`).digest(),
    8,
  )
  return `PD-${digits.slice(0, 4)}-${digits.slice(4)}`
}

/** What a person may type: without dashes, in lower case, O for 0. Null when it is no number. */
export function readRequestNumber(typed: string): string | null {
  const written = typed.toUpperCase().replace(/[№\s-]/g, '')
  // P and D are digits too: only what is too long for a number begins with our prefix.
  const digits = (written.length > 8 ? written.replace(/^PD/, '') : written)
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const number = `PD-${digits.slice(0, 4)}-${digits.slice(4)}`
  return digits.length === 8 && REQUEST_NUMBER.test(number) ? number : null
}
