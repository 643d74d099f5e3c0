/** What the owner's pages need of the house; `app/` wires it, tests play it. */
import type { Plan } from '../../action/plan.ts'
import type { Answer } from '../../approval/approval.ts'
import type { KeptByLaw } from '../../approval/keep.ts'
import type { Language } from '../../letter/letter.ts'
import type { PartnerList } from '../../reply/partner-list.ts'
import type { AuthorityKind } from '../../request/identity.ts'
import type { Obligation } from '../../request/request.ts'
import type { State } from '../../request/state.ts'
import type { Silent } from '../../request/silent.ts'
import type { DemandKind } from '../../policy/rules.ts'

/** One line of what was found out, each a word that the pages put into a sentence. */
export interface Evidence {
  readonly what:
    /** The address is proven: by its own server's signature, by that server's list, by a code, by an answer. */
    | 'proven-dkim'
    | 'proven-spf'
    | 'proven-code'
    | 'proven-reply'
    /** The owner called the number on record. */
    | 'called'
    /** The owner saw that somebody may act for the person. */
    | 'authority-seen'
    | 'not-proven'
    | 'forged'
    /** The letter must be read: the program cannot judge it. */
    | 'read-first'
    | 'other-person'
    | 'document-deleted'
    | 'mailings-stopped'
  readonly sign: 'yes' | 'note' | 'no'
  /** Last digits of the number called; null for the rest. */
  readonly digits: string | null
}

/** What was decided on a request, or ended it without a decision, for links that are opened afterwards. */
export interface Decided {
  readonly what:
    | 'approved'
    | 'refused'
    | 'question'
    | 'answered'
    | 'blocked'
    /** A law orders some of it kept; the rest is gone. */
    | 'kept'
    /** The owner of the address said that the demand is not theirs. */
    | 'stopped'
    | 'unanswered'
    | 'withdrawn'
    | 'merged'
    | 'continued'
    | 'unsubscribed'
    | 'closed'
  readonly at: Date
  /** When it is (or was) carried out; null: at once. */
  readonly runAt: Date | null
  readonly canUndo: boolean
  readonly isDone: boolean
  /** When nothing was owed any more; null while something is. */
  readonly closedAt: Date | null
  /** The owner's own words that went with it; null when there were none, or their key is destroyed. */
  readonly words: string | null
  /** The number of the request it goes on as; null when it does not. */
  readonly other: string | null
  /** The last day of what is blocked; null for the rest. */
  readonly until: string | null
  /** What a law orders kept, where the owner named it. */
  readonly keeps: KeptByLaw | null
}

/** A request as the owner's page shows it, to a phone that is known. */
export interface RequestView {
  readonly number: string
  readonly kind: DemandKind
  readonly state: State
  /** The version of the plan that the link speaks of is the newest one. */
  readonly isCurrent: boolean
  readonly version: number
  readonly plan: Plan
  /** Where it would be done: `register`. */
  readonly places: readonly string[]
  readonly partners: readonly string[]
  /** Places that no program reaches, where something would be destroyed; a yes stands for them too (p.11.2). */
  readonly byHand: readonly string[]
  /** Where a copy of the data would go, masked; null where none would. */
  readonly copyGoesTo: string | null
  /** The last day of what would be blocked now; null where nothing can be (p.17). */
  readonly blockUntil: string | null
  /** What was blocked ends by being destroyed: it cannot be refused any more. */
  readonly wasBlocked: boolean
  readonly person: { readonly name: string; readonly address: string | null }
  /** The address the letter came from, when it is another one. */
  readonly writer: string | null
  readonly receivedAt: Date
  /** Civil date; null when none is promised. */
  readonly due: string | null
  /** Of what is due next: the day by the policy and the day by law. */
  readonly clocks: { readonly policy: string | null; readonly law: string | null }
  /** Who has the word; null once nothing is waited for. */
  readonly waits: Silent | null
  /** In the order in which it is done. */
  readonly owed: readonly Obligation[]
  /** From tomorrow on; negative when past. */
  readonly workingDaysLeft: number
  readonly evidence: readonly Evidence[]
  /** The letter's own words as plain text; null when its copy is destroyed or it came by hand. */
  readonly letterText: string | null
  readonly attachments: readonly { readonly name: string; readonly sizeBytes: number }[]
  readonly hasHtml: boolean
  readonly decided: Decided | null
  /** When a yes given now would be carried out; null: at once. */
  readonly wouldRunAt: Date | null
  /** The telephone number on record, E.164, when the person can be called; null otherwise. */
  readonly callable: string | null
  /** A person acts for another: the owner must see the authority first. */
  readonly needsAuthority: boolean
  /** Letters the person will get after a yes, in words: subject and text. */
  readonly replyPreview: { readonly subject: string; readonly text: string } | null
}

/** Where a link leads. `number` stands in the link itself and may be shown to anybody who has it. */
export type Linked =
  | { readonly what: 'unknown' }
  | { readonly what: 'locked'; readonly number: string }
  /** Too old, or the plan was replaced: a new link is sent to the owner's address on demand. */
  | { readonly what: 'expired'; readonly number: string; readonly ownerMasked: string }
  | { readonly what: 'request'; readonly number: string }

/** What can be said on a page; an undoing has a button of its own. */
export type Decision = Extract<
  Answer,
  { readonly say: 'yes' | 'no' | 'ask' | 'answer' | 'block' | 'keep' }
>

export type CodeTried =
  /** `cookie`: what the phone is to keep, 43 characters of base64url. */
  | { readonly ok: true; readonly cookie: string }
  | { readonly ok: false; readonly left: number }
  | { readonly ok: false; readonly left: 0; readonly why: 'locked' | 'no-code-set' }

/** `changed`: something happened since the page was shown; look again. */
export type Outcome = 'done' | 'changed' | 'not-possible' | 'no-reason' | 'no-question'

/** Which link, on which remembered phone: every decision is kept with both. */
export interface Hand {
  readonly token: string
  readonly cookie: string
}

export interface DeskPorts {
  readonly zone: string
  readonly language: Language
  readonly company: string
  /** The address under which the desk is reached from outside, without a slash at its end; null: this machine only. */
  readonly publicUrl: string | null
  readonly now: () => Date
  /** Whatever a port threw: the reader is told nothing of it, the caller may log its code. */
  readonly onError: (error: unknown) => void
  /** For everybody (p.18); null where the desk has no public address. */
  partners(language: Language): PartnerList | null
  follow(token: string): Promise<Linked>
  /** Whether this cookie is of a phone that gave the owner code, and is not revoked. */
  knowsPhone(cookie: string): Promise<boolean>
  tryCode(token: string, code: string): Promise<CodeTried>
  /** Only after `knowsPhone`. */
  look(token: string): Promise<RequestView | null>
  /** @param shown hash of the text the owner confirmed, kept with the decision */
  decide(by: Hand, decision: Decision, version: number, shown: string): Promise<Outcome>
  undo(by: Hand): Promise<Outcome>
  /** A new link goes to the owner's address. */
  renew(token: string): Promise<void>
  /** The owner called the number on record, and the person confirmed. @param digits the last four digits that were dialled */
  called(by: Hand, digits: string): Promise<'done' | 'wrong-digits' | 'not-possible'>
  /** Which number is to be called, where the letter's address is not on record: found by the number the person gave. */
  findByPhone(by: Hand, phone: string): Promise<'found' | 'none' | 'several'>
  authoritySeen(by: Hand, kind: AuthorityKind): Promise<Outcome>
  /** The HTML of the letter as it came; null when it has none. */
  letterHtml(token: string): Promise<string | null>
}
