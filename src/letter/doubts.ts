import { documentsIn } from './documents.ts'
import type { Facts } from './facts.ts'
import { representativeIn } from './kinds/representative.ts'
import type { Kind, Understanding } from './letter.ts'
import { onlySender } from './sender.ts'

/** Kinds that ask something of us or answer us; only of these a forged sender matters. */
const ASKS: ReadonlySet<Kind> = new Set([
  'rectify',
  'cease',
  'access',
  'unlawful',
  'unsubscribe-only',
  'reply',
])
/** They act for no one person. */
const OFFICES: ReadonlySet<string> = new Set(['authority', 'partner'])
/** Kinds in which something is done about the one whose address is stated. */
const ACTS: ReadonlySet<Kind> = new Set([
  'rectify',
  'cease',
  'access',
  'unlawful',
  'unsubscribe-only',
])

/** Doubts about the letter itself; they add to what was understood and never remove a demand. */
export function withDoubts(facts: Facts, understood: Understanding): Understanding {
  return DOUBTS.reduce((result, doubt) => doubt(facts, result), understood)
}

export function withReview(
  understood: Understanding,
  reason: string,
  flag?: string,
): Understanding {
  const flags =
    flag === undefined || understood.flags.includes(flag)
      ? understood.flags
      : [...understood.flags, flag]
  return { ...understood, review: true, flags, reasons: [...understood.reasons, reason] }
}

type Doubt = (facts: Facts, understood: Understanding) => Understanding

const DOUBTS: readonly Doubt[] = [
  doubtReading,
  doubtParts,
  doubtHeaders,
  doubtMachineText,
  doubtAuthenticity,
  doubtAddress,
  doubtNewAddress,
  doubtSender,
  doubtOwnAddress,
  doubtRepresentative,
  doubtDocument,
]

/** Letters too large or too strange to be read whole. */
function doubtReading({ letter }: Facts, understood: Understanding): Understanding {
  if (letter.reading === 'whole') return understood
  return withReview(understood, `reading: ${letter.reading}`)
}

/** Letters that say one thing to one mail program and another to the next. */
function doubtParts({ letter }: Facts, understood: Understanding): Understanding {
  if (!letter.contradiction || !ASKS.has(understood.kind)) return understood
  return withReview(understood, 'parts: plain and HTML contradict', 'contradiction')
}

/** Letters with two subjects or two senders: programs differ on which one counts. */
function doubtHeaders({ letter }: Facts, understood: Understanding): Understanding {
  if (letter.doubledHeaders.length === 0) return understood
  return withReview(
    understood,
    `headers: doubled ${letter.doubledHeaders.join(', ')}`,
    'doubled-headers',
  )
}

/** Letters that give orders to a program. */
function doubtMachineText({ isAimedAtMachine }: Facts, understood: Understanding): Understanding {
  if (!isAimedAtMachine) return understood
  return withReview(understood, 'words: aimed at a machine', 'machine-text')
}

/** Letters that ask for something and whose sender the receiving server refuses to vouch for. */
function doubtAuthenticity({ authenticity }: Facts, understood: Understanding): Understanding {
  if (authenticity.verdict !== 'fail' || !ASKS.has(understood.kind)) return understood
  return withReview(understood, authenticity.reason, 'forged')
}

/** Letters about the record of an address from which they do not come. */
function doubtAddress({ letter }: Facts, understood: Understanding): Understanding {
  const from = onlySender(letter)?.address
  const { statedEmail, kind } = understood
  if (from === undefined || statedEmail === null || !ACTS.has(kind) || statedEmail === from)
    return understood
  return withReview(understood, 'stated address: not the sender', 'other-address')
}

/** Letters that ask for the record to name the very address they come from: the old one has said nothing. */
function doubtNewAddress({ letter }: Facts, understood: Understanding): Understanding {
  const from = onlySender(letter)?.address
  const isNew = understood.changes.some(({ field, to }) => field === 'email' && to === from)
  if (!isNew || !ACTS.has(understood.kind)) return understood
  return withReview(understood, 'sender: the new address', 'other-address')
}

/** Letters with no readable From address, or with several: nobody to answer. */
function doubtSender({ letter }: Facts, understood: Understanding): Understanding {
  if (onlySender(letter) !== null) return understood
  return unanswered(withReview(understood, `sender: ${letter.from.length} addresses`), 'sender')
}

/** Letters that claim to come from our own mailbox: an answer would come back to us. */
function doubtOwnAddress({ letter, own }: Facts, understood: Understanding): Understanding {
  if (onlySender(letter)?.address !== own) return understood
  return unanswered(withReview(understood, 'sender: our own mailbox'), 'own-address')
}

/** Demands of one who acts for another: the owner must see that he may (p.9.1, p.9.2). */
function doubtRepresentative(facts: Facts, understood: Understanding): Understanding {
  const { kind, concernsPrivacy, flags } = understood
  const isOfPerson = ACTS.has(kind) || (kind === 'question' && concernsPrivacy)
  if (!isOfPerson || flags.some((flag) => OFFICES.has(flag))) return understood
  const sender = onlySender(facts.letter)?.address ?? null
  const who = representativeIn({ ...facts, sender })
  if (who === null) return understood
  const told = withReview(understood, `words: for another person (${who})`, 'representative')
  // A complaint changes nobody's data.
  return kind === 'unlawful' ? { ...told, review: understood.review } : told
}

/** Letters with a copy of a document: it hides nothing that is asked, and nobody need look at it. */
function doubtDocument({ letter, words }: Facts, understood: Understanding): Understanding {
  const documents = documentsIn(letter, words)
  if (documents.length === 0) return understood
  const reasons = [...understood.reasons, 'attachment: a copy of a document']
  return { ...understood, flags: [...understood.flags, 'document'], documents, reasons }
}

export function unanswered(understood: Understanding, flag: string): Understanding {
  return { ...understood, acknowledge: false, flags: [...understood.flags, flag] }
}
