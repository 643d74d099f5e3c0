import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NewEvent, EventName } from '../../src/request/event.ts'
import { EVENT_NAMES } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { transition } from '../../src/request/transition.ts'
import type { State } from '../../src/request/state.ts'
import { OWNER_LETTERS, PERSON_LETTERS } from '../../src/reply/letter-kinds.ts'
import { isLimited } from '../../src/reply/limits.ts'
import { isOwnerLetter, owed } from '../../src/reply/owed.ts'
import { isAcknowledgement, isFinal } from '../../src/request/effects.ts'
import type { Special } from '../request/samples.ts'
import {
  OPENED,
  WRITER,
  askedToConfirm,
  confirmed,
  event,
  planned,
  requestAfter,
  requestWith,
} from '../request/samples.ts'

const PHONE = { field: 'phone', to: '+77000000011' } as const
const PLANNED = planned(1, { do: 'no-record' })
const APPROVED = event('approved', { version: 1 })
const WITH_VALUE: Special = { details: { changes: [PHONE] } }

/** `kind.version` of every letter owed. */
function idsOf(request: PrivacyRequest): readonly string[] {
  return owed(request).map(({ kind, version }) => `${kind}.${version}`)
}

/** The letters that the last of these events owes. */
function owedByLast(special: Special, ...later: NewEvent[]): readonly string[] {
  const request = requestWith(special, ...later)
  return owed(request)
    .filter(({ cause }) => cause.seq === request.events.length)
    .map(({ kind }) => kind)
}

describe('a demand owes its writer', () => {
  test('an acknowledgement of its kind', () => {
    expect(idsOf(requestWith())).toEqual(['acknowledgement-rectify.1'])
    expect(idsOf(requestWith({ kind: 'cease' }))).toEqual(['acknowledgement-cease.1'])
  })

  test('no acknowledgement where none may be sent', () => {
    for (const facts of [{}, { acknowledge: false }, { acknowledge: 'true' }])
      expect(owed(requestAfter({}, [event('opened', facts)]))).toEqual([])
  })
})

describe('what happened to a request owes', () => {
  const AT = [PLANNED, APPROVED] as const
  test.each([
    ['held', [event('held', { records: 1 })], []],
    ['planned', [PLANNED], ['approval']],
    ['edited', [event('edited', {}, { changes: [PHONE] })], []],
    ['approved', AT, ['receipt']],
    ['refused', [PLANNED, event('refused')], ['refused', 'receipt']],
    ['question-put', [PLANNED, event('question-put')], ['owner-question', 'receipt']],
    ['answer-not-counted', [PLANNED, event('answer-not-counted')], ['not-understood']],
    ['corrected', [...AT, event('corrected')], ['corrected']],
    ['destroyed', [...AT, event('destroyed')], ['destroyed']],
    ['no-record', [...AT, event('no-record')], ['no-record']],
    ['document-came', [event('document-came')], ['document-deleted', 'document-came']],
    ['apply-failed', [...AT, event('apply-failed')], []],
    ['asked-to-confirm', [askedToConfirm(WRITER)], ['confirm-address']],
    ['asked-to-confirm', [askedToConfirm(WRITER, { sent: false })], []],
    ['address-confirmed', [askedToConfirm(WRITER), confirmed(WRITER, 'code')], []],
    [
      'code-failed',
      [event('code-failed', { why: 'wrong', left: 4 }, { address: WRITER })],
      ['code-wrong'],
    ],
    ['code-failed', [event('code-failed', { why: 'wrong', left: 4 })], []],
    ['person-called', [event('person-called')], []],
    ['person-found', [event('person-found')], []],
    ['authority-seen', [event('authority-seen')], []],
    ['disowned', [event('disowned', {}, { address: WRITER })], ['not-me', 'disowned']],
    ['identity-late', [askedToConfirm(WRITER), event('identity-late')], ['identity-late']],
    ['second-yes-asked', [PLANNED, event('second-yes-asked', { version: 1 })], ['second-yes']],
    ['undone', [...AT, event('undone', { version: 1 })], []],
    ['link-renewed', [event('link-renewed', { version: 0, generation: 0 })], ['new-link']],
    ['link-locked', [event('link-locked', { version: 0, generation: 0 })], ['link-locked']],
    ['reply-accepted', [event('reply-accepted', { kind: 'corrected', code: 250 })], []],
    ['closed', [...AT, event('no-record'), event('closed')], []],
  ] satisfies readonly [EventName, readonly NewEvent[], readonly string[]][])(
    'by %s exactly its letters',
    (_name, events, letters) => {
      expect(owedByLast(WITH_VALUE, ...events)).toEqual(letters)
    },
  )

  test('to the owner and to the person what is theirs', () => {
    const request = requestWith({}, PLANNED, event('refused'))
    expect(owed(request).map(({ kind, audience }) => [kind, audience])).toEqual([
      ['acknowledgement-rectify', 'person'],
      ['approval', 'owner'],
      ['refused', 'person'],
      ['receipt', 'owner'],
    ])
  })

  test('one approval for each version of the plan', () => {
    const edited = event('edited', {}, { changes: [PHONE] })
    const request = requestWith({}, PLANNED, edited, planned(2, { do: 'no-record' }))
    expect(idsOf(request)).toEqual(['acknowledgement-rectify.1', 'approval.1', 'approval.2'])
  })

  test('each letter its cause', () => {
    const request = requestWith({}, PLANNED, APPROVED, event('no-record'))
    expect(owed(request).map(({ kind, cause }) => [kind, cause.name])).toEqual([
      ['acknowledgement-rectify', 'opened'],
      ['approval', 'planned'],
      ['receipt', 'approved'],
      ['no-record', 'no-record'],
    ])
  })
})

