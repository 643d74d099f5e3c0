/** What no sequence of events can do (domain 3, «Forbidden»): tried with sequences nobody would think of. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import { demandRule } from '../../src/request/demand-kinds.ts'
import { isAcknowledgement } from '../../src/request/effects.ts'
import type { EventName, NewEvent } from '../../src/request/event.ts'
import { EVENT_NAMES, contentText, textFact } from '../../src/request/event.ts'
import { levelOf } from '../../src/request/identity.ts'
import type { Obligation, PrivacyRequest } from '../../src/request/request.ts'
import { STATES } from '../../src/request/state.ts'
import { follow } from '../../src/request/transition.ts'
import { owed } from '../../src/reply/owed.ts'
import { WRITER, event, requestAfter } from './samples.ts'

const OBLIGATION = fc.constantFrom('ack', 'correct', 'stop', 'destroy', 'block', 'export', 'answer')
const DAY = fc.constantFrom(
  '',
  '2026-11-20',
  '2026-11-27',
  '2026-12-22',
  '2027-05-23',
  '2031-01-01',
)
const LETTER = fc.constantFrom(
  'acknowledgement-rectify',
  'acknowledgement-cease',
  'corrected',
  'destroyed',
  'refused',
  'your-data',
  'answer',
  'withdrawn',
  'unanswered',
  'no-record',
  'kept-by-law',
  'approval',
)
const WORDS = fc.constantFrom('', ' ', 'Причина есть.')

/** Facts of every kind, right and wrong, whole and missing. */
const FACTS = fc.record({
  obligation: OBLIGATION,
  clock: fc.constantFrom('policy', 'law', 'soft', ''),
  from: DAY,
  to: DAY,
  until: DAY,
  actBy: DAY,
  kind: LETTER,
  basis: fc.constantFrom('', 'policy:17', 'named'),
  by: fc.constantFrom('dkim', 'code', 'reply', ''),
  as: fc.constantFrom('', 'PD-0000-0002'),
  into: fc.constantFrom('', 'PD-0000-0003'),
  fields: fc.constantFrom('', 'phone'),
  holder: fc.constant('register'),
  how: fc.constant('phone'),
  partner: fc.constant('studio'),
  left: fc.constantFrom(0, 1),
  code: fc.constant(250),
  asksAnew: fc.boolean(),
  acknowledge: fc.boolean(),
})

const ONWARD: readonly EventName[] = [
  'planned',
  'approved',
  'address-confirmed',
  'stopped',
  'destroyed',
  'corrected',
  'disclosed',
  'blocked',
  'block-reviewed',
  'kept-by-law',
  'asked-to-confirm',
  'unanswered',
  'refused',
  'reply-accepted',
  'closed',
  'due-changed',
]

const STEP = fc
  .tuple(
    fc.oneof(
      { arbitrary: fc.constantFrom(...EVENT_NAMES), weight: 2 },
      { arbitrary: fc.constantFrom(...ONWARD), weight: 5 },
    ),
    FACTS,
    WORDS,
  )
  .map(([name, facts, reason]): NewEvent => event(name, facts, { reason, address: WRITER }))

const OPENED = fc
  .constantFrom('dkim', '')
  .map((proven) => event('opened', { acknowledge: true, proven, codeUntil: '2026-12-01' }))

interface Walked {
  readonly before: PrivacyRequest
  readonly event: NewEvent
  readonly after: PrivacyRequest
}

/** The moves that were let through. */
const STORY = fc
  .record({
    kind: fc.constantFrom(...DEMAND_KINDS),
    opened: OPENED,
    steps: fc.array(STEP, { maxLength: 60 }),
  })
  .map(({ kind, opened, steps }): readonly Walked[] => {
    let request = requestAfter({ kind }, [opened])
    return steps.flatMap((step): Walked[] => {
      const placed = {
        ...step,
        seq: request.events.length + 1,
        at: new Date('2026-11-25T05:00:00Z'),
      }
      const after = follow(request, placed)
      if (after === undefined) return []
      const walked = { before: request, event: step, after }
      request = after
      return [walked]
    })
  })

