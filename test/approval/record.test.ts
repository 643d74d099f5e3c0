import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/action/plan.ts'
import { ANSWER_DAYS_MAX, NOT_COUNTED, readAnswer } from '../../src/approval/approval.ts'
import type { Answer } from '../../src/approval/approval.ts'
import { decide } from '../../src/approval/record.ts'
import type { Given } from '../../src/approval/record.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import { shippedFile } from '../../src/edge/files.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import type { NewEvent } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { transition } from '../../src/request/transition.ts'
import { fullValues } from '../../src/reply/sample-values.ts'
import { UNPROVEN, event, planned, requestAfter, requestWith } from '../request/samples.ts'

const POSSIBLE: Plan = { do: 'no-record' }
const IMPOSSIBLE: Plan = { do: 'nothing', why: 'several-records', changes: [] }
const DESTROY: Plan = { do: 'destroy', holder: 'register', ref: '1', fields: ['email'] }
const ASKED_AT = new Date('2026-11-23T05:00:00Z')
const DAY_MS = 86_400_000
const YES: Answer = { say: 'yes' }
const UNDO: Answer = { say: 'undo' }
const CODED: Answer = { say: 'destroy', code: '4821' }
const NO: Answer = { say: 'no', reason: 'Договор действует' }
const ASK: Answer = { say: 'ask', question: 'Какой номер верный?' }
const ANSWERS: readonly Answer[] = [YES, NO, ASK, CODED, { say: 'unclear', why: 'unclear' }]

const ASKED = requestWith({}, planned(1, POSSIBLE))
const WAITING = requestWith({}, planned(1, POSSIBLE), event('question-put', { version: 1 }))
const REPLANNED = requestWith(
  {},
  planned(1, POSSIBLE),
  event('edited', {}, { changes: [] }),
  planned(2, POSSIBLE),
)

function given(answer: Answer, special: Partial<Given> = {}): Given {
  return {
    answer,
    version: 1,
    by: 'owner:mail',
    proof: 'sent-folder',
    letter: 'abc',
    shown: 'f00d',
    askedAt: ASKED_AT,
    now: new Date(ASKED_AT.getTime() + DAY_MS),
    runAt: null,
    secondCode: null,
    blockUntil: null,
    byHand: false,
    ...special,
  }
}

function whyNot(decided: NewEvent): unknown {
  expect(decided.name).toBe('answer-not-counted')
  return decided.facts['why']
}

describe("the owner's answer to the plan in force", () => {
  test.each([
    ['awaiting-approval', ASKED],
    ['awaiting-person', WAITING],
  ])('decides while the request is %s', (state, request) => {
    expect(request.state).toBe(state)
    expect(decide(request, given(YES))).toEqual({
      name: 'approved',
      actor: 'owner:mail',
      facts: { version: 1, proof: 'sent-folder', letter: 'abc', shown: 'f00d', runAt: null },
    })
    expect(decide(request, given(NO))).toMatchObject({
      name: 'refused',
      content: { reason: 'Договор действует' },
    })
    expect(decide(request, given(ASK))).toMatchObject({
      name: 'question-put',
      content: { question: 'Какой номер верный?' },
    })
  })

  test('says of a destruction that places of no program were dealt with, however it was given (p.11.2)', () => {
    const request = requestWith({ kind: 'cease' }, planned(1, DESTROY))
    const said = (special: Partial<Given>) =>
      decide(request, given(YES, { byHand: true, ...special }))
    for (const by of ['owner:desk', 'owner:terminal'] as const)
      expect(said({ by, proof: 'phone' })).toMatchObject({
        name: 'approved',
        facts: { byHand: true },
      })
    expect(said({ by: 'owner:desk', byHand: false }).facts).not.toHaveProperty('byHand')
    expect(decide(ASKED, given(YES, { byHand: true })).facts).not.toHaveProperty('byHand')
  })

  test('from the terminal is noted as such', () => {
    const decided = decide(
      ASKED,
      given(YES, { by: 'owner:terminal', proof: 'terminal', letter: '' }),
    )
    expect(decided).toMatchObject({ actor: 'owner:terminal', facts: { proof: 'terminal' } })
  })

  test("keeps the owner's words out of the facts", () => {
    for (const answer of [NO, ASK]) {
      const facts = JSON.stringify(decide(ASKED, given(answer)).facts)
      expect(facts).not.toMatch(/\p{Script=Cyrillic}/u)
    }
  })

  test('may refuse or ask where nothing can be carried out', () => {
    const request = requestWith({}, planned(1, IMPOSSIBLE))
    expect(decide(request, given(NO)).name).toBe('refused')
    expect(decide(request, given(ASK)).name).toBe('question-put')
  })
})

