import { expect, test } from 'vitest'
import { forgetProductSettings } from './global-setup.ts'
import { leftOut, realServers } from './real-servers.ts'

const complete = {
  TEST_IMAP_URL: 'imap://ana:secret@127.0.0.1:24104',
  TEST_SMTP_URL: 'smtp://ana:secret@127.0.0.1:24101',
  TEST_LMTP_URL: 'lmtp://127.0.0.1:24103',
  TEST_DATABASE_URL: 'postgres://postgres@127.0.0.1:24108/postgres',
  TEST_REDIS_URL: 'redis://127.0.0.1:24107',
  TEST_MAIL_CA: 'cert.pem',
  TEST_MAIL_DIR: 'mail',
}

test('the real servers are those of the TEST_ variables', () => {
  expect(realServers(complete)).toMatchObject({
    imapUrl: complete.TEST_IMAP_URL,
    databaseUrl: complete.TEST_DATABASE_URL,
  })
  expect(leftOut(complete)).toBeNull()
})

test('one missing variable leaves the real servers out and is named in one line', () => {
  const { TEST_REDIS_URL: _, ...without } = complete
  expect(realServers({ ...without, REDIS_URL: 'redis://127.0.0.1:6379' })).toBeNull()
  expect(leftOut(without)).toBe(
    'Left out: the tests against real servers (TEST_REDIS_URL not set; .ci/run sets them).',
  )
})

test('the settings of the product are taken from the environment of the tests', () => {
  const env: Record<string, string> = {
    ...complete,
    IMAP_URL: 'x',
    SECRET_KEY_FILE: 'y',
    HOME: '/',
  }
  forgetProductSettings(env)
  expect(env).toEqual({ ...complete, HOME: '/' })
})
