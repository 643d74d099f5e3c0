/** Puts into the outbox what a request's events owe and what is not there yet. */
import type { PrivacyRequest } from '../request/request.ts'
import { compose } from './compose.ts'
import type { Context, Draft } from './draft.ts'
import { owed } from './owed.ts'

/** A letter about a request, or about a letter that opened none. */
export interface Belonging {
  readonly request: string | null
  readonly contentId: string | null
}

export interface WritePorts {
  readonly outbox: {
    /** Those of the ids that the outbox has already. */
    known(ids: readonly string[]): Promise<ReadonlySet<string>>
    /** Keeps the final bytes. @returns false when the id is there already */
    put(draft: Draft, raw: Buffer, belonging: Belonging): Promise<boolean>
  }
  /** Words and bytes: the template filled in, headers and all. */
  readonly build: (draft: Draft, at: Date) => Promise<Buffer>
}

/** @returns the ids of the letters that are new in the outbox */
export async function write(
  request: PrivacyRequest,
  context: Context,
  ports: WritePorts,
): Promise<readonly string[]> {
  const all = owed(request)
  const idOf = (one: { kind: string; version: number }): string =>
    `${request.number}.${one.kind}.${one.version}`
  const known = await ports.outbox.known(all.map(idOf))
  const written: string[] = []
  for (const one of all.filter((each) => !known.has(idOf(each)))) {
    const draft = compose(request, one, context)
    if (draft === null) continue
    const raw = await ports.build(draft, context.now)
    if (await ports.outbox.put(draft, raw, { request: request.number, contentId: null }))
      written.push(draft.id)
  }
  return written
}
