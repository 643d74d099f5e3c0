import type { Kind } from '../letter.ts'
import { WEIGHTS } from './likeness-weights.ts'

/** The kinds a person's first letter can have. */
export const ALIKE_KINDS = [
  'rectify',
  'cease',
  'access',
  'unlawful',
  'unsubscribe-only',
  'question',
  'spam',
] as const satisfies readonly Kind[]
export type AlikeKind = (typeof ALIKE_KINDS)[number]

/** What letters a letter is like. */
export interface Likeness {
  readonly kind: AlikeKind
  /** 0 to 1: how much more this kind than all others. */
  readonly share: number
  /** The signs that speak loudest for it, at most three. */
  readonly signs: readonly string[]
}

/** Weight of a sign for each of `ALIKE_KINDS`, by the sign; the sign '' is what every letter has. */
export type Weights = ReadonlyMap<string, readonly number[]>

const NONE: readonly number[] = ALIKE_KINDS.map(() => 0)

/**
 * The second reader: letters in words that no rule knows, compared with thousands of invented letters
 * that people have labelled. It adds up what each word and each pair of neighbours says for every
 * kind (a multinomial logistic regression; `npm run teach` learns the weights).
 */
export function likeness(signs: readonly string[], weights: Weights = learned()): Likeness {
  const scale = 1 / Math.sqrt(signs.length + 1)
  const known = signs.flatMap((sign) => {
    const weight = weights.get(sign)
    return weight === undefined ? [] : [{ sign, weight }]
  })
  const base = weights.get('') ?? NONE
  const scores = ALIKE_KINDS.map((_, kind) =>
    known.reduce((sum, { weight }) => sum + scale * (weight[kind] ?? 0), base[kind] ?? 0),
  )
  const shares = softmax(scores)
  const best = shares.indexOf(Math.max(...shares))
  const loudest = known
    .filter(({ weight }) => (weight[best] ?? 0) > 0)
    .toSorted((one, other) => (other.weight[best] ?? 0) - (one.weight[best] ?? 0))
    .slice(0, 3)
    .map(({ sign }) => sign)
  return { kind: ALIKE_KINDS[best] ?? 'question', share: shares[best] ?? 0, signs: loudest }
}

export function softmax(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((one, other) => one + other, 0)
  return powers.map((power) => power / sum)
}

let table: Weights | null = null

function learned(): Weights {
  table ??= weightsOf(WEIGHTS)
  return table
}

/** One sign a line: the sign, a tab, and hundredths for each kind. */
export function weightsOf(text: string): Weights {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [sign, numbers] = line.split('\t')
      return sign === undefined || numbers === undefined
        ? []
        : [[sign, numbers.split(' ').map((number) => Number(number) / 100)] as const]
    }),
  )
}
