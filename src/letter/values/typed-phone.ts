import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** A telephone number as somebody types it into a field, in E.164; a missing digit makes it null, never another number. */
export function readTypedPhone(typed: string): string | null {
  const phone = parsePhoneNumberFromString(typed.trim().slice(0, 40), 'KZ')
  return phone !== undefined && phone.isValid() ? phone.number : null
}
