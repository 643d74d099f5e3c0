/** The command line: one file a command. */
import { Command } from 'commander'
import { addConfig } from './config.ts'
import { addDeadline } from './deadline.ts'
import { addDemo } from './demo.ts'
import { addMigrate } from './migrate.ts'
import { addPeople } from './people.ts'
import { addRequests } from './requests.ts'
import { addSimulate } from './simulate.ts'
import { addStart } from './start.ts'

const ABOUT = 'Watches the mailbox that a privacy policy names and keeps what the policy promises.'

export function createProgram(): Command {
  const program = new Command('privacy-mailbot')
  program.description(ABOUT).exitOverride().showSuggestionAfterError()
  for (const add of [
    addStart,
    addDemo,
    addSimulate,
    addDeadline,
    addRequests,
    addPeople,
    addConfig,
    addMigrate,
  ])
    add(program)
  // Subcommands inherit the override only when it is set on each.
  const override = (command: Command): void => {
    command.exitOverride()
    command.commands.forEach(override)
  }
  override(program)
  return program
}
