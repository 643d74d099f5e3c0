import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DUTIES,
  answered,
  look,
  readMemory,
  recalled,
  told,
  writeMemory,
} from '../../src/app/alarm.ts'
import type { Beat, Memory } from '../../src/app/alarm.ts'
import type { Alert, Failing } from '../../src/edge/alert.ts'
import { MONDAY } from '../support/company.ts'

const ZONE = 'Asia/Almaty'
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const DEAD_AFTER_MS = 5 * MINUTE_MS

/** One beat of a story. */
interface Step {
  readonly afterMs: number
  readonly database: boolean
  /** Whether the poller has just passed. */
  readonly imap: boolean
  /** Whether letters that are due are taken. */
  readonly smtp: boolean
  /** Whether whoever is at ALERT_URL takes what is told. */
  readonly taken: boolean
  /** Which of two processes looks. */
  readonly by: 0 | 1
}

const WELL: Step = {
  afterMs: 30 * SECOND_MS,
  database: true,
  imap: true,
  smtp: true,
  taken: true,
  by: 0,
}

interface Told {
  readonly alert: Alert
  /** When everything that the alert is about last worked, in truth. */
  readonly workedAt: Date
}

/** Plays a story as the running program does: what the database keeps is shared, the rest is not. */
class Story {
  at = MONDAY
  readonly told: Told[] = []
  /** Null: a process that has only just been started. */
  memories: [Memory | null, Memory | null] = [null, null]
  private kept: string | null = null
  private lastPass: Date | null = null
  private stuckSince: Date | null = null
  private databaseOkAt = MONDAY

  private happen({ afterMs, database, imap, smtp }: Step): void {
    this.at = new Date(this.at.getTime() + afterMs)
    if (imap && database) this.lastPass = this.at
    this.stuckSince = smtp ? null : (this.stuckSince ?? this.at)
    if (database) this.databaseOkAt = this.at
  }

  beat(step: Step): void {
    this.happen(step)
    const { database, taken, by } = step
    const { at, lastPass, stuckSince } = this
    const beat: Beat = { at, zone: ZONE, signs: database ? { lastPass, stuckSince } : null }
    const kept = database ? readMemory(this.kept) : null
    let memory = look(recalled(kept, this.memories[by], at), beat)
    for (const duty of DUTIES) {
      const alert = duty(memory, beat)
      if (alert === null || !taken) continue
      memory = told(memory, alert)
      this.told.push({ alert, workedAt: this.workedAt(alert) })
    }
    this.memories[by] = memory
    if (database) this.kept = writeMemory(memory)
  }

  play(count: number, changed: Partial<Step> = {}): this {
    for (let i = 0; i < count; i += 1) this.beat({ ...WELL, ...changed })
    return this
  }

  private workedAt(alert: Alert): Date {
    if (alert.event === 'alive') return alert.at
    if (alert.what === 'database') return this.databaseOkAt
    const { lastPass, stuckSince } = this
    const times = [lastPass ?? MONDAY, stuckSince ?? this.at]
    return new Date(Math.min(...times.map((time) => time.getTime())))
  }

  /** Everything that was told of it, but the signs of life. */
  of(what: Failing): readonly (Told & { readonly alert: Exclude<Alert, { event: 'alive' }> })[] {
    return this.told.flatMap(({ alert, workedAt }) =>
      alert.event !== 'alive' && alert.what === what ? [{ alert, workedAt }] : [],
    )
  }

  events(what: Failing): readonly string[] {
    return this.of(what).map(({ alert }) => alert.event)
  }

  signs(): readonly (Alert & { event: 'alive' })[] {
    return this.told.flatMap(({ alert }) => (alert.event === 'alive' ? [alert] : []))
  }
}

const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1_000)

