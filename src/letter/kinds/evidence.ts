import type { Asked } from '../sentence/asked.ts'
import type { Field } from '../letter.ts'

/** The kinds that a letter asks for in words. */
export type AskedKind = 'rectify' | 'cease' | 'access' | 'unlawful' | 'unsubscribe-only'

/** What one sentence of a letter asks. */
export interface Evidence {
  readonly kind: AskedKind
  readonly asked: Asked
  /**
   * `plain`: the deed of the policy by its name; `words`: said otherwise; `told`: only that something
   * is so, `номер сменился`; `bare`: names nothing, `Удалите!`.
   */
  readonly by: 'plain' | 'words' | 'told' | 'bare'
  /** The fields it speaks of. */
  readonly fields: readonly Field[]
  /** Those of them that are ordered to be corrected in so many words. */
  readonly ordered: readonly Field[]
  /** Only some of the data: `удалите только телефон`. */
  readonly isPartial: boolean
}

export function evidence(
  kind: AskedKind,
  asked: Asked,
  by: Evidence['by'],
  more: Partial<Pick<Evidence, 'fields' | 'ordered' | 'isPartial'>> = {},
): Evidence {
  return { kind, asked, by, fields: [], ordered: [], isPartial: false, ...more }
}
