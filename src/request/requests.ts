/** The book of requests, as the steps see it. `src/edge/postgres/` keeps it. */
import type { DemandKind } from '../policy/rules.ts'
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
  /** What is known from the first moment: that it is merged, or the proof that a request before it had. */
  readonly known?: readonly NewEvent[]
}

export interface Requests {
  load(number: string): Promise<PrivacyRequest | null>
  /**
   * All of it or nothing, at the end of what `request` knows.
   *
   * @returns false when something else was recorded in between: look again and decide anew
   */
  append(request: PrivacyRequest, events: readonly NewEvent[]): Promise<boolean>
}

/** What looks for other requests, and opens one that no letter of its own opened. */
export interface MoreRequests extends Requests {
  /** A number that exists already is left as it is. */
  open(request: NewRequest): Promise<void>
  /** Open requests of a kind that search this address, oldest first. */
  openAbout(kind: DemandKind, address: string): Promise<readonly string[]>
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
