/** One request on a phone's screen: until when, what, proven how, the letter; its buttons only lead on. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatDate, workingDaysLeft } from '../../reply/dates.ts'
import type { Evidence, RequestView } from './desk-ports.ts'
import { Button, DeskForm, ErrorSummary } from './form.tsx'
import type { Mistake, Seen } from './form.tsx'
import { Course } from './course.tsx'
import { Heading, to } from './frame.tsx'
import type { Frame, Page } from './frame.tsx'
import { Excerpt } from './letter-view.tsx'
import { oneLine } from './plain-text.ts'
import { About, Changes, Consequence } from './plan-view.tsx'
import { Authority, Call, Find } from './prove-view.tsx'
import { canSay, title } from './request-words.ts'
import type { Say } from './request-words.ts'

const URGENT_DAYS = 2

function Due({ view, frame }: { view: RequestView; frame: Frame }): JSX.Element {
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
    </p>
  )
}

const SIGNS: Record<Evidence['sign'], string> = { yes: '✓', note: '!', no: '✗' }

function Checked({ view, frame }: { view: RequestView; frame: Frame }): JSX.Element | null {
  const { words } = frame
  if (view.evidence.length === 0) return null
  return (
    <section aria-labelledby="evidence">
      <h2 class="govuk-heading-m" id="evidence">
        {words.evidenceTitle}
      </h2>
      <ul class="govuk-list desk-evidence">
        {view.evidence.map(({ what, sign, digits }) => (
          <li class={`desk-evidence--${sign}`}>
            <span class="desk-sign" aria-hidden="true">
              {SIGNS[sign]}
            </span>
            <span>
              <span class="govuk-visually-hidden">{words.sign[sign]}: </span>
              {words.evidence[what]}
              {digits === null ? '' : ` (${words.digits(oneLine(digits))})`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A link that looks like a button leads on; only a form can change anything. */
function Onward(props: { seen: Seen; say: Say; text: string; kind: string }): JSX.Element | null {
  const { seen, say, text, kind } = props
  if (!canSay(seen.view, say)) return null
  return (
    <a href={to(seen.frame, `/r/${seen.token}/check?say=${say}`)} class={`govuk-button${kind}`}>
      {text}
    </a>
  )
}

function Decide({ seen }: { seen: Seen }): JSX.Element | null {
  const { view, frame } = seen
  const { words } = frame
  if (!view.isCurrent) return null
  const isOpen = (['yes', 'ask', 'no'] as const).some((say) => canSay(view, say))
  return (
    <section class="desk-decide" aria-labelledby="decide">
      <h2 class="govuk-heading-m" id="decide">
        {words.decideTitle}
      </h2>
      <p class="govuk-body">{isOpen ? words.decideNote : words.nothingToDecide}</p>
      {isOpen && view.state === 'awaiting-identity' ? (
        <p class="govuk-body">{words.waitNote}</p>
      ) : null}
      <div class="desk-buttons">
        <Onward seen={seen} say="yes" text={words.approve} kind="" />
        <Onward seen={seen} say="ask" text={words.ask} kind=" govuk-button--secondary" />
        <Onward seen={seen} say="no" text={words.refuse} kind=" govuk-button--secondary" />
      </div>
    </section>
  )
}

function Replaced({ seen }: { seen: Seen }): JSX.Element | null {
  const { words } = seen.frame
  if (seen.view.isCurrent) return null
  return (
    <section class="desk-card" aria-labelledby="replaced">
      <h2 class="govuk-heading-m" id="replaced">
        {words.replacedTitle}
      </h2>
      <p class="govuk-body">{words.replacedText}</p>
      <DeskForm desk={seen} purpose="renew">
        <Button>{words.renew}</Button>
      </DeskForm>
    </section>
  )
}

/** @param typed what stood in the field that has the mistake */
export function requestPage(seen: Seen, mistake: Mistake | null = null, typed = ''): Page {
  const { view, frame } = seen
  const { words } = frame
  const proving = { desk: seen, view, mistake }
  return {
    title: title(view, frame),
    number: view.number,
    hasError: mistake !== null,
    ...(mistake === null ? {} : { status: 422 as const }),
    content: (
      <>
        <ErrorSummary words={words} mistake={mistake} />
        <Heading number={view.number} words={words}>
          {title(view, frame)}
        </Heading>
        <Due view={view} frame={frame} />
        {view.decided === null ? null : <Course decided={view.decided} frame={frame} />}
        <Replaced seen={seen} />
        <h2 class="govuk-heading-m">{words.asks}</h2>
        <Changes view={view} frame={frame} />
        <Consequence view={view} frame={frame} />
        <About view={view} frame={frame} isDone />
        <Checked view={view} frame={frame} />
        <Call {...proving} />
        <Find {...proving} phone={typed} />
        <Authority {...proving} />
        <Excerpt view={view} frame={frame} token={seen.token} />
        <Decide seen={seen} />
      </>
    ),
  }
}
