/**
 * What the owner said becomes an event, if it counts. Nothing is approvable by a bare From: an answer
 * by mail counts only with our mark in what it answers, and found in the policy mailbox's own Sent
 * folder, where no outsider can put a letter, or vouched for by the owner's own mail server. Every
 * decision keeps who took it, how that was proven, and the hash of the text that was shown.
 */
import type { NewEvent } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, planVersion } from '../request/request.ts'
import { transition } from '../request/transition.ts'
import type { Answer, NotCounted } from './approval.ts'
import { ANSWER_DAYS_MAX, hasWords } from './approval.ts'

/** How an answer was given, and what proves that it is the owner's. */
export interface Given {
  readonly answer: Answer
  /** The version of the plan that the owner had before the eyes. */
  readonly version: number
  readonly by: 'owner:mail' | 'owner:desk' | 'owner:terminal'
  /** sent-folder, dkim, spf: a letter; phone: a phone that gave the owner code. */
  readonly proof: 'sent-folder' | 'dkim' | 'spf' | 'phone' | 'terminal' | 'none'
  /** Start of the content id of the owner's letter; '' for the rest. */
  readonly letter: string
  /** What the owner had before the eyes: the hash of that text, or '' where nothing is known of it. */
  readonly shown: string
  /** When the letter or link that is answered was written; null at a terminal. */
  readonly askedAt: Date | null
  readonly now: Date
  /** When a yes is carried out; null: at once. */
  readonly runAt: Date | null
  /** The code of the second letter that waits for one; null when none does. */
  readonly secondCode: string | null
}

const DAY_MS = 86_400_000

function notCounted(given: Given, why: NotCounted): NewEvent {
  const { version, by, letter } = given
  return { name: 'answer-not-counted', actor: by, facts: { version, why, letter } }
}

/** Whether yes can be carried out, as noted when the plan was made. */
function isPossible(request: PrivacyRequest): boolean {
  return lastEvent(request, 'planned')?.facts['possible'] === true
}

/** A destruction by letter is asked for once more: a letter alone must not destroy anything. */
function needsSecondYes(request: PrivacyRequest, given: Given): boolean {
  const isDestruction = lastEvent(request, 'planned')?.facts['do'] === 'destroy'
  return isDestruction && given.by === 'owner:mail' && given.answer.say === 'yes'
}

function approved(given: Given): NewEvent {
  const { version, by, proof, letter, shown, runAt } = given
  const facts = { version, proof, letter, shown, runAt: runAt?.toISOString() ?? null }
  return { name: 'approved', actor: by, facts }
}

function secondYes(given: Given, code: string): NewEvent {
  if (given.secondCode === null) return notCounted(given, 'no-code-asked')
  return code === given.secondCode ? approved(given) : notCounted(given, 'wrong-code')
}

function eventFor(request: PrivacyRequest, given: Given): NewEvent {
  const { answer, version, by, proof, letter, shown } = given
  const facts = { version, proof, letter, shown }
  switch (answer.say) {
    case 'yes':
      return needsSecondYes(request, given)
        ? { name: 'second-yes-asked', actor: by, facts }
        : approved(given)
    case 'destroy':
      return secondYes(given, answer.code)
    case 'undo':
      return notCounted(given, 'too-late')
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
  if (isExpired(given)) return notCounted(given, 'expired')
  if (given.answer.say === 'undo') return undo(request, given)
  return decideOpen(request, given)
}

function isExpired({ askedAt, now }: Given): boolean {
  return askedAt !== null && now.getTime() - askedAt.getTime() > ANSWER_DAYS_MAX * DAY_MS
}

function undo(request: PrivacyRequest, given: Given): NewEvent {
  if (request.state !== 'approved') return notCounted(given, 'too-late')
  const { version, by, proof, letter } = given
  return { name: 'undone', actor: by, facts: { version, proof, letter } }
}

/** Refusals and questions need no proof of who the person is; a yes needs a plan that can be carried out. */
function decideOpen(request: PrivacyRequest, given: Given): NewEvent {
  const { state } = request
  if (transition(state, 'refused') === undefined)
    return notCounted(given, state === 'received' ? 'old-version' : 'already-decided')
  if (given.version !== planVersion(request)) return notCounted(given, 'old-version')
  const isYes = given.answer.say === 'yes' || given.answer.say === 'destroy'
  const isOpen = transition(state, 'approved') !== undefined
  if (isYes && !(isOpen && isPossible(request))) return notCounted(given, 'not-possible')
  return eventFor(request, given)
}
