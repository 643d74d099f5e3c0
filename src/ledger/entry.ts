/** The proof: every event carries a keyed hash of itself and of the one before it. */
import { createHmac } from 'node:crypto'

export interface Entry {
  /** What the chain is about: a request number. */
  readonly chain: string
  /** 1, 2, 3 … without a gap. */
  readonly seq: number
  readonly at: Date
  readonly name: string
  readonly actor: string
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  /** Ciphertext that belongs to the entry; it is hashed as it is, so the proof outlives its key. */
  readonly sealed: Buffer | null
}

/** Facts in an order of their own: jsonb does not keep the order they were written in. */
function canonical(facts: Entry['facts']): string {
  return JSON.stringify(Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** `previous` is the hash of the entry before, '' for the first. 64 hexadecimal digits. */
export function entryHash(key: Buffer, previous: string, entry: Entry): string {
  const fields = [
    previous,
    entry.chain,
    String(entry.seq),
    entry.at.toISOString(),
    entry.name,
    entry.actor,
    canonical(entry.facts),
    entry.sealed?.toString('base64') ?? null,
  ]
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest('hex')
}
