/** A letter of the holding pen, understood as the owner understands it. */
import { Fault } from '../errors.ts'
import type { Kind, Understanding } from '../letter/letter.ts'
import type { DemandKind } from '../policy/rules.ts'

const AS_KIND: Readonly<Record<DemandKind, Kind | null>> = {
  rectify: 'rectify',
  cease: 'cease',
  unlawful: 'unlawful',
  access: 'access',
  'unsubscribe-only': 'unsubscribe-only',
  question: 'question',
  objection: 'question',
  // No letter asks for it: it is the company that sees it.
  'purpose-achieved': null,
}

/** @throws Fault usage */
export function takenAs(understanding: Understanding, wanted: DemandKind): Understanding {
  const kind = AS_KIND[wanted]
  if (kind === null)
    throw new Fault('usage', {
      detail: `no letter asks for ${wanted}: use --received and --email`,
    })
  const isObjection = wanted === 'objection'
  const others = understanding.flags.filter((flag) => flag !== 'objection')
  return {
    ...understanding,
    kind,
    alsoKinds: [],
    acknowledge: true,
    concernsPrivacy: true,
    flags: isObjection ? [...others, 'objection'] : others,
  }
}
