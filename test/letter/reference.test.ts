import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mark } from '../../src/letter/reference.ts'
import {
  MARK_HEADER,
  answeredIds,
  answeredMark,
  ownMark,
  quotedMarks,
  readMark,
  writeMark,
  writeMessageId,
} from '../../src/letter/reference.ts'
import { HOSTILE } from './samples.ts'
import { cpuMs } from '../support/cpu.ts'

const KEY = Buffer.alloc(32, 7)
const MARK: Mark = { about: 'PD-7F3K-92QD', kind: 'approval', version: 1 }
const DOMAIN = 'company.example'

const mark = fc.record({
  about: fc.stringMatching(/^(PD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}|L[0-9a-f]{16})$/),
  kind: fc.constantFrom('approval', 'acknowledgement-rectify', 'held'),
  version: fc.integer({ min: 1, max: 999_999 }),
})

/** Mostly what may stand in a mark. */
const character = fc.oneof(
  {
    arbitrary: fc.constantFrom(...Array.from('0123456789abcdefghjkmnpqrstvwxyzABCDEFPD-.')),
    weight: 5,
  },
  { arbitrary: fc.string({ minLength: 1, maxLength: 1 }), weight: 1 },
)

function header(name: string, value: string) {
  return { name, value }
}

function answering(...headers: { name: string; value: string }[]) {
  return answeredMark(KEY, { headers })
}

