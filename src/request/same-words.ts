/** Whether two letters say the same: a keyed hash, so that nobody can be known by it. */
import { createHmac } from 'node:crypto'
import { separate } from '../letter/own-words/quotes.ts'
import type { ReadLetter } from '../letter/receive.ts'
import { onlySender } from '../letter/sender.ts'
import type { DemandKind } from '../policy/rules.ts'

const HASH_DIGITS = 16
/** Who wrote more is not a program that says the same to everything. */
const LONGEST = 20_000

/** Of who wrote what, however it was spaced, spelled in capitals or quoted below. A bare forward is all its words. */
export function wordsHash(idKey: Buffer, letter: ReadLetter, kind: DemandKind): string {
  const text = letter.parsed.text.slice(0, LONGEST)
  const said = separate(text).own || text
  const words =
    said
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const writer = onlySender(letter.parsed)?.address ?? ''
  return createHmac('sha256', idKey)
    .update(`words\0${kind}\0${writer}\0${words.join(' ')}`)
    .digest('hex')
    .slice(0, HASH_DIGITS)
}
