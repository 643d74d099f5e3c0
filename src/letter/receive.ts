/**
 * The first step of the walk: a kept letter is read, and what it is decides where it goes next.
 * The letter was kept as raw bytes before this; whatever fails here fails for this letter alone.
 */
import { demandKinds } from './demand-kinds.ts'
import type { ParsedLetter, Understanding } from './letter.ts'
import type { Signature } from './authentication.ts'
import type { Mark } from './reference.ts'
import { answeredMark, numberInSubject, ownMark, quotedMarks } from './reference.ts'
import { onlySender } from './sender.ts'

export type FolderRole = 'inbox' | 'junk' | 'sent'

export interface KeptLetter {
  readonly contentId: string
  readonly raw: Buffer
  readonly receivedAt: Date
  readonly truncated: boolean
  /** How often it was tried before. */
  readonly attempts: number
  /** Every kind of folder the same letter was seen in. */
  readonly roles: readonly FolderRole[]
  /** Its DKIM signatures as they were found when it was fetched; null: not checked yet. */
  readonly signatures: readonly Signature[] | null
}

/** A letter after reading, with what the next steps need. */
export interface ReadLetter {
  readonly contentId: string
  readonly receivedAt: Date
  readonly roles: readonly FolderRole[]
  readonly parsed: ParsedLetter
  readonly understanding: Understanding
  readonly signatures: readonly Signature[]
}

export type Arrival =
  /** Nothing to do: decided already, or its raw copy is gone. */
  | { readonly what: 'gone' }
  /** The keys of its signatures cannot be asked for just now. */
  | { readonly what: 'later' }
  /** We wrote it. */
  | { readonly what: 'own' }
  /** It answers a letter of ours to the owner. */
  | { readonly what: 'answer'; readonly mark: Mark; readonly letter: ReadLetter }
  /** It answers a letter of ours to a person. */
  | { readonly what: 'thread'; readonly mark: Mark; readonly letter: ReadLetter }
  /** It names a request in its subject and gives a code, but answers no letter of ours. */
  | { readonly what: 'coded'; readonly number: string; readonly letter: ReadLetter }
  /** Delivery reports and other machines: recorded, never answered. */
  | { readonly what: 'automatic'; readonly about: readonly Mark[]; readonly letter: ReadLetter }
  | { readonly what: 'demand'; readonly letter: ReadLetter }
  /** A person must look, by a date: it concerns personal data and no rule fits. */
  | { readonly what: 'held'; readonly letter: ReadLetter }
  /** The mailbox is also the owner's own: counted, not answered, forgotten. */
  | { readonly what: 'ordinary'; readonly letter: ReadLetter }

export interface ReceivePorts {
  readonly letters: { load(contentId: string): Promise<KeptLetter | null> }
  readonly reader: {
    read(raw: Buffer, options: { truncated: boolean; headersOnly: boolean }): Promise<ParsedLetter>
  }
  /** Checked once and kept; `later` while no name server answers, and not for ever. */
  readonly signaturesOf: (kept: KeptLetter) => Promise<readonly Signature[] | 'later'>
  readonly understand: (
    letter: ParsedLetter,
    signatures: readonly Signature[],
  ) => Promise<Understanding>
  /** Letters to the owner, by their kind: an answer to one of these is a decision. */
  readonly isOwnerLetter: (kind: string) => boolean
  readonly idKey: Buffer
}

/** After so many failures the letter is read by its headers alone, and a person must look at it. */
export const READ_ATTEMPTS_MAX = 3

const AUTOMATIC: ReadonlySet<string> = new Set(['bounce', 'auto-reply', 'list/bulk'])

/** RFC 3464 2.3.3: what is only late, or has arrived, has not failed. */
const HAS_FAILED = /^action:[ \t]{0,10}failed/im
const SAYS_ACTION = /^action:[ \t]{0,10}(?:failed|delayed|delivered|relayed|expanded)/im

/** A report quotes at its beginning; what may be megabytes long is not looked through. */
function beginningOf(raw: Buffer): string {
  return raw.toString('latin1', 0, 300_000)
}

/** The letters of ours that a report says could not be delivered. */
function failedAbout(raw: string, { idKey }: ReceivePorts): readonly Mark[] {
  return SAYS_ACTION.test(raw) && !HAS_FAILED.test(raw) ? [] : quotedMarks(idKey, raw)
}

function place(letter: ReadLetter, raw: Buffer, ports: ReceivePorts): Arrival {
  const { parsed, understanding } = letter
  if (ownMark(ports.idKey, parsed) !== null) return { what: 'own' }
  if (AUTOMATIC.has(understanding.kind))
    return { what: 'automatic', about: failedAbout(beginningOf(raw), ports), letter }
  const mark = answeredMark(ports.idKey, parsed)
  if (mark !== null)
    return ports.isOwnerLetter(mark.kind)
      ? { what: 'answer', mark, letter }
      : { what: 'thread', mark, letter }
  const number = numberInSubject(parsed.subject)
  return number !== null && understanding.code !== null
    ? { what: 'coded', number, letter }
    : placeByWords(letter)
}

/** Where a letter goes by what it says alone. */
export function placeByWords(letter: ReadLetter): Arrival {
  const { concernsPrivacy } = letter.understanding
  const isDemand = demandKinds(letter.understanding).length > 0
  if (isDemand && isOfSomebody(letter)) return { what: 'demand', letter }
  return isDemand || concernsPrivacy ? { what: 'held', letter } : { what: 'ordinary', letter }
}

/** Replies are withheld from what a machine passed on, requests never; but somebody must have written it. */
function isOfSomebody({ parsed, understanding }: ReadLetter): boolean {
  const { acknowledge, flags } = understanding
  const isPassedOn = flags.includes('automatic') && !flags.includes('own-address')
  return onlySender(parsed) !== null && (acknowledge || isPassedOn)
}

export async function receive(contentId: string, ports: ReceivePorts): Promise<Arrival> {
  const kept = await ports.letters.load(contentId)
  if (kept === null) return { what: 'gone' }
  const signatures = await ports.signaturesOf(kept)
  if (signatures === 'later') return { what: 'later' }
  const headersOnly = kept.attempts >= READ_ATTEMPTS_MAX
  const parsed = await ports.reader.read(kept.raw, { truncated: kept.truncated, headersOnly })
  const { receivedAt, roles } = kept
  const understanding = await ports.understand(parsed, signatures)
  const letter = { contentId, receivedAt, roles, parsed, understanding, signatures }
  return place(letter, kept.raw, ports)
}