describe('a mark', () => {
  test('is read back, alone or in a Message-ID', () => {
    fc.assert(
      fc.property(mark, (written) => {
        expect(readMark(KEY, writeMark(KEY, written))).toEqual(written)
        expect(readMark(KEY, writeMessageId(KEY, written, DOMAIN))).toEqual(written)
      }),
    )
  })

  test('is derived: a rebuilt database writes the same', () => {
    // A Message-ID once given must never change with the program.
    expect(writeMark(KEY, MARK)).toBe('PD-7F3K-92QD.approval.1.5c30f559ec42f8303a82ff1dbe40df7a')
    expect(writeMark(Buffer.from(KEY), { ...MARK })).toBe(writeMark(KEY, MARK))
  })

  test('counts whatever the domain behind it, and in a header without brackets', () => {
    const text = writeMark(KEY, MARK)
    for (const written of [`<${text}@elsewhere.example>`, `<${text}@>`, `<${text}>`, ` ${text} `])
      expect(readMark(KEY, written)).toEqual(MARK)
  })

  test('cannot be forged: with any character changed it is none of ours', () => {
    fc.assert(
      fc.property(mark, fc.nat(), character, (own, at, char) => {
        const text = writeMark(KEY, own)
        const place = at % text.length
        fc.pre(text.charAt(place) !== char)
        const forged = text.slice(0, place) + char + text.slice(place + 1)
        // Behind the @ stands the domain, which proves nothing.
        fc.pre(char !== '@' && forged.trim() === forged)
        fc.pre(!(place === 0 && char === '<') && !(place === text.length - 1 && char === '>'))
        expect(readMark(KEY, forged)).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('cannot be forged: with a character more or less it is none of ours', () => {
    const text = writeMark(KEY, MARK)
    for (let place = 0; place < text.length; place += 1) {
      expect(readMark(KEY, text.slice(0, place) + text.slice(place + 1))).toBeNull()
      expect(readMark(KEY, `${text.slice(0, place)}0${text.slice(place)}`)).toBeNull()
    }
  })

  test('is bound to the request, the letter, the version and the key', () => {
    const [, , , hash = ''] = writeMark(KEY, MARK).split('.')
    const others = ['PD-7F3K-92QE.approval.1', 'PD-7F3K-92QD.receipt.1', 'PD-7F3K-92QD.approval.2']
    for (const other of others) expect(readMark(KEY, `${other}.${hash}`)).toBeNull()
    expect(readMark(Buffer.alloc(32, 8), writeMark(KEY, MARK))).toBeNull()
  })

  test('does not run one field into the next', () => {
    const one = writeMark(KEY, { about: 'PD-7F3K-92QD', kind: 'held', version: 11 })
    const other = writeMark(KEY, { about: 'PD-7F3K-92QD', kind: 'held', version: 1 })
    expect(one.split('.').at(-1)).not.toBe(other.split('.').at(-1))
  })

  test.each(['', '@', '<>', 'PD-7F3K-92QD', 'a'.repeat(1_000_000), 'PD-7F3K-92QD.approval.1.'])(
    'is not %.30j',
    (text) => {
      expect(readMark(KEY, text)).toBeNull()
    },
  )
})

describe('the letter of ours that a letter answers', () => {
  const first = writeMessageId(KEY, MARK, DOMAIN)
  const second = writeMessageId(KEY, { ...MARK, version: 2 }, DOMAIN)

  test('is the one in In-Reply-To', () => {
    expect(answering(header('in-reply-to', first))).toEqual(MARK)
  })

  test('is the newest of the thread', () => {
    const references = header('references', `${first} ${second}`)
    expect(answering(references)?.version).toBe(2)
    expect(answering(references, header('in-reply-to', first))?.version).toBe(1)
  })

  test('is found behind letters of others', () => {
    const references = header('references', `${first}\t<x@person.example> <y@person.example>`)
    expect(answering(references, header('in-reply-to', '<y@person.example>'))).toEqual(MARK)
  })

  test('is none for a forged In-Reply-To', () => {
    const forged = `<PD-7F3K-92QD.approval.1.${'0'.repeat(32)}@${DOMAIN}>`
    expect(answering(header('in-reply-to', forged), header('references', forged))).toBeNull()
    expect(answering(header('in-reply-to', 'PD-7F3K-92QD'))).toBeNull()
    expect(answering()).toBeNull()
  })

  test('is not looked for in other headers', () => {
    expect(answering(header('subject', first), header('thread-index', first))).toBeNull()
  })

  test('is looked for among the last twenty ids, however many there are', () => {
    const flood = Array.from({ length: 5_000 }, (_, at) => `<${at}@person.example>`).join(' ')
    const late = { headers: [header('references', `${flood} ${first}`)] }
    expect(answeredIds(late)).toHaveLength(20)
    expect(answeredMark(KEY, late)).toEqual(MARK)
    expect(answering(header('references', `${first} ${flood}`))).toBeNull()
  })

  test('stands once in the list, newest first', () => {
    const headers = [header('references', '<1@x.kz> <2@x.kz>'), header('in-reply-to', '<2@x.kz>')]
    expect(answeredIds({ headers })).toEqual(['<2@x.kz>', '<1@x.kz>'])
  })
})

describe('a letter that we wrote ourselves', () => {
  test('is known by its Message-ID', () => {
    const headers = [header('message-id', writeMessageId(KEY, MARK, DOMAIN))]
    expect(ownMark(KEY, { headers })).toEqual(MARK)
  })

  test('is known by its mark where the provider gave it another Message-ID', () => {
    const headers = [
      header('message-id', '<provider-17@mail.example>'),
      header(MARK_HEADER, writeMark(KEY, MARK)),
    ]
    expect(ownMark(KEY, { headers })).toEqual(MARK)
  })

  test('is not one that answers ours', () => {
    const headers = [
      header('message-id', '<own@person.example>'),
      header('in-reply-to', writeMessageId(KEY, MARK, DOMAIN)),
    ]
    expect(ownMark(KEY, { headers })).toBeNull()
  })
})

describe('the marks that a delivery report quotes', () => {
  const report = (text: string): string =>
    [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      text,
      '--b--',
    ].join('\r\n')

  test('are those of the letter that failed', () => {
    const original = `Message-ID: ${writeMessageId(KEY, MARK, DOMAIN)}\r\nSubject: Re`
    expect(quotedMarks(KEY, report(original))).toEqual([MARK])
  })

  test('are found by the header of ours too', () => {
    expect(quotedMarks(KEY, report(`${MARK_HEADER}: ${writeMark(KEY, MARK)}`))).toEqual([MARK])
  })

  test('are none where the report is forged', () => {
    const forged = `Message-ID: <PD-7F3K-92QD.approval.1.${'a'.repeat(32)}@${DOMAIN}>`
    expect(quotedMarks(KEY, report(forged))).toEqual([])
    expect(quotedMarks(Buffer.alloc(32, 8), report(writeMark(KEY, MARK)))).toEqual([])
  })

  test('are twenty at most', () => {
    const many = Array.from({ length: 50 }, (_, at) => writeMark(KEY, { ...MARK, version: at + 1 }))
    expect(quotedMarks(KEY, many.join('\n')).map(({ version }) => version)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    )
  })

  test.each([...HOSTILE.keys()])('are looked for in a megabyte of %s at once', (name) => {
    const text = HOSTILE.get(name) ?? ''
    const start = cpuMs()
    quotedMarks(KEY, text)
    answeredIds({ headers: [header('references', text)] })
    expect(cpuMs() - start).toBeLessThan(1_000)
  })
})
