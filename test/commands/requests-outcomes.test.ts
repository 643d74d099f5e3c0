import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { TestDatabase } from '../support/database.ts'
import { freshDatabase } from '../support/database.ts'
import type { Ended, Terminal } from './cli.ts'
import { jsonLines, openTerminal, POLICY } from './cli.ts'

const PARTNER = `partners:
  - id: studio
    name: ТОО «Студия»
    address: privacy@partner.example
    language: ru
    categories: [name, phone]
    purposes: ['8.2']
`

let database: TestDatabase
let terminal: Terminal
let entered = 0

const run = (...words: string[]): Promise<Ended> => terminal.here(['requests', ...words])

beforeAll(async () => {
  database = await freshDatabase()
  terminal = openTerminal({
    DATABASE_URL: database.url,
    OWNER_EMAIL: 'owner.testova@person.example',
    SECRET_KEY: 'cd'.repeat(32),
  })
})
afterAll(async () => {
  terminal.close()
  await database.drop()
})

/** A request by hand of somebody on record who was called. @returns its number */
async function opened(kind: string, ...more: string[]): Promise<string> {
  entered += 1
  const email = `outcome${entered}.testova@person.example`
  const digits = String(4_000 + entered)
  const phone = ['--phone', `+7700000${digits}`]
  await terminal.here(['people', 'add', '--email', email, '--name', 'Анна', ...phone])
  const received = `--received=${new Date(Date.now() - 60_000).toISOString()}`
  const { out } = await run('open', `--kind=${kind}`, received, `--email=${email}`, ...more)
  const number = out.trim()
  if (kind === 'cease' || kind === 'rectify') await run('call', number, '--dialled', digits)
  return number
}

async function shown(number: string): Promise<Record<string, unknown>> {
  const [request] = jsonLines((await run('show', number, '--json')).out)
  if (typeof request !== 'object' || request === null) throw new Error('nothing is shown')
  return { ...request }
}

const NONE = 'PD-7F3K-92QD'
const KEEP = ['--basis=ст. 206', '--until=2031-12-31']

describe('what cannot be meant is told in one clear sentence', () => {
  test.each<{ typed: readonly string[]; code: number; said: string }>([
    { typed: ['answer', NONE], code: 2, said: '--text' },
    { typed: ['answer', 'x', '--text=y'], code: 2, said: 'x is no request number' },
    { typed: ['answer', NONE, '--text=y'], code: 1, said: `there is no request ${NONE}` },
    { typed: ['block', NONE], code: 2, said: '--reason' },
    { typed: ['keep', NONE, '--fields=phone'], code: 2, said: '--basis' },
    { typed: ['keep', NONE, '--fields=passport', ...KEEP], code: 2, said: '--fields are of' },
    {
      typed: ['keep', NONE, '--fields=phone', '--basis=ст. 206', '--until=later'],
      code: 2,
      said: '--until is a day, as 2031-12-31',
    },
    { typed: ['told', NONE, '--how=pigeon'], code: 2, said: '--how is one of phone, paper' },
    { typed: ['withdraw', NONE], code: 1, said: `there is no request ${NONE}` },
    { typed: ['split', 'x'], code: 2, said: 'x is no request number' },
    { typed: ['take', NONE, '--kind=wish'], code: 2, said: '--kind is one of rectify, cease' },
    { typed: ['partner-done', NONE], code: 2, said: '--partner' },
  ])('$typed', async ({ typed, code, said }) => {
    const ended = await run(...typed)
    expect(ended).toMatchObject({ code, out: '' })
    expect(ended.err).toContain(said)
    expect(ended.err).not.toMatch(/\n\s+at /)
  })
})

test('a question is answered in words, and a demand is not', async () => {
  const number = await opened('question')
  const empty = await run('answer', number, '--text', ' ')
  expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('an answer needs words') })
  expect(await run('answer', number, '--text', 'В Алматы.')).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringContaining('The person will read your answer.'),
  })
  expect(await shown(number)).toMatchObject({ state: 'fulfilled' })
  const cease = await opened('cease')
  expect(await run('answer', cease, '--text', 'В Алматы.')).toMatchObject({ code: 1, out: '' })
})

