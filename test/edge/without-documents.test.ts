import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REMOVED, withoutFiles } from '../../src/edge/without-documents.ts'
import { readBody } from '../../src/letter/decode/body-words.ts'
import { readHeadWithinLimits } from '../../src/letter/decode/headers.ts'
import { mutate, mutations } from '../support/mutate.ts'
import { cpuMs } from '../support/cpu.ts'

/** The bytes of a document, told from all others; longer than a line of base64. */
const CANARY = 'CANARY-7f3kQ92dZx81PmWvT0bRhLs65YcEjNaUgOi4-passport-of-nobody-KZ00000000'
const DOCUMENT = Buffer.from(`%PDF-1.4\n${'0123456789abcdef '.repeat(20)}\n${CANARY}\n%%EOF\n`)
const BASE64 = DOCUMENT.toString('base64').replace(/.{76}/g, '$&\r\n')
/** Of the canary's base64 whatever stands on each of its lines. */
const TRACES = [CANARY, ...BASE64.split('\r\n').slice(4)].filter((line) => line.length > 40)

const NAME = 'паспорт.pdf'
const WORDED = `=?utf-8?b?${Buffer.from(NAME).toString('base64')}?=`
const SECTIONED = `filename*0*=utf-8''%D0%BF%D0%B0%D1%81%D0%BF;\r\n filename*1*=%D0%BE%D1%80%D1%82.pdf`

const HEAD = [
  'From: Anna <anna.testova@person.example>',
  'To: privacy@company.example',
  'Subject: =?utf-8?b?0KPRgtC+0YfQvdC40YLRjA==?=',
  'Message-ID: <one@person.example>',
  'MIME-Version: 1.0',
].join('\r\n')
const WORDS = 'Мой новый телефон +7 700 000 00 11'
const TEXT = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${WORDS}`

interface Made {
  readonly disposition?: string
  readonly encoding?: string
  readonly content?: string
  readonly type?: string
}

function file({ disposition, encoding = 'base64', content = BASE64, type }: Made = {}): string {
  return [
    `Content-Type: ${type ?? 'application/pdf'}`,
    `Content-Transfer-Encoding: ${encoding}`,
    `Content-Disposition: attachment; ${disposition ?? `filename="${WORDED}"`}`,
    '',
    content,
  ].join('\r\n')
}

function multipart(parts: readonly string[], boundary = 'b', kind = 'mixed'): string {
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`
}

function letter(rest: string): Buffer {
  return Buffer.from(`${HEAD}\r\n${rest}`)
}

function wordsOf(raw: Buffer): string {
  const { headers, bodyStart } = readHeadWithinLimits(raw)
  return readBody(headers, raw.subarray(bodyStart)).text
}

function tracesIn(raw: Buffer): readonly string[] {
  return TRACES.filter((trace) => raw.includes(trace))
}

const LOGO = file({
  disposition: 'filename="logo.png"',
  content: 'iVBORw0KGgo=',
  type: 'image/png',
})
const RAW_8BIT = file({ encoding: '8bit', content: DOCUMENT.toString() })
const WITHIN = `Content-Type: message/rfc822\r\n\r\n${letter(multipart([TEXT, file()], 'i')).toString()}`
const WITHIN_ENCODED = [
  'Content-Type: message/rfc822',
  'Content-Transfer-Encoding: base64',
  '',
  letter(multipart([TEXT, file()], 'i')).toString('base64'),
].join('\r\n')
const UNENDED = multipart([TEXT, file()]).replace('--b--\r\n', '')

const LETTERS: readonly (readonly [string, Buffer])[] = [
  ['in base64', letter(multipart([TEXT, file()]))],
  ['in 8bit', letter(multipart([TEXT, RAW_8BIT]))],
  [
    'in quoted-printable',
    letter(multipart([TEXT, file({ encoding: 'quoted-printable', content: DOCUMENT.toString() })])),
  ],
  ['named by RFC 2231', letter(multipart([TEXT, file({ disposition: SECTIONED })]))],
  ['named in raw bytes', letter(multipart([TEXT, file({ disposition: `filename="${NAME}"` })]))],
  ['beside another file', letter(multipart([TEXT, LOGO, file()]))],
  ['twice', letter(multipart([file(), TEXT, file()]))],
  [
    'in a multipart within',
    letter(multipart([multipart([TEXT, file()], 'inner', 'related'), LOGO])),
  ],
  ['in a letter within', letter(multipart([TEXT, WITHIN]))],
  ['in an encoded letter within', letter(multipart([TEXT, WITHIN_ENCODED]))],
  [
    'between doubled boundaries',
    letter(multipart([TEXT, file()]).replaceAll('--b\r\n', '--b\r\n--b\r\n')),
  ],
  ['without an end boundary', letter(UNENDED)],
  ['with a part of it behind the end', letter(`${multipart([TEXT, file()])}${BASE64}\r\n`)],
  [
    'with a part of it before the first part',
    letter(multipart([TEXT, file()]).replace('--b\r\n', `${BASE64}\r\n--b\r\n`)),
  ],
  ['with a copy of its lines in the words', letter(multipart([`${TEXT}\r\n${BASE64}`, file()]))],
  [
    'under another name once more',
    letter(multipart([TEXT, file(), file({ disposition: 'filename="1.pdf"' })])),
  ],
  [
    'with line feeds only',
    Buffer.from(
      letter(multipart([TEXT, file()]))
        .toString()
        .replaceAll('\r', ''),
    ),
  ],
  [
    'kept on an old Mac',
    Buffer.from(
      letter(multipart([TEXT, file()]))
        .toString()
        .replaceAll('\n', ''),
    ),
  ],
]

