import { describe, expect, test } from 'vitest'
import { writeLetter } from '../support/company.ts'
import { MachineOff, WalkHarness, readOnce } from '../support/walk-harness.ts'
import type { Reply } from '../support/walk-harness.ts'
import { MAILBOX, MONDAY } from '../support/company.ts'
import { seeded, wholeBetween } from '../support/seeded.ts'

/** TEST_WALK_SEEDS asks for more than what every run can afford: so many stories, and every operation. */
const WANTED = process.env['TEST_WALK_SEEDS']
const SEEDS = Number(WANTED ?? '2')
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const ANNA = 'anna.testova@person.example'
const PETR = 'petr.testov@person.example'

/** The machine goes off after so many store operations, again and again. */
type Lives = () => readonly [operations: number, moment: 'before' | 'after']

interface Told {
  /** `kind number recipient`, sorted; what was sent once more stands there twice. */
  readonly letters: readonly string[]
  readonly requests: readonly (readonly [number: string, state: string, events: string])[]
  readonly register: readonly unknown[]
  readonly dispositions: Readonly<Record<string, number>>
}

/** The owner's digest is of the day and not of any one story. */
const isOfStory = (kind: string): boolean => kind !== 'digest'

class Story {
  readonly walk: WalkHarness
  /** Where the machine went off. */
  readonly ends: string[] = []
  private readonly lives: Lives

  constructor(walk: WalkHarness, lives: Lives) {
    this.walk = walk
    this.lives = lives
  }

  /** Until everything that follows is done, however many lives it takes. */
  private async settle(): Promise<void> {
    for (;;) {
      this.walk.breaker.set(...this.lives())
      try {
        await this.walk.settle()
        this.walk.breaker.set(Number.POSITIVE_INFINITY, 'before')
        return
      } catch (error) {
        if (!(error instanceof MachineOff)) throw error
        this.ends.push(this.walk.breaker.brokenAt)
      }
      this.walk.breaker.set(Number.POSITIVE_INFINITY, 'before')
      await this.walk.stop()
      await this.walk.start()
      // Longer than the lease of a letter in the hands of whoever is gone.
      await this.walk.pass(MINUTE_MS)
    }
  }

  private async letters(): Promise<readonly Reply[]> {
    const recipients = [...new Set(this.walk.mail.sent.flatMap(({ to }) => to))]
    const sent = await Promise.all(recipients.map((to) => this.walk.sentTo(to)))
    return sent.flat().filter(({ kind }) => isOfStory(kind))
  }

  async tell(): Promise<Told> {
    const { walk } = this
    for (const [email, phone] of [
      [ANNA, '+77000000039'],
      [PETR, '+77000000021'],
    ] as const)
      await walk.world.register.add({ surname: 'Тестов', name: 'П', email, phone })
    const letters = [
      {
        from: ANNA,
        subject: 'Уточнить персональные данные',
        body: 'Новый телефон: +7 700 000 00 11',
      },
      {
        from: PETR,
        subject: 'Прекратить обработку персональных данных',
        body: `Мой адрес: ${PETR}`,
      },
      {
        from: 'q@person.example',
        subject: 'Вопрос',
        body: 'Прокуратура требует предоставить персональные данные клиента.',
      },
      { from: 'c@person.example', subject: 'Заказ', body: 'Когда вы работаете?' },
    ]
    for (const [index, letter] of letters.entries())
      walk.deliver(writeLetter({ ...letter, id: `story-${index}@mail.example` }, MONDAY))
    await this.settle()
    for (const from of [ANNA, PETR]) {
      const { number } = await walk.onlyRequestOf(from)
      walk.answer(await walk.approvalOf(number), from === ANNA ? 'ДА' : 'да!')
    }
    await this.settle()
    const { number } = await walk.onlyRequestOf(PETR)
    const second = (await walk.toOwner('second-yes', number)).at(-1)
    if (second === undefined) throw new Error('the owner was not asked twice')
    walk.answer(second, /УДАЛИТЬ \d{4}/.exec(second.text)?.[0] ?? '')
    await this.settle()
    await walk.pass(DAY_MS)
    await this.settle()
    return this.outcome()
  }

