import type { Change, ParsedLetter, Understanding } from './letter.ts'

/** Below this a letter is quotes and legal notices. */
const CHARS_MAX = 20_000

/** Where in the letter the address and each new value stand, for whoever checks the reading by eye. */
export function withPlaces(letter: ParsedLetter, understood: Understanding): Understanding {
  const lines = letter.text.slice(0, CHARS_MAX).toLowerCase().split('\n')
  const { statedEmail: stated, changes } = understood
  const address = stated === null ? [] : [`stated address: ${place(lines, hasAddress(stated))}`]
  const values = changes.map((change) => `${change.field}: ${place(lines, hasValue(change))}`)
  return { ...understood, reasons: [...understood.reasons, ...address, ...values] }
}

type Has = (line: string) => boolean

function place(lines: readonly string[], has: Has): string {
  const at = lines.findIndex(has)
  return at === -1 ? 'not in these very letters' : `line ${at + 1}`
}

/** By its local part: the rest may be written `(собака) person точка example`. */
function hasAddress(address: string): Has {
  const local = address.slice(0, address.indexOf('@'))
  return (line) => line.includes(local)
}

function hasValue({ field, to }: Change): Has {
  if (field === 'email') return hasAddress(to)
  if (field === 'phone') return (line) => line.replaceAll(/\D/g, '').includes(to.slice(-7))
  const value = to.toLowerCase()
  return (line) => line.includes(value)
}
