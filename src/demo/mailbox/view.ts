import { flagList } from './flags.ts'
import type { Folder, FolderListener, StoredLetter } from './folder.ts'
import { parseSequenceSet } from './sequence-set.ts'

export interface NumberedLetter {
  readonly letter: StoredLetter
  /** The place in the folder as this client counts, from 1. */
  readonly number: number
}

/**
 * A folder as one client knows it. What others do waits here until the client may be told:
 * numbers must not move under a command that uses them (RFC 3501 7.4.1).
 */
export class FolderView implements FolderListener {
  readonly folder: Folder
  readonly isReadOnly: boolean
  readonly #onNews: () => void
  readonly #onLost: () => void
  #letters: StoredLetter[]
  #arrived: StoredLetter[] = []
  readonly #flagged = new Set<StoredLetter>()
  readonly #expunged = new Set<StoredLetter>()

  constructor(
    folder: Folder,
    options: {
      readonly isReadOnly: boolean
      readonly onNews: () => void
      readonly onLost: () => void
    },
  ) {
    this.folder = folder
    this.isReadOnly = options.isReadOnly
    this.#onNews = options.onNews
    this.#onLost = options.onLost
    this.#letters = [...folder.letters]
    folder.listeners.add(this)
  }

  close(): void {
    this.folder.listeners.delete(this)
  }

  get all(): readonly NumberedLetter[] {
    return this.#letters.map((letter, index) => ({ letter, number: index + 1 }))
  }

  /** What `*` stands for. */
  largest(byUid: boolean): number {
    return byUid ? (this.#letters.at(-1)?.uid ?? 0) : this.#letters.length
  }

  /** The letters of a set of numbers or UIDs. @throws BadCommand */
  chosen(set: string, byUid: boolean): NumberedLetter[] {
    const isChosen = parseSequenceSet(set, this.largest(byUid))
    return this.all.filter(({ letter, number }) => isChosen(byUid ? letter.uid : number))
  }

  /** What to say of letters that came; true at any time. */
  takeArrivals(): string[] {
    if (this.#arrived.length === 0) return []
    this.#letters.push(...this.#arrived)
    this.#arrived = []
    return [`* ${this.#letters.length} EXISTS`]
  }

  /** What to say of changed flags; not before a FETCH, whose answer it could be taken for. */
  takeFlagNews(withModseq: boolean): string[] {
    if (this.#flagged.size === 0) return []
    const changed = this.all.filter(({ letter }) => this.#flagged.has(letter))
    this.#flagged.clear()
    return changed.map(({ letter: { uid, flags, modseq }, number }) => {
      const tail = withModseq ? ` MODSEQ (${modseq})` : ''
      return `* ${number} FETCH (UID ${uid} FLAGS ${flagList(flags)}${tail})`
    })
  }

  /** What to say of letters that are gone, last first, so that each number is true. */
  takeLosses(): string[] {
    if (this.#expunged.size === 0) return []
    const lines = this.all
      .filter(({ letter }) => this.#expunged.has(letter))
      .map(({ number }) => `* ${number} EXPUNGE`)
    this.#letters = this.#letters.filter((letter) => !this.#expunged.has(letter))
    this.#expunged.clear()
    return lines.toReversed()
  }

  arrived(letter: StoredLetter): void {
    this.#arrived.push(letter)
    this.#onNews()
  }

  flagged(letter: StoredLetter): void {
    this.#flagged.add(letter)
    this.#onNews()
  }

  expunged(letters: ReadonlySet<StoredLetter>): void {
    for (const letter of letters) this.#expunged.add(letter)
    this.#onNews()
  }

  lost(): void {
    this.#onLost()
  }
}
