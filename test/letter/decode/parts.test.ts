import { describe, expect, test } from 'vitest'
import { readHead } from '../../../src/letter/decode/headers.ts'
import { splitParts } from '../../../src/letter/decode/parts.ts'
import type { Part } from '../../../src/letter/decode/parts.ts'
import { cpuMs } from '../../support/cpu.ts'

function split(text: string): ReturnType<typeof splitParts> {
  const raw = Buffer.from(text)
  const { headers, bodyStart } = readHead(raw)
  return splitParts(headers, raw.subarray(bodyStart))
}

/** `multipart/mixed(text/plain:one, text/html:two)` */
function sketch({ type, parts, content }: Part): string {
  if (parts.length > 0) return `${type}(${parts.map(sketch).join(', ')})`
  return `${type}:${content.toString()}`
}

function multipart(body: string, type = 'mixed; boundary=b'): string {
  return `Content-Type: multipart/${type}\n\n${body}`
}

describe('a body is cut into its parts (RFC 2046)', () => {
  test.each([
    ['no head', '\nwords', 'text/plain:words'],
    ['html', 'Content-Type: text/html\n\n<p>', 'text/html:<p>'],
    [
      'two parts',
      multipart('intro\n--b\n\none\n--b\nContent-Type: text/html\n\ntwo\n--b--\nend'),
      'multipart/mixed(text/plain:one, text/html:two)',
    ],
    [
      'CRLF',
      multipart('--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n'),
      'multipart/mixed(text/plain:one, text/plain:two)',
    ],
    [
      'a quoted boundary',
      multipart('--b c\n\none\n--b c--', 'mixed; boundary="b c"'),
      'multipart/mixed(text/plain:one)',
    ],
    [
      'blanks behind a delimiter',
      multipart('--b  \n\none\n--b-- \n'),
      'multipart/mixed(text/plain:one)',
    ],
    [
      'one within the other',
      multipart(
        '--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\none\n--c\n\ntwo\n--c--\n--b\n\nthree\n--b--',
      ),
      'multipart/mixed(multipart/alternative(text/plain:one, text/plain:two), text/plain:three)',
    ],
    [
      'a digest',
      multipart('--b\n\n\nSubject: x\n\n--b--', 'digest; boundary=b'),
      'multipart/digest(message/rfc822:\nSubject: x\n)',
    ],
  ])('%s', (_, text, expected) => {
    const { root, isWhole } = split(text)
    expect(sketch(root)).toBe(expected)
    expect(isWhole).toBe(true)
  })
})

describe('broken structures are read as far as they go', () => {
  test.each([
    [
      'the last delimiter is missing',
      multipart('--b\n\none\n--b\n\ntwo'),
      'multipart/mixed(text/plain:one, text/plain:two)',
    ],
    [
      'the inner delimiter is missing',
      multipart(
        '--b\nContent-Type: multipart/related; boundary=c\n\n--c\n\none\n--b\n\ntwo\n--b--',
      ),
      'multipart/mixed(multipart/related(text/plain:one), text/plain:two)',
    ],
    [
      'the boundary is not named',
      multipart('--b\nContent-Type: text/html\n\none\n--b--', 'mixed'),
      'multipart/mixed(text/html:one)',
    ],
    ['there are no delimiters', multipart('only words'), 'text/plain:only words'],
    [
      'a part has no head',
      multipart('--b\nonly words\n\nmore\n--b--'),
      'multipart/mixed(text/plain:only words\n\nmore)',
    ],
    ['a strange type', 'Content-Type: words\n\none', 'text/plain:one'],
    [
      'a boundary that begins like another',
      multipart('--bb\n--b\n\none\n--bb\n--b--'),
      'multipart/mixed(text/plain:one\n--bb)',
    ],
    [
      'lines of dashes in the words',
      multipart('--b\n\none\n-- \nAnna\n-----\n--b--'),
      'multipart/mixed(text/plain:one\n-- \nAnna\n-----)',
    ],
  ])('%s', (_, text, expected) => {
    expect(sketch(split(text).root)).toBe(expected)
  })
})

describe('limits', () => {
  test('of 300 parts 199 are read, and that is said', () => {
    const { root, isWhole } = split(multipart('--b\n\nx\n'.repeat(300)))
    expect(root.parts).toHaveLength(199)
    expect(isWhole).toBe(false)
  })

  test('parts that are nested deeper than 20 are not read, and that is said', () => {
    const heads = Array.from(
      { length: 40 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
    )
    const { root, isWhole } = split(heads.join(''))
    let depth = 0
    for (let part: Part | undefined = root; part !== undefined; part = part.parts[0]) depth += 1
    expect(depth).toBe(21)
    expect(isWhole).toBe(false)
  })

  test.each([
    ['dashes', '-'],
    ['lines of dashes', '--\n'],
    ['delimiters', '--b\n'],
    ['closing delimiters', '--b--\n'],
    ['heads', '--b\nContent-Type: multipart/mixed; boundary=b\n\n'],
    ['line ends', '\n'],
  ])('ten megabytes of %s take no time', (_, piece) => {
    const text = multipart(piece.repeat(10_000_000 / piece.length))
    const start = cpuMs()
    split(text)
    expect(cpuMs() - start).toBeLessThan(2_000)
  })
})

test('what a part says of itself is read', () => {
  const { root } = split(
    'Content-Type: text/plain; charset=KOI8-R; format=Flowed; DelSp=yes\n' +
      'Content-Disposition: attachment; filename="a.txt"\nContent-Transfer-Encoding: Base64 (x)\n\n',
  )
  expect(root).toMatchObject({
    type: 'text/plain',
    charset: 'KOI8-R',
    encoding: 'Base64',
    isAttached: true,
    name: 'a.txt',
    flow: 'flowed-delete-space',
  })
})
