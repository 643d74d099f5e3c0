import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Config, Environment, Setting } from '../src/config.ts'
import { NAMES, SECRETS, readConfig } from '../src/config.ts'

const KEY = 'ab'.repeat(32)
const PASSWORD = 'geheim-77531'
const MAIL = {
  IMAP_URL: 'imaps://privacy%40example.kz:p@imap.example.kz',
  SMTP_URL: 'smtps://privacy%40example.kz:p@smtp.example.kz',
  OWNER_EMAIL: 'Owner@Example.kz',
} as const

const FILES: Readonly<Record<string, string>> = {
  '/run/imap': `imaps://u:${PASSWORD}@imap.example.kz\n`,
  '/run/key': ` ${KEY}\r\n`,
  '/run/empty': '',
}
const readFile = (path: string): string | null => FILES[path] ?? null

function reading(env: Environment, mail = false) {
  return readConfig(env, { mail }, readFile)
}

function configOf(env: Environment, mail = false): Config {
  const read = reading(env, mail)
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return read.config
}

function faultsOf(env: Environment, mail = false): readonly string[] {
  const read = reading(env, mail)
  return read.ok ? [] : read.faults
}

function settingOf(env: Environment, name: string): Setting | undefined {
  return reading(env).settings.find((setting) => setting.name === name)
}

describe('without any setting', () => {
  test('everything has its default', () => {
    expect(configOf({})).toEqual({
      databaseUrl: null,
      redisUrl: null,
      imap: null,
      smtp: null,
      ownerEmail: null,
      publicUrl: null,
      host: '127.0.0.1',
      port: 8080,
      secretKey: null,
      alertUrl: null,
      dataDir: resolve('data'),
      policyFile: resolve('policy.yaml'),
      trustedAuthservId: null,
      logLevel: 'info',
    })
  })

  test('the mail servers and the owner are missed where mail is needed', () => {
    expect(faultsOf({}, true).map((fault) => fault.split(' ', 1)[0])).toEqual([
      'IMAP_URL',
      'SMTP_URL',
      'OWNER_EMAIL',
    ])
  })

  test('an empty value counts as none', () => {
    const empty = Object.fromEntries(NAMES.map((name) => [name, '']))
    expect(configOf(empty)).toEqual(configOf({}))
  })
})

describe('a setting', () => {
  test('is read from the environment, each to its place', () => {
    const config = configOf(
      {
        ...MAIL,
        DATABASE_URL: 'postgres://u:p@db.example.kz/bot',
        REDIS_URL: 'rediss://:p@redis.example.kz',
        PUBLIC_URL: 'https://privacy.example.kz',
        ALERT_URL: 'https://alerts.example.kz/ping',
        HOST: '0.0.0.0',
        PORT: '0',
        SECRET_KEY: KEY,
        DATA_DIR: 'own/data',
        POLICY_FILE: '/etc/policy.yaml',
        TRUSTED_AUTHSERV_ID: 'mx.example.kz',
        LOG_LEVEL: 'debug',
      },
      true,
    )
    expect(config).toMatchObject({
      databaseUrl: 'postgres://u:p@db.example.kz/bot',
      redisUrl: 'rediss://:p@redis.example.kz',
      imap: { host: 'imap.example.kz', user: 'privacy@example.kz' },
      smtp: { host: 'smtp.example.kz', port: 465 },
      ownerEmail: 'owner@example.kz',
      publicUrl: 'https://privacy.example.kz',
      alertUrl: 'https://alerts.example.kz/ping',
      host: '0.0.0.0',
      port: 0,
      secretKey: Buffer.from(KEY, 'hex'),
      dataDir: resolve('own/data'),
      policyFile: '/etc/policy.yaml',
      trustedAuthservId: 'mx.example.kz',
      logLevel: 'debug',
    })
  })

  test('is read from the file that NAME_FILE names, without blanks around it', () => {
    const config = configOf({ IMAP_URL_FILE: '/run/imap', SECRET_KEY_FILE: '/run/key' })
    expect(config.imap).toMatchObject({ host: 'imap.example.kz', password: PASSWORD })
    expect(config.secretKey).toEqual(Buffer.from(KEY, 'hex'))
  })

  test('tells where it came from', () => {
    const env = { PORT: '9000', IMAP_URL_FILE: '/run/imap' }
    expect(settingOf(env, 'PORT')).toEqual({ name: 'PORT', value: '9000', source: 'environment' })
    expect(settingOf(env, 'IMAP_URL')).toMatchObject({ source: 'file' })
    expect(settingOf(env, 'HOST')).toEqual({ name: 'HOST', value: '127.0.0.1', source: 'default' })
    expect(reading(env).settings.map(({ name }) => name)).toEqual(NAMES)
  })

  test('given twice is a fault: nobody can tell which one counts', () => {
    const env = { IMAP_URL: MAIL.IMAP_URL, IMAP_URL_FILE: '/run/imap' }
    expect(faultsOf(env)).toEqual(['IMAP_URL and IMAP_URL_FILE are both set: keep one of them.'])
  })

  test('in a file that cannot be read is a fault that names the file', () => {
    const [fault, ...more] = faultsOf({ DATABASE_URL_FILE: '/run/missing' })
    expect(fault).toContain('/run/missing')
    expect(more.filter((one) => !one.startsWith('SECRET_KEY'))).toEqual([])
  })

  test('in an empty file is not taken for a missing one', () => {
    expect(faultsOf({ IMAP_URL_FILE: '/run/empty' })).toHaveLength(1)
  })

  test('that is no name of ours is not looked at', () => {
    expect(configOf({ IMAP_URI: 'x', PATH: '/bin', NODE_ENV: 'test' })).toEqual(configOf({}))
  })
})

