import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVENT_NAMES } from '../../src/request/event.ts'
import type { EventName } from '../../src/request/event.ts'
import { STATES } from '../../src/request/state.ts'
import type { State } from '../../src/request/state.ts'
import { stateAfter, transition } from '../../src/request/transition.ts'

type Row = Readonly<Partial<Record<EventName, State>>>

/** What is only noted: the state stays. */
function noted(state: State): Row {
  return {
    'answer-not-counted': state,
    'link-renewed': state,
    'link-locked': state,
    'reply-withheld': state,
    'reply-accepted': state,
    'reply-failed': state,
    'reply-bounced': state,
    split: state,
  }
}

/** What may happen to every open request without moving it. */
function open(state: State): Row {
  return {
    ...noted(state),
    held: state,
    'code-failed': state,
    'document-came': state,
    'partner-reminded': state,
    'partner-confirmed': state,
    'partner-refused': state,
  }
}

/** While something is owed its dates are watched; they move only earlier (domain 1a). */
function watched(state: State): Row {
  return { 'due-changed': state, 'owner-reminded': state, overdue: state }
}

/** Only once it is decided can the owner say that the person was told another way. */
function decided(state: State): Row {
  return { ...open(state), ...watched(state), told: state, closed: 'closed' }
}

/** As long as nothing is decided, whatever is learnt of the person begins the look-up anew. */
const LEARNT: Row = {
  'letter-joined': 'received',
  edited: 'received',
  'address-confirmed': 'received',
  'person-called': 'received',
  'authority-seen': 'received',
  disowned: 'stopped',
  withdrawn: 'withdrawn',
  continued: 'continued',
}

/** Every move there is; what is missing is forbidden. */
const TABLE: Readonly<Record<State | 'none', Row>> = {
  none: { opened: 'received' },
  received: {
    ...open('received'),
    ...watched('received'),
    ...LEARNT,
    'person-found': 'received',
    unsubscribed: 'fulfilled',
    merged: 'merged',
    planned: 'awaiting-approval',
    'asked-to-confirm': 'awaiting-identity',
  },
  'awaiting-identity': {
    ...open('awaiting-identity'),
    ...watched('awaiting-identity'),
    ...LEARNT,
    'person-found': 'awaiting-identity',
    'identity-late': 'awaiting-identity',
    'person-reminded': 'awaiting-identity',
    unanswered: 'unanswered',
    answered: 'fulfilled',
    refused: 'refused',
    'question-put': 'awaiting-person',
  },
  'awaiting-approval': {
    ...open('awaiting-approval'),
    ...watched('awaiting-approval'),
    ...LEARNT,
    'person-found': 'awaiting-approval',
    'second-yes-asked': 'awaiting-approval',
    answered: 'fulfilled',
    blocked: 'blocked',
    approved: 'approved',
    refused: 'refused',
    'question-put': 'awaiting-person',
  },
  'awaiting-person': {
    ...open('awaiting-person'),
    ...watched('awaiting-person'),
    ...LEARNT,
    'person-found': 'awaiting-person',
    'second-yes-asked': 'awaiting-person',
    'person-reminded': 'awaiting-person',
    answered: 'fulfilled',
    blocked: 'blocked',
    approved: 'approved',
    refused: 'refused',
    'question-put': 'awaiting-person',
  },
  approved: {
    ...open('approved'),
    ...watched('approved'),
    corrected: 'fulfilled',
    stopped: 'approved',
    disclosed: 'fulfilled',
    'kept-by-law': 'kept-by-law',
    'partner-told': 'approved',
    withdrawn: 'withdrawn',
    destroyed: 'fulfilled',
    'no-record': 'fulfilled',
    'apply-failed': 'approved',
    'plan-outdated': 'received',
    undone: 'received',
    disowned: 'stopped',
  },
  blocked: {
    ...open('blocked'),
    ...watched('blocked'),
    'partner-told': 'blocked',
    'block-reviewed': 'received',
  },
  'kept-by-law': {
    ...open('kept-by-law'),
    ...watched('kept-by-law'),
    'partner-told': 'kept-by-law',
    continued: 'continued',
  },
  fulfilled: { ...decided('fulfilled'), 'partner-told': 'fulfilled' },
  refused: { ...decided('refused'), continued: 'continued' },
  unanswered: { ...decided('unanswered'), continued: 'continued' },
  withdrawn: decided('withdrawn'),
  merged: decided('merged'),
  stopped: decided('stopped'),
  continued: { ...noted('continued'), closed: 'closed' },
  closed: { ...noted('closed'), continued: 'continued' },
}

const name = fc.constantFrom(...EVENT_NAMES)

