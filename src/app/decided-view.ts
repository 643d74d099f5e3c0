/** What was decided on a request or ended it, as the owner's page tells it afterwards. */
import type { KeptByLaw } from '../approval/keep.ts'
import type { Decided } from '../edge/desk/desk-ports.ts'
import { FIELDS } from '../letter/letter.ts'
import { endedAt } from '../request/deadline.ts'
import { contentText, instantFact, textFact } from '../request/event.ts'
import type { RequestEvent } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { watchedNext } from '../request/request.ts'
import type { Silent } from '../request/silent.ts'
import { silentParty } from '../request/silent.ts'
import { ENDED_UNDONE } from '../request/state.ts'
import type { State } from '../request/state.ts'

const DECISIONS = {
  approved: 'approved',
  refused: 'refused',
  'question-put': 'question',
  answered: 'answered',
  blocked: 'blocked',
  'kept-by-law': 'kept',
  disowned: 'stopped',
  unanswered: 'unanswered',
  withdrawn: 'withdrawn',
  merged: 'merged',
  continued: 'continued',
  unsubscribed: 'unsubscribed',
  closed: 'closed',
} as const

type Deciding = keyof typeof DECISIONS

function isDeciding(name: string): name is Deciding {
  return Object.hasOwn(DECISIONS, name)
}

/** The newest; a closing only where nothing else tells how it ended. */
function decidingEvent({ events }: PrivacyRequest): RequestEvent | undefined {
  const deciding = events.filter(({ name }) => isDeciding(name))
  return deciding.findLast(({ name }) => name !== 'closed') ?? deciding.at(-1)
}

const WORDS: Readonly<Partial<Record<RequestEvent['name'], string>>> = {
  refused: 'reason',
  unanswered: 'reason',
  blocked: 'reason',
  'question-put': 'question',
  answered: 'answer',
}

function wordsOf(event: RequestEvent): string | null {
  const said = WORDS[event.name]
  return said === undefined ? null : contentText(event, said)
}

/** What the owner named, and where it is carried out what was seen to be left. */
function keepsOf(event: RequestEvent): KeptByLaw | null {
  const named = textFact(event, event.name === 'kept-by-law' ? 'fields' : 'keeps').split(',')
  const fields = FIELDS.filter((field) => named.includes(field))
  if (!['approved', 'kept-by-law'].includes(event.name) || fields.length === 0) return null
  return {
    fields,
    basis: contentText(event, 'basis') ?? '',
    until: textFact(event, 'until'),
  }
}

/** Where it goes on: `into` of what was merged, `as` of what continues. */
function otherOf(event: RequestEvent): string | null {
  if (event.name !== 'merged' && event.name !== 'continued') return null
  return textFact(event, event.name === 'merged' ? 'into' : 'as') || null
}

const UNDECIDED = ['received', 'awaiting-identity', 'awaiting-approval']
/** The owner, or somebody who was asked, can still say something else. */
const CHANGEABLE = ['approved', 'awaiting-person']

/** The newest decision; one that was taken back, or after which the plan was made anew, is none. */
export function decidedOf(request: PrivacyRequest, now: Date): Decided | null {
  const event = decidingEvent(request)
  if (event === undefined || !isDeciding(event.name) || UNDECIDED.includes(request.state))
    return null
  const runAt = instantFact(event, 'runAt')
  return {
    what: DECISIONS[event.name],
    at: event.at,
    runAt,
    canUndo: request.state === 'approved' && runAt !== null && now < runAt,
    isDone: !CHANGEABLE.includes(request.state),
    closedAt: endedAt(request),
    words: wordsOf(event),
    other: otherOf(event),
    until: event.name === 'blocked' ? textFact(event, 'until') || null : null,
    keeps: keepsOf(event),
  }
}

/** Nobody is waited for any more, unless a partner still has the word. */
const OVER: readonly State[] = ['kept-by-law', 'continued', 'closed', ...ENDED_UNDONE]

/** Who has the word now; null once nothing that is due is waited for. */
export function waitingFor(request: PrivacyRequest): Silent | null {
  return OVER.includes(request.state) || watchedNext(request) === null ? null : silentParty(request)
}
