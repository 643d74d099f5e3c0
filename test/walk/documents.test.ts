import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeLetter } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const FROM = 'scanned@person.example'
const SCAN = Buffer.from('canary of a scan '.repeat(4_000))
const encoded = SCAN.toString('base64').replace(/.{76}/g, '$&\r\n')

/** A demand with a picture of an identity card. */
function withScan(): Buffer {
  const plain = writeLetter(
    { from: FROM, subject: 'Уточнить персональные данные', body: '', signedBy: null },
    walk.now,
  ).toString('latin1')
  const head = plain.slice(0, plain.indexOf('MIME-Version'))
  const words =
    'Прошу исправить телефон на +7 700 000 00 66. Прикладываю копию удостоверения личности.'
  return Buffer.from(
    [
      `${head}MIME-Version: 1.0`,
      'Content-Type: multipart/mixed; boundary="seam"',
      '',
      '--seam',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(words).toString('base64'),
      '--seam',
      'Content-Type: image/jpeg; name="udostoverenie.jpg"',
      'Content-Disposition: attachment; filename="udostoverenie.jpg"',
      'Content-Transfer-Encoding: base64',
      '',
      encoded,
      '--seam--',
      '',
    ].join('\r\n'),
    'latin1',
  )
}

test('a copy of an identity document is not kept: the person and the owner are told, the demand goes on (p.10.5)', async () => {
  walk.deliver(withScan())
  await walk.settle()
  const { number, events } = await walk.onlyRequestOf(FROM)
  expect((await walk.sentTo(FROM)).map(({ kind }) => kind)).toEqual([
    'acknowledgement-rectify',
    'document-deleted',
  ])
  expect(await walk.toOwner('document-came', number)).toHaveLength(1)
  const raw = await walk.world.letters.openRaw(String(events[0]?.facts['letter']))
  expect(raw?.toString('latin1')).toContain('[removed: a copy of a document]')
  expect(raw?.toString('latin1')).not.toContain(encoded.slice(0, 60))
  expect(raw?.includes(SCAN.subarray(0, 40))).toBe(false)
})
