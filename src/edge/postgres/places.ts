/** What the poller knows of a mailbox: every place a letter was seen in, and the old letters. */
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { FolderRole } from '../../letter/receive.ts'
import { readSummary } from '../sealed-shapes.ts'
import type { Vault } from '../vault.ts'
import { sealText, unsealText } from '../vault.ts'
import type { Drizzle } from './database.ts'
import { heartbeat, letterPlace, setting } from './schema.ts'

export interface FolderState {
  readonly mailbox: string
  readonly folder: string
  readonly uidValidity: number
}

/** A letter that is not fetched: too old to be answered, our own, or none of ours. */
export interface PassedOver {
  readonly uid: number
  readonly role: FolderRole
  readonly why: 'before-answer-from' | 'own' | 'not-ours'
  readonly receivedAt: Date
  /** Backlog only. */
  readonly demand?: { readonly kind: string; readonly from: string; readonly subject: string }
}

export interface BacklogLetter {
  readonly receivedAt: Date
  readonly kind: string
  readonly from: string
  readonly subject: string
  readonly folder: string
}

export interface Places {
  /** Every UID of this folder that was seen before. */
  knownUids(folder: FolderState): Promise<ReadonlySet<number>>
  passOver(folder: FolderState, letters: readonly PassedOver[]): Promise<void>
  /** Letters from before `answerFrom` whose subject names a demand, oldest first. */
  backlog(): Promise<readonly BacklogLetter[]>
  /** The first value that any process wrote stays for ever. */
  /** Written over whatever was there. */
  put(name: string, value: string): Promise<void>
  settle(name: string, value: string): Promise<string>
  read(name: string): Promise<string | null>
  beat(role: string): Promise<void>
  lastBeat(role: string): Promise<Date | null>
}

export interface PlacesParts {
  readonly db: Drizzle
  readonly vault: Vault
  readonly now: () => Date
}

/** Rows of one insert: PostgreSQL takes 65,535 parameters. */
const CHUNK = 1_000

const inFolder = ({ mailbox, folder, uidValidity }: FolderState) =>
  and(
    eq(letterPlace.mailbox, mailbox),
    eq(letterPlace.folder, folder),
    eq(letterPlace.uidValidity, uidValidity),
  )

const contextOf = (folder: FolderState, uid: number): string =>
  `backlog:${folder.mailbox}:${folder.folder}:${folder.uidValidity}:${uid}`

type PlaceRow = typeof letterPlace.$inferInsert

function rowOf(folder: FolderState, passed: PassedOver, vault: Vault): PlaceRow {
  const { uid, role, why, receivedAt, demand } = passed
  const { mailbox, folder: path, uidValidity } = folder
  const row = { mailbox, folder: path, uidValidity, uid, role, why, receivedAt }
  if (demand === undefined) return row
  const summary = JSON.stringify([demand.from, demand.subject])
  return {
    ...row,
    kind: demand.kind,
    sealedSummary: sealText(vault.commonKey, contextOf(folder, uid), summary),
  }
}

class MailboxPlaces implements Places {
  private readonly parts: PlacesParts

  constructor(parts: PlacesParts) {
    this.parts = parts
  }

  async knownUids(folder: FolderState): Promise<ReadonlySet<number>> {
    const { db } = this.parts
    const rows = await db.select({ uid: letterPlace.uid }).from(letterPlace).where(inFolder(folder))
    return new Set(rows.map((row) => row.uid))
  }

  async passOver(folder: FolderState, letters: readonly PassedOver[]): Promise<void> {
    const { db, vault } = this.parts
    for (let start = 0; start < letters.length; start += CHUNK) {
      const rows = letters.slice(start, start + CHUNK).map((one) => rowOf(folder, one, vault))
      await db.insert(letterPlace).values(rows).onConflictDoNothing()
    }
  }

  async backlog(): Promise<readonly BacklogLetter[]> {
    const { db, vault } = this.parts
    const rows = await db
      .select()
      .from(letterPlace)
      .where(isNotNull(letterPlace.sealedSummary))
      .orderBy(letterPlace.receivedAt)
    return rows.flatMap((row) => {
      if (row.sealedSummary === null || row.kind === null) return []
      const text = unsealText(vault.commonKey, contextOf(row, row.uid), row.sealedSummary)
      const [from, subject] = readSummary(text)
      return [{ receivedAt: row.receivedAt, kind: row.kind, from, subject, folder: row.folder }]
    })
  }

  async put(name: string, value: string): Promise<void> {
    await this.parts.db
      .insert(setting)
      .values({ name, value })
      .onConflictDoUpdate({ target: setting.name, set: { value } })
  }

  async settle(name: string, value: string): Promise<string> {
    await this.parts.db.insert(setting).values({ name, value }).onConflictDoNothing()
    return (await this.read(name)) ?? value
  }

  async read(name: string): Promise<string | null> {
    const [row] = await this.parts.db.select().from(setting).where(eq(setting.name, name))
    return row?.value ?? null
  }

  async beat(role: string): Promise<void> {
    await this.parts.db
      .insert(heartbeat)
      .values({ role, at: this.parts.now() })
      .onConflictDoUpdate({ target: heartbeat.role, set: { at: sql`excluded.at` } })
  }

  async lastBeat(role: string): Promise<Date | null> {
    const [row] = await this.parts.db.select().from(heartbeat).where(eq(heartbeat.role, role))
    return row?.at ?? null
  }
}

export function createPlaces(parts: PlacesParts): Places {
  return new MailboxPlaces(parts)
}
