import { expect, test } from 'vitest'
import { eventsNamed } from '../../src/request/request.ts'
import { judge, liveYear, tally } from './year.ts'
import type { Year } from './year.ts'

const LETTERS = 2_000
const WITHIN_MS = 60_000

/** Whoever asks for it (`YEAR_TALLY=1`) is told how the year went. */
function tell(year: Year, tookMs: number): void {
  if (process.env['YEAR_TALLY'] === undefined) return
  process.stderr.write(`${tookMs} ms\n${JSON.stringify(tally(year), null, 1)}\n`)
}

test(
  'in a year of 2,000 letters no promise is silently broken, and every missed date was named to the owner before (p.16, p.17)',
  async () => {
    const begun = performance.now()
    const year = await liveYear(1, LETTERS)
    tell(year, Math.round(performance.now() - begun))
    expect(judge(year)).toEqual([])

    // A year in which nobody was late, silent or wrong would prove nothing.
    const requests = [...year.world.book.values()]
    const had = (name: Parameters<typeof eventsNamed>[1]): boolean =>
      requests.some((request) => eventsNamed(request, name).length > 0)
    const wanted = [
      'overdue',
      'unanswered',
      'continued',
      'blocked',
      'kept-by-law',
      'withdrawn',
      'merged',
      'split',
      'disowned',
      'partner-refused',
      'code-failed',
      'told',
    ] as const
    expect(wanted.filter((name) => !had(name))).toEqual([])
    const kinds = new Set(requests.map(({ kind }) => kind))
    expect(kinds.size).toBe(8)
  },
  WITHIN_MS * 4,
)

test(
  'the same year is lived again from the same seed, and another one from another',
  async () => {
    const [one, again, other] = [
      await liveYear(7, 200),
      await liveYear(7, 200),
      await liveYear(8, 200),
    ]
    expect(again.world.fingerprint()).toBe(one.world.fingerprint())
    expect(other.world.fingerprint()).not.toBe(one.world.fingerprint())
  },
  WITHIN_MS * 4,
)

test(
  'the judge of the year sees a promise that is broken in silence',
  async () => {
    const year = await liveYear(7, 200)
    const broken = [...year.world.book.values()].find((request) =>
      eventsNamed(request, 'overdue').some(({ facts }) => facts['clock'] === 'policy'),
    )
    if (broken === undefined) throw new Error('nothing was late')
    const events = broken.events.filter(({ name }) => name !== 'overdue')
    year.world.book.set(broken.number, { ...broken, events })
    expect(judge(year).some((fault) => fault.startsWith(broken.number))).toBe(true)
  },
  WITHIN_MS * 4,
)
