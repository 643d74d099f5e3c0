/** «Готово», and the same for a link that is opened afterwards: what was decided, when, and the way back. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { Course } from './course.tsx'
import { Dates, isStillDue } from './dates-view.tsx'
import type { Decided, RequestView } from './desk-ports.ts'
import { Button, DeskForm } from './form.tsx'
import type { Seen } from './form.tsx'
import { Heading } from './frame.tsx'
import type { Page } from './frame.tsx'
import { oneLine } from './plain-text.ts'
import { About, Changes, Consequence } from './plan-view.tsx'
import { restOf, title, undoText } from './request-words.ts'

const SUBJECT_LENGTH_MAX = 200
const NOTHING_TO_COME = { do: 'nothing', why: 'in-words', changes: [] } as const

function Undo({ seen, decided }: { seen: Seen; decided: Decided }): JSX.Element | null {
  const { words } = seen.frame
  if (!decided.canUndo) return null
  return (
    <DeskForm desk={seen} purpose="undo">
      {decided.runAt === null ? null : (
        <p class="govuk-body">{undoText(decided.runAt, seen.frame)}</p>
      )}
      <Button kind="secondary">{words.undo}</Button>
    </DeskForm>
  )
}

function NextLetter({ seen }: { seen: Seen }): JSX.Element | null {
  const { words } = seen.frame
  const { replyPreview, decided } = seen.view
  // After a yes with something kept another letter goes out than after a yes alone.
  if (replyPreview === null || decided?.what !== 'approved' || decided.keeps !== null) return null
  return (
    <p class="govuk-body">
      {words.replyTitle}: <strong>{oneLine(replyPreview.subject, SUBJECT_LENGTH_MAX)}</strong>
    </p>
  )
}

/** What is said in the future tense is only what still lies there. */
function stillToCome(view: RequestView, { what, isDone, keeps }: Decided): RequestView {
  const { plan } = view
  if (plan.do !== 'destroy' && plan.do !== 'disclose') return view
  if (what !== 'approved' || isDone) return { ...view, plan: NOTHING_TO_COME }
  if (keeps === null || plan.do !== 'destroy') return view
  return { ...view, plan: { ...plan, fields: restOf(view, keeps) } }
}

/** @param isFresh right after the button was pressed */
export function decidedPage(seen: Seen, decided: Decided, isFresh: boolean): Page {
  const { view, frame } = seen
  const { words } = frame
  const heading = isFresh ? words.doneTitle : words.decidedTitle
  return {
    title: heading,
    number: view.number,
    content: (
      <>
        {isFresh ? (
          <div class="govuk-panel govuk-panel--confirmation">
            <h1 class="govuk-panel__title">{words.doneTitle}</h1>
            <div class="govuk-panel__body">{words.request(view.number)}</div>
          </div>
        ) : (
          <Heading number={view.number} words={words}>
            {heading}
          </Heading>
        )}
        <h2 class="govuk-heading-m">{title(view, frame)}</h2>
        <Course decided={decided} frame={frame} />
        {isStillDue(view) ? <Dates view={view} frame={frame} /> : null}
        <NextLetter seen={seen} />
        <Undo seen={seen} decided={decided} />
        {isFresh ? null : (
          <>
            <Changes view={view} frame={frame} />
            <Consequence view={stillToCome(view, decided)} frame={frame} />
            <About view={view} frame={frame} isDone={decided.what === 'approved'} />
          </>
        )}
      </>
    ),
  }
}
