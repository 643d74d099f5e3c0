/** What a partner answers to our instruction: done, or no with a reason. Only its own address can answer (domain 3). */
import { isManners, plain } from '../letter/own-words/short-answer.ts'
import type { NewEvent } from './event.ts'
import { textFact } from './event.ts'
import { leftAfter } from './partners.ts'
import type { PrivacyRequest } from './request.ts'

export type PartnerAnswer =
  | { readonly say: 'done' }
  | { readonly say: 'no'; readonly reason: string }
  | { readonly say: 'unclear' }

const DONE = /^(?:выполнено|исполнено|сделано|орындалды|done)[\s.,!]{0,5}$/iu
const NO = /^(?:нет|жоқ|жок|no)(?:[\s.,:!—–-]{1,5}|$)/iu
const REASON_MAX = 2_000

export function readPartnerAnswer(words: string): PartnerAnswer {
  const trimmed = plain(words)
  const [first = ''] = trimmed.split('\n', 1)
  const rest = trimmed.slice(first.length).trim()
  // What is said below it, of whom else it was passed on to or of what is left, a person must read.
  if (DONE.test(first.trim()) && (rest === '' || isManners(rest))) return { say: 'done' }
  const said = NO.exec(trimmed)?.[0]
  const reason = said === undefined ? '' : trimmed.slice(said.length).trim()
  return /\p{L}/u.test(reason)
    ? { say: 'no', reason: reason.slice(0, REASON_MAX) }
    : { say: 'unclear' }
}

/** The partner that a letter of ours was written to; '' when that event speaks of none. */
export function partnerAsked(request: PrivacyRequest, seq: number): string {
  const cause = request.events.find((event) => event.seq === seq)
  return cause === undefined ? '' : textFact(cause, 'partner')
}

/** The event that an answer makes; null when a person must read it. */
export function partnerSaid(
  request: PrivacyRequest,
  partner: string,
  answer: PartnerAnswer,
  letter: string,
): NewEvent | null {
  const actor = `partner:${partner}`
  switch (answer.say) {
    case 'done':
      return {
        name: 'partner-confirmed',
        actor,
        facts: { partner, letter, left: leftAfter(request, partner) },
      }
    case 'no':
      return {
        name: 'partner-refused',
        actor,
        facts: { partner, letter },
        content: { reason: answer.reason },
      }
    case 'unclear':
      return null
  }
}
