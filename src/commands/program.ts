/** The command line: one file a command. */
import { Command } from 'commander'
import { programVersion } from '../app.ts'
import { ADVICE } from '../errors.ts'
import { addConfig } from './config.ts'
import { addDeadline } from './deadline.ts'
import { addDemo } from './demo.ts'
import { addExport } from './export.ts'
import { addDoctor } from './doctor.ts'
import { addMigrate } from './migrate.ts'
import { addOwner } from './owner.ts'
import { addPartners } from './partners.ts'
import { addPeople } from './people.ts'
import { addRequests } from './requests.ts'
import { addSimulate } from './simulate.ts'
import { addStart } from './start.ts'
import { addTemplates } from './templates.ts'

const ABOUT = 'Watches the mailbox that a privacy policy names and keeps what the policy promises.'

export function createProgram(): Command {
  const program = new Command('privacy-mailbot')
  program
    .description(ABOUT)
    .version(programVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      outputError: (text, write) =>
        write(
          `privacy-mailbot: usage: ${text
            .replace(/^error: /, '')
            .trimEnd()
            .replaceAll('\n', ' ')}\n  ${ADVICE.usage}\n`,
        ),
    })
  // What is set above is handed down to every command added from here on.
  for (const add of [
    addStart,
    addDemo,
    addSimulate,
    addDeadline,
    addRequests,
    addPeople,
    addPartners,
    addOwner,
    addExport,
    addTemplates,
    addConfig,
    addDoctor,
    addMigrate,
  ])
    add(program)
  return program
}
