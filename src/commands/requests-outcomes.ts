/** What the owner decides besides yes, no and a question, and what the owner alone knows. */
import type { Command } from 'commander'
import type { OwnersDesk } from '../app.ts'
import { readKeep } from '../approval/keep.ts'
import { Fault } from '../errors.ts'
import { deciding } from './at-desk.ts'
import { readDemandKind } from './demand-kind.ts'
import { findRequest } from './requests-find.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import { talk } from './terminal.ts'

type Answer = Parameters<OwnersDesk['answer']>[1]

function decide(typed: string, answer: Answer): Promise<void> {
  return deciding(async (desk) => {
    talk(await desk.answer(await findRequest(desk, typed), answer, null))
  })
}

function note(typed: string, said: Parameters<OwnersDesk['note']>[1]): Promise<void> {
  return deciding(async (desk) => {
    talk(await desk.note(await findRequest(desk, typed), said))
  })
}

interface KeepOptions {
  readonly fields: string
  readonly basis: string
  readonly until: string
}

function readKeepOptions({ fields, basis, until }: KeepOptions): Answer {
  const kept = readKeep(`${fields}; ${basis}; ${until}`)
  if (kept !== null) return { say: 'keep', ...kept }
  throw new Fault('usage', {
    detail: '--fields are of surname, name, email, phone, userId; --until is a day, as 2031-12-31',
  })
}

function addDecisions(requests: Command): void {
  requests
    .command('answer <number>')
    .description('answer a question or an objection; the person reads the text')
    .requiredOption('--text <text>')
    .action((typed: string, { text }: { text: string }) =>
      decide(typed, { say: 'answer', text: text.trim() }),
    )
  requests
    .command('block <number>')
    .description(
      'it cannot be destroyed yet: nobody uses it, six months from receipt at most (p.17)',
    )
    .requiredOption('--reason <text>')
    .action((typed: string, { reason }: { reason: string }) =>
      decide(typed, { say: 'block', reason: reason.trim() }),
    )
  requests
    .command('keep <number>')
    .description('a law orders some of it kept until a day; the rest is destroyed')
    .requiredOption('--fields <fields>', 'surname, name, email, phone, userId, by commas')
    .requiredOption('--basis <article>')
    .requiredOption('--until <day>', 'the last day, as 2031-12-31')
    .action((typed: string, options: KeepOptions) => decide(typed, readKeepOptions(options)))
}

const HOW = ['phone', 'paper', 'in-person'] as const

function readHow(typed: string): string {
  const how = HOW.find((one) => one === typed)
  if (how !== undefined) return how
  throw new Fault('usage', { detail: `--how is one of ${HOW.join(', ')}` })
}

function addNotes(requests: Command): void {
  requests
    .command('told <number>')
    .description('the person was told another way than by letter')
    .requiredOption('--how <how>', HOW.join(', '))
    .action((typed: string, { how }: { how: string }) =>
      note(typed, { what: 'told', how: readHow(how) }),
    )
  requests
    .command('withdraw <number>')
    .description('the person took the demand back, and told you so')
    .action((typed: string) => note(typed, { what: 'withdrawn' }))
  requests
    .command('split <number>')
    .description('what was joined to another request goes on by itself')
    .action((typed: string) => note(typed, { what: 'split' }))
  requests
    .command('take <number>')
    .description('it really asks for something else: it goes on as that, under its own time')
    .requiredOption('--kind <kind>', `one of ${DEMAND_KINDS.join(', ')}`)
    .action((typed: string, options: { kind: string }) =>
      note(typed, { what: 'taken-as', kind: readDemandKind(options.kind) }),
    )
  requests
    .command('partner-done <number>')
    .description('a partner confirmed another way than by answering our letter')
    .requiredOption('--partner <id>', 'as the policy file names it')
    .action((typed: string, { partner }: { partner: string }) =>
      note(typed, { what: 'partner-done', partner }),
    )
}

export function addOutcomes(requests: Command): void {
  addDecisions(requests)
  addNotes(requests)
}
