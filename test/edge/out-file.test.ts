import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeOutFile } from '../../src/edge/out-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'privacy-mailbot-out-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a file is written as it is, over the one before it', () => {
  const file = join(folder, 'register.csv')
  writeOutFile(file, 'first')
  writeOutFile(file, Buffer.from('мерзім'))
  expect(readFileSync(file, 'utf8')).toBe('мерзім')
})

test('a place that is none is told with its name', () => {
  expect(() => writeOutFile(join(folder, 'nowhere', 'x'), '')).toThrow(
    /^usage: .*nowhere\/x cannot be written \(ENOENT\)$/,
  )
  expect(() => writeOutFile(folder, '')).toThrow(/cannot be written \(EISDIR\)$/)
})
