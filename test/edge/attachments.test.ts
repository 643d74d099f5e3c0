import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readAttachments } from '../../src/edge/attachments.ts'
import { readDocx } from '../../src/edge/docx.ts'
import type { AttachedFile } from '../../src/letter/decode/body-words.ts'
import { cpuMs } from '../support/cpu.ts'

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

interface Entry {
  readonly name: string
  readonly content: Buffer
  readonly method?: number
  readonly flags?: number
}

/** A ZIP archive as programs write it, without checksums, which nobody here looks at. */
function zip(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, content, method = 8, flags = 0 } of entries) {
    const packed = method === 8 ? deflateRawSync(content) : content
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(content.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    centrals.push(central, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...centrals, end])
}

function docx(xml: string | Buffer, special: Partial<Entry> = {}): Buffer {
  return zip([
    { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
    { name: 'word/document.xml', content: Buffer.from(xml), ...special },
  ])
}

const XML = '<w:p><w:r><w:t>Отзываю согласие</w:t></w:r></w:p>'

describe('the words of a .docx', () => {
  test.each([
    ['packed', docx(XML)],
    ['stored', docx(XML, { method: 0 })],
    [
      'with something before it',
      zip([
        { name: 'a/b.bin', content: Buffer.alloc(5_000, 7) },
        { name: 'word/document.xml', content: Buffer.from(XML) },
      ]),
    ],
    ['with a comment behind it', Buffer.concat([docx(XML), Buffer.from('comment')])],
  ])('%s', (_, file) => {
    expect(readDocx(file)).toBe('Отзываю согласие')
  })

  test.each([
    ['no archive', Buffer.from('hello')],
    ['an empty file', Buffer.alloc(0)],
    ['an archive without words', zip([{ name: 'x.xml', content: Buffer.from(XML) }])],
    ['a bomb', docx(Buffer.alloc(50_000_000, 0x20))],
    ['an unknown method', docx(XML, { method: 99 })],
    ['an encrypted entry', docx(XML, { flags: 1 })],
    ['an archive that was cut', docx(XML).subarray(20)],
  ])('of %s none', (_, file) => {
    const start = cpuMs()
    expect(readDocx(file)).toBeNull()
    expect(cpuMs() - start).toBeLessThan(500)
  })

  test('every broken byte is survived', () => {
    const file = docx(XML)
    for (let at = 0; at < file.length; at += 1) {
      for (const byte of [0x00, 0xff]) {
        const broken = Buffer.from(file)
        broken[at] = byte
        expect(typeof readDocx(broken) === 'string' || readDocx(broken) === null).toBe(true)
      }
    }
  })
})

function attached(special: Partial<AttachedFile>): AttachedFile {
  return {
    name: '',
    type: 'application/octet-stream',
    charset: '',
    content: Buffer.alloc(0),
    ...special,
  }
}

function letter(body: string): Buffer {
  const subject = Buffer.from('Уточнить персональные данные').toString('base64')
  return Buffer.from(
    `From: Анна <anna.testova@person.example>\nSubject: =?utf-8?b?${subject}?=\n${body}`,
  )
}

describe('attachments that can be read', () => {
  test.each([
    ['.docx by its name', { name: 'Заявление.DOCX', content: docx(XML) }],
    ['.docx by its type', { type: DOCX_TYPE, content: docx(XML) }],
    ['.txt by its name', { name: 'a.txt', content: Buffer.from('Отзываю согласие') }],
    ['text by its type', { type: 'text/plain', content: Buffer.from('Отзываю согласие') }],
    ['HTML', { type: 'text/html', content: Buffer.from('<p>Отзываю <b>согласие') }],
  ])('%s', (_, special) => {
    expect(readAttachments([attached(special)])).toMatchObject([
      { text: 'Отзываю согласие', subject: '', from: null },
    ])
  })

  test('a letter sent along, with its subject and sender', () => {
    const content = letter('\nНовый телефон +7 700 000 00 11')
    expect(readAttachments([attached({ type: 'message/rfc822', content })])).toEqual([
      {
        name: '',
        text: 'Новый телефон +7 700 000 00 11',
        subject: 'Уточнить персональные данные',
        from: 'anna.testova@person.example',
      },
    ])
  })

  test('the files of a letter sent along, but no letter deeper than two', () => {
    const inner = (level: number): string =>
      level === 0
        ? '\nуровень 0'
        : `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n\nуровень ${level}\n` +
          `--b${level}\nContent-Type: message/rfc822\n\n${letter(inner(level - 1)).toString()}\n--b${level}--`
    const read = readAttachments([attached({ name: 'a.eml', content: letter(inner(5)) })])
    expect(read.map(({ text }) => text)).toEqual(['уровень 5', 'уровень 4'])
  })

  test.each([
    ['a picture', { name: 'a.png', type: 'image/png', content: Buffer.from('png') }],
    ['a program', { name: 'a.exe', content: Buffer.from('MZ') }],
    ['an old Word file', { name: 'a.doc', type: 'application/msword', content: Buffer.from('x') }],
    ['an empty text', { name: 'a.txt', content: Buffer.alloc(0) }],
  ])('%s says nothing', (_, special) => {
    expect(readAttachments([attached(special)])).toEqual([])
  })

  test('no more than 64 KB of all, and of twenty files', () => {
    const large = attached({ name: 'a.txt', content: Buffer.from('слово '.repeat(8_000)) })
    const read = readAttachments([large, large, large])
    expect(read.reduce((sum, { text }) => sum + text.length, 0)).toBe(64 * 1024)
    const small = attached({ name: 'a.txt', content: Buffer.from('a') })
    expect(readAttachments(Array.from({ length: 30 }, () => small))).toHaveLength(20)
  })
})
