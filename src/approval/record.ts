/**
 * What the owner said becomes an event, if it counts. Nothing is approvable by a bare From: an answer
 * by mail counts only with our mark in what it answers, and found in the policy mailbox's own Sent
 * folder, where no outsider can put a letter, or vouched for by the owner's own mail server. Every
 * decision keeps who took it, how that was proven, and the hash of the text that was shown.
 */
import { demandRule } from '../request/demand-kinds.ts'
import type { NewEvent } from '../request/event.ts'
import { contentText } from '../request/event.ts'
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
  /** The last day for what is blocked now, and the day to act for it (p.17); null where nothing can be blocked. */
  readonly blockUntil: { readonly until: string; readonly actBy: string } | null
  /** The owner was shown places that no program reaches: a yes to a destruction says that they were dealt with (p.11.2). */
  readonly byHand: boolean
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

function isDestruction(request: PrivacyRequest): boolean {
  return lastEvent(request, 'planned')?.facts['do'] === 'destroy'
}

/** A destruction by letter is asked for once more: a letter alone must not destroy anything. */
function needsSecondYes(request: PrivacyRequest, given: Given): boolean {
  const destroys = given.answer.say === 'yes' || given.answer.say === 'keep'
  return isDestruction(request) && given.by === 'owner:mail' && destroys
}

/** What a law orders kept, as a decision keeps it; the owner's own words are sealed like all words. */
type Keeping = Pick<NewEvent, 'facts' | 'content'>

function keeping(answer: Answer): Keeping {
  if (answer.say !== 'keep') return { facts: {} }
  const { fields, basis, until } = answer
  return { facts: { keeps: fields.join(','), basis: 'named', until }, content: { basis } }
}

function approved(
  request: PrivacyRequest,
  given: Given,
  kept: Keeping = keeping(given.answer),
): NewEvent {
  const { version, by, proof, letter, shown, runAt } = given
  const facts = { version, proof, letter, shown, runAt: runAt?.toISOString() ?? null }
  const byHand = given.byHand && isDestruction(request) ? { byHand: true } : {}
  return { name: 'approved', actor: by, ...kept, facts: { ...facts, ...kept.facts, ...byHand } }
}

const KEEPING_FACTS = ['keeps', 'basis', 'until'] as const

function secondYes(request: PrivacyRequest, given: Given, code: string): NewEvent {
  if (given.secondCode === null) return notCounted(given, 'no-code-asked')
  if (code !== given.secondCode) return notCounted(given, 'wrong-code')
  // The code says yes to what the second letter told, and to nothing else.
  const asked = lastEvent(request, 'second-yes-asked')
  const kept = KEEPING_FACTS.flatMap((fact) => {
    const said = asked?.facts[fact]
    return typeof said === 'string' ? [[fact, said] as const] : []
  })
  const content = asked?.content
  const facts = Object.fromEntries(kept)
  return approved(request, given, content === undefined ? { facts } : { facts, content })
}

const BASIS = /^[ \t]{0,10}(?:основание|негізі|basis)[ \t]{0,5}:[ \t]{0,5}(.{3,200})$/imu

/** What a demand is looked at under, where the owner names no other ground in a line of its own. */
const POLICY_PARAGRAPH: Readonly<Record<PrivacyRequest['kind'], string>> = {
  rectify: 'policy:16',
  unlawful: 'policy:16',
  access: 'policy:16',
  cease: 'policy:17',
  'purpose-achieved': 'policy:17',
  'unsubscribe-only': 'policy:8',
  question: 'policy:21',
  objection: 'law:19-1',
}

/** Nobody confirmed the address, the date is near, and the owner says so: no blame, and the door stays open. */
function adverse(request: PrivacyRequest, given: Given, reason: string): NewEvent {
  if (!hasWords(reason)) return notCounted(given, 'no-reason')
  const { version, by, proof, letter, shown } = given
  const basis = BASIS.exec(reason)?.[1]?.trim()
  const rest = reason.replace(BASIS, '').trim()
  const isUnanswered =
    request.state === 'awaiting-identity' && lastEvent(request, 'identity-late') !== undefined
  return {
    name: isUnanswered ? 'unanswered' : 'refused',
    actor: by,
    facts: {
      version,
      proof,
      letter,
      shown,
      basis: basis === undefined ? POLICY_PARAGRAPH[request.kind] : 'named',
    },
    content: {
      reason: hasWords(rest) ? rest : reason,
      ...(basis === undefined ? {} : { basis }),
    },
  }
}

