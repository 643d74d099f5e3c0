/** What every run of the tests has in common; paths from the top of the project. */
export const common = {
  globalSetup: ['test/support/global-setup.ts'],
  pool: 'forks',
  testTimeout: 20_000,
} as const
