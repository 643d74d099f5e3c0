import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { usableBinaries } from '../../../src/edge/postgres/embedded-binaries.ts'
import { inPlainWords } from '../../../src/edge/postgres/embedded-cluster.ts'
import { canReach } from '../../../src/edge/postgres/embedded-place.ts'
import { inTurn } from '../../../src/edge/postgres/embedded-turn.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../../src/edge/postgres/embedded.ts'

const isRoot = process.getuid?.() === 0 && process.platform === 'linux'
const isLinux = process.platform === 'linux'
const nobody = { uid: 65534, gid: 65534 }
const project = fileURLToPath(new URL('../../..', import.meta.url))
/** The checkout that visitors start from: where others may not read ours, a copy of it. */
let checkout = project
const folders: string[] = []
const visitors: ChildProcess[] = []
const visits: EmbeddedPostgres[] = []

/** Of a database made once, for the tests that need none of their own. */
let shared = ''

beforeAll(async () => {
  const parent = makeFolder()
  folders.pop()
  shared = join(parent, 'postgres')
  await (await come(shared)).leave()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const visitor of visitors.splice(0)) visitor.kill('SIGKILL')
  await Promise.all(visits.splice(0).map((visit) => visit.leave()))
  for (const folder of folders.splice(0)) remove(folder)
})

afterAll(() => remove(dirname(shared)))

