/** The owner's work from a terminal. */
import type { Command } from 'commander'
import { ownersDesk } from '../app.ts'
import type { OwnersDesk } from '../app.ts'
import { Fault } from '../errors.ts'
import { LANGUAGES } from '../letter/letter.ts'
import type { Language } from '../letter/letter.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import { readRequestNumber } from '../request/number.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { readChanges, readFieldValue } from './field-value.ts'
import { printBacklog, printList, printRequest } from './requests-print.ts'
import { outJson, readInstant, talk } from './terminal.ts'
import { withWorld } from './with-world.ts'

/** Opens what the owner works with, for one command. */
async function atDesk<Result>(work: (desk: OwnersDesk) => Promise<Result>): Promise<Result> {
  return withWorld(async (world) => {
    const desk = ownersDesk(world)
    try {
      return await work(desk)
    } finally {
      await desk.close()
    }
  })
}

async function find(desk: OwnersDesk, typed: string): Promise<PrivacyRequest> {
  const number = readRequestNumber(typed)
  if (number === null)
    throw new Fault('usage', { detail: `${typed} is no request number: write it as PD-7F3K-92QD` })
  const request = await desk.load(number)
  if (request === null) throw new Fault('usage', { detail: `there is no request ${number}` })
  return request
}

const collect = (value: string, earlier: readonly string[]): readonly string[] => [
  ...earlier,
  value,
]

interface DecisionOptions {
  readonly planVersion?: string
}

function addDecisions(requests: Command): void {
  const version = '--plan-version <number>'
  const versionHelp = 'decide only if this is still the version of the plan'
  const decide = async (
    typed: string,
    options: DecisionOptions,
    answer: Parameters<OwnersDesk['answer']>[1],
  ): Promise<void> =>
    atDesk(async (desk) => {
      const request = await find(desk, typed)
      const planVersion = options.planVersion === undefined ? null : Number(options.planVersion)
      const said = await desk.answer(request, answer, planVersion)
      talk(said)
    })
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
}

function readKind(typed: string): 'rectify' | 'cease' {
  if (typed === 'rectify' || typed === 'cease') return typed
  const isKnown = DEMAND_KINDS.some((kind) => kind === typed)
  throw new Fault('usage', {
    detail: isKnown
      ? `requests of the kind ${typed} cannot be entered yet: rectify or cease`
      : '--kind is rectify or cease',
  })
}

function readLanguage(typed: string): Language {
  const language = LANGUAGES.find((one) => one === typed)
  if (language !== undefined) return language
  throw new Fault('usage', { detail: `--language is one of ${LANGUAGES.join(', ')}` })
}

interface OpenOptions {
  readonly kind: string
  readonly letter?: string
  readonly received?: string
  readonly email?: string
  readonly language: string
  readonly set: readonly string[]
}

async function openByHand(options: OpenOptions): Promise<void> {
  const kind = readKind(options.kind)
  await atDesk(async (desk) => {
    if (options.letter !== undefined) {
      talk(`Opened ${(await desk.openLetter(options.letter, kind)).join(', ')}.`)
      return
    }
    if (options.received === undefined || options.email === undefined)
      throw new Fault('usage', {
        detail: 'give --letter, or --received and --email for what came by phone or on paper',
      })
    const received = readInstant(options.received, '--received')
    const number = await desk.openByHand({
      kind,
      received,
      email: readFieldValue('email', options.email),
      language: readLanguage(options.language),
      changes: readChanges(options.set),
    })
    talk(`Opened ${number}.`)
  })
}

function addOpen(requests: Command): void {
  requests
    .command('open')
    .description('enter a request that came by phone or on paper, or one from the holding pen')
    .requiredOption('--kind <kind>', 'rectify or cease')
    .option('--letter <id>', 'a letter of the holding pen')
    .option('--received <instant>', 'when it truly came: 2026-11-20T10:00:00+05:00')
    .option('--email <address>', 'the address on record')
    .option('--language <language>', 'of the letters to the person', 'ru')
    .option('--set <field=value>', 'what to write, repeated', collect, [])
    .action(openByHand)
  requests
    .command('edit <number>')
    .description('change what is to be written; the owner is asked anew')
    .requiredOption('--set <field=value>', 'phone=+7701…, repeated', collect, [])
    .action((typed: string, options: { set: readonly string[] }) =>
      atDesk(async (desk) => {
        const request = await find(desk, typed)
        talk(await desk.edit(request, readChanges(options.set)))
      }),
    )
}

function addReading(requests: Command): void {
  requests
    .command('list')
    .description('open requests, what waits in the holding pen, and the count of the rest')
    .option('--all', 'closed requests too')
    .option('--json', 'one JSON line a request')
    .action((options: { all?: boolean; json?: boolean }) =>
      atDesk(async (desk) => {
        const requests_ = await desk.list(options.all !== true)
        if (options.json === true) requests_.forEach((request) => outJson(desk.summary(request)))
        else printList(requests_, await desk.pen())
      }),
    )
  requests
    .command('show <number>')
    .description('one request: what is asked, the plan, the dates, what happened')
    .option('--reveal', 'values as they are')
    .option('--json', 'as JSON')
    .action((typed: string, options: { reveal?: boolean; json?: boolean }) =>
      atDesk(async (desk) => {
        const request = await find(desk, typed)
        if (options.json === true) outJson(desk.summary(request))
        else printRequest(request, await desk.replies(request.number), options.reveal === true)
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
  addOpen(requests)
}
