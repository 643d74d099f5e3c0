/** The list of partners (p.18): a page of the desk, and a page by itself to be put on the company's site. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { languageOf } from '../../letter/language.ts'
import type { PartnerList } from '../../reply/partner-list.ts'
import { rendered } from './frame.tsx'
import type { Page } from './frame.tsx'
import { Row } from './plan-view.tsx'

function Partner(props: { list: PartnerList; of: PartnerList['partners'][number] }): JSX.Element {
  const { words } = props.list
  const { name, receives, purposes, since } = props.of
  return (
    <>
      <h2 class="govuk-heading-m">
        <bdi class="desk-value">{name}</bdi>
      </h2>
      <dl class="govuk-summary-list">
        <Row name={words.receives}>{receives}</Row>
        <Row name={words.purposes}>
          <ul class="govuk-list">
            {purposes.map(({ paragraph, text }) => (
              <li>
                {paragraph}. <span lang={languageOf(text) ?? undefined}>{text}</span>
              </li>
            ))}
          </ul>
        </Row>
        <Row name={words.since}>{since}</Row>
      </dl>
    </>
  )
}

function Listing({ list }: { list: PartnerList }): JSX.Element {
  const { words, company, site, mailbox, policyFrom, partners } = list
  return (
    <>
      <p class="govuk-body">
        {words.company}: {company}, {site}
        <br />
        {words.policyOf}: {policyFrom}
      </p>
      {partners.length === 0 ? <p class="govuk-body">{words.none}</p> : null}
      {partners.map((partner) => (
        <Partner list={list} of={partner} />
      ))}
      <p class="govuk-body">
        {words.rights}: <bdi class="desk-value">{mailbox}</bdi>
      </p>
    </>
  )
}

export function partnersPage(list: PartnerList): Page {
  return {
    title: list.words.title,
    content: (
      <>
        <h1 class="govuk-heading-l">{list.words.title}</h1>
        <Listing list={list} />
      </>
    ),
  }
}

const STYLE = `body { max-width: 640px; margin: 0 auto; padding: 20px 15px; font: 1.0625rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere }
section + section { margin-top: 60px }
dt { font-weight: 700 } dd { margin: 0 0 12px } dd ul { margin: 0; padding: 0; list-style: none }`

/** Each language below the other, in one file that needs nothing from anywhere. */
export async function partnersDocument(lists: readonly PartnerList[]): Promise<string> {
  const [first] = lists
  const html = await rendered(
    <html lang={first?.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{first?.words.title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          {lists.map((list) => (
            <section lang={list.language}>
              <h1>{list.words.title}</h1>
              <Listing list={list} />
            </section>
          ))}
        </main>
      </body>
    </html>,
  )
  return `<!doctype html>${html}\n`
}