/** Removes the folder, the data that were moved out of it and a server left on either. */
function remove(folder: string): void {
  for (const dir of [folder, join(folder, 'postgres')]) {
    const note = join(dir, 'moved-to')
    if (existsSync(note)) remove(readFileSync(note, 'utf8'))
    const pid = pidIn(join(dir, 'pg'))
    if (pid > 0 && commandOf(pid).includes(dir)) process.kill(pid, 'SIGKILL')
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
}

function pidIn(data: string): number {
  const file = join(data, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

function commandOf(pid: number): string {
  return existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isLinux || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function makeFolder(mode = 0o755): string {
  const made = mkdtempSync(join(tmpdir(), 'privacy-mailbot-pg-'))
  chmodSync(made, mode)
  folders.push(made)
  return made
}

async function come(dir: string, onTalk?: (line: string) => void): Promise<EmbeddedPostgres> {
  const visit = await startEmbedded({ dir, fast: true, ...(onTalk ? { onTalk } : {}) })
  visits.push(visit)
  return visit
}

async function query(url: string, text: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1 })
  try {
    return await sql.unsafe(text).values()
  } finally {
    await sql.end()
  }
}

interface Visitor {
  readonly child: ChildProcess
  /** The next line it prints: the visit as JSON, then `left`; or the fault it died of. */
  readonly line: () => Promise<string>
}

/** A process of its own that joins the server in `dir` and leaves it when it is told to. */
function sendVisitor(dir: string, account: { uid?: number; gid?: number } = {}): Visitor {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(join(checkout, 'src/edge/postgres/embedded.ts'))})
    try {
      const { leave, ...visit } = await startEmbedded({ dir: ${JSON.stringify(dir)}, fast: true })
      console.log(JSON.stringify(visit))
      process.stdin.once('data', async () => {
        await leave()
        console.log('left')
        process.stdin.destroy()
      })
    } catch (error) {
      console.log(error.message)
      process.exit(1)
    }`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, args, {
    ...account,
    cwd: checkout,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  visitors.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { child, line: async () => String((await lines.next()).value) }
}

async function joined(from: Visitor): Promise<{ url: string; port: number; pid: number }> {
  return JSON.parse(await from.line())
}

async function dismiss(from: Visitor): Promise<void> {
  from.child.stdin?.write('leave\n')
  expect(await from.line()).toBe('left')
}

describe('the server', () => {
  test('listens on the loopback with a database of its own that knows Kazakh letters', async () => {
    const { url, port, pid } = await come(shared)
    expect(new URL(url)).toMatchObject({ hostname: '127.0.0.1', port: String(port) })
    expect(new URL(url).pathname).toBe('/mailbot')
    const facts = await query(
      url,
      `select current_database(), lower('ӘҚҢҰ'), current_setting('server_encoding'),
         current_setting('shared_buffers'), current_setting('max_connections'),
         current_setting('unix_socket_directories')`,
    )
    expect(facts).toEqual([['mailbot', 'әқңұ', 'UTF8', '64MB', '100', '']])
    expect(pidIn(join(shared, 'pg'))).toBe(pid)
  })

  test('lets in nobody without the password, which lies in a file closed to others', async () => {
    const { url, port } = await come(shared)
    const { password } = new URL(url)
    expect(password).toMatch(/^[\w-]{32}$/)
    expect(readFileSync(join(shared, 'password'), 'utf8')).toBe(password)
    expect(statSync(join(shared, 'password')).mode & 0o777).toBe(0o600)
    const guess = query(`postgres://mailbot:guess@127.0.0.1:${port}/mailbot`, 'select 1')
    await expect(guess).rejects.toMatchObject({ code: '28P01' })
  })

  test.runIf(isLinux)('takes nothing from the environment of whoever starts it', async () => {
    vi.stubEnv('PGHOST', 'nowhere.example')
    vi.stubEnv('PGPORT', '1')
    vi.stubEnv('PGDATA', '/nowhere')
    vi.stubEnv('PGOPTIONS', '--nonsense=1')
    vi.stubEnv('PGTARGETSESSIONATTRS', 'standby')
    vi.stubEnv('SECRET_KEY', 'not for a database server')
    const { pid } = await come(shared)
    const env = readFileSync(`/proc/${pid}/environ`, 'utf8')
    expect(env).toContain('LC_ALL=C')
    expect(env).not.toMatch(/(^|\0)PG|SECRET_KEY/)
  })

  test('keeps its port and its data, and takes another port when that one is taken', async () => {
    const first = await come(shared)
    await query(first.url, `create table kept_by_restart as select 'here' as word`)
    await first.leave()
    const second = await come(shared)
    expect(second.url).toBe(first.url)
    expect(await query(second.url, 'select word from kept_by_restart')).toEqual([['here']])
    await second.leave()
    const other = createServer().listen(first.port, '127.0.0.1')
    await once(other, 'listening')
    const third = await come(shared)
    other.close()
    expect(third.port).not.toBe(first.port)
    expect(await query(third.url, 'select word from kept_by_restart')).toEqual([['here']])
  })

  test('logs no statement, begins a log of a megabyte anew and tells why it cannot start', async () => {
    const first = await come(shared)
    await expect(query(first.url, `select 'Asel Invented'::int`)).rejects.toThrow('invalid input')
    await first.leave()
    const log = join(shared, 'postgres.log')
    expect(readFileSync(log, 'utf8')).toContain('ready to accept connections')
    expect(readFileSync(log, 'utf8')).not.toContain('Asel')
    writeFileSync(log, `${'x'.repeat(1_000_001)}\n`)
    writeFileSync(join(shared, 'pg', 'PG_VERSION'), '17\n')
    await expect(come(shared)).rejects.toMatchObject({
      code: 'database.embedded',
      detail: expect.stringMatching(
        /incompatible with server.*initialized by PostgreSQL version 17/,
      ),
    })
    writeFileSync(join(shared, 'pg', 'PG_VERSION'), '18\n')
    expect(statSync(log).size).toBeLessThan(10_000)
  })
})

