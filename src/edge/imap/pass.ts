/** One look at one folder: what is there, less what was seen before, is new. */
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { ArrivedLetter, LetterStore } from '../postgres/letters.ts'
import type { FolderState, PassedOver, Places } from '../postgres/places.ts'
import { answered } from './connection.ts'
import type { Folder } from './folders.ts'
import type { Head, SortBy } from './sort.ts'
import { SORTED_BY, passOver } from './sort.ts'
import { inTurns } from './turns.ts'

export interface PassPorts {
  readonly letters: Pick<LetterStore, 'keep'>
  readonly places: Pick<Places, 'knownUids' | 'passOver'>
  readonly sortBy: SortBy
  readonly mailbox: string
  readonly now: () => Date
  /** Called with letters that were kept and wait to be read. */
  readonly onKept: (contentIds: readonly string[]) => Promise<void>
}

/** Letters up to this size are kept whole; of larger ones the head and the beginning. */
const WHOLE_MAX_BYTES = 10 * 1024 * 1024
const BEGINNING_BYTES = 1024 * 1024
/** So many heads are asked for at once, and so many bytes of letters kept in one transaction. */
const HEADS_AT_ONCE = 500
const BATCH_LETTERS = 20
const BATCH_BYTES = 20 * 1024 * 1024

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const found: Item[][] = []
  for (let start = 0; start < items.length; start += size)
    found.push(items.slice(start, start + size))
  return found
}

/** What the server says of the arrival, bounded by our own clock: an arrival in the future is now. */
function receivedAt(letter: FetchMessageObject, now: Date): Date {
  const said = letter.internalDate === undefined ? now : new Date(letter.internalDate)
  return Number.isNaN(said.getTime()) || said > now ? now : said
}

async function fetchHeads(client: ImapFlow, uids: readonly number[], now: Date): Promise<Head[]> {
  const query = { uid: true, internalDate: true, size: true, headers: SORTED_BY }
  const heads: Head[] = []
  for (const part of chunks(uids, HEADS_AT_ONCE)) {
    const letters = await client.fetchAll(part.join(','), query, { uid: true })
    for (const letter of letters)
      heads.push({
        uid: letter.uid,
        receivedAt: receivedAt(letter, now),
        sizeBytes: letter.size ?? 0,
        lines: letter.headers ?? Buffer.alloc(0),
      })
  }
  return heads
}

/** In the order given, no batch larger than one transaction bears. */
function batches(heads: readonly Head[]): Head[][] {
  const found: Head[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const head of heads) {
    const batch = found.at(-1)
    if (batch === undefined || batch.length >= BATCH_LETTERS || bytes > BATCH_BYTES) {
      found.push([head])
      bytes = 0
    } else batch.push(head)
    bytes += Math.min(head.sizeBytes, WHOLE_MAX_BYTES)
  }
  return found
}

class Pass {
  private readonly client: ImapFlow
  private readonly folder: Folder
  private readonly ports: PassPorts
  private readonly state: FolderState

  constructor(client: ImapFlow, folder: Folder, ports: PassPorts, uidValidity: number) {
    this.client = client
    this.folder = folder
    this.ports = ports
    this.state = { mailbox: ports.mailbox, folder: folder.path, uidValidity }
  }

  /** @returns how many letters were kept */
  async run(): Promise<number> {
    const present = answered(await this.client.search({ all: true }, { uid: true }), 'SEARCH')
    const known = await this.ports.places.knownUids(this.state)
    const fresh = (Array.isArray(present) ? present : []).filter((uid) => !known.has(uid))
    const heads = await fetchHeads(this.client, fresh, this.ports.now())
    const passed: PassedOver[] = []
    const wanted: Head[] = []
    for (const head of heads) {
      const over = passOver(head, this.folder, this.ports.sortBy)
      if (over === null) wanted.push(head)
      else passed.push(over)
    }
    if (passed.length > 0) await this.ports.places.passOver(this.state, passed)
    for (const batch of batches(inTurns(wanted))) await this.keep(batch)
    return wanted.length
  }

  private async keep(heads: readonly Head[]): Promise<void> {
    const large = heads.filter((head) => head.sizeBytes > WHOLE_MAX_BYTES)
    const whole = heads.filter((head) => head.sizeBytes <= WHOLE_MAX_BYTES)
    const arrived = [
      ...(await this.fetch(whole, WHOLE_MAX_BYTES)),
      ...(await this.fetch(large, BEGINNING_BYTES)),
    ]
    if (arrived.length > 0) await this.ports.onKept(await this.ports.letters.keep(arrived))
  }

  /** A letter that vanished in between is simply not there any more. */
  private async fetch(heads: readonly Head[], maxLength: number): Promise<ArrivedLetter[]> {
    if (heads.length === 0) return []
    const byUid = new Map(heads.map((head) => [head.uid, head]))
    const letters = await this.client.fetchAll(
      heads.map((head) => head.uid).join(','),
      { uid: true, source: { start: 0, maxLength } },
      { uid: true },
    )
    return letters.flatMap((letter) => {
      const head = byUid.get(letter.uid)
      if (head === undefined || letter.source === undefined) return []
      const { uid, receivedAt: at, sizeBytes } = head
      const isTruncated = sizeBytes > letter.source.length && sizeBytes > maxLength
      const { role } = this.folder
      return [
        {
          ...this.state,
          uid,
          role,
          receivedAt: at,
          raw: letter.source,
          sizeBytes,
          truncated: isTruncated,
        },
      ]
    })
  }
}

/**
 * Selects the folder and keeps what is new in it. Nothing is marked read, moved or deleted.
 *
 * @returns how many letters were kept
 * @throws Fault imap.failed and whatever the library throws; nothing that was kept is lost by it
 */
export async function passFolder(
  client: ImapFlow,
  folder: Folder,
  ports: PassPorts,
): Promise<number> {
  const mailbox = await client.mailboxOpen(folder.path, { readOnly: true })
  return new Pass(client, folder, ports, Number(mailbox.uidValidity)).run()
}
