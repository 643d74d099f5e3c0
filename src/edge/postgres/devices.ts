/**
 * The owner's phones: a phone that gave the owner code once keeps a random cookie, of which only a
 * keyed hash lies here. Wrong codes are counted for each link, in one statement.
 */
import { randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto'
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Vault } from '../vault.ts'
import type { Drizzle } from './database.ts'
import { ownerCodeTry, ownerDevice, setting } from './schema.ts'

export interface DevicesParts {
  readonly db: Drizzle
  readonly vault: Vault
  readonly now: () => Date
}

export interface Device {
  readonly id: string
  readonly rememberedAt: Date
  readonly seenAt: Date
  readonly revokedAt: Date | null
}

export interface Devices {
  /** @returns what the phone is to keep: 256 random bits, 43 characters of base64url */
  remember(): Promise<string>
  /** The phone, neither revoked nor 90 days old; notes that it was seen. Null when nobody knows it. */
  knows(cookie: string): Promise<string | null>
  /** Oldest first, the revoked ones too. */
  list(): Promise<readonly Device[]>
  /** @returns false when there is no such phone, or it is revoked already */
  revoke(id: string): Promise<boolean>
  /** How often a wrong code was entered on this link. */
  failures(link: string): Promise<number>
  /** One more; @returns how many there are now. */
  fail(link: string): Promise<number>
  forgive(link: string): Promise<void>
  /** Whatever code there was is replaced; phones that are remembered stay so. */
  setCode(code: string): Promise<void>
  hasCode(): Promise<boolean>
  checkCode(code: string): Promise<boolean>
}

const PHONE_DAYS = 90
const DAY_MS = 86_400_000
const COOKIE_BYTES = 32
/** The name of the setting that keeps the hash of the owner code. */
export const CODE_SETTING = 'ownerCode'
const SALT_BYTES = 16
const HASH_BYTES = 32

function stretch(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    )
  })
}

class OwnerDevices implements Devices {
  private readonly parts: DevicesParts

  constructor(parts: DevicesParts) {
    this.parts = parts
  }

  async remember(): Promise<string> {
    const { db, vault, now } = this.parts
    const cookie = randomBytes(COOKIE_BYTES).toString('base64url')
    const at = now()
    const secretHash = vault.hash('owner phone', cookie)
    await db
      .insert(ownerDevice)
      .values({ id: randomUUID(), secretHash, rememberedAt: at, seenAt: at })
    return cookie
  }

  async knows(cookie: string): Promise<string | null> {
    const { db, vault, now } = this.parts
    const at = now()
    const rows = await db
      .update(ownerDevice)
      .set({ seenAt: at })
      .where(
        and(
          eq(ownerDevice.secretHash, vault.hash('owner phone', cookie)),
          isNull(ownerDevice.revokedAt),
          gt(ownerDevice.rememberedAt, new Date(at.getTime() - PHONE_DAYS * DAY_MS)),
        ),
      )
      .returning({ id: ownerDevice.id })
    return rows[0]?.id ?? null
  }

  async list(): Promise<readonly Device[]> {
    const { id, rememberedAt, seenAt, revokedAt } = ownerDevice
    return this.parts.db
      .select({ id, rememberedAt, seenAt, revokedAt })
      .from(ownerDevice)
      .orderBy(asc(rememberedAt), asc(id))
  }

  async revoke(id: string): Promise<boolean> {
    const rows = await this.parts.db
      .update(ownerDevice)
      .set({ revokedAt: this.parts.now() })
      .where(and(eq(ownerDevice.id, id), isNull(ownerDevice.revokedAt)))
      .returning({ id: ownerDevice.id })
    return rows.length === 1
  }

  async failures(link: string): Promise<number> {
    const [row] = await this.parts.db
      .select({ failures: ownerCodeTry.failures })
      .from(ownerCodeTry)
      .where(eq(ownerCodeTry.link, link))
    return row?.failures ?? 0
  }

  async fail(link: string): Promise<number> {
    const [row] = await this.parts.db
      .insert(ownerCodeTry)
      .values({ link, failures: 1 })
      .onConflictDoUpdate({
        target: ownerCodeTry.link,
        set: { failures: sql`${ownerCodeTry.failures} + 1` },
      })
      .returning({ failures: ownerCodeTry.failures })
    return row?.failures ?? 0
  }

  async forgive(link: string): Promise<void> {
    await this.parts.db.delete(ownerCodeTry).where(eq(ownerCodeTry.link, link))
  }

  async setCode(code: string): Promise<void> {
    const salt = randomBytes(SALT_BYTES)
    const hash = await stretch(this.peppered(code), salt)
    const value = `${salt.toString('base64url')}.${hash.toString('base64url')}`
    await this.parts.db
      .insert(setting)
      .values({ name: CODE_SETTING, value })
      .onConflictDoUpdate({ target: setting.name, set: { value } })
  }

  async hasCode(): Promise<boolean> {
    return (await this.codeKept()) !== null
  }

  async checkCode(code: string): Promise<boolean> {
    const kept = await this.codeKept()
    if (kept === null) return false
    const [salt = '', hash = ''] = kept.split('.')
    const wanted = Buffer.from(hash, 'base64url')
    const given = await stretch(this.peppered(code), Buffer.from(salt, 'base64url'))
    return wanted.length === given.length && timingSafeEqual(wanted, given)
  }

  /** Six digits are tried through in no time: without the master key a stolen database is of no use. */
  private peppered(code: string): string {
    return this.parts.vault.hash('owner code', code)
  }

  private async codeKept(): Promise<string | null> {
    const [row] = await this.parts.db
      .select({ value: setting.value })
      .from(setting)
      .where(eq(setting.name, CODE_SETTING))
    return row?.value ?? null
  }
}

export function createDevices(parts: DevicesParts): Devices {
  return new OwnerDevices(parts)
}
