import type { Command } from 'commander'
import { openProofs, writeProofs } from '../app.ts'
import { Fault } from '../errors.ts'
import { LANGUAGES } from '../letter/letter.ts'
import type { Language } from '../letter/letter.ts'
import { LETTERS } from '../reply/letter-kinds.ts'
import type { LetterName } from '../reply/letter-kinds.ts'
import { out, outJson, talk } from './terminal.ts'

interface PreviewOptions {
  readonly all?: boolean
  readonly language?: string
  readonly html?: boolean
  readonly json?: boolean
  readonly out?: string
  readonly folder?: string
}

function readName(typed: string): LetterName {
  const name = LETTERS.find((one) => one === typed)
  if (name !== undefined) return name
  throw new Fault('usage', { detail: `no letter is called ${typed}: ${LETTERS.join(', ')}` })
}

function readLanguage(typed = 'ru'): Language {
  const language = LANGUAGES.find((one) => one === typed)
  if (language !== undefined) return language
  throw new Fault('usage', { detail: `--language is one of ${LANGUAGES.join(', ')}` })
}

/** The page of all letters shows everything at once: what chooses one letter says nothing to it. */
function previewAll(options: PreviewOptions): void {
  if (options.language !== undefined || options.html === true || options.json === true)
    throw new Fault('usage', { detail: '--all is one page of every letter in every language' })
  const page = openProofs(options.folder).page()
  if (options.out === undefined) return out(page.trimEnd())
  writeProofs(options.out, page)
  talk(`Written: ${options.out}. Open it in a browser, or print it.`)
}

function previewOne(name: LetterName, options: PreviewOptions): void {
  if (options.out !== undefined)
    throw new Fault('usage', { detail: '--out goes with --all; one letter is printed' })
  const language = readLanguage(options.language)
  const { subject, text, html } = openProofs(options.folder).letter(name, language)
  if (options.json === true) return outJson({ name, language, subject, text, html })
  out((options.html === true ? html : `Subject: ${subject}\n\n${text}`).trimEnd())
}

function preview(typed: string | undefined, options: PreviewOptions): void {
  if ((typed === undefined) === (options.all !== true))
    throw new Fault('usage', { detail: 'preview needs the name of a letter, or --all' })
  if (typed === undefined) previewAll(options)
  else previewOne(readName(typed), options)
}

function lint(options: { readonly json?: boolean; readonly folder?: string }): void {
  const proofs = openProofs(options.folder)
  const faults = proofs.faults()
  if (options.json === true) outJson(faults)
  else
    for (const { file, line, what } of faults)
      out(`${proofs.folder}/${file}${line === null ? '' : `:${line}`}: ${what}`)
  if (faults.length > 0) process.exitCode = 1
  else if (options.json !== true)
    out(`No fault: ${LETTERS.length} letters in ${LANGUAGES.length} languages.`)
}

const FOLDER = 'letters that are not in use yet: a folder with ru/, kk/ and en/'

export function addTemplates(program: Command): void {
  const templates = program
    .command('templates')
    .description('the letters in words, filled in for somebody invented; no database, no network')
  templates
    .command('preview [name]')
    .description('a letter with everything it can say, or all of them on one page')
    .option(
      '--all',
      'one page: every letter in every form, Kazakh, Russian and English side by side',
    )
    .option('--out <file>', 'with --all: where the page is written')
    .option('--language <language>', `one of ${LANGUAGES.join(', ')}; ru if nothing is said`)
    .option('--html', 'as programs show it that prefer HTML')
    .option('--json', 'as JSON')
    .option('--folder <folder>', FOLDER)
    .action(preview)
  templates
    .command('lint')
    .description('what is wrong with the letters, by file and line')
    .option('--json', 'as JSON')
    .option('--folder <folder>', FOLDER)
    .action(lint)
}
