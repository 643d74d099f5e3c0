import { Account } from './account.ts'
import { AccountFiles } from './account-files.ts'

/** Everybody's mailboxes: any name is an account from the moment it is first spoken of. */
export class Accounts {
  readonly #accounts = new Map<string, Account>()
  readonly #files: AccountFiles | undefined
  #lastUidValidity = 0

  /** With a folder, accounts are read from it now and written to it by `keep`. */
  constructor(keptIn?: string) {
    this.#files = keptIn === undefined ? undefined : new AccountFiles(keptIn)
    for (const state of this.#files?.read() ?? []) {
      this.#accounts.set(state.user, new Account(state, this.nextUidValidity))
      for (const { uidValidity } of state.folders) {
        this.#lastUidValidity = Math.max(this.#lastUidValidity, uidValidity)
      }
    }
  }

  of(user: string): Account {
    const name = user.toLowerCase()
    const account = this.#accounts.get(name) ?? Account.new(name, this.nextUidValidity)
    this.#accounts.set(name, account)
    return account
  }

  /** Writes what changed. */
  keep(): void {
    for (const account of this.#accounts.values()) {
      if (account.isChanged) this.#files?.write(account)
      account.isChanged = false
    }
  }

  /** Rises with every folder and every start, as RFC 3501 2.3.1.1 asks. */
  readonly nextUidValidity = (): number => {
    const nowSeconds = Math.floor(Date.now() / 1000)
    this.#lastUidValidity = Math.max(this.#lastUidValidity + 1, nowSeconds)
    return this.#lastUidValidity
  }
}
