import type { Command } from 'commander'
import { runDemo } from '../demo/demo.ts'

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('the whole thing on this machine, with a mailbox of its own')
    .action(() => runDemo())
}
