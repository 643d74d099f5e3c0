/**
 * Environment → Config, in pure steps: names (here), meaning and defaults (`readConfig`), and every
 * fault at once. Nothing else in the program reads the environment.
 */
import { resolve } from 'node:path'
import type { LogLevel } from './log.ts'
import { isLoopback } from './config/loopback.ts'
import { readMailUrl, type MailServer } from './config/mail-url.ts'
import { readSecretKey } from './config/secret-key.ts'

export type { MailServer } from './config/mail-url.ts'

/** Every name the program knows; each also as `NAME_FILE`. */
export const NAMES = [
  'DATABASE_URL',
  'REDIS_URL',
  'IMAP_URL',
  'SMTP_URL',
  'OWNER_EMAIL',
  'PUBLIC_URL',
  'HOST',
  'PORT',
  'SECRET_KEY',
  'ALERT_URL',
  'DATA_DIR',
  'POLICY_FILE',
  'TRUSTED_AUTHSERV_ID',
  'LOG_LEVEL',
] as const
export type Name = (typeof NAMES)[number]

/** Never printed. */
export const SECRETS: ReadonlySet<Name> = new Set<Name>([
  'DATABASE_URL',
  'REDIS_URL',
  'IMAP_URL',
  'SMTP_URL',
  'SECRET_KEY',
  'ALERT_URL',
])

export interface Config {
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  readonly imap: MailServer | null
  readonly smtp: MailServer | null
  readonly ownerEmail: string | null
  readonly publicUrl: string | null
  readonly host: string
  readonly port: number
  /** 32 bytes; null: made once in `dataDir/secret.key`. */
  readonly secretKey: Buffer | null
  readonly alertUrl: string | null
  /** Absolute. */
  readonly dataDir: string
  /** Absolute. */
  readonly policyFile: string
  readonly trustedAuthservId: string | null
  readonly logLevel: LogLevel
}

/** What a command cannot do without: `mail` = both servers and the owner's address. */
export interface Needs {
  readonly mail: boolean
}

/** Where each value came from, for `config print`. */
export interface Setting {
  readonly name: Name
  readonly value: string | null
  readonly source: 'environment' | 'file' | 'default'
}

export type ConfigReading =
  | {
      readonly ok: true
      readonly config: Config
      readonly settings: readonly Setting[]
      readonly policyFile: string
    }
  | {
      readonly ok: false
      readonly faults: readonly string[]
      readonly settings: readonly Setting[]
      /** As in Config, so that its faults can be told together with these. */
      readonly policyFile: string
    }

export type Environment = Readonly<Record<string, string | undefined>>
/** Reads a `NAME_FILE`; null when it cannot be read. */
export type ReadFile = (path: string) => string | null

const DEFAULTS: Partial<Record<Name, string>> = {
  HOST: '127.0.0.1',
  PORT: '8080',
  DATA_DIR: './data',
  POLICY_FILE: 'policy.yaml',
  LOG_LEVEL: 'info',
}

/** Somebody may have written the secret itself where its file belongs. */
const shownPath = (path: string): string =>
  path.includes('://') || /^[0-9a-f]{64}$/i.test(path) ? 'that it names' : path

const isGiven = (value: string | undefined): value is string => value !== undefined && value !== ''

function settingOf(name: Name, env: Environment, readFile: ReadFile, faults: string[]): Setting {
  const file = env[`${name}_FILE`]
  const given = env[name]
  if (!isGiven(file))
    return isGiven(given)
      ? { name, value: given, source: 'environment' }
      : { name, value: DEFAULTS[name] ?? null, source: 'default' }
  if (isGiven(given)) faults.push(`${name} and ${name}_FILE are both set: keep one of them.`)
  const text = readFile(file)
  if (text === null)
    faults.push(
      `${name}_FILE: the file ${shownPath(file)} cannot be read: does it exist, and may this user read it?`,
    )
  else if (text.trim() === '') faults.push(`${name}_FILE: the file ${shownPath(file)} is empty.`)
  return { name, value: text?.trim() ?? '', source: 'file' }
}

const LEVELS: readonly string[] = ['error', 'warn', 'info', 'debug']
const isLevel = (value: string): value is LogLevel => LEVELS.includes(value)

