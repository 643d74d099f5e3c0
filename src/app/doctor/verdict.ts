/** What one check says. */
export interface Verdict {
  readonly ok: boolean
  /** What was seen, a line each. Never a secret, never a person. */
  readonly what: string
  /** What to do; beside what is in order: a note. */
  readonly fix: string | null
}

export const inOrder = (what: string, note: string | null = null): Verdict => ({
  ok: true,
  what,
  fix: note,
})

export const found = (what: string, fix: string): Verdict => ({ ok: false, what, fix })

/** What could not be looked at may be broken. */
export const unseen = (why: string, fix: string): Verdict => found(`not looked at: ${why}`, fix)
