import { defineConfig } from 'vitest/config'
import { common } from './test/support/vitest-common.ts'

/** Where CI wants the counts of the run; unset on a person's machine. */
const report = process.env['TEST_REPORT']
/** What is told in seconds is measured when nothing else keeps the machine busy. */
const TIMED = ['test/real/walk.test.ts', 'test/letter/classify.test.ts', 'test/edge/mime.test.ts']
/** Many wait for servers and browsers: two at a time keep two cores busy. */
const FILES_AT_ONCE = 2

export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        test: {
          ...common,
          name: 'house',
          include: ['test/**/*.test.ts'],
          exclude: TIMED,
          maxWorkers: FILES_AT_ONCE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'timed',
          include: TIMED,
          maxWorkers: 1,
          // A host that is slow for one moment is asked again; one that is slow fails three times.
          retry: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
