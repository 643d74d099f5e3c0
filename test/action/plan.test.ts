import { describe, expect, test } from 'vitest'
import type { Fields } from '../../src/action/holder.ts'
import { OBSTACLES, fieldsHeld, isPossible, makePlan, newestPlan } from '../../src/action/plan.ts'
import type { Found } from '../../src/action/plan.ts'
import type { Change } from '../../src/letter/letter.ts'
import { FIELDS } from '../../src/letter/letter.ts'
import { demandRule } from '../../src/request/demand-kinds.ts'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { NewEvent } from '../../src/request/event.ts'
import type { Special } from '../request/samples.ts'
import {
  UNPROVEN,
  WRITER,
  confirmed,
  event,
  requestAfter,
  requestWith,
} from '../request/samples.ts'

const PHONE = { field: 'phone', to: '+77000000011' } as const
const RECORD: Fields = {
  surname: 'Тестова',
  name: 'Анна',
  email: WRITER,
  phone: '+77000000099',
  userId: 'user-18423',
}

function found(fields: Fields = RECORD, ref = '1'): Found {
  return { holder: 'register', record: { ref, fields } }
}

function rectify(changes: readonly Change[], details: Special['details'] = {}): Special {
  return { kind: 'rectify', details: { changes, ...details } }
}

/** Nothing proves who wrote. */
function unproven(special: Special, ...later: NewEvent[]) {
  return requestAfter(special, [UNPROVEN, ...later])
}

/** The owner called the number on record. */
function called(special: Special) {
  return unproven(special, event('person-called', { level: 'A2', holder: 'register', ref: '1' }))
}

describe('a correction (p.16)', () => {
  test('writes the field that is asked for, and knows what stood there', () => {
    expect(makePlan(requestWith(rectify([PHONE])), [found()])).toEqual({
      do: 'correct',
      holder: 'register',
      ref: '1',
      before: { phone: '+77000000099' },
      after: { phone: '+77000000011' },
    })
  })

  test('writes a field that was empty, with nothing before it', () => {
    const plan = makePlan(requestWith(rectify([PHONE])), [found({ email: WRITER })])
    expect(plan).toMatchObject({ do: 'correct', before: {}, after: { phone: '+77000000011' } })
  })

  test('leaves out what the record says already', () => {
    const same = { field: 'name', to: 'Анна' } as const
    const plan = makePlan(requestWith(rectify([same, PHONE])), [found()])
    expect(plan).toMatchObject({ after: { phone: '+77000000011' } })
    expect(plan).not.toHaveProperty('after.name')
  })

  test('is impossible where nothing differs', () => {
    const same = { field: 'phone', to: '+77000000099' } as const
    expect(makePlan(requestWith(rectify([same])), [found()])).toEqual({
      do: 'nothing',
      why: 'nothing-differs',
      changes: [same],
    })
  })

  test('is impossible without a new value', () => {
    expect(makePlan(requestWith(rectify([])), [found()])).toMatchObject({ why: 'no-value' })
  })

  test('writes what the owner edited', () => {
    const edited = event('edited', {}, { changes: [{ field: 'phone', to: '+77000000022' }] })
    const plan = makePlan(requestWith(rectify([PHONE]), edited), [found()])
    expect(plan).toMatchObject({ after: { phone: '+77000000022' } })
  })

  test('of the address itself is planned for the record of the old one, once the new one is proven', () => {
    const change = { field: 'email', from: WRITER, to: 'anna.new@person.example' } as const
    expect(makePlan(requestWith(rectify([change])), [found()])).toMatchObject({
      do: 'nothing',
      why: 'not-proven',
    })
    const proven = requestWith(rectify([change]), confirmed('anna.new@person.example', 'code'))
    expect(makePlan(proven, [found()])).toMatchObject({
      before: { email: WRITER },
      after: { email: 'anna.new@person.example' },
    })
  })
})

