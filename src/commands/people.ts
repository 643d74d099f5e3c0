import type { Command } from 'commander'
import { readTable } from '../app.ts'
import type { World } from '../app.ts'
import type { Fields } from '../action/holder.ts'
import { Fault } from '../errors.ts'
import { FIELDS } from '../letter/letter.ts'
import type { Field } from '../letter/letter.ts'
import { isField, readFieldValue } from './field-value.ts'
import { maskValue } from '../reply/mask.ts'
import { out, outJson, table, talk } from './terminal.ts'
import { withWorld } from './with-world.ts'

interface FieldOptions extends Partial<Record<Field, string>> {
  readonly json?: boolean
}

function readFields(options: Partial<Record<Field, string>>): Fields {
  const fields: Partial<Record<Field, string>> = {}
  for (const field of FIELDS) {
    const typed = options[field]?.trim()
    if (typed !== undefined && typed !== '') fields[field] = readFieldValue(field, typed)
  }
  if (fields.email === undefined && fields.phone === undefined && fields.userId === undefined)
    throw new Fault('usage', {
      detail: 'a person needs an e-mail, a phone or a user ID to be found by',
    })
  return fields
}

const REFUSALS = {
  suppressed: 'was destroyed at the person’s own demand and does not come back',
  exists: 'is in the register already',
} as const

async function add(options: FieldOptions): Promise<void> {
  const fields = readFields(options)
  await withWorld(async ({ register }) => {
    const added = await register.add(fields)
    if (!added.added) throw new Fault('not-done', { detail: `this person ${REFUSALS[added.why]}` })
    if (options.json === true) outJson({ ref: added.ref })
    else talk('Added.')
  })
}

interface Row {
  readonly line: number
  readonly fields: Fields
}

/** Of the faults of one file, so many are told. */
const FAULTS_MAX = 20

function assertColumns(columns: readonly string[], file: string): void {
  const known = `the columns are ${FIELDS.join(', ')}`
  const unknown = columns.filter((name) => !isField(name)).map((name) => JSON.stringify(name))
  if (columns.length === 0) throw new Fault('usage', { detail: `${file} is empty; ${known}` })
  if (unknown.length > 0)
    throw new Fault('usage', { detail: `${file}: unknown column ${unknown.join(', ')}; ${known}` })
  if (new Set(columns).size < columns.length)
    throw new Fault('usage', { detail: `${file} has a column twice; ${known}` })
}

/** Every line is read before the first one is kept: a faulty file changes nothing. */
function readRows(file: string): readonly Row[] {
  const { columns, rows } = readTable(file)
  assertColumns(columns, file)
  const read: Row[] = []
  const faults: string[] = []
  for (const { line, cells } of rows)
    try {
      read.push({ line, fields: readFields(cells) })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      faults.push(`${file} line ${line}: ${error.detail ?? 'cannot be read'}`)
    }
  if (faults.length > FAULTS_MAX)
    faults.splice(FAULTS_MAX, Infinity, `and ${faults.length - FAULTS_MAX} more`)
  if (faults.length > 0) throw new Fault('usage', { detail: faults.join('\n') })
  return read
}

/** Of the lines that are not taken, so many are named. */
const NAMED_MAX = 10

async function importFile(file: string, options: { json?: boolean }): Promise<void> {
  const rows = readRows(file)
  await withWorld(async ({ register }) => {
    const count = { added: 0, exists: 0, suppressed: 0 }
    try {
      for (const { line, fields } of rows) {
        const added = await register.add(fields)
        count[added.added ? 'added' : added.why] += 1
        if (!added.added && count.exists + count.suppressed <= NAMED_MAX)
          talk(`line ${line}: ${REFUSALS[added.why]}`)
      }
    } finally {
      const { added, exists, suppressed } = count
      const left = rows.length - added - exists - suppressed
      talk(`Added ${added}, known already ${exists}, refused ${suppressed}.`)
      if (left > 0) talk(`${left} lines are left: run it again, nobody is added twice.`)
    }
    if (options.json === true) outJson(count)
  })
}

function shown(field: Field, value: string | undefined, reveal: boolean): string | null {
  if (value === undefined) return null
  return reveal ? value : maskValue(field, value)
}

async function list(world: World, options: { json?: boolean; reveal?: boolean }): Promise<void> {
  const people = await world.register.list()
  const rows = people.map(({ ref, fields, stoppedAt }) => ({
    ref,
    ...Object.fromEntries(
      FIELDS.map((field) => [field, shown(field, fields[field], options.reveal === true)]),
    ),
    stoppedAt: stoppedAt?.toISOString() ?? null,
  }))
  if (options.json === true) return rows.forEach((row) => outJson(row))
  const heads = ['id', ...FIELDS, 'mailings']
  const cells = people.map(({ ref, fields, stoppedAt }) => [
    ref.slice(0, 8),
    ...FIELDS.map((field) => shown(field, fields[field], options.reveal === true) ?? '-'),
    stoppedAt === null ? '' : 'stopped',
  ])
  out(table([heads, ...cells]))
}

export function addPeople(program: Command): void {
  const people = program.command('people').description('the built-in register of people')
  people
    .command('list')
    .description('everybody, masked')
    .option('--reveal', 'values as they are')
    .option('--json', 'one JSON line a person')
    .action((options: { json?: boolean; reveal?: boolean }) =>
      withWorld((world) => list(world, options)),
    )
  people
    .command('add')
    .description('enter one person')
    .option('--surname <surname>')
    .option('--name <name>')
    .option('--email <address>')
    .option('--phone <number>')
    .option('--user-id <id>')
    .option('--json', 'as JSON')
    .action(add)
  people
    .command('import <file>')
    .description(`a CSV file with the columns ${FIELDS.join(', ')}`)
    .option('--json', 'the counts as JSON')
    .action(importFile)
}
