/** «Проверьте перед подтверждением»: all that a yes means, on one page, above the one button that says it. */
import { createHash } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { RequestView } from './desk-ports.ts'
import { Button, DeskForm, ErrorSummary, TextField } from './form.tsx'
import type { Mistake, Seen } from './form.tsx'
import { Heading, rendered, to } from './frame.tsx'
import type { Page } from './frame.tsx'
import { Words } from './letter-view.tsx'
import { formatMoment } from '../../reply/dates.ts'
import { oneLine } from './plain-text.ts'
import { About, Changes, Consequence, Row } from './plan-view.tsx'
import type { Shown } from './plan-view.tsx'
import { buttonText, title, undoText } from './request-words.ts'
import type { Say } from './request-words.ts'

/** As many as a browser can send within the limit of a form, whatever the script. */
export const WORDS_LENGTH_MAX = 1_500
const SUBJECT_LENGTH_MAX = 200
const REPLY_LENGTH_MAX = 6_000
/** The time of execution moves with the clock; this much is no change of what the owner saw. */
const RUN_DRIFT_MAX_MS = 30 * 60_000

const HEADING = { yes: 'checkTitle', no: 'refuseTitle', ask: 'askTitle' } as const

function Warning({ view, frame }: Shown): JSX.Element | null {
  const { words, zone, language } = frame
  if (view.plan.do !== 'destroy') return null
  const at = view.wouldRunAt
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{words.warning}: </span>
        {at === null
          ? words.destroyWarningNow
          : words.destroyWarning(formatMoment(at, zone, language))}
      </strong>
    </div>
  )
}

function Reply({ view, frame }: Shown): JSX.Element {
  const { words } = frame
  const { replyPreview } = view
  return (
    <section aria-labelledby="reply">
      <h2 class="govuk-heading-m" id="reply">
        {words.replyTitle}
      </h2>
      {replyPreview === null ? (
        <p class="govuk-body">{words.replyNone}</p>
      ) : (
        <>
          <p class="govuk-body">
            {words.replySubject}:{' '}
            <strong>{oneLine(replyPreview.subject, SUBJECT_LENGTH_MAX)}</strong>
          </p>
          <Words text={replyPreview.text} lengthMax={REPLY_LENGTH_MAX} />
        </>
      )}
    </section>
  )
}

function When({ view, frame }: Shown): JSX.Element {
  const { words, zone, language } = frame
  return (
    <Row name={words.when}>
      <strong>
        {view.wouldRunAt === null ? words.atOnce : formatMoment(view.wouldRunAt, zone, language)}
      </strong>
    </Row>
  )
}

/** What the owner confirms; nothing in it depends on the hour at which it is read. */
function Confirmed({ view, frame, say }: Shown & { say: Say }): JSX.Element {
  return (
    <>
      <Heading number={view.number} words={frame.words}>
        {frame.words[HEADING[say]]}
      </Heading>
      <h2 class="govuk-heading-m">{title(view, frame)}</h2>
      <Changes view={view} frame={frame} />
      <Consequence view={view} frame={frame} />
      <About view={view} frame={frame} isDone={say === 'yes'}>
        {say === 'yes' ? <When view={view} frame={frame} /> : null}
      </About>
      {say === 'yes' ? (
        <>
          <Reply view={view} frame={frame} />
          <Warning view={view} frame={frame} />
        </>
      ) : null}
    </>
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
}

/** A page as the text that is read there. */
function textOf(html: string): string {
  const bare = html.replace(/<[^>]*>/g, ' ')
  const read = bare.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
  return read.replace(/\s+/g, ' ').trim()
}

/** SHA-256 of the text that the owner confirms, its button included. */
export async function shownHash(shown: Shown, say: Say): Promise<string> {
  const html = await rendered(<Confirmed {...shown} say={say} />)
  const text = `${textOf(html)} ${buttonText(shown.view, say, shown.frame)}`
  return createHash('sha256').update(text).digest('hex')
}

/** The view as it was shown: its time of execution, when that only moved with the clock. */
export function asShown(view: RequestView, runAt: string): RequestView {
  const shown = new Date(runAt)
  if (view.wouldRunAt === null || Number.isNaN(shown.getTime())) return view
  const drift = Math.abs(view.wouldRunAt.getTime() - shown.getTime())
  return drift <= RUN_DRIFT_MAX_MS ? { ...view, wouldRunAt: shown } : view
}

interface Asked {
  readonly seen: Seen
  readonly say: Say
  readonly mistake: Mistake | null
  readonly typed: string
}

function OwnWords({ seen, say, mistake, typed }: Asked): JSX.Element | null {
  const { words } = seen.frame
  if (say === 'yes') return null
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
      value={typed}
      lengthMax={WORDS_LENGTH_MAX}
    />
  )
}

function Confirm(props: Asked & { hash: string }): JSX.Element {
  const { seen, say, hash } = props
  const { view, frame } = seen
  const hidden = {
    say,
    version: String(view.version),
    shown: hash,
    runs: view.wouldRunAt?.toISOString() ?? '',
  }
  const isDestruction = say === 'yes' && view.plan.do === 'destroy'
  return (
    <DeskForm desk={seen} purpose="decide" hidden={hidden}>
      <OwnWords {...props} />
      {say === 'yes' && view.wouldRunAt !== null ? (
        <p class="govuk-body">{undoText(view.wouldRunAt, frame)}</p>
      ) : null}
      <div class="desk-buttons">
        {isDestruction ? (
          <Button kind="warning">{buttonText(view, say, frame)}</Button>
        ) : (
          <Button>{buttonText(view, say, frame)}</Button>
        )}
      </div>
    </DeskForm>
  )
}

export async function checkPage(
  seen: Seen,
  say: Say,
  mistake: Mistake | null = null,
  typed = '',
): Promise<Page> {
  const { view, frame, token } = seen
  const { words } = frame
  const asked = { seen, say, mistake, typed }
  return {
    title: words[HEADING[say]],
    number: view.number,
    backTo: to(frame, `/r/${token}`),
    hasError: mistake !== null,
    ...(mistake === null ? {} : { status: 422 as const }),
    content: (
      <>
        <ErrorSummary words={words} mistake={mistake} />
        <Confirmed view={view} frame={frame} say={say} />
        <Confirm {...asked} hash={await shownHash({ view, frame }, say)} />
        <p class="govuk-body">
          <a class="govuk-link desk-target" href={to(frame, `/r/${token}`)}>
            {words.changeMind}
          </a>
        </p>
      </>
    ),
  }
}
