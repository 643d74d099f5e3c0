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

function isLetterFile(path: string): boolean {
  return path.endsWith('.eml') && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)
}

function lettersBelow(folder: string): readonly LetterFile[] {
  const letters = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => isLetterFile(join(folder, name)))
    .toSorted()
    .map((name) => ({ name, read: reading(join(folder, name)) }))
  if (letters.length === 0)
    throw new Fault('usage', { detail: `${folder} holds no letter: their names end in .eml` })
  return letters
}

/** A file, or every `.eml` below a folder in the order of the names. @throws Fault usage */
export function letterFiles(path: string): readonly LetterFile[] {
  try {
    if (statSync(path).isDirectory()) return lettersBelow(path)
    return [{ name: basename(path), read: reading(path) }]
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('usage', { detail: `${path} cannot be read`, cause })
  }
}
