/** Where the owner writes what the next page asks to be checked: an answer, why to block, what a law orders kept. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatDate } from '../../reply/dates.ts'
import { fieldName } from '../../reply/words.ts'
import { Button, Checkboxes, DeskForm, ErrorSummary, LineField, TextField } from './form.tsx'
import type { Mistake, Seen } from './form.tsx'
import { Heading, to } from './frame.tsx'
import type { Page } from './frame.tsx'
import { Excerpt } from './letter-view.tsx'
import { capital } from './plain-text.ts'
import type { Drafted } from './request-words.ts'
import { BASIS_LENGTH_MAX, fieldsAtStake, fieldsId, UNTYPED, WORDS_LENGTH_MAX } from './typed.ts'
import type { Typed } from './typed.ts'

interface Drafting {
  readonly seen: Seen
  readonly mistake: Mistake | null
  readonly typed: Typed
}

interface Labels {
  readonly label: string
  readonly hint: string
}

function OwnWords({ seen, mistake, typed, labels }: Drafting & { labels: Labels }): JSX.Element {
  return (
    <TextField
      words={seen.frame.words}
      field={{ id: 'words', ...labels, mistake }}
      value={typed.words}
      lengthMax={WORDS_LENGTH_MAX}
    />
  )
}

function Kept({ seen, mistake, typed }: Drafting): JSX.Element {
  const { words, language } = seen.frame
  const atStake = fieldsAtStake(seen)
  return (
    <>
      <Checkboxes
        words={words}
        name="fields"
        legend={words.keepLegend}
        mistake={mistake?.field === fieldsId(atStake) ? mistake : null}
        boxes={atStake.map((field) => ({
          value: field,
          text: capital(fieldName(field, language)),
          isTicked: typed.fields.includes(field),
        }))}
      />
      <LineField
        words={words}
        field={{ id: 'basis', label: words.basisLabel, hint: words.basisHint, mistake }}
        value={typed.basis}
        lengthMax={BASIS_LENGTH_MAX}
      />
      <LineField
        words={words}
        field={{ id: 'until', label: words.untilLabel, hint: words.untilHint, mistake }}
        value={typed.until}
        lengthMax={10}
        isShort
      />
    </>
  )
}

function Draft(props: Drafting & { say: Drafted }): JSX.Element {
  const { say } = props
  const { words } = props.seen.frame
  switch (say) {
    case 'answer':
      return <OwnWords {...props} labels={{ label: words.answerLabel, hint: words.answerHint }} />
    case 'block':
      return <OwnWords {...props} labels={{ label: words.blockLabel, hint: words.blockHint }} />
    case 'keep':
      return <Kept {...props} />
  }
}

/** The form alone: on the page of a question it stands below the letter at once. */
export function DraftForm(props: Drafting & { say: Drafted }): JSX.Element {
  const { seen, say } = props
  const { words } = seen.frame
  return (
    <DeskForm desk={seen} purpose="review" hidden={{ say }}>
      <Draft {...props} />
      <p class="govuk-body">{words.toCheckNote}</p>
      <Button>{words.toCheck}</Button>
    </DeskForm>
  )
}

function Introduction({ seen, say }: { seen: Seen; say: Drafted }): JSX.Element {
  const { view, frame, token } = seen
  const { words, language } = frame
  if (say === 'answer') return <Excerpt view={view} frame={frame} token={token} isLead />
  return (
    <>
      <p class="govuk-body">{say === 'block' ? words.blockText : words.keepText}</p>
      {say === 'block' && view.blockUntil !== null ? (
        <p class="govuk-inset-text">
          {words.blockUntil}: <strong>{formatDate(view.blockUntil, language)}</strong>
        </p>
      ) : null}
    </>
  )
}

const HEADING = { answer: 'answerTitle', block: 'blockTitle', keep: 'keepTitle' } as const

export function draftPage(
  seen: Seen,
  say: Drafted,
  mistake: Mistake | null = null,
  typed: Typed = UNTYPED,
): Page {
  const { view, frame, token } = seen
  const { words } = frame
  const heading = words[HEADING[say]]
  return {
    title: heading,
    number: view.number,
    backTo: to(frame, `/r/${token}`),
    hasError: mistake !== null,
    content: (
      <>
        <ErrorSummary words={words} mistake={mistake} />
        <Heading number={view.number} words={words}>
          {heading}
        </Heading>
        <Introduction seen={seen} say={say} />
        <DraftForm seen={seen} say={say} mistake={mistake} typed={typed} />
      </>
    ),
  }
}
