/** What the owner can do before a yes: call the person, find the person, look at a document. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { transition } from '../../request/transition.ts'
import { AUTHORITY_KINDS } from '../../request/identity.ts'
import type { RequestView } from './desk-ports.ts'
import { Button, DeskForm, DigitsField, FieldError } from './form.tsx'
import type { Desk, Mistake } from './form.tsx'
import { readablePhone } from './plain-text.ts'

interface Proving {
  readonly desk: Desk
  readonly view: RequestView
  readonly mistake: Mistake | null
}

export function Call({ desk, view, mistake }: Proving): JSX.Element | null {
  const { words } = desk.frame
  if (view.callable === null || transition(view.state, 'person-called') === undefined) return null
  return (
    <section class="desk-card" aria-labelledby="call">
      <h2 class="govuk-heading-m" id="call">
        {words.callTitle}
      </h2>
      <p class="govuk-body">{words.callText}</p>
      <p class="govuk-body">
        <a class="govuk-link desk-phone" href={`tel:${view.callable}`}>
          {readablePhone(view.callable)}
        </a>
      </p>
      <DeskForm desk={desk} purpose="called">
        <DigitsField
          words={words}
          field={{ id: 'digits', label: words.callLabel, width: 4, mistake }}
        />
        <Button kind="secondary">{words.callButton}</Button>
      </DeskForm>
    </section>
  )
}

/** Only where the address is neither proven nor on record, so that nobody can be called yet. */
function isToBeFound(view: RequestView): boolean {
  const isOpen = transition(view.state, 'person-called') !== undefined
  const said = new Set(view.evidence.map(({ what }) => what))
  return isOpen && view.callable === null && said.has('not-proven') && !said.has('called')
}

export function Find(props: Proving & { phone: string }): JSX.Element | null {
  const { desk, view, mistake, phone } = props
  const { words } = desk.frame
  if (!isToBeFound(view)) return null
  return (
    <section class="desk-card" aria-labelledby="find">
      <h2 class="govuk-heading-m" id="find">
        {words.findTitle}
      </h2>
      <p class="govuk-body">{words.findText}</p>
      <DeskForm desk={desk} purpose="find">
        <DigitsField
          words={words}
          field={{
            id: 'phone',
            label: words.findLabel,
            hint: words.findHint,
            width: 20,
            type: 'tel',
            value: phone,
            mistake,
          }}
        />
        <Button kind="secondary">{words.findButton}</Button>
      </DeskForm>
    </section>
  )
}

function Kinds({ desk, mistake }: Omit<Proving, 'view'>): JSX.Element {
  const { words } = desk.frame
  const [first] = AUTHORITY_KINDS
  const isWrong = mistake?.field === `kind-${first}`
  return (
    <div class={`govuk-form-group${isWrong ? ' govuk-form-group--error' : ''}`}>
      <fieldset
        class="govuk-fieldset"
        aria-describedby={isWrong ? `kind-${first}-error` : undefined}
      >
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
          {words.authorityLegend}
        </legend>
        <FieldError words={words} id={`kind-${first}`} mistake={mistake} />
        <div class="govuk-radios">
          {AUTHORITY_KINDS.map((kind) => (
            <div class="govuk-radios__item">
              <input
                class="govuk-radios__input"
                id={`kind-${kind}`}
                name="kind"
                type="radio"
                value={kind}
              />
              <label class="govuk-label govuk-radios__label" for={`kind-${kind}`}>
                {words.authority[kind]}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

export function Authority({ desk, view, mistake }: Proving): JSX.Element | null {
  const { words } = desk.frame
  if (!view.needsAuthority || transition(view.state, 'authority-seen') === undefined) return null
  return (
    <section class="desk-card" aria-labelledby="authority">
      <h2 class="govuk-heading-m" id="authority">
        {words.authorityTitle}
      </h2>
      <p class="govuk-body">{words.authorityText}</p>
      <DeskForm desk={desk} purpose="authority">
        <Kinds desk={desk} mistake={mistake} />
        <Button kind="secondary">{words.authorityButton}</Button>
      </DeskForm>
    </section>
  )
}
