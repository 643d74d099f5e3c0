import { afterEach, expect, test } from 'vitest'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { eventsNamed } from '../../src/request/request.ts'
import { textFact } from '../../src/request/event.ts'
import type { SentLetter } from '../../src/demo/mailbox/mail-world.ts'
import { MAILBOX } from '../support/company.ts'
import type { WrittenLetter } from '../support/company.ts'
import type { HarnessOptions, Reply } from '../support/walk-harness.ts'
import { WalkHarness, readOnce } from '../support/walk-harness.ts'

const RECTIFY = 'Уточнить персональные данные'
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const OWNER = 'owner@company.example'
const BOMBER = 'bomber@person.example'

const opened: WalkHarness[] = []
afterEach(async () => {
  for (const walk of opened.splice(0)) await walk.close()
})

async function openWalk(options: HarnessOptions = { ownerEmail: OWNER }): Promise<WalkHarness> {
  const walk = await WalkHarness.open(options)
  opened.push(walk)
  return walk
}

const demand = (from: string, index: number): WrittenLetter => ({
  from,
  subject: RECTIFY,
  body: `Новый телефон: +7 700 000 00 1${index % 10}, заявка ${index}`,
})

async function acknowledgementsTo(walk: WalkHarness, address: string): Promise<readonly Reply[]> {
  const letters = await walk.sentTo(address)
  return letters.filter(({ kind }) => kind.startsWith('acknowledgement-'))
}

/** `kind why` of everything that was withheld, counted. */
function withheldIn(requests: readonly PrivacyRequest[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const event of requests.flatMap((one) => eventsNamed(one, 'reply-withheld'))) {
    const what = `${textFact(event, 'kind')} ${textFact(event, 'why')}`
    found[what] = (found[what] ?? 0) + 1
  }
  return found
}

test('of sixty letters of one sender each opens a request or joins the first that asks the same, three are acknowledged, and the honest one in their midst is too', async () => {
  const walk = await openWalk()
  const honest = 'honest@person.example'
  for (let index = 0; index < 30; index += 1) walk.deliver(demand(BOMBER, index))
  walk.deliver(demand(honest, 0))
  for (let index = 30; index < 60; index += 1) walk.deliver(demand(BOMBER, index))
  await walk.settle()
  expect(await acknowledgementsTo(walk, honest)).toHaveLength(1)
  expect(await acknowledgementsTo(walk, BOMBER)).toHaveLength(3)
  const requests = await walk.requestsOf(BOMBER)
  expect(requests).toHaveLength(60)
  const withheld = withheldIn(requests)
  const acknowledgements = ['acknowledgement-rectify sender', 'merged sender']
  expect(acknowledgements.reduce((all, one) => all + (withheld[one] ?? 0), 0)).toBe(57)

  const told = await walk.sentTo(OWNER)
  expect(told.length).toBeLessThanOrEqual(41)
  expect(told.filter(({ kind }) => kind === 'flood').length).toBeLessThanOrEqual(1)

  // What was withheld once stays withheld; the next day has one of its own.
  await walk.passAndSettle(DAY_MS + MINUTE_MS)
  expect(await acknowledgementsTo(walk, BOMBER)).toHaveLength(3)
  for (let index = 60; index < 70; index += 1) walk.deliver(demand(BOMBER, index))
  await walk.settle()
  const merged = (await walk.sentTo(BOMBER)).filter(({ kind }) => kind === 'merged')
  expect((await acknowledgementsTo(walk, BOMBER)).length + merged.length).toBe(4)
}, 90_000)