describe('processes', () => {
  test('that start together on an empty folder share one server, and the last one stops it', async () => {
    const dir = join(makeFolder(), 'postgres')
    const four = [sendVisitor(dir), sendVisitor(dir), sendVisitor(dir), sendVisitor(dir)]
    const visited = await Promise.all(four.map(joined))
    expect(new Set(visited.map(({ url, pid }) => `${url} ${pid}`)).size).toBe(1)
    const pid = visited[0]?.pid ?? 0
    const [last, ...others] = four
    await Promise.all(others.map(dismiss))
    expect(isThere(pid)).toBe(true)
    if (last) await dismiss(last)
    expect(isThere(pid)).toBe(false)
    const left = readdirSync(dir).filter((name) => !name.startsWith('turn.'))
    expect(left.toSorted()).toEqual(['password', 'pg', 'port', 'postgres.log'])
  })

  test('that leave and come at the same instant never stop the server under one another', async () => {
    let here = await come(shared)
    for (let round = 0; round < 5; round += 1) {
      const [next] = await Promise.all([come(shared), here.leave()])
      expect(await query(next.url, 'select 1')).toEqual([[1]])
      here = next
    }
  })

  test('that are killed leave a server behind, which the next one joins and stops', async () => {
    const starter = sendVisitor(shared)
    const { pid, url } = await joined(starter)
    await query(url, `create table kept_by_server as select 'here' as word`)
    starter.child.kill('SIGKILL')
    await once(starter.child, 'exit')
    const next = await come(shared)
    expect(next.pid).toBe(pid)
    expect(await query(next.url, 'select word from kept_by_server')).toEqual([['here']])
    await next.leave()
    expect(isThere(pid)).toBe(false)
  })

  test('that get the Ctrl-C of a terminal do not take the server with them', async () => {
    const starter = sendVisitor(shared)
    const { pid } = await joined(starter)
    process.kill(-Number(starter.child.pid), 'SIGINT')
    await once(starter.child, 'exit')
    expect((await come(shared)).pid).toBe(pid)
  })

  test('leave the server to whoever else is connected', async () => {
    const first = await come(shared)
    const someone = postgres(first.url, { max: 1 })
    await someone`select 1`
    await first.leave()
    expect(await someone`select 1 as answer`).toEqual([{ answer: 1 }])
    await someone.end()
    const second = await come(shared)
    expect(second.pid).toBe(first.pid)
  })

  test('whose own sessions are still ending when they leave are the last all the same', async () => {
    const { url, pid, leave } = await come(shared)
    const pool = postgres(url, { max: 1 })
    const cut = pool`select pg_sleep(0.4)`.catch((error: { code: string }) => error.code)
    const busy = `select from pg_stat_activity where query like 'select pg_sleep%'`
    while ((await query(url, busy)).length === 0);
    await pool.end({ timeout: 0 })
    expect(await cut).toBe('CONNECTION_DESTROYED')
    await leave()
    expect(isThere(pid)).toBe(false)
    await leave()
  })
})

describe('after a crash', () => {
  test('what was committed is there', async () => {
    const first = await come(shared)
    await query(first.url, `create table kept_by_log as select 'here' as word`)
    process.kill(first.pid, 'SIGKILL')
    await first.leave()
    const second = await come(shared)
    expect(second.pid).not.toBe(first.pid)
    expect(await query(second.url, 'select word from kept_by_log')).toEqual([['here']])
  })

  test.runIf(isLinux)(
    'a pid file that names another program, or a zombie, does not stop the server',
    async () => {
      const file = join(shared, 'pg', 'postmaster.pid')
      const first = await come(shared)
      const was = readFileSync(file, 'utf8')
      await first.leave()
      const { uid, gid } = statSync(join(shared, 'pg')) // PostgreSQL fears its own user's only
      const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], { uid, gid, cwd: '/' })
      visitors.push(parent)
      const zombie = Number(String(await once(parent.stdout, 'data')))
      for (const pid of [Number(parent.pid), zombie]) {
        writeFileSync(file, was.replace(String(first.pid), String(pid)))
        const again = await come(shared)
        expect(await query(again.url, 'select 1')).toEqual([[1]])
        await again.leave()
      }
    },
  )

  test('a database half made is made anew', async () => {
    const dir = join(makeFolder(), 'postgres')
    mkdirSync(join(dir, 'pg.new-1', 'base'), { recursive: true })
    writeFileSync(join(dir, 'pg.new-1', 'PG_VERSION'), '18\n')
    const { url } = await come(dir)
    expect(await query(url, 'select 1')).toEqual([[1]])
    expect(readdirSync(dir)).not.toContain('pg.new-1')
  })

  test('a lost password is told, not guessed', async () => {
    await (await come(shared)).leave()
    const password = join(shared, 'password')
    renameSync(password, `${password}.lost`)
    await expect(come(shared)).rejects.toMatchObject({
      code: 'database.embedded',
      detail: expect.stringContaining(password),
    })
    renameSync(`${password}.lost`, password)
  })
})

