import { valuesOf } from './decode/headers.ts'
import type { ParsedLetter } from './letter.ts'

export interface Automatic {
  readonly kind: 'bounce' | 'auto-reply' | 'list/bulk'
  /** The rule that spoke, one short line. */
  readonly reason: string
  /**
   * True: no hand wrote it, whatever its words. False: it only says so, as ticket systems and
   * gateways say of the letters of people; then its words decide, and nobody answers it either way.
   */
  readonly isCertain: boolean
}

type Rule = (letter: ParsedLetter) => Omit<Automatic, 'isCertain'> | null

/**
 * Whether a machine wrote the letter (RFC 3834, RFC 5230), or some machine on its way says so: such
 * letters are never answered. A certain sign goes before an uncertain one; within each the order
 * matters only for the kind: a vacation notice may have a null path, a list may be auto-generated.
 */
export function findAutomatic(letter: ParsedLetter): Automatic | null {
  for (const rule of CERTAIN) {
    const found = rule(letter)
    if (found !== null) return { ...found, isCertain: true }
  }
  for (const rule of UNCERTAIN) {
    const found = rule(letter)
    if (found !== null) return { ...found, isCertain: false }
  }
  return null
}

const CERTAIN: readonly Rule[] = [
  isReport,
  isFromMailSystem,
  hasAutoReplyHeader,
  isMarkedNotice,
  isFromList,
  isMarkedBulk,
]

const UNCERTAIN: readonly Rule[] = [
  isAutoReplied,
  hasNoticeSubject,
  hasReceiptSubject,
  hasNullPath,
  hasUnsubscribe,
  hasBulkPrecedence,
  isAutoSubmitted,
  asksForNoAutoReply,
  hasLoopMark,
  isFromRobotAddress,
]

const REPORT_PARTS = new Set([
  'message/delivery-status',
  'message/disposition-notification',
  'message/global-delivery-status',
  'message/feedback-report',
])

/** Delivery reports (RFC 3464), read receipts (RFC 8098), complaints (RFC 5965). */
function isReport(letter: ParsedLetter): ReturnType<Rule> {
  const type = first(letter, 'content-type')
  const isTyped =
    type.startsWith('multipart/report') || REPORT_PARTS.has(type.split(/[\s;]/)[0] ?? '')
  const hasPart = letter.attachments.some((attachment) => REPORT_PARTS.has(attachment.type))
  return isTyped || hasPart ? { kind: 'bounce', reason: 'content type: report' } : null
}

const MAIL_SYSTEM = /^(?:mailer-daemon|mail-daemon|maildaemon|post_?master)$/

/** Non-delivery letters of servers that write no report: by sender, or by the address that failed. */
function isFromMailSystem(letter: ParsedLetter): ReturnType<Rule> {
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
    /(?<![\w.-])(?:mailer-daemon|postmaster)(?:@|$)/i.test(from.trim()),
  )
}

const AUTO_REPLY_HEADERS = [
  'x-autoreply',
  'x-auto-reply',
  'x-autoreply-from',
  'x-autorespond',
  'x-autoresponder',
  'x-mailru-autoreply',
  'x-yandex-autoreply',
  'x-vacation',
] as const

/** Programs older than RFC 3834 mark their notices in ways of their own. */
function hasAutoReplyHeader(letter: ParsedLetter): ReturnType<Rule> {
  const name = AUTO_REPLY_HEADERS.find((header) => !isNone(letter, header))
  if (name !== undefined) return { kind: 'auto-reply', reason: name }
  const replies = first(letter, 'precedence').replace('-', '_') === 'auto_reply'
  return replies ? { kind: 'auto-reply', reason: 'precedence: auto_reply' } : null
}

/** A vacation notice by its subject, which some header confirms to be a machine's. */
function isMarkedNotice(letter: ParsedLetter): ReturnType<Rule> {
  if (hasNoticeSubject(letter) === null) return null
  const confirmed = [
    isAutoReplied,
    isAutoSubmitted,
    asksForNoAutoReply,
    hasNullPath,
    hasBulkPrecedence,
  ]
  return confirmed.some((rule) => rule(letter) !== null)
    ? { kind: 'auto-reply', reason: 'subject: notice, confirmed by a header' }
    : null
}

/** Mailing lists: any List-* header but List-Unsubscribe alone (RFC 2369, RFC 2919). */
function isFromList(letter: ParsedLetter): ReturnType<Rule> {
  const header = letter.headers.find(
    ({ name }) => /^list-./.test(name) && !name.startsWith('list-unsubscribe'),
  )
  return header === undefined ? null : { kind: 'list/bulk', reason: header.name.slice(0, 40) }
}

/** Newsletters: bulk by two signs. */
function isMarkedBulk(letter: ParsedLetter): ReturnType<Rule> {
  return hasUnsubscribe(letter) === null ? null : hasBulkPrecedence(letter)
}

