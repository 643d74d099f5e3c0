/** What stands around every page: head, skip link, the request's number, the languages at the foot. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { LANGUAGES } from '../../letter/letter.ts'
import type { Language } from '../../letter/letter.ts'
import { oneLine } from './plain-text.ts'
import type { Words } from './words/ru.ts'
import { WORDS } from './words/words.ts'

/** What a handler gives back; the name of the web's own type means something else in this house. */
export type Answer = Awaited<ReturnType<typeof fetch>>

export interface Frame {
  readonly language: Language
  readonly words: Words
  readonly zone: string
  readonly now: Date
  readonly company: string
  /** Before every path: '' unless the desk lies below a folder of its public address. */
  readonly base: string
  readonly styles: string
  /** Where the languages at the foot lead, without the language itself. */
  readonly here: string
  /** What is asked for when an address names no language. */
  readonly usual: Language
}

export interface Page {
  readonly title: string
  /** Only its number, when the page is about a request. */
  readonly number?: string
  /** 200 when not given, 422 where something is to be mended. */
  readonly status?: ContentfulStatusCode
  readonly hasError?: boolean
  readonly backTo?: string
  readonly content: JSX.Element
}

/** A link that keeps the language. */
export function to(frame: Frame, path: string, language: Language = frame.language): string {
  const mark = path.includes('?') ? '&' : '?'
  const isUsual = language === frame.usual
  return `${frame.base}${path}${isUsual ? '' : `${mark}lang=${language}`}`
}

function Languages({ frame }: { frame: Frame }): JSX.Element {
  const { words, here } = frame
  const mark = here.includes('?') ? '&' : '?'
  return (
    <nav class="desk-languages" aria-label={words.languages}>
      <ul>
        {LANGUAGES.map((language) => (
          <li>
            {language === frame.language ? (
              <span lang={language} aria-current="true">
                {WORDS[language].ownName}
              </span>
            ) : (
              <a
                class="govuk-link"
                href={`${frame.base}${here}${mark}lang=${language}`}
                lang={language}
                hreflang={language}
              >
                {WORDS[language].ownName}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Top({ frame }: { frame: Frame }): JSX.Element {
  return (
    <header class="desk-top">
      <div class="govuk-width-container">
        <p>
          <strong>{oneLine(frame.company)}</strong>
          <span>{frame.words.desk}</span>
        </p>
      </div>
    </header>
  )
}

function Whole({ frame, page }: { frame: Frame; page: Page }): JSX.Element {
  const { words } = frame
  const about = page.number === undefined ? '' : ` — ${words.request(page.number)}`
  return (
    <html lang={frame.language} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${page.hasError === true ? `${words.errorPrefix} ` : ''}${page.title}${about}`}</title>
        <link rel="stylesheet" href={`${frame.base}/desk.css?v=${frame.styles}`} />
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">
          {words.skip}
        </a>
        <Top frame={frame} />
        <div class="govuk-width-container">
          {page.backTo === undefined ? null : (
            <nav aria-label={words.back}>
              <a href={page.backTo} class="govuk-back-link">
                {words.back}
              </a>
            </nav>
          )}
          <main class="govuk-main-wrapper" id="main" tabindex={-1}>
            {page.content}
          </main>
        </div>
        <footer class="desk-foot">
          <div class="govuk-width-container">
            <Languages frame={frame} />
          </div>
        </footer>
      </body>
    </html>
  )
}

export async function rendered(node: JSX.Element): Promise<string> {
  return (await node).toString()
}

export async function show(context: Context, frame: Frame, page: Page): Promise<Answer> {
  const html = await rendered(<Whole frame={frame} page={page} />)
  return context.html(`<!doctype html>${html}`, page.status ?? (page.hasError === true ? 422 : 200))
}

export function Heading({
  number,
  words,
  children,
}: {
  number?: string | undefined
  words: Words
  children?: Child
}): JSX.Element {
  return (
    <>
      {number === undefined ? null : (
        <p class="govuk-caption-l desk-number">{words.request(number)}</p>
      )}
      <h1 class="govuk-heading-l">{children}</h1>
    </>
  )
}

/** A page that says a thing or two and has nothing to decide. */
export function said(
  frame: Frame,
  title: string,
  texts: readonly string[],
  more: Omit<Partial<Page>, 'title'> = {},
): Page {
  const { content, ...rest } = more
  return {
    ...rest,
    title,
    content: (
      <>
        <Heading number={more.number} words={frame.words}>
          {title}
        </Heading>
        {texts.map((text) => (
          <p class="govuk-body">{text}</p>
        ))}
        {content ?? null}
      </>
    ),
  }
}
