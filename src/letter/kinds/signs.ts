import type { Understanding } from '../letter.ts'
import type { Sentence } from '../sentence/sentence.ts'

/** A letter is compared by so many of its first words. */
const WORDS_MAX = 400
const STEM_CHARS = 6
const PAIR_CHARS = 5
/** More meanings than these stand in no sentence that says something. */
const SENSES_MAX = 14

/**
 * What the second reader compares letters by: beginnings of words, neighbouring words, and the
 * meanings that stand together in a sentence; those of the subject line apart from those below it.
 */
export function signsOf(title: Sentence, sentences: readonly Sentence[]): readonly string[] {
  const signs = new Set<string>()
  addSigns(title, 's:', signs)
  let words = 0
  for (const sentence of sentences) {
    addSigns(sentence, '', signs)
    words += sentence.tokens.length
    if (words > WORDS_MAX) break
  }
  return [...signs]
}

function addSigns(sentence: Sentence, where: string, signs: Set<string>): void {
  for (const sign of [...wordSigns(sentence), ...senseSigns(sentence)]) signs.add(where + sign)
}

function wordSigns({ tokens, isQuestion }: Sentence): readonly string[] {
  const words = tokens.map(({ word }) => word.slice(0, STEM_CHARS))
  const pairs = tokens.slice(1).map(({ word }, i) => {
    const before = tokens[i]?.word ?? ''
    return `${before.slice(0, PAIR_CHARS)} ${word.slice(0, PAIR_CHARS)}`
  })
  return [...words, ...pairs, ...(isQuestion ? ['?'] : [])]
}

/** `~destroy/imperative` and `~data~destroy` say the same in all three languages. */
function senseSigns({ tokens, isQuestion }: Sentence): readonly string[] {
  const inMood = tokens.flatMap(({ senses, mood }) => [...senses].map((one) => `~${one}/${mood}`))
  const senses = [...new Set(tokens.flatMap((token) => [...token.senses]))]
    .toSorted()
    .slice(0, SENSES_MAX)
  const pairs = senses.flatMap((one, i) => senses.slice(i + 1).map((other) => `~${one}~${other}`))
  return [...inMood, ...senses.map((one) => `~${one}${isQuestion ? '?' : ''}`), ...pairs]
}

const REASON_CHARS = 40

/** What the rules found, as signs among the others. */
export function findingsOf({
  kind,
  certainty,
  review,
  changes,
  statedEmail,
  reasons,
}: Understanding): readonly string[] {
  return [
    `found:${kind}`,
    `found:${kind}/${certainty}/${review ? 'doubted' : 'plain'}`,
    `found:changes ${Math.min(changes.length, 2)}`,
    ...(statedEmail === null ? [] : ['found:address']),
    ...reasons.map((reason) => `found:${reason.replace(/ ?\(.*/u, '').slice(0, REASON_CHARS)}`),
  ]
}
