import { describe, expect, test } from 'vitest'
import type { Fields } from '../../src/action/holder.ts'
import { OBSTACLES, fieldsHeld, isPlan, isPossible, makePlan } from '../../src/action/plan.ts'
import type { Found } from '../../src/action/plan.ts'
import type { Change } from '../../src/letter/letter.ts'
import { FIELDS } from '../../src/letter/letter.ts'
import { DEMAND_KINDS } from '../../src/policy/rules.ts'
import type { Special } from '../request/samples.ts'
import { WRITER, event, requestAfter, requestWith } from '../request/samples.ts'

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

/** As a request that came by phone is opened. */
function byHand(special: Special) {
  return requestAfter(special, [event('opened', { byHand: true })])
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

  test('of the address itself is planned for the record of the old one', () => {
    const change = { field: 'email', from: WRITER, to: 'anna.new@person.example' } as const
    expect(makePlan(requestWith(rectify([change])), [found()])).toMatchObject({
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
    expect(plan).toMatchObject({ do: 'nothing', why: 'sender-differs' })
  })

  test('is compared whole: a look-alike or a part of the address is another sender', () => {
    for (const email of [`x${WRITER}`, WRITER.replace('a', 'а'), `${WRITER}.kz`])
      expect(makePlan(requestWith({ kind: 'cease' }), [found({ ...RECORD, email })])).toMatchObject(
        {
          why: 'sender-differs',
        },
      )
    expect(makePlan(requestWith({ kind: 'cease' }), [found({ name: 'Анна' })])).toMatchObject({
      why: 'sender-differs',
    })
  })

  test('of a stranger never learns that an address is not on record', () => {
    const asked = requestWith({ kind: 'cease', details: { stated: OTHER } })
    expect(makePlan(asked, [])).toMatchObject({ do: 'nothing', why: 'sender-differs' })
  })

  test('by the address that was searched for may learn that nothing is on record', () => {
    expect(makePlan(requestWith({ kind: 'cease' }), [])).toEqual({ do: 'no-record' })
    const stated = requestWith(rectify([PHONE], { stated: WRITER }))
    expect(makePlan(stated, [])).toEqual({ do: 'no-record' })
  })

  test('of nobody plans nothing', () => {
    const nobody = { kind: 'cease', details: { writer: null } } as const
    expect(makePlan(requestWith(nobody), [])).toMatchObject({ why: 'sender-differs' })
    expect(makePlan(requestWith(nobody), [found()])).toMatchObject({ why: 'sender-differs' })
  })

  test('does not stand before an owner who has spoken to the person', () => {
    const asked = byHand(rectify([PHONE], { writer: null, stated: OTHER }))
    const plan = makePlan(asked, [found({ ...RECORD, email: OTHER })])
    expect(plan).toMatchObject({ do: 'correct', after: { phone: '+77000000011' } })
  })
})

test('several records are a question for the owner, whoever asks', () => {
  const two = [found(), found(RECORD, '2')]
  for (const asked of [
    requestWith({ kind: 'cease' }),
    requestWith(rectify([PHONE])),
    byHand({ kind: 'cease' }),
  ])
    expect(makePlan(asked, two)).toMatchObject({ do: 'nothing', why: 'several-records' })
})

test('a demand that no rule carries out is answered by hand', () => {
  const others = DEMAND_KINDS.filter((kind) => kind !== 'rectify' && kind !== 'cease')
  for (const kind of others)
    expect(makePlan(requestWith({ kind }), [found()])).toMatchObject({ why: 'by-hand' })
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
  expect(isPlan(content)).toBe(false)
})
