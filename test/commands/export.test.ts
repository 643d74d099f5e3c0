import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { marksIn } from '../support/canary.ts'
import type { TestDatabase } from '../support/database.ts'
import { freshDatabase } from '../support/database.ts'
import { readPdf } from '../support/pdf-text.ts'
import type { Ended, Terminal } from './cli.ts'
import { POLICY, jsonLines, openTerminal } from './cli.ts'

let database: TestDatabase
let terminal: Terminal
let rectify: string
let cease: string

const run = (...words: string[]): Promise<Ended> => terminal.here(['export', ...words])
const read = (name: string): Buffer => readFileSync(join(terminal.folder, name))

async function opened(...words: string[]): Promise<string> {
  const { out } = await terminal.here(['requests', 'open', ...words])
  return out.trim()
}

beforeAll(async () => {
  database = await freshDatabase()
  const settings = { OWNER_EMAIL: 'owner.testova@person.example', SECRET_KEY: 'cd'.repeat(32) }
  terminal = openTerminal({ DATABASE_URL: database.url, ...settings })
  const record = ['--name', 'Тестов', '--phone', '+7 700 000 00 10']
  await terminal.here(['people', 'add', '--email', 'anna.testova@person.example', ...record])
  const address = '--email=anna.testova@person.example'
  rectify = await opened(
    '--kind=rectify',
    '--received=2026-11-20T10:00:00+05:00',
    address,
    '--set=name=Сынақ',
  )
  cease = await opened('--kind=cease', '--received=2026-10-01T23:30:00+05:00', address)
})
afterAll(async () => {
  terminal.close()
  await database.drop()
})

function rowsIn(csv: string): readonly Readonly<Record<string, string>>[] {
  return parse(csv, { bom: true, delimiter: ';', columns: true })
}

test('the register is CSV on stdout unless told otherwise, a row an obligation', async () => {
  const { code, out, err } = await run('register')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(rowsIn(out).map(({ number, obligation, due }) => [number, obligation, due])).toEqual([
    [cease, 'ack', '2026-10-02'],
    [cease, 'hold', '2026-10-02'],
    [cease, 'stop', '2026-10-22'],
    [cease, 'destroy', '2026-10-31'],
    [cease, 'notify', '2026-10-31'],
    [rectify, 'ack', '2026-11-23'],
    [rectify, 'correct', '2026-12-01'],
    [rectify, 'notify', '2026-12-01'],
  ])
})

test('a period takes first and last day of receipt in', async () => {
  const numbers = async (...words: string[]): Promise<readonly unknown[]> => {
    const { out } = await run('register', ...words)
    return [...new Set(rowsIn(out).map(({ number }) => number))]
  }
  expect(await numbers('--from', '2026-10-01', '--to', '2026-11-20')).toEqual([cease, rectify])
  expect(await numbers('--from', '2026-10-02')).toEqual([rectify])
  expect(await numbers('--to', '2026-11-19')).toEqual([cease])
})

test('as JSON it is one line with rows and summary', async () => {
  const { out } = await run('register', '--format', 'json')
  expect(jsonLines(out)).toMatchObject([
    {
      period: { from: null, to: null },
      summary: { requests: 2, open: 2, closed: 0, kinds: [{ kind: 'rectify' }, { kind: 'cease' }] },
      rows: [
        { number: cease, receivedOn: '2026-10-01', state: 'awaiting-identity', outcome: null },
        { number: rectify, received: '2026-11-20T05:00:00.000Z' },
      ],
    },
  ])
})

