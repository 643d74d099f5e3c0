/** All that a decision means, on one page, and the hash of its text that is kept with the decision. */
import { createHash } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatDate, formatMoment } from '../../reply/dates.ts'
import { fieldNames } from '../../reply/words.ts'
import type { RequestView } from './desk-ports.ts'
import { Heading, rendered } from './frame.tsx'
import { Words } from './letter-view.tsx'
import { oneLine } from './plain-text.ts'
import { About, ByHand, Changes, Consequence, Row } from './plan-view.tsx'
import type { Shown } from './plan-view.tsx'
import { buttonText, restOf, title } from './request-words.ts'
import type { Say } from './request-words.ts'
import { BASIS_LENGTH_MAX, fieldsAtStake, readDay, WORDS_LENGTH_MAX } from './typed.ts'
import type { Typed } from './typed.ts'

const SUBJECT_LENGTH_MAX = 200
const REPLY_LENGTH_MAX = 6_000
/** The time of execution moves with the clock; this much is no change of what the owner saw. */
const RUN_DRIFT_MAX_MS = 30 * 60_000

export const HEADING = {
  yes: 'checkTitle',
  no: 'refuseTitle',
  ask: 'askTitle',
  answer: 'answerCheckTitle',
  block: 'checkTitle',
  keep: 'checkTitle',
} as const

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

/** The words that the person will read. */
function OwnWords({ name, text }: { name: string; text: string }): JSX.Element {
  return (
    <>
      <h3 class="govuk-heading-s">{name}</h3>
      <Words text={text} lengthMax={WORDS_LENGTH_MAX} />
    </>
  )
}

type Checked = Shown & { readonly typed: Typed }

function Yes({ view, frame }: Checked): JSX.Element {
  return (
    <>
      <Changes view={view} frame={frame} />
      <Consequence view={view} frame={frame} />
      <About view={view} frame={frame} isDone>
        <When view={view} frame={frame} />
      </About>
      <ByHand view={view} frame={frame} />
      <Reply view={view} frame={frame} />
      <Warning view={view} frame={frame} />
    </>
  )
}

function Adverse({ view, frame }: Checked): JSX.Element {
  return (
    <>
      <Changes view={view} frame={frame} />
      <Consequence view={view} frame={frame} />
      <About view={view} frame={frame} isDone={false} />
    </>
  )
}

function InWords({ view, frame, typed }: Checked): JSX.Element {
  return (
    <>
      <About view={view} frame={frame} isDone={false} />
      <OwnWords name={frame.words.replyTitle} text={typed.words} />
    </>
  )
}

function Block({ view, frame, typed }: Checked): JSX.Element {
  const { words, language } = frame
  return (
    <>
      <About view={view} frame={frame} isDone>
        <Row name={words.blocks}>{fieldNames(fieldsAtStake({ view }), language)}</Row>
        {view.blockUntil === null ? null : (
          <Row name={words.blockUntil}>
            <strong>{formatDate(view.blockUntil, language)}</strong>
          </Row>
        )}
      </About>
      <OwnWords name={words.blockLabel} text={typed.words} />
      <p class="govuk-body">{words.blockHint}</p>
    </>
  )
}

function Keep({ view, frame, typed }: Checked): JSX.Element {
  const { words, language } = frame
  const rest = restOf(view, typed)
  const until = readDay(typed.until)
  return (
    <>
      <About view={view} frame={frame} isDone>
        <Row name={words.keeps}>
          <strong>{fieldNames(typed.fields, language)}</strong>
        </Row>
        <Row name={words.keepBasis}>
          <bdi class="desk-value">{oneLine(typed.basis, BASIS_LENGTH_MAX)}</bdi>
        </Row>
        <Row name={words.keepUntil}>{until === null ? '' : formatDate(until, language)}</Row>
        <Row name={words.destroys}>
          <strong>{rest.length === 0 ? words.destroysNothing : fieldNames(rest, language)}</strong>
        </Row>
        <When view={view} frame={frame} />
      </About>
      {rest.length === 0 ? null : (
        <>
          <ByHand view={view} frame={frame} />
          <Warning view={view} frame={frame} />
        </>
      )}
    </>
  )
}

const MEANING: Readonly<Record<Say, (checked: Checked) => JSX.Element>> = {
  yes: Yes,
  no: Adverse,
  ask: Adverse,
  answer: InWords,
  block: Block,
  keep: Keep,
}

/** What the owner confirms; nothing in it depends on the hour at which it is read. */
export function Confirmed(props: Checked & { say: Say }): JSX.Element {
  const { view, frame, say, typed } = props
  const Meaning = MEANING[say]
  return (
    <>
      <Heading number={view.number} words={frame.words}>
        {frame.words[HEADING[say]]}
      </Heading>
      <h2 class="govuk-heading-m">{title(view, frame)}</h2>
      <Meaning view={view} frame={frame} typed={typed} />
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
export async function shownHash({ view, frame }: Shown, say: Say, typed: Typed): Promise<string> {
  const html = await rendered(<Confirmed view={view} frame={frame} say={say} typed={typed} />)
  const text = `${textOf(html)} ${buttonText(view, say, frame, typed)}`
  return createHash('sha256').update(text).digest('hex')
}

/** The view as it was shown: its time of execution, when that only moved with the clock. */
export function asShown(view: RequestView, runAt: string): RequestView {
  const shown = new Date(runAt)
  if (view.wouldRunAt === null || Number.isNaN(shown.getTime())) return view
  const drift = Math.abs(view.wouldRunAt.getTime() - shown.getTime())
  return drift <= RUN_DRIFT_MAX_MS ? { ...view, wouldRunAt: shown } : view
}
