import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ownOrShipped,
  ownSecretKey,
  packageRoot,
  readPolicyFile,
  readTextFile,
  shippedFile,
} from '../../src/edge/files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Processes of their own that ask for the key as nearly at once as can be. */
async function keysOfProcesses(count: number): Promise<readonly string[]> {
  const module = pathToFileURL(join(packageRoot(), 'src/edge/files.ts')).href
  const program = `
    const { ownSecretKey } = await import('${module}')
    process.stdout.write('ready\\n')
    await new Promise((resolve) => process.stdin.once('data', resolve))
    process.stdout.write(ownSecretKey(${JSON.stringify(join(folder, 'data'))}).toString('hex'))
    process.exit()`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, args, { cwd: packageRoot(), stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')))
  const said = children.map(async (child) => {
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stdin.write('go\n')
    await once(child, 'close')
    return Buffer.concat(chunks).toString()
  })
  return Promise.all(said)
}

describe('the secret key of an installation', () => {
  test('is made once and for this user alone', () => {
    const data = join(folder, 'data')
    const key = ownSecretKey(data)
    expect(key).toHaveLength(32)
    expect(ownSecretKey(data)).toEqual(key)
    expect(statSync(join(data, 'secret.key')).mode & 0o777).toBe(0o600)
    // Nobody else may look in; PostgreSQL's own account must pass through where root is at work.
    expect(statSync(data).mode & 0o066).toBe(0)
    expect(ownSecretKey(join(folder, 'other'))).not.toEqual(key)
  })

  test('is the same for four processes that start together', async () => {
    const keys = await keysOfProcesses(4)
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(keys).size).toBe(1)
    expect(readdirSync(join(folder, 'data'))).toEqual(['secret.key'])
  })

  test('that is broken is never replaced by a new one', () => {
    writeFileSync(join(folder, 'secret.key'), 'abc\n')
    expect(() => ownSecretKey(folder)).toThrow('does not hold 32 bytes in hexadecimal digits')
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe('abc\n')
  })

  test('needs a folder that can be written, and that is said', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => ownSecretKey(join(folder, 'file', 'data'))).toThrow(
      `config.invalid: DATA_DIR ${join(folder, 'file', 'data')} cannot be written`,
    )
  })
})

describe('the policy file', () => {
  const faultsOf = (text: string): readonly string[] => {
    const path = join(folder, 'policy.yaml')
    writeFileSync(path, text)
    const reading = readPolicyFile(path)
    return reading.ok ? [] : reading.faults
  }
  const shipped = readFileSync(shippedFile('policy.yaml'), 'utf8')

  test('that is shipped has no fault, and brings its rules and its calendar', () => {
    const reading = readPolicyFile(shippedFile('policy.yaml'))
    if (!reading.ok) throw new Error(reading.faults.join('\n'))
    const { policy, rules, calendar } = reading.promises
    expect(rules.map(({ id }) => id)).toEqual(policy.rules)
    expect(calendar.id).toBe(policy.calendar)
  })

  test('tells all its faults at once, each with the file it stands in', () => {
    const faults = faultsOf(
      shipped
        .replace('zone: Asia/Almaty', 'zone: Asia/Nowhere')
        .replace('kz-policy-2026', 'kz-none')
        .replace("bin: '780905403041'", "bin: '12'"),
    )
    expect(faults.length).toBeGreaterThanOrEqual(3)
    for (const fault of faults) expect(fault).toContain(join(folder, 'policy.yaml'))
    for (const word of ['zone', 'rules', 'bin']) expect(faults.join('\n')).toContain(word)
  })

  test('that is no YAML, that is empty and that is not there are told apart', () => {
    expect(faultsOf('a: [1')).toEqual([expect.stringContaining('is not valid YAML')])
    expect(faultsOf('').length).toBeGreaterThan(0)
    const absent = readPolicyFile(join(folder, 'none.yaml'))
    expect(absent).toEqual({
      ok: false,
      faults: [expect.stringContaining('cannot be read: copy policy.yaml there')],
    })
  })

  test('own days off and worked days go into the calendar', () => {
    const own = shipped.replace('extraOff: []', "extraOff: ['2026-11-17']")
    const path = join(folder, 'policy.yaml')
    writeFileSync(path, own)
    const [plain, changed] = [readPolicyFile(shippedFile('policy.yaml')), readPolicyFile(path)]
    if (!plain.ok || !changed.ok) throw new Error('a fault')
    expect(changed.promises.calendar).not.toEqual(plain.promises.calendar)
  })
})

describe('files that come with the program', () => {
  test('are found from wherever it runs', () => {
    expect(readTextFile(join(packageRoot(), 'package.json'))).toContain('"privacy-mailbot"')
    expect(shippedFile('policy.yaml')).toBe(join(packageRoot(), 'policy.yaml'))
  })

  test('stand behind one that is named and one in the current folder', () => {
    expect(ownOrShipped('/etc/policy.yaml', 'policy.yaml')).toBe('/etc/policy.yaml')
    expect(ownOrShipped('', 'package.json')).toBe('package.json')
    expect(ownOrShipped(undefined, 'no-such.yaml')).toBe(shippedFile('no-such.yaml'))
  })

  test('a file that cannot be read is none', () => {
    expect(readTextFile(join(folder, 'none'))).toBeNull()
    mkdirSync(join(folder, 'folder'))
    expect(readTextFile(join(folder, 'folder'))).toBeNull()
    chmodSync(folder, 0o700)
  })
})
