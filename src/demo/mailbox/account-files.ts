import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Account, AccountState } from './account.ts'
import { StoredLetter } from './folder.ts'

const INDEX = 'index.json'
const NAME_MAX = 120

const Index = z.object({
  user: z.string(),
  nextFile: z.int(),
  folders: z.array(
    z.object({
      name: z.string(),
      specialUse: z.string().optional(),
      uidValidity: z.int(),
      uidNext: z.int(),
      modseq: z.int(),
      letters: z.array(
        z.object({
          file: z.string().regex(/^\d+\.eml$/),
          uid: z.int(),
          modseq: z.int(),
          flags: z.array(z.string()),
          internalDate: z.iso.datetime(),
        }),
      ),
    }),
  ),
})
type Index = z.infer<typeof Index>

/**
 * A folder for each account: one `.eml` for each letter and an `index.json` for the rest.
 *
 * Letters are written before the index that names them and removed after the one that does not,
 * so a process that ends in between leaves at most a file nobody names.
 */
export class AccountFiles {
  readonly #root: string
  readonly #files = new WeakMap<StoredLetter, string>()
  readonly #accounts = new Map<string, { nextFile: number; files: ReadonlySet<string> }>()

  constructor(root: string) {
    this.#root = root
    mkdirSync(root, { recursive: true, mode: 0o700 })
    chmodSync(root, 0o700)
  }

  read(): AccountState[] {
    return readdirSync(this.#root)
      .map((name) => join(this.#root, name))
      .filter((folder) => existsSync(join(folder, INDEX)))
      .map((folder) => this.#readAccount(folder))
  }

  write(account: Account): void {
    const folder = join(this.#root, folderName(account.user))
    const before = this.#accounts.get(account.user) ?? { nextFile: 1, files: new Set<string>() }
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    let { nextFile } = before
    const fileOf = (letter: StoredLetter): string => {
      const file = this.#files.get(letter) ?? `${nextFile++}.eml`
      if (!before.files.has(file)) writeFileSync(join(folder, file), letter.raw, { mode: 0o600 })
      this.#files.set(letter, file)
      return file
    }
    const folders = foldersOf(account, fileOf)
    writeIndex(folder, { user: account.user, nextFile, folders })
    const files = namedFiles(folders)
    this.#accounts.set(account.user, { nextFile, files })
    for (const file of before.files) {
      if (!files.has(file)) rmSync(join(folder, file), { force: true })
    }
  }

  #readAccount(folder: string): AccountState {
    const index = Index.parse(JSON.parse(readFileSync(join(folder, INDEX), 'utf8')))
    this.#accounts.set(index.user, { nextFile: index.nextFile, files: namedFiles(index.folders) })
    const folders = index.folders.map((kept) => ({
      ...kept,
      letters: kept.letters
        .filter(({ file }) => existsSync(join(folder, file)))
        .map((letter) => this.#readLetter(folder, letter)),
    }))
    return { user: index.user, folders }
  }

  #readLetter(
    folder: string,
    { file, ...kept }: Index['folders'][number]['letters'][number],
  ): StoredLetter {
    const letter = new StoredLetter({
      ...kept,
      raw: readFileSync(join(folder, file)),
      flags: new Set(kept.flags),
      internalDate: new Date(kept.internalDate),
    })
    this.#files.set(letter, file)
    return letter
  }
}

function foldersOf(account: Account, fileOf: (letter: StoredLetter) => string): Index['folders'] {
  return account.folders.map(({ name, specialUse, uidValidity, uidNext, modseq, letters }) => ({
    name,
    specialUse,
    uidValidity,
    uidNext,
    modseq,
    letters: letters.map((letter) => ({
      file: fileOf(letter),
      uid: letter.uid,
      modseq: letter.modseq,
      flags: [...letter.flags],
      internalDate: letter.internalDate.toISOString(),
    })),
  }))
}

function writeIndex(folder: string, index: Index): void {
  const path = join(folder, INDEX)
  writeFileSync(`${path}.new`, JSON.stringify(index), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function namedFiles(folders: Index['folders']): ReadonlySet<string> {
  return new Set(folders.flatMap(({ letters }) => letters.map(({ file }) => file)))
}

/** The address as a name no file system minds; very long ones by their hash. */
function folderName(user: string): string {
  const name = encodeURIComponent(user).replace(/^\./, '%2E').replaceAll('*', '%2A')
  return name.length <= NAME_MAX ? name : createHash('sha256').update(user).digest('hex')
}