function blocked(request: PrivacyRequest, given: Given, reason: string): NewEvent {
  const { version, by, proof, letter, shown, blockUntil } = given
  const planned = lastEvent(request, 'planned')
  if (!hasWords(reason)) return notCounted(given, 'no-reason')
  if (planned?.facts['do'] !== 'destroy' || blockUntil === null)
    return notCounted(given, 'not-possible')
  const holder = contentText(planned, 'holder') ?? ''
  return {
    name: 'blocked',
    actor: by,
    facts: { version, proof, letter, shown, holder, basis: 'policy:17', ...blockUntil },
    content: { reason },
  }
}

function answered(request: PrivacyRequest, given: Given, text: string): NewEvent {
  const { version, by, proof, letter, shown } = given
  const isMeant = demandRule(request.kind).does === 'words' || request.kind === 'access'
  if (!isMeant) return notCounted(given, 'not-possible')
  if (!hasWords(text)) return notCounted(given, 'no-answer')
  const facts = { version, proof, letter, shown }
  return { name: 'answered', actor: by, facts, content: { answer: text } }
}

function secondYesAsked(given: Given): NewEvent {
  const { answer, version, by, proof, letter, shown } = given
  const kept = keeping(answer)
  const facts = { version, proof, letter, shown, ...kept.facts }
  return { name: 'second-yes-asked', actor: by, ...kept, facts }
}

function agreed(request: PrivacyRequest, given: Given): NewEvent {
  return needsSecondYes(request, given) ? secondYesAsked(given) : approved(request, given)
}

/** The calendar ends with the year 9999, and what is kept ends before it. */
const KEPT_UNTIL_MAX = '9998-12-31'

/** Whether something of what is named is there to be kept: else the whole of it would go. */
function isAnyHeld({ content }: NewEvent, fields: readonly string[]): boolean {
  const held: unknown =
    typeof content === 'object' && content !== null ? Reflect.get(content, 'fields') : null
  return Array.isArray(held) && fields.some((field) => held.includes(field))
}

/** Only what would be destroyed can be kept of it: `ХРАНИТЬ` is no yes to a correction or to a copy. */
function keeps(
  request: PrivacyRequest,
  given: Given,
  { fields, until }: Answer & { say: 'keep' },
): NewEvent {
  const planned = lastEvent(request, 'planned')
  if (planned?.facts['do'] !== 'destroy') return notCounted(given, 'not-possible')
  // A day that has passed orders nothing kept.
  const isDay = until > given.now.toISOString().slice(0, 10) && until <= KEPT_UNTIL_MAX
  if (!isDay || !isAnyHeld(planned, fields)) return notCounted(given, 'no-terms')
  return agreed(request, given)
}

function put(given: Given, question: string): NewEvent {
  if (!hasWords(question)) return notCounted(given, 'no-question')
  const { version, by, proof, letter, shown } = given
  const facts = { version, proof, letter, shown }
  return { name: 'question-put', actor: by, facts, content: { question } }
}

function eventFor(request: PrivacyRequest, given: Given): NewEvent {
  const { answer } = given
  switch (answer.say) {
    case 'yes':
      return agreed(request, given)
    case 'keep':
      return keeps(request, given, answer)
    case 'destroy':
      return secondYes(request, given, answer.code)
    case 'undo':
      return notCounted(given, 'too-late')
    case 'no':
      return adverse(request, given, answer.reason)
    case 'answer':
      return answered(request, given, answer.text)
    case 'block':
      return blocked(request, given, answer.reason)
    case 'ask':
      return put(given, answer.question)
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

const YES: readonly Answer['say'][] = ['yes', 'destroy', 'block', 'keep']

/** Refusals and questions need no proof of who the person is; a yes needs a plan that can be carried out. */
function decideOpen(request: PrivacyRequest, given: Given): NewEvent {
  const { state } = request
  if (transition(state, 'refused') === undefined)
    return notCounted(given, state === 'received' ? 'old-version' : 'already-decided')
  if (given.version !== planVersion(request)) return notCounted(given, 'old-version')
  const isYes = YES.includes(given.answer.say)
  const isOpen = transition(state, 'approved') !== undefined
  if (isYes && !(isOpen && isPossible(request))) return notCounted(given, 'not-possible')
  return eventFor(request, given)
}
