/** A letter of ours as it lies in the outbox: sealed with the key of what it speaks of, and gone with it. */
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

/** Letters about no request and no letter, such as the digest: numbers and dates, but sealed like all. */
const OWN = 'own:letters'

export class SealedReplies {
  private readonly db: Drizzle
  private readonly keys: Keys

  constructor(db: Drizzle, keys: Keys) {
    this.db = db
    this.keys = keys
  }

  /** @throws Fault key.destroyed */
  async seal(
    id: string,
    { to, raw }: OpenReply,
    belonging: Belonging,
  ): Promise<Pick<Row, 'sealedRecipient' | 'sealedRaw'>> {
    const id_ = keyIdOf(belonging)
    const key = id_ === OWN ? await this.ownKey() : await this.keys.open(this.db, id_)
    return {
      sealedRecipient: sealText(key, `reply-to:${id}`, to),
      sealedRaw: seal(key, `reply:${id}`, raw),
    }
  }

  /** Made with the first such letter; whoever comes second finds it. */
  private async ownKey(): Promise<Buffer> {
    const found = await this.keys.find(this.db, OWN)
    return found ?? this.keys.createOnce(this.db, OWN)
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
  return contentId === null ? OWN : `letter:${contentId}`
}

function openWith(key: Buffer, { id, sealedRecipient, sealedRaw }: Row): OpenReply {
  return {
    to: unsealText(key, `reply-to:${id}`, sealedRecipient),
    raw: unseal(key, `reply:${id}`, sealedRaw),
  }
}
