/** SECRET_KEY: 32 random bytes as 64 hexadecimal digits or in base64. */

export type SecretKeyReading = { readonly key: Buffer | null } | { readonly fault: string }

const HOW =
  'make one with `openssl rand -hex 32`, and keep a copy: without it nothing can be read again'

export function readSecretKey(value: string | null, databaseGiven: boolean): SecretKeyReading {
  if (value === null)
    return databaseGiven
      ? { fault: `SECRET_KEY is not set, and DATABASE_URL needs one: ${HOW}.` }
      : { key: null }
  const key = /^[0-9a-f]{64}$/i.test(value)
    ? Buffer.from(value, 'hex')
    : Buffer.from(value, 'base64')
  return key.length === 32 ? { key } : { fault: `SECRET_KEY is not 32 bytes long: ${HOW}.` }
}
