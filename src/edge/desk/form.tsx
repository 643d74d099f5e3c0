/** Forms and their parts: they work without scripts, and say what is wrong in words. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formSeal } from './cookies.ts'
import type { RequestView } from './desk-ports.ts'
import type { Frame } from './frame.tsx'
import type { Words } from './words/ru.ts'

export type Purpose =
  | 'code'
  | 'renew'
  | 'review'
  | 'decide'
  | 'undo'
  | 'called'
  | 'find'
  | 'authority'

/** Where a form goes, and what it is sealed with. */
export interface Desk {
  readonly frame: Frame
  readonly token: string
  readonly formKey: string
}

/** A request on its way to the owner's eyes. */
export interface Seen extends Desk {
  readonly view: RequestView
}

/** A mistake in one field. */
export interface Mistake {
  readonly field: string
  readonly text: string
}

export function DeskForm(props: {
  desk: Desk
  purpose: Purpose
  hidden?: Readonly<Record<string, string>>
  children?: Child
}): JSX.Element {
  const { desk, purpose } = props
  const { frame, token, formKey } = desk
  const hidden = {
    ...props.hidden,
    lang: frame.language,
    seal: formSeal(formKey, token, purpose),
  }
  return (
    <form method="post" action={`${frame.base}/r/${token}/${purpose}`} novalidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  )
}

export function Button(props: { kind?: 'secondary' | 'warning'; children?: Child }): JSX.Element {
  const kind = props.kind === undefined ? '' : ` govuk-button--${props.kind}`
  return (
    <button type="submit" class={`govuk-button${kind}`}>
      {props.children}
    </button>
  )
}

export function ErrorSummary({
  words,
  mistake,
}: {
  words: Words
  mistake: Mistake | null
}): JSX.Element | null {
  if (mistake === null) return null
  return (
    <div class="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{words.errorTitle}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            <li>
              <a href={`#${mistake.field}`}>{mistake.text}</a>
            </li>
          </ul>
        </div>
      </div>
    </div>
  )
}

export function FieldError(props: {
  words: Words
  id: string
  mistake: Mistake | null
}): JSX.Element | null {
  const { words, id, mistake } = props
  if (mistake?.field !== id) return null
  return (
    <p id={`${id}-error`} class="govuk-error-message">
      <span class="govuk-visually-hidden">{words.errorPrefix}</span> {mistake.text}
    </p>
  )
}

export interface Field {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly mistake: Mistake | null
}

/** The ids of what describes a field, in the order in which they are read out. */
function describedBy({ id, hint, mistake }: Field): string | undefined {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(mistake?.field === id ? [`${id}-error`] : []),
  ]
  return ids.length === 0 ? undefined : ids.join(' ')
}

function FieldGroup(props: { words: Words; field: Field; children?: Child }): JSX.Element {
  const { words, field } = props
  const isWrong = field.mistake?.field === field.id
  return (
    <div class={`govuk-form-group${isWrong ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label govuk-label--s" for={field.id}>
        {field.label}
      </label>
      {field.hint === undefined ? null : (
        <div id={`${field.id}-hint`} class="govuk-hint">
          {field.hint}
        </div>
      )}
      <FieldError words={words} id={field.id} mistake={field.mistake} />
      {props.children}
    </div>
  )
}

export interface Digits extends Field {
  readonly width: 4 | 10 | 20
  readonly type?: 'text' | 'tel'
  readonly autocomplete?: string
  readonly value?: string
}

export function DigitsField({ words, field }: { words: Words; field: Digits }): JSX.Element {
  const isWrong = field.mistake?.field === field.id
  return (
    <FieldGroup words={words} field={field}>
      <input
        class={`govuk-input govuk-input--width-${field.width}${isWrong ? ' govuk-input--error' : ''}`}
        id={field.id}
        name={field.id}
        type={field.type ?? 'text'}
        inputmode={field.type === 'tel' ? 'tel' : 'numeric'}
        autocomplete={field.autocomplete ?? 'off'}
        spellcheck={false}
        value={field.value ?? ''}
        aria-describedby={describedBy(field)}
        aria-invalid={isWrong ? 'true' : undefined}
      />
    </FieldGroup>
  )
}

export function TextField(props: {
  words: Words
  field: Field
  value: string
  lengthMax: number
}): JSX.Element {
  const { words, field } = props
  const isWrong = field.mistake?.field === field.id
  return (
    <FieldGroup words={words} field={field}>
      <textarea
        class={`govuk-textarea${isWrong ? ' govuk-textarea--error' : ''}`}
        id={field.id}
        name={field.id}
        rows={4}
        maxlength={props.lengthMax}
        aria-describedby={describedBy(field)}
        aria-invalid={isWrong ? 'true' : undefined}
      >
        {props.value}
      </textarea>
    </FieldGroup>
  )
}

/** One line of words. */
export function LineField(props: {
  words: Words
  field: Field
  value: string
  lengthMax: number
  isShort?: boolean
}): JSX.Element {
  const { words, field, isShort = false } = props
  const isWrong = field.mistake?.field === field.id
  const width = isShort ? ' govuk-input--width-10' : ''
  return (
    <FieldGroup words={words} field={field}>
      <input
        class={`govuk-input${width}${isWrong ? ' govuk-input--error' : ''}`}
        id={field.id}
        name={field.id}
        type="text"
        autocomplete="off"
        maxlength={props.lengthMax}
        value={props.value}
        aria-describedby={describedBy(field)}
        aria-invalid={isWrong ? 'true' : undefined}
      />
    </FieldGroup>
  )
}

interface Box {
  readonly value: string
  readonly text: string
  readonly isTicked: boolean
}

/** @param mistake leads to the first box */
export function Checkboxes(props: {
  words: Words
  name: string
  legend: string
  boxes: readonly Box[]
  mistake: Mistake | null
}): JSX.Element {
  const { words, name, legend, boxes, mistake } = props
  const id = (box: Box): string => `${name}-${box.value}`
  const [first] = boxes
  const firstId = first === undefined ? name : id(first)
  return (
    <div class={`govuk-form-group${mistake === null ? '' : ' govuk-form-group--error'}`}>
      <fieldset
        class="govuk-fieldset"
        aria-describedby={mistake === null ? undefined : `${firstId}-error`}
      >
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        <FieldError words={words} id={firstId} mistake={mistake} />
        <div class="govuk-checkboxes">
          {boxes.map((box) => (
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                id={id(box)}
                name={name}
                type="checkbox"
                value={box.value}
                checked={box.isTicked}
              />
              <label class="govuk-label govuk-checkboxes__label" for={id(box)}>
                {box.text}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  )
}
