/** «Готово», and the same for a link that is opened afterwards: what was decided, when, and the way back. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { Course } from './course.tsx'
import type { Decided } from './desk-ports.ts'
import { Button, DeskForm } from './form.tsx'
import type { Seen } from './form.tsx'
import { Heading } from './frame.tsx'
import type { Page } from './frame.tsx'
import { oneLine } from './plain-text.ts'
import { About, Changes, Consequence } from './plan-view.tsx'
import { title, undoText } from './request-words.ts'

const SUBJECT_LENGTH_MAX = 200

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
  if (replyPreview === null || decided?.what !== 'approved') return null
  return (
    <p class="govuk-body">
      {words.replyTitle}: <strong>{oneLine(replyPreview.subject, SUBJECT_LENGTH_MAX)}</strong>
    </p>
  )
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
        <NextLetter seen={seen} />
        <Undo seen={seen} decided={decided} />
        {isFresh ? null : (
          <>
            <Changes view={view} frame={frame} />
            <Consequence view={view} frame={frame} />
            <About view={view} frame={frame} isDone={decided.what === 'approved'} />
          </>
        )}
      </>
    ),
  }
}
