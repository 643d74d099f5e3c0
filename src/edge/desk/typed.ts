/** What the owner typed beside a button: read, found wanting, and made a decision. */
import { hasWords } from '../../approval/approval.ts'
import { FIELDS } from '../../letter/letter.ts'
import type { Field } from '../../letter/letter.ts'
import { civilDate, isCivilDate } from '../../policy/calendar.ts'
import type { CivilDate } from '../../policy/calendar.ts'
import type { Decision } from './desk-ports.ts'
import type { Mistake, Seen } from './form.tsx'

/** As many as a browser can send within the limit of a form, whatever the script. */
export const WORDS_LENGTH_MAX = 1_500
export const BASIS_LENGTH_MAX = 200

export interface Typed {
  readonly words: string
  readonly fields: readonly Field[]
  readonly basis: string
  /** As it was typed. */
  readonly until: string
}

export const UNTYPED: Typed = { words: '', fields: [], basis: '', until: '' }

export function readTyped(form: URLSearchParams): Typed {
  const line = (name: string): string => (form.get(name) ?? '').replace(/\s+/g, ' ').trim()
  const named = form.getAll('fields').flatMap((value) => value.split(','))
  return {
    words: (form.get('words') ?? '').replace(/\r\n?/g, '\n').trim(),
    fields: FIELDS.filter((field) => named.includes(field)),
    basis: line('basis'),
    until: line('until'),
  }
}

/** The same in the hidden fields of the next form. */
export function hiddenTyped(typed: Typed): Readonly<Record<string, string>> {
  return { ...typed, fields: typed.fields.join(',') }
}

const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/

/** `31.12.2031` or `2031-12-31`; null for what is no day. */
export function readDay(typed: string): CivilDate | null {
  const [, day = '', month = '', year = ''] = DAY_FIRST.exec(typed) ?? []
  const written = year === '' ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCivilDate(written) ? written : null
}

/** The id of the first checkbox, which a mistake leads to. */
export const fieldsId = (fields: readonly Field[]): string => `fields-${fields[0] ?? ''}`

const MISSING = {
  no: 'reasonMissing',
  ask: 'questionMissing',
  answer: 'answerMissing',
  block: 'blockMissing',
} as const

function wordsFault({ frame }: Seen, say: keyof typeof MISSING, typed: string): Mistake | null {
  const { words } = frame
  if (!hasWords(typed)) return { field: 'words', text: words[MISSING[say]] }
  return typed.length > WORDS_LENGTH_MAX
    ? { field: 'words', text: words.tooLong(WORDS_LENGTH_MAX) }
    : null
}

/** What would be destroyed, of which a law may order some kept. */
export function fieldsAtStake({ view }: Pick<Seen, 'view'>): readonly Field[] {
  return view.plan.do === 'destroy' ? view.plan.fields : []
}

function untilFault({ frame }: Seen, typed: string): Mistake | null {
  const { words, now, zone } = frame
  const day = readDay(typed)
  if (day === null) return { field: 'until', text: words.untilMissing }
  return day <= civilDate(now, zone) ? { field: 'until', text: words.untilPast } : null
}

function keepFault(seen: Seen, { fields, basis, until }: Typed): Mistake | null {
  const { words } = seen.frame
  const atStake = fieldsAtStake(seen)
  if (fields.length === 0 || fields.some((field) => !atStake.includes(field)))
    return { field: fieldsId(atStake), text: words.keepMissing }
  if (!/\p{L}/u.test(basis)) return { field: 'basis', text: words.basisMissing }
  if (basis.length > BASIS_LENGTH_MAX)
    return { field: 'basis', text: words.tooLong(BASIS_LENGTH_MAX) }
  return untilFault(seen, until)
}

/** What is wrong with what was typed; null when it will do. */
export function typedFault(seen: Seen, say: Decision['say'], typed: Typed): Mistake | null {
  if (say === 'yes') return null
  return say === 'keep' ? keepFault(seen, typed) : wordsFault(seen, say, typed.words)
}

export function decisionOf(say: Decision['say'], { words, fields, basis, until }: Typed): Decision {
  switch (say) {
    case 'yes':
      return { say }
    case 'no':
      return { say, reason: words }
    case 'ask':
      return { say, question: words }
    case 'answer':
      return { say, text: words }
    case 'block':
      return { say, reason: words }
    case 'keep':
      return { say, fields, basis, until: readDay(until) ?? '' }
  }
}