/** The first move of any story of which it does not hold; null when there is none. */
function firstAgainst(holds: (walked: Walked) => boolean, numRuns = 2_000): Walked | null {
  let against: Walked | null = null
  fc.assert(
    fc.property(STORY, (story) => {
      against ??= story.find((walked) => !holds(walked)) ?? null
    }),
    { numRuns },
  )
  return against
}

const named = ({ events }: PrivacyRequest, ...names: readonly EventName[]): boolean =>
  events.some(({ name }) => names.includes(name))

const open = ({ obligations }: PrivacyRequest): readonly Obligation[] =>
  obligations.filter(({ doneAt }) => doneAt === null)

test('nothing is closed while something is owed', () => {
  const holds = ({ after, event: { name } }: Walked): boolean =>
    name !== 'closed' || open(after).length === 0
  expect(firstAgainst(holds)).toBeNull()
})

test('what was blocked is closed only once it is destroyed, or seen to be gone (p.17/block)', () => {
  const holds = ({ after }: Walked): boolean =>
    after.state !== 'closed' ||
    !named(after, 'blocked') ||
    (named(after, 'destroyed', 'kept-by-law', 'no-record', 'continued') &&
      !named(after, 'refused', 'withdrawn'))
  expect(firstAgainst(holds)).toBeNull()
})

test('nothing is changed, disclosed, blocked or destroyed before it is proven who asks (ruling 7)', () => {
  const carriedOut = ['corrected', 'disclosed', 'stopped', 'destroyed', 'blocked', 'kept-by-law']
  const holds = ({ before, event: { name } }: Walked): boolean =>
    !carriedOut.includes(name) || !demandRule(before.kind).needsProof || levelOf(before) !== 'A0'
  expect(firstAgainst(holds)).toBeNull()
})

test('nothing is carried out without a yes to the plan in force', () => {
  const holds = ({ before, event: { name } }: Walked): boolean => {
    const last = before.events.findLast((one) => ['approved', 'planned'].includes(one.name))
    const isDone = ['corrected', 'disclosed', 'destroyed', 'kept-by-law'].includes(name)
    return !isDone || last?.name === 'approved'
  }
  expect(firstAgainst(holds)).toBeNull()
})

test('nobody is refused without a reason and its ground', () => {
  const holds = ({ event: said }: Walked): boolean =>
    !['refused', 'unanswered', 'blocked'].includes(said.name) ||
    (/\p{L}/u.test(contentText(said, 'reason') ?? '') && textFact(said, 'basis') !== '')
  expect(firstAgainst(holds)).toBeNull()
})

/** No date of it is later, none is gone, and what was kept is as it was. */
function isNoLater(was: Obligation, is: Obligation | undefined): boolean {
  if (is === undefined) return false
  const clocks = ['policyDue', 'lawDue', 'softDue'] as const
  const isEarlier = clocks.every((clock) => was[clock] === null || (is[clock] ?? '9') <= was[clock])
  const isKept = was.doneAt === null || (is.doneAt === was.doneAt && is.evidence === was.evidence)
  return isEarlier && isKept
}

test('a date never moves later, and what is kept stays kept (p.17, domain 1a)', () => {
  const holds = ({ before, after }: Walked): boolean =>
    before.obligations.every((was) =>
      isNoLater(
        was,
        after.obligations.find(({ name }) => name === was.name),
      ),
    )
  expect(firstAgainst(holds)).toBeNull()
})

test('one letter is acknowledged once, whatever happens', () => {
  const holds = ({ after }: Walked): boolean =>
    owed(after).filter(({ kind, cause }) => isAcknowledgement(kind) && cause.name === 'opened')
      .length <= 1
  expect(firstAgainst(holds, 300)).toBeNull()
})

test('the state changes with an event and in no other way', () => {
  const holds = ({ before, after }: Walked): boolean =>
    after.events.length === before.events.length + 1 &&
    before.events.every((one, index) => after.events[index] === one)
  expect(firstAgainst(holds, 300)).toBeNull()
})

test('the stories above reach every state, so that nothing is proven of stories nobody tells', () => {
  const reached = new Set<string>(['received'])
  fc.assert(
    fc.property(STORY, (story) => {
      for (const { after } of story) reached.add(after.state)
    }),
    // Always the same ones: whether rare states are met must not hang on luck.
    { numRuns: 6_000, seed: 11 },
  )
  expect([...reached].toSorted()).toEqual([...STATES].toSorted())
})
