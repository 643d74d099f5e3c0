import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../src/request/event.ts'
import {
  addressIn,
  askedAddresses,
  calledRecord,
  lacksAuthority,
  levelOf,
  newEmail,
  nextUnproven,
  provenAddresses,
  wrongCodes,
} from '../../src/request/identity.ts'
import type { Special } from './samples.ts'
import {
  ABOUT_OTHER,
  CODE_UNTIL,
  OPENED,
  UNPROVEN,
  WRITER,
  askedToConfirm,
  confirmed,
  event,
  requestAfter,
} from './samples.ts'

const OTHER = 'bulat.testov@person.example'
const NEW = 'anna.new@person.example'
const ABOUT: Special = { details: { stated: OTHER } }
const MOVING: Special = { details: { changes: [{ field: 'email', to: NEW }] } }
const CALLED = event('person-called', { level: 'A2', holder: 'register', ref: '7' })
const SEEN = event('authority-seen', { level: 'A3', kind: 'parent' })

describe('an address is proven', () => {
  const proven = (special: Special, ...events: NewEvent[]) =>
    Object.fromEntries(provenAddresses(requestAfter(special, events)))

  test('for the writer by what vouched for the first letter', () => {
    expect(proven({}, OPENED)).toEqual({ [WRITER]: 'dkim' })
    expect(proven({}, event('opened', { proven: 'spf' }))).toEqual({ [WRITER]: 'spf' })
    expect(proven({}, UNPROVEN)).toEqual({})
    expect(proven({ details: { writer: null } }, OPENED)).toEqual({})
  })

  test('by a confirmation for the address it speaks of, and for no other', () => {
    expect(proven(ABOUT, ABOUT_OTHER, confirmed(OTHER, 'code'))).toEqual({ [OTHER]: 'code' })
  })

  test('by nothing that is not known, nor by a confirmation whose address was destroyed', () => {
    expect(proven({}, UNPROVEN, confirmed(WRITER, 'arc'))).toEqual({})
    expect(proven({}, UNPROVEN, event('address-confirmed', { by: 'code' }))).toEqual({})
    expect(proven({}, event('opened', { proven: 'dmarc' }))).toEqual({})
  })
})

test.each([undefined, null, 'a@b.example', {}, { address: 7 }])(
  'no address stands in the content %j',
  (content) => {
    const [only] = requestAfter({}, [event('opened', {}, content)]).events
    expect(only === undefined ? '' : addressIn(only)).toBeNull()
  },
)

describe('whoever was asked to confirm', () => {
  const asked = (special: Special, ...events: NewEvent[]) =>
    askedAddresses(requestAfter(special, events))

  test('is the writer where the acknowledgement carries a code', () => {
    expect(asked({}, UNPROVEN)).toEqual([
      { address: WRITER, role: 'record', issue: 1, until: CODE_UNTIL },
    ])
    expect(asked({}, OPENED)).toEqual([])
    expect(asked({ details: { writer: null } }, UNPROVEN)).toEqual([])
  })

  test('is whomever a letter went to, with its own code; where none went, nobody', () => {
    const until = '2026-12-01'
    expect(asked(ABOUT, ABOUT_OTHER, askedToConfirm(OTHER, { until }))).toEqual([
      { address: OTHER, role: 'record', issue: 2, until },
    ])
    expect(asked(ABOUT, ABOUT_OTHER, askedToConfirm(OTHER, { sent: false }))).toEqual([])
  })

  test('has the newest code where the same address was asked again', () => {
    const twice = [askedToConfirm(OTHER), confirmed(WRITER, 'code'), askedToConfirm(OTHER)]
    expect(asked(ABOUT, ABOUT_OTHER, ...twice).map(({ issue }) => issue)).toEqual([4])
  })
})

