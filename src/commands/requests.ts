/** The owner's work from a terminal. */
import type { Command } from 'commander'
import { configured, ownersDesk } from '../app.ts'
import type { ByHand, OwnersDesk, ReplyRow } from '../app.ts'
import { Fault } from '../errors.ts'
import { LANGUAGES } from '../letter/letter.ts'
import type { Language } from '../letter/letter.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import { findRequest } from './requests-find.ts'
import { readChanges, readFieldValue } from './field-value.ts'
import { printBacklog, printHeld, printList, printRequest } from './requests-print.ts'
import { out, outJson, readInstant, talk } from './terminal.ts'
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

/** For what writes letters: the owner's go to the mailbox itself where nobody says otherwise. */
async function deciding(work: (desk: OwnersDesk) => Promise<void>): Promise<void> {
  const { ownerEmail } = configured({ mail: false })
  if (ownerEmail === null)
    talk('OWNER_EMAIL is not set here: letters to the owner go to the mailbox of the policy.')
  await atDesk(work)
}

const collect = (value: string, earlier: readonly string[]): readonly string[] => [
  ...earlier,
  value,
]

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
  readonly language?: string
  readonly set: readonly string[]
  readonly json?: boolean
}

/** What a letter of the holding pen tells by itself is not typed as well. */
function readLetterId(options: OpenOptions, letter: string): string {
  const { received, email, language, set } = options
  if (received !== undefined || email !== undefined || language !== undefined || set.length > 0)
    throw new Fault('usage', {
      detail: '--letter goes with --kind alone: the letter tells the rest',
    })
  if (/^[0-9a-f]{8,64}$/i.test(letter)) return letter
  throw new Fault('usage', { detail: '--letter is an id as `requests list` shows it' })
}

function readByHand(options: OpenOptions): ByHand {
  const { received, email, language = 'ru', set } = options
  const kind = readKind(options.kind)
  if (received === undefined || email === undefined)
    throw new Fault('usage', {
      detail: 'give --letter, or --received and --email for what came by phone or on paper',
    })
  if (kind === 'cease' && set.length > 0)
    throw new Fault('usage', { detail: '--set goes with --kind rectify' })
  return {
    kind,
    received: readInstant(received, '--received'),
    email: readFieldValue('email', email),
    language: readLanguage(language),
    changes: readChanges(set),
  }
}

async function openRequest(options: OpenOptions): Promise<void> {
  const kind = readKind(options.kind)
  const letter = options.letter === undefined ? null : readLetterId(options, options.letter)
  const entry = letter === null ? readByHand(options) : null
  await deciding(async (desk) => {
    const numbers =
      entry === null ? await desk.openLetter(letter ?? '', kind) : [await desk.openByHand(entry)]
    for (const number of numbers)
      if (options.json === true) outJson({ number })
      else out(number)
    talk('Opened. Its letters leave while `privacy-mailbot start` runs.')
  })
}

function addOpening(requests: Command): void {
  requests
    .command('open')
    .description('enter a request that came by phone or on paper, or one from the holding pen')
    .requiredOption('--kind <kind>', 'rectify or cease')
    .option('--letter <id>', 'a letter of the holding pen, as `requests list` shows it')
    .option('--received <instant>', 'when it truly came: 2026-11-20T10:00:00+05:00')
    .option('--email <address>', 'the address on record')
    .option('--language <language>', 'of the letters to the person: ru unless told')
    .option('--set <field=value>', 'what to write, repeated', collect, [])
    .option('--json', 'as JSON')
    .action(openRequest)
  requests
    .command('edit <number>')
    .description('change what is to be written; the owner is asked anew')
    .option('--set <field=value>', 'phone=+7701…, repeated; the rest stays as asked', collect, [])
    .action(async (typed: string, options: { set: readonly string[] }) => {
      if (options.set.length === 0)
        throw new Fault('usage', { detail: 'edit needs at least one --set, as phone=+7701…' })
      const changes = readChanges(options.set)
      await deciding(async (desk) => talk(await desk.edit(await findRequest(desk, typed), changes)))
    })
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
        if (options.json === true)
          outJson({ ...desk.summary(request), replies: replies.map(shown) })
        else printRequest(request, replies, options.reveal === true)
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
  addOpening(requests)
}