test('the letters hold the document before', () => {
  const encoded = LETTERS.filter(([, raw]) => tracesIn(raw).length === 0).map(([name]) => name)
  expect(encoded).toEqual(['in an encoded letter within'])
})

describe('a letter without its document', () => {
  test.each(LETTERS)('keeps nothing of one %s', (_, raw) => {
    const left = withoutFiles(raw, [NAME])
    expect(tracesIn(left)).toEqual([])
    expect(left.toString()).toContain(REMOVED)
    expect(left.toString('base64')).not.toContain(
      Buffer.from(CANARY).toString('base64').slice(4, 40),
    )
  })

  test.each(LETTERS)('keeps its words, %s', (_, raw) => {
    expect(wordsOf(withoutFiles(raw, [NAME]))).toContain(WORDS)
  })

  test('keeps every other byte', () => {
    const raw = letter(multipart([TEXT, LOGO, file()]))
    const expected = raw.toString().replace(BASE64, REMOVED)
    expect(withoutFiles(raw, [NAME]).toString()).toBe(expected)
    const within = letter(multipart([TEXT, WITHIN, LOGO]))
    expect(withoutFiles(within, [NAME]).toString()).toBe(within.toString().replace(BASE64, REMOVED))
  })

  test('keeps the line of prose before its parts', () => {
    const prose = 'This is a multi-part message in MIME format.\r\n'
    const raw = letter(multipart([TEXT, file()]).replace('--b\r\n', `${prose}--b\r\n`))
    expect(withoutFiles(raw, [NAME]).toString()).toBe(raw.toString().replace(BASE64, REMOVED))
  })

  test.each(LETTERS.filter(([name]) => !name.includes('encoded')))(
    'is the same once more, %s',
    (_, raw) => {
      const once = withoutFiles(raw, [NAME])
      expect(withoutFiles(once, [NAME]).toString('latin1')).toBe(once.toString('latin1'))
    },
  )

  test('is the letter itself where no file is named', () => {
    const raw = letter(multipart([TEXT, file()]))
    expect(withoutFiles(raw, [])).toBe(raw)
  })
})

describe('a letter whose document cannot be followed', () => {
  test('keeps its head and its words, and no file at all', () => {
    const raw = letter(multipart([TEXT, file()]))
    const left = withoutFiles(raw, [NAME, 'не найден.jpg'])
    expect(tracesIn(left)).toEqual([])
    expect(left.toString()).toContain('message-id: <one@person.example>')
    expect(left.toString()).not.toContain('application/pdf')
    expect(wordsOf(left)).toContain(WORDS)
  })

  test('keeps no file where it has more parts than are read', () => {
    const raw = letter(
      multipart([TEXT, file(), ...Array.from({ length: 250 }, () => LOGO), file()]),
    )
    const left = withoutFiles(raw, [NAME])
    expect(tracesIn(left)).toEqual([])
    expect(wordsOf(left)).toContain(WORDS)
  })

  test('keeps no line of its words that looks like a file', () => {
    const raw = letter(multipart([`${TEXT}\r\n\r\n${BASE64}\r\n\r\n${CANARY}`, LOGO]))
    const left = withoutFiles(raw, [NAME])
    expect(tracesIn(left)).toEqual([])
    expect(wordsOf(left)).toContain(WORDS)
  })
})

/** The parts of a letter that bear a name, and what they hold. */
function filesOf(raw: Buffer): readonly { readonly name: string; readonly content: Buffer }[] {
  const { headers, bodyStart } = readHeadWithinLimits(raw)
  return readBody(headers, raw.subarray(bodyStart)).files
}

/** Whether it was a file of the letter; nothing is said of one that its breaking hid. */
function isFoundIn(raw: Buffer): boolean {
  return filesOf(raw).some(({ name, content }) => name === NAME && content.includes(CANARY))
}

/** What breaking put into another file is that file's. */
function isInAnother(raw: Buffer): boolean {
  return filesOf(raw).some(({ name, content }) => name !== NAME && content.includes(CANARY))
}

test('a broken letter keeps nothing of a document that was found in it', () => {
  const any = fc.constantFrom(...LETTERS.map(([, raw]) => raw))
  const other = letter(multipart([TEXT, LOGO]))
  let found = 0
  const property = fc.property(any, mutations, (raw, how) => {
    const broken = mutate(raw, other, how)
    const left = withoutFiles(broken, [NAME])
    if (!isFoundIn(broken) || isInAnother(left)) return true
    found += 1
    return tracesIn(left).length === 0
  })
  fc.assert(property, { numRuns: 300 })
  expect(found).toBeGreaterThan(20)
})

test.each([
  [
    'delimiters',
    letter(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n'.repeat(1_000_000)}`),
  ],
  ['one long line', letter(multipart([TEXT, file({ content: 'A'.repeat(8_000_000) })]))],
  [
    'a file and its copy on one line of the words',
    letter(
      multipart([
        `${TEXT}${BASE64.replaceAll('\r\n', '').repeat(5_000)}`,
        file({ content: BASE64.replaceAll('\r\n', '') }),
      ]),
    ),
  ],
  ['a large file', letter(multipart([TEXT, file({ content: BASE64.repeat(10_000) })]))],
  ['nothing', Buffer.alloc(0)],
  ['blanks', Buffer.from('\r\n'.repeat(2_000_000))],
])('%s take no longer than their length', (_, raw) => {
  const start = cpuMs()
  expect(tracesIn(withoutFiles(raw, [NAME]))).toEqual([])
  expect(cpuMs() - start).toBeLessThan(5_000)
})
