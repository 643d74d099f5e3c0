import { describe, expect, test } from 'vitest'
import { numberFact, textFact } from '../../src/request/event.ts'
import {
  eventsNamed,
  lastEvent,
  planVersion,
  promisedDate,
  searchedAddress,
  wantedChanges,
} from '../../src/request/request.ts'
import { WRITER, event, planned, requestWith } from './samples.ts'

const PHONE = { field: 'phone', to: '+77000000011' } as const
const LATER_PHONE = { field: 'phone', to: '+77000000022' } as const
const SURNAME = { field: 'surname', from: 'Тестова', to: 'Тестова-Сынақ' } as const

describe('the record is searched', () => {
  test('by the address stated in the letter (p.7)', () => {
    const details = { writer: WRITER, stated: 'anna@person.example' }
    expect(searchedAddress(requestWith({ details }))).toBe('anna@person.example')
  })

  test("by the writer's address where none is stated", () => {
    expect(searchedAddress(requestWith())).toBe(WRITER)
  })

  test('by none where none is known', () => {
    expect(searchedAddress(requestWith({ details: { writer: null } }))).toBeNull()
  })
})

describe('what is to be corrected', () => {
  test('is what the first letter asks', () => {
    expect(wantedChanges(requestWith({ details: { changes: [PHONE, SURNAME] } }))).toEqual([
      PHONE,
      SURNAME,
    ])
  })

  test('is what a later letter asks, field by field', () => {
    const joined = event('letter-joined', {}, { changes: [LATER_PHONE] })
    const request = requestWith({ details: { changes: [PHONE, SURNAME] } }, joined)
    expect(wantedChanges(request)).toEqual([LATER_PHONE, SURNAME])
  })

  test('is what the owner edits last', () => {
    const joined = event('letter-joined', {}, { changes: [PHONE] })
    const edited = event('edited', {}, { changes: [LATER_PHONE] })
    expect(wantedChanges(requestWith({}, joined, edited))).toEqual([LATER_PHONE])
    expect(wantedChanges(requestWith({}, edited, joined))).toEqual([PHONE])
  })

  test('is never taken from other events, whatever they hold', () => {
    const plan = planned(1, { do: 'nothing', why: 'no-value', changes: [PHONE] })
    expect(wantedChanges(requestWith({}, plan))).toEqual([])
  })

  test('is nothing where a later letter holds no change, or its content was destroyed', () => {
    const empty = event('letter-joined', {}, { changes: [] })
    const gone = event('letter-joined')
    expect(wantedChanges(requestWith({}, empty, gone))).toEqual([])
  })
})

describe('the plan in force', () => {
  test('counts from one and grows with every plan', () => {
    const plan = planned(1, { do: 'no-record' })
    const edited = event('edited', {}, { changes: [PHONE] })
    expect(planVersion(requestWith())).toBe(0)
    expect(planVersion(requestWith({}, plan))).toBe(1)
    expect(planVersion(requestWith({}, plan, edited, planned(2, { do: 'no-record' })))).toBe(2)
  })
})

describe('the promised date', () => {
  test('of a correction is the seventh working day (p.16)', () => {
    expect(promisedDate(requestWith(), 'correct')).toBe('2026-12-01')
    expect(promisedDate(requestWith(), 'notify')).toBe('2026-12-01')
  })

  test('of a destruction is the thirtieth day (p.17)', () => {
    expect(promisedDate(requestWith({ kind: 'cease' }), 'destroy')).toBe('2026-12-22')
  })

  test('is none for what is not owed', () => {
    expect(promisedDate(requestWith(), 'destroy')).toBeNull()
  })
})

test('events are found by name, in their order', () => {
  const request = requestWith({}, event('held', { records: 1 }), event('held', { records: 2 }))
  expect(eventsNamed(request, 'held').map(({ seq }) => seq)).toEqual([2, 3])
  expect(lastEvent(request, 'held')?.facts).toEqual({ records: 2 })
  expect(lastEvent(request, 'closed')).toBeUndefined()
})

test('a fact of another type counts as missing', () => {
  const happened = event('reply-failed', { code: 550, kind: 'corrected' })
  expect(numberFact(happened, 'code')).toBe(550)
  expect(numberFact(happened, 'kind')).toBe(0)
  expect(textFact(happened, 'kind')).toBe('corrected')
  expect(textFact(happened, 'code')).toBe('')
  expect(textFact(happened, 'missing')).toBe('')
})
