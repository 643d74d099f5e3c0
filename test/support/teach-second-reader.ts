/** Teaches the second reader anew; to be run after a rule or a taught letter has changed. */
import { writeFileSync } from 'node:fs'
import { fresh, freshLesson, knownLessons } from './lessons.ts'
import { teach, written } from './teach.ts'

const FILE = new URL('../../src/letter/kinds/likeness-weights.ts', import.meta.url)
const HEAD = `/** Made by \`npm run teach\` of test/letters; one sign a line, see likeness.ts. */
export const WEIGHTS = \``

const lessons = [...(await knownLessons()), ...fresh().map(freshLesson)]
const text = written(teach(lessons))
writeFileSync(FILE, `${HEAD}${text.replace(/[`\\$]/g, '')}\`\n`)
process.stdout.write(`${lessons.length} letters, ${text.split('\n').length} signs\n`)
