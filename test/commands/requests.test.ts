import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { freshDatabase } from '../support/database.ts'
import type { Ended, Terminal } from './cli.ts'
import { jsonLines, openTerminal } from './cli.ts'

let database: TestDatabase
let terminal: Terminal
let number: string

const run = (...words: string[]): Promise<Ended> => terminal.here(['requests', ...words])
const byPhone = (second: number): string[] => [
  'open',
  '--kind=rectify',
  `--received=2026-11-20T10:00:0${second}+05:00`,
  '--email=anna.testova@person.example',
  '--set=phone=8 700 000 00 99',
]

beforeAll(async () => {
  database = await freshDatabase()
  const settings = { OWNER_EMAIL: 'owner.testova@person.example', SECRET_KEY: 'cd'.repeat(32) }
  terminal = openTerminal({ DATABASE_URL: database.url, ...settings })
  const record = ['--name', 'Анна', '--phone', '+7 700 000 00 10']
  await terminal.here(['people', 'add', '--email', 'anna.testova@person.example', ...record])
  number = (await run(...byPhone(0))).out.trim()
})
afterAll(async () => {
  terminal.close()
  await database.drop()
})

test('a request that came by phone has its number on stdout and its true day; twice is once (p.3)', async () => {
  expect(number).toMatch(/^PD-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(await run(...byPhone(0))).toMatchObject({ code: 1, out: '' })
  const { out } = await run('list', '--json')
  expect(jsonLines(out)).toMatchObject([
    { number, kind: 'rectify', state: 'awaiting-identity', receivedOn: '2026-11-20' },
  ])
})

test('who phoned has proven nothing: no approval counts before the number on record is called', async () => {
  const { out } = await run('show', number)
  expect(out).toContain('who asks: A0: nothing proves yet who asks')
  const early = await run('approve', number)
  expect(early).toMatchObject({ code: 1, out: '' })
  expect(early.err).toContain('cannot be carried out as it stands')
  const wrong = await run('call', number, '--dialled', '0011')
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('not the last digits') })
  const other = await run('call', number, '--dialled', '0010', '--phone', '+7 700 000 00 77')
  expect(other).toMatchObject({ code: 1, out: '' })

  const called = await run('call', number, '--dialled', '0010')
  expect(called).toMatchObject({ code: 0, out: '' })
  const shown = await run('show', number)
  expect(shown.out).toContain('who asks: A2: the number on record was called')
  expect(jsonLines((await run('show', number, '--json')).out)).toMatchObject([
    { state: 'awaiting-approval', level: 'A2', by: 'called', undoUntil: null },
  ])
})

test.each([
  { typed: ['show', 'PD-0000-0000'], code: 1, said: 'there is no request PD-0000-0000' },
  { typed: ['show', 'x'], code: 2, said: 'x is no request number: write it as PD-7F3K-92QD' },
  { typed: ['open', '--kind', 'access'], code: 2, said: 'give --letter, or --received and' },
  { typed: ['open', '--kind', 'wish'], code: 2, said: '--kind is one of rectify, cease' },
  {
    typed: ['open', '--kind', 'cease', '--letter', 'x'],
    code: 2,
    said: 'as `requests list` shows it',
  },
  {
    typed: ['open', '--kind', 'cease', '--letter', '0123456789ab'],
    code: 1,
    said: 'no held letter',
  },
  {
    typed: ['call', 'PD-7F3K-92QD', '--dialled', '39'],
    code: 2,
    said: '--dialled is the last four digits',
  },
  {
    typed: ['call', 'PD-7F3K-92QD', '--dialled', '3991', '--phone', 'x'],
    code: 2,
    said: 'phone',
  },
  {
    typed: ['authority', 'PD-7F3K-92QD', '--kind', 'friend'],
    code: 2,
    said: '--kind is one of parent, guardian, power-of-attorney, lawyer',
  },
  { typed: ['undo', 'PD-0000-0000'], code: 1, said: 'there is no request PD-0000-0000' },
])('$typed is refused in words', async ({ typed, code, said }) => {
  const ended = await run(...typed)
  expect(ended).toMatchObject({ code, out: '' })
  expect(ended.err).toContain(said)
})

