/** The person's letter: words first, as it came only on demand and behind glass. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { languageOf } from '../../letter/language.ts'
import type { RequestView } from './desk-ports.ts'
import { Heading, to } from './frame.tsx'
import type { Frame, Page } from './frame.tsx'
import { manyLines, oneLine } from './plain-text.ts'

/** What stands on the request's own page; the rest has a page of its own. */
const EXCERPT_LENGTH_MAX = 700
/** Where it is what the page is about. */
const LEAD_LENGTH_MAX = 3_000
/** A page stays light: what is longer is read in the mailbox. */
const LETTER_LENGTH_MAX = 20_000

/** Strangers' words, told to screen readers in their own language. */
export function Words({ text, lengthMax }: { text: string; lengthMax: number }): JSX.Element {
  return (
    <blockquote class="desk-letter" lang={languageOf(text) ?? undefined} dir="auto">
      {manyLines(text, lengthMax)}
    </blockquote>
  )
}

function Attachments({ view, frame }: { view: RequestView; frame: Frame }): JSX.Element | null {
  const { words } = frame
  if (view.attachments.length === 0) return null
  return (
    <>
      <h3 class="govuk-heading-s">{words.attachments}</h3>
      <ul class="govuk-list govuk-list--bullet desk-attachments">
        {view.attachments.map(({ name, sizeBytes }) => (
          <li>
            <bdi class="desk-value">{oneLine(name)}</bdi>,{' '}
            {words.kilobytes(Math.max(1, Math.round(sizeBytes / 1024)))}
          </li>
        ))}
      </ul>
      <p class="govuk-hint">{words.attachmentsNote}</p>
    </>
  )
}

export function Excerpt(props: {
  view: RequestView
  frame: Frame
  token: string
  isLead?: boolean
}): JSX.Element {
  const { view, frame, token, isLead = false } = props
  const { words } = frame
  const lengthMax = isLead ? LEAD_LENGTH_MAX : EXCERPT_LENGTH_MAX
  const hasMore = view.hasHtml || (view.letterText?.length ?? 0) > lengthMax
  return (
    <section aria-labelledby="letter">
      <h2 class="govuk-heading-m" id="letter">
        {words.letterTitle}
      </h2>
      {view.letterText === null ? (
        <p class="govuk-body">{words.noLetter}</p>
      ) : (
        <Words text={view.letterText} lengthMax={lengthMax} />
      )}
      {hasMore ? (
        <p class="govuk-body">
          <a class="govuk-link desk-target" href={to(frame, `/r/${token}/letter`)}>
            {words.letterWhole}
          </a>
        </p>
      ) : null}
      <Attachments view={view} frame={frame} />
    </section>
  )
}

function AsCame({ frame, token }: { frame: Frame; token: string }): JSX.Element {
  const { words } = frame
  return (
    <>
      <p class="govuk-body">{words.asCameNote}</p>
      <iframe
        class="desk-frame"
        sandbox=""
        src={`${frame.base}/r/${token}/letter/raw`}
        title={words.letterTitle}
      />
    </>
  )
}

/** The whole letter: its text, or its HTML in a sandboxed frame. */
export function letterPage(
  { view, frame, token }: { view: RequestView; frame: Frame; token: string },
  isAsCame: boolean,
): Page {
  const { words } = frame
  const path = `/r/${token}/letter`
  const other = isAsCame
    ? { path, text: words.asText }
    : { path: `${path}?as=came`, text: words.asCame }
  return {
    title: words.letterTitle,
    number: view.number,
    backTo: to(frame, `/r/${token}`),
    content: (
      <>
        <Heading number={view.number} words={words}>
          {words.letterTitle}
        </Heading>
        {isAsCame ? (
          <AsCame frame={frame} token={token} />
        ) : view.letterText === null ? (
          <p class="govuk-body">{words.noLetter}</p>
        ) : (
          <Words text={view.letterText} lengthMax={LETTER_LENGTH_MAX} />
        )}
        {view.hasHtml ? (
          <p class="govuk-body">
            <a class="govuk-link desk-target" href={to(frame, other.path)}>
              {other.text}
            </a>
          </p>
        ) : null}
      </>
    ),
  }
}
