/** What became of a decision, and when. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatDate, formatInstant } from '../../reply/dates.ts'
import { fieldNames } from '../../reply/words.ts'
import type { Decided } from './desk-ports.ts'
import type { Frame } from './frame.tsx'
import { Words } from './letter-view.tsx'
import { oneLine } from './plain-text.ts'
import { Row } from './plan-view.tsx'
import { BASIS_LENGTH_MAX } from './typed.ts'

/** As long as a decision by letter may be. */
const OWN_WORDS_LENGTH_MAX = 2_000

interface Deciding {
  readonly decided: Decided
  readonly frame: Frame
}

const isWaiting = ({ what, isDone }: Decided): boolean => what === 'approved' && !isDone

/** They promise a letter: once all is closed, it has gone. */
const ANNOUNCED: readonly Decided['what'][] = ['refused', 'answered', 'question']

function noteOf({ decided, frame }: Deciding): string | null {
  const { words } = frame
  const { what, isDone, closedAt } = decided
  if (what === 'approved' && isDone) return words.carriedOut
  if (closedAt !== null && ANNOUNCED.includes(what)) return null
  return words.decidedNote[what]
}

function Kept({ decided, frame }: Deciding): JSX.Element | null {
  const { words, language } = frame
  if (decided.keeps === null) return null
  const { fields, basis, until } = decided.keeps
  return (
    <>
      <Row name={words.keeps}>{fieldNames(fields, language)}</Row>
      <Row name={words.keepBasis}>
        <bdi class="desk-value">{oneLine(basis, BASIS_LENGTH_MAX)}</bdi>
      </Row>
      <Row name={words.keepUntil}>{formatDate(until, language)}</Row>
    </>
  )
}

function Rows({ decided, frame }: Deciding): JSX.Element {
  const { words, zone, language } = frame
  const { what, at, runAt, other, until, closedAt } = decided
  return (
    <dl class="govuk-summary-list">
      <Row name={words.decided[what]}>{formatInstant(at, zone, language)}</Row>
      {isWaiting(decided) && runAt !== null ? (
        <Row name={words.runsAt}>{formatInstant(runAt, zone, language)}</Row>
      ) : null}
      {other === null ? null : <Row name={words.other}>№ {other}</Row>}
      {until === null ? null : <Row name={words.blockUntil}>{formatDate(until, language)}</Row>}
      <Kept decided={decided} frame={frame} />
      {closedAt === null || what === 'closed' ? null : (
        <Row name={words.decided.closed}>{formatInstant(closedAt, zone, language)}</Row>
      )}
    </dl>
  )
}

export function Course({ decided, frame }: Deciding): JSX.Element {
  const { words } = frame
  const note = noteOf({ decided, frame })
  return (
    <>
      <Rows decided={decided} frame={frame} />
      {isWaiting(decided) && decided.runAt === null ? (
        <p class="govuk-body">{words.runsSoon}</p>
      ) : null}
      {note === null ? null : <p class="govuk-body">{note}</p>}
      {decided.words === null ? null : (
        <>
          <h3 class="govuk-heading-s">{words.decidedWords}</h3>
          <Words text={decided.words} lengthMax={OWN_WORDS_LENGTH_MAX} />
        </>
      )}
    </>
  )
}