describe('a letter to another address than the writer’s', () => {
  const OTHER = 'bulat.testov@person.example'
  const addressees = (request: PrivacyRequest): readonly unknown[] =>
    owed(request).map(({ kind, to }) => [kind, to])

  test('goes to the address that is asked, and the writer’s own thread stays out of it', () => {
    const request = requestWith(
      { details: { stated: OTHER } },
      askedToConfirm(OTHER),
      event('disowned', {}, { address: OTHER }),
    )
    expect(addressees(request)).toEqual([
      ['acknowledgement-rectify', null],
      ['confirm-address', OTHER],
      ['not-me', OTHER],
      ['disowned', null],
    ])
  })

  test('tells the old address and the new one of a change, each but the writer’s (p.16)', () => {
    const told = (before: string, after: string): readonly unknown[] => {
      const content = { before: { email: before }, after: { email: after } }
      return addressees(requestWith({}, PLANNED, APPROVED, event('corrected', {}, content))).slice(
        3,
      )
    }
    expect(told(OTHER, 'new@person.example')).toEqual([
      ['corrected', null],
      ['email-changed', OTHER],
      ['email-new', 'new@person.example'],
    ])
    expect(told(WRITER, OTHER)).toEqual([
      ['corrected', null],
      ['email-new', OTHER],
    ])
    expect(told(OTHER, WRITER)).toEqual([
      ['corrected', null],
      ['email-changed', OTHER],
    ])
  })
})

describe('wrong codes', () => {
  const failed = (why: string, left: number) =>
    event('code-failed', { why, left }, { address: WRITER })

  test('are told one by one, and that none counts any more once', () => {
    const request = requestWith(
      {},
      failed('wrong', 1),
      failed('locked', 0),
      failed('locked', 0),
      failed('locked', 0),
    )
    expect(idsOf(request)).toEqual(['acknowledgement-rectify.1', 'code-wrong.2', 'code-wrong.3'])
  })
})

test('whoever cannot confirm is reported to the owner once, and not asked for a value', () => {
  const asks = event('letter-joined', { asksCall: true }, { changes: [] })
  expect(idsOf(requestWith({}, asks, asks))).toEqual(['acknowledgement-rectify.1', 'call-needed.2'])
})

describe('a letter that joins a correction without a new value', () => {
  const joined = event('letter-joined', {}, { changes: [] })

  test('is asked back twice and no more', () => {
    const request = requestWith({}, joined, joined, joined, joined)
    expect(idsOf(request).filter((id) => id.startsWith('clarify'))).toEqual([
      'clarify.2',
      'clarify.3',
    ])
  })

  test('is not asked back once a value is known', () => {
    expect(owedByLast(WITH_VALUE, joined)).toEqual([])
    expect(owedByLast({}, event('letter-joined', {}, { changes: [PHONE] }))).toEqual([])
  })

  test('is asked back no more once the answer has come', () => {
    const value = event('letter-joined', {}, { changes: [PHONE] })
    expect(idsOf(requestWith({}, joined))).toContain('clarify.2')
    expect(idsOf(requestWith({}, joined, value))).toEqual(['acknowledgement-rectify.1'])
  })

  test('is not asked back where nothing is to be corrected (p.17)', () => {
    expect(owedByLast({ kind: 'cease' }, joined)).toEqual([])
  })
})

describe('a letter that does not arrive', () => {
  test.each(PERSON_LETTERS)('worries the owner when it was %s', (kind) => {
    expect(owedByLast(WITH_VALUE, event('reply-failed', { kind, code: 550 }))).toEqual([
      'undeliverable',
    ])
    expect(owedByLast(WITH_VALUE, event('reply-bounced', { kind }))).toEqual(['undeliverable'])
  })

  test.each([...OWNER_LETTERS, '', 'unknown'])('owes nothing when it was %j', (kind) => {
    expect(owedByLast(WITH_VALUE, event('reply-failed', { kind, code: 550 }))).toEqual([])
    expect(owedByLast(WITH_VALUE, event('reply-bounced', { kind }))).toEqual([])
  })
})

