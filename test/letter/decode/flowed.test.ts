import { expect, test } from 'vitest'
import { unflow } from '../../../src/letter/decode/flowed.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

test.each([
  ['one \ntwo\nthree', 'one two\nthree'],
  ['one \n two', 'one two'],
  ['anna@ \nperson.example', 'anna@ person.example'],
  ['> one \n> two\nthree', '> one two\nthree'],
  ['>> one \n> two', '>> one \n> two'],
  ['words \n-- \nAnna', 'words \n-- \nAnna'],
  [' >not quoted', '>not quoted'],
  ['one \r\ntwo\r\n', 'one two\n'],
  ['', ''],
])('%j reads %j (RFC 3676)', (text, words) => {
  expect(unflow(text, false)).toBe(words)
})

test('the blank at the end is deleted where the letter says so', () => {
  expect(unflow('anna@ \nperson.example', true)).toBe('anna@person.example')
})

test.each([...HOSTILE])('a megabyte of %s takes no time', (_, text) => {
  const start = cpuMs()
  unflow(text, false)
  unflow(' \n'.repeat(500_000), true)
  expect(cpuMs() - start).toBeLessThan(3_000)
})
