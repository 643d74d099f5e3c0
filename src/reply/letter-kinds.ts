/**
 * The closed list of letters that leave the house, and what each needs to be written.
 *
 * Every value is ready to be read: dates and instants already in words (dates.ts), personal
 * values already masked (mask.ts). An empty string or list means that there is nothing to say,
 * and the letter then leaves that line out. No value holds text of the letter that came.
 */

export const PERSON_LETTERS = [
  'acknowledgement-rectify',
  'acknowledgement-cease',
  'clarify',
  'owner-question',
  'corrected',
  'destroyed',
  'no-record',
  'refused',
] as const
/** A letter to the person who wrote. */
export type PersonLetter = (typeof PERSON_LETTERS)[number]

export const OWNER_LETTERS = [
  'approval',
  'not-understood',
  'receipt',
  'held',
  'flood',
  'undeliverable',
] as const
/** A letter to the owner, who decides. */
export type OwnerLetter = (typeof OWNER_LETTERS)[number]

export type LetterName = PersonLetter | OwnerLetter

/** The block under every letter to a person (p.1). */
export interface CompanyBlock {
  readonly name: string
  /** BIN or IIN, digits alone. */
  readonly bin: string
  readonly address: string
  readonly phone: string
  /** The policy mailbox. */
  readonly mailbox: string
}

/** What every letter to a person carries. */
export interface PersonValues {
  readonly company: CompanyBlock
  /** `PD-7F3K-92QD`. */
  readonly ref: string
  /** The policy's own phrase, when that is what was recognised in the subject; else ''. */
  readonly phrase: string
}

/** A field in words (`телефон`) and its new value, masked. */
export interface NewValue {
  readonly field: string
  readonly value: string
}

/** One line of a plan; `before` is '' when the record holds nothing or no record was found. */
export interface BeforeAfter {
  readonly field: string
  readonly before: string
  readonly after: string
}

interface Promised {
  /** The promised day: `30 ноября 2026 г.`; '' when none is promised. */
  readonly due: string
}

interface Received {
  /** The instant of receipt: `22 ноября 2026 г., 14:05 (время Алматы)`; '' when no letter came. */
  readonly received: string
}

interface Addressed {
  /** Masked: `a•••@example.kz`. */
  readonly address: string
}

/** Words the owner wrote: line breaks are kept, at most 2,000 characters. */
interface OwnerWords {
  readonly ownerText: string
}

/** What the answer block offers the owner. */
interface Answerable extends Promised {
  readonly ref: string
  /** `исправить телефон`. */
  readonly action: string
  /** The yes in one word: `исправить`. */
  readonly verb: string
  /** `осталось 3 рабочих дня`. */
  readonly daysLeft: string
  /** Whether the plan can be carried out; if not, only no and a question are offered. */
  readonly plannable: boolean
  /** Why not: `записей с таким адресом несколько`; '' when it can. */
  readonly whyNot: string
  /** There is no record, and a yes tells the person so. */
  readonly noRecord: boolean
  /** The policy mailbox, from which an answer counts. */
  readonly mailbox: string
}

export interface TemplateValues {
  'acknowledgement-rectify': PersonValues &
    Received &
    Promised &
    Addressed & {
      /** What was understood; empty: the letter asks. */
      readonly changes: readonly NewValue[]
    }
  'acknowledgement-cease': PersonValues &
    Received &
    Addressed & { readonly stopBy: string; readonly destroyBy: string }
  clarify: PersonValues &
    Promised & {
      /** true: it is a correction, but of what? false: what is wanted at all? */
      readonly rectify: boolean
    }
  'owner-question': PersonValues & Promised & OwnerWords
  corrected: PersonValues & {
    readonly changes: readonly NewValue[]
    /** The day the change was seen in the record. */
    readonly done: string
    /** Partners who were told, joined. */
    readonly partners: string
  }
  destroyed: PersonValues & {
    /** Field names, joined. */
    readonly categories: string
    readonly done: string
    readonly partners: string
    /** The day the last backup copy is gone. */
    readonly backupGone: string
    /** The day until which the proof is kept. */
    readonly proofUntil: string
    /** The day by which our copy of the letters is destroyed. */
    readonly lettersUntil: string
  }
  'no-record': PersonValues & Addressed
  refused: PersonValues &
    OwnerWords & {
      /** What is refused: `уточнить персональные данные`. */
      readonly demand: string
      /** The clause or article. */
      readonly basis: string
      /** Whether our own mailings have stopped all the same. */
      readonly mailingsStopped: boolean
    }
  approval: Answerable &
    Received &
    Addressed & {
      /** The day without its year, for the subject: `26 ноября`. */
      readonly dueDay: string
      readonly changes: readonly BeforeAfter[]
      /** Masked, or ''. */
      readonly personName: string
      readonly addressConfirmed: boolean
      readonly addressReason: string
      /** The letter holds what the program cannot judge: read it before you say yes. */
      readonly readFirst: boolean
      /** What would be destroyed, field names joined; '' when nothing would. */
      readonly destroys: string
      /** Where it would be done, joined. */
      readonly places: string
      /** Partners who would be told, joined. */
      readonly partners: string
    }
  'not-understood': Answerable & {
    /** Why the answer does not count, by its code in approval.ts. */
    readonly reason: string
  }
  receipt: Promised &
    OwnerWords & {
      readonly ref: string
      readonly decision: 'yes' | 'no' | 'question'
      readonly action: string
      readonly noRecord: boolean
      /** The instant of the answer. */
      readonly decidedAt: string
    }
  held: Received & {
    /** Masked address of the writer. */
    readonly sender: string
    /** The day by which a person must look. */
    readonly lookBy: string
    readonly mailbox: string
  }
  flood: {
    /** Letters about requests that the owner got in the last 24 hours: `40`. */
    readonly count: string
    readonly mailbox: string
  }
  undeliverable: Promised &
    Addressed & {
      readonly ref: string
      /** The mail server's reply code: `550`. */
      readonly code: string
    }
}