describe('an end of processing (p.17)', () => {
  test('destroys the record with every field it holds (p.5)', () => {
    expect(makePlan(requestWith({ kind: 'cease' }), [found()])).toEqual({
      do: 'destroy',
      holder: 'register',
      ref: '1',
      fields: ['surname', 'name', 'email', 'phone', 'userId'],
    })
  })

  test('names no field that is empty', () => {
    const plan = makePlan(requestWith({ kind: 'cease' }), [found({ email: WRITER, name: 'Анна' })])
    expect(plan).toMatchObject({ fields: ['name', 'email'] })
  })
})

describe('From is a claim', () => {
  const OTHER = 'bulat.testov@person.example'
  const special = [
    ['rectify', rectify([PHONE], { stated: OTHER })],
    ['cease', { kind: 'cease', details: { stated: OTHER } }],
  ] as const

  test.each(special)('of another address than the one on record plans no %s', (_kind, asked) => {
    const plan = makePlan(requestWith(asked), [found({ ...RECORD, email: OTHER })])
    expect(plan).toMatchObject({ do: 'nothing', why: 'not-proven' })
  })

  test('is compared whole: a look-alike or a part of the address is another sender', () => {
    for (const stated of [`x${WRITER}`, WRITER.replace('a', 'а'), `${WRITER}.kz`])
      for (const kind of ['cease', 'rectify'] as const)
        expect(
          makePlan(requestWith({ kind, details: { stated, changes: [PHONE] } }), [
            found({ ...RECORD, email: stated }),
          ]),
        ).toMatchObject({ do: 'nothing', why: 'not-proven' })
  })

  test('that nothing proves plans nothing, whatever the letter says', () => {
    for (const asked of [{ kind: 'cease' } as const, rectify([PHONE])])
      for (const records of [[], [found()], [found(), found(RECORD, '2')]])
        expect(makePlan(unproven(asked), records)).toMatchObject({
          do: 'nothing',
          why: 'not-proven',
        })
  })

  test.each(['dkim', 'spf', 'code', 'reply'])('is proven by %s for its own address alone', (by) => {
    const about = { kind: 'cease', details: { stated: OTHER } } as const
    const record = found({ ...RECORD, email: OTHER })
    expect(makePlan(unproven(about, confirmed(OTHER, by)), [record])).toMatchObject({
      do: 'destroy',
    })
    expect(makePlan(unproven(about, confirmed(WRITER, by)), [record])).toMatchObject({
      why: 'not-proven',
    })
  })

  test('is proven by no word that is not known', () => {
    const about = unproven({ kind: 'cease' }, confirmed(WRITER, 'fax'), event('address-confirmed'))
    expect(makePlan(about, [found()])).toMatchObject({ why: 'not-proven' })
  })

  test('of a stranger never learns that an address is not on record', () => {
    const asked = requestWith({ kind: 'cease', details: { stated: OTHER } })
    expect(makePlan(asked, [])).toMatchObject({ do: 'nothing', why: 'not-proven' })
  })

  test('by the address that was searched for may learn that nothing is on record', () => {
    expect(makePlan(requestWith({ kind: 'cease' }), [])).toEqual({ do: 'no-record' })
    const stated = requestWith(rectify([PHONE], { stated: WRITER }))
    expect(makePlan(stated, [])).toEqual({ do: 'no-record' })
  })

  test('of nobody plans nothing', () => {
    const nobody = { kind: 'cease', details: { writer: null } } as const
    expect(makePlan(requestWith(nobody), [])).toMatchObject({ why: 'not-proven' })
    expect(makePlan(requestWith(nobody), [found()])).toMatchObject({ why: 'not-proven' })
  })

  test('does not stand before an owner who called the number on record', () => {
    const asked = called(rectify([PHONE], { writer: null, stated: OTHER }))
    const plan = makePlan(asked, [found({ ...RECORD, email: OTHER })])
    expect(plan).toMatchObject({ do: 'correct', after: { phone: '+77000000011' } })
  })
})

