import { readFileSync, readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createReader } from '../../src/edge/mime.ts'
import { contentId } from '../../src/letter/content-id.ts'
import { MAILBOX, PHRASES } from '../letter/samples.ts'
import { mutate, mutations } from '../support/mutate.ts'

/** A million at night: `npm run fuzz`. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000)
const SEED = process.env['FUZZ_SEED']
const LETTER_LIMIT_MS = 5_000
/** What the main thread keeps; and what no pause may reach, however busy the machine is. */
const BLOCKED_MS = 50
const BLOCKED_MAX_MS = 1_000

const folder = fileURLToPath(new URL('../letters/', import.meta.url))
const letters = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.eml'))
  .toSorted()
  .map((file) => readFileSync(`${folder}${file}`))

const CONTEXT = { phrases: PHRASES, mailbox: MAILBOX, trustedAuthservId: 'mx.mail.example' }

const reader = createReader()
afterAll(async () => reader.close())

const anyLetter = fc.constantFrom(...letters)

test(
  `${RUNS} broken letters are all read and disposed of, and none stops the main thread`,
  async () => {
    const delays = monitorEventLoopDelay({ resolution: 5 })
    let unread = 0
    const property = fc.asyncProperty(anyLetter, anyLetter, mutations, async (one, other, how) => {
      if (!(await isDisposedOf(mutate(one, other, how)))) unread += 1
    })
    const seed = SEED === undefined ? {} : { seed: Number(SEED) }
    delays.enable()
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true, ...seed })
    delays.disable()
    expect(unread).toBe(0)
    expect(delays.percentile(99.9) / 1e6).toBeLessThan(BLOCKED_MS)
    expect(delays.max / 1e6).toBeLessThan(BLOCKED_MAX_MS)
  },
  60_000 + RUNS * 20,
)

/** Everything that is done with a letter before anybody sees it; false: it was given up. */
async function isDisposedOf(raw: Buffer): Promise<boolean> {
  const letter = await reader.read(raw)
  const understood = await reader.understand(letter, CONTEXT)
  expect(understood.kind).toMatch(/^[a-z/-]{4,16}$/)
  expect(letter.text).not.toMatch(/[^\P{Cc}\n]/u)
  expect(letter.text.length).toBeLessThanOrEqual(64 * 1024)
  return letter.reading !== 'headers-only' && !understood.reasons.includes('reading: failed')
}

test('a broken letter has one identity, whatever ends its lines', () => {
  const property = fc.property(anyLetter, anyLetter, mutations, (one, other, how) => {
    const raw = Buffer.from(
      mutate(one, other, how).toString('latin1').replaceAll('\r', ''),
      'latin1',
    )
    const withReturns = Buffer.from(raw.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
    expect(contentId(withReturns)).toBe(contentId(raw))
  })
  fc.assert(property, { numRuns: Math.min(RUNS, 300) })
})

test.each([
  ['a head of headers', 'X: y\r\n'.repeat(1_700_000)],
  ['a head of one header', `X: ${'y'.repeat(10_000_000)}`],
  ['folded lines', `X: y\r\n${' z\r\n'.repeat(2_500_000)}`],
  ['empty lines', '\r\n'.repeat(5_000_000)],
  ['encoded words', `Subject: ${'=?utf-8?b?0JTQsA==?='.repeat(500_000)}`],
  ['raw bytes', `Subject: ${'\u00d3\u00f2'.repeat(5_000_000)}`],
  ['addresses', `From: ${'a@b.example, '.repeat(700_000)}`],
  ['groups', `From: ${'a:'.repeat(5_000_000)}`],
  ['nested groups', `From: ${'a:'.repeat(300_000)}${';'.repeat(300_000)}`],
  ['references', `References: ${'<a@b.example> '.repeat(100_000)}`],
  [
    'nested multiparts',
    Array.from(
      { length: 5_000 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    ).join(''),
  ],
  ['nested letters', 'Content-Type: message/rfc822\r\n\r\n'.repeat(300_000)],
  [
    'parts',
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(20_000)}`,
  ],
  ['bold tags', `Content-Type: text/html\r\n\r\n${'<a><b>'.repeat(60_000)}`],
  ['comments', `From: ${'('.repeat(10_000_000)}`],
  ['dashes', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n'.repeat(2_000_000)}`],
  ['base64', `Content-Transfer-Encoding: base64\r\n\r\n${'0JTQsA'.repeat(1_600_000)}`],
  ['tags', `Content-Type: text/html\r\n\r\n${'<div>'.repeat(2_000_000)}`],
])(
  'megabytes of %s do not stop the main thread',
  async (_, text) => {
    const raw = Buffer.from(text, 'latin1')
    await reader.read(Buffer.alloc(0))
    const delays = monitorEventLoopDelay({ resolution: 5 })
    delays.enable()
    const start = performance.now()
    await isDisposedOf(raw)
    const readMs = performance.now() - start
    delays.disable()
    expect(readMs).toBeLessThan(2 * LETTER_LIMIT_MS)
    expect(delays.max / 1e6).toBeLessThan(BLOCKED_MAX_MS)
  },
  30_000,
)
