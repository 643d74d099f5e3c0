/** Who asks, and what exactly would be done: full values, one below the other. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { isPossible, plannedChanges } from '../../action/plan.ts'
import type { Field } from '../../letter/letter.ts'
import { formatInstant } from '../../reply/dates.ts'
import { fieldName, fieldNames, joinWords, placeName, whyNotPhrase } from '../../reply/words.ts'
import type { RequestView } from './desk-ports.ts'
import type { Frame } from './frame.tsx'
import { capital, oneLine, readablePhone } from './plain-text.ts'

/** A value can be as long as an address of mail. */
const VALUE_LENGTH_MAX = 254

export interface Shown {
  readonly view: RequestView
  readonly frame: Frame
}

export function Row({ name, children }: { name: string; children?: Child }): JSX.Element {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value">{children}</dd>
    </div>
  )
}

function Value({ text, field }: { text: string; field?: Field }): JSX.Element {
  const read = field === 'phone' ? readablePhone(text) : text
  return <bdi class="desk-value">{oneLine(read, VALUE_LENGTH_MAX)}</bdi>
}

/** Before and after of each field, stacked. */
export function Changes({ view, frame }: Shown): JSX.Element {
  const { words, language } = frame
  const isAsked = view.plan.do === 'nothing'
  return (
    <>
      {plannedChanges(view.plan).map(({ field, before, after }) => (
        <div class="desk-change">
          <h3 class="govuk-heading-s">{capital(fieldName(field, language))}</h3>
          <dl>
            {isAsked ? null : (
              <div>
                <dt>{words.before}</dt>
                <dd>{before === null ? words.noBefore : <Value text={before} field={field} />}</dd>
              </div>
            )}
            <div class="desk-after">
              <dt>{isAsked ? words.asked : words.after}</dt>
              <dd>
                <Value text={after} field={field} />
              </dd>
            </div>
          </dl>
        </div>
      ))}
    </>
  )
}

/** What stands where nothing changes from one value to another. */
export function Consequence({ view, frame }: Shown): JSX.Element | null {
  const { words, language } = frame
  const { plan } = view
  switch (plan.do) {
    case 'correct':
      return null
    case 'destroy':
      return (
        <p class="govuk-body">
          <strong>{words.destroys}:</strong> {fieldNames(plan.fields, language)}
        </p>
      )
    case 'disclose':
      return (
        <p class="govuk-body">
          <strong>{words.discloses}</strong>
          {view.copyGoesTo === null ? null : (
            <>
              {' '}
              <bdi class="desk-value">{oneLine(view.copyGoesTo)}</bdi>
            </>
          )}
          <strong>:</strong> {fieldNames(plan.fields, language)}
        </p>
      )
    case 'no-record':
      return <p class="govuk-body">{words.noRecord}</p>
    case 'nothing':
      // The page of a question leads with the answer: that nothing else can be done needs no saying.
      return plan.why === 'in-words' ? null : (
        <p class="govuk-inset-text">
          <strong>{words.cannot}:</strong> {whyNotPhrase(plan.why, language)}.
        </p>
      )
  }
}

/** Places that no program reaches: a yes says that these were dealt with as well (p.11.2, p.11.5). */
export function ByHand({ view, frame }: Shown): JSX.Element | null {
  const { words } = frame
  if (view.byHand.length === 0) return null
  return (
    <section aria-labelledby="by-hand">
      <h2 class="govuk-heading-m" id="by-hand">
        {words.byHandTitle}
      </h2>
      <p class="govuk-body">{words.byHandText}</p>
      <ul class="govuk-list govuk-list--bullet">
        {view.byHand.map((place) => (
          <li>{oneLine(place, VALUE_LENGTH_MAX)}</li>
        ))}
      </ul>
    </section>
  )
}

function Person({ view }: { view: RequestView }): JSX.Element {
  const { name, address } = view.person
  return (
    <>
      {name === '' ? null : <bdi class="desk-value">{oneLine(name)}</bdi>}
      {address === null ? null : (
        <div>
          <Value text={address} />
        </div>
      )}
    </>
  )
}

/** Where something would be done, and who else is told of it. */
function Reach({ view, frame }: Shown): JSX.Element | null {
  const { words, language } = frame
  const places = view.places.map((place) => oneLine(placeName(place, language)))
  const partners = view.partners.map((partner) => oneLine(partner))
  return (
    <>
      {places.length === 0 ? null : <Row name={words.where}>{joinWords(places, language)}</Row>}
      <Row name={words.partners}>
        {partners.length === 0 ? words.nobody : joinWords(partners, language)}
      </Row>
    </>
  )
}

/** Who and since when; and how far it reaches, where something would be done. */
export function About(props: Shown & { isDone: boolean; children?: Child }): JSX.Element {
  const { view, frame, isDone, children } = props
  const { words, language, zone } = frame
  return (
    <dl class="govuk-summary-list">
      <Row name={words.who}>
        <Person view={view} />
      </Row>
      {view.writer === null ? null : (
        <Row name={words.writer}>
          <Value text={view.writer} />
        </Row>
      )}
      <Row name={words.received}>{formatInstant(view.receivedAt, zone, language)}</Row>
      {isDone && isPossible(view.plan) ? <Reach view={view} frame={frame} /> : null}
      {children}
    </dl>
  )
}
