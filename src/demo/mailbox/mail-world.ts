import { ImapServer, type ImapServerOptions } from './imap-server.ts'
import { startSmtpServer, type AcceptedLetter, type SmtpRefusal } from './smtp-server.ts'

export interface MailWorldOptions extends ImapServerOptions {
  /** Any free port when not given. */
  readonly imapPort?: number | undefined
  readonly smtpPort?: number | undefined
  /** What a user who has logged in sends also lies in the user's Sent, as with Gmail. */
  readonly keepsSent?: boolean | undefined
}

export interface SentLetter {
  /** The envelope's sender, '' for a bounce. */
  readonly from: string
  readonly to: readonly string[]
  /** As it was handed over, without trace fields. */
  readonly raw: Buffer
  readonly at: Date
}

export interface MailWorld {
  readonly imap: ImapServer
  readonly imapPort: number
  readonly smtpPort: number
  /** Everything the SMTP server accepted, in that order. */
  readonly sent: readonly SentLetter[]
  /** Asked for each recipient before the rules of the house. */
  smtpFault: ((recipient: string) => SmtpRefusal | undefined) | undefined
  /** @returns what ends the listening */
  onSent(listener: (letter: SentLetter) => void): () => void
  close(): Promise<void>
}

const REFUSALS: ReadonlyMap<string, SmtpRefusal> = new Map([
  ['reject.test', { responseCode: 550, message: '5.1.1 No such user' }],
  ['tempfail.test', { responseCode: 451, message: '4.3.0 Try again later' }],
])

/**
 * A whole world of mail on this machine: whatever is sent by SMTP arrives in the mailbox of its
 * recipient, whoever that is. @throws Fault port.taken
 */
export async function startMailWorld(options: MailWorldOptions): Promise<MailWorld> {
  const imap = new ImapServer(options)
  const imapPort = await imap.listen(options.imapPort)
  const sent: SentLetter[] = []
  const listeners = new Set<(letter: SentLetter) => void>()
  const world = { smtpFault: undefined as MailWorld['smtpFault'] }
  const smtp = await startSmtpServer({
    port: options.smtpPort ?? 0,
    password: options.password,
    refuse: (recipient) => world.smtpFault?.(recipient) ?? REFUSALS.get(domainOf(recipient)),
    accept: (letter) => {
      deliver(imap, letter, options.keepsSent ?? false)
      const { from, to, raw } = letter
      const kept: SentLetter = { from, to, raw, at: new Date() }
      sent.push(kept)
      for (const listener of listeners) listener(kept)
    },
  }).catch(async (error: unknown) => {
    await imap.close()
    throw error
  })
  return Object.assign(world, {
    imap,
    imapPort,
    smtpPort: smtp.port,
    sent,
    onSent: (listener: (letter: SentLetter) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => {
      await smtp.close()
      await imap.close()
    },
  })
}

function deliver(imap: ImapServer, letter: AcceptedLetter, keepsSent: boolean): void {
  for (const recipient of letter.to) {
    imap.deliver(recipient, Buffer.concat([Buffer.from(letter.traceFor(recipient)), letter.raw]))
  }
  if (keepsSent && letter.user !== undefined) {
    imap.deliver(letter.user, letter.raw, { folder: 'Sent', flags: ['\\Seen'] })
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
