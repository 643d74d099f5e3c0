import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ADVICE } from '../src/errors.ts'
import { filesBelow } from './support/files.ts'

test('the comments of the sources say what is, and nothing waits there as a TODO', () => {
  const sources = [...filesBelow('src'), ...filesBelow('workers')]
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  const comment = /^\s*(?:\*|\/\*|\/\/).*\bshould\b|\s\/\/ .*\bshould\b/im
  const said = sources.filter(({ text }) => comment.test(text) || /\bTODO\b/.test(text))
  expect(said.map(({ path }) => path)).toEqual([])
})

test('the README explains every fault code once, and no other', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(codesExplained(readme).toSorted()).toEqual(Object.keys(ADVICE).toSorted())
})

/** The first column of the table below the heading "When something is wrong". */
function codesExplained(readme: string): readonly string[] {
  const [, chapter = ''] = readme.split(/^#{1,6} When something is wrong$/m)
  const [table = ''] = chapter.split(/^#{1,6} /m)
  return [...table.matchAll(/^\| *`([^`|]+)` *\|/gm)].map(([, code = '']) => code)
}
