/** A holder is a place that holds data. The built-in one is the register of people. */
import type { Field } from '../letter/letter.ts'

export type Fields = Readonly<Partial<Record<Field, string>>>

/** One person's record in one holder. */
export interface PersonRecord {
  /** The holder's own id of the record; no personal data. */
  readonly ref: string
  readonly fields: Fields
  /** When the record was made, where the holder knows it. */
  readonly enteredAt?: Date
}

/** Every act is safe to repeat: a worker may be killed between the act and the note of it. */
export interface Holder {
  /** As it stands in letters and in the ledger. */
  readonly name: string
  find(email: string): Promise<readonly PersonRecord[]>
  /** By a telephone number on record, E.164: where no address of the person is on record. */
  findByPhone(phone: string): Promise<readonly PersonRecord[]>
  /** The record as it is now; null when there is none. */
  look(ref: string): Promise<PersonRecord | null>
  /** Mailings, or mailings and every other use, stop; the data stay. Reversible. */
  hold(ref: string, what: 'everything' | 'mailings'): Promise<void>
  /** A hold that nobody asked for is lifted. */
  release(ref: string): Promise<void>
  correct(ref: string, fields: Fields): Promise<void>
  /** The record, its key and every way to find it. `number` is the request it is done for. */
  destroy(ref: string, number: string): Promise<void>
  /** Everything of the record but these fields, which nobody uses any more (a law orders them kept). */
  keepOnly(ref: string, fields: readonly Field[], number: string): Promise<void>
}
