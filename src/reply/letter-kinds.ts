/**
 * The closed list of letters that leave the house, and what each needs to be written.
 *
 * Every value is ready to be read: dates and instants already in words (dates.ts), personal
 * values already masked (mask.ts). An empty string or list means that there is nothing to say,
 * and the letter then leaves that line out. No value holds text of the letter that came.
 */
import type { OwnerLetterValues } from './owner-letter-values.ts'
import type { PartnerLetterValues } from './partner-letter-values.ts'
import type { PersonLetterValues } from './person-letter-values.ts'

export type {
  BeforeAfter,
  CompanyBlock,
  Confirmable,
  NewValue,
  PersonValues,
} from './letter-blocks.ts'

export const PERSON_LETTERS = [
  'acknowledgement-rectify',
  'acknowledgement-cease',
  'acknowledgement-unlawful',
  'acknowledgement-access',
  'acknowledgement-question',
  'acknowledgement-objection',
  'unsubscribed',
  'merged',
  'confirm-address',
  'reminder-confirm',
  'code-wrong',
  'not-me',
  'email-changed',
  'email-new',
  'clarify',
  'reminder-clarify',
  'owner-question',
  'corrected',
  'stopped',
  'destroyed',
  'blocked',
  'kept-by-law',
  'your-data',
  'answer',
  'no-record',
  'refused',
  'unanswered',
  'withdrawn',
  'delayed',
  'document-deleted',
] as const
/** A letter to the person who wrote. */
export type PersonLetter = (typeof PERSON_LETTERS)[number]

export const OWNER_LETTERS = [
  'approval',
  'question-came',
  'reminder',
  'overdue',
  'will-miss',
  'escalation',
  'second-yes',
  'not-understood',
  'receipt',
  'disowned',
  'call-needed',
  'identity-late',
  'new-link',
  'link-locked',
  'held',
  'flood',
  'undeliverable',
  'document-came',
  'partner-silent',
  'partner-refused',
  'digest',
] as const
/** A letter to the owner, who decides. */
export type OwnerLetter = (typeof OWNER_LETTERS)[number]

export const PARTNER_LETTERS = ['partner-instruction', 'partner-reminder'] as const
/** A letter to a partner, to whom the person's data were given (p.12). */
export type PartnerLetter = (typeof PARTNER_LETTERS)[number]

export type LetterName = PersonLetter | OwnerLetter | PartnerLetter

export const LETTERS: readonly LetterName[] = [
  ...PERSON_LETTERS,
  ...OWNER_LETTERS,
  ...PARTNER_LETTERS,
]

/** Each letter with exactly the values its template may name. */
export interface TemplateValues
  extends PersonLetterValues, OwnerLetterValues, PartnerLetterValues {}
