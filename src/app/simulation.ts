/** How letters would be understood, with no database and no network. */
import type { Promises } from '../edge/files.ts'
import { letterFiles } from '../edge/letter-files.ts'
import { createReader } from '../edge/mime.ts'
import type { Reader } from '../edge/mime.ts'
import { describe, understand } from '../letter/classify.ts'
import { contentId } from '../letter/content-id.ts'
import type { ReadLetter } from '../letter/receive.ts'
import { rehearse } from './rehearsal.ts'
import type { Told } from './rehearsal.ts'

export interface Simulated {
  /** The documented JSON line. */
  readonly line: Readonly<Record<string, unknown>>
  readonly letter: ReadLetter
}

export interface Simulation {
  /** One after another, in the order of their names. @throws Fault usage when a path cannot be read */
  read(paths: readonly string[]): AsyncGenerator<Simulated>
  walk(letter: ReadLetter): Promise<readonly Told[]>
  close(): Promise<void>
}

async function readLetter(
  raw: Buffer,
  { reader, promises }: { reader: Reader; promises: Promises },
): Promise<ReadLetter> {
  const { policy } = promises
  const parsed = await reader.read(raw)
  const understanding = understand(parsed, {
    phrases: policy.subjects,
    mailbox: policy.mailbox.address,
  })
  const roles = ['inbox'] as const
  return { contentId: contentId(raw), receivedAt: new Date(), roles, parsed, understanding }
}

export function createSimulation(promises: Promises): Simulation {
  const reader = createReader()
  return {
    async *read(paths) {
      for (const { name, read } of paths.flatMap(letterFiles)) {
        const letter = await readLetter(read(), { reader, promises })
        yield { letter, line: describe(name, letter.understanding) }
      }
    },
    walk: (letter) => rehearse(letter, promises),
    close: () => reader.close(),
  }
}
