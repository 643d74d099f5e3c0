/** How well letters are understood, against what a careful clerk would say of them. */
import type { Change, Kind, Understanding } from '../../src/letter/letter.ts'
import type { Label } from './labels.ts'

/** What was understood, as far as it is judged. */
export interface Understood extends Pick<
  Understanding,
  'kind' | 'language' | 'statedEmail' | 'alsoKinds' | 'code' | 'review'
> {
  readonly changes: readonly Pick<Change, 'field' | 'to'>[]
}

/** Of two numbers the first is counted among the second. */
export interface Share {
  readonly count: number
  readonly of: number
}

export interface KindScore {
  readonly kind: Kind
  readonly letters: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface Score {
  readonly letters: number
  readonly right: Share
  readonly macroF1: number
  readonly byKind: readonly KindScore[]
  readonly byTwist: ReadonlyMap<string, Share>
  /** Letters that ask for neither and were taken for rectify or cease. */
  readonly falseAction: Share
  /** Rectify and cease that were taken for neither. */
  readonly lostDemand: Share
  /** Rectify taken for cease or the other way round. */
  readonly wrongDemand: Share
  readonly language: Share
  readonly alsoKinds: Share
  readonly code: Share
  readonly statedEmail: { readonly precision: number; readonly recall: number }
  readonly changes: { readonly precision: number; readonly recall: number }
  /** Letters that a person must look at and that were not flagged. */
  readonly unflagged: Share
  /** Other letters that were flagged. */
  readonly overFlagged: Share
  /** `d001.eml kind: cease, not question`. */
  readonly errors: readonly string[]
}

interface Pair {
  readonly label: Label
  readonly understood: Understood
}

/** @throws Error when a labelled letter was not read */
export function score(labels: readonly Label[], read: ReadonlyMap<string, Understood>): Score {
  const pairs = labels.map((label) => {
    const understood = read.get(label.file)
    if (understood === undefined) throw new Error(`${label.file} was not read`)
    return { label, understood }
  })
  const byKind = kindScores(pairs)
  const demands = pairs.filter(({ label }) => isDemand(label.kind))
  const others = pairs.filter(({ label }) => !isDemand(label.kind))
  const lookedAt = pairs.filter(({ label }) => label.review)
  const plain = pairs.filter(({ label }) => !label.review)
  return {
    letters: pairs.length,
    right: share(pairs, isRight),
    macroF1: byKind.reduce((sum, { f1 }) => sum + f1, 0) / byKind.length,
    byKind,
    byTwist: twistScores(pairs),
    falseAction: share(others, ({ understood }) => isDemand(understood.kind)),
    lostDemand: share(demands, ({ understood }) => !isDemand(understood.kind)),
    wrongDemand: share(demands, (pair) => isDemand(pair.understood.kind) && !isRight(pair)),
    language: share(pairs, ({ label, understood }) => label.language === understood.language),
    alsoKinds: share(pairs, ({ label, understood }) =>
      sameSet(label.alsoKinds, understood.alsoKinds),
    ),
    code: share(pairs, ({ label, understood }) => label.code === understood.code),
    statedEmail: agreement(pairs, ({ statedEmail }) => (statedEmail === null ? [] : [statedEmail])),
    changes: agreement(pairs, ({ changes }) => changes.map(({ field, to }) => `${field} ${to}`)),
    unflagged: share(lookedAt, ({ understood }) => !understood.review),
    overFlagged: share(plain, ({ understood }) => understood.review),
    errors: pairs.flatMap(errorsOf),
  }
}

function isDemand(kind: Kind): boolean {
  return kind === 'rectify' || kind === 'cease'
}

function isRight({ label, understood }: Pair): boolean {
  return label.kind === understood.kind
}

function share(pairs: readonly Pair[], counts: (pair: Pair) => boolean): Share {
  return { count: pairs.filter(counts).length, of: pairs.length }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join() === other.toSorted().join()
}

function kindScores(pairs: readonly Pair[]): readonly KindScore[] {
  const kinds = [...new Set(pairs.map(({ label }) => label.kind))].toSorted()
  return kinds.map((kind) => {
    const wanted = pairs.filter(({ label }) => label.kind === kind)
    const given = pairs.filter(({ understood }) => understood.kind === kind)
    const found = wanted.filter(isRight).length
    const precision = ratio(found, given.length)
    const recall = ratio(found, wanted.length)
    const f1 = ratio(2 * precision * recall, precision + recall)
    return { kind, letters: wanted.length, precision, recall, f1 }
  })
}

function twistScores(pairs: readonly Pair[]): ReadonlyMap<string, Share> {
  const twists = [...new Set(pairs.flatMap(({ label }) => label.twists))].toSorted()
  return new Map(
    twists.map((twist) => {
      const having = pairs.filter(({ label }) => label.twists.includes(twist))
      return [twist, share(having, isRight)]
    }),
  )
}

/** Precision and recall of all values of one sort, over all letters. */
function agreement(
  pairs: readonly Pair[],
  valuesOf: (said: Label | Understood) => readonly string[],
): Score['changes'] {
  let found = 0
  let wanted = 0
  let given = 0
  for (const { label, understood } of pairs) {
    const right = valuesOf(label)
    const read = valuesOf(understood)
    wanted += right.length
    given += read.length
    found += right.filter((value) => read.includes(value)).length
  }
  return { precision: ratio(found, given), recall: ratio(found, wanted) }
}

/** Nothing wanted and nothing given is all right. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? (part === 0 ? 1 : 0) : part / whole
}

function errorsOf({ label, understood }: Pair): readonly string[] {
  const said = (one: Label | Understood): Readonly<Record<string, string>> => ({
    kind: one.kind,
    language: one.language,
    'stated address': one.statedEmail ?? 'none',
    changes: one.changes
      .map(({ field, to }) => `${field} ${to}`)
      .toSorted((a, b) => a.localeCompare(b))
      .join('; '),
    'further kinds': [...one.alsoKinds].toSorted((a, b) => a.localeCompare(b)).join(),
    code: one.code ?? 'none',
    review: String(one.review),
  })
  const right = said(label)
  return Object.entries(said(understood))
    .filter(([what, read]) => right[what] !== read)
    .map(([what, read]) => `${label.file} ${what}: ${right[what] ?? ''}, not ${read}`)
}

/** The score as people read it. */
export function table(result: Score): string {
  const percent = (part: number): string => `${(100 * part).toFixed(1)} %`.padStart(8)
  const count = ({ count: part, of }: Share): string => `${part} of ${of}`
  const kinds = result.byKind.map(
    ({ kind, letters, precision, recall, f1 }) =>
      `${kind.padEnd(18)}${String(letters).padStart(4)}${[precision, recall, f1].map(percent).join('  ')}`,
  )
  const twists = [...result.byTwist]
    .filter(([, { count: right, of }]) => right < of)
    .map(([twist, shareOf]) => `  ${twist}: ${count(shareOf)}`)
  return [
    `letters ${result.letters}, kind right ${count(result.right)}, macro-F1 ${result.macroF1.toFixed(3)}`,
    `${'kind'.padEnd(18)}   n precision    recall        F1`,
    ...kinds,
    `taken for a demand and none: ${count(result.falseAction)}`,
    `demands not recognised: ${count(result.lostDemand)}, taken for the other: ${count(result.wrongDemand)}`,
    `language: ${count(result.language)}, further kinds: ${count(result.alsoKinds)}, code: ${count(result.code)}`,
    `stated address: precision ${percent(result.statedEmail.precision)}, recall ${percent(result.statedEmail.recall)}`,
    `changes: precision ${percent(result.changes.precision)}, recall ${percent(result.changes.recall)}`,
    `to be looked at and not flagged: ${count(result.unflagged)}, others flagged: ${count(result.overFlagged)}`,
    ...(twists.length === 0 ? [] : ['twists with a wrong kind:', ...twists]),
    ...result.errors,
  ].join('\n')
}
