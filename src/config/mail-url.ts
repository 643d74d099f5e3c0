/** `imaps://user:password@host:993` and `smtps://…:465`; user and password percent-encoded. */
import { isLoopback } from './loopback.ts'

export interface MailServer {
  readonly host: string
  readonly port: number
  /** starttls is insisted on; plain is for this machine only. */
  readonly security: 'tls' | 'starttls' | 'plain'
  readonly user: string
  readonly password: string
}

export type MailUrlReading = { readonly server: MailServer } | { readonly fault: string }

const SCHEMES: Readonly<
  Record<string, { name: 'IMAP_URL' | 'SMTP_URL'; tls: boolean; port: number }>
> = {
  'imaps:': { name: 'IMAP_URL', tls: true, port: 993 },
  'imap:': { name: 'IMAP_URL', tls: false, port: 143 },
  'smtps:': { name: 'SMTP_URL', tls: true, port: 465 },
  'smtp:': { name: 'SMTP_URL', tls: false, port: 587 },
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** What is wrong with user and password, or null. */
function loginFault(name: string, user: string | null, password: string | null): string | null {
  if (user === null || password === null)
    return `${name}: user or password is not percent-encoded: write @ as %40 and % as %25.`
  if (user === '' || password === '')
    return `${name} lacks user or password: write them before the host, with @ in the user as %40.`
  return null
}

function securityOf(isTls: boolean, host: string): MailServer['security'] {
  if (isTls) return 'tls'
  return isLoopback(host) ? 'plain' : 'starttls'
}

/** The faults never quote the value: it holds a password. */
export function readMailUrl(name: 'IMAP_URL' | 'SMTP_URL', value: string): MailUrlReading {
  const form =
    name === 'IMAP_URL' ? 'imaps://user:password@host:993' : 'smtps://user:password@host:465'
  if (!URL.canParse(value))
    return {
      fault: `${name} cannot be read: write it as ${form}, in user and password @ as %40, : as %3A, / as %2F, # as %23, % as %25.`,
    }
  const url = new URL(value)
  const scheme = SCHEMES[url.protocol]
  if (scheme === undefined || scheme.name !== name)
    return { fault: `${name} has the wrong beginning: write it as ${form}.` }
  const user = decoded(url.username)
  const password = decoded(url.password)
  const fault = loginFault(name, user, password)
  if (fault !== null || user === null || password === null) return { fault: fault ?? name }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? scheme.port : Number(url.port)
  return { server: { host, port, security: securityOf(scheme.tls, url.hostname), user, password } }
}
