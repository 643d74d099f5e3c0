import { Fault } from '../errors.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import type { DemandKind } from '../policy/rules.ts'

/** @throws Fault usage */
export function readDemandKind(typed: string): DemandKind {
  const kind = DEMAND_KINDS.find((one) => one === typed)
  if (kind !== undefined) return kind
  throw new Fault('usage', { detail: `--kind is one of ${DEMAND_KINDS.join(', ')}` })
}
