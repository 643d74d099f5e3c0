/** A value as typed becomes the value as kept. */
import { Fault } from '../errors.ts'
import type { Change, Field } from '../letter/letter.ts'
import { FIELDS } from '../letter/letter.ts'
import { readAddress } from '../letter/sender.ts'
import { readTypedPhone } from '../letter/values/typed-phone.ts'

const VALUE_CHARS_MAX = 200

export function isField(name: string): name is Field {
  return FIELDS.some((field) => field === name)
}

/** @throws Fault usage when it is no such value */
export function readFieldValue(field: Field, typed: string): string {
  const value = typed.trim()
  if (value === '' || value.length > VALUE_CHARS_MAX || /\p{Cc}/u.test(value))
    throw new Fault('usage', { detail: `${field} is empty, too long, or has control characters` })
  if (field === 'email') {
    const address = readAddress(value)
    if (address === null)
      throw new Fault('usage', { detail: 'email is no address: write name@example.kz' })
    return address
  }
  if (field === 'phone') {
    const phone = readTypedPhone(value)
    if (phone === null)
      throw new Fault('usage', { detail: 'phone is no valid number: write it as +7 701 000 00 00' })
    return phone
  }
  return value
}

/** `phone=+7 701 …`, repeated. */
export function readChanges(typed: readonly string[]): readonly Change[] {
  const changes = typed.map((one) => {
    const [field = '', ...rest] = one.split('=')
    if (!isField(field))
      throw new Fault('usage', {
        detail: `--set takes one of ${FIELDS.join(', ')}, as phone=+7701…`,
      })
    return { field, to: readFieldValue(field, rest.join('=')) }
  })
  if (new Set(changes.map(({ field }) => field)).size < changes.length)
    throw new Fault('usage', { detail: '--set names a field twice' })
  return changes
}
