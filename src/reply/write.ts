/** Puts into the outbox what a request's events owe and what is not there yet. */
import type { NewEvent } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { compose, composeFlood } from './compose.ts'
import type { Context, Draft } from './draft.ts'
import type { Why } from './limits.ts'
import { owed } from './owed.ts'

/** A letter about a request, or about a letter that opened none. */
export interface Belonging {
  readonly request: string | null
  readonly contentId: string | null
}

/** `there`: the id was there already. Withheld: too many go to the same place, and it was not kept. */
export type Put = 'new' | 'there' | { readonly withheld: Why }

export interface WritePorts {
  readonly outbox: {
    /** Those of the ids that the outbox has already. */
    known(ids: readonly string[]): Promise<ReadonlySet<string>>
    /** Keeps the final bytes, unless the letter is one too many (limits.ts). */
    put(draft: Draft, raw: Buffer, belonging: Belonging): Promise<Put>
  }
  /** Words and bytes: the template filled in, headers and all. */
  readonly build: (draft: Draft, at: Date) => Promise<Buffer>
  /** Notes at its request that a letter was withheld. */
  readonly withhold: (number: string, event: NewEvent) => Promise<void>
}

export interface Written {
  /** The ids of the letters that are new in the outbox. */
  readonly ids: readonly string[]
  /** Then the request has events that whoever loaded it does not know. */
  readonly isSomeWithheld: boolean
}

/** Tells the owner that no more letters come; what set it off is what the letter belongs to. */
async function putFlood(
  belonging: Belonging,
  context: Context,
  ports: WritePorts,
): Promise<readonly string[]> {
  const draft = composeFlood(context)
  if ((await ports.outbox.known([draft.id])).has(draft.id)) return []
  const put = await ports.outbox.put(draft, await ports.build(draft, context.now), belonging)
  return put === 'new' ? [draft.id] : []
}

/** One letter into the outbox; where it is one too many for the owner, the letter that says so. */
export async function putLetter(
  draft: Draft,
  belonging: Belonging,
  context: Context,
  ports: WritePorts,
): Promise<{ readonly ids: readonly string[]; readonly withheld: Why | null }> {
  const put = await ports.outbox.put(draft, await ports.build(draft, context.now), belonging)
  if (put === 'there') return { ids: [], withheld: null }
  if (put === 'new') return { ids: [draft.id], withheld: null }
  const isOwner = put.withheld === 'owner'
  const ids = isOwner ? await putFlood(belonging, context, ports) : []
  return { ids, withheld: put.withheld }
}

export async function write(
  request: PrivacyRequest,
  context: Context,
  ports: WritePorts,
): Promise<Written> {
  const all = owed(request)
  const idOf = (one: { kind: string; version: number }): string =>
    `${request.number}.${one.kind}.${one.version}`
  const known = await ports.outbox.known(all.map(idOf))
  const belonging = { request: request.number, contentId: null }
  const written: string[] = []
  let isSomeWithheld = false
  for (const one of all.filter((each) => !known.has(idOf(each)))) {
    const draft = compose(request, one, context)
    if (draft === null) continue
    const { ids, withheld } = await putLetter(draft, belonging, context, ports)
    written.push(...ids)
    if (withheld === null) continue
    const facts = { kind: one.kind, version: one.version, why: withheld }
    await ports.withhold(request.number, { name: 'reply-withheld', actor: 'system', facts })
    isSomeWithheld = true
  }
  return { ids: written, isSomeWithheld }
}
