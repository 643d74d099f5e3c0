/**
 * What came: a letter as the parser hands it over, and how it is understood.
 *
 * Words: a *letter* is a piece of mail (never "message"); *subject* is the subject line only;
 * a *demand* is what the letter asks before it becomes a PrivacyRequest.
 */

/** An address as our own grammar reads it: `local` and `domain` in lower case, ASCII only. */
export interface Address {
  /** `local@domain`, at most 254 characters. */
  readonly address: string
  /** The display name, decoded, control characters removed, at most 80 characters; '' when none. */
  readonly name: string
}

export interface Header {
  /** Lower case. */
  readonly name: string
  /** Unfolded, encoded words decoded (but in what servers write), control characters removed. */
  readonly value: string
}

export interface Attachment {
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
}

/** What a readable attachment says: a .txt, .html or .docx file, or a letter sent along. */
export interface AttachmentText {
  readonly name: string
  /** At most 64 KiB for all attachments together. */
  readonly text: string
  /** Of a letter sent along: its subject; '' for files. */
  readonly subject: string
  /** Of a letter sent along: the one address it claims to come from; null for files. */
  readonly from: string | null
}

/** How much of the letter could be read. */
export type Reading = 'whole' | 'truncated' | 'headers-only'

/** A letter after parsing: plain data, nothing of it executed, everything within limits (safety.md 5). */
export interface ParsedLetter {
  /** At most 500, in the order of the letter. */
  readonly headers: readonly Header[]
  /** Every address of every From header: exactly one is the rule (RFC 5322 3.6.2 allows more; we do not). */
  readonly from: readonly Address[]
  /** At most 998 characters, '' when missing. */
  readonly subject: string
  /** The words to read: the plain part, else the HTML part without its tags. At most 64 KiB. */
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** What attachments say that can be read without being opened by a program. */
  readonly attachmentText: readonly AttachmentText[]
  /** The plain part and the HTML part say different things; `text` is then what a reader sees, the HTML. */
  readonly contradiction: boolean
  /** Headers that stand more than once though only one is allowed: `from`, `subject`. The first is read. */
  readonly doubledHeaders: readonly string[]
  readonly reading: Reading
}

export const FIELDS = ['surname', 'name', 'email', 'phone', 'userId'] as const
/** The five fields of the policy (p.5). */
export type Field = (typeof FIELDS)[number]

/** One correction that is wanted: telephone in E.164, e-mail in lower case, names as written in the nominative. */
export interface Change {
  readonly field: Field
  readonly from?: string
  readonly to: string
}

export const LANGUAGES = ['ru', 'kk', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a letter asks (kinds name what is asked; obligations name what is owed). */
export type Kind =
  | 'rectify'
  | 'cease'
  | 'access'
  | 'unlawful'
  | 'question'
  | 'reply'
  | 'bounce'
  | 'auto-reply'
  | 'list/bulk'
  | 'spam'
  | 'unsubscribe-only'

/** exact: the policy's own phrase; strong: plainly the same; weak: a person must look. */
export type Certainty = 'exact' | 'strong' | 'weak'

export interface Understanding {
  readonly kind: Kind
  readonly certainty: Certainty
  readonly language: Language
  /** The address the writer names as the one the request is about; null when none is named. */
  readonly statedEmail: string | null
  readonly changes: readonly Change[]
  readonly alsoKinds: readonly Kind[]
  readonly code: string | null
  /** A person must look before anything but an acknowledgement. */
  readonly review: boolean
  /** An automatic acknowledgement would be sent. */
  readonly acknowledge: boolean
  /** It speaks of personal data, the policy or a request of ours. */
  readonly concernsPrivacy: boolean
  /**
   * How the one sender's domain is proven; null when it is not, or the letter was not read whole.
   * A1 for an address on record only when the sender equals it exactly.
   */
  readonly proven: 'dkim' | 'spf' | null
  readonly flags: readonly string[]
  /** The attachments that are copies of identity documents, where it is flagged `document`. */
  readonly documents?: readonly string[]
  /** Why, one short line each: `subject: exact (ru)`, `stated address: line 3`. */
  readonly reasons: readonly string[]
}
