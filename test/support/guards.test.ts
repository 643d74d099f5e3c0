import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GUARDS } from './guards.ts'

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

// `$what` would be cut.
const named = GUARDS.map((guard) => [guard.what, guard] as const)

test.each(named)('the guard “%s” stands once in its file, and its attack is there', (_, guard) => {
  expect(read(guard.file).split(guard.text)).toHaveLength(2)
  expect(read(`test/attacks/${guard.attacks}`)).toContain(guard.name)
})

test('at least ten guards are taken out', () => {
  expect(GUARDS.length).toBeGreaterThanOrEqual(10)
})
