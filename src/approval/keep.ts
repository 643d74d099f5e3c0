/** `ХРАНИТЬ`: which fields a law orders kept, by which article, until when: the owner names all three (domain 2d). */
import { FIELDS } from '../letter/letter.ts'
import type { Field } from '../letter/letter.ts'
import { isCivilDate } from '../policy/calendar.ts'

export interface KeptByLaw {
  readonly fields: readonly Field[]
  /** The article, in the owner's words. */
  readonly basis: string
  /** The last day, YYYY-MM-DD. */
  readonly until: string
}

/** How an owner calls a field. */
const FIELD_STEMS: Readonly<Record<Field, RegExp>> = {
  surname: /^(?:фамили|тег|surname)/iu,
  name: /^(?:имя|имени|аты|ат$|name)/iu,
  email: /^(?:адрес|почт|e-?mail|мекенжай|электрон)/iu,
  phone: /^(?:телефон|номер|phone)/iu,
  userId: /^(?:идентификатор|user)/iu,
}

const BASIS_MAX = 200

function fieldNamed(word: string): Field | null {
  return FIELDS.find((field) => FIELD_STEMS[field].test(word.trim())) ?? null
}

/** `телефон, имя; Налоговый кодекс, ст. 206(3); до 2031-12-31`; null when one of the three is missing. */
export function readKeep(text: string): KeptByLaw | null {
  const [named = '', basis = '', last = ''] = text.split(';').map((part) => part.trim())
  const words = named.split(/,| и | және | and /u).filter((word) => word.trim() !== '')
  const fields = words.map(fieldNamed)
  const until = /\d{4}-\d{2}-\d{2}/.exec(last)?.[0] ?? ''
  const isWhole = fields.length > 0 && /\p{L}/u.test(basis) && isCivilDate(until)
  if (!isWhole || fields.includes(null)) return null
  return {
    fields: fields.filter((field) => field !== null),
    basis: basis.slice(0, BASIS_MAX),
    until,
  }
}
