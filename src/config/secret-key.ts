/** SECRET_KEY: 32 random bytes as 64 hexadecimal digits or in base64. */

export type SecretKeyReading = { readonly key: Buffer | null } | { readonly fault: string }

const HOW =
  'make one with `openssl rand -hex 32`, and keep a copy: without it nothing can be read again'

/** @param isNeeded without it there is a fault; else null lets DATA_DIR keep one */
export function readSecretKey(value: string | null, isNeeded: boolean): SecretKeyReading {
  if (value === null)
    return isNeeded
      ? { fault: `SECRET_KEY is not set, and DATABASE_URL needs one: ${HOW}.` }
      : { key: null }
  if (/^[0-9a-f]{64}$/i.test(value)) return { key: Buffer.from(value, 'hex') }
  const key = /^[\w+/-]{43}=?$/.test(value) ? Buffer.from(value, 'base64') : Buffer.alloc(0)
  return key.length === 32 ? { key } : { fault: `SECRET_KEY is not 32 bytes long: ${HOW}.` }
}
