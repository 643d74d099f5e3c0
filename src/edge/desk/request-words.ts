/** What a request asks and whether it can be decided, as the pages put it. */
import { isPossible, plannedChanges } from '../../action/plan.ts'
import { actionPhrase } from '../../reply/words.ts'
import { transition } from '../../request/transition.ts'
import type { Decision, RequestView } from './desk-ports.ts'
import type { Frame } from './frame.tsx'
import { formatMoment } from '../../reply/dates.ts'
import { clockTime, dayOf, isTomorrow } from './moments.ts'
import { capital } from './plain-text.ts'

export type Say = Decision['say']

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

const EVENT = { yes: 'approved', no: 'refused', ask: 'question-put' } as const

/** Whether this can be said of the request as it stands; the port has the last word. */
export function canSay(view: RequestView, say: Say): boolean {
  if (!view.isCurrent || view.decided?.isDone === true) return false
  if (transition(view.state, EVENT[say]) === undefined) return false
  return say !== 'yes' || (isPossible(view.plan) && !view.needsAuthority)
}

/** The verb that the button carries. */
export function buttonText(view: RequestView, say: Say, frame: Frame): string {
  const { words, zone, language } = frame
  if (say === 'no') return words.refuseButton
  if (say === 'ask') return words.askButton
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
