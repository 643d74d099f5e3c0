import { describe, expect, test } from 'vitest'
import { parseMime, type MimePart } from '../../../src/demo/mailbox/mime.ts'
import { sectionReader } from '../../../src/demo/mailbox/section.ts'
import { bodyStructure, envelope } from '../../../src/demo/mailbox/structure.ts'

// But for the limit of depth, Dovecot 2.3 gives the same values for the same letters.

function letterOf(...lines: readonly string[]): MimePart {
  return parseMime(Buffer.from(lines.join('\r\n')))
}

function read(letter: MimePart, name: string): string {
  return sectionReader(name)(letter).toString()
}

const NESTED = letterOf(
  'Subject: outer',
  'Content-Type: multipart/mixed; boundary=o',
  '',
  'preamble',
  '--o',
  'Content-Type: multipart/alternative; boundary="o i"',
  '',
  '--o i',
  '',
  'one',
  '--o i',
  'Content-Type: text/html; charset=Windows-1251',
  '',
  '<p>',
  '--o i--',
  '',
  '--o',
  'Content-Type: message/rfc822',
  'Content-Disposition: attachment; filename="a b.eml"',
  '',
  'From: x@y.example',
  'Subject: inner',
  '',
  'text',
  '--o--',
  'epilogue',
  '',
)

describe('the structure of a letter', () => {
  test('tells parts within parts and the letter within the letter', () => {
    const sender = '((NIL NIL "x" "y.example"))'
    expect(bodyStructure(NESTED, false)).toBe(
      [
        '((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0)',
        '("text" "html" ("charset" "Windows-1251") NIL NIL "7bit" 3 0) "alternative")',
        '("message" "rfc822" NIL NIL NIL "7bit" 41 ',
        `(NIL "inner" ${sender} ${sender} ${sender} NIL NIL NIL NIL NIL) `,
        '("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 0) 3) "mixed")',
      ].join(''),
    )
    expect(bodyStructure(NESTED, true)).toContain('("attachment" ("filename" "a b.eml"))')
  })

  test('has one empty part where a multipart has none', () => {
    const empty = '(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0) "mixed")'
    for (const type of ['multipart/mixed; boundary=o', 'multipart/mixed']) {
      const letter = letterOf(`Content-Type: ${type}`, '', 'no parts', '')
      expect(bodyStructure(letter, false)).toBe(empty)
    }
  })

  test('ends a part that nothing closes at the end of the letter', () => {
    const letter = letterOf('Content-Type: multipart/mixed; boundary=o', '', '--o', '', 'one', '')
    expect(read(letter, '1')).toBe('one\r\n')
  })

  test('is told within limits, however deep it goes', () => {
    const levels = Array.from({ length: 5000 }, () => 'Content-Type: message/rfc822\r\n')
    expect(bodyStructure(letterOf(...levels, 'end'), false).length).toBeLessThan(10_000)
  })
})

describe('the envelope of a letter', () => {
  test('reads names, groups, comments and bare addresses', () => {
    const letter = letterOf(
      'From: a@b.example (Ivan Proba)',
      'Sender: "Q \\" uote, x" <q@b.example>',
      'To: Friends: c@b.example, "B, C" <d@b.example>;, e@b.example',
      'Cc: Nobody:;',
      'Subject:',
      ' folded',
      '\ttwice',
      '',
      '',
    )
    expect(envelope(letter)).toBe(
      [
        '(NIL "folded twice" (("Ivan Proba" NIL "a" "b.example"))',
        '(({11}\r\nQ " uote, x NIL "q" "b.example"))',
        '(("Ivan Proba" NIL "a" "b.example"))',
        '((NIL NIL "Friends" NIL)(NIL NIL "c" "b.example")("B, C" NIL "d" "b.example")(NIL NIL NIL NIL)(NIL NIL "e" "b.example"))',
        '((NIL NIL "Nobody" NIL)(NIL NIL NIL NIL))',
        'NIL NIL NIL)',
      ].join(' '),
    )
  })

  test('hands bytes beyond ASCII on as they came', () => {
    const bytes = Buffer.from([0xf5, 0xd4, 0xcf])
    const raw = Buffer.concat([Buffer.from('Subject: '), bytes, Buffer.from('\r\n\r\n')])
    const told = Buffer.from(envelope(parseMime(raw)), 'latin1')
    expect(told.includes(Buffer.concat([Buffer.from('{3}\r\n'), bytes]))).toBe(true)
  })
})

describe('a section of a letter', () => {
  test('is a part, its own header, or the header and text of a letter inside', () => {
    expect(read(NESTED, '1.1')).toBe('one')
    expect(read(NESTED, '1.2.MIME')).toBe('Content-Type: text/html; charset=Windows-1251\r\n\r\n')
    expect(read(NESTED, '2.HEADER')).toBe('From: x@y.example\r\nSubject: inner\r\n\r\n')
    expect(read(NESTED, '2.TEXT')).toBe('text')
    expect(read(NESTED, '2.1')).toBe('text')
  })

  test('is empty where there is no such part', () => {
    for (const name of ['3', '1.3', '2.2', '1.HEADER', '1.1.TEXT', '9.MIME']) {
      expect(read(NESTED, name)).toBe('')
    }
  })

  test('holds the named header lines, folded as they are, or all the others', () => {
    const letter = letterOf('From: a@b.example', 'Subject: one', ' two', 'To: c@d.example', '', 'x')
    expect(read(letter, 'HEADER.FIELDS (subject "TO")')).toBe(
      'Subject: one\r\n two\r\nTo: c@d.example\r\n\r\n',
    )
    expect(read(letter, 'HEADER.FIELDS.NOT (SUBJECT)')).toBe(
      'From: a@b.example\r\nTo: c@d.example\r\n\r\n',
    )
  })

  test('adds no empty line to a header that ends without one', () => {
    const letter = letterOf('From: a@b.example', 'Subject: one')
    expect(read(letter, 'HEADER')).toBe('From: a@b.example\r\nSubject: one')
    expect(read(letter, 'HEADER.FIELDS (SUBJECT)')).toBe('Subject: one\r\n')
    expect(read(letter, 'TEXT')).toBe('')
  })
})
