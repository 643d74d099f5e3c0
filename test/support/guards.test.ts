import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GUARDS } from './guards.ts'

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test.each(GUARDS)('the guard “$what” stands once in $file, and its attack is there', (guard) => {
  expect(read(guard.file).split(guard.text)).toHaveLength(2)
  expect(read(`test/attacks/${guard.attacks}`)).toContain(guard.name)
})

test('at least ten guards are taken out', () => {
  expect(GUARDS.length).toBeGreaterThanOrEqual(10)
})
