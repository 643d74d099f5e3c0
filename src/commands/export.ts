/** What can be shown to others or taken along: the register of requests, the calendar of deadlines. */
import type { Command } from 'commander'
import { registerCsv, registerPdf, writeOutFile } from '../app.ts'
import type { World } from '../app.ts'
import { Fault } from '../errors.ts'
import type { CivilDate } from '../policy/calendar.ts'
import { isCivilDate } from '../policy/calendar.ts'
import { deadlineCalendar } from '../reply/deadline-calendar.ts'
import { openDeadlines } from '../request/deadline.ts'
import type { Period, Register } from '../request/register-of-requests.ts'
import { registerOfRequests } from '../request/register-of-requests.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { talk } from './terminal.ts'
import { withWorld } from './with-world.ts'

const FORMATS = ['csv', 'pdf', 'json'] as const
type Format = (typeof FORMATS)[number]

interface RegisterOptions {
  readonly from?: string
  readonly to?: string
  readonly format?: string
  readonly json?: boolean
  readonly out?: string
}

function readDay(typed: string | undefined, option: string): CivilDate | null {
  if (typed === undefined || isCivilDate(typed)) return typed ?? null
  throw new Fault('usage', { detail: `${option} is no day: write 2026-11-30` })
}

function readPeriod(options: RegisterOptions): Period {
  const from = readDay(options.from, '--from')
  const to = readDay(options.to, '--to')
  if (from !== null && to !== null && from > to)
    throw new Fault('usage', { detail: '--from is later than --to' })
  return { from, to }
}

function readFormat({ format: typed, json = false, out }: RegisterOptions): Format {
  const format = FORMATS.find((one) => one === (typed ?? (json ? 'json' : 'csv')))
  if (format === undefined)
    throw new Fault('usage', { detail: `--format is one of ${FORMATS.join(', ')}` })
  if (json && format !== 'json')
    throw new Fault('usage', { detail: `--json and --format ${format} say two things` })
  if (format === 'pdf' && out === undefined && process.stdout.isTTY)
    throw new Fault('usage', { detail: 'a PDF is nothing to read here: add --out FILE' })
  return format
}

/** To the file that is named, else to stdout. */
function hand(data: string | Uint8Array, file: string | undefined): void {
  if (file === undefined) process.stdout.write(data)
  else {
    writeOutFile(file, data)
    talk(`Written: ${file}`)
  }
}

const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`

async function requestsIn(world: World, isOpen: boolean): Promise<readonly PrivacyRequest[]> {
  const numbers = await world.requests.list(isOpen)
  const requests: PrivacyRequest[] = []
  for (const number of numbers) {
    const request = await world.requests.load(number)
    if (request !== null) requests.push(request)
  }
  return requests
}

async function written(register: Register, format: Format, world: World): Promise<string | Buffer> {
  const { policy, calendar } = world.promises
  switch (format) {
    case 'csv':
      return registerCsv(register)
    case 'json':
      return jsonLine(register)
    case 'pdf':
      return registerPdf(register, {
        language: policy.owner.language,
        company: policy.company.name,
        zone: calendar.zone,
      })
  }
}

async function exportRegister(options: RegisterOptions): Promise<void> {
  const period = readPeriod(options)
  const format = readFormat(options)
  await withWorld(async (world) => {
    const { calendar } = world.promises
    const requests = await requestsIn(world, false)
    const register = registerOfRequests(requests, { calendar, now: world.now(), period })
    hand(await written(register, format, world), options.out)
  })
}

interface DeadlinesOptions {
  readonly json?: boolean
  readonly out?: string
}

async function exportDeadlines({ json = false, out }: DeadlinesOptions): Promise<void> {
  await withWorld(async (world) => {
    const { language } = world.promises.policy.owner
    const requests = await requestsIn(world, true)
    if (json) return hand(openDeadlines(requests).map(jsonLine).join(''), out)
    hand(deadlineCalendar(requests, { language, now: world.now() }), out)
  })
}

export function addExport(program: Command): void {
  const exporting = program
    .command('export')
    .description('what can be shown to others: numbers, codes and days, no personal data')
  exporting
    .command('register')
    .description('every request: what was owed, when it was due and done, and a summary')
    .option('--from <day>', 'received on this day or later, as 2026-11-01')
    .option('--to <day>', 'received on this day or earlier')
    .option('--format <format>', `one of ${FORMATS.join(', ')}; csv unless told`)
    .option('--out <file>', 'write it there instead of to stdout')
    .option('--json', 'the same as --format json')
    .action(exportRegister)
  exporting
    .command('deadlines')
    .description('what is owed by a day, as a calendar file (.ics)')
    .option('--out <file>', 'write it there instead of to stdout')
    .option('--json', 'one JSON line a deadline')
    .action(exportDeadlines)
}
