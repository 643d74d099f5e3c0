import type { Command } from 'commander'
import { shippedOrOwnPolicy } from '../app.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import type { Deadlines } from '../policy/term.ts'
import { deadlines } from '../policy/term.ts'
import { readDemandKind } from './demand-kind.ts'
import { out, outJson, readInstant, table, talk } from './terminal.ts'

function print(dated: Deadlines): void {
  out(`${dated.kind}, received on ${dated.receivedOn}`)
  const rows = dated.obligations.map(({ name, policyDue, lawDue, softDue, actBy }) =>
    [name, policyDue, lawDue, softDue, actBy].map((cell) => cell ?? '-'),
  )
  out(table([['owed', 'policy', 'law', 'target', 'act by'], ...rows]))
  out('')
  for (const line of dated.explanation) out(line)
}

interface Options {
  readonly kind: string
  readonly received: string
  readonly confirmed?: string
  readonly json?: boolean
}

export function addDeadline(program: Command): void {
  program
    .command('deadline')
    .description('what a request owes and by when, explained line by line')
    .requiredOption('--kind <kind>', `one of ${DEMAND_KINDS.join(', ')}`)
    .requiredOption('--received <instant>', 'arrival in the mailbox, as 2026-11-20T10:00:00+05:00')
    .option(
      '--confirmed <instant>',
      "when identity and grounds were confirmed: the law's term for corrections runs from there",
    )
    .option('--json', 'as JSON')
    .action((options: Options) => {
      const { rules, calendar } = shippedOrOwnPolicy()
      const kind = readDemandKind(options.kind)
      const received = readInstant(options.received, '--received')
      const confirmed =
        options.confirmed === undefined ? undefined : readInstant(options.confirmed, '--confirmed')
      const dated = deadlines({ kind, received, confirmed }, rules, calendar)
      if (dated.obligations.length === 0) talk(`No rule was in force on ${dated.receivedOn}.`)
      if (options.json === true) outJson(dated)
      else print(dated)
    })
}