test('letters to the owner about held letters stop at forty, one tells of the flood, and all are held', async () => {
  const walk = await openWalk()
  const question = (index: number): WrittenLetter => ({
    from: `q${index}@person.example`,
    subject: 'Запрос',
    body: `Прокуратура города требует предоставить персональные данные клиента. ${index}`,
  })
  for (let index = 0; index < 60; index += 1) walk.deliver(question(index))
  await walk.settle()
  expect(await walk.world.letters.held()).toHaveLength(60)
  const kinds = (await walk.sentTo(OWNER)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'held')).toHaveLength(40)
  expect(kinds.filter((kind) => kind === 'flood')).toHaveLength(1)
  const flood = (await walk.sentTo(OWNER)).find(({ kind }) => kind === 'flood')
  expect(flood?.text).toContain('Писем о них вам уже отправлено: 40.')
  expect(flood?.text).toContain('privacy-mailbot requests list')

  // Nothing follows from an answer to it.
  const before = walk.mail.sent.length
  if (flood !== undefined) walk.answer(flood, 'ДА')
  await walk.settle()
  expect(walk.mail.sent).toHaveLength(before)
}, 60_000)

/** Answers every letter that reaches an address, as a program does, until nothing new comes. */
async function letAnswer(
  walk: WalkHarness,
  from: string,
  answer: (reply: Reply) => WrittenLetter,
): Promise<readonly Reply[]> {
  let answered = 0
  for (let round = 0; round < 20; round += 1) {
    const letters = await walk.sentTo(from)
    if (letters.length === answered) return letters
    for (const letter of letters.slice(answered)) walk.deliver(answer(letter))
    answered = letters.length
    await walk.pass(MINUTE_MS)
    await walk.settle()
  }
  throw new Error('it never ends')
}

const AWAY = 'Здравствуйте! Я в отпуске до 7 декабря и отвечу, когда вернусь.'

test('an out-of-office program that says what it is gets no answer at all', async () => {
  const walk = await openWalk()
  const from = 'away@person.example'
  await walk.ask({ ...demand(from, 1), from })
  const letters = await letAnswer(walk, from, ({ subject }) => ({
    from,
    subject: `Автоответ: ${subject}`,
    body: AWAY,
    headers: ['Auto-Submitted: auto-replied'],
  }))
  expect(letters).toHaveLength(1)
  expect(await walk.requestsOf(from)).toHaveLength(1)
})

test.each([
  ['names the letter it answers', true],
  ['names no letter', false],
])(
  'an out-of-office program without any headers that %s is acknowledged at most once a day',
  async (_, isThreaded) => {
    const walk = await openWalk()
    const from = 'away@person.example'
    const answers = (reply: Reply): WrittenLetter => ({
      from,
      subject: `Re: ${RECTIFY}`,
      body: AWAY,
      ...(isThreaded ? { answers: reply } : {}),
    })
    walk.deliver({ from, subject: RECTIFY, body: AWAY })
    await walk.settle()
    await letAnswer(walk, from, answers)
    expect((await acknowledgementsTo(walk, from)).length).toBeLessThanOrEqual(1)
    expect((await walk.sentTo(from)).length).toBeLessThanOrEqual(4)
    await walk.passAndSettle(DAY_MS)
    walk.deliver({ from, subject: RECTIFY, body: AWAY })
    await walk.settle()
    await letAnswer(walk, from, answers)
    expect((await acknowledgementsTo(walk, from)).length).toBeLessThanOrEqual(2)
  },
)

const OTHER = 'privacy@another.example'

/** On its way the letter changes sides: to whom it comes, it is from the other one. */
function swapped(raw: Buffer): Buffer {
  const names = new Map([
    [MAILBOX, OTHER],
    [OTHER, MAILBOX],
    ['@company.example', '@another.example'],
    ['@another.example', '@company.example'],
  ])
  const text = raw.toString('latin1')
  const between = /privacy@(?:company|another)\.example|@(?:company|another)\.example/g
  return Buffer.from(
    text.replace(between, (name) => names.get(name) ?? name),
    'latin1',
  )
}

const MACHINE_HEADERS = /^(?:Auto-Submitted|X-Auto-Response-Suppress|Precedence|X-Loop):.*\r\n/gim