function isUrl(value: string, ...protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

/** One reader a name, so that each says in one sentence what is wrong and what to do. */
class Reader {
  readonly faults: string[]
  private readonly values: ReadonlyMap<Name, string | null>

  constructor(settings: readonly Setting[], faults: string[]) {
    this.values = new Map(settings.map((setting) => [setting.name, setting.value]))
    this.faults = faults
  }

  text(name: Name): string | null {
    const value = this.values.get(name) ?? ''
    return value === '' ? null : value
  }

  /** Whether its absence is news: a file that could not be read has been told already. */
  private isMissing(name: Name): boolean {
    return this.values.get(name) === null
  }

  url(name: Name, protocols: readonly string[], example: string): string | null {
    const value = this.text(name)
    if (value === null || isUrl(value, ...protocols)) return value
    this.faults.push(`${name} is no address of the form ${example}.`)
    return null
  }

  mail(name: 'IMAP_URL' | 'SMTP_URL', needed: boolean): MailServer | null {
    const value = this.text(name)
    if (value === null) {
      if (needed && this.isMissing(name))
        this.faults.push(
          `${name} is not set: write it into .env, for example ${name === 'IMAP_URL' ? 'imaps://user:password@imap.example.kz:993' : 'smtps://user:password@smtp.example.kz:465'}.`,
        )
      return null
    }
    const reading = readMailUrl(name, value)
    if ('server' in reading) return reading.server
    this.faults.push(reading.fault)
    return null
  }

  owner(needed: boolean): string | null {
    const value = this.text('OWNER_EMAIL')
    if (needed && this.isMissing('OWNER_EMAIL'))
      this.faults.push('OWNER_EMAIL is not set: the address of the person who decides.')
    if (value !== null && !/^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,190}$/.test(value))
      this.faults.push('OWNER_EMAIL is no e-mail address: write it as name@example.kz.')
    return value?.toLowerCase() ?? null
  }

  /** The owner's code and cookie go over it: without TLS to this machine alone. */
  publicUrl(): string | null {
    const value = this.url('PUBLIC_URL', ['https:', 'http:'], 'https://privacy.example.kz')
    if (value === null) return null
    const { protocol, hostname } = new URL(value)
    if (protocol === 'https:' || isLoopback(hostname)) return value
    this.faults.push(
      'PUBLIC_URL has no TLS: write it with https://, as http:// reaches this machine alone.',
    )
    return null
  }

  port(): number {
    const typed = this.text('PORT') ?? '0'
    if (/^\d{1,5}$/.test(typed) && Number(typed) <= 65_535) return Number(typed)
    this.faults.push('PORT is no port: write a whole number from 0 to 65535.')
    return 0
  }

  level(): LogLevel {
    const value = this.text('LOG_LEVEL') ?? 'info'
    if (isLevel(value)) return value
    this.faults.push(`LOG_LEVEL is unknown: write one of ${LEVELS.join(', ')}.`)
    return 'info'
  }

  secretKey(databaseGiven: boolean): Buffer | null {
    const reading = readSecretKey(
      this.text('SECRET_KEY'),
      databaseGiven && this.isMissing('SECRET_KEY'),
    )
    if ('fault' in reading) this.faults.push(reading.fault)
    return 'key' in reading ? reading.key : null
  }
}

function read(reader: Reader, needs: Needs): Config {
  const databaseUrl = reader.url(
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host:5432/database',
  )
  return {
    databaseUrl,
    redisUrl: reader.url('REDIS_URL', ['redis:', 'rediss:'], 'redis://:password@host:6379/0'),
    imap: reader.mail('IMAP_URL', needs.mail),
    smtp: reader.mail('SMTP_URL', needs.mail),
    ownerEmail: reader.owner(needs.mail),
    publicUrl: reader.publicUrl(),
    host: reader.text('HOST') ?? '127.0.0.1',
    port: reader.port(),
    secretKey: reader.secretKey(reader.text('DATABASE_URL') !== null),
    alertUrl: reader.url('ALERT_URL', ['https:', 'http:'], 'https://alerts.example.kz/ping'),
    dataDir: resolve(reader.text('DATA_DIR') ?? './data'),
    policyFile: resolve(reader.text('POLICY_FILE') ?? 'policy.yaml'),
    trustedAuthservId: reader.text('TRUSTED_AUTHSERV_ID'),
    logLevel: reader.level(),
  }
}

/** Reads everything and says every fault at once, each in one sentence: what, where, what to do. */
export function readConfig(env: Environment, needs: Needs, readFile: ReadFile): ConfigReading {
  const faults: string[] = []
  const settings = NAMES.map((name) => settingOf(name, env, readFile, faults))
  const reader = new Reader(settings, faults)
  const config = read(reader, needs)
  const { policyFile } = config
  return faults.length === 0
    ? { ok: true, config, settings, policyFile }
    : { ok: false, faults, settings, policyFile }
}
