/** The letters that the second reader is taught by. */
import { signsIn } from '../../src/letter/classify.ts'
import { ALIKE_KINDS } from '../../src/letter/kinds/likeness.ts'
import type { AlikeKind } from '../../src/letter/kinds/likeness.ts'
import type { ParsedLetter } from '../../src/letter/letter.ts'
import { MAILBOX, PHRASES, letterWith } from '../letter/samples.ts'
import { readLabels, readWritten } from './labels.ts'
import { readLabelled } from './labelled.ts'
import type { Lesson } from './teach.ts'

export interface TaughtLetter {
  readonly kind: AlikeKind
  readonly letter: ParsedLetter
}

const isAlike = (kind: string): kind is AlikeKind => ALIKE_KINDS.some((alike) => alike === kind)

function lettersOf(file: string): readonly TaughtLetter[] {
  return readWritten(file).flatMap(({ kind, subject, text }) =>
    isAlike(kind) ? [{ kind, letter: letterWith({ subject, text }) }] : [],
  )
}

/** Letters that the rules were made with: that they read these right says nothing about others. */
async function known(): Promise<readonly TaughtLetter[]> {
  const labels = readLabels()
  const letters = await readLabelled(labels)
  const labelled = labels.flatMap(({ file, kind }) => {
    const letter = letters.get(file)
    return isAlike(kind) && letter !== undefined ? [{ kind, letter }] : []
  })
  return [...labelled, ...lettersOf('written'), ...lettersOf('taught/known')]
}

/** Letters that the rules had not seen when they were made. */
export function fresh(): readonly TaughtLetter[] {
  return lettersOf('taught/fresh')
}

const CONTEXT = { phrases: PHRASES, mailbox: MAILBOX }

/** Of letters that the rules know, what the rules find is no lesson. */
export async function knownLessons(): Promise<readonly Lesson[]> {
  return (await known()).map(({ kind, letter }) => ({
    kind,
    signs: signsIn(letter, CONTEXT).written,
  }))
}

export function freshLesson({ kind, letter }: TaughtLetter): Lesson {
  const { written, found } = signsIn(letter, CONTEXT)
  return { kind, signs: [...written, ...found] }
}
