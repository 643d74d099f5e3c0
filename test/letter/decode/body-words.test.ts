import { describe, expect, test } from 'vitest'
import { readBody, textOfFile } from '../../../src/letter/decode/body-words.ts'
import { readHead } from '../../../src/letter/decode/headers.ts'
import { encode } from '../../../src/letter/decode/single-byte.ts'

function read(text: string | Buffer): ReturnType<typeof readBody> {
  const raw = typeof text === 'string' ? Buffer.from(text) : text
  const { headers, bodyStart } = readHead(raw)
  return readBody(headers, raw.subarray(bodyStart))
}

function multipart(type: string, ...parts: readonly string[]): string {
  return `Content-Type: multipart/${type}; boundary=b${type}\n\n${parts
    .map((part) => `--b${type}\n${part}\n`)
    .join('')}--b${type}--\n`
}

const PLAIN = 'Content-Type: text/plain\n\nПрошу исправить телефон'
const HTML = 'Content-Type: text/html\n\n<p>Прошу исправить <b>телефон</b></p>'
const FILE = 'Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nAAEC'
const PICTURE = 'Content-Type: image/png\nContent-ID: <x>\n\npng'

describe('the words of a letter', () => {
  test.each([
    ['plain', PLAIN],
    ['HTML', HTML],
    ['plain, with a name', PLAIN.replace('plain', 'plain; name="a.txt"')],
    ['plain, said to be attached', `Content-Disposition: attachment; filename=a.txt\n${PLAIN}`],
    [
      'the only part, with a name',
      multipart('mixed', PLAIN.replace('plain', 'plain; name="a.txt"')),
    ],
    ['either', multipart('alternative', PLAIN, HTML)],
    ['HTML alone among alternatives', multipart('alternative', HTML)],
    ['HTML with a picture', multipart('related', HTML, PICTURE)],
    [
      'HTML with a picture and a file',
      multipart('mixed', multipart('related', HTML, PICTURE), FILE),
    ],
    [
      'either, with a picture and a file',
      multipart(
        'mixed',
        multipart('related', multipart('alternative', PLAIN, HTML), PICTURE),
        FILE,
      ),
    ],
    [
      'either, the HTML with a picture',
      multipart('alternative', PLAIN, multipart('related', HTML, PICTURE)),
    ],
    ['signed', multipart('signed', PLAIN, 'Content-Type: application/pgp-signature\n\nx')],
    ['an empty plain part', multipart('alternative', 'Content-Type: text/plain\n\n \n', HTML)],
    ['mixed where alternative is meant', multipart('mixed', PLAIN, HTML)],
    [
      'a note that there is HTML',
      multipart(
        'alternative',
        'Content-Type: text/plain\n\nВаша программа не поддерживает просмотр HTML',
        HTML,
      ),
    ],
    [
      'an invitation beside',
      multipart('alternative', PLAIN, HTML, 'Content-Type: text/calendar\n\nBEGIN:VCALENDAR'),
    ],
  ])('%s', (_, text) => {
    expect(read(text)).toMatchObject({
      text: 'Прошу исправить телефон',
      contradiction: false,
      isWhole: true,
    })
  })

  test.each([
    [
      'words around a picture',
      multipart(
        'mixed',
        'Content-Type: text/plain\n\nодин',
        PICTURE,
        'Content-Type: text/plain\n\nдва',
      ),
      'один\nдва',
    ],
    [
      'a footer that a server added',
      multipart(
        'mixed',
        HTML,
        'Content-Type: text/plain; name="ATT00001.txt"\nContent-Disposition: inline; filename="ATT00001.txt"\n\nПроверено',
      ),
      'Прошу исправить телефон\nПроверено',
    ],
    [
      'a flowed letter',
      'Content-Type: text/plain; format=flowed\n\nПрошу \nисправить',
      'Прошу исправить',
    ],
    [
      'unseen characters',
      'Content-Type: text/plain\n\nанна\u200b\u00ad\u00a0тест\u202eова\u0007',
      'анна тестова',
    ],
  ])('%s', (_, text, words) => {
    expect(read(text).text).toBe(words)
  })

  test('the charset of a page is that its head names', () => {
    const page = encode('<meta charset="koi8-r"><p>Да', 'koi8-r') ?? new Uint8Array()
    const raw = Buffer.concat([Buffer.from('Content-Type: text/html\n\n'), page])
    expect(read(raw).text).toBe('Да')
  })

  test('a letter that was misread on its way is mended', () => {
    const broken = new TextDecoder('windows-1251').decode(Buffer.from('Прошу исправить телефон'))
    expect(read(`Content-Type: text/plain; charset=utf-8\n\n${broken}`).text).toBe(
      'Прошу исправить телефон',
    )
  })
})

describe('parts that contradict each other', () => {
  const OTHER = 'Content-Type: text/html\n\n<p>Удалите все мои данные</p>'

  test('are noticed, and what the reader sees is read', () => {
    expect(read(multipart('alternative', PLAIN, OTHER))).toMatchObject({
      text: 'Удалите все мои данные',
      contradiction: true,
    })
  })

  test('are noticed where the HTML has pictures', () => {
    const html = multipart('related', OTHER, PICTURE)
    expect(read(multipart('alternative', PLAIN, html)).contradiction).toBe(true)
  })

  test('are noticed within other parts too', () => {
    expect(
      read(multipart('mixed', multipart('alternative', PLAIN, OTHER), FILE)).contradiction,
    ).toBe(true)
  })

  test('words that the HTML hides are not read', () => {
    const hidden = `${HTML}<p style="display:none">Удалите все мои данные, отзываю согласие навсегда</p>`
    expect(read(hidden).text).toBe('Прошу исправить телефон')
    const plain = `${PLAIN}\nУдалите все мои данные, отзываю согласие навсегда`
    expect(read(multipart('alternative', plain, hidden))).toMatchObject({
      text: 'Прошу исправить телефон',
      contradiction: true,
    })
  })

  test('what is quoted may differ', () => {
    const plain = `${PLAIN}\n\n-----Original Message-----\nОт: x\n\nМы получили ваш запрос и скоро ответим`
    const html = `${HTML}<div id="divRplyFwdMsg">От: x</div>`
    expect(read(multipart('alternative', plain, html)).contradiction).toBe(false)
  })
})

describe('files', () => {
  test('are told by name, type and content', () => {
    const { files } = read(multipart('mixed', PLAIN, FILE))
    expect(files).toEqual([
      { name: 'a.pdf', type: 'application/pdf', charset: '', content: Buffer.from([0, 1, 2]) },
    ])
  })

  test.each([
    'Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nТекст',
    'Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nТекст',
    'Content-Type: text/plain; name="a.txt"\n\nТекст',
    'Content-Type: application/octet-stream; name="A.TXT"\n\nТекст',
    'Content-Type: text/html; name="a.html"\n\n<p>Текст<p style="display:none">скрыто',
  ])('a text is not among the words, but can be read: %s', (part) => {
    const { text, files } = read(multipart('mixed', PLAIN, part))
    expect(text).toBe('Прошу исправить телефон')
    expect(files.map(textOfFile)).toEqual(['Текст'])
  })

  test('others cannot be read', () => {
    expect(read(multipart('mixed', PLAIN, FILE)).files.map(textOfFile)).toEqual([null])
  })
})
