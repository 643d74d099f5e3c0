/** What a request asks and whether it can be decided, as the pages put it. */
import { isPossible, plannedChanges } from '../../action/plan.ts'
import { actionPhrase } from '../../reply/demand-words.ts'
import { demandRule } from '../../request/demand-kinds.ts'
import { transition } from '../../request/transition.ts'
import type { Decision, RequestView } from './desk-ports.ts'
import type { Frame } from './frame.tsx'
import { formatMoment } from '../../reply/dates.ts'
import { clockTime, dayOf, isTomorrow } from './moments.ts'
import { capital } from './plain-text.ts'
import type { Typed } from './typed.ts'

export type Say = Decision['say']

export const SAYS: readonly Say[] = ['yes', 'answer', 'keep', 'block', 'ask', 'no']

/** Written on a page of its own first, and checked on the next. */
export type Drafted = Extract<Say, 'answer' | 'block' | 'keep'>

export function isDrafted(say: Say): say is Drafted {
  return say === 'answer' || say === 'block' || say === 'keep'
}

/** `исправить телефон`, `прекратить обработку и уничтожить данные`. */
function asksFor({ kind, plan }: RequestView, { language, words }: Frame): string {
  if (kind === 'rectify' || kind === 'cease')
    return actionPhrase(
      kind,
      plannedChanges(plan).map(({ field }) => field),
      language,
    )
  return words.demand[kind]
}

/** The same as a heading. */
export const title = (view: RequestView, frame: Frame): string => capital(asksFor(view, frame))

const EVENT = {
  yes: 'approved',
  no: 'refused',
  ask: 'question-put',
  answer: 'answered',
  block: 'blocked',
  keep: 'approved',
} as const

/** A copy that can go nowhere by mail may be handed over in words; else words answer questions and objections alone. */
function isAnsweredInWords({ kind, plan }: RequestView): boolean {
  return (
    demandRule(kind).does === 'words' ||
    (kind === 'access' && plan.do === 'nothing' && plan.why === 'no-address')
  )
}

const MAY: Readonly<Record<Say, (view: RequestView) => boolean>> = {
  yes: ({ plan, needsAuthority }) => isPossible(plan) && !needsAuthority,
  no: ({ wasBlocked }) => !wasBlocked,
  ask: () => true,
  answer: isAnsweredInWords,
  block: ({ plan, needsAuthority, blockUntil }) =>
    plan.do === 'destroy' && !needsAuthority && blockUntil !== null,
  keep: ({ plan, needsAuthority }) => plan.do === 'destroy' && !needsAuthority,
}

/** Whether this can be said of the request as it stands; the port has the last word. */
export function canSay(view: RequestView, say: Say): boolean {
  if (!view.isCurrent || view.decided?.isDone === true) return false
  return transition(view.state, EVENT[say]) !== undefined && MAY[say](view)
}

const BUTTON = {
  no: 'refuseButton',
  ask: 'askButton',
  answer: 'answerButton',
  block: 'blockButton',
} as const

/** What a law does not order kept. */
export function restOf({ plan }: RequestView, { fields }: Pick<Typed, 'fields'>): Typed['fields'] {
  return plan.do === 'destroy' ? plan.fields.filter((field) => !fields.includes(field)) : []
}

/** The verb that the button carries. */
export function buttonText(view: RequestView, say: Say, frame: Frame, typed: Typed): string {
  const { words, zone, language } = frame
  if (say === 'keep')
    return restOf(view, typed).length === 0 ? words.keepButton : words.keepRestButton
  if (say !== 'yes') return words[BUTTON[say]]
  if (view.plan.do === 'nothing') return words.approve
  if (view.plan.do === 'destroy' && view.wouldRunAt !== null)
    return words.destroyOn(dayOf(view.wouldRunAt, zone, language))
  return words.yes[view.plan.do]
}

/** Until when it may be undone: `Отменить можно до 10:00 завтра.` */
export function undoText(at: Date, { words, zone, language, now }: Frame): string {
  return isTomorrow(at, now, zone)
    ? words.undoTomorrow(clockTime(at, zone))
    : words.undoUntil(formatMoment(at, zone, language))
}
