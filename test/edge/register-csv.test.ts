import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { csvOf, registerCsv } from '../../src/edge/register-csv.ts'
import { aged, manyRequests, registerOf } from '../request/aged.ts'
import { namedEverywhere } from '../request/named-everywhere.ts'
import { marksIn } from '../support/canary.ts'

function read(csv: string): readonly Readonly<Record<string, string>>[] {
  return parse(csv, { bom: true, delimiter: ';', columns: true })
}

test('the register has a row for every obligation with a date, and every value in its column', () => {
  const request = aged({
    received: '2026-11-20T05:00:00Z',
    done: { ack: '2026-11-20T05:10:00Z', correct: '2026-12-02T05:00:00Z' },
  })
  const rows = read(registerCsv(registerOf([request], '2026-12-02T06:00:00Z')))
  const asked = {
    number: 'PD-7F3K-92QD',
    kind: 'rectify',
    language: 'ru',
    received: '2026-11-20T05:00:00.000Z',
    receivedOn: '2026-11-20',
    state: 'received',
    outcome: '',
    endedOn: '',
    requestCalendarDays: '',
    requestWorkingDays: '',
  }
  const due = { policyDue: '2026-12-01', lawDue: '', softDue: '', due: '2026-12-01' }
  expect(rows).toEqual([
    {
      ...asked,
      obligation: 'ack',
      policyDue: '',
      lawDue: '',
      softDue: '2026-11-23',
      due: '2026-11-23',
      clock: 'soft',
      doneOn: '2026-11-20',
      open: 'false',
      onTime: 'true',
      calendarDays: '0',
      workingDays: '0',
    },
    {
      ...asked,
      obligation: 'correct',
      ...due,
      clock: 'policy',
      doneOn: '2026-12-02',
      open: 'false',
      onTime: 'false',
      calendarDays: '12',
      workingDays: '8',
    },
    {
      ...asked,
      obligation: 'notify',
      ...due,
      clock: 'policy',
      doneOn: '',
      open: 'true',
      onTime: 'false',
      calendarDays: '',
      workingDays: '',
    },
  ])
})

test('a request that owes nothing by a date is in the register all the same', () => {
  const request = { ...aged({ received: '2026-11-20T05:00:00Z' }), obligations: [] }
  expect(read(registerCsv(registerOf([request])))).toMatchObject([
    { number: 'PD-7F3K-92QD', obligation: '', onTime: '' },
  ])
})

test('an empty register has its columns', () => {
  const csv = registerCsv(registerOf([]))
  expect(csv).toMatch(/^\uFEFFnumber;kind;[\w;]+;workingDays\r\n$/)
})

test('what is read back is what the register holds', () => {
  const register = registerOf(manyRequests(60))
  const rows = read(registerCsv(register))
  const owed = register.rows.flatMap(({ number, obligations }) =>
    obligations.map(({ name, due, onTime }) => `${number} ${name} ${due} ${onTime ?? ''}`),
  )
  expect(owed.length).toBeGreaterThan(150)
  expect(
    rows.map(({ number, obligation, due, onTime }) => `${number} ${obligation} ${due} ${onTime}`),
  ).toEqual(owed)
})

test('no name, address or number of a person gets into it', () => {
  const named = [namedEverywhere(), namedEverywhere('2026-11-28T05:00:00Z')]
  expect(marksIn(registerCsv(registerOf(named)))).toEqual([])
})

describe('a spreadsheet', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['-cmd', "'-cmd"],
    ['-1+1', "'-1+1"],
    ['-3', '-3'],
    ['-3,5', '-3,5'],
    ['+7 700 000', '+7 700 000'],
    ['a=b', 'a=b'],
  ])('is given %j as text or number, never as a formula', (value, cell) => {
    expect(parse(csvOf([[value]]), { bom: true, delimiter: ';' })).toEqual([[cell]])
  })

  test('is given separators, quotation marks and ends of line inside quotes', () => {
    const values = ['a;b', 'say "hi"', 'two\nlines', 'two\r\nlines', 'a\rb', 'plain']
    const csv = csvOf([values])
    expect(csv.startsWith('\uFEFF"a;b";"say ""hi""";"two\nlines";')).toBe(true)
    expect(csv.endsWith(';plain\r\n')).toBe(true)
    expect(parse(csv, { bom: true, delimiter: ';', record_delimiter: '\r\n' })).toEqual([values])
  })
})
