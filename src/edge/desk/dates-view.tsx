/** Until when, by whose clock, and whose word it is now. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { civilDate } from '../../policy/calendar.ts'
import { deadlineWords } from '../../reply/deadline-words.ts'
import { formatDate, formatDay, workingDaysLeft } from '../../reply/dates.ts'
import { waitsPhrase } from '../../reply/demand-words.ts'
import type { Obligation } from '../../request/request.ts'
import type { RequestView } from './desk-ports.ts'
import type { Frame } from './frame.tsx'
import { capital } from './plain-text.ts'
import type { Shown } from './plan-view.tsx'

const URGENT_DAYS = 2

/** Both clocks, where both say a day. */
function Clocks({ view, frame }: Shown): JSX.Element | null {
  const { words, language } = frame
  const { policy, law } = view.clocks
  if (policy === null || law === null) return null
  return (
    <>
      <span class="desk-clocks">
        {words.byPolicy}: {formatDate(policy, language)}
      </span>
      <span class="desk-clocks">
        {words.byLaw}: {formatDate(law, language)}
      </span>
    </>
  )
}

function Due({ view, frame }: Shown): JSX.Element {
  const { words, language } = frame
  if (view.due === null)
    return (
      <p class="desk-due">
        {words.due}: {words.noDue}
      </p>
    )
  const isUrgent = view.workingDaysLeft <= URGENT_DAYS
  return (
    <p class={`desk-due${isUrgent ? ' desk-due--urgent' : ''}`}>
      {words.due}: <strong>{formatDate(view.due, language)}</strong> —{' '}
      {workingDaysLeft(view.workingDaysLeft, language)}
      <Clocks view={view} frame={frame} />
    </p>
  )
}

function Waits({ view, frame }: Shown): JSX.Element | null {
  if (view.waits === null) return null
  return (
    <p class="govuk-body">
      {frame.words.now}: <strong>{waitsPhrase(view.waits, frame.language)}</strong>
    </p>
  )
}

const CLOCK_NAMES = [
  ['policyDue', 'byPolicy'],
  ['lawDue', 'byLaw'],
  ['softDue', 'byTarget'],
] as const

function Days({ owed, frame }: { owed: Obligation; frame: Frame }): JSX.Element {
  const { words, language } = frame
  const days = CLOCK_NAMES.flatMap(([clock, name]) => {
    const day = owed[clock]
    return day === null ? [] : [`${words[name]}: ${formatDay(day, language)}`]
  })
  return (
    <>
      {days.length === 0 ? words.datesNone : days.map((day) => <div class="desk-day">{day}</div>)}
    </>
  )
}

function actBy({ doneAt, actBy: day }: Obligation, frame: Frame): string {
  const { words, language, zone } = frame
  if (doneAt !== null) return `${words.datesDone}: ${formatDay(civilDate(doneAt, zone), language)}`
  return day === null ? '—' : formatDay(day, language)
}

/** How the dates came about, folded: each thing owed with every clock that dates it. */
function Explanation({ view, frame }: Shown): JSX.Element | null {
  const { words, language } = frame
  if (view.owed.length === 0) return null
  const { obligation } = deadlineWords(language)
  return (
    <details class="desk-dates">
      <summary>{words.datesTitle}</summary>
      <p class="govuk-body">{words.datesNote}</p>
      <table>
        <caption class="govuk-visually-hidden">{words.datesCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.datesWhat}</th>
            <th scope="col">{words.datesDue}</th>
            <th scope="col">{words.datesActBy}</th>
          </tr>
        </thead>
        <tbody>
          {view.owed.map((owed) => (
            <tr>
              <th scope="row">{capital(obligation[owed.name])}</th>
              <td>
                <Days owed={owed} frame={frame} />
              </td>
              <td>{actBy(owed, frame)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** On a page that is decided already, only while something is still waited for. */
export function isStillDue({ due, waits }: RequestView): boolean {
  return due !== null && waits !== null
}

export function Dates({ view, frame }: Shown): JSX.Element {
  return (
    <>
      <Due view={view} frame={frame} />
      <Waits view={view} frame={frame} />
      <Explanation view={view} frame={frame} />
    </>
  )
}
