import { createServer as createPlainServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Account } from './account.ts'
import { Accounts } from './accounts.ts'
import type { Folder, StoredLetter } from './folder.ts'
import { listenOnLoopback } from './listen.ts'
import { Session, type ImapFault } from './session.ts'

export interface ImapServerOptions {
  /** Opens every account. */
  readonly password: string
  /** A folder of this machine: everything is kept there and read again at the next start. */
  readonly keptIn?: string | undefined
  /** With a key and its certificate, both PEM, the server speaks TLS from the first byte. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
}

export interface DeliveryOptions {
  /** INBOX when not given; made when there is none of that name. */
  readonly folder?: string
  readonly internalDate?: Date
  readonly flags?: readonly string[]
}

export type LetterInFolder = Pick<StoredLetter, 'uid' | 'raw' | 'flags' | 'internalDate'>

/**
 * A small IMAP4rev1 server for the demo and the tests, on the loopback only.
 *
 * Any user name is an account. It is not made for strangers: there is no rate, no quota, and
 * every letter is held in memory.
 */
export class ImapServer {
  /** Asked before each command, `SELECT` or `UID FETCH`; what it returns happens instead. */
  fault: ((command: string, session: Session) => ImapFault | undefined) | undefined
  readonly #accounts: Accounts
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor({ password, keptIn, tls }: ImapServerOptions) {
    this.#accounts = new Accounts(keptIn)
    const options = {
      accounts: this.#accounts,
      isPasswordRight: (given: string) => given === password,
      fault: (command: string, session: Session) => this.fault?.(command, session),
    }
    const onClient = (socket: Socket): void => void new Session(socket, options)
    this.#server = tls === undefined ? createPlainServer(onClient) : createTlsServer(tls, onClient)
    this.#server.on('connection', (socket: Socket) => {
      socket.setNoDelay(true)
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  /** @returns the port @throws Fault port.taken */
  listen(port = 0): Promise<number> {
    return listenOnLoopback(this.#server, port)
  }

  /** Puts a letter into somebody's folder. */
  deliver(user: string, raw: Buffer | string, options: DeliveryOptions = {}): LetterInFolder {
    const account = this.#accounts.of(user)
    const name = options.folder ?? 'INBOX'
    const letter = (account.folder(name) ?? account.create(name)).add({
      raw: withNetworkLineEnds(raw),
      flags: new Set(options.flags),
      internalDate: options.internalDate ?? new Date(),
    })
    this.#accounts.keep()
    return letter
  }

  /** What lies in a folder now, by rising UID. */
  letters(user: string, folder = 'INBOX'): readonly LetterInFolder[] {
    return [...(this.#accounts.of(user).folder(folder)?.letters ?? [])]
  }

  /** Loses the numbers of a folder, as a rebuilt server does; who has it open is sent away. */
  resetUidValidity(user: string, folder = 'INBOX'): void {
    const found = existing(this.#accounts.of(user), folder)
    found.renumber(this.#accounts.nextUidValidity())
    this.#accounts.keep()
  }

  /** Cuts every connection. */
  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.dropAll()
    await closed
  }
}

function existing(account: Account, name: string): Folder {
  const folder = account.folder(name)
  if (folder === undefined) throw new Error(`No folder ${name}`)
  return folder
}

/** Letters written by hand have bare line feeds. */
function withNetworkLineEnds(raw: Buffer | string): Buffer {
  const bytes = typeof raw === 'string' ? Buffer.from(raw) : raw
  if (bytes.includes('\r\n')) return bytes
  return Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
}
