/** Strangers' text as a page may show it: no control or format characters, none that turn the line round. */

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu
const INVISIBLE_BUT_BREAKS = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu
const NAME_LENGTH_MAX = 80

function cut(text: string, lengthMax: number): string {
  const characters = Array.from(text)
  return characters.length <= lengthMax ? text : `${characters.slice(0, lengthMax - 1).join('')}…`
}

/** One line: a name, an address, a subject, a file's name. */
export function oneLine(text: string, lengthMax: number = NAME_LENGTH_MAX): string {
  const spaced = text.replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim()
  return cut(spaced, lengthMax)
}

/** Lines as they were written, at most one empty line between them. */
export function manyLines(text: string, lengthMax: number): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(INVISIBLE_BUT_BREAKS, '')
  return cut(lines.replace(/\n{3,}/g, '\n\n').trim(), lengthMax)
}

const PLUS_SEVEN = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/

/** `+77012183991` → `+7 701 218 39 91`, as it is read out; another country's number as it is. */
export function readablePhone(phone: string): string {
  return phone.replace(PLUS_SEVEN, '+7 $1 $2 $3 $4')
}

/** A sentence begins with a capital letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