describe('a failure', () => {
  test.each([
    { what: 'mail', failing: { imap: false } },
    { what: 'mail', failing: { smtp: false } },
    { what: 'database', failing: { database: false } },
  ] as const)('of $what ($failing) is told at five minutes, and its end once', (one) => {
    const { what, failing } = one
    const story = new Story().play(4)
    const since = story.at
    story.play(9, failing)
    expect(story.events(what)).toEqual([])
    story.play(30, failing)
    expect(story.of(what).map(({ alert }) => alert)).toMatchObject([{ event: 'dead', what }])
    const [dead] = story.of(what)
    const lastedMs = (dead?.alert.at.getTime() ?? 0) - (dead?.alert.since.getTime() ?? 0)
    expect(lastedMs).toBeGreaterThanOrEqual(DEAD_AFTER_MS)
    expect(lastedMs).toBeLessThanOrEqual(DEAD_AFTER_MS + 30 * SECOND_MS)
    story.play(30)
    expect(story.events(what)).toEqual(['dead', 'back'])
    expect(story.of(what)[1]?.alert.since).toEqual(dead?.alert.since)
    expect(dead?.alert.since.getTime()).toBeLessThanOrEqual(secondsAfter(since, 30).getTime())
  })

  test('of four minutes and a half is nobody’s business', () => {
    const story = new Story().play(4)
    for (let i = 0; i < 20; i += 1)
      story.play(9, { imap: false, smtp: false }).play(1).play(9, { database: false }).play(1)
    expect([...story.events('mail'), ...story.events('database')]).toEqual([])
  })

  test('that lasts three days is told once a day', () => {
    const story = new Story().play(4).play(3 * 24 * 120 + 20, { imap: false })
    expect(story.events('mail')).toEqual(['dead', 'dead', 'dead', 'dead'])
    const times = story.of('mail').map(({ alert }) => alert.at.getTime())
    expect(times.slice(1).map((time, i) => time - (times[i] ?? 0))).toEqual([
      DAY_MS,
      DAY_MS,
      DAY_MS,
    ])
    expect(new Set(story.of('mail').map(({ alert }) => alert.since.getTime())).size).toBe(1)
  })

  test('that nobody took is told at the next beat that is heard', () => {
    const story = new Story().play(4).play(40, { imap: false, taken: false })
    expect(story.events('mail')).toEqual([])
    story.play(1, { imap: false })
    expect(story.events('mail')).toEqual(['dead'])
    story.play(5, { taken: false }).play(5)
    expect(story.events('mail')).toEqual(['dead', 'back'])
  })

  test('of mail is not concluded from a database that was away', () => {
    const story = new Story().play(4).play(60, { database: false, imap: false })
    story.play(4, { imap: false }).play(60)
    expect(story.events('mail')).toEqual([])
    expect(story.events('database')).toEqual(['dead', 'back'])
  })

  test('of mail that was told stays told while the database is away, and ends with the mail', () => {
    const story = new Story().play(4).play(20, { imap: false })
    story.play(60, { database: false, imap: false }).play(15, { imap: false })
    expect(story.events('mail')).toEqual(['dead'])
    story.play(1)
    expect(story.events('mail')).toEqual(['dead', 'back'])
  })

  test('is not concluded from a night in which the machine slept', () => {
    const story = new Story().play(4)
    story
      .play(1, { afterMs: 9 * HOUR_MS, imap: false })
      .play(5, { imap: false })
      .play(10)
    expect(story.events('mail')).toEqual([])
  })

  test.each(['nothing', 'what its last file tells'])(
    'is told by a program that is started again and again and remembers %s',
    (what) => {
      const story = new Story().play(4)
      const [old] = story.memories
      for (let i = 0; i < 14; i += 1) {
        story.memories = [what === 'nothing' ? null : old, null]
        story.play(1, { imap: false })
      }
      expect(story.events('mail')).toEqual(['dead'])
    },
  )

  test('of a mailbox that was never looked at counts from the first beat', () => {
    const story = new Story().play(11, { imap: false })
    const since = secondsAfter(MONDAY, 30)
    expect(story.of('mail')).toMatchObject([{ alert: { event: 'dead', since } }])
  })
})

