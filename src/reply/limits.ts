/**
 * How many letters of ours leave the house. Two programs that answer each other, a sender of ten
 * thousand letters and forged addresses all end here: the reply is withheld, never the request.
 */
import type { LetterName } from './letter-kinds.ts'
import { OWNER_LETTERS, PERSON_LETTERS } from './letter-kinds.ts'

/** What may be held back; whatever is not here is an outcome, a code or a receipt and always goes. */
const LIMITED = {
  'acknowledgement-rectify': 'acknowledgement',
  'acknowledgement-cease': 'acknowledgement',
  'acknowledgement-unlawful': 'acknowledgement',
  'acknowledgement-access': 'acknowledgement',
  'acknowledgement-question': 'acknowledgement',
  'acknowledgement-objection': 'acknowledgement',
  unsubscribed: 'acknowledgement',
  merged: 'acknowledgement',
  clarify: 'question',
  'reminder-clarify': 'question',
  delayed: 'question',
  'confirm-address': 'confirmation',
  'reminder-confirm': 'confirmation',
  approval: 'routine',
  'call-needed': 'routine',
  'identity-late': 'notice',
  'question-came': 'routine',
  reminder: 'notice',
  'will-miss': 'notice',
  overdue: 'notice',
  'partner-silent': 'notice',
  'partner-refused': 'notice',
  'not-understood': 'routine',
  held: 'routine',
  flood: 'flood',
} as const satisfies Partial<Record<LetterName, string>>

type Limited = (typeof LIMITED)[keyof typeof LIMITED]

/** Why a letter was withheld. */
export type Why =
  /** This address was written to often enough. */
  | 'sender'
  /** The same words of the same sender were acknowledged a short while ago. */
  | 'same-words'
  /** Enough was written about this request before anybody decided. */
  | 'thread'
  /** Too much goes to one mail domain. */
  | 'domain'
  /** What is left of the day is kept for outcomes and codes. */
  | 'quota'
  /** The owner has enough letters to read, and knows where the list is. */
  | 'owner'

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
export const MONTH_MS = 30 * DAY_MS

const LIMITS = {
  /** To one sender in 30 days: nobody who means it asks for more at once (safety R11). */
  acknowledgementsAtFirst: 3,
  /** And then in 24 hours: somebody who writes every day is still told every day. */
  acknowledgementsThen: 1,
  /** Of the very same words in 24 hours: an out-of-office notice says the same to everything. */
  acknowledgementsOfSameWords: 1,
  /** Letters with a code to one address in 24 hours: whoever names a stranger's address a hundred times writes to it thrice. */
  confirmations: 3,
  /** Acknowledgements and questions of one request: an acknowledgement, two questions, and room. */
  lettersOfThread: 5,
  /** Of the day's letters to one domain, to people whom nothing vouches for: half of a country writes from two or three domains. */
  shareOfDomain: 0.25,
  /** A small quota too lets a family write. */
  domainAtLeast: 3,
  /** Of the day's letters, to people whom nothing vouches for: whoever forges a hundred senders leaves the others their share. */
  shareOfUnproven: 0.5,
  /** Of the day's letters, before outcomes and codes have the rest to themselves (ruling 12). */
  shareBeforeOutcomes: 0.75,
  /** Routine letters to the owner in 24 hours: more is not read one by one but as a list. */
  routineLetters: 40,
  /** Of the day's letters: a small quota is not used up by what we write to ourselves. */
  shareOfOwner: 0.5,
  /** Letters to the owner in 24 hours that say so. */
  floodLetters: 1,
} as const

/** What is in the outbox already. */
export interface Counts {
  /** Acknowledgements to this recipient in the last 24 hours. */
  readonly senderDay: number
  /** The same in the last 30 days. */
  readonly senderMonth: number
  /** Those of them, in 24 hours, that acknowledged the same words. */
  readonly sameWords: number
  /** Letters with a code to this recipient in the last 24 hours. */
  readonly confirmations: number
  /** Acknowledgements and questions of this request, ever. */
  readonly thread: number
  /** Whether the mail server of this sender vouched for the letter that opened the request. */
  readonly isProven: boolean
  /** Letters in the last 24 hours to people of this domain whom nothing vouches for. */
  readonly domain: number
  /** The same to people of every domain. */
  readonly unproven: number
  /** All letters in the last 24 hours. */
  readonly overall: number
  /** Routine letters to the owner in the last 24 hours. */
  readonly routine: number
  /** Letters in the last 24 hours by which the clock spoke to the owner: reminders, warnings, missed dates. */
  readonly notices: number
  /** Letters in the last 24 hours that told the owner of a flood. */
  readonly floods: number
}

/** False: it goes, whatever the counts are. */
export function isLimited(kind: LetterName): kind is keyof typeof LIMITED {
  return Object.hasOwn(LIMITED, kind)
}

/** The letters that are counted together. */
export function kindsOf(...wanted: readonly Limited[]): readonly LetterName[] {
  return [...PERSON_LETTERS, ...OWNER_LETTERS]
    .filter(isLimited)
    .filter((kind) => wanted.includes(LIMITED[kind]))
}

/** How many routine letters a day the owner gets. */
export function routineMax(lettersPerDay: number): number {
  return Math.min(LIMITS.routineLetters, Math.floor(lettersPerDay * LIMITS.shareOfOwner))
}

/** What holds for every letter to a person that may be withheld. */
function overCrowd(counts: Counts, lettersPerDay: number): Why | null {
  const domainMax = Math.max(LIMITS.domainAtLeast, Math.floor(lettersPerDay * LIMITS.shareOfDomain))
  if (counts.thread >= LIMITS.lettersOfThread) return 'thread'
  if (!counts.isProven && counts.domain >= domainMax) return 'domain'
  const unprovenMax = Math.floor(lettersPerDay * LIMITS.shareOfUnproven)
  if (!counts.isProven && counts.unproven >= unprovenMax) return 'quota'
  return counts.overall >= Math.floor(lettersPerDay * LIMITS.shareBeforeOutcomes) ? 'quota' : null
}

function overSender(counts: Counts): Why | null {
  if (counts.sameWords >= LIMITS.acknowledgementsOfSameWords) return 'same-words'
  const isBeginning = counts.senderMonth < LIMITS.acknowledgementsAtFirst
  return !isBeginning && counts.senderDay >= LIMITS.acknowledgementsThen ? 'sender' : null
}

type Rule = (counts: Counts, lettersPerDay: number) => Why | null

const RULES: Readonly<Record<Limited, Rule>> = {
  acknowledgement: (counts, perDay) => overSender(counts) ?? overCrowd(counts, perDay),
  question: overCrowd,
  confirmation: ({ confirmations }) => (confirmations >= LIMITS.confirmations ? 'sender' : null),
  routine: ({ routine }, perDay) => (routine >= routineMax(perDay) ? 'owner' : null),
  // What the clock says must not keep out what somebody asks, nor the other way round.
  notice: ({ notices }, perDay) => (notices >= routineMax(perDay) ? 'owner' : null),
  flood: ({ floods }) => (floods >= LIMITS.floodLetters ? 'owner' : null),
}

/** Whether the letter is withheld; null: it goes. No count knows whether anybody is on record. */
export function whyWithheld(kind: LetterName, counts: Counts, lettersPerDay: number): Why | null {
  return isLimited(kind) ? RULES[LIMITED[kind]](counts, lettersPerDay) : null
}
