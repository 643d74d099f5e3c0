import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { createReader, readHeadersOnly } from '../../src/edge/mime.ts'
import { understand } from '../../src/letter/classify.ts'
import { HOSTILE, MAILBOX, PHRASES } from '../letter/samples.ts'

const CONTEXT = { phrases: PHRASES, mailbox: MAILBOX }

const reader = createReader()
afterAll(async () => reader.close())

function sample(name: string): Buffer {
  return readFileSync(new URL(`../letters/${name}.eml`, import.meta.url))
}

function letter(headers: readonly string[], body: string): Buffer {
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`)
}

const HTML = ['From: a@person.example', 'Content-Type: text/html; charset=utf-8']

describe('a letter is read into plain data', () => {
  test('subject, sender, words and reading', async () => {
    expect(await reader.read(sample('rectify-phone'))).toMatchObject({
      from: [{ address: 'anna.testova@person.example', name: 'Анна Тестова' }],
      subject: 'Уточнить персональные данные',
      text: expect.stringContaining('Новый номер: +7 700 000 00 11'),
      attachments: [],
      reading: 'whole',
    })
  })

  test('an HTML-only letter with an attachment has words', async () => {
    const { text, attachments } = await reader.read(sample('rectify-attachment-beside-html'))
    expect(text).toBe('Новый номер телефона: +7 700 000 00 15\nanna.testova@person.example')
    expect(attachments).toEqual([{ name: 'scan.pdf', type: 'application/pdf', sizeBytes: 9 }])
  })

  test('the words of an HTML letter come before the footer of a server', async () => {
    const { text } = await reader.read(sample('rectify-footer-beside-html'))
    expect(text).toMatch(/^Здравствуйте! [^]*Проверено антивирусом$/)
  })

  test('a delivery report keeps its type among the headers', async () => {
    const { headers } = await reader.read(sample('bounce-report'))
    const type = headers.find(({ name }) => name === 'content-type')
    expect(type?.value).toMatch(/^multipart\/report/)
  })

  test.each([
    ['cease-kz-1048', 'келісімімді қайтарып аламын'],
    ['cease-mac-cyrillic', 'Удалите мои данные'],
    ['cease-unknown-charset', 'Удалите мои данные'],
    ['cease-koi8-r', 'Прошу удалить мои данные'],
  ])('%s loses no word by its charset', async (name, words) => {
    expect((await reader.read(sample(name))).text).toContain(words)
  })

  test('of doubled subjects the first is read, as mail programs show it', async () => {
    const raw = letter(['Subject: one', 'Subject: two', 'From: a@person.example'], 'x')
    expect((await reader.read(raw)).subject).toBe('one')
  })

  test('both From headers are there', async () => {
    const { from } = await reader.read(sample('cease-two-from'))
    expect(from.map(({ address }) => address)).toEqual([
      'anna.testova@person.example',
      'other@attacker.example',
    ])
  })

  test('encoded line ends do not break a header in two', async () => {
    const raw = letter(['Subject: =?utf-8?q?a=0D=0ABcc:_b?='], 'x')
    expect((await reader.read(raw)).subject).toBe('a Bcc: b')
  })

  test('an empty letter is a letter', async () => {
    expect(await reader.read(Buffer.alloc(0))).toEqual({
      headers: [],
      from: [],
      subject: '',
      text: '',
      attachments: [],
      attachmentText: [],
      contradiction: false,
      doubledHeaders: [],
      reading: 'whole',
    })
  })

  test('what attachments say is read apart from the words', async () => {
    const raw = letter(
      ['Content-Type: multipart/mixed; boundary=b'],
      '--b\r\n\r\nсм. файл\r\n--b\r\nContent-Type: text/plain; name=a.txt\r\n\r\nУдалите\r\n--b--',
    )
    expect(await reader.read(raw)).toMatchObject({
      text: 'см. файл',
      attachmentText: [{ name: 'a.txt', text: 'Удалите', subject: '', from: null }],
    })
  })

  test('what a delivery report returns is not read: it is ours', async () => {
    const raw = letter(
      ['Content-Type: multipart/report; boundary=b'],
      '--b\r\n\r\nfailed\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nours\r\n--b--',
    )
    const { attachments, attachmentText } = await reader.read(raw)
    expect(attachments).toMatchObject([{ type: 'message/rfc822' }])
    expect(attachmentText).toEqual([])
  })

  test('parts that contradict each other are noticed', async () => {
    const raw = letter(
      ['Content-Type: multipart/alternative; boundary=b'],
      '--b\r\n\r\nИсправьте телефон\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Удалите всё\r\n--b--',
    )
    expect(await reader.read(raw)).toMatchObject({ text: 'Удалите всё', contradiction: true })
  })

  test('doubled headers are noticed', async () => {
    const raw = letter(['Subject: a', 'Subject: b', 'From: a@b.example', 'To: x', 'To: y'], 'x')
    expect((await reader.read(raw)).doubledHeaders).toEqual(['subject'])
    expect((await reader.read(sample('cease-two-from'))).doubledHeaders).toEqual(['from'])
  })

  test('a letter without line feeds is read', async () => {
    const raw = Buffer.from('From: a@person.example\rSubject: old\r\rone\rtwo')
    expect(await reader.read(raw)).toMatchObject({ subject: 'old', text: 'one\ntwo' })
  })

  test('of a large letter the caller gives the beginning, and that is said', async () => {
    const raw = letter(['From: a@person.example', 'Subject: big'], 'слово '.repeat(100_000))
    const read = await reader.read(raw.subarray(0, 1024 * 1024), { truncated: true })
    expect(read).toMatchObject({ subject: 'big', reading: 'truncated' })
    expect(read.text).toHaveLength(64 * 1024)
  })
})

describe('limits', () => {
  test('headers alone are read without the parser', async () => {
    const raw = sample('rectify-phone')
    const expected = { subject: 'Уточнить персональные данные', text: '', reading: 'headers-only' }
    expect(readHeadersOnly(raw)).toMatchObject(expected)
    expect(await reader.read(raw, { headersOnly: true })).toEqual(readHeadersOnly(raw))
  })

  test('of more than 200 parts the first are read, and that is said', async () => {
    const parts = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(300)
    const headers = ['Subject: parts', 'Content-Type: multipart/mixed; boundary=b']
    const read = await reader.read(letter(headers, `${parts}--b--`))
    expect(read).toMatchObject({ subject: 'parts', reading: 'truncated' })
    expect(read.text).toMatch(/^x(?:\nx){198}$/)
  })

  test('of a thousand headers 500 are read, of a long subject 998 characters', async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => `X-${i}: v`)
    const read = await reader.read(letter([`Subject: ${'ж'.repeat(2_000)}`, ...many], 'x'))
    expect(read.headers).toHaveLength(500)
    expect(read.subject).toHaveLength(998)
  })

  test('a head of megabytes does not stop the reading of the body', async () => {
    const read = await reader.read(letter([`X-Long: ${'x'.repeat(3_000_000)}`], 'words'))
    expect(read).toMatchObject({ text: 'words', reading: 'whole' })
  })

  test.each([...HOSTILE])('a megabyte of %s is read within two seconds', async (_, text) => {
    await reader.read(Buffer.alloc(0))
    const start = performance.now()
    const read = await reader.read(letter(HTML, text))
    await reader.read(letter(['From: a@person.example'], text))
    expect(read.reading).toBe('whole')
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

test('a letter that takes too long is read by its headers, and the reader stays of use', async () => {
  const impatient = createReader({ parseLimitMs: 1 })
  // About a second's reading: no machine does it within the limit.
  const parts = `--b\r\n\r\n${'x <b> слово &amp; '.repeat(3_000)}\r\n`.repeat(150)
  const headers = ['Subject: slow', 'Content-Type: multipart/mixed; boundary=b']
  for (let i = 0; i < 2; i += 1) {
    const read = await impatient.read(letter(headers, parts))
    expect(read).toMatchObject({ subject: 'slow', text: '', reading: 'headers-only' })
  }
  await impatient.close()
})

test('a letter that cannot be understood in time is for a person, and is not answered', async () => {
  const impatient = createReader({ parseLimitMs: 1 })
  const words = 'исправьте мой телефон, пожалуйста. '.repeat(2_000)
  const parsed = await reader.read(letter(['Subject: words'], words))
  const understood = await impatient.understand(parsed, CONTEXT)
  expect(understood).toMatchObject({
    kind: 'question',
    language: 'ru',
    review: true,
    concernsPrivacy: true,
    acknowledge: false,
    reasons: ['reading: failed'],
  })
  expect(await reader.understand(parsed, CONTEXT)).toEqual(understand(parsed, CONTEXT))
  await impatient.close()
})

test('letters that are read at the same time come back each with its own words', async () => {
  const texts = Array.from({ length: 20 }, (_, i) => `letter ${i}`)
  const read = await Promise.all(texts.map(async (text) => reader.read(letter([], text))))
  expect(read.map(({ text }) => text)).toEqual(texts)
})

test('a reader that was closed reads the letter at hand by its headers, and goes on with the next', async () => {
  const other = createReader()
  await other.read(Buffer.alloc(0))
  const reading = other.read(letter(['Subject: at hand'], 'x'.repeat(5_000_000)))
  await Promise.resolve()
  await Promise.resolve()
  await other.close()
  expect(await reading).toMatchObject({ subject: 'at hand' })
  expect(await other.read(letter([], 'next'))).toMatchObject({ text: 'next', reading: 'whole' })
  await other.close()
})
