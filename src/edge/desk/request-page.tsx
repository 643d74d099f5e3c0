/** One request on a phone's screen: until when, what, proven how, the letter; its buttons only lead on. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Evidence, RequestView } from './desk-ports.ts'
import { Button, DeskForm, ErrorSummary } from './form.tsx'
import type { Mistake, Seen } from './form.tsx'
import { Course } from './course.tsx'
import { Dates } from './dates-view.tsx'
import { DraftForm } from './draft-page.tsx'
import { Heading, to } from './frame.tsx'
import type { Frame, Page } from './frame.tsx'
import { Excerpt } from './letter-view.tsx'
import { oneLine } from './plain-text.ts'
import { About, ByHand, Changes, Consequence } from './plan-view.tsx'
import { Authority, Call, Find } from './prove-view.tsx'
import { canSay, SAYS, title } from './request-words.ts'
import type { Say } from './request-words.ts'
import { UNTYPED } from './typed.ts'

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

const SECONDARY = ' govuk-button--secondary'

function Decide({ seen }: { seen: Seen }): JSX.Element | null {
  const { view, frame } = seen
  const { words } = frame
  if (!view.isCurrent) return null
  const isOpen = SAYS.some((say) => canSay(view, say))
  const isInWords = canSay(view, 'answer')
  return (
    <section class="desk-decide" aria-labelledby="decide">
      <h2 class="govuk-heading-m" id="decide">
        {words.decideTitle}
      </h2>
      <p class="govuk-body">{isOpen ? words.decideNote : words.nothingToDecide}</p>
      {isOpen && !isInWords && view.state === 'awaiting-identity' ? (
        <p class="govuk-body">{words.waitNote}</p>
      ) : null}
      <div class="desk-buttons">
        <Onward seen={seen} say="yes" text={words.approve} kind="" />
        <Onward seen={seen} say="keep" text={words.keep} kind={SECONDARY} />
        <Onward seen={seen} say="block" text={words.block} kind={SECONDARY} />
        <Onward seen={seen} say="ask" text={words.ask} kind={SECONDARY} />
        <Onward seen={seen} say="no" text={words.refuse} kind={SECONDARY} />
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

/** A question is read and answered first; the rest of what is known of it stands below. */
function InWords({ seen }: { seen: Seen }): JSX.Element {
  const { view, frame, token } = seen
  return (
    <>
      <Excerpt view={view} frame={frame} token={token} isLead />
      <section aria-labelledby="answer">
        <h2 class="govuk-heading-m" id="answer">
          {frame.words.answerTitle}
        </h2>
        <DraftForm seen={seen} say="answer" mistake={null} typed={UNTYPED} />
      </section>
      <About view={view} frame={frame} isDone={false} />
      <Checked view={view} frame={frame} />
    </>
  )
}

function InDeeds({ seen, mistake, typed }: Tried): JSX.Element {
  const { view, frame } = seen
  const proving = { desk: seen, view, mistake }
  return (
    <>
      <h2 class="govuk-heading-m">{frame.words.asks}</h2>
      <Changes view={view} frame={frame} />
      <Consequence view={view} frame={frame} />
      <About view={view} frame={frame} isDone />
      <ByHand view={view} frame={frame} />
      <Checked view={view} frame={frame} />
      <Call {...proving} />
      <Find {...proving} phone={typed} />
      <Authority {...proving} />
      <Excerpt view={view} frame={frame} token={seen.token} />
    </>
  )
}

interface Tried {
  readonly seen: Seen
  readonly mistake: Mistake | null
  readonly typed: string
}

/** @param typed what stood in the field that has the mistake */
export function requestPage(seen: Seen, mistake: Mistake | null = null, typed = ''): Page {
  const { view, frame } = seen
  const { words } = frame
  return {
    title: title(view, frame),
    number: view.number,
    hasError: mistake !== null,
    content: (
      <>
        <ErrorSummary words={words} mistake={mistake} />
        <Heading number={view.number} words={words}>
          {title(view, frame)}
        </Heading>
        <Dates view={view} frame={frame} />
        {view.decided === null ? null : <Course decided={view.decided} frame={frame} />}
        <Replaced seen={seen} />
        {canSay(view, 'answer') ? (
          <InWords seen={seen} />
        ) : (
          <InDeeds seen={seen} mistake={mistake} typed={typed} />
        )}
        <Decide seen={seen} />
      </>
    ),
  }
}
