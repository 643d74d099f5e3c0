/** What became of a decision, and when. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatInstant } from '../../reply/dates.ts'
import type { Decided } from './desk-ports.ts'
import type { Frame } from './frame.tsx'
import { Row } from './plan-view.tsx'

export function Course({ decided, frame }: { decided: Decided; frame: Frame }): JSX.Element {
  const { words, zone, language } = frame
  const { what, at, runAt, isDone } = decided
  const isWaiting = what === 'approved' && !isDone
  return (
    <>
      <dl class="govuk-summary-list">
        <Row name={words.decided[what]}>{formatInstant(at, zone, language)}</Row>
        {isWaiting && runAt !== null ? (
          <Row name={words.runsAt}>{formatInstant(runAt, zone, language)}</Row>
        ) : null}
      </dl>
      {what === 'approved' && isDone ? <p class="govuk-body">{words.carriedOut}</p> : null}
      {isWaiting && runAt === null ? <p class="govuk-body">{words.runsSoon}</p> : null}
      {isDone ? null : <p class="govuk-body">{words.decidedNote[what]}</p>}
    </>
  )
}
