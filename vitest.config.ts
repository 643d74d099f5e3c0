import { defineConfig } from 'vitest/config'

/** Where CI wants the counts of the run; unset on a person's machine. */
const report = process.env['TEST_REPORT']
/** What is told in seconds is measured when nothing else keeps the machine busy. */
const TIMED = ['test/real/walk.test.ts']

const common = {
  globalSetup: ['test/support/global-setup.ts'],
  pool: 'forks',
  testTimeout: 20_000,
} as const

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
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...common, name: 'timed', include: TIMED, sequence: { groupOrder: 1 } } },
    ],
  },
})
