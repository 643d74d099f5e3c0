/** What exactly would be done: shown to the owner, and carried out as shown or not at all. */
import type { Change, Field } from '../letter/letter.ts'
import { FIELDS } from '../letter/letter.ts'
import { demandRule } from '../request/demand-kinds.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lacksAuthority, nextUnproven, proofOf } from '../request/identity.ts'
import { numberFact } from '../request/event.ts'
import { eventsNamed, wantedChanges } from '../request/request.ts'
import type { Fields, PersonRecord } from './holder.ts'

/** Why nothing can be carried out yet. */
export const OBSTACLES = [
  /** A correction without a new value. */
  'no-value',
  /** Nobody is proven to be the person on record, and nobody can be asked. */
  'not-proven',
  /** Somebody acts for the person, and the owner has not seen by what right (p.9.1, p.16). */
  'no-authority',
  'several-records',
  /** The record already says so. */
  'nothing-differs',
  /** The owner answers in words: a question, an objection (p.21; law 94-V art. 19-1). */
  'in-words',
  /** A copy goes to the address on record and nowhere else, and there is none. */
  'no-address',
] as const
export type Obstacle = (typeof OBSTACLES)[number]

export type Plan =
  | {
      readonly do: 'correct'
      readonly holder: string
      readonly ref: string
      readonly before: Fields
      readonly after: Fields
    }
  | {
      readonly do: 'destroy'
      readonly holder: string
      readonly ref: string
      readonly fields: readonly Field[]
    }
  | {
      readonly do: 'disclose'
      readonly holder: string
      readonly ref: string
      readonly fields: readonly Field[]
    }
  | { readonly do: 'no-record' }
  | { readonly do: 'nothing'; readonly why: Obstacle; readonly changes: readonly Change[] }

/** A record and the holder it was found in. */
export interface Found {
  readonly holder: string
  readonly record: PersonRecord
}

function nothing(request: PrivacyRequest, why: Obstacle): Plan {
  return { do: 'nothing', why, changes: wantedChanges(request) }
}

function correction(request: PrivacyRequest, found: Found): Plan {
  const changes = wantedChanges(request)
  if (changes.length === 0) return nothing(request, 'no-value')
  const after: Partial<Record<Field, string>> = {}
  const before: Partial<Record<Field, string>> = {}
  for (const { field, to } of changes) {
    const held = found.record.fields[field]
    if (held === to) continue
    after[field] = to
    if (held !== undefined) before[field] = held
  }
  if (Object.keys(after).length === 0) return nothing(request, 'nothing-differs')
  return { do: 'correct', holder: found.holder, ref: found.record.ref, before, after }
}

function onRecord(request: PrivacyRequest, { holder, record }: Found): Plan {
  const where = { holder, ref: record.ref, fields: fieldsHeld(record.fields) }
  switch (demandRule(request.kind).does) {
    case 'correct':
      return correction(request, { holder, record })
    case 'destroy':
      return { do: 'destroy', ...where }
    case 'disclose':
      // Never to a new address: whoever asks for a copy gets it where we always wrote (p.16).
      return record.fields.email === undefined
        ? nothing(request, 'no-address')
        : { do: 'disclose', ...where }
    default:
      return nothing(request, 'in-words')
  }
}

/**
 * From is a claim (ruling 7): without a proof of who asks there is no plan, whatever the letter says.
 * What must be proven first is asked before this (request/identity.ts).
 */
export function makePlan(request: PrivacyRequest, found: readonly Found[]): Plan {
  const { does, needsProof } = demandRule(request.kind)
  if (does === 'words' || does === 'nothing') return nothing(request, 'in-words')
  if (lacksAuthority(request)) return nothing(request, 'no-authority')
  if (needsProof && proofOf(request) === null) return nothing(request, 'not-proven')
  const [only] = found
  if (found.length > 1) return nothing(request, 'several-records')
  if (needsProof && nextUnproven(request, only !== undefined) !== null)
    return nothing(request, 'not-proven')
  return only === undefined ? { do: 'no-record' } : onRecord(request, only)
}

export function fieldsHeld(fields: Fields): readonly Field[] {
  return FIELDS.filter((field) => fields[field] !== undefined)
}

/** One field of a correction; `before` is null where nothing is on record, or nothing was looked up. */
export interface PlannedChange {
  readonly field: Field
  readonly before: string | null
  readonly after: string
}

/** What would be written, or is asked to be where nothing can be carried out. */
export function plannedChanges(plan: Plan): readonly PlannedChange[] {
  if (plan.do === 'nothing')
    return plan.changes.map(({ field, to }) => ({ field, before: null, after: to }))
  if (plan.do !== 'correct') return []
  return FIELDS.flatMap((field) => {
    const after = plan.after[field]
    return after === undefined ? [] : [{ field, before: plan.before[field] ?? null, after }]
  })
}

/** Whether the owner's yes can carry it out. */
export function isPossible(plan: Plan): boolean {
  return plan.do !== 'nothing'
}

/** What is read back from the ledger is checked. */
function isPlan(content: unknown): content is Plan {
  return typeof content === 'object' && content !== null && 'do' in content
}

/** The plan in force, or the newest one of a version; null when there is none, or its key is destroyed. */
export function newestPlan(request: PrivacyRequest, version?: number): Plan | null {
  const planned = eventsNamed(request, 'planned').filter(
    (event) => version === undefined || numberFact(event, 'version') === version,
  )
  const plan = planned.at(-1)?.content
  return isPlan(plan) ? plan : null
}
