/** What each letter to the owner is written from. */
import type {
  Addressed,
  Answerable,
  BeforeAfter,
  ByHand,
  Linked,
  OwnerWords,
  Promised,
  Received,
} from './letter-blocks.ts'

/** One line of the digest. */
interface OpenRequest {
  readonly ref: string
  readonly action: string
  readonly due: string
  readonly daysLeft: string
  /** Who has the word, in words: `ждём вашего решения`. */
  readonly waits: string
}

export interface OwnerLetterValues {
  approval: Answerable &
    Received &
    Addressed &
    ByHand & {
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
      /** What would be sent to the address on record, field names joined; '' when nothing would. */
      readonly discloses: string
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
  'second-yes': Promised &
    ByHand & {
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
    ByHand &
    OwnerWords & {
      readonly ref: string
      readonly decision: 'yes' | 'no' | 'question' | 'answer' | 'block' | 'keep' | 'unanswered'
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
    /** Who wrote, where it is neither a person nor unknown; an authority is answered by the owner alone. */
    readonly office: 'authority' | 'partner' | ''
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
  /** A question or an objection came, which is answered in words. */
  'question-came': Promised &
    Received &
    Addressed &
    Linked & {
      readonly ref: string
      readonly kind: 'question' | 'objection'
      readonly daysLeft: string
      readonly mailbox: string
    }
  /** O2: nobody has decided yet. */
  reminder: Answerable & {
    /** How far the term has run. */
    readonly stage: 'half' | 'most' | 'last-working-day' | 'due-day'
    /** It is answered in words, not with a yes. */
    readonly question: boolean
  }
  /** O3: the date has passed; the person is told. */
  overdue: Answerable & {
    readonly question: boolean
    /** Who has the word. */
    readonly silent: 'owner' | 'person' | 'partner' | 'system'
  }
  /** On the last working day: the date will be missed unless somebody answers. */
  'will-miss': Promised &
    Linked & {
      readonly ref: string
      readonly action: string
      readonly daysLeft: string
      readonly silent: 'person' | 'partner' | 'system'
      readonly mailbox: string
    }
  /** To the second contact, who can decide nothing and can make a call. */
  escalation: Promised & {
    readonly ref: string
    readonly action: string
    readonly daysLeft: string
    /** Who decides, masked. */
    readonly owner: string
    readonly mailbox: string
  }
  /** O4 */
  'partner-silent': Promised & {
    readonly ref: string
    readonly partner: string
    /** The day on which it was told. */
    readonly toldOn: string
    readonly mailbox: string
  }
  'partner-refused': Promised & {
    readonly ref: string
    readonly partner: string
    readonly mailbox: string
  }
  /** O6: every working day, and once a week when all is quiet. Counts read `3`; '' for none. */
  digest: {
    readonly today: string
    readonly open: readonly OpenRequest[]
    /** Letters that a person must look at. */
    readonly held: string
    /** Letters that have nothing to do with personal data. */
    readonly ordinary: string
    readonly done: string
    readonly overdue: string
    /** When the mailbox was last looked into: `23 ноября, 08:55`. */
    readonly lastLook: string
    readonly mailbox: string
    /** Nothing happened in a week and nothing is open. */
    readonly quiet: boolean
  }
}