describe('an answer does not count', () => {
  test('that was not found in our own Sent', () => {
    expect(whyNot(decide(ASKED, given(YES, { proof: 'none' })))).toBe('not-in-sent')
  })

  test('that is not one of the three words', () => {
    expect(whyNot(decide(ASKED, given(readAnswer('да, но позже'))))).toBe('unclear')
    expect(whyNot(decide(ASKED, given(readAnswer('НЕТ'))))).toBe('no-reason')
    expect(whyNot(decide(ASKED, given(readAnswer('ВОПРОС'))))).toBe('no-question')
  })

  test('that has no words for the person, however it was given', () => {
    const terminal = { by: 'owner:terminal', proof: 'terminal' } as const
    expect(whyNot(decide(ASKED, given({ say: 'no', reason: '' }, terminal)))).toBe('no-reason')
    expect(whyNot(decide(ASKED, given({ say: 'no', reason: ' …' }, terminal)))).toBe('no-reason')
    expect(whyNot(decide(ASKED, given({ say: 'ask', question: '?' }, terminal)))).toBe(
      'no-question',
    )
  })

  test('to an older plan, nor to one that is yet to be made', () => {
    for (const version of [0, 1, 3])
      expect(whyNot(decide(REPLANNED, given(YES, { version })))).toBe('old-version')
    expect(decide(REPLANNED, given(YES, { version: 2 })).name).toBe('approved')
  })

  test('while a new plan is being made', () => {
    const edited = event('edited', {}, { changes: [] })
    const request = requestWith({}, planned(1, POSSIBLE), edited)
    expect(request.state).toBe('received')
    expect(whyNot(decide(request, given(YES)))).toBe('old-version')
  })

  test.each([
    ['approved', [event('approved')]],
    ['fulfilled', [event('approved'), event('no-record')]],
    ['refused', [event('refused')]],
    ['closed', [event('refused'), event('closed')]],
  ])('once the request is %s', (state, later) => {
    const request = requestWith({}, planned(1, POSSIBLE), ...later)
    expect(request.state).toBe(state)
    for (const answer of ANSWERS)
      expect(whyNot(decide(request, given(answer)))).toBe('already-decided')
  })

  test('that says yes to what cannot be carried out', () => {
    const request = requestWith({}, planned(1, IMPOSSIBLE))
    expect(whyNot(decide(request, given(YES)))).toBe('not-possible')
    const now = requestWith({}, planned(1, POSSIBLE), event('edited'), planned(2, IMPOSSIBLE))
    expect(whyNot(decide(now, given(YES, { version: 2 })))).toBe('not-possible')
  })
})

describe('a destruction by letter', () => {
  const request = requestWith({ kind: 'cease' }, planned(1, DESTROY))
  const asked = requestWith(
    { kind: 'cease' },
    planned(1, DESTROY),
    event('second-yes-asked', { version: 1 }),
  )
  const runAt = new Date('2026-11-24T05:00:00Z')

  test('is not approved by a yes: a second letter is owed', () => {
    expect(decide(request, given(YES, { runAt }))).toEqual({
      name: 'second-yes-asked',
      actor: 'owner:mail',
      facts: { version: 1, proof: 'sent-folder', letter: 'abc', shown: 'f00d' },
    })
    expect(decide(asked, given(YES)).name).toBe('second-yes-asked')
  })

  test('is approved by the code of the second letter, with the time of its execution', () => {
    expect(decide(asked, given(CODED, { secondCode: '4821', runAt }))).toMatchObject({
      name: 'approved',
      facts: { version: 1, runAt: '2026-11-24T05:00:00.000Z', shown: 'f00d' },
    })
  })

  test('is approved by no other code, and by none that was not asked for', () => {
    expect(whyNot(decide(asked, given(CODED, { secondCode: '4822' })))).toBe('wrong-code')
    expect(whyNot(decide(request, given(CODED)))).toBe('no-code-asked')
    expect(whyNot(decide(ASKED, given(CODED)))).toBe('no-code-asked')
  })

  test('is approved by the code of an older plan no more', () => {
    const later = requestWith(
      { kind: 'cease' },
      planned(1, DESTROY),
      event('second-yes-asked', { version: 1 }),
      event('edited'),
      planned(2, DESTROY),
    )
    expect(whyNot(decide(later, given(CODED, { secondCode: '4821' })))).toBe('old-version')
    const inForce = given(CODED, { version: 2, secondCode: null })
    expect(whyNot(decide(later, inForce))).toBe('no-code-asked')
  })

  test('where only a note is to be made, that nothing is on record, needs one yes', () => {
    const nobody = requestWith({ kind: 'cease' }, planned(1, POSSIBLE))
    expect(decide(nobody, given(YES)).name).toBe('approved')
  })

  test.each([
    ['owner:terminal', 'terminal'],
    ['owner:desk', 'phone'],
  ] as const)('by %s needs no second letter', (by, proof) => {
    expect(decide(request, given(YES, { by, proof }))).toMatchObject({
      name: 'approved',
      actor: by,
      facts: { proof },
    })
  })
})

