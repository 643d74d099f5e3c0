import type { Command } from 'commander'
import { talk } from './terminal.ts'
import { withWorld } from './with-world.ts'

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables up to date (start does it too)')
    .action(async () => {
      await withWorld(async () => talk('The tables are up to date.'))
    })
}
