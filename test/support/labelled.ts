import { readFileSync } from 'node:fs'
import { createReader } from '../../src/edge/mime.ts'
import { understand } from '../../src/letter/classify.ts'
import type { ParsedLetter } from '../../src/letter/letter.ts'
import { PHRASES } from '../letter/samples.ts'
import type { Label } from './labels.ts'
import type { Understood } from './score.ts'

const folder = new URL('../letters/labelled/', import.meta.url)

/** The mailbox the labelled letters are written to, and the server that vouched for them. */
const CONTEXT = {
  phrases: PHRASES,
  mailbox: 'snp201@mail.ru',
  trustedAuthservId: 'mxs.mail.ru',
}

/** Every labelled letter as it is parsed, by its file. */
export async function readLabelled(
  labels: readonly Label[],
): Promise<ReadonlyMap<string, ParsedLetter>> {
  const reader = createReader()
  const read = new Map<string, ParsedLetter>()
  for (const { file } of labels)
    read.set(file, await reader.read(readFileSync(new URL(file, folder))))
  await reader.close()
  return read
}

/** Every labelled letter as it is understood, by its file. */
export async function understandLabelled(
  labels: readonly Label[],
): Promise<ReadonlyMap<string, Understood>> {
  const letters = [...(await readLabelled(labels))]
  return new Map(letters.map(([file, letter]) => [file, understand(letter, CONTEXT)]))
}