test('a decision that does not count changes nothing', async () => {
  const before = await run('show', number, '--json')
  const refused = await run('refuse', number, '--reason', ' ')
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('needs a reason') })
  const late = await run('approve', number, '--plan-version', '7')
  expect(late).toMatchObject({ code: 1, err: expect.stringContaining('the plan has changed') })
  expect(await run('show', number, '--json')).toEqual(before)
})

test('what the owner edits and approves is carried out, and shown masked', async () => {
  expect(await run('edit', number, '--set', 'name=Айгүл')).toMatchObject({ code: 0, out: '' })
  expect(await run('approve', number)).toMatchObject({ code: 0, out: '' })
  const { out } = await terminal.here(['people', 'list', '--reveal', '--json'])
  expect(jsonLines(out)).toMatchObject([{ name: 'Айгүл', phone: '+77000000099' }])
  const shown = await run('show', number)
  expect(shown.out).toMatch(/phone: \+7 700 ••• 00 10 -> \+7 700 ••• 00 99/)
  expect(shown.out).not.toMatch(/Айгүл|anna\.testova/)
  expect(await run('approve', number)).toMatchObject({ code: 1 })
})

test('a letter of ours is listed by what became of it, never by its addressee', async () => {
  const { out } = await run('show', number, '--json')
  const [request] = jsonLines(out)
  expect(request).toMatchObject({
    replies: expect.arrayContaining([
      {
        kind: 'acknowledgement-rectify',
        audience: 'person',
        state: 'pending',
        attempts: 0,
        sentAt: null,
      },
    ]),
  })
  expect(out).not.toMatch(/testova|Айгүл|0099/)
})

test('an approved destruction is shown with the time until which it is taken back, and is', async () => {
  const email = 'bulat.testov@person.example'
  const phone = '+77000000020'
  await terminal.here(['people', 'add', '--email', email, '--phone', phone])
  const entry = ['--kind=cease', `--received=${new Date().toISOString()}`, `--email=${email}`]
  const cease = (await run('open', ...entry)).out.trim()
  expect(await run('undo', cease)).toMatchObject({
    code: 1,
    err: expect.stringContaining('no approval that could still be taken back'),
  })
  await run('call', cease, '--dialled', '0020', '--phone', phone)
  expect(await run('approve', cease)).toMatchObject({
    code: 0,
    err: expect.stringContaining('until then: requests undo'),
  })
  const shown = await run('show', cease)
  expect(shown.out).toMatch(
    /can be taken back until \d{4}-\d{2}-\d{2}T05:00:00\.000Z: requests undo/,
  )
  expect(await run('undo', cease)).toMatchObject({
    code: 0,
    err: expect.stringContaining('Taken back'),
  })
  const [again] = jsonLines((await run('show', cease, '--json')).out)
  expect(again).toMatchObject({ state: 'awaiting-approval', undoUntil: null })
  const { out } = await terminal.here(['people', 'list', '--json'])
  expect(jsonLines(out)).toHaveLength(2)
})

test('an authority that was seen is noted with its kind, and no copy of it (p.9.1)', async () => {
  const entry = ['--kind=rectify', '--received=2026-11-20T12:00:00+05:00', '--set=name=Айгүл']
  const opened = await run('open', ...entry, '--email=child.testova@person.example')
  const child = opened.out.trim()
  expect(await run('authority', child, '--kind', 'parent')).toMatchObject({
    code: 0,
    err: expect.stringContaining('no copy is kept'),
  })
  const { out } = await run('show', child)
  expect(out).toContain('who asks: A3: you saw by what right somebody acts for the person')
  expect(out).toMatch(/authority-seen .*kind=parent/)
})
