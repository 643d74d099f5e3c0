/**
 * What each letter to a partner is written from. The partner must find the person, so this is the
 * one place where a value leaves unmasked: one identifier, what is to be written, and nothing else.
 */
import type { CompanyBlock, NewValue, Promised } from './letter-blocks.ts'

interface Instruction extends Promised {
  readonly company: CompanyBlock
  /** `PD-7F3K-92QD-P1`: the request, and which partner's part of it. */
  readonly ref: string
  /** stop: without destroying; destroy: both. */
  readonly what: 'correct' | 'stop' | 'destroy'
  /** The e-mail address or the phone number by which the partner finds the person; not both. */
  readonly identifier: string
  /** For a correction: each field and what is to be written, in full. */
  readonly changes: readonly NewValue[]
  /** The clause on which it rests: `п. 17.2`. */
  readonly basis: string
}

export interface PartnerLetterValues {
  /** P1: what is to be done with the person's data, and how to confirm it (p.12, p.17). */
  'partner-instruction': Instruction
  /** P2: the same again, to a partner who is silent. */
  'partner-reminder': Instruction & {
    /** The day of the first letter. */
    readonly toldOn: string
  }
}