/** The states on the way through some events, from those that are allowed alone. */
function walk(names: readonly EventName[]): {
  readonly taken: readonly EventName[]
  readonly states: readonly State[]
} {
  const taken: EventName[] = []
  const states: State[] = []
  for (const next of names) {
    const state = transition(states.at(-1) ?? null, next)
    if (state === undefined) continue
    taken.push(next)
    states.push(state)
  }
  return { taken, states }
}

/** Mostly lawful ways, so that every state is reached. */
const onward = fc.constantFrom<EventName>(
  'planned',
  'approved',
  'corrected',
  'destroyed',
  'no-record',
  'closed',
)
const names = fc
  .array(fc.oneof({ arbitrary: name, weight: 3 }, { arbitrary: onward, weight: 2 }), {
    maxLength: 60,
  })
  .map((rest): EventName[] => ['opened', ...rest])

describe('the state of a request', () => {
  const moves = ([null, ...STATES] as const).flatMap((state) =>
    EVENT_NAMES.map((event) => [state ?? 'none', event] as const),
  )

  test.each(moves)('in %s, on %s, is what the table says', (state, event) => {
    const from = state === 'none' ? null : state
    expect(transition(from, event)).toBe(TABLE[state][event])
  })

  test('has no event that is allowed nowhere, and no state that is never reached', () => {
    const allowed = new Set(Object.values(TABLE).flatMap((row) => Object.keys(row)))
    const reached = new Set(Object.values(TABLE).flatMap((row) => Object.values(row)))
    expect(allowed).toEqual(new Set(EVENT_NAMES))
    expect(reached).toEqual(new Set(STATES))
  })
})

describe('a way through the events', () => {
  test('agrees with its steps, one by one', () => {
    fc.assert(
      fc.property(names, (all) => {
        const { taken, states } = walk(all)
        expect(stateAfter(taken)).toBe(states.at(-1))
      }),
    )
  })

  test('with one forbidden move in it has no state', () => {
    fc.assert(
      fc.property(names, name, (all, extra) => {
        const { taken, states } = walk(all)
        const isAllowed = transition(states.at(-1) ?? null, extra) !== undefined
        expect(stateAfter([...taken, extra]) !== undefined).toBe(isAllowed)
      }),
    )
  })

  test('without events has no state', () => {
    expect(stateAfter([])).toBeUndefined()
  })

  test('begins with opened and has it once', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (all) => {
        const isLawful = stateAfter(all) !== undefined
        const opened = all.filter((one) => one === 'opened').length
        expect(!isLawful || (all[0] === 'opened' && opened === 1)).toBe(true)
      }),
    )
  })

  test('carries nothing out without a yes to the plan in force (p.17)', () => {
    fc.assert(
      fc.property(names, (all) => {
        const { taken } = walk(all)
        const done = taken.findIndex((one) => one === 'corrected' || one === 'destroyed')
        if (done === -1) return
        const yes = taken.lastIndexOf('approved', done)
        const plan = taken.lastIndexOf('planned', yes)
        const since = taken.slice(plan, done)
        expect(yes).toBeGreaterThan(plan)
        expect(plan).toBeGreaterThan(0)
        for (const later of ['letter-joined', 'edited', 'undone', 'disowned', 'address-confirmed'])
          expect(since).not.toContain(later)
      }),
      { numRuns: 1_000 },
    )
  })

  test('decides once: nobody says yes after no, nor no after a yes that was not taken back', () => {
    fc.assert(
      fc.property(names, (all) => {
        const { taken } = walk(all)
        const reopened = taken.findLastIndex((one) => one === 'undone' || one === 'plan-outdated')
        const decisions = taken
          .slice(reopened + 1)
          .filter((one) => one === 'approved' || one === 'refused')
        expect(decisions.length).toBeLessThanOrEqual(1)
        const refused = taken.indexOf('refused')
        expect(refused === -1 || !taken.slice(refused).includes('approved')).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  test('approves nothing while an address waits to be proven, nor after «Это не я»', () => {
    fc.assert(
      fc.property(names, (all) => {
        const { taken, states } = walk(all)
        const before = taken.flatMap((one, at) => (one === 'approved' ? [states[at - 1]] : []))
        expect(['awaiting-approval', 'awaiting-person']).toEqual(expect.arrayContaining(before))
        const disowned = taken.indexOf('disowned')
        if (disowned === -1) return
        for (const act of ['approved', 'corrected', 'destroyed', 'no-record', 'planned'])
          expect(taken.slice(disowned)).not.toContain(act)
      }),
      { numRuns: 1_000 },
    )
  })

  test('comes to an end often enough here that these facts are tried', () => {
    const ends = fc.sample(names, { seed: 1, numRuns: 1_000 }).map((all) => walk(all).states.at(-1))
    expect(new Set(ends)).toEqual(new Set(STATES))
  })
})
