import type { Change, Field } from '../letter.ts'
import type { Chosen } from './choose.ts'
import { corrected } from './passage.ts'

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

/** The correction that was chosen, or the doubt. */
export function readChosen(field: Field, { to, from, isDoubtful }: Chosen): Read {
  if (isDoubtful) return { field, change: null, doubt: 'several' }
  if (to === undefined) return none(field)
  if (to === null) return { field, change: null, doubt: 'impossible' }
  return { field, change: corrected(field, to, from), doubt: null }
}
