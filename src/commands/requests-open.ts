/** A request is entered by hand, or what is to be written is changed. */
import type { Command } from 'commander'
import type { ByHand } from '../app.ts'
import { Fault } from '../errors.ts'
import { LANGUAGES } from '../letter/letter.ts'
import type { Language } from '../letter/letter.ts'
import { DEMAND_KINDS } from '../policy/rules.ts'
import { deciding } from './at-desk.ts'
import { readDemandKind } from './demand-kind.ts'
import { readChanges, readFieldValue } from './field-value.ts'
import { findRequest } from './requests-find.ts'
import { out, outJson, readInstant, talk } from './terminal.ts'

const collect = (value: string, earlier: readonly string[]): readonly string[] => [
  ...earlier,
  value,
]

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
  const kind = readDemandKind(options.kind)
  if (received === undefined || email === undefined)
    throw new Fault('usage', {
      detail: 'give --letter, or --received and --email for what came by phone or on paper',
    })
  if (kind !== 'rectify' && set.length > 0)
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
  const kind = readDemandKind(options.kind)
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

export function addOpening(requests: Command): void {
  requests
    .command('open')
    .description('enter a request that came by phone or on paper, or one from the holding pen')
    .requiredOption('--kind <kind>', `one of ${DEMAND_KINDS.join(', ')}`)
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
