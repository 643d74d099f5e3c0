/**
 * How a letter is known to answer one of ours: every Message-ID we give carries a keyed hash of what
 * the letter is about. Nobody who has not received the letter can write it, so a reply that names it
 * answers a letter of ours (threat model: a forged In-Reply-To without a valid mark is a new letter).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { valuesOf } from './decode/headers.ts'
import type { ParsedLetter } from './letter.ts'

/** For providers that replace our Message-ID with their own. */
export const MARK_HEADER = 'x-privacy-mailbot-mark'

export interface Mark {
  /** A request number, or `L` and the first 16 digits of a content id. */
  readonly about: string
  /** Which of our letters. */
  readonly kind: string
  /** 1 and up: the plan or the event the letter speaks of. */
  readonly version: number
}

const HASH_DIGITS = 32
const MARK = /^([A-Za-z0-9-]{9,24})\.([a-z-]{2,40})\.([1-9]\d{0,5})\.([0-9a-f]{32})$/

function hashOf(idKey: Buffer, mark: Mark): string {
  return createHmac('sha256', idKey)
    .update(`mark\0${mark.about}\0${mark.kind}\0${mark.version}`)
    .digest('hex')
    .slice(0, HASH_DIGITS)
}

/** `PD-7F3K-92QD.approval.1.<128 bits>`: the left side of a Message-ID. */
export function writeMark(idKey: Buffer, mark: Mark): string {
  return `${mark.about}.${mark.kind}.${mark.version}.${hashOf(idKey, mark)}`
}

/** With angle brackets. Derived, so that a rebuilt database finds its letters in Sent again. */
export function writeMessageId(idKey: Buffer, mark: Mark, domain: string): string {
  return `<${writeMark(idKey, mark)}@${domain}>`
}

/** Null for anything that is not ours to the last bit. `text` may be a Message-ID or a bare mark. */
export function readMark(idKey: Buffer, text: string): Mark | null {
  const local = text.trim().replace(/^</, '').replace(/>$/, '').split('@', 1)[0] ?? ''
  const match = MARK.exec(local)
  if (match === null) return null
  const [, about = '', kind = '', version = '', hash = ''] = match
  const mark = { about, kind, version: Number(version) }
  const expected = Buffer.from(hashOf(idKey, mark))
  return timingSafeEqual(expected, Buffer.from(hash)) ? mark : null
}

/** At most the last 20 Message-IDs that the letter says it answers, newest first. */
export function answeredIds(letter: Pick<ParsedLetter, 'headers'>): readonly string[] {
  const ids = [...valuesOf(letter, 'references'), ...valuesOf(letter, 'in-reply-to')].flatMap(
    (value) => value.slice(-20_000).match(/<[^<>\s]{3,500}>/g) ?? [],
  )
  return [...new Set(ids.slice(-20).toReversed())]
}

/** The newest letter of ours that this one answers; null when it answers none. */
export function answeredMark(idKey: Buffer, letter: Pick<ParsedLetter, 'headers'>): Mark | null {
  for (const id of answeredIds(letter)) {
    const mark = readMark(idKey, id)
    if (mark !== null) return mark
  }
  return null
}

/** Whether we wrote this letter ourselves (a copy in Sent, or one to the owner in the same mailbox). */
export function ownMark(idKey: Buffer, letter: Pick<ParsedLetter, 'headers'>): Mark | null {
  for (const id of [...valuesOf(letter, 'message-id'), ...valuesOf(letter, MARK_HEADER)]) {
    const mark = readMark(idKey, id)
    if (mark !== null) return mark
  }
  return null
}

/** The request number that a subject names, as our own letters write it; null when there is none. It proves nothing. */
export function numberInSubject(subject: string): string | null {
  return /PD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/.exec(subject)?.[0] ?? null
}

/** The marks that a delivery report quotes: only who was sent the letter can quote them. */
export function quotedMarks(idKey: Buffer, text: string): readonly Mark[] {
  const found = text
    .slice(0, 200_000)
    .match(/[A-Za-z0-9-]{9,24}\.[a-z-]{2,40}\.\d{1,6}\.[0-9a-f]{32}/g)
  return (found ?? []).slice(0, 20).flatMap((text_) => readMark(idKey, text_) ?? [])
}
