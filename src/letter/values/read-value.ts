import type { Change, Field } from '../letter.ts'

/** What was read of one field: the correction, or why there is none though something stands there. */
export interface Read {
  readonly change: Change | null
  /** `impossible`: nobody can have such a value; `several`: more than one might be meant. */
  readonly doubt: 'impossible' | 'several' | null
  readonly field: Field
}

export function none(field: Field): Read {
  return { field, change: null, doubt: null }
}

/** The correction when all candidates agree on one possible value, else the doubt. */
export function onlyValue<C>(
  field: Field,
  candidates: readonly C[],
  valueOf: (candidate: C) => string | null,
  correct: (to: string) => Change,
): Read {
  if (candidates.length === 0) return none(field)
  const values = new Set(candidates.map(valueOf))
  if (values.size > 1) return { field, change: null, doubt: 'several' }
  const [to] = values
  if (to === null || to === undefined) return { field, change: null, doubt: 'impossible' }
  return { field, change: correct(to), doubt: null }
}
