/** The owner's work from a terminal. */
import type { Command } from 'commander'
import type { OwnersDesk, ReplyRow } from '../app.ts'
import { Fault } from '../errors.ts'
import { atDesk, deciding } from './at-desk.ts'
import { findRequest } from './requests-find.ts'
import { addIdentity } from './requests-identity.ts'
import { addOpening } from './requests-open.ts'
import { addOutcomes } from './requests-outcomes.ts'
import { proofShown, undoUntil } from './requests-proof.ts'
import { printBacklog, printHeld, printList, printRequest } from './requests-print.ts'
import { outJson, talk } from './terminal.ts'

interface DecisionOptions {
  readonly planVersion?: string
}

function readVersion(typed: string | undefined): number | null {
  if (typed === undefined) return null
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed)
  throw new Fault('usage', {
    detail: '--plan-version is a whole number, as `requests show` has it',
  })
}

function addDecisions(requests: Command): void {
  const version = '--plan-version <number>'
  const versionHelp = 'decide only if this is still the version of the plan'
  const decide = async (
    typed: string,
    options: DecisionOptions,
    answer: Parameters<OwnersDesk['answer']>[1],
  ): Promise<void> => {
    const planVersion = readVersion(options.planVersion)
    await deciding(async (desk) => {
      const request = await findRequest(desk, typed)
      talk(await desk.answer(request, answer, planVersion))
    })
  }
  requests
    .command('approve <number>')
    .description('carry out the plan as shown')
    .option(version, versionHelp)
    .action((typed: string, options: DecisionOptions) => decide(typed, options, { say: 'yes' }))
  requests
    .command('refuse <number>')
    .description('refuse, with the reason that the person will read')
    .requiredOption('--reason <text>')
    .option(version, versionHelp)
    .action((typed: string, options: DecisionOptions & { reason: string }) =>
      decide(typed, options, { say: 'no', reason: options.reason.trim() }),
    )
  requests
    .command('ask <number>')
    .description('ask the person something; the term goes on')
    .requiredOption('--question <text>')
    .option(version, versionHelp)
    .action((typed: string, options: DecisionOptions & { question: string }) =>
      decide(typed, options, { say: 'ask', question: options.question.trim() }),
    )
  requests
    .command('undo <number>')
    .description('take an approval back before it is carried out')
    .action((typed: string) => decide(typed, {}, { say: 'undo' }))
}

interface ListOptions {
  readonly all?: boolean
  readonly held?: boolean
  readonly json?: boolean
}

async function list(desk: OwnersDesk, options: ListOptions): Promise<void> {
  const pen = await desk.pen()
  if (options.held === true && options.json === true) pen.held.forEach((letter) => outJson(letter))
  else if (options.held === true) printHeld(pen)
  else {
    const requests = await desk.list(options.all !== true)
    if (options.json === true) requests.forEach((request) => outJson(desk.summary(request)))
    else printList(requests, pen)
  }
}

/** A letter of ours without its words and its addressee. */
function shown({ kind, audience, state, attempts, sentAt }: ReplyRow): object {
  return { kind, audience, state, attempts, sentAt }
}

function addReading(requests: Command): void {
  requests
    .command('list')
    .description('open requests, what waits in the holding pen, and the count of the rest')
    .option('--all', 'closed requests too')
    .option('--held', 'only what waits in the holding pen')
    .option('--json', 'one JSON line a request, or a letter with --held')
    .action((options: ListOptions) => atDesk((desk) => list(desk, options)))
  requests
    .command('show <number>')
    .description('one request: what is asked, the plan, the dates, what happened')
    .option('--reveal', 'values as they are')
    .option('--json', 'as JSON')
    .action((typed: string, options: { reveal?: boolean; json?: boolean }) =>
      atDesk(async (desk) => {
        const request = await findRequest(desk, typed)
        const replies = await desk.replies(request.number)
        if (options.json === true) {
          const { level, by } = proofShown(request)
          const proven = { level, by, undoUntil: undoUntil(request) }
          outJson({ ...desk.summary(request), ...proven, replies: replies.map(shown) })
        } else {
          const explanation = desk.explanation(request)
          printRequest(request, replies, { reveal: options.reveal === true, explanation })
        }
      }),
    )
  requests
    .command('backlog')
    .description('demands from before answerFrom: listed, never answered on their own')
    .option('--json', 'one JSON line a letter')
    .action((options: { json?: boolean }) =>
      atDesk(async (desk) => {
        const letters = await desk.backlog()
        if (options.json === true) letters.forEach((letter) => outJson(letter))
        else printBacklog(letters)
      }),
    )
}

export function addRequests(program: Command): void {
  const requests = program.command('requests').description("the owner's work from a terminal")
  addReading(requests)
  addDecisions(requests)
  addIdentity(requests)
  addOpening(requests)
  addOutcomes(requests)
}