describe.runIf(isRoot)('root', () => {
  test('drops to an ordinary user', async () => {
    const { pid } = await come(shared)
    const owner = statSync(join(shared, 'pg')).uid
    expect(owner).not.toBe(0)
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toContain(`Uid:\t${owner}\t${owner}`)
  })

  test('keeps the data where that user can reach them, below a folder closed to others too', async () => {
    const closed = makeFolder(0o700)
    const dir = join(closed, 'postgres')
    const talk: string[] = []
    const first = await come(dir, (line) => talk.push(line))
    const home = readFileSync(join(dir, 'moved-to'), 'utf8')
    expect(home).toMatch(/^\/var\/lib\/privacy-mailbot\/data-[0-9a-f]{12}$/)
    expect(talk[0]).toContain(home)
    await query(first.url, `create table kept as select 'here' as word`)
    await first.leave()
    chmodSync(closed, 0o755)
    const second = await come(dir)
    expect(await query(second.url, 'select word from kept')).toEqual([['here']])
  })

  test('does not begin a second database when the way to the first is closed', async () => {
    const parent = dirname(shared)
    chmodSync(parent, 0o700)
    await expect(come(shared)).rejects.toMatchObject({ code: 'database.embedded' })
    chmodSync(parent, 0o755)
    await come(shared)
  })
})

describe.runIf(isRoot)('an ordinary user', () => {
  let copy: string | null = null

  beforeAll(() => {
    if (canReach(project, nobody)) return
    copy = mkdtempSync(join(tmpdir(), 'privacy-mailbot-copy-'))
    chmodSync(copy, 0o755)
    const needed = ['package.json', 'tsconfig.json', 'src', 'node_modules']
    execFileSync('cp', ['-r', ...needed.map((name) => join(project, name)), copy])
    execFileSync('chmod', ['-R', 'a+rX', copy])
    checkout = copy
  }, 60_000)

  afterAll(() => {
    checkout = project
    if (copy !== null) rmSync(copy, { recursive: true, force: true })
  })

  test('runs the server as itself, and root joins it', async () => {
    const parent = makeFolder()
    chownSync(parent, nobody.uid, nobody.gid)
    const dir = join(parent, 'postgres')
    const starter = sendVisitor(dir, nobody)
    const { pid, url } = await joined(starter)
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toContain(`Uid:\t${nobody.uid}\t`)
    const root = await come(dir)
    expect(root.url).toBe(url)
    await root.leave()
    await dismiss(starter)
    expect(isThere(pid)).toBe(false)
  })

  test('without an entry in /etc/passwd gets one clear sentence', async () => {
    const stranger = { uid: 54321, gid: 54321 }
    const parent = makeFolder()
    chownSync(parent, stranger.uid, stranger.gid)
    const told = await sendVisitor(join(parent, 'postgres'), stranger).line()
    expect(told).toContain('user 54321 has no entry in /etc/passwd')
  })

  test('is sent away from the data of another', async () => {
    await come(shared)
    const told = await sendVisitor(shared, { uid: 54321, gid: 54321 }).line()
    expect(told).toMatch(/pg belongs to user \d+: start as that user, or as root/)
  })
})

