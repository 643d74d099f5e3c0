/** The book of requests, as the steps see it. `src/edge/postgres/` keeps it. */
import type { DemandKind, ObligationName } from '../policy/rules.ts'
import type { Language } from '../letter/letter.ts'
import type { NewEvent } from './event.ts'
import type { Details, Obligation, PrivacyRequest } from './request.ts'

export interface NewRequest {
  readonly number: string
  readonly kind: DemandKind
  readonly language: Language
  readonly receivedAt: Date
  readonly receivedOn: string
  readonly contentId: string | null
  readonly details: Details
  readonly obligations: readonly Omit<Obligation, 'doneAt' | 'evidence'>[]
  readonly opening: NewEvent
}

/** A promise kept, with the code of what proves it. */
export interface Kept {
  readonly obligation: ObligationName
  readonly evidence: string
}

export interface Requests {
  load(number: string): Promise<PrivacyRequest | null>
  /**
   * All of it or nothing, at the end of what `request` knows.
   *
   * @returns false when something else was recorded in between: look again and decide anew
   */
  append(
    request: PrivacyRequest,
    events: readonly NewEvent[],
    kept?: readonly Kept[],
  ): Promise<boolean>
}

/** How a letter was disposed of; every letter gets exactly one. */
export interface Disposition {
  readonly contentId: string
  readonly what:
    | 'opened'
    | 'joined'
    | 'answer'
    | 'automatic'
    | 'held'
    | 'ordinary'
    | 'own'
    | 'unreadable'
  readonly reason: string
  /** The day by which a person must have looked. */
  readonly dueOn?: string
}

export interface Letters {
  /** Records what became of a letter; false when it was decided before. */
  decide(disposition: Disposition): Promise<boolean>
  /** The same, and opens requests, all or nothing. A number that exists already is left as it is. */
  open(disposition: Disposition, requests: readonly NewRequest[]): Promise<boolean>
  /** The same, and records events of a request, all or nothing. */
  join(
    disposition: Disposition,
    request: PrivacyRequest,
    events: readonly NewEvent[],
  ): Promise<boolean>
}