describe('the level', () => {
  const level = (special: Special, ...events: NewEvent[]) => levelOf(requestAfter(special, events))

  test('is A0 as long as nothing proves the address on record', () => {
    expect(level({}, UNPROVEN)).toBe('A0')
    expect(level(ABOUT, OPENED)).toBe('A0')
    expect(level({ details: { writer: null } }, UNPROVEN)).toBe('A0')
  })

  test('is A1 with that address, A2 after a call, A3 once the authority was seen', () => {
    expect(level({}, OPENED)).toBe('A1')
    expect(level(ABOUT, ABOUT_OTHER, confirmed(OTHER, 'reply'))).toBe('A1')
    expect(level(ABOUT, ABOUT_OTHER, CALLED)).toBe('A2')
    expect(level(ABOUT, ABOUT_OTHER, CALLED, SEEN)).toBe('A3')
  })

  test('of a call holds for the record whose number was dialled', () => {
    expect(calledRecord(requestAfter({}, [UNPROVEN, CALLED]))).toEqual({
      holder: 'register',
      ref: '7',
    })
    expect(calledRecord(requestAfter({}, [UNPROVEN]))).toBeNull()
  })
})

describe('authority is missing', () => {
  const FOR_ANOTHER = event('opened', { proven: 'dkim', representative: true })
  const lacks = (...events: NewEvent[]) => lacksAuthority(requestAfter({}, events))

  test('where somebody acts for the person, until the owner saw it or called the person', () => {
    expect(lacks(OPENED)).toBe(false)
    expect(lacks(FOR_ANOTHER)).toBe(true)
    expect(lacks(OPENED, event('letter-joined', { representative: true }))).toBe(true)
    expect(lacks(FOR_ANOTHER, SEEN)).toBe(false)
    expect(lacks(FOR_ANOTHER, CALLED)).toBe(false)
  })

  test('also where the address of whoever acts is proven', () => {
    expect(lacks(FOR_ANOTHER, confirmed(WRITER, 'code'))).toBe(true)
  })
})

describe('what must be proven next', () => {
  const next = (hasRecord: boolean, special: Special, ...events: NewEvent[]) =>
    nextUnproven(requestAfter(special, events), hasRecord)

  test('is the address searched, whether or not it is on record', () => {
    for (const hasRecord of [true, false]) {
      expect(next(hasRecord, {}, UNPROVEN)).toEqual({ address: WRITER, role: 'record' })
      expect(next(hasRecord, ABOUT, OPENED)).toEqual({ address: OTHER, role: 'record' })
    }
  })

  test('is nothing where it is proven, or nobody can be asked', () => {
    expect(next(true, {}, OPENED)).toBeNull()
    expect(next(true, { details: { writer: null } }, OPENED)).toBeNull()
  })

  test('is the new address only behind the old one, and only for a record', () => {
    expect(next(true, MOVING, UNPROVEN)).toEqual({ address: WRITER, role: 'record' })
    expect(next(true, MOVING, OPENED)).toEqual({ address: NEW, role: 'new' })
    expect(next(false, MOVING, OPENED)).toBeNull()
    expect(next(true, MOVING, OPENED, confirmed(NEW, 'code'))).toBeNull()
  })

  test('is the new address also after a call: who was called may still mistype it', () => {
    expect(next(true, MOVING, UNPROVEN, CALLED)).toEqual({ address: NEW, role: 'new' })
  })

  test('is no new address where the demand is to cease', () => {
    const special: Special = { ...MOVING, kind: 'cease' }
    expect(newEmail(requestAfter(special, [OPENED]))).toBeNull()
    expect(next(true, special, OPENED)).toBeNull()
  })
})

test('wrong codes are counted in the whole request', () => {
  const failed = event('code-failed', { why: 'wrong', left: 4 })
  expect(wrongCodes(requestAfter({}, [UNPROVEN]))).toBe(0)
  expect(wrongCodes(requestAfter({}, [UNPROVEN, failed, askedToConfirm(OTHER), failed]))).toBe(2)
})
