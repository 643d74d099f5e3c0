/** What each kind of demand leads to; whoever needs to know asks here. */
import type { DemandKind, ObligationName } from '../policy/rules.ts'

export interface DemandRule {
  /** What a yes of the owner does; `words`: the owner answers in words; `nothing`: no yes is needed. */
  readonly does: 'correct' | 'destroy' | 'disclose' | 'words' | 'nothing'
  /** What is held back at once, whoever asks: harmless and reversible (domain: A0). */
  readonly holds: 'everything' | 'mailings' | null
  /** Who asks must be proven first (ruling 7). */
  readonly needsProof: boolean
  /** The obligation that the whole request is promised for. */
  readonly main: ObligationName
}

const RULES: Readonly<Record<DemandKind, DemandRule>> = {
  rectify: { does: 'correct', holds: null, needsProof: true, main: 'correct' },
  cease: { does: 'destroy', holds: 'everything', needsProof: true, main: 'destroy' },
  unlawful: { does: 'destroy', holds: 'everything', needsProof: true, main: 'destroy' },
  access: { does: 'disclose', holds: null, needsProof: true, main: 'export' },
  'unsubscribe-only': { does: 'nothing', holds: 'mailings', needsProof: false, main: 'hold' },
  question: { does: 'words', holds: null, needsProof: false, main: 'answer' },
  objection: { does: 'words', holds: null, needsProof: false, main: 'answer' },
  // The owner opens it, who knows what the data were for (p.17.4).
  'purpose-achieved': { does: 'destroy', holds: 'everything', needsProof: false, main: 'destroy' },
}

export function demandRule(kind: DemandKind): DemandRule {
  return RULES[kind]
}
