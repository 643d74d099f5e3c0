/** The dates that were worked out by hand, as a letter that came at that instant makes them. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DatedObligation, DemandKind } from '../../src/policy/rules.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { writeLetter } from '../support/company.ts'
import { enter } from '../support/walk-stories.ts'
import { WalkHarness } from '../support/walk-harness.ts'

interface WorkedDate {
  readonly id: string
  readonly what: string
  readonly kind: DemandKind
  readonly received: string
  readonly receivedOn: string
  readonly predicted?: readonly string[]
  readonly dates: Readonly<Record<string, Partial<DatedObligation>>>
}

const WORKED: readonly WorkedDate[] = JSON.parse(
  readFileSync(new URL('../policy/worked-dates.json', import.meta.url), 'utf8'),
)
/** The mailbox is read from before all of them. */
const BEGIN = new Date('2024-01-01T00:00:00Z')
/** Who is asked in the night reads it in the morning. */
const NIGHT_MS = 9 * 3_600_000

const WORDS: Readonly<Partial<Record<DemandKind, readonly [subject: string, body: string]>>> = {
  rectify: ['Уточнить персональные данные', 'Новый телефон: +7 700 000 00 66.'],
  cease: ['Прекратить обработку персональных данных', 'Прошу прекратить.'],
  access: ['Прошу предоставить мои персональные данные', 'Прошу прислать их копию.'],
  unlawful: ['Незаконная обработка персональных данных', 'Согласия я не давала.'],
}

async function openFrom(predicted: readonly string[] = []): Promise<WalkHarness> {
  const walk = await WalkHarness.open({ answerFrom: BEGIN, predicted })
  await walk.pass(BEGIN.getTime() - walk.now.getTime())
  return walk
}

function letterOf(kind: DemandKind, from: string) {
  const [subject, body] = WORDS[kind] ?? ['', '']
  // Nothing is confirmed yet: no term of the law has begun but those that run from receipt.
  return kind === 'cease' ? { from, subject, body } : { from, subject, body, signedBy: null }
}

/** A letter comes at that instant; what cannot be destroyed is blocked, so that its last day stands too. */
async function arrive(walk: WalkHarness, example: WorkedDate): Promise<PrivacyRequest> {
  const { id, kind, received, dates } = example
  const { email } = await enter(walk, id.toLowerCase().replace(' ', '-'))
  await walk.pass(new Date(received).getTime() - walk.now.getTime())
  const request = await walk.ask(letterOf(kind, email))
  if (dates['block'] !== undefined) {
    await walk.pass(NIGHT_MS)
    await walk.settle()
    await walk.decide(request.number, 'БЛОК\nИдёт перенос базы данных.')
  }
  return walk.onlyRequestOf(email)
}

/** A request as the examples tell it. */
function told({ kind, receivedOn, obligations }: PrivacyRequest) {
  return { kind, receivedOn, dates: Object.fromEntries(obligations.map((one) => [one.name, one])) }
}

/** What an example says of the request that it makes. */
function saidBy({ kind, receivedOn, dates }: WorkedDate) {
  return { kind, receivedOn, dates }
}

describe('a letter makes the dates that were worked out by hand', () => {
  const inOrder = WORKED.filter(({ predicted }) => predicted === undefined).toSorted(
    (one, other) => (one.received < other.received ? -1 : 1),
  )

  let walk: WalkHarness
  beforeAll(async () => {
    walk = await openFrom()
  })
  afterAll(() => walk.close())

  test('all twenty of them', () => {
    expect(inOrder).toHaveLength(20)
  })

  test.each(inOrder)('$id: $kind, $what', async (example) => {
    expect(told(await arrive(walk, example))).toMatchObject(saidBy(example))
  })
})

test.each(WORKED.filter(({ predicted }) => predicted !== undefined))(
  '$id: $kind, $what; the date stays once the day is confirmed',
  async (example) => {
    const predicted = [...(example.predicted ?? [])]
    const walk = await openFrom(predicted)
    try {
      const request = await arrive(walk, example)
      expect(told(request)).toMatchObject(saidBy(example))
      await walk.stop()
      predicted.length = 0
      await walk.start()
      await walk.settle()
      const later = await walk.onlyRequestOf(request.details.writer ?? '')
      expect(told(later)).toMatchObject(saidBy(example))
    } finally {
      await walk.close()
    }
  },
)

describe('E15: the day on which a letter says that it was written', () => {
  const example = WORKED.find(({ id }) => id === 'E15')
  let walk: WalkHarness
  beforeAll(async () => {
    walk = await openFrom()
  })
  afterAll(() => walk.close())

  test.each(['2018', '2030'])('changes nothing when it is in %s', async (year) => {
    if (example === undefined) throw new Error('no E15')
    const { email } = await enter(walk, `dated-${year}`)
    await walk.pass(new Date(example.received).getTime() - walk.now.getTime())
    const raw = writeLetter(letterOf('rectify', email), walk.now).toString('latin1')
    const dated = raw.replace(/^Date: .*$/m, `Date: Mon, 01 Jan ${year} 00:00:00 +0000`)
    expect(dated).toContain(`Jan ${year}`)
    walk.deliver(Buffer.from(dated, 'latin1'))
    await walk.settle()
    const request = await walk.onlyRequestOf(email)
    expect(request.receivedAt).toEqual(new Date(example.received))
    expect(told(request)).toMatchObject(saidBy(example))
  })
})
