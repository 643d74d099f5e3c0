/** How the person is proven, and until when an approval can be taken back, for a terminal. */
import { textFact } from '../request/event.ts'
import { levelOf, proofOf } from '../request/identity.ts'
import type { Level } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent } from '../request/request.ts'

const WORDS = {
  dkim: 'the mail server of the address signed the letter',
  spf: 'the letter came from a mail server of the address',
  code: 'the code that went to the address came back',
  reply: 'a yes came from the address',
  called: 'the number on record was called',
  authority: 'you saw by what right somebody acts for the person',
  nothing: 'nothing proves yet who asks',
} as const

export interface Proof {
  readonly level: Level
  readonly by: keyof typeof WORDS
}

export function proofShown(request: PrivacyRequest): Proof {
  return { level: levelOf(request), by: proofOf(request) ?? 'nothing' }
}

/** `A1: the code that went to the address came back`. */
export function proofLine(request: PrivacyRequest): string {
  const { level, by } = proofShown(request)
  return `${level}: ${WORDS[by]}`
}

/** The instant at which what was approved is carried out; null where nothing waits for it. */
export function undoUntil(request: PrivacyRequest): string | null {
  const approved = request.state === 'approved' ? lastEvent(request, 'approved') : undefined
  const at = approved === undefined ? '' : textFact(approved, 'runAt')
  return at === '' ? null : at
}
