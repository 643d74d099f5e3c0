/** A letter of ours as it lies in the outbox: sealed with the key of what it speaks of, and gone with it. */
import { Fault } from '../../errors.ts'
import type { Belonging } from '../../reply/write.ts'
import { seal, sealText, unseal, unsealText } from '../vault.ts'
import type { Drizzle } from './database.ts'
import type { KeyId, Keys } from './keys.ts'
import type { reply } from './schema.ts'

type Row = typeof reply.$inferSelect

export interface OpenReply {
  readonly to: string
  /** The final bytes. */
  readonly raw: Buffer
}

export class SealedReplies {
  private readonly db: Drizzle
  private readonly keys: Keys

  constructor(db: Drizzle, keys: Keys) {
    this.db = db
    this.keys = keys
  }

  /** @throws Fault key.destroyed; internal when it belongs to nothing */
  async seal(
    id: string,
    { to, raw }: OpenReply,
    belonging: Belonging,
  ): Promise<Pick<Row, 'sealedRecipient' | 'sealedRaw'>> {
    const key = await this.keys.open(this.db, keyIdOf(belonging))
    return {
      sealedRecipient: sealText(key, `reply-to:${id}`, to),
      sealedRaw: seal(key, `reply:${id}`, raw),
    }
  }

  /** @throws Fault key.destroyed */
  async open(row: Row): Promise<OpenReply> {
    return openWith(await this.keys.open(this.db, keyIdOf(row)), row)
  }

  /** Null when its key is destroyed. */
  async find(row: Row): Promise<OpenReply | null> {
    const key = await this.keys.find(this.db, keyIdOf(row))
    return key === null ? null : openWith(key, row)
  }
}

function keyIdOf({ request, contentId }: Belonging): KeyId {
  if (request !== null) return `request:${request}`
  if (contentId === null) throw new Fault('internal', { detail: 'a reply about nothing' })
  return `letter:${contentId}`
}

function openWith(key: Buffer, { id, sealedRecipient, sealedRaw }: Row): OpenReply {
  return {
    to: unsealText(key, `reply-to:${id}`, sealedRecipient),
    raw: unseal(key, `reply:${id}`, sealedRaw),
  }
}
