/** A DKIM signature as the sender's own server makes it (RFC 6376, simple/simple), without waiting for anything. */
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import type { ResolveTxt } from '../../src/edge/authenticity.ts'
import { testDns } from './signing.ts'

const SELECTOR = 'walk'
const SIGNED = ['from', 'to', 'subject', 'message-id', 'date', 'in-reply-to', 'references']

interface Key {
  readonly secret: string
  readonly record: string
}

let made: Key | null = null

/** Made once a run. */
function key(): Key {
  if (made !== null) return made
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const open = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  made = {
    secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: `v=DKIM1; k=rsa; p=${open}`,
  }
  return made
}

/** The last field of a name, with its folded lines; '' when there is none. */
function fieldOf(head: string, name: string): string {
  const fields = head.match(/^[^\r\n:]+:.*\r\n(?:[ \t].*\r\n)*/gm) ?? []
  return fields.findLast((field) => field.toLowerCase().startsWith(`${name}:`)) ?? ''
}

/** The letter with the signature of a domain on top. Its lines end with CRLF. */
export function ownSigned(raw: Buffer, domain: string): Buffer {
  const text = raw.toString('latin1')
  const end = text.indexOf('\r\n\r\n') + 2
  const head = text.slice(0, end)
  const body = text.slice(end + 2).replace(/(?:\r\n)*$/, '\r\n')
  const names = SIGNED.filter((name) => fieldOf(head, name) !== '')
  const hash = createHash('sha256').update(body, 'latin1').digest('base64')
  const unsigned = `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=${domain}; s=${SELECTOR};\r\n h=${names.join(':')};\r\n bh=${hash};\r\n b=`
  const covered = names.map((name) => fieldOf(head, name)).join('') + unsigned
  const signature = createSign('RSA-SHA256').update(covered, 'latin1').sign(key().secret, 'base64')
  return Buffer.from(`${unsigned}${signature}\r\n${text}`, 'latin1')
}

/** DNS as the tests know it, with the key of these signatures for every domain under .example. */
export function ownDns(): ResolveTxt {
  const others = testDns()
  return async (name) =>
    name.startsWith(`${SELECTOR}._domainkey.`) && name.endsWith('.example')
      ? [key().record.match(/.{1,250}/g) ?? ['']]
      : others(name)
}
