import type { Socket } from 'node:net'
import type { Account } from './account.ts'
import type { Accounts } from './accounts.ts'
import { BadCommand, parseCommand, tagOf, type Command } from './command.ts'
import type { Answer, Conversation } from './conversation.ts'
import { accountCommands } from './folder-commands.ts'
import type { Folder } from './folder.ts'
import { letterCommands } from './letter-commands.ts'
import { LineReader } from './line-reader.ts'
import { anyTimeCommands, CAPABILITIES } from './login-commands.ts'
import { FolderView } from './view.ts'

/** What a test makes of a command: cut the connection, never answer again, or say no. */
export type ImapFault = 'drop' | 'hang' | `NO ${string}`

export interface SessionOptions {
  readonly accounts: Accounts
  readonly isPasswordRight: (password: string) => boolean
  readonly fault: (command: string, session: Session) => ImapFault | undefined
}

const WITH_UID = new Set(['FETCH', 'STORE', 'SEARCH', 'COPY', 'MOVE', 'EXPUNGE'])
/** Under these commands the numbers of letters must not move (RFC 3501 7.4.1). */
const BY_NUMBER = new Set(['FETCH', 'STORE', 'SEARCH'])

/** One connection to the IMAP server. */
export class Session implements Conversation {
  readonly enabled = new Set<string>()
  readonly #socket: Socket
  readonly #options: SessionOptions
  readonly #reader: LineReader
  #account: Account | undefined
  #view: FolderView | undefined
  #nextLine: { readonly tag: string; readonly answer: (line: string) => string } | undefined
  #isIdle = false
  #isHung = false

  constructor(socket: Socket, options: SessionOptions) {
    this.#socket = socket
    this.#options = options
    this.#reader = new LineReader({
      onCommand: (pieces) => this.#hear(pieces),
      onLiteral: () => this.say('+ Go on'),
      onTooLong: () => this.#dismiss('Too long'),
    })
    socket.on('data', (bytes: Buffer) => this.#take(bytes))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.closeFolder())
    this.say(`* OK [CAPABILITY ${CAPABILITIES}] The demo mailbox listens`)
  }

  get accounts(): Accounts {
    return this.#options.accounts
  }

  get account(): Account | undefined {
    return this.#account
  }

  get view(): FolderView | undefined {
    return this.#view
  }

  say(line: string | Buffer): void {
    if (!this.#socket.writable) return
    this.#socket.write(typeof line === 'string' ? Buffer.from(`${line}\r\n`, 'latin1') : line)
  }

  expectLine(tag: string, answer: (line: string) => string): void {
    this.#nextLine = { tag, answer }
  }

  setIdle(isIdle: boolean): void {
    this.#isIdle = isIdle
    this.#sayNews()
  }

  logIn(user: string, password: string): boolean {
    if (user === '' || !this.#options.isPasswordRight(password)) return false
    this.#account = this.accounts.of(user)
    return true
  }

  open(folder: Folder, isReadOnly: boolean): void {
    this.closeFolder()
    this.#view = new FolderView(folder, {
      isReadOnly,
      onNews: () => this.#newsWhileIdle(),
      onLost: () => this.#dismiss('The mailbox is not what it was'),
    })
  }

  closeFolder(): void {
    this.#view?.close()
    this.#view = undefined
  }

  end(): void {
    setImmediate(() => this.#socket.end())
  }

  #take(bytes: Buffer): void {
    this.#socket.cork()
    this.#reader.take(bytes)
    this.#socket.uncork()
  }

  #hear(pieces: readonly (string | Buffer)[]): void {
    if (this.#isHung) return
    const [first = ''] = pieces
    const line = String(first)
    const waiting = this.#nextLine
    this.#nextLine = undefined
    if (waiting === undefined) this.#answer(tagOf(line), () => this.#obey(parseCommand(pieces)))
    else this.#answer(waiting.tag, () => waiting.answer(line))
  }

  #answer(tag: string, find: () => Answer): void {
    try {
      const answer = find()
      this.accounts.keep()
      if (answer !== undefined) this.say(`${tag} ${answer}`)
    } catch (error) {
      const isTheirs = error instanceof BadCommand
      this.say(
        `${tag} ${isTheirs ? `BAD ${error.message}` : 'NO [SERVERBUG] It is not your fault'}`,
      )
    }
  }

  #obey(command: Command): Answer {
    const name = command.byUid ? `UID ${command.name}` : command.name
    const fault = this.#options.fault(name, this)
    if (fault === 'drop' || fault === 'hang') return this.#fallSilent(fault)
    if (fault !== undefined) return fault
    this.#sayAll(this.#view?.takeArrivals())
    const answer = this.#carryOut(command)
    this.#sayNews(command.byUid || !BY_NUMBER.has(command.name))
    return answer
  }

  #carryOut(command: Command): Answer {
    const { name, byUid } = command
    if (byUid && !WITH_UID.has(name)) throw new BadCommand('UID goes not with this command')
    const anyTime = anyTimeCommands.get(name)
    if (anyTime !== undefined) return anyTime(this, command)
    const aboutFolders = accountCommands.get(name)
    const aboutLetters = letterCommands.get(name)
    if (aboutFolders === undefined && aboutLetters === undefined) {
      throw new BadCommand('Unknown command')
    }
    const account = this.#account
    const view = this.#view
    if (account === undefined) throw new BadCommand('Log in first')
    if (aboutFolders !== undefined) return aboutFolders(this, command, account)
    if (view === undefined) throw new BadCommand('Select a mailbox first')
    return aboutLetters?.(this, command, { account, view })
  }

  #fallSilent(how: 'drop' | 'hang'): undefined {
    this.#isHung = true
    if (how === 'drop') this.#socket.destroy()
  }

  #sayNews(mayRenumber = true): void {
    this.#sayAll(this.#view?.takeArrivals())
    this.#sayAll(this.#view?.takeFlagNews(this.enabled.has('CONDSTORE')))
    if (mayRenumber) this.#sayAll(this.#view?.takeLosses())
  }

  #sayAll(lines: readonly string[] = []): void {
    for (const line of lines) this.say(line)
  }

  #newsWhileIdle(): void {
    if (!this.#isIdle) return
    setImmediate(() => {
      if (this.#isIdle) this.#sayNews()
    })
  }

  #dismiss(reason: string): void {
    this.#isHung = true
    this.closeFolder()
    this.say(`* BYE ${reason}`)
    this.end()
  }
}