test('what was withheld once is not owed again, and everything else is', () => {
  const kind = 'acknowledgement-rectify'
  const withheld = event('reply-withheld', { kind, version: 1, why: 'sender' })
  expect(idsOf(requestWith({}, withheld, PLANNED))).toEqual(['approval.1'])
  const another = event('reply-withheld', { kind, version: 2, why: 'sender' })
  expect(idsOf(requestWith({}, another))).toEqual([`${kind}.1`])
})

/** Events as the steps record them: the plans are counted, forbidden moves left out. */
const story = fc
  .array(fc.tuple(fc.constantFrom(...EVENT_NAMES), fc.constantFrom(...PERSON_LETTERS)), {
    maxLength: 40,
  })
  .map((steps): readonly NewEvent[] => {
    const events: NewEvent[] = [OPENED]
    let state: State | undefined = 'received'
    let version = 0
    for (const [name, kind] of steps) {
      const next: State | undefined = transition(state, name)
      if (next === undefined) continue
      // What ends a request is never withheld (reply/limits.ts).
      if (name === 'reply-withheld' && !isLimited(kind)) continue
      if (name === 'planned') version += 1
      events.push(event(name, { version, kind }, { address: WRITER }))
      state = next
    }
    return events
  })
/** What any state allows. */
const anytime = fc.constantFrom(
  event('answer-not-counted', { version: 1 }),
  event('reply-bounced', { kind: 'corrected' }),
)
const OVER: ReadonlySet<State> = new Set<State>([
  'fulfilled',
  'refused',
  'unanswered',
  'withdrawn',
  'merged',
  'stopped',
  'kept-by-law',
  'closed',
])
const kindOfDemand = fc.constantFrom('rectify', 'cease')

describe('whatever happens', () => {
  test('no letter is owed twice', () => {
    fc.assert(
      fc.property(story, kindOfDemand, (events, kind) => {
        const ids = idsOf(requestAfter({ kind }, events))
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  test('without an address the writer is owed nothing, and everybody else the same', () => {
    fc.assert(
      fc.property(story, kindOfDemand, (events, kind) => {
        const known = owed(requestAfter({ kind, details: { writer: WRITER } }, events))
        const unknown = owed(requestAfter({ kind, details: { writer: null } }, events))
        expect(unknown).toEqual(
          known.filter(({ audience, to }) => audience !== 'person' || to !== null),
        )
      }),
    )
  })

  test('what is owed stays owed when more happens', () => {
    fc.assert(
      fc.property(story, kindOfDemand, anytime, (events, kind, last) => {
        const before = idsOf(requestAfter({ kind }, events))
        const after = idsOf(requestAfter({ kind }, [...events, last]))
        expect(after.slice(0, before.length)).toEqual(before)
      }),
    )
  })

  test('a request ends with exactly one final letter', () => {
    fc.assert(
      fc.property(story, kindOfDemand, (events, kind) => {
        const request = requestAfter({ kind }, events)
        const finals = owed(request).filter((one) => isFinal(one.kind)).length
        // What goes on as another request has its end there.
        const goesOn = request.events.some(({ name }) => name === 'continued')
        const expected = OVER.has(request.state) ? 1 : 0
        expect(goesOn ? finals <= 1 : finals === expected).toBe(true)
      }),
    )
  })
})

test('every letter of a request is for the owner or for the person', () => {
  for (const kind of OWNER_LETTERS) expect(isOwnerLetter(kind)).toBe(true)
  for (const kind of PERSON_LETTERS) expect(isOwnerLetter(kind)).toBe(false)
  expect(isOwnerLetter('')).toBe(false)
})

test('the letters that keep the promises to acknowledge and to notify are known by name', () => {
  expect(PERSON_LETTERS.filter(isAcknowledgement)).toEqual([
    'acknowledgement-rectify',
    'acknowledgement-cease',
    'acknowledgement-unlawful',
    'acknowledgement-access',
    'acknowledgement-question',
    'acknowledgement-objection',
    'unsubscribed',
    'merged',
    'clarify',
  ])
  expect([...PERSON_LETTERS, ...OWNER_LETTERS].filter(isFinal)).toEqual([
    'unsubscribed',
    'merged',
    'not-me',
    'corrected',
    'destroyed',
    'kept-by-law',
    'your-data',
    'answer',
    'no-record',
    'refused',
    'unanswered',
    'withdrawn',
  ])
})
