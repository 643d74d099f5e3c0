/**
 * What is owed, by dated profiles: the policy's own promises, the law, and soft targets.
 * The numbers stand in data files (`data/rules-*.json`), each with its source; none stands in code.
 */
import { z } from 'zod'
import { civilDateSchema } from './calendar.ts'
import type { CivilDate } from './calendar.ts'
import { faultLines } from './faults.ts'
import type { Faults } from './faults.ts'

/** What a request asks, as far as terms differ. */
export const DEMAND_KINDS = [
  'rectify',
  'cease',
  'unlawful',
  'access',
  'unsubscribe-only',
  'question',
  'objection',
  'purpose-achieved',
] as const
export type DemandKind = (typeof DEMAND_KINDS)[number]

/** What is owed, in the order it is done and shown. */
export const OBLIGATIONS = [
  'ack',
  'hold',
  'correct',
  'stop',
  'destroy',
  'block',
  'partner',
  'export',
  'answer',
  'notify',
] as const
export type ObligationName = (typeof OBLIGATIONS)[number]

const termSchema = z.strictObject({
  count: z.int().min(1, 'must be 1 or more'),
  unit: z.enum(['working-days', 'days', 'months']),
})

/** A length of time that runs from the day after its start. */
export type Term = z.infer<typeof termSchema>

const ruleSchema = z.strictObject({
  kind: z.enum(DEMAND_KINDS),
  obligation: z.enum(OBLIGATIONS),
  /** null: owed, but the source names no date. */
  term: termSchema.nullable(),
  /** confirmed: the day on which identity and grounds are confirmed. */
  from: z.enum(['receipt', 'confirmed']),
  /** The paragraph or article. */
  source: z.string().min(1, 'is empty; name the paragraph'),
  /** text: read there; reported: by independent readings; press; recalled; judgement: our own. */
  certainty: z.enum(['text', 'reported', 'press', 'recalled', 'judgement']),
  /** When it is owed at all, where that depends on more than the demand. */
  note: z.string().min(1, 'is empty; remove it').optional(),
})
export type Rule = z.infer<typeof ruleSchema>

const profileSchema = z.strictObject({
  id: z.string().min(1, 'is empty; give it a value'),
  /** policy and law bind; soft is a target. */
  clock: z.enum(['policy', 'law', 'soft']),
  /** First and last day of receipt the profile speaks of; without `to` it is still in force. */
  from: civilDateSchema,
  to: civilDateSchema.optional(),
  note: z.string().optional(),
  rules: z.array(ruleSchema),
})
export type RuleProfile = z.infer<typeof profileSchema>

/** A rule at work on one request. */
export interface DatedRule {
  readonly profile: RuleProfile
  readonly rule: Rule
  /** null while the term has not begun. */
  readonly start: CivilDate | null
  readonly due: CivilDate | null
}

/** One thing owed; a date is null where that clock does not run (or not yet). */
export interface DatedObligation {
  readonly name: ObligationName
  readonly policyDue: CivilDate | null
  readonly lawDue: CivilDate | null
  readonly softDue: CivilDate | null
  /** The strictest binding date (the soft one where nothing binds), moved back to a working day. */
  readonly actBy: CivilDate | null
}

/** Reads one rule profile, or tells every fault in it. */
export function parseRules(
  input: unknown,
): { readonly ok: true; readonly profile: RuleProfile } | Faults {
  const parsed = profileSchema.safeParse(input)
  if (!parsed.success) return { ok: false, faults: faultLines(parsed.error, profileSchema, input) }
  const profile = parsed.data
  if (profile.to !== undefined && profile.to < profile.from) {
    return { ok: false, faults: ['to: is earlier than from; swap them or remove it'] }
  }
  return { ok: true, profile }
}

/** The profiles that speak of a request received on this day: a later edition never reaches back. */
export function inForce(profiles: readonly RuleProfile[], receivedOn: CivilDate): RuleProfile[] {
  return profiles.filter(
    ({ from, to }) => from <= receivedOn && (to === undefined || receivedOn <= to),
  )
}