describe('two processes', () => {
  const inTurn = (story: Story, count: number, changed: Partial<Step>): Story => {
    for (let i = 0; i < count; i += 1)
      story.beat({ ...WELL, ...changed, afterMs: 15 * SECOND_MS, by: i % 2 === 0 ? 0 : 1 })
    return story
  }

  test('tell of one failure once while the database keeps what was told', () => {
    const story = inTurn(inTurn(inTurn(new Story(), 8, {}), 60, { imap: false }), 60, {})
    expect(story.events('mail')).toEqual(['dead', 'back'])
    expect(story.signs()).toHaveLength(1)
  })

  test('may both tell that the database is dead, and one tells that it is back', () => {
    const story = inTurn(inTurn(inTurn(new Story(), 8, {}), 60, { database: false }), 60, {})
    expect(story.events('database')).toEqual(['dead', 'dead', 'back'])
  })

  test('tell once that the database is back, whichever of them meets it first', () => {
    const story = inTurn(inTurn(new Story(), 8, {}), 60, { database: false })
    story.play(1, { by: 0 }).play(1, { by: 1, database: false }).play(2, { by: 1 })
    expect(story.events('database')).toEqual(['dead', 'dead', 'back'])
  })

  test('are no sign of a dead database to each other', () => {
    const story = new Story().play(4)
    const later = secondsAfter(story.at, 600)
    expect(answered(story.memories[0], later)?.database.okAt).toEqual(later)
    expect(answered(null, later)).toBeNull()
  })
})

describe('the sign of life', () => {
  const at = (time: string): Date => new Date(`${time}+05:00`)

  function startedAt(time: string): Story {
    const story = new Story()
    story.at = at(time)
    return story.play(1)
  }

  test('is given at the first start, and then at nine by the clocks of the company', () => {
    const story = startedAt('2026-11-20T17:40:00').play(3 * 24 * 120)
    expect(story.signs().map((sign) => sign.at.toISOString())).toEqual([
      '2026-11-20T12:40:30.000Z',
      // Saturday, Sunday, Monday
      '2026-11-21T04:00:00.000Z',
      '2026-11-22T04:00:00.000Z',
      '2026-11-23T04:00:00.000Z',
    ])
  })

  test('that was missed is given at the next start, and not again that day', () => {
    const story = startedAt('2026-11-20T08:00:00').play(10)
    story.at = at('2026-11-23T11:00:00')
    story.play(5)
    story.at = at('2026-11-23T16:00:00')
    story.play(5)
    expect(story.signs().map((sign) => sign.at.toISOString().slice(0, 16))).toEqual([
      '2026-11-20T03:00',
      '2026-11-23T06:00',
    ])
  })

  test('tells along what does not work', () => {
    const story = startedAt('2026-11-20T08:30:00').play(2)
    const since = story.at
    story.play(120, { imap: false })
    expect(story.signs().map(({ failure }) => failure)).toEqual([null, { what: 'mail', since }])
  })

  test('is given without a database, if today’s was not given already', () => {
    const story = startedAt('2026-11-20T08:30:00').play(2).play(120, { database: false })
    expect(story.signs().map(({ failure }) => failure?.what ?? null)).toEqual([null, 'database'])
    const unknown = new Story().play(30, { database: false })
    expect(unknown.signs()).toEqual([])
  })

  test('is not silenced by a clock that was once a year ahead', () => {
    const story = startedAt('2027-11-20T08:30:00')
    story.at = at('2026-11-20T08:30:00')
    story.play(24 * 120)
    expect(story.signs().map((sign) => sign.at.toISOString().slice(0, 10))).toEqual([
      '2027-11-20',
      '2026-11-20',
      '2026-11-20',
    ])
  })
})

const anyStep = fc.record({
  afterMs: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 10_000, max: 60_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 * HOUR_MS }) },
  ),
  taken: fc.boolean(),
  by: fc.constantFrom(0 as const, 1 as const),
})
/** What fails does so for a while. */
const anySpell = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 25 }),
  database: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.boolean()),
  imap: fc.boolean(),
  smtp: fc.boolean(),
})
const anyStory = fc.array(anySpell, { minLength: 1, maxLength: 12 })
type Spells = typeof anyStory extends fc.Arbitrary<infer Value> ? Value : never