test('a full disk is told as such', () => {
  const said = 'initdb: error: could not write to file "x": No space left on device\n'
  expect(inPlainWords(said, '/srv/data')).toBe(
    'the disk that holds /srv/data is full: free at least 200 MB',
  )
})

describe('the binaries', () => {
  /** Like the package when its install script has not run. */
  function unlinked(parent: string): string {
    const native = join(parent, 'package', 'native')
    for (const name of ['bin', 'lib']) mkdirSync(join(native, name), { recursive: true })
    writeFileSync(join(native, 'bin', 'postgres'), 'program', { mode: 0o755 })
    writeFileSync(join(native, 'lib', 'libpq.so.5.18'), 'library')
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links))
    return native
  }

  function placeIn(dir: string) {
    return { dir, data: join(dir, 'pg') }
  }

  test('are linked where npm ci ran without scripts', () => {
    const native = unlinked(makeFolder())
    expect(usableBinaries(native, placeIn(makeFolder()), () => undefined)).toBe(native)
    expect(lstatSync(join(native, 'lib', 'libpq.so.5')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(native, 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
  })

  test('are mirrored into the data folder where they cannot be linked', () => {
    const native = unlinked(makeFolder())
    rmSync(join(native, 'lib'), { recursive: true }) // root may write anywhere else
    const place = placeIn(makeFolder())
    const talk: string[] = []
    const mirror = usableBinaries(native, place, (line) => talk.push(line))
    expect(mirror.startsWith(join(place.dir, 'pgsql-'))).toBe(true)
    expect(readFileSync(join(mirror, 'bin', 'postgres'), 'utf8')).toBe('program')
    expect(statSync(join(mirror, 'bin', 'postgres')).ino).toBe(
      statSync(join(native, 'bin', 'postgres')).ino,
    )
    expect(talk).toEqual([`libraries cannot be linked in ${native}: it is mirrored in ${mirror}`])
    expect(usableBinaries(native, place, (line) => talk.push(line))).toBe(mirror)
    expect(talk).toHaveLength(1)
    expect(readdirSync(place.dir)).toHaveLength(1)
  })

  test.runIf(isRoot)('that an ordinary user cannot reach are mirrored, opened and linked', () => {
    const native = unlinked(makeFolder(0o700))
    chmodSync(join(native, 'bin', 'postgres'), 0o700)
    const mirror = usableBinaries(
      native,
      { ...placeIn(makeFolder()), account: nobody },
      () => undefined,
    )
    folders.push(mirror)
    expect(mirror).toMatch(/^\/var\/lib\/privacy-mailbot\/pgsql-[0-9a-f]{12}$/)
    expect(canReach(join(mirror, 'bin', 'postgres'), nobody)).toBe(true)
    expect(readFileSync(join(mirror, 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
  })
})

describe('turns', () => {
  test('are taken by one at a time', async () => {
    const dir = makeFolder()
    let inside = 0
    const crowd: number[] = []
    const work = async () => {
      inside += 1
      crowd.push(inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside -= 1
    }
    await Promise.all(Array.from({ length: 10 }, () => inTurn(dir, work)))
    expect(crowd).toEqual(Array.from({ length: 10 }, () => 1))
    expect(readdirSync(dir)).toEqual(['turn.10'])
  })

  test('of the dead, and of those whose number another process was given, pass on', async () => {
    const dir = makeFolder()
    const child = spawn('true')
    await once(child, 'exit')
    for (const holder of [`${child.pid} 1`, `${process.pid} 1`]) {
      writeFileSync(join(dir, `turn.${readdirSync(dir).length + 6}`), holder)
      expect(await inTurn(dir, async () => 'mine')).toBe('mine')
    }
  })

  test('end when the work fails', async () => {
    const dir = makeFolder()
    await expect(inTurn(dir, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn(dir, async () => 'mine')).toBe('mine')
  })
})
