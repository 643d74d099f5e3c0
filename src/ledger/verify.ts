import type { Entry } from './entry.ts'
import { entryHash } from './entry.ts'

export type Verdict =
  | { readonly whole: true; readonly entries: number }
  | { readonly whole: false; readonly brokenAtSeq: number }

/** Sees a changed, missing, added or reordered entry; a cut-off end needs an anchor outside. */
export function verifyChain(
  key: Buffer,
  entries: readonly (Entry & { readonly hash: string })[],
): Verdict {
  let previous = ''
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entryHash(key, previous, entry) !== entry.hash)
      return { whole: false, brokenAtSeq: index + 1 }
    previous = entry.hash
  }
  return { whole: true, entries: entries.length }
}
