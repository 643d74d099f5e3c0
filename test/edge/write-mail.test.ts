import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/edge/files.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import { writeMail } from '../../src/edge/write-mail.ts'
import type { Draft } from '../../src/reply/draft.ts'
import { MAILBOX, MONDAY } from '../support/company.ts'

const templates = createTemplates(join(packageRoot(), 'templates'))
const ANNA = 'anna.testova@person.example'
const MARK = 'PD-7F3K-92QD.owner-question.4.0123456789abcdef0123456789abcdef'

const company = { name: 'ИП', bin: '1', address: 'А', phone: '+7', mailbox: MAILBOX }

function draft(given: Partial<Draft> = {}, ownerText = 'Какой номер верный?'): Draft {
  return {
    id: 'PD-7F3K-92QD.owner-question.4',
    kind: 'owner-question',
    audience: 'person',
    language: 'ru',
    filled: {
      template: 'owner-question',
      values: {
        company,
        ref: 'PD-7F3K-92QD',
        phrase: 'Уточнить персональные данные',
        due: '25 ноября 2026 г.',
        ownerText,
      },
    },
    to: ANNA,
    messageId: `<${MARK}@company.example>`,
    mark: MARK,
    references: ['<one@mail.example>', '<two@mail.example>'],
    ...given,
  }
}

const sender = { name: 'ИП Плясунова', address: MAILBOX }
const written = (given?: Partial<Draft>, ownerText?: string): Promise<Buffer> =>
  writeMail(draft(given, ownerText), MONDAY, { templates, sender })

/** Names of the head lines, in lower case. */
function headNames(raw: Buffer): readonly string[] {
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1')
  return head
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
}

describe('a letter as it is sent', () => {
  test('has a head of our own making, each line once', async () => {
    const names = headNames(await written())
    expect(names.toSorted()).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'in-reply-to',
      'message-id',
      'mime-version',
      'references',
      'subject',
      'to',
      'x-auto-response-suppress',
      'x-privacy-mailbot-mark',
    ])
  })

  test('answers the last of the letters it refers to', async () => {
    const parsed = await simpleParser(await written())
    expect(parsed.inReplyTo).toBe('<two@mail.example>')
    expect(parsed.references).toEqual(['<one@mail.example>', '<two@mail.example>'])
    const alone = headNames(await written({ references: [] }))
    expect(alone).not.toContain('in-reply-to')
  })

  test('is an answer to a person and a notice of our own to the owner (RFC 3834)', async () => {
    const submitted = async (audience: Draft['audience']) =>
      (await simpleParser(await written({ audience }))).headers.get('auto-submitted')
    expect(await submitted('person')).toBe('auto-replied')
    expect(await submitted('owner')).toBe('auto-generated')
  })

  test('has the mark in its Message-ID and, for providers that replace it, in a line of its own', async () => {
    const parsed = await simpleParser(await written())
    expect(parsed.messageId).toBe(`<${MARK}@company.example>`)
    expect(parsed.headers.get('x-privacy-mailbot-mark')).toBe(MARK)
  })

  test('is the same to the last byte when it is written again', async () => {
    expect(await written()).toEqual(await written())
  })

  test('is text first, and beside it the same words as HTML (RFC 2046)', async () => {
    const raw = (await written()).toString('latin1')
    const types = [...raw.matchAll(/^Content-Type: ([^;\r\n]+)/gm)].map(([, type]) => type)
    expect(types).toEqual(['multipart/alternative', 'text/plain', 'text/html'])
    const parsed = await simpleParser(raw)
    const html = parsed.html === false ? '' : parsed.html
    expect(html).toContain('<html lang="ru">')
    for (const line of (parsed.text ?? '').split('\n')) expect(html).toContain(line)
    expect(parsed.attachments).toEqual([])
  })

  test('brings its files behind its words, each under its own name', async () => {
    const files = [
      { name: 'PD-7F3K-92QD.csv', type: 'text/csv', content: Buffer.from('имя;Анна\n') },
      { name: 'Деректер 1.pdf', type: 'application/pdf', content: Buffer.from([0, 255, 13, 10]) },
    ]
    const raw = await written({ files })
    const parsed = await simpleParser(raw)
    const came = parsed.attachments.map(({ filename, contentType, content }) => ({
      name: filename,
      type: contentType,
      content,
    }))
    expect(came).toEqual(files)
    expect(parsed.text).toContain('Какой номер верный?')
    expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(raw).toEqual(await written({ files }))
  })

  test('says that the text in a file is UTF-8, where the file says so', async () => {
    const type = 'text/csv; charset=utf-8'
    const raw = await written({ files: [{ name: 'a.csv', type, content: Buffer.from('имя') }] })
    expect(raw.toString('latin1')).toMatch(/Content-Type: text\/csv; charset=utf-8/)
  })

  test.each([
    ['../etc/passwd', 'text/csv'],
    ['a\r\nBcc: evil@elsewhere.example', 'text/csv'],
    ['a"; x="b.csv', 'text/csv'],
    ['', 'text/csv'],
    ['a.csv', 'text/csv\r\nX-Evil: yes'],
    ['a.csv', 'text/csv; charset=utf-8\r\nX-Evil: yes'],
    ['a.csv', ''],
  ])('has no file named %j of type %j', async (name, type) => {
    const files = [{ name, type, content: Buffer.from('x') }]
    await expect(written({ files })).rejects.toMatchObject({ code: 'internal' })
  })

  test('ends every line with CRLF and has no other line end, whatever the owner typed', async () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(hostile, async (words) => {
        const raw = (await written({}, words)).toString('latin1')
        expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/)
        expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true)
        expect(headNames(Buffer.from(raw, 'latin1'))).not.toContain('bcc')
      }),
      { numRuns: 25 },
    )
  })
})