  private async outcome(): Promise<Told> {
    const { world } = this.walk
    const sent = await this.letters()
    const numbers = (await world.requests.list(false)).toSorted()
    const requests = await Promise.all(numbers.map((number) => world.requests.load(number)))
    return {
      letters: sent.map(({ kind, number, to }) => `${kind} ${number} ${to}`).toSorted(),
      requests: requests.map((request) => [
        request?.number ?? '',
        request?.state ?? '',
        (request?.events ?? [])
          .map(({ name }) => name)
          .toSorted()
          .join(' '),
      ]),
      register: (await world.register.list()).map(({ fields }) => fields),
      dispositions: await world.letters.counts(),
    }
  }
}

async function told(lives: Lives): Promise<{ outcome: Told; ends: readonly string[] }> {
  const walk = await WalkHarness.open()
  try {
    const story = new Story(walk, lives)
    return { outcome: await story.tell(), ends: story.ends }
  } finally {
    await walk.close()
  }
}

/** Letters that went out more often than in the undisturbed story. */
function again(letters: readonly string[], once: readonly string[]): readonly string[] {
  const left = [...once]
  return letters.filter((letter) => {
    const at = left.indexOf(letter)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

describe('a machine that goes off in the middle of any step', () => {
  let undisturbed: Promise<Told> | undefined
  const never: Lives = () => [Number.POSITIVE_INFINITY, 'before']
  const asItIs = (): Promise<Told> => (undisturbed ??= told(never).then(({ outcome }) => outcome))

  test('left alone, the story ends with two requests closed and every letter sent once', async () => {
    const { letters, requests, register, dispositions } = await asItIs()
    expect(letters.map((letter) => letter.split(' ')[0])).toEqual([
      'acknowledgement-cease',
      'acknowledgement-rectify',
      'approval',
      'approval',
      'corrected',
      'destroyed',
      'held',
      'receipt',
      'receipt',
      'second-yes',
      'stopped',
    ])
    expect(requests.map(([, state]) => state)).toEqual(['closed', 'closed'])
    expect(register).toMatchObject([{ email: ANNA, phone: '+77000000011' }])
    expect(dispositions).toEqual({ answer: 3, held: 1, opened: 2, ordinary: 1 })
  })

  test.each(Array.from({ length: SEEDS }, (_, seed) => [seed + 1]))(
    'changes neither numbers nor outcome, and sends nothing twice (seed %i)',
    { timeout: 60_000 },
    async (seed) => {
      const random = seeded(seed)
      const lives: Lives = () => [wholeBetween(random, 3, 40), random() < 0.5 ? 'before' : 'after']
      const [{ outcome, ends }, expected] = await Promise.all([told(lives), asItIs()])
      expect(ends.length).toBeGreaterThan(3)
      const { letters, ...rest } = outcome
      const { letters: once, ...expectedRest } = expected
      expect(rest).toEqual(expectedRest)
      expect(once.filter((letter) => !letters.includes(letter))).toEqual([])
      // What the server took in the instant before the machine went off nobody can know.
      const unknowable = ends.filter((end) => end === 'outbox.accepted').length
      expect(again(letters, once).length).toBeLessThanOrEqual(unknowable)
    },
  )
})

/** One thing that happens, and what must come of it however often the machine goes off. */
interface Scene {
  readonly what: string
  /** Brings it about, anew for each `turn`. */
  readonly begin: (walk: WalkHarness, turn: number) => Promise<void>
  /** Kinds of letters that went out for this `turn`, sorted. */
  readonly sent: readonly string[]
  /** So many operations from one end to the next, unless all are wanted. */
  readonly apart: number
}

const personOf = (turn: number): string => `turn${turn}@person.example`

const SCENES: readonly Scene[] = [
  {
    what: 'a letter that waits for the owner',
    begin: async (walk, turn) => {
      const body = `Прокуратура города требует предоставить персональные данные клиента. ${turn}`
      walk.deliver({ from: personOf(turn), subject: 'Вопрос', body })
    },
    sent: ['held'],
    apart: 1,
  },
  {
    what: 'a demand',
    begin: async (walk, turn) => {
      const subject = 'Прекратить обработку персональных данных'
      walk.deliver({ from: personOf(turn), subject })
    },
    sent: ['acknowledgement-cease', 'approval'],
    apart: 3,
  },
  {
    what: 'a demand from a sender whom nothing proves',
    begin: async (walk, turn) => {
      const from = personOf(turn)
      await walk.world.register.add({ surname: 'Тестова', email: from })
      const subject = 'Прекратить обработку персональных данных'
      walk.deliver({ from, subject, signedBy: null })
      await walk.settle()
      const answers = await walk.replyOf('acknowledgement-cease', from)
      walk.deliver({ from, subject: 'Re:', body: 'Да', answers, signedBy: null })
    },
    sent: ['acknowledgement-cease', 'approval'],
    apart: 4,
  },
  {
    what: 'the code of the second letter',
    begin: async (walk, turn) => {
      const from = personOf(turn)
      await walk.world.register.add({ surname: 'Тестова', email: from })
      walk.deliver({ from, subject: 'Прекратить обработку персональных данных' })
      await walk.settle()
      const { number } = await walk.replyOf('acknowledgement-cease', from)
      await walk.decide(number, 'ДА')
      const second = (await walk.toOwner('second-yes', number)).at(-1)
      if (second !== undefined) walk.answer(second, /УДАЛИТЬ \d{4}/.exec(second.text)?.[0] ?? '')
    },
    sent: ['acknowledgement-cease', 'approval', 'receipt', 'second-yes', 'stopped'],
    apart: 8,
  },
  {
    what: 'the yes of the owner',
    begin: async (walk, turn) => {
      const from = personOf(turn)
      await walk.world.register.add({ surname: 'Тестова', email: from })
      const subject = 'Уточнить персональные данные'
      walk.deliver({ from, subject, body: 'Фамилия теперь: Образцова' })
      await walk.settle()
      const { number } = await walk.replyOf('acknowledgement-rectify', from)
      walk.answer(await walk.approvalOf(number), 'ДА')
    },
    sent: ['acknowledgement-rectify', 'approval', 'corrected', 'receipt'],
    apart: 4,
  },
]

describe('a machine that goes off before any one operation on the stores', () => {
  /** @returns whether there was such an operation at all */
  async function goesOffBefore(operation: number, walk: WalkHarness): Promise<boolean> {
    walk.breaker.set(operation, 'before')
    try {
      await walk.settle()
      return false
    } catch (error) {
      if (!(error instanceof MachineOff)) throw error
      return true
    } finally {
      walk.forget()
    }
  }

  test.each(SCENES)('$what comes to the same end', { timeout: 60_000 }, async (scene) => {
    const { begin, sent } = scene
    const apart = WANTED === undefined ? scene.apart : 1
    const walk = await WalkHarness.open()
    try {
      for (let turn = 1; ; turn += apart) {
        const before = walk.mail.sent.length
        await begin(walk, turn)
        const isOff = await goesOffBefore(turn, walk)
        const isUnknowable = isOff && walk.breaker.brokenAt === 'outbox.accepted'
        await walk.passAndSettle(MINUTE_MS)
        const letters = await Promise.all(walk.mail.sent.slice(before).map(readOnce))
        const kinds = letters
          .map(({ kind }) => kind)
          .filter(isOfStory)
          .toSorted()
        expect([...new Set(kinds)], `off before operation ${turn}`).toEqual(sent)
        expect(kinds.length - sent.length).toBeLessThanOrEqual(isUnknowable ? 1 : 0)
        if (!isOff) break
        expect(turn).toBeLessThan(200)
      }
      expect(await walk.world.letters.counts()).not.toHaveProperty('undecided')
    } finally {
      await walk.close()
    }
  })
})

test('the mailbox alone is enough: with a new database the same letters get the same numbers', async () => {
  const numbersOf = async (): Promise<readonly string[]> => {
    const walk = await WalkHarness.open()
    try {
      const letter = { from: ANNA, subject: 'Уточнить персональные данные', body: 'x' }
      walk.deliver(writeLetter({ ...letter, id: 'rebuilt@mail.example' }, MONDAY))
      await walk.settle()
      expect(walk.mail.sent.map(({ to }) => to)).toEqual([[ANNA], [MAILBOX]])
      return await walk.world.requests.list(false)
    } finally {
      await walk.close()
    }
  }
  expect(await numbersOf()).toEqual(await numbersOf())
})
