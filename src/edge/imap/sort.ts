/** What to do with a letter by its head alone, before it is fetched: most of a mailbox is not ours to read. */
import type { ParsedLetter } from '../../letter/letter.ts'
import { decodeHeader, readHead, charsetOf, valuesOf } from '../../letter/decode/headers.ts'
import { answeredMark, ownMark } from '../../letter/reference.ts'
import type { Phrases } from '../../letter/subject.ts'
import { matchSubject } from '../../letter/subject.ts'
import type { PassedOver } from '../postgres/places.ts'
import type { Folder } from './folders.ts'

/** The head lines that are fetched to sort letters by. */
export const SORTED_BY = [
  'from',
  'subject',
  'message-id',
  'in-reply-to',
  'references',
  'x-privacy-mailbot-mark',
]

export interface Head {
  readonly uid: number
  /** Arrival at the server, never later than now: the start of every clock. */
  readonly receivedAt: Date
  readonly sizeBytes: number
  /** The raw lines of SORTED_BY. */
  readonly lines: Buffer
}

export interface SortBy {
  readonly idKey: Buffer
  readonly answerFrom: Date
  readonly phrases: Phrases
  readonly isOwnerLetter: (kind: string) => boolean
}

function parse(lines: Buffer): Pick<ParsedLetter, 'headers'> {
  const { headers } = readHead(lines)
  const charset = charsetOf(headers)
  return { headers: headers.map((header) => decodeHeader(header, charset)) }
}

/** INTERNALDATE knows whole seconds only. */
function isBefore(receivedAt: Date, answerFrom: Date): boolean {
  return receivedAt.getTime() < Math.floor(answerFrom.getTime() / 1000) * 1000
}

/**
 * Years of old mail must never be answered; old demands are listed for the owner. Of Sent only the
 * answers to letters of ours to the owner are fetched.
 *
 * @returns null when the letter is to be fetched and kept
 */
export function passOver(head: Head, folder: Folder, by: SortBy): PassedOver | null {
  const { uid, receivedAt } = head
  const passed = { uid, receivedAt, role: folder.role }
  const letter = parse(head.lines)
  if (ownMark(by.idKey, letter) !== null) return { ...passed, why: 'own' }
  if (isBefore(receivedAt, by.answerFrom)) {
    const subject = valuesOf(letter, 'subject')[0] ?? ''
    const match = folder.role === 'sent' ? null : matchSubject(subject, by.phrases)
    if (match === null) return { ...passed, why: 'before-answer-from' }
    const demand = { kind: match.kind, from: valuesOf(letter, 'from')[0] ?? '', subject }
    return { ...passed, why: 'before-answer-from', demand }
  }
  if (folder.role !== 'sent') return null
  const mark = answeredMark(by.idKey, letter)
  return mark !== null && by.isOwnerLetter(mark.kind) ? null : { ...passed, why: 'not-ours' }
}