describe('the recipient is one plain address or there is no letter', () => {
  test.each([
    `${ANNA}\r\nBcc: evil@elsewhere.example`,
    `${ANNA}\nCc: evil@elsewhere.example`,
    `${ANNA}\r\n\r\nbody`,
    `${ANNA}, evil@elsewhere.example`,
    `${ANNA};evil@elsewhere.example`,
    `Anna <${ANNA}>`,
    `<${ANNA}>`,
    ` ${ANNA}`,
    `${ANNA} `,
    `"anna@elsewhere.example"@person.example`,
    `anna@elsewhere.example@person.example`,
    `anna(comment)@person.example`,
    `Anna.Testova@person.example`,
    `anna@[127.0.0.1]`,
    `group: ${ANNA};`,
    `anna\u0000@person.example`,
    `anna\u2028@person.example`,
    'anna@localhost',
    '',
  ])('%j', async (to) => {
    await expect(written({ to })).rejects.toMatchObject({ code: 'internal' })
  })

  test('and what is told of it names nobody', async () => {
    const failing = written({ to: `${ANNA}\r\nBcc: x@y.example` })
    await expect(failing).rejects.toThrow(
      'internal: the recipient of PD-7F3K-92QD.owner-question.4 is no plain address',
    )
  })
})

describe('what stands in a letter that came cannot write ours', () => {
  test('references with line ends add no line', async () => {
    const raw = await written({ references: ['<a@b.example>\r\nBcc: <evil@elsewhere.example>'] })
    expect(headNames(raw)).not.toContain('bcc')
    expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test('the words of the owner are no template and no head', async () => {
    const words = '{{ ref }} {% raw %}\nSubject: нет\n\n${1+1}'
    const parsed = await simpleParser(await written({}, words))
    expect(parsed.text).toContain('{{ ref }} {% raw %}\nSubject: нет')
    expect(parsed.subject).toBe('Re: Уточнить персональные данные [№ PD-7F3K-92QD]')
  })
})
