/** A letter on its way from what is owed to the bytes that are sent. */
import type { CivilDate } from '../policy/calendar.ts'
import type { Policy } from '../policy/policy.ts'
import type { Language } from '../letter/letter.ts'
import type { PrivacyRequest } from '../request/request.ts'
import type { LetterName, TemplateValues } from './letter-kinds.ts'
import type { Audience, Owed } from './owed.ts'

/** What letters are written from besides the request. */
export interface Context {
  readonly policy: Policy
  readonly ownerEmail: string
  readonly idKey: Buffer
  /** Now; letters say how much of a term is left. */
  readonly now: Date
  readonly today: CivilDate
  /** Working days from after `today` up to a day; negative when it has passed. */
  readonly workingDaysUntil: (day: string) => number
  /** The owner's page for a request; '' where the desk has no public address. */
  readonly linkTo: (request: PrivacyRequest) => string
  /** When a yes given now would be carried out; null: at once. */
  readonly runAt: (request: PrivacyRequest) => Date | null
}

/** A template with exactly the values it needs. */
export type Filled = {
  readonly [Name in LetterName]: { readonly template: Name; readonly values: TemplateValues[Name] }
}[LetterName]

/** A file that goes with a letter. */
export interface DraftFile {
  /** Letters, digits, blanks, dots, dashes; it begins with a letter or a digit. */
  readonly name: string
  /** `application/pdf`, `text/csv; charset=utf-8` */
  readonly type: string
  readonly content: Buffer
}

/** A letter ready to be put into words and bytes. */
export interface Draft {
  /** `PD-….approval.1`: the same letter is never put into the outbox twice. */
  readonly id: string
  readonly kind: LetterName
  readonly audience: Audience
  readonly language: Language
  readonly filled: Filled
  /** Exactly one address. */
  readonly to: string
  readonly messageId: string
  readonly mark: string
  /** What goes along with it; only a copy of somebody's data does. */
  readonly files?: readonly DraftFile[]
  /** It leaves then at the earliest; left out: at once. */
  readonly notBefore?: Date
  /** What it answers: oldest first, the last one is In-Reply-To. */
  readonly references: readonly string[]
}

/** What the values of a letter are taken from. */
export interface Matter {
  readonly request: PrivacyRequest
  readonly owed: Owed
  readonly language: Language
  readonly context: Context
}
