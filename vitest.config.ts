import { defineConfig } from 'vitest/config'

/** Where CI wants the counts of the run; unset on a person's machine. */
const report = process.env['TEST_REPORT']

export default defineConfig({
  test: {
    dir: 'test',
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
