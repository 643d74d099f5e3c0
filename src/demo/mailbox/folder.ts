import { parseMime, type MimePart } from './mime.ts'

/** A letter as it lies in a folder; only its flags ever change. */
export class StoredLetter {
  readonly raw: Buffer
  readonly internalDate: Date
  uid: number
  modseq: number
  flags: ReadonlySet<string>
  isExpunged = false
  #mime: MimePart | undefined

  constructor(values: Pick<StoredLetter, 'raw' | 'internalDate' | 'uid' | 'modseq' | 'flags'>) {
    this.raw = values.raw
    this.internalDate = values.internalDate
    this.uid = values.uid
    this.modseq = values.modseq
    this.flags = values.flags
  }

  get mime(): MimePart {
    this.#mime ??= parseMime(this.raw)
    return this.#mime
  }
}

export type NewLetter = Pick<StoredLetter, 'raw' | 'internalDate' | 'flags'>

/** A session that has the folder open. */
export interface FolderListener {
  arrived(letter: StoredLetter): void
  flagged(letter: StoredLetter): void
  expunged(letters: ReadonlySet<StoredLetter>): void
  /** The folder is gone, or its letters have other numbers now. */
  lost(): void
}

export interface FolderState {
  readonly name: string
  readonly specialUse?: string | undefined
  readonly uidValidity: number
  readonly uidNext: number
  readonly modseq: number
  readonly letters: readonly StoredLetter[]
}

export class Folder {
  name: string
  readonly specialUse: string | undefined
  readonly listeners = new Set<FolderListener>()
  readonly #onChange: () => void
  #uidValidity: number
  #uidNext: number
  #modseq: number
  #letters: StoredLetter[]

  constructor(state: FolderState, onChange: () => void) {
    this.name = state.name
    this.specialUse = state.specialUse
    this.#uidValidity = state.uidValidity
    this.#uidNext = state.uidNext
    this.#modseq = state.modseq
    this.#letters = [...state.letters]
    this.#onChange = onChange
  }

  get uidValidity(): number {
    return this.#uidValidity
  }

  get uidNext(): number {
    return this.#uidNext
  }

  /** The highest modification sequence in use (RFC 7162). */
  get modseq(): number {
    return this.#modseq
  }

  /** By rising UID. */
  get letters(): readonly StoredLetter[] {
    return this.#letters
  }

  add(letter: NewLetter): StoredLetter {
    const stored = new StoredLetter({ ...letter, uid: this.#uidNext++, modseq: ++this.#modseq })
    this.#letters.push(stored)
    this.#tell((listener) => listener.arrived(stored))
    return stored
  }

  /** Gives a letter other flags; `author` knows of it already. */
  setFlags(letter: StoredLetter, flags: ReadonlySet<string>, author?: FolderListener): void {
    letter.flags = flags
    letter.modseq = ++this.#modseq
    this.#tell((listener) => listener !== author && listener.flagged(letter))
  }

  expunge(letters: ReadonlySet<StoredLetter>): void {
    if (letters.size === 0) return
    this.#modseq++
    for (const letter of letters) letter.isExpunged = true
    this.#letters = this.#letters.filter((letter) => !letter.isExpunged)
    this.#tell((listener) => listener.expunged(letters))
  }

  /** What a server does that lost its index: every letter stays, every UID changes its meaning. */
  renumber(uidValidity: number): void {
    this.#uidValidity = uidValidity
    this.#letters.forEach((letter, index) => {
      letter.uid = index + 1
    })
    this.#uidNext = this.#letters.length + 1
    this.close()
  }

  /** Sends away whoever has the folder open. */
  close(): void {
    this.#tell((listener) => listener.lost())
  }

  #tell(news: (listener: FolderListener) => void): void {
    this.#onChange()
    for (const listener of this.listeners) news(listener)
  }
}
