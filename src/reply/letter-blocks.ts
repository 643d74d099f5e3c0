/** What several letters say, each part once. How a value must read is told in letter-kinds.ts. */

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

export interface Promised {
  /** The promised day: `30 ноября 2026 г.`; '' when none is promised. */
  readonly due: string
}

export interface Received {
  /** The instant of receipt: `22 ноября 2026 г., 14:05 (время Алматы)`; '' when no letter came. */
  readonly received: string
}

export interface Addressed {
  /** Masked: `a•••@example.kz`. */
  readonly address: string
}

/** Words the owner wrote: line breaks are kept, at most 2,000 characters. */
export interface OwnerWords {
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
export interface Linked {
  /** `https://…/r/…`; '' where there is no public address. */
  readonly link: string
}

/** Places that no program reaches, for which a yes to a destruction stands too (p.11.2, p.11.5). */
export interface ByHand {
  /** In the words of the policy file, one line each; empty where nothing is destroyed. */
  readonly byHand: readonly string[]
}

/** What the answer block offers the owner. */
export interface Answerable extends Promised, Linked {
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