describe('whoever acts for another person', () => {
  const FOR_ANOTHER = event('opened', { proven: 'dkim', representative: true })

  test.each(['cease', 'rectify'] as const)(
    'plans no %s before the owner saw by what right (p.9.1, p.16)',
    (kind) => {
      const special = { kind, details: { changes: [PHONE] } }
      const before = requestAfter(special, [FOR_ANOTHER])
      expect(makePlan(before, [found()])).toMatchObject({ do: 'nothing', why: 'no-authority' })
      expect(makePlan(before, [])).toMatchObject({ do: 'nothing', why: 'no-authority' })
      const seen = requestAfter(special, [FOR_ANOTHER, event('authority-seen', { level: 'A3' })])
      expect(makePlan(seen, [found()]).do).toBe(kind === 'cease' ? 'destroy' : 'correct')
    },
  )

  test('is noticed in a later letter too', () => {
    const joined = event('letter-joined', { representative: true }, { changes: [] })
    expect(makePlan(requestWith({ kind: 'cease' }, joined), [found()])).toMatchObject({
      why: 'no-authority',
    })
  })
})

test('several records are a question for the owner, whoever asks', () => {
  const two = [found(), found(RECORD, '2')]
  for (const asked of [
    requestWith({ kind: 'cease' }),
    requestWith(rectify([PHONE])),
    called({ kind: 'cease' }),
  ])
    expect(makePlan(asked, two)).toMatchObject({ do: 'nothing', why: 'several-records' })
})

test('a question and an objection are answered in words, whoever is on record (p.21/answer)', () => {
  for (const kind of ['question', 'objection'] as const)
    expect(makePlan(requestWith({ kind }), [found()])).toMatchObject({ why: 'in-words' })
})

test('what nobody proved is planned for no kind that needs a proof (ruling 7)', () => {
  for (const kind of DEMAND_KINDS.filter((one) => demandRule(one).needsProof))
    expect(makePlan(requestAfter({ kind }, [UNPROVEN]), [found()])).toMatchObject({
      why: 'not-proven',
    })
})

test('the end of a purpose needs no person: its record is destroyed (p.17.4/purpose)', () => {
  expect(makePlan(requestWith({ kind: 'purpose-achieved' }), [found()])).toMatchObject({
    do: 'destroy',
  })
})

test('a plan that does nothing is the only one that is impossible', () => {
  expect(isPossible({ do: 'no-record' })).toBe(true)
  expect(isPossible({ do: 'destroy', holder: 'register', ref: '1', fields: [] })).toBe(true)
  for (const why of OBSTACLES) expect(isPossible({ do: 'nothing', why, changes: [] })).toBe(false)
})

test('the fields held stand in the order of the policy (p.5)', () => {
  expect(fieldsHeld({ userId: 'u', surname: 'Т', phone: '+7', email: 'a', name: 'А' })).toEqual(
    FIELDS,
  )
  expect(fieldsHeld({})).toEqual([])
})

test.each([undefined, null, 'correct', 7, {}, { changes: [] }])('%j is no plan', (content) => {
  const request = requestAfter({}, [UNPROVEN, event('planned', { version: 1 }, content)])
  expect(newestPlan(request)).toBeNull()
})

test('the newest plan is the one in force; an older version is found by its number', () => {
  const plans = ['no-record', 'nothing'].map((word, at) =>
    event('planned', { version: at + 1 }, { do: word }),
  )
  const request = requestAfter({}, [
    UNPROVEN,
    ...plans.slice(0, 1),
    event('edited'),
    ...plans.slice(1),
  ])
  expect(newestPlan(request)).toEqual({ do: 'nothing' })
  expect(newestPlan(request, 1)).toEqual({ do: 'no-record' })
  expect(newestPlan(request, 3)).toBeNull()
})
