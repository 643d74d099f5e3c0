/** What each letter to a person is written from. */
import type {
  Addressed,
  Confirmable,
  NewValue,
  OwnerWords,
  PersonValues,
  Promised,
  Received,
} from './letter-blocks.ts'

export interface PersonLetterValues {
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
  /** `due`: destroyed by then, if it turns out that the processing was unlawful (p.16). */
  'acknowledgement-unlawful': PersonValues & Received & Addressed & Confirmable & Promised
  /** The copy goes to the address on record alone. */
  'acknowledgement-access': PersonValues & Received & Addressed & Confirmable & Promised
  /** A person will answer (p.21). */
  'acknowledgement-question': PersonValues & Received & Promised
  /** A person, and no program, will decide (law 94-V, art. 19-1). */
  'acknowledgement-objection': PersonValues & Received & Promised
  /** The same words whether or not anybody is on record. */
  unsubscribed: PersonValues
  /** The same was asked before: the first request goes on, with its dates. */
  merged: PersonValues &
    Promised & {
      /** The number it was joined to. */
      readonly into: string
    }
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
  /** To the address that was asked and is silent. */
  'reminder-confirm': PersonValues & Promised & { readonly code: string; readonly until: string }
  'code-wrong': PersonValues & {
    readonly why: 'wrong' | 'expired' | 'locked'
    /** Tries that are left: `4`. */
    readonly left: string
  }
  /** To whoever said «Это не я». */
  'not-me': PersonValues
  /** To the new address, after a record came to name it. */
  'email-new': PersonLetterValues['email-changed']
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
  /** Our question is still without an answer. */
  'reminder-clarify': PersonValues &
    Promised & {
      /** As in clarify. */
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
  /** Own processing has stopped, and the partners were told to stop (p.17). */
  stopped: PersonValues & {
    /** The day it stopped. */
    readonly done: string
    /** Partners who were told to stop, joined. */
    readonly partners: string
    readonly destroyBy: string
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
  /** It cannot be destroyed yet; the owner's words say why (p.17, the tail). */
  blocked: PersonValues &
    OwnerWords & {
      /** What is blocked, field names joined; '' for everything. */
      readonly what: string
      /** The day by which it is destroyed. */
      readonly until: string
    }
  'kept-by-law': PersonValues & {
    /** Exactly what is kept. */
    readonly records: string
    /** The article. */
    readonly basis: string
    readonly until: string
    /** What was destroyed all the same, field names joined; '' when nothing was. */
    readonly destroyed: string
  }
  /** Closed before the date, since an answer of the person is missing; without blame, with an open door. */
  unanswered: PersonValues &
    Promised &
    OwnerWords & {
      readonly mailingsStopped: boolean
    }
  /** `due` was missed (L11); it stays on record. */
  delayed: PersonValues &
    Promised & {
      /** Whom we wait for; person: for the confirmation of the address, which is no fault of ours. */
      readonly why: 'owner' | 'partner' | 'system' | 'person'
      /** '': we write as soon as it is done. */
      readonly newDate: string
    }
  /** The letter around the copy; the data themselves are in its files and nowhere in its words (p.16). */
  'your-data': PersonValues & {
    readonly purposes: readonly string[]
    /** Field names, joined. */
    readonly categories: string
    /** Where the data came from. */
    readonly sources: string
    /** Who gets them, joined. */
    readonly recipients: string
    /** How long they are kept. */
    readonly period: string
    /** The day the record was made. */
    readonly entered: string
    /** Names of the attached files. */
    readonly files: readonly string[]
  }
  /** The person took the request back. */
  withdrawn: PersonValues & { readonly mailingsStopped: boolean }
  /** The owner's answer to a question or an objection. */
  answer: PersonValues & OwnerWords
}
