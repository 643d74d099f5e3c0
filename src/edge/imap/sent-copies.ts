/** The copy of what we sent, in the mailbox's own Sent: proof for the owner, and for a rebuilt database. */
import type { ImapFlow } from 'imapflow'
import type { MailServer } from '../../config.ts'
import { Fault } from '../../errors.ts'
import { answered, connectImap, imapFault } from './connection.ts'
import { findFolders } from './folders.ts'

export interface SentCopies {
  /** Looks for the letter in Sent and puts it there if it is missing. @throws Fault imap.*, mailbox.full */
  keep(letter: { readonly messageId: string; readonly raw: Buffer }): Promise<Kept>
  close(): void
}

/** not-kept: the mailbox has no Sent folder. */
export type Kept = 'found' | 'appended' | 'not-kept'

/** A connection that is not needed is not held: providers count them. */
const IDLE_MS = 60_000

class Shelf implements SentCopies {
  private readonly server: MailServer
  private client: ImapFlow | null = null
  private sent: string | null = null
  private timer: NodeJS.Timeout | undefined

  constructor(server: MailServer) {
    this.server = server
  }

  async keep(letter: { readonly messageId: string; readonly raw: Buffer }): Promise<Kept> {
    clearTimeout(this.timer)
    try {
      const client = await this.connect()
      return await this.keepIn(client, letter)
    } catch (error) {
      this.close()
      throw imapFault(error, this.server)
    } finally {
      this.timer = setTimeout(() => this.close(), IDLE_MS)
      this.timer.unref()
    }
  }

  private async connect(): Promise<ImapFlow> {
    if (this.client?.usable === true) return this.client
    this.client = await connectImap(this.server)
    const folders = await findFolders(this.client)
    this.sent = folders.find((folder) => folder.role === 'sent')?.path ?? null
    return this.client
  }

  private async keepIn(
    client: ImapFlow,
    { messageId, raw }: { readonly messageId: string; readonly raw: Buffer },
  ): Promise<Kept> {
    if (this.sent === null) return 'not-kept'
    await client.mailboxOpen(this.sent, { readOnly: true })
    const query = { header: { 'message-id': messageId } }
    const found = answered(await client.search(query, { uid: true }), 'SEARCH')
    if (Array.isArray(found) && found.length > 0) return 'found'
    const appended = await client.append(this.sent, raw, ['\\Seen'])
    if (appended === false)
      throw new Fault('imap.failed', { detail: 'APPEND was refused', retry: true })
    return 'appended'
  }

  close(): void {
    clearTimeout(this.timer)
    this.client?.close()
    this.client = null
  }
}

export function createSentCopies(server: MailServer): SentCopies {
  return new Shelf(server)
}