describe('an approval is taken back', () => {
  const approvedRequest = requestWith({}, planned(1, POSSIBLE), event('approved', { version: 1 }))

  test('until it is carried out', () => {
    expect(decide(approvedRequest, given(UNDO))).toEqual({
      name: 'undone',
      actor: 'owner:mail',
      facts: { version: 1, proof: 'sent-folder', letter: 'abc' },
    })
  })

  test('whatever letter about it is answered: taking back harms nobody', () => {
    expect(decide(approvedRequest, given(UNDO, { version: 0 })).name).toBe('undone')
  })

  test('by nobody who is not the owner', () => {
    expect(whyNot(decide(approvedRequest, given(UNDO, { proof: 'none' })))).toBe('not-in-sent')
  })

  test.each([
    ['nothing is approved', ASKED],
    [
      'it is carried out',
      requestWith({}, planned(1, POSSIBLE), event('approved'), event('no-record')),
    ],
    ['it was refused', requestWith({}, planned(1, POSSIBLE), event('refused'))],
    [
      'it was taken back',
      requestWith({}, planned(1, POSSIBLE), event('approved'), event('undone')),
    ],
  ])('not where %s', (_what, request) => {
    expect(whyNot(decide(request, given(UNDO)))).toBe('too-late')
  })
})

describe('a letter that waits too long for its answer', () => {
  const at = (ms: number): Date => new Date(ASKED_AT.getTime() + ms)
  const longest = ANSWER_DAYS_MAX * DAY_MS

  test('counts for fourteen days', () => {
    expect(ANSWER_DAYS_MAX).toBe(14)
    expect(decide(ASKED, given(YES, { now: at(longest) })).name).toBe('approved')
  })

  test('counts no more after that, whatever is answered', () => {
    for (const answer of [...ANSWERS, UNDO])
      expect(whyNot(decide(ASKED, given(answer, { now: at(longest + 1) })))).toBe('expired')
  })

  test('is no letter at a terminal', () => {
    const terminal = { by: 'owner:terminal', proof: 'terminal', askedAt: null } as const
    const decided = decide(ASKED, given(YES, { ...terminal, now: at(10 * longest) }))
    expect(decided.name).toBe('approved')
  })
})

test('in awaiting-identity a refusal and a question count, and no yes of any kind', () => {
  const opened = requestAfter({ kind: 'cease' }, [UNPROVEN, event('asked-to-confirm')])
  expect(opened.state).toBe('awaiting-identity')
  for (const by of ['owner:mail', 'owner:terminal', 'owner:desk'] as const) {
    const way = { by, version: 0, secondCode: '4821' }
    expect(whyNot(decide(opened, given(YES, way)))).toBe('not-possible')
    expect(whyNot(decide(opened, given(CODED, way)))).toBe('not-possible')
    expect(decide(opened, given(NO, way)).name).toBe('refused')
    expect(decide(opened, given(ASK, way)).name).toBe('question-put')
  }
  // Also where a plan was made before the person was asked anew.
  const again = requestWith(
    {},
    planned(1, POSSIBLE),
    event('letter-joined'),
    event('asked-to-confirm'),
  )
  expect(whyNot(decide(again, given(YES)))).toBe('not-possible')
})

describe('whatever is answered', () => {
  const requests: readonly PrivacyRequest[] = [
    requestWith(),
    ASKED,
    WAITING,
    REPLANNED,
    requestWith({}, planned(1, IMPOSSIBLE)),
    requestWith({}, planned(1, POSSIBLE), event('approved')),
    requestWith({}, planned(1, POSSIBLE), event('refused'), event('closed')),
  ]
  const request = fc.constantFrom(...requests)
  const said = fc.oneof(
    fc.constantFrom(...ANSWERS),
    fc.string({ unit: 'grapheme' }).map(readAnswer),
  )
  const version = fc.integer({ min: 0, max: 3 })

  test('a bare From never decides, whatever the text says', () => {
    fc.assert(
      fc.property(request, said, version, (asked, answer, plan) => {
        const decided = decide(asked, given(answer, { version: plan, proof: 'none' }))
        expect(whyNot(decided)).toBe('not-in-sent')
      }),
    )
  })

  test('the event can be recorded, and a yes is a yes to a plan that can be carried out', () => {
    fc.assert(
      fc.property(request, said, version, (asked, answer, plan) => {
        const decided = decide(asked, given(answer, { version: plan }))
        expect(transition(asked.state, decided.name)).toBeDefined()
        if (decided.name !== 'approved') return
        expect(answer).toEqual(YES)
        expect([ASKED, WAITING, REPLANNED]).toContain(asked)
      }),
      { numRuns: 500 },
    )
  })
})

test('every reason not to count has words of its own for the owner in every language', () => {
  const templates = createTemplates(shippedFile('templates'))
  for (const language of LANGUAGES) {
    const values = fullValues(language)['not-understood']
    const texts = NOT_COUNTED.map(
      (reason) => templates.render('not-understood', language, { ...values, reason }).text,
    )
    expect(new Set(texts).size).toBe(NOT_COUNTED.length)
  }
})