function played(spells: Spells, changed: Partial<Step> = {}): Story {
  const story = new Story()
  for (const { steps, ...how } of spells)
    for (const step of steps) story.beat({ ...how, ...step, ...changed })
  return story
}

const BOTH: readonly Failing[] = ['mail', 'database']
const msBetween = (from: Date, to: Date): number => to.getTime() - from.getTime()
const textOf = ({ event, at }: Alert): string => `${event} ${at.toISOString()}`

/** What was told before its time. */
function early(story: Story, what: Failing): readonly string[] {
  return story
    .of(what)
    .filter(
      ({ alert, workedAt }) =>
        alert.event === 'dead' && msBetween(workedAt, alert.at) < DEAD_AFTER_MS,
    )
    .map(({ alert }) => textOf(alert))
}

/** What was told once too often: two ends of one failure, or a failure twice in 24 hours. */
function doubled(story: Story, what: Failing): readonly string[] {
  const alerts = story.of(what).map(({ alert }) => alert)
  const isDoubled = (alert: (typeof alerts)[number], i: number): boolean => {
    const before = alerts[i - 1]
    if (alert.event === 'back') return before?.event !== 'dead'
    if (before?.event !== 'dead') return false
    return msBetween(before.at, alert.at) < DAY_MS || msBetween(before.since, alert.since) !== 0
  }
  return alerts.filter(isDoubled).map(textOf)
}

describe('whatever fails, for however long, and whoever hears it', () => {
  test('nothing is told of a failure before its fifth minute', () => {
    fc.assert(
      fc.property(anyStory, (spells) => {
        expect(early(played(spells), 'mail')).toEqual([])
        // Another process may have met the database just when this one did not look.
        expect(early(played(spells, { by: 0 }), 'database')).toEqual([])
      }),
    )
  })

  test('no failure is told twice within 24 hours, and its end once', () => {
    fc.assert(
      fc.property(anyStory, (spells) => {
        const story = played(spells, { by: 0 })
        expect(BOTH.flatMap((what) => doubled(story, what))).toEqual([])
      }),
    )
  })

  test('two processes tell it once, as long as the database answers', () => {
    fc.assert(
      fc.property(anyStory, (spells) => {
        expect(doubled(played(spells, { database: true }), 'mail')).toEqual([])
      }),
    )
  })

  test('what was told as dead stays so until it is told as back, which it is at last', () => {
    fc.assert(
      fc.property(anyStory, (spells) => {
        const story = played(spells, { by: 0 })
        const [memory] = story.memories
        const isTold = BOTH.map((what) => (memory?.[what].told ?? null) !== null)
        expect(BOTH.map((what) => story.events(what).at(-1) === 'dead')).toEqual(isTold)
        story.play(1)
        const last = BOTH.map((what) => story.events(what).at(-1) ?? 'back')
        expect(last).toEqual(['back', 'back'])
      }),
    )
  })

  test('what has failed for five minutes, watched all the time, is told', () => {
    fc.assert(
      fc.property(anyStory, fc.constantFrom('imap', 'smtp', 'database'), (spells, failing) => {
        const story = played(spells, { by: 0 })
        story.play(11, { [failing]: false })
        const what = failing === 'database' ? 'database' : 'mail'
        expect(story.events(what).at(-1)).toBe('dead')
      }),
    )
  })

  test('a sign of life is given once for every nine o’clock, at most', () => {
    fc.assert(
      fc.property(anyStory, (spells) => {
        const days = played(spells, { database: true })
          .signs()
          .map(({ at }) => new Date(at.getTime() - 4 * HOUR_MS).toISOString().slice(0, 10))
        expect(new Set(days).size).toBe(days.length)
      }),
    )
  })

  test('what is remembered can be written down and read again', () => {
    fc.assert(
      fc.property(anyStory, (spells) => {
        const [memory] = played(spells, { by: 0 }).memories
        expect(memory).not.toBeNull()
        expect(readMemory(JSON.stringify(memory))).toEqual(memory)
      }),
    )
  })
})

test.each([null, '', '{', '{}', 'null', '{"mail":1}'])('%j is no memory', (text) => {
  expect(readMemory(text)).toBeNull()
})
