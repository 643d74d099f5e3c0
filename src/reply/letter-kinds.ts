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
  'confirm-address',
  'code-wrong',
  'not-me',
  'email-changed',
  'email-new',
  'clarify',
  'owner-question',
  'corrected',
  'destroyed',
  'no-record',
  'refused',
  'document-deleted',
] as const
/** A letter to the person who wrote. */
export type PersonLetter = (typeof PERSON_LETTERS)[number]

export const OWNER_LETTERS = [
  'approval',
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

/** How a writer who is not proven yet confirms an address: the same words whether or not a record exists. */
export interface Confirmable {
  /** Six digits to send back, or the letter is answered with a yes; '' when nothing is to be confirmed here. */
  readonly confirmCode: string
  /** The last day on which the code counts: `26 ноября 2026 г.`; '' without a code. */
  readonly confirmUntil: string
  /** Another address was named than the one written from: if it is known, a letter went there. */
  readonly confirmThere: boolean
}

/** The owner's page for a request. */
interface Linked {
  /** `https://…/r/…`; '' where there is no public address. */
  readonly link: string
}

/** What the answer block offers the owner. */
interface Answerable extends Promised, Linked {
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
  /** A yes by letter is asked for once more, with a code, since it cannot be undone. */
  readonly secondYes: boolean
  /** When a yes given now is carried out: `24 ноября, 10:00`; '' at once. */
  readonly runs: string
}

export interface TemplateValues {
  'acknowledgement-rectify': PersonValues &
    Received &
    Promised &
    Addressed &
    Confirmable & {
      /** What was understood; empty: the letter asks. */
      readonly changes: readonly NewValue[]
    }
  'acknowledgement-cease': PersonValues &
    Received &
    Addressed &
    Confirmable & { readonly stopBy: string; readonly destroyBy: string }
  /** To an address that the request speaks of (L3). */
  'confirm-address': PersonValues & {
    /** `исправить телефон`. */
    readonly action: string
    /** The values asked for, so that nobody says yes to somebody else's. */
    readonly changes: readonly NewValue[]
    readonly code: string
    readonly until: string
    /** It is the new address that a record is to name; else the one on record. */
    readonly isNew: boolean
  }
  'code-wrong': PersonValues & {
    readonly why: 'wrong' | 'expired' | 'locked'
    /** Tries that are left: `4`. */
    readonly left: string
  }
  /** To whoever said «Это не я». */
  'not-me': PersonValues
  /** To the new address, after a record came to name it. */
  'email-new': TemplateValues['email-changed']
  /** To the old address: it is always told, whoever wrote. */
  'email-changed': PersonValues & {
    /** Masked. */
    readonly before: string
    readonly after: string
    readonly done: string
  }
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
  'document-deleted': PersonValues
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
      /** How it was confirmed, or why not, to stand after a colon. */
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
  /** The second letter of a destruction: it counts only with the code. */
  'second-yes': Promised & {
    readonly ref: string
    readonly action: string
    /** Four digits. */
    readonly code: string
    /** What would be destroyed, field names joined. */
    readonly destroys: string
    readonly runs: string
    readonly mailbox: string
  }
  disowned: Addressed & {
    readonly ref: string
    readonly action: string
    /** It was approved already and is not carried out now. */
    readonly wasApproved: boolean
  }
  /** The person cannot be reached at an address on record: call the number on record. */
  'call-needed': Promised & Addressed & Linked & { readonly ref: string; readonly action: string }
  'identity-late': Promised &
    Addressed &
    Linked & {
      readonly ref: string
      readonly action: string
      readonly daysLeft: string
      readonly mailbox: string
    }
  'new-link': Linked & { readonly ref: string; readonly action: string }
  'link-locked': { readonly ref: string; readonly mailbox: string }
  receipt: Promised &
    Linked &
    OwnerWords & {
      readonly ref: string
      readonly decision: 'yes' | 'no' | 'question'
      readonly action: string
      readonly noRecord: boolean
      /** The instant of the answer. */
      readonly decidedAt: string
      /** When it is carried out, and until when it can be taken back: `24 ноября, 10:00`; '' at once. */
      readonly runs: string
      readonly mailbox: string
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
  'document-came': Received & {
    readonly ref: string
    /** Masked address of the writer. */
    readonly sender: string
    readonly mailbox: string
  }
}
