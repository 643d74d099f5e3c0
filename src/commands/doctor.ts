import type { Command } from 'commander'
import { doctor } from '../app.ts'
import type { Finding } from '../app.ts'
import { out, outJson, table, talk } from './terminal.ts'

/** Something was found: neither done nor failed. */
const FOUND_EXIT = 3

function mark({ ok, fix }: Finding): string {
  if (!ok) return 'FOUND'
  return fix === null ? 'ok' : 'note'
}

/** The lines of one check: what was seen, and what to do below it. */
function rowsOf(finding: Finding): readonly (readonly string[])[] {
  const { name, what, fix } = finding
  const [first = '', ...more] = what.split('\n')
  const below = [...more, ...(fix === null ? [] : [`-> ${fix}`])]
  return [[name, mark(finding), first], ...below.map((line) => ['', '', line])]
}

/** @returns the exit code */
async function examine({ json = false }: { readonly json?: boolean }): Promise<number> {
  const findings = await doctor(talk)
  const bad = findings.filter(({ ok }) => !ok)
  if (json) for (const { name, ok, what, fix } of findings) outJson({ name, ok, what, fix })
  else out(table(findings.flatMap(rowsOf)))
  talk(
    bad.length === 0
      ? `${findings.length} checks, nothing found.`
      : `${findings.length} checks, found: ${bad.map(({ name }) => name).join(', ')}.`,
  )
  return bad.length === 0 ? 0 : FOUND_EXIT
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at everything this installation needs, and say what to mend; change nothing')
    .option('--json', 'one JSON line a check')
    .action(async (options: { readonly json?: boolean }) => {
      process.exitCode = await examine(options)
    })
}