/** Vacation notices and ticket confirmations (RFC 3834 5.1); ticket systems mark their people's too. */
function isAutoReplied(letter: ParsedLetter): ReturnType<Rule> {
  const replied = first(letter, 'auto-submitted').startsWith('auto-replied')
  return replied ? { kind: 'auto-reply', reason: 'auto-submitted: auto-replied' } : null
}

const NOTICE_SUBJECT =
  /^(?:\[.{1,40}\]\s{0,3})?(?:автоответ(?:чик)?|автоматический ответ|автожауап|автоматты жауап|auto(?:matic)?[- ]?(?:reply|response|answer)|out of (?:the )?office|ooo|нет на (?:рабочем )?месте|(?:я )?(?:не в|вне) офис[ае]|отсутствую|(?:я )?в отпуске|кеңседе жоқ(?:пын)?|жұмыста жоқ(?:пын)?|демалыстамын|on vacation|on leave)(?=[\s:!.,—–-]|$)/iu

/** «Автоответ: …», «Нет на месте», "Out of office": programs that set no header at all. */
function hasNoticeSubject(letter: ParsedLetter): ReturnType<Rule> {
  const isNotice = NOTICE_SUBJECT.test(letter.subject.slice(0, 200))
  return isNotice ? { kind: 'auto-reply', reason: 'subject: notice' } : null
}

const RECEIPT_SUBJECT =
  /^(?:прочитано|не прочитано|прочтено|доставлено|уведомление о (?:прочтении|доставке)|read|not read|delivered|read receipt|return receipt(?: \(displayed\))?|delivery receipt|оқылды|жеткізілді)(?:\s?:|\s?-|$)/iu
const BOUNCE_SUBJECT =
  /^(?:undeliver(?:able|ed)|mail delivery (?:failed|failure|system)|delivery (?:status notification|failure|has failed)|returned mail|failure notice|не ?удается доставить|не ?доставлено|недоставленное (?:сообщение|письмо)|(?:ваше )?(?:сообщение|письмо) не (?:было )?доставлено|жеткізілмеді)/iu

/** Receipts and delivery notices of programs that write no report. */
function hasReceiptSubject(letter: ParsedLetter): ReturnType<Rule> {
  const subject = letter.subject.slice(0, 200)
  if (RECEIPT_SUBJECT.test(subject)) return { kind: 'bounce', reason: 'subject: receipt' }
  return BOUNCE_SUBJECT.test(subject) ? { kind: 'bounce', reason: 'subject: not delivered' } : null
}

/** Nobody is to answer a letter whose envelope names no sender (RFC 5321 4.5.5). */
function hasNullPath(letter: ParsedLetter): ReturnType<Rule> {
  const path = valuesOf(letter, 'return-path')[0]
  return path?.replace(/\s/g, '') === '<>' ? { kind: 'bounce', reason: 'return-path: null' } : null
}

/** Newsletters, and the letters of people whose provider adds this header to all. */
function hasUnsubscribe(letter: ParsedLetter): ReturnType<Rule> {
  const has = letter.headers.some(({ name }) => name.startsWith('list-unsubscribe'))
  return has ? { kind: 'list/bulk', reason: 'list-unsubscribe' } : null
}

/** Bulk mail that has no List-* header. */
function hasBulkPrecedence(letter: ParsedLetter): ReturnType<Rule> {
  const precedence = first(letter, 'precedence')
  const isBulk = /^(?:bulk|list|junk)$/.test(precedence)
  return isBulk ? { kind: 'list/bulk', reason: `precedence: ${precedence}` } : null
}

/** Whatever else says that no hand sent it; `no` is the word for letters of people. */
function isAutoSubmitted(letter: ParsedLetter): ReturnType<Rule> {
  const value = first(letter, 'auto-submitted').split(/[;\s(]/)[0] ?? ''
  const isByHand = value === '' || value === 'no'
  return isByHand ? null : { kind: 'auto-reply', reason: 'auto-submitted' }
}

/** Exchange and its kind forbid answers to the letters they write themselves. */
function asksForNoAutoReply(letter: ParsedLetter): ReturnType<Rule> {
  const asks = !isNone(letter, 'x-auto-response-suppress')
  return asks ? { kind: 'auto-reply', reason: 'x-auto-response-suppress' } : null
}

/** Forwarders and ticket systems that are afraid of their own letters. */
function hasLoopMark(letter: ParsedLetter): ReturnType<Rule> {
  return isNone(letter, 'x-loop') ? null : { kind: 'auto-reply', reason: 'x-loop' }
}

const NO_REPLY = /^(?:no[._-]?reply|do[._-]?not[._-]?reply|robot|owner-.*|.*-request)$/
const BOUNCES = /^(?:.*[._-])?bounces?(?:[._+-].*)?$/

/** Notifications known by the sender alone; a form on a site sends the words of people so. */
function isFromRobotAddress(letter: ParsedLetter): ReturnType<Rule> {
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