test('as PDF it is written where it is told to, in the language of the owner', async () => {
  const written = await run('register', '--format', 'pdf', '--out', 'register.pdf')
  expect(written).toEqual({ code: 0, out: '', err: 'Written: register.pdf\n' })
  const russian = readPdf(read('register.pdf'))
  expect(russian.pages[0]?.pieces[0]).toBe('Журнал запросов о персональных данных')
  expect(russian.pages[0]?.pieces).toContain('Компания: ИП Плясунова')

  const shipped = readFileSync(POLICY, 'utf8')
  const kazakh = shipped.replace(/^( {2}language:) ru$/m, '$1 kk')
  const file = terminal.put('kazakh.yaml', kazakh)
  const typed = ['export', 'register', '--format=pdf', '--out=kk.pdf']
  expect(await terminal.here(typed, { POLICY_FILE: file })).toMatchObject({ code: 0 })
  expect(readPdf(read('kk.pdf')).pages[0]?.pieces[0]).toBe(
    'Дербес деректер туралы өтініштер журналы',
  )
})

test('a PDF goes through a pipe byte for byte', async () => {
  const begun = terminal.start(['export', 'register', '--format', 'pdf'])
  const chunks: Buffer[] = []
  begun.process.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  expect((await begun.ended).code).toBe(0)
  const { pages } = readPdf(Buffer.concat(chunks))
  expect(pages.flatMap(({ pieces }) => pieces)).toContain(rectify)
})

test('the deadlines are a calendar, or a line of JSON each', async () => {
  const { out } = await run('deadlines')
  expect(out).toMatch(/^BEGIN:VCALENDAR\r\n/)
  expect(out).toContain(`UID:${rectify}-correct@privacy-mailbot\r\n`)
  expect(out.replaceAll('\r\n ', '')).toContain(
    String.raw`SUMMARY:${rectify}: исправить\, срок по политике 1 декабря 2026 г.`,
  )
  const lines = jsonLines((await run('deadlines', '--json')).out)
  expect(lines).toContainEqual({
    number: rectify,
    obligation: 'correct',
    actBy: '2026-12-01',
    due: '2026-12-01',
    clock: 'policy',
  })
  expect(lines).toHaveLength(out.match(/BEGIN:VEVENT/g)?.length ?? 0)
  expect(await run('deadlines', '--out', 'deadlines.ics')).toMatchObject({ code: 0, out: '' })
  expect(
    read('deadlines.ics')
      .toString('utf8')
      .replace(/DTSTAMP:\w+/g, ''),
  ).toBe(out.replace(/DTSTAMP:\w+/g, ''))
})

test('nothing that is exported names a person who is on record or wrote', async () => {
  const held = await terminal.here(['requests', 'show', rectify, '--reveal'])
  expect(marksIn(held.out).length).toBeGreaterThan(1)
  const words = [['register'], ['register', '--json'], ['deadlines'], ['deadlines', '--json']]
  for (const typed of words) expect(marksIn((await run(...typed)).out)).toEqual([])
  await run('register', '--format', 'pdf', '--out', 'all.pdf')
  const { pages, bones } = readPdf(read('all.pdf'))
  expect(marksIn([...pages.flatMap(({ pieces }) => pieces), bones].join('\n'))).toEqual([])
})

test.each([
  [['register', '--from', '2026-02-30'], '--from is no day: write 2026-11-30'],
  [['register', '--to', 'yesterday'], '--to is no day: write 2026-11-30'],
  [['register', '--from', '2026-11-02', '--to', '2026-11-01'], '--from is later than --to'],
  [['register', '--format', 'xlsx'], '--format is one of csv, pdf, json'],
  [['register', '--format', 'csv', '--json'], '--json and --format csv say two things'],
  [['register', '--out', 'nowhere/x.csv'], 'nowhere/x.csv cannot be written (ENOENT)'],
  [['deadlines', '--out', 'nowhere/x.ics'], 'nowhere/x.ics cannot be written (ENOENT)'],
])('%j is refused in one sentence', async (typed, said) => {
  const { code, out, err } = await run(...typed)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err.split('\n')[0]).toBe(`privacy-mailbot: usage: ${said}`)
})

test('a PDF is not thrown at a screen', async () => {
  const isTTY = process.stdout.isTTY
  process.stdout.isTTY = true
  const { code, out, err } = await run('register', '--format', 'pdf')
  process.stdout.isTTY = isTTY
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('add --out FILE')
})
