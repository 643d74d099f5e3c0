import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OWNER_LETTERS, PERSON_LETTERS } from '../../src/reply/letter-kinds.ts'
import type { LetterName } from '../../src/reply/letter-kinds.ts'
import type { Counts } from '../../src/reply/limits.ts'
import { isLimited, kindsOf, routineMax, whyWithheld } from '../../src/reply/limits.ts'
import { isAcknowledgement, isFinal } from '../../src/request/effects.ts'

const ALL: readonly LetterName[] = [...PERSON_LETTERS, ...OWNER_LETTERS]
const NOTHING: Counts = {
  confirmations: 0,
  senderDay: 0,
  senderMonth: 0,
  sameWords: 0,
  thread: 0,
  isProven: false,
  domain: 0,
  unproven: 0,
  overall: 0,
  routine: 0,
  notices: 0,
  floods: 0,
}
const ACK = 'acknowledgement-cease'
const ACKNOWLEDGEMENTS = [
  'acknowledgement-rectify',
  'acknowledgement-cease',
  'acknowledgement-unlawful',
  'acknowledgement-access',
  'acknowledgement-question',
  'acknowledgement-objection',
  'unsubscribed',
  'merged',
] as const
const ROUTINE = ['approval', 'question-came', 'not-understood', 'call-needed', 'held'] as const
const NOTICES = [
  'reminder',
  'overdue',
  'will-miss',
  'identity-late',
  'partner-silent',
  'partner-refused',
] as const

function why(kind: LetterName, counts: Partial<Counts>, lettersPerDay = 400) {
  return whyWithheld(kind, { ...NOTHING, ...counts }, lettersPerDay)
}

test('only acknowledgements, questions of ours, codes to one address and routine letters to the owner can be withheld (ruling 12)', () => {
  const limited = [
    ...ACKNOWLEDGEMENTS,
    'confirm-address',
    'reminder-confirm',
    'clarify',
    'reminder-clarify',
    'delayed',
    ...ROUTINE,
    ...NOTICES,
    'flood',
  ]
  expect(ALL.filter(isLimited).toSorted()).toEqual(limited.toSorted())
})

test('whatever is full, no outcome, no receipt and no question of the owner waits', () => {
  const many = fc.nat({ max: 100_000 })
  const counts = fc.record({
    confirmations: many,
    senderDay: many,
    senderMonth: many,
    sameWords: many,
    thread: many,
    isProven: fc.boolean(),
    domain: many,
    unproven: many,
    overall: many,
    routine: many,
    notices: many,
    floods: many,
  })
  const kind = fc.constantFrom(...ALL.filter((one) => !isLimited(one)))
  fc.assert(fc.property(kind, counts, (one, full) => whyWithheld(one, full, 10) === null))
  // What says at once what was done is an acknowledgement as well, and as many may be sent.
  const outcomes = ALL.filter((one) => isFinal(one) && !isAcknowledgement(one))
  expect(outcomes.filter((one) => isLimited(one))).toEqual([])
})

test('into an empty outbox everything goes', () => {
  expect(ALL.filter((kind) => why(kind, {}, 10) !== null)).toEqual([])
})

describe('acknowledgements of one sender', () => {
  test.each([
    ['the third of a day goes', { senderDay: 2, senderMonth: 2 }, null],
    ['the fourth does not', { senderDay: 3, senderMonth: 3 }, 'sender'],
    ['the first of the next day goes', { senderDay: 0, senderMonth: 3 }, null],
    ['the second of the next day does not', { senderDay: 1, senderMonth: 4 }, 'sender'],
    ['of the same words one a day goes', { sameWords: 1, senderDay: 1 }, 'same-words'],
  ] as const)('%s', (_, counts, expected) => {
    expect(why(ACK, counts)).toBe(expected)
    expect(why('clarify', counts)).toBeNull()
  })
})

describe.each([ACK, 'clarify'] as const)('%s is withheld', (kind) => {
  test.each([
    ['a request that was written about five times', { thread: 4 }, { thread: 5 }, 'thread'],
    ['a domain that got its quarter', { domain: 99 }, { domain: 100 }, 'domain'],
    [
      'senders whom nothing vouches for, who got half',
      { unproven: 199 },
      { unproven: 200 },
      'quota',
    ],
    ['a day of which a quarter is left', { overall: 299 }, { overall: 300 }, 'quota'],
  ] as const)('for %s, and not before', (_, before, full, expected) => {
    expect(why(kind, before)).toBeNull()
    expect(why(kind, full)).toBe(expected)
  })
})

describe('the owner', () => {
  test.each(['approval', 'held'] as const)('gets no %s beyond the fortieth of a day', (kind) => {
    expect(why(kind, { routine: 39, overall: 399 })).toBeNull()
    expect(why(kind, { routine: 40 })).toBe('owner')
  })

  test('is told so once a day', () => {
    expect(why('flood', { routine: 40, overall: 400 })).toBeNull()
    expect(why('flood', { floods: 1 })).toBe('owner')
  })

  test('never gets more than half of a small day', () => {
    expect(routineMax(400)).toBe(40)
    expect(routineMax(10)).toBe(5)
  })
})

test('whom a mail server vouches for is acknowledged though a hundred forged senders of the domain came first', () => {
  expect(why(ACK, { isProven: true, domain: 100, unproven: 200, overall: 200 })).toBeNull()
  expect(why(ACK, { isProven: true, overall: 300 })).toBe('quota')
})

test('a small day lets three letters go to one domain', () => {
  expect(why(ACK, { domain: 2 }, 10)).toBeNull()
  expect(why(ACK, { domain: 3 }, 10)).toBe('domain')
})

test('letters are counted by what they are', () => {
  expect(kindsOf('acknowledgement')).toEqual(ACKNOWLEDGEMENTS)
  expect(kindsOf('routine')).toEqual(ROUTINE)
  expect(kindsOf('notice')).toEqual(NOTICES)
})
