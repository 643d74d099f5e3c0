/** «Проверьте перед подтверждением»: all that a decision means, above the one button that takes it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { Confirmed, HEADING, shownHash } from './confirmed.tsx'
import { Button, DeskForm, ErrorSummary, TextField } from './form.tsx'
import type { Mistake, Seen } from './form.tsx'
import { to } from './frame.tsx'
import type { Page } from './frame.tsx'
import { buttonText, isDrafted, restOf, undoText } from './request-words.ts'
import type { Say } from './request-words.ts'
import { hiddenTyped, UNTYPED, WORDS_LENGTH_MAX } from './typed.ts'
import type { Typed } from './typed.ts'

interface Asked {
  readonly seen: Seen
  readonly say: Say
  readonly mistake: Mistake | null
  readonly typed: Typed
}

/** A reason and a question are written here; what is longer was drafted on the page before. */
function OwnWords({ seen, say, mistake, typed }: Asked): JSX.Element | null {
  const { words } = seen.frame
  if (say !== 'no' && say !== 'ask') return null
  const isRefusal = say === 'no'
  return (
    <TextField
      words={words}
      field={{
        id: 'words',
        label: isRefusal ? words.reasonLabel : words.questionLabel,
        hint: isRefusal ? words.reasonHint : words.questionHint,
        mistake,
      }}
      value={typed.words}
      lengthMax={WORDS_LENGTH_MAX}
    />
  )
}

function destroys({ seen: { view }, say, typed }: Asked): boolean {
  if (view.plan.do !== 'destroy') return false
  return say === 'yes' || (say === 'keep' && restOf(view, typed).length > 0)
}

function Confirm(props: Asked & { hash: string }): JSX.Element {
  const { seen, say, hash, typed } = props
  const { view, frame } = seen
  const hidden = {
    say,
    version: String(view.version),
    shown: hash,
    runs: view.wouldRunAt?.toISOString() ?? '',
    ...(isDrafted(say) ? hiddenTyped(typed) : {}),
  }
  const runs = say === 'yes' || say === 'keep' ? view.wouldRunAt : null
  const text = buttonText(view, say, frame, typed)
  return (
    <DeskForm desk={seen} purpose="decide" hidden={hidden}>
      <OwnWords {...props} />
      {runs === null ? null : <p class="govuk-body">{undoText(runs, frame)}</p>}
      <div class="desk-buttons">
        {destroys(props) ? <Button kind="warning">{text}</Button> : <Button>{text}</Button>}
      </div>
    </DeskForm>
  )
}

export async function checkPage(
  seen: Seen,
  say: Say,
  mistake: Mistake | null = null,
  typed: Typed = UNTYPED,
): Promise<Page> {
  const { view, frame, token } = seen
  const { words } = frame
  const asked = { seen, say, mistake, typed }
  return {
    title: words[HEADING[say]],
    number: view.number,
    backTo: to(frame, `/r/${token}`),
    hasError: mistake !== null,
    content: (
      <>
        <ErrorSummary words={words} mistake={mistake} />
        <Confirmed view={view} frame={frame} say={say} typed={typed} />
        <Confirm {...asked} hash={await shownHash({ view, frame }, say, typed)} />
        <p class="govuk-body">
          <a class="govuk-link desk-target" href={to(frame, `/r/${token}`)}>
            {words.changeMind}
          </a>
        </p>
      </>
    ),
  }
}