describe('the secret key', () => {
  test('is needed with DATABASE_URL', () => {
    const env = { DATABASE_URL: 'postgresql://u:p@db.example.kz/bot' }
    expect(faultsOf(env)).toEqual([expect.stringContaining('SECRET_KEY is not set')])
    expect(faultsOf({ ...env, SECRET_KEY: KEY })).toEqual([])
  })

  test('is needed also when DATABASE_URL cannot be read', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://db' })).toHaveLength(2)
  })
})

describe('a broken environment', () => {
  const BROKEN: Environment = {
    DATABASE_URL: `mysql://u:${PASSWORD}@db.example.kz/bot`,
    REDIS_URL: `http://:${PASSWORD}@redis.example.kz`,
    IMAP_URL: `smtp://u:${PASSWORD}@imap.example.kz`,
    SMTP_URL: PASSWORD,
    OWNER_EMAIL: `nobody ${PASSWORD}`,
    PUBLIC_URL: `ftp://${PASSWORD}`,
    PORT: `80a${PASSWORD}`,
    SECRET_KEY: PASSWORD,
    ALERT_URL: `alerts?token=${PASSWORD}`,
    LOG_LEVEL: `loud${PASSWORD}`,
  }

  test('is told with every fault at once, one sentence for each name', () => {
    const faults = faultsOf(BROKEN, true)
    expect(faults.map((fault) => /^[A-Z_]+/.exec(fault)?.[0] ?? '').toSorted()).toEqual(
      Object.keys(BROKEN).toSorted(),
    )
    for (const fault of faults) expect(fault).toMatch(/: .+\.$|form .+\.$/)
  })

  test('is told without quoting one value: each may hold a password', () => {
    for (const fault of faultsOf(BROKEN, true)) expect(fault).not.toContain(PASSWORD)
  })

  test.each(['-1', '65536', '80.5', 'http', 'NaN', 'Infinity'])('has no port %j', (PORT) => {
    expect(faultsOf({ PORT })).toEqual([expect.stringContaining('PORT is no port')])
  })

  test.each(['owner', 'a@b@c.kz', 'a b@example.kz', '<a@example.kz>', 'a@example.kz,b@example.kz'])(
    'has no owner %j',
    (OWNER_EMAIL) => {
      expect(faultsOf({ OWNER_EMAIL })).toEqual([expect.stringContaining('OWNER_EMAIL')])
    },
  )

  test('names the levels there are', () => {
    expect(faultsOf({ LOG_LEVEL: 'INFO' })).toEqual([
      'LOG_LEVEL is unknown: write one of error, warn, info, debug.',
    ])
  })
})

test('every setting that may hold a password is kept from being printed', () => {
  for (const name of NAMES.filter((each) => /_URL$|KEY/.test(each) && each !== 'PUBLIC_URL'))
    expect(SECRETS.has(name)).toBe(true)
})

test('the owner’s pages are reached over TLS, or on this machine alone', () => {
  const read = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL }, { mail: false }, () => null)
  expect(read('http://privacy.example.kz')).toMatchObject({
    ok: false,
    faults: [expect.stringContaining('PUBLIC_URL has no TLS')],
  })
  for (const url of [
    'https://privacy.example.kz',
    'http://127.0.0.1:8080',
    'http://localhost:8080',
  ])
    expect(read(url)).toMatchObject({ ok: true, config: { publicUrl: url } })
})
