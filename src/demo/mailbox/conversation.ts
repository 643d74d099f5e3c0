import type { Account } from './account.ts'
import type { Accounts } from './accounts.ts'
import type { Command } from './command.ts'
import type { Folder } from './folder.ts'
import type { FolderView } from './view.ts'

/** One client's connection, as the commands see it. */
export interface Conversation {
  readonly accounts: Accounts
  /** Extensions the client switched on (RFC 5161). */
  readonly enabled: Set<string>
  readonly account: Account | undefined
  readonly view: FolderView | undefined
  /** An untagged line, or bytes with their own line end. */
  say(line: string | Buffer): void
  /** Takes the next line as it is; `answer` gives the tagged reply to it. */
  expectLine(tag: string, answer: (line: string) => string): void
  /** While idle, news are said as they come. */
  setIdle(isIdle: boolean): void
  /** @returns whether the password is right */
  logIn(user: string, password: string): boolean
  open(folder: Folder, isReadOnly: boolean): void
  closeFolder(): void
  end(): void
}

/** Where a command is carried out. */
export interface Place {
  readonly account: Account
  readonly view: FolderView
}

/** What follows the tag, `OK …`, or undefined when it comes later or never. */
export type Answer = string | undefined

export type AnyTimeCommand = (conversation: Conversation, command: Command) => Answer
export type AccountCommand = (
  conversation: Conversation,
  command: Command,
  account: Account,
) => Answer
export type FolderCommand = (conversation: Conversation, command: Command, place: Place) => Answer
