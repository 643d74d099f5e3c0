/** How the second reader learns: a multinomial logistic regression by stochastic gradient descent (AdaGrad). */
import { ALIKE_KINDS, softmax } from '../../src/letter/kinds/likeness.ts'
import type { AlikeKind, Weights } from '../../src/letter/kinds/likeness.ts'

export interface Lesson {
  readonly kind: AlikeKind
  readonly signs: readonly string[]
}

const ROUNDS = 25
const STEP = 0.3
/** Keeps a sign that stands in few letters from deciding alone. */
const DECAY = 1e-4
/** A sign of one letter alone is a name, a number, a slip. */
const LETTERS_MIN = 2

interface Learning {
  readonly weight: Float64Array
  readonly slope: Float64Array
}

/** The same lessons give the same weights. */
export function teach(lessons: readonly Lesson[]): Weights {
  const learnings = startingWith(lessons)
  const random = seeded(1)
  for (let round = 0; round < ROUNDS; round += 1)
    for (const lesson of shuffled(lessons, random)) learn(lesson, learnings)
  return new Map([...learnings].map(([sign, { weight }]) => [sign, [...weight]]))
}

function startingWith(lessons: readonly Lesson[]): ReadonlyMap<string, Learning> {
  const counts = new Map<string, number>()
  for (const { signs } of lessons)
    for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= LETTERS_MIN).map(([sign]) => sign)
  return new Map(
    ['', ...kept.toSorted()].map((sign) => [
      sign,
      {
        weight: new Float64Array(ALIKE_KINDS.length),
        slope: new Float64Array(ALIKE_KINDS.length).fill(1e-6),
      },
    ]),
  )
}

function learn({ kind, signs }: Lesson, learnings: ReadonlyMap<string, Learning>): void {
  const scale = 1 / Math.sqrt(signs.length + 1)
  const known = signs.flatMap((sign) => {
    const learning = learnings.get(sign)
    return learning === undefined ? [] : [{ learning, scale }]
  })
  const base = learnings.get('')
  const all = base === undefined ? known : [...known, { learning: base, scale: 1 }]
  const scores = ALIKE_KINDS.map((_, i) =>
    all.reduce((sum, { learning, scale: share }) => sum + share * (learning.weight[i] ?? 0), 0),
  )
  const errors = softmax(scores).map((share, i) => share - (ALIKE_KINDS[i] === kind ? 1 : 0))
  for (const { learning, scale: share } of all) step(learning, errors, share)
}

function step({ weight, slope }: Learning, errors: readonly number[], scale: number): void {
  errors.forEach((error, i) => {
    const gradient = error * scale + DECAY * (weight[i] ?? 0)
    slope[i] = (slope[i] ?? 0) + gradient ** 2
    weight[i] = (weight[i] ?? 0) - (STEP * gradient) / Math.sqrt(slope[i] ?? 1)
  })
}

/** Mulberry32: the order must be the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  const mixed = [...list]
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const [one, other] = [mixed[i], mixed[j]]
    if (one !== undefined && other !== undefined) [mixed[i], mixed[j]] = [other, one]
  }
  return mixed
}

/** As likeness-weights.ts holds them: hundredths, what is too small to be heard left out. */
export function written(weights: Weights): string {
  return [...weights]
    .map(([sign, numbers]) => [sign, numbers.map((number) => Math.round(number * 100))] as const)
    .filter(([sign, numbers]) => sign === '' || numbers.some((number) => Math.abs(number) >= 10))
    .map(([sign, numbers]) => `${sign}\t${numbers.join(' ')}`)
    .join('\n')
}
