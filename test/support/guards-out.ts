/**
 * Takes the guards of `guards.ts` out, one at a time, in a copy of the package, and plays the attack that
 * each holds off: an attack that is still held off then proves nothing. `npm run guards [words]`.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Guard } from './guards.ts'
import { GUARDS } from './guards.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const COPIED = [
  'src',
  'test',
  'templates',
  'drizzle',
  'workers',
  'dist',
  'policy.yaml',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]
const REPORT = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) }),
  ),
})

function copyOfPackage(): string {
  const copy = mkdtempSync(join(tmpdir(), 'guards-'))
  for (const name of COPIED)
    if (existsSync(join(ROOT, name)))
      cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Whether the named attack ran, and got through. */
function getsThrough(copy: string, { attacks, name }: Guard): boolean {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const args = [
    vitest,
    'run',
    `test/attacks/${attacks}`,
    '-t',
    pattern,
    '--reporter=json',
    `--outputFile=${report}`,
  ]
  spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore' })
  if (!existsSync(report)) return false
  const { testResults } = REPORT.parse(JSON.parse(readFileSync(report, 'utf8')))
  const played = testResults.flatMap(({ assertionResults }) => assertionResults)
  return played.some(({ title, status }) => title.includes(name) && status === 'failed')
}

function bites(copy: string, guard: Guard): boolean {
  const file = join(copy, guard.file)
  const source = readFileSync(file, 'utf8')
  if (source.split(guard.text).length !== 2) return false
  writeFileSync(
    file,
    source.replace(guard.text, () => guard.without),
  )
  try {
    return getsThrough(copy, guard)
  } finally {
    writeFileSync(file, source)
  }
}

const wanted = process.argv.slice(2).join(' ')
const copy = copyOfPackage()
try {
  for (const guard of GUARDS.filter(({ what }) => what.includes(wanted))) {
    const isBiting = bites(copy, guard)
    if (!isBiting) process.exitCode = 1
    process.stdout.write(
      `${isBiting ? 'bites         ' : 'DOES NOT BITE '} ${guard.what} — «${guard.name}»\n`,
    )
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
