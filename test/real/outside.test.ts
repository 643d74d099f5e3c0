/** Demo and tests reach no server that somebody lives in, whatever the shell and `.env` name. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openToAll, portOf } from './support.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, maxRetries: 20 })
})

interface Listener {
  /** How often somebody came. */
  connections(): number
  readonly settings: Readonly<Record<string, string>>
  close(): void
}

/** Stands where the company's database, queue and mailbox would be. */
async function listen(): Promise<Listener> {
  let count = 0
  const server = createServer((socket) => {
    count += 1
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  const at = `policy%40company.example:secret@127.0.0.1:${port}`
  return {
    connections: () => count,
    settings: {
      DATABASE_URL: `postgres://${at}/mailbot`,
      REDIS_URL: `redis://127.0.0.1:${port}`,
      IMAP_URL: `imap://${at}`,
      SMTP_URL: `smtp://${at}`,
      SECRET_KEY: '00'.repeat(32),
      OWNER_EMAIL: 'owner@company.example',
      POLICY_FILE: resolve('policy.yaml'),
    },
    close: () => server.close(),
  }
}

/** A folder whose `.env` names the listener. */
function folderWith(settings: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'outside-'))
  folders.push(folder)
  openToAll(folder, join(folder, 'data'), join(folder, 'data', 'demo'))
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(folder, '.env'), lines.join(''))
  return folder
}

async function ended(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<{ code: unknown; said: string }> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = await once(child, 'close')
  return { code, said }
}

test(
  'the listener counts who comes when a command does read .env',
  { timeout: 60_000 },
  async () => {
    const listener = await listen()
    const folder = folderWith(listener.settings)
    const { code } = await ended([resolve('dist/src/cli.js'), 'migrate'], {}, folder)
    listener.close()
    expect(code).not.toBe(0)
    expect(listener.connections()).toBeGreaterThan(0)
  },
)

test(
  'the demo runs to its end and touches nothing that .env or the shell names',
  { timeout: 120_000 },
  async () => {
    const listener = await listen()
    const folder = folderWith(listener.settings)
    const env = { ...listener.settings, DATA_DIR: join(folder, 'data') }
    const demo = await ended([resolve('dist/src/cli.js'), 'demo'], env, folder)
    listener.close()
    expect(demo).toMatchObject({ code: 0, said: expect.stringContaining('acknowledged in this') })
    expect(listener.connections()).toBe(0)
  },
)

test('a test run touches nothing that .env or the shell names', { timeout: 60_000 }, async () => {
  const listener = await listen()
  const folder = folderWith(listener.settings)
  writeFileSync(join(folder, 'seen.test.mjs'), SEEN)
  const project = resolve('.')
  const vitest = resolve('node_modules/vitest/vitest.mjs')
  // The project's own settings, its global setup among them, over a test file of ours.
  writeFileSync(join(folder, 'vitest.config.mjs'), settingsOf(project, folder))
  const words = [vitest, 'run', '--root', folder, '--globals']
  const run = await ended(words, listener.settings, folder)
  listener.close()
  expect(run).toMatchObject({ code: 0, said: expect.stringContaining('1 passed') })
  expect(listener.connections()).toBe(0)
})

const settingsOf = (project: string, dir: string): string => `
import { common } from '${project}/test/support/vitest-common.ts'
const globalSetup = common.globalSetup.map((file) => '${project}/' + file)
export default { test: { ...common, globalSetup, dir: '${dir}', include: ['seen.test.mjs'] } }
`

/** A test that would connect wherever the product's settings lead. */
const SEEN = `
import { connect } from 'node:net'
test('no setting of the product is seen', async () => {
  const urls = ['DATABASE_URL', 'REDIS_URL', 'IMAP_URL', 'SMTP_URL'].flatMap((name) => process.env[name] ?? [])
  for (const url of urls) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    await new Promise((resolve) => socket.on('close', resolve).on('error', resolve))
  }
  expect(urls).toEqual([])
})
`
