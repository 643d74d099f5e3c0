import { Folder, type FolderState } from './folder.ts'

/** The folders every new account has, with their special use (RFC 6154). */
const FIRST_FOLDERS: readonly (readonly [name: string, specialUse?: string])[] = [
  ['INBOX'],
  ['Sent', '\\Sent'],
  ['Junk', '\\Junk'],
  ['Trash', '\\Trash'],
  ['Archive', '\\Archive'],
]

export interface AccountState {
  readonly user: string
  readonly folders: readonly FolderState[]
}

/** One user's folders. Names are told apart by case, but for INBOX. */
export class Account {
  readonly user: string
  /** Something changed since it was last kept. */
  isChanged = false
  readonly #folders = new Map<string, Folder>()
  readonly #nextUidValidity: () => number

  constructor(state: AccountState, nextUidValidity: () => number) {
    this.user = state.user
    this.#nextUidValidity = nextUidValidity
    for (const folder of state.folders) this.#put(folder)
  }

  static new(user: string, nextUidValidity: () => number): Account {
    const account = new Account({ user, folders: [] }, nextUidValidity)
    for (const [name, specialUse] of FIRST_FOLDERS) account.create(name, specialUse)
    return account
  }

  get folders(): readonly Folder[] {
    return [...this.#folders.values()]
  }

  folder(name: string): Folder | undefined {
    return this.#folders.get(canonical(name))
  }

  create(name: string, specialUse?: string): Folder {
    this.isChanged = true
    const uidValidity = this.#nextUidValidity()
    return this.#put({ name: canonical(name), specialUse, uidValidity, ...EMPTY })
  }

  remove(folder: Folder): void {
    this.isChanged = true
    this.#folders.delete(folder.name)
    folder.close()
  }

  rename(folder: Folder, name: string): void {
    this.isChanged = true
    this.#folders.delete(folder.name)
    folder.name = name
    this.#folders.set(name, folder)
  }

  #put(state: FolderState): Folder {
    const folder = new Folder(state, () => {
      this.isChanged = true
    })
    this.#folders.set(state.name, folder)
    return folder
  }
}

const EMPTY = { uidNext: 1, modseq: 1, letters: [] }

function canonical(name: string): string {
  return name.toUpperCase() === 'INBOX' ? 'INBOX' : name
}
