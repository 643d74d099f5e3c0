/**
 * Ciphertext for every personal value at rest (AES-256-GCM), keyed hashes to find it again, and the
 * sub-key that request numbers and Message-IDs come from.
 *
 * Each letter, request and person has a data key of its own, wrapped by the master key; whoever is
 * destroyed takes the key along, so that older copies of the ciphertext die too.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { Fault } from '../errors.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

export interface Vault {
  /** A new data key, wrapped for the row called `id`. */
  newKey(id: string): { readonly key: Buffer; readonly wrapped: Buffer }
  /** @throws Fault key.missing when the master key is not the one it was wrapped with. */
  unwrap(id: string, wrapped: Buffer): Buffer
  /** A keyed hash to look a value up by, different for each kind of value. */
  hash(kind: string, value: string): string
  /** Request numbers and Message-IDs; never changed by a rotation of keys. */
  readonly idKey: Buffer
  /** Chains the ledger. */
  readonly ledgerKey: Buffer
  /** Values that belong to nobody's own key (the list of the backlog). */
  readonly commonKey: Buffer
}

const derive = (secret: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'privacy-mailbot', use, 32))

/** `context` binds the ciphertext to its place: moved elsewhere it does not open. */
export function seal(key: Buffer, context: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** @throws Fault key.missing when key or context are not those it was sealed with. */
export function unseal(key: Buffer, context: string, sealed: Buffer): Buffer {
  const iv = sealed.subarray(0, IV_BYTES)
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv)
      .setAAD(Buffer.from(context))
      .setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw new Fault('key.missing', {
      detail: 'a stored value does not open with this SECRET_KEY',
      cause,
    })
  }
}

export const sealText = (key: Buffer, context: string, text: string): Buffer =>
  seal(key, context, Buffer.from(text))
export const unsealText = (key: Buffer, context: string, sealed: Buffer): string =>
  unseal(key, context, sealed).toString('utf8')

export function createVault(secret: Buffer): Vault {
  const wrapping = derive(secret, 'wrap data keys')
  const indexing = derive(secret, 'find by keyed hash')
  return {
    newKey(id) {
      const key = randomBytes(32)
      return { key, wrapped: seal(wrapping, `key:${id}`, key) }
    },
    unwrap: (id, wrapped) => unseal(wrapping, `key:${id}`, wrapped),
    hash: (kind, value) => createHmac('sha256', indexing).update(`${kind}\0${value}`).digest('hex'),
    idKey: derive(secret, 'request numbers and Message-IDs'),
    ledgerKey: derive(secret, 'chain the ledger'),
    commonKey: derive(secret, 'common values'),
  }
}