const asItIs = (raw: Buffer): Buffer => raw
/** Some gateway takes away every sign that a machine wrote it. */
const strip = (raw: Buffer): Buffer =>
  Buffer.from(raw.toString('latin1').replace(MACHINE_HEADERS, ''), 'latin1')

/** The kinds of what two of these programs write to each other after a forged letter. */
async function faceToFace(
  carry: (raw: Buffer) => Buffer,
  forgedTo: 'one' | 'both' = 'one',
): Promise<readonly string[]> {
  const one = await openWalk({ ownerEmail: OWNER, secretKey: Buffer.alloc(32, 'one') })
  const other = await openWalk({ ownerEmail: OWNER, secretKey: Buffer.alloc(32, 'other') })
  const sides = [
    { from: one, to: other, carried: 0 },
    { from: other, to: one, carried: 0 },
  ]
  const exchanged: SentLetter[] = []
  for (const walk of forgedTo === 'one' ? [one] : [one, other]) {
    walk.deliver({ from: OTHER, subject: RECTIFY, body: 'Новый телефон: +7 700 000 00 11' })
    await walk.settle()
  }
  for (let round = 0; round < 30; round += 1) {
    let isQuiet = true
    for (const side of sides) {
      const letters = side.from.mail.sent.filter(({ to }) => to.includes(OTHER))
      for (const letter of letters.slice(side.carried)) {
        exchanged.push(letter)
        isQuiet = false
        side.to.deliver(carry(swapped(letter.raw)))
      }
      side.carried = letters.length
      await side.to.settle()
    }
    if (isQuiet) return Promise.all(exchanged.map(async (letter) => (await readOnce(letter)).kind))
  }
  throw new Error('they never end')
}

test.each([
  ['after a letter forged to one of them', asItIs, 'one'],
  ['after letters forged to both, so that each acknowledges the other', asItIs, 'both'],
  ['when a gateway takes every sign of a machine away', strip, 'one'],
  ['when it does, and letters were forged to both', strip, 'both'],
] as const)(
  'two of these programs face to face stop within two letters %s',
  async (_, carry, forgedTo) => {
    const kinds = await faceToFace(carry, forgedTo)
    expect(kinds).toEqual(kinds.map(() => 'acknowledgement-rectify'))
    expect(kinds.length).toBeLessThanOrEqual(2)
    expect(kinds.length).toBeGreaterThan(0)
  },
  60_000,
)

test('how often somebody is acknowledged does not tell whether anybody is on record', async () => {
  const walk = await openWalk()
  const known = 'known@person.example'
  const unknown = 'unknown@person.example'
  const fields = { surname: 'Тестова', name: 'Анна', email: known, phone: '+77000000039' }
  await walk.world.register.add(fields)
  const told: (readonly string[])[] = []
  for (const from of [known, unknown]) {
    for (let index = 0; index < 6; index += 1) walk.deliver(demand(from, index))
    await walk.settle()
    told.push((await walk.sentTo(from)).map(({ kind }) => kind))
    const withheld = withheldIn(await walk.requestsOf(from))
    expect(withheld).toEqual({ 'acknowledgement-rectify sender': 3 })
  }
  expect(told[0]).toEqual(told[1])
  expect(told[0]).toHaveLength(3)
})

test('what was withheld stands in the history of its request', async () => {
  const walk = await openWalk()
  for (let index = 0; index < 4; index += 1) walk.deliver(demand(BOMBER, index))
  await walk.settle()
  const withheld = (await walk.requestsOf(BOMBER)).flatMap((one) =>
    eventsNamed(one, 'reply-withheld'),
  )
  expect(withheld.map(({ actor, facts }) => ({ actor, facts }))).toEqual([
    {
      actor: 'system',
      facts: { kind: 'acknowledgement-rectify', version: 1, why: 'sender' },
    },
  ])
})
