/** How letters would be understood, with no database and no network. */
import type { Promises } from '../edge/files.ts'
import { letterFiles } from '../edge/letter-files.ts'
import { createReader } from '../edge/mime.ts'
import type { Reader } from '../edge/mime.ts'
import { describe } from '../letter/classify.ts'
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

interface Surroundings {
  readonly reader: Reader
  readonly promises: Promises
  readonly trustedAuthservId: string | null
}

async function readLetter(
  raw: Buffer,
  { reader, promises, trustedAuthservId }: Surroundings,
): Promise<ReadLetter> {
  const { policy } = promises
  const parsed = await reader.read(raw)
  const understanding = await reader.understand(parsed, {
    phrases: policy.subjects,
    mailbox: policy.mailbox.address,
    trustedAuthservId,
  })
  const roles = ['inbox'] as const
  const receivedAt = new Date()
  return { contentId: contentId(raw), receivedAt, roles, parsed, understanding, signatures: [] }
}

/** @param trustedAuthservId whose Authentication-Results are believed; null: nobody's */
export function createSimulation(promises: Promises, trustedAuthservId: string | null): Simulation {
  const reader = createReader()
  return {
    async *read(paths) {
      for (const { name, read } of paths.flatMap(letterFiles)) {
        const letter = await readLetter(read(), { reader, promises, trustedAuthservId })
        yield { letter, line: describe(name, letter.understanding) }
      }
    },
    walk: (letter) => rehearse(letter, promises),
    close: () => reader.close(),
  }
}
