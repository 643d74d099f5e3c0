import { readBody } from './body-words.ts'
import type { BodyWords } from './body-words.ts'
import { readHeadWithinLimits } from './headers.ts'
import { fromOf, subjectOf } from './letter-head.ts'

export interface AttachedLetter extends BodyWords {
  readonly subject: string
  readonly from: string | null
}

/** A letter that was sent along as a file: its words, and who is said to have written it. */
export function readAttachedLetter(content: Buffer): AttachedLetter {
  const { headers, bodyStart } = readHeadWithinLimits(content)
  const from = fromOf(headers)
  return {
    ...readBody(headers, content.subarray(bodyStart)),
    subject: subjectOf(headers),
    from: from.length === 1 ? (from[0]?.address ?? null) : null,
  }
}
