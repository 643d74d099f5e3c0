import { valuesOf } from './headers.ts'
import type { ParsedLetter } from './letter.ts'

export interface Automatic {
  readonly kind: 'bounce' | 'auto-reply' | 'list/bulk'
  /** The rule that spoke, one short line. */
  readonly reason: string
}

type Rule = (letter: ParsedLetter) => Automatic | null

/**
 * Whether a machine wrote the letter (RFC 3834, RFC 5230): such letters are never answered. The
 * order matters only for the kind: a vacation notice may have a null path, a list may be
 * auto-generated.
 */
export function findAutomatic(letter: ParsedLetter): Automatic | null {
  for (const rule of RULES) {
    const found = rule(letter)
    if (found !== null) return found
  }
  return null
}

const RULES: readonly Rule[] = [
  isReport,
  isFromMailSystem,
  isAutoReplied,
  hasAutoReplyHeader,
  hasNullPath,
  isFromList,
  hasBulkPrecedence,
  isAutoSubmitted,
  asksForNoAutoReply,
  isFromRobotAddress,
]

/** Delivery reports (RFC 3464) and read receipts (RFC 8098). */
function isReport(letter: ParsedLetter): Automatic | null {
  const type = first(letter, 'content-type')
  if (!type.startsWith('multipart/report') && !type.startsWith('message/disposition-')) return null
  return { kind: 'bounce', reason: 'content type: report' }
}

const MAIL_SYSTEM = /^(?:mailer-daemon|mail-daemon|postmaster)$/

/** Non-delivery letters of servers that write no report: by sender, or by the address that failed. */
function isFromMailSystem(letter: ParsedLetter): Automatic | null {
  if (hasSender(letter, MAIL_SYSTEM) || namesMailSystem(letter)) {
    return { kind: 'bounce', reason: 'sender: mail system' }
  }
  const failed = valuesOf(letter, 'x-failed-recipients').length > 0
  return failed ? { kind: 'bounce', reason: 'x-failed-recipients' } : null
}

/** `MAILER-DAEMON@localhost` is no address by our grammar, but it tells who wrote. */
function namesMailSystem(letter: ParsedLetter): boolean {
  if (letter.from.length > 0) return false
  return valuesOf(letter, 'from').some((from) =>
    /(?<![\w.-])(?:mailer-daemon|postmaster)@/i.test(from),
  )
}

/** Vacation notices and ticket confirmations (RFC 3834 5.1). */
function isAutoReplied(letter: ParsedLetter): Automatic | null {
  const replied = first(letter, 'auto-submitted').startsWith('auto-replied')
  return replied ? { kind: 'auto-reply', reason: 'auto-submitted: auto-replied' } : null
}

const AUTO_REPLY_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-mailru-autoreply',
  'x-yandex-autoreply',
  'x-loop',
] as const

/** Programs older than RFC 3834 mark their notices in ways of their own. */
function hasAutoReplyHeader(letter: ParsedLetter): Automatic | null {
  const name = AUTO_REPLY_HEADERS.find((header) => !isNone(letter, header))
  if (name !== undefined) return { kind: 'auto-reply', reason: name }
  const replies = first(letter, 'precedence').replace('-', '_') === 'auto_reply'
  return replies ? { kind: 'auto-reply', reason: 'precedence: auto_reply' } : null
}

/** Nobody is to answer a letter whose envelope names no sender (RFC 5321 4.5.5). */
function hasNullPath(letter: ParsedLetter): Automatic | null {
  const path = valuesOf(letter, 'return-path')[0]
  return path?.replace(/\s/g, '') === '<>' ? { kind: 'bounce', reason: 'return-path: null' } : null
}

/** Mailing lists and newsletters: any List-* header (RFC 2369, RFC 2919). */
function isFromList(letter: ParsedLetter): Automatic | null {
  const header = letter.headers.find(({ name }) => /^list-./.test(name))
  return header === undefined ? null : { kind: 'list/bulk', reason: header.name.slice(0, 40) }
}

/** Bulk mail that has no List-* header. */
function hasBulkPrecedence(letter: ParsedLetter): Automatic | null {
  const precedence = first(letter, 'precedence')
  const isBulk = /^(?:bulk|list|junk)$/.test(precedence)
  return isBulk ? { kind: 'list/bulk', reason: `precedence: ${precedence}` } : null
}

/** Whatever else says that no hand sent it; `no` is the word for letters of people. */
function isAutoSubmitted(letter: ParsedLetter): Automatic | null {
  const value = first(letter, 'auto-submitted').split(/[;\s]/)[0] ?? ''
  const isByHand = value === '' || value === 'no'
  return isByHand ? null : { kind: 'auto-reply', reason: 'auto-submitted' }
}

/** Exchange and its kind forbid answers to the letters they write themselves. */
function asksForNoAutoReply(letter: ParsedLetter): Automatic | null {
  const asks = !isNone(letter, 'x-auto-response-suppress')
  return asks ? { kind: 'auto-reply', reason: 'x-auto-response-suppress' } : null
}

const NO_REPLY = /^(?:no[._-]?reply|do[._-]?not[._-]?reply|owner-.*|.*-request)$/
const BOUNCES = /^(?:.*[._-])?bounces?(?:[._+-].*)?$/

/** Notifications and newsletters known by the sender alone. */
function isFromRobotAddress(letter: ParsedLetter): Automatic | null {
  if (hasSender(letter, NO_REPLY)) return { kind: 'list/bulk', reason: 'sender: takes no replies' }
  return hasSender(letter, BOUNCES) ? { kind: 'bounce', reason: 'sender: bounces' } : null
}

function first(letter: ParsedLetter, name: string): string {
  return (valuesOf(letter, name)[0] ?? '').trim().toLowerCase()
}

/** Missing, empty, or said to be nothing. */
function isNone(letter: ParsedLetter, name: string): boolean {
  return /^(?:none|no|false|0|)$/.test(first(letter, name))
}

/** Every address in From counts: one robot among two senders makes it a robot's letter. */
function hasSender(letter: ParsedLetter, localPart: RegExp): boolean {
  return letter.from.some(({ address }) => localPart.test(address.slice(0, address.indexOf('@'))))
}
