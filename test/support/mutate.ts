import fc from 'fast-check'

/** One change to the bytes of a letter, at a place and of a length given as shares of it. */
export interface Mutation {
  readonly kind: 'replace' | 'delete' | 'double' | 'move' | 'graft' | 'insert' | 'cut'
  readonly at: number
  readonly length: number
  readonly bytes: Uint8Array
}

/** What breaks parsers: boundaries, encodings, tags, quotes, bytes of other charsets. */
const PIECES: readonly string[] = [
  '\r\n',
  '\n\n',
  '\r',
  '\0',
  '--',
  '\r\n--b\r\n',
  '=?utf-8?b?',
  '=?koi8-r?q?=',
  '?=',
  '=\r\n',
  '=D0',
  'Content-Type: multipart/mixed; boundary=b\r\n',
  'Content-Type: text/html; charset=utf-16\r\n',
  'Content-Type: message/rfc822\r\n\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  "Content-Disposition: attachment; filename*0*=utf-8''%D0\r\n",
  'From: a@b.example\r\n',
  'Subject: =?utf-8?q?x\r\n',
  '<div style="display:none">',
  '<blockquote>',
  '<!--',
  '</',
  '&#1059;',
  '> ',
  '@',
  '+7 700 000 00 11 ',
  'не ',
  '2026 ж. 23 қар., дс, 11:02 <a@b.example> деген хабарлама жазды:\n',
  '\u00d0\u00a3',
  '\ud83d\ude4f',
]

const share = fc.double({ min: 0, max: 1, noNaN: true })
const piece = fc.constantFrom(...PIECES).map((text) => Buffer.from(text))
const noise = fc.uint8Array({ minLength: 1, maxLength: 40 })
const repeated = fc
  .tuple(piece, fc.integer({ min: 2, max: 600 }))
  .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)))

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('replace', 'delete', 'double', 'move', 'graft', 'insert', 'cut'),
    at: share,
    length: share.map((value) => value ** 3),
    bytes: fc.oneof(
      { arbitrary: piece, weight: 5 },
      { arbitrary: noise, weight: 4 },
      { arbitrary: repeated, weight: 1 },
    ),
  }),
  { minLength: 1, maxLength: 8 },
)

const BYTES_MAX = 256 * 1024

/** `letter` after all of them; `other` is what is grafted in. */
export function mutate(letter: Buffer, other: Buffer, changes: readonly Mutation[]): Buffer {
  return changes.reduce((raw, change) => apply(raw, other, change).subarray(0, BYTES_MAX), letter)
}

function apply(raw: Buffer, other: Buffer, { kind, at, length, bytes }: Mutation): Buffer {
  const start = Math.floor(at * raw.length)
  const end = Math.min(raw.length, start + Math.floor(length * raw.length))
  const before = raw.subarray(0, start)
  const slice = raw.subarray(start, end)
  const after = raw.subarray(end)
  switch (kind) {
    case 'replace':
      return Buffer.concat([
        before,
        bytes,
        raw.subarray(Math.min(raw.length, start + bytes.length)),
      ])
    case 'delete':
      return Buffer.concat([before, after])
    case 'double':
      return Buffer.concat([before, slice, slice, after])
    case 'move':
      return Buffer.concat([slice, before, after])
    case 'graft':
      return Buffer.concat([before, other.subarray(Math.floor(at * other.length)), after])
    case 'insert':
      return Buffer.concat([before, bytes, raw.subarray(start)])
    case 'cut':
      return before
    default:
      return raw
  }
}
