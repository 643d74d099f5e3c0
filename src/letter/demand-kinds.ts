/** Which demands a letter makes: each becomes a request of its own, with its own dates. */
import type { DemandKind } from '../policy/rules.ts'
import type { Kind, Understanding } from './letter.ts'

const ASKED = ['rectify', 'cease', 'unlawful', 'access', 'unsubscribe-only'] as const

function isAsked(kind: Kind): kind is (typeof ASKED)[number] {
  return ASKED.some((one) => one === kind)
}

/** A question about personal data is answered by the owner (p.21); one of anything else is the owner's own mail. */
function wordsWanted({ kind, concernsPrivacy, acknowledge, flags }: Understanding): DemandKind[] {
  if (kind !== 'question' || !concernsPrivacy || !acknowledge) return []
  return [flags.includes('objection') ? 'objection' : 'question']
}

/** Empty for what no rule knows: a person must look. */
export function demandKinds(understanding: Understanding): readonly DemandKind[] {
  const { kind, alsoKinds } = understanding
  const asked = [...new Set([kind, ...alsoKinds])].filter(isAsked)
  return asked.length > 0 && isAsked(kind) ? asked : wordsWanted(understanding)
}