test('what cannot be destroyed yet is blocked, with a reason (p.17/block)', async () => {
  const number = await opened('cease')
  const empty = await run('block', number, '--reason', ' ')
  expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('needs a reason') })
  expect(await run('block', number, '--reason', 'Идёт перенос базы.')).toMatchObject({
    code: 0,
    err: expect.stringContaining('Blocked: nobody uses it'),
  })
  expect(await shown(number)).toMatchObject({ state: 'blocked' })
  const question = await opened('question')
  expect(await run('block', question, '--reason', 'Идёт перенос.')).toMatchObject({ code: 1 })
})

test('what a law orders kept is named, and a day that has passed orders nothing (p.17/kept-by-law)', async () => {
  const number = await opened('cease')
  const fields = '--fields=phone,name'
  const passed = await run('keep', number, fields, '--basis=ст. 206', '--until=2020-12-31')
  expect(passed).toMatchObject({ code: 2, err: expect.stringContaining('which day to come') })
  expect(await run('keep', number, fields, ...KEEP)).toMatchObject({
    code: 0,
    err: expect.stringContaining('until then: requests undo'),
  })
  const request = await shown(number)
  expect(request).toMatchObject({ state: 'approved' })
  expect(request['events']).toContainEqual(
    expect.objectContaining({
      name: 'approved',
      facts: expect.objectContaining({ keeps: 'phone,name', until: '2031-12-31' }),
    }),
  )
})

test('the person who was told another way is noted, once there is something to tell', async () => {
  const number = await opened('rectify', '--set=name=Айгүл')
  const early = await run('told', number, '--how=phone')
  expect(early).toMatchObject({ code: 1, err: expect.stringContaining('awaiting-approval') })
  await run('approve', number)
  expect(await run('told', number, '--how=phone')).toMatchObject({ code: 0, out: '' })
  expect(await shown(number)).toMatchObject({ state: 'closed' })
})

test('a demand that was taken back is noted, and only once', async () => {
  const number = await opened('cease')
  expect(await run('withdraw', number)).toMatchObject({ code: 0, out: '' })
  expect(await shown(number)).toMatchObject({ state: 'withdrawn' })
  expect(await run('withdraw', number)).toMatchObject({ code: 1, out: '' })
})

test('a question that asks for something else is taken for that, under its own time', async () => {
  const number = await opened('question')
  const same = await run('take', number, '--kind=question')
  expect(same).toMatchObject({ code: 1, err: expect.stringContaining('already') })
  expect(await run('take', number, '--kind=access')).toMatchObject({ code: 0, out: '' })
  const { state, receivedOn } = await shown(number)
  expect(state).toBe('closed')
  const all = jsonLines((await run('list', '--json')).out)
  expect(all).toContainEqual(expect.objectContaining({ kind: 'access', receivedOn }))
})

test('what was not merged is not split', async () => {
  const number = await opened('cease')
  const ended = await run('split', number)
  expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('was not merged') })
})

test('a partner who confirmed on the telephone is noted, if it was told (p.17/partners)', async () => {
  const policy = readFileSync(POLICY, 'utf8').replace('partners: []\n', PARTNER)
  const settings = { POLICY_FILE: terminal.put('policy.yaml', policy) }
  const here = (...words: string[]) => terminal.here(['requests', ...words], settings)
  const email = 'with-partner.testova@person.example'
  await terminal.here(['people', 'add', '--email', email, '--phone', '+77000004900'])
  const received = `--received=${new Date(Date.now() - 60_000).toISOString()}`
  const entry = ['--kind=rectify', received, `--email=${email}`, '--set=name=Айгүл']
  const number = (await here('open', ...entry)).out.trim()
  await here('call', number, '--dialled', '4900')
  const early = await here('partner-done', number, '--partner=studio')
  expect(early).toMatchObject({ code: 1, err: expect.stringContaining('studio was not told') })
  await here('approve', number)
  expect(await here('partner-done', number, '--partner=studio')).toMatchObject({ code: 0, out: '' })
  const other = await here('partner-done', number, '--partner=shop')
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('shop was not told') })
  expect(await shown(number)).toMatchObject({
    obligations: expect.arrayContaining([
      expect.objectContaining({ name: 'partner', evidence: 'confirmed' }),
    ]),
  })
})

test.each(DEMAND_KINDS)('a request of the kind %s is entered by hand (p.3)', async (kind) => {
  const number = await opened(kind)
  expect(await shown(number)).toMatchObject({ number, kind })
})
