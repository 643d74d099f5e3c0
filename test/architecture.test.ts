import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { offences } from './support/architecture.ts'
import { filesBelow } from './support/files.ts'

const inOrder: Readonly<Record<string, string>> = {
  'src/errors.ts': 'export class Fault extends Error {}',
  'src/config.ts': "import { z } from 'zod'\nimport { Fault } from './errors.ts'",
  'src/log.ts': "import { pino } from 'pino'",
  'src/policy/term.ts': 'export const termDays = 7',
  'src/letter/letter.ts': "import { createHash, type Hash } from 'node:crypto'",
  'src/letter/subject.ts': "import type { Letter } from './letter.ts'",
  'src/request/deadline.ts': [
    "import { termDays } from '../policy/term.ts'",
    'import {',
    '  type Letter,',
    "} from '../letter/letter.ts'",
    'export const start = new Date(0) // never new Date() here',
  ].join('\n'),
  'src/edge/clock.ts': "import { setTimeout } from 'node:timers/promises'",
  'src/edge/page.tsx': "import type { Child } from 'hono/jsx'",
  'src/app.ts': "import { now } from './edge/clock.ts'\nimport { Page } from './edge/page.tsx'",
  'src/demo/demo.ts': "import { createServer } from 'node:net'\nimport { app } from '../app.ts'",
  'src/commands/demo.ts': "import { demo } from '../demo/demo.ts'",
  'src/cli.ts': "import { Command } from 'commander'\nimport { demo } from './commands/demo.ts'",
  'workers/poller.ts': "import { app } from '../src/app.ts'",
}

/** What the checker says when `source` is added to a house in order. */
function offencesWith(path: string, source: string): readonly string[] {
  const before = inOrder[path] === undefined ? '' : `${inOrder[path]}\n`
  return offences(new Map(Object.entries({ ...inOrder, [path]: before + source })))
}

test('the house keeps its import rule', () => {
  const paths = [...filesBelow('src'), ...filesBelow('workers')].filter((path) =>
    /\.tsx?$/.test(path),
  )
  expect(paths).toContain('src/cli.ts')
  expect(paths).toContain('src/edge/desk/pages.tsx')
  expect(offences(new Map(paths.map((path) => [path, readFileSync(path, 'utf8')])))).toEqual([])
})

describe('the import rule', () => {
  test('finds nothing in a house in order', () => {
    expect(offences(new Map(Object.entries(inOrder)))).toEqual([])
  })

  test.each([
    [
      'a room that knows a room to its right',
      'src/letter/subject.ts',
      "import { start } from '../request/deadline.ts'",
      'src/letter/subject.ts may not import src/request/deadline.ts',
    ],
    [
      'a type taken from a room to the right, over several lines',
      'src/ledger/entry.ts',
      "import type {\n  Letter,\n} from '../letter/letter.ts'",
      'src/ledger/entry.ts may not import src/letter/letter.ts',
    ],
    [
      'a room that exports again what is at the edge',
      'src/reply/send.ts',
      "export { now } from '../edge/clock.ts'",
      'src/reply/send.ts may not import src/edge/clock.ts',
    ],
    [
      'a room that logs',
      'src/action/apply.ts',
      "import { log } from '../log.ts'",
      'src/action/apply.ts may not import src/log.ts',
    ],
    [
      'a room that reads files',
      'src/policy/calendar.ts',
      "import { readFileSync } from 'node:fs'",
      'src/policy/calendar.ts touches the world with node:fs',
    ],
    [
      'a room that draws random numbers',
      'src/request/number.ts',
      "import { createHmac, randomBytes } from 'node:crypto'",
      'src/request/number.ts touches the world with node:crypto',
    ],
    [
      'a room that takes a whole module of ciphers',
      'src/request/number.ts',
      "import * as crypto from 'node:crypto'",
      'src/request/number.ts touches the world with node:crypto',
    ],
    [
      'a room that reads the clock',
      'src/request/watch.ts',
      'export const today = new Date()',
      'src/request/watch.ts reads the clock with new Date()',
    ],
    [
      'a command that opens the database itself',
      'src/commands/requests.ts',
      "import postgres from 'postgres'",
      'src/commands/requests.ts touches the world with postgres',
    ],
    [
      'a command that reaches past the wiring',
      'src/commands/doctor.ts',
      "import { now } from '../edge/clock.ts'",
      'src/commands/doctor.ts may not import src/edge/clock.ts',
    ],
    [
      'a command besides `demo` that knows the demo',
      'src/commands/simulate.ts',
      "import { demo } from '../demo/demo.ts'",
      'src/commands/simulate.ts may not import src/demo/demo.ts',
    ],
    [
      'wiring that knows the demo',
      'src/app/run.ts',
      "const demo = await import('../demo/demo.ts')",
      'src/app/run.ts may not import src/demo/demo.ts',
    ],
    [
      'a demo that reaches past the wiring',
      'src/demo/sample.ts',
      "import '../edge/clock.ts'",
      'src/demo/sample.ts may not import src/edge/clock.ts',
    ],
    [
      'a worker with a room of its own',
      'workers/clock.ts',
      "import { start } from '../src/request/deadline.ts'",
      'workers/clock.ts may not import src/request/deadline.ts',
    ],
    [
      'a worker that grows',
      'workers/desk.ts',
      'work()\n'.repeat(26),
      'workers/desk.ts is longer than 25 lines',
    ],
    [
      'a default export',
      'src/edge/smtp.ts',
      'export default function send() {}',
      'src/edge/smtp.ts has a default export',
    ],
    [
      'a barrel',
      'src/reply/index.ts',
      "export * from './send.ts'",
      'src/reply/index.ts is a barrel',
    ],
    [
      'a package nobody has placed',
      'src/edge/imap.ts',
      "import { leftPad } from 'left-pad'",
      'src/edge/imap.ts may not import left-pad',
    ],
    [
      'a module named only at run time',
      'src/approval/ask.ts',
      'export const load = (name: string) => import(name)',
      'src/approval/ask.ts imports what only the running program knows',
    ],
    [
      'a room that writes markup',
      'src/reply/letter.tsx',
      'export const letter = <p>no</p>',
      'src/reply/letter.tsx has markup, which only edge/ writes',
    ],
    [
      'a room that knows a page',
      'src/reply/write.ts',
      "import { Page } from '../edge/page.tsx'",
      'src/reply/write.ts may not import src/edge/page.tsx',
    ],
    [
      'a room that makes elements without markup',
      'src/reply/write.ts',
      "import { jsx } from 'hono/jsx'",
      'src/reply/write.ts touches the world with hono',
    ],
    [
      'a barrel of pages',
      'src/edge/desk/index.tsx',
      "export * from '../page.tsx'",
      'src/edge/desk/index.tsx is a barrel',
    ],
    [
      'an import without its ending',
      'src/edge/clock.ts',
      "import { Page } from './page.js'",
      'src/edge/clock.ts imports ./page.js, which does not end in .ts or .tsx',
    ],
    [
      'two pages that import each other',
      'src/edge/page.tsx',
      "import { b } from './page.tsx'",
      'src/edge/page.tsx → src/edge/page.tsx',
    ],
    ['a file without a room', 'src/utils.ts', '', 'src/utils.ts has no place in the house'],
    [
      'two files that import each other',
      'src/letter/letter.ts',
      "import type { Subject } from './subject.ts'",
      'src/letter/letter.ts → src/letter/subject.ts → src/letter/letter.ts',
    ],
  ])('tells of %s', (_what, path, source, offence) => {
    expect(offencesWith(path, source)).toEqual([offence])
  })
})
