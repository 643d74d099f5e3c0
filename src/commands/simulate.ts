import type { Command } from 'commander'
import { createSimulation, shippedOrOwnPolicy } from '../app.ts'
import type { Simulated, Simulation } from '../app.ts'
import { maskEmail } from '../reply/mask.ts'
import { out, outJson } from './terminal.ts'

interface Options {
  readonly json?: boolean
  readonly walk?: boolean
}

function print({ line, letter }: Simulated): void {
  const { kind, certainty, language, statedEmail, changes, review, acknowledge, reasons } =
    letter.understanding
  out(String(line['file']))
  out(`  ${kind}, ${certainty}, ${language}${review ? ', a person must look' : ''}`)
  out(`  ${acknowledge ? 'would be acknowledged' : 'would not be answered'}`)
  if (statedEmail !== null) out(`  stated address ${maskEmail(statedEmail)}`)
  for (const { field, to } of changes) out(`  ${field} -> ${to}`)
  for (const reason of reasons) out(`  - ${reason}`)
}

async function printWalk(one: Simulated, simulation: Simulation): Promise<void> {
  for (const { step, text } of await simulation.walk(one.letter)) {
    out(`\n== ${step}`)
    out(text.trimEnd())
  }
}

export function addSimulate(program: Command): void {
  program
    .command('simulate <paths...>')
    .description(
      'how letters would be understood: files or folders of .eml, no database, no network',
    )
    .option('--json', 'one JSON line a letter')
    .option('--walk', 'the whole way of each letter, from its arrival to the last reply')
    .action(async (paths: string[], options: Options) => {
      const simulation = createSimulation(shippedOrOwnPolicy())
      try {
        for await (const one of simulation.read(paths)) {
          if (options.json === true) outJson(one.line)
          else print(one)
          if (options.walk === true) await printWalk(one, simulation)
        }
      } finally {
        await simulation.close()
      }
    })
}
