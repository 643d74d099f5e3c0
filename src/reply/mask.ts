/** Personal values as our letters show them: enough to be recognised, not enough to be used. */
import type { Field } from '../letter/letter.ts'

const DOTS = '•••'
const FIRST_LETTER = /^\p{L}\p{M}{0,4}/u
const PHONE = /^\+(\d{8,15})$/

function firstLetter(text: string): string {
  return FIRST_LETTER.exec(text)?.[0] ?? ''
}

/** `ana@example.kz` → `a•••@example.kz`; what is no address shows nothing. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 1) return DOTS
  return `${address.slice(0, 1)}${DOTS}${address.slice(at)}`
}

/** `+77012183991` → `+7 701 ••• 39 91`; other countries show the first two and last four digits. */
export function maskPhone(e164: string): string {
  const digits = PHONE.exec(e164)?.[1]
  if (digits === undefined) return DOTS
  const tail = `${digits.slice(-4, -2)} ${digits.slice(-2)}`
  const isPlusSeven = digits.startsWith('7') && digits.length === 11
  const head = isPlusSeven ? `7 ${digits.slice(1, 4)}` : digits.slice(0, 2)
  return `+${head} ${DOTS} ${tail}`
}

/** `Ахметова` → `А•••`. */
export function maskName(name: string): string {
  return `${firstLetter(name.trim())}${DOTS}`
}

/** `user-18423` → `•••23`; a short one shows nothing. */
export function maskUserId(userId: string): string {
  const characters = Array.from(userId)
  return characters.length < 6 ? DOTS : `${DOTS}${characters.slice(-2).join('')}`
}

/** The mask that fits the field. */
export function maskValue(field: Field, value: string): string {
  switch (field) {
    case 'email':
      return maskEmail(value)
    case 'phone':
      return maskPhone(value)
    case 'userId':
      return maskUserId(value)
    case 'surname':
    case 'name':
      return maskName(value)
  }
}
