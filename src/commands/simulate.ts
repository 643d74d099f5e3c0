import type { Command } from 'commander'
import { createSimulation, shippedOrOwnPolicy, trustedAuthservId } from '../app.ts'
import type { Simulated, Simulation } from '../app.ts'
import { isHeard, out, outJson } from './terminal.ts'

interface Options {
  readonly json?: boolean
  readonly walk?: boolean
}

function print({ line, letter }: Simulated): void {
  const { kind, certainty, language, review, acknowledge } = letter.understanding
  const { statedEmail, changes, alsoKinds, code, flags, reasons } = letter.understanding
  out(String(line['file']))
  out(`  ${kind}, ${certainty}, ${language}${review ? ', a person must look' : ''}`)
  out(`  ${acknowledge ? 'would be acknowledged' : 'would not be answered'}`)
  if (alsoKinds.length > 0) out(`  also ${alsoKinds.join(', ')}`)
  if (flags.length > 0) out(`  beware: ${flags.join(', ')}`)
  if (statedEmail !== null) out(`  stated address ${statedEmail}`)
  for (const { field, from, to } of changes)
    out(`  ${field}${from === undefined ? '' : ` ${from}`} -> ${to}`)
  if (code !== null) out(`  code ${code}`)
  for (const reason of reasons) out(`  - ${reason}`)
}

function printWalk(walk: Awaited<ReturnType<Simulation['walk']>>): void {
  for (const { step, text } of walk) {
    out(`\n== ${step}`)
    out(text.trimEnd())
  }
  out('')
}

async function show(one: Simulated, simulation: Simulation, options: Options): Promise<void> {
  const walk = options.walk === true ? await simulation.walk(one.letter) : null
  if (options.json === true) return outJson(walk === null ? one.line : { ...one.line, walk })
  print(one)
  if (walk !== null) printWalk(walk)
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
      const simulation = createSimulation(shippedOrOwnPolicy(), trustedAuthservId())
      try {
        for await (const one of simulation.read(paths)) {
          if (!isHeard()) break
          await show(one, simulation, options)
        }
      } finally {
        await simulation.close()
      }
    })
}
