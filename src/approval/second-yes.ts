/** A destruction by letter is said yes to twice: the second time with a code that only the owner's mailbox was sent. */
import { createHmac } from 'node:crypto'
import type { PrivacyRequest } from '../request/request.ts'
import { eventsNamed, planVersion } from '../request/request.ts'
import { numberFact } from '../request/event.ts'
import type { RequestEvent } from '../request/event.ts'

/** Wrong codes to one second letter; after them the first yes must be said anew. */
export const SECOND_TRIES_MAX = 5

/** Four digits, derived: a rebuilt database writes the same letter. `seq` is that of the event that asked. */
export function secondCode(idKey: Buffer, number: string, seq: number): string {
  const digest = createHmac('sha256', idKey).update(`second-yes\0${number}\0${seq}`).digest()
  return String(digest.readUInt32BE(0) % 10_000).padStart(4, '0')
}

/** The second letter that waits for its code, if it speaks of the plan in force and was not tried too often. */
export function secondAsked(request: PrivacyRequest): RequestEvent | null {
  const asked = eventsNamed(request, 'second-yes-asked').at(-1)
  if (asked === undefined || numberFact(asked, 'version') !== planVersion(request)) return null
  const wrong = eventsNamed(request, 'answer-not-counted').filter(
    ({ seq, facts }) => seq > asked.seq && facts['why'] === 'wrong-code',
  )
  return wrong.length >= SECOND_TRIES_MAX ? null : asked
}
