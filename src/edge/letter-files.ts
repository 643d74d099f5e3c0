/** Letters as files: what `simulate` reads. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Fault } from '../errors.ts'

export interface LetterFile {
  /** As it is shown: the file's own name, or its place below the folder that was named. */
  readonly name: string
  readonly read: () => Buffer
}

function reading(path: string): () => Buffer {
  return () => {
    try {
      return readFileSync(path)
    } catch (cause) {
      throw new Fault('usage', { detail: `${path} cannot be read`, cause })
    }
  }
}

/** A file, or every `.eml` below a folder in the order of the names. @throws Fault usage */
export function letterFiles(path: string): readonly LetterFile[] {
  try {
    if (!statSync(path).isDirectory()) return [{ name: basename(path), read: reading(path) }]
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.eml'))
      .toSorted()
      .map((name) => ({ name, read: reading(join(path, name)) }))
  } catch (cause) {
    throw new Fault('usage', { detail: `${path} cannot be read`, cause })
  }
}
