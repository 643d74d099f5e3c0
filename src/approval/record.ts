/**
 * What the owner said becomes an event, if it counts. Nothing is approvable by a bare From: an answer
 * by mail counts only with our mark in what it answers and found in the policy mailbox's own Sent
 * folder, where no outsider can put a letter.
 */
import type { NewEvent } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, planVersion } from '../request/request.ts'
import { transition } from '../request/transition.ts'
import type { Answer, NotCounted } from './approval.ts'
import { hasWords } from './approval.ts'

/** How an answer was given, and what proves that it is the owner's. */
export interface Given {
  readonly answer: Answer
  /** The version of the plan that the owner had before the eyes. */
  readonly version: number
  readonly by: 'owner:mail' | 'owner:terminal'
  readonly proof: 'sent-folder' | 'terminal' | 'none'
  /** Start of the content id of the owner's letter; '' from the terminal. */
  readonly letter: string
}

function notCounted(given: Given, why: NotCounted): NewEvent {
  const { version, by, letter } = given
  return { name: 'answer-not-counted', actor: by, facts: { version, why, letter } }
}

/** Whether yes can be carried out, as noted when the plan was made. */
function isPossible(request: PrivacyRequest): boolean {
  return lastEvent(request, 'planned')?.facts['possible'] === true
}

function eventFor(given: Given): NewEvent {
  const { answer, version, by, proof, letter } = given
  const facts = { version, proof, letter }
  switch (answer.say) {
    case 'yes':
      return { name: 'approved', actor: by, facts }
    case 'no':
      if (!hasWords(answer.reason)) return notCounted(given, 'no-reason')
      return { name: 'refused', actor: by, facts, content: { reason: answer.reason } }
    case 'ask':
      if (!hasWords(answer.question)) return notCounted(given, 'no-question')
      return { name: 'question-put', actor: by, facts, content: { question: answer.question } }
    case 'unclear':
      return notCounted(given, answer.why)
  }
}

/** The event that an answer makes: the decision, or why it does not count. Pure. */
export function decide(request: PrivacyRequest, given: Given): NewEvent {
  if (given.proof === 'none') return notCounted(given, 'not-in-sent')
  if (transition(request.state, 'approved') === undefined)
    return notCounted(given, request.state === 'received' ? 'old-version' : 'already-decided')
  if (given.version !== planVersion(request)) return notCounted(given, 'old-version')
  if (given.answer.say === 'yes' && !isPossible(request)) return notCounted(given, 'not-possible')
  return eventFor(given)
}
