/** A code for the owner's phones. */
import { randomInt } from 'node:crypto'

const CODE_DIGITS = 6

/** Not what everybody tries first. */
function isEasy(code: string): boolean {
  const digits = Array.from(code, Number)
  const isRow = digits.every((digit, at) => at === 0 || digit - (digits[at - 1] ?? 0) === 1)
  return new Set(digits).size < 3 || isRow
}

export function newOwnerCode(): string {
  for (;;) {
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
    if (!isEasy(code)) return code
  }
}
