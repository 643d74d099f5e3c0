/**
 * What is wrong with a folder of letters, before any of them is sent: a letter that is missing, a
 * value that nobody gives, logic where words belong, a subject that would be cut, a value unmasked.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Liquid, StaticAnalysis, Variable } from 'liquidjs'
import { Fault } from '../errors.ts'
import { LANGUAGES } from '../letter/letter.ts'
import type { Language } from '../letter/letter.ts'
import { LETTERS, PARTNER_LETTERS } from '../reply/letter-kinds.ts'
import type { LetterName } from '../reply/letter-kinds.ts'
import { samplesOf } from '../reply/sample-forks.ts'
import { CANARIES } from '../reply/sample-parts.ts'
import { fullValues } from '../reply/sample-values.ts'
import { LONGEST_SUBJECT, createEngine, createTemplates } from './templates.ts'
import type { Rendered, Templates } from './templates.ts'

export interface TemplateFault {
  /** From the folder on: `kk/corrected.liquid`. */
  readonly file: string
  /** From 1; null where it is about the whole file. */
  readonly line: number | null
  readonly what: string
}

const PLAIN_TAGS = new Set(['if', 'elsif', 'else', 'endif', 'for', 'endfor', 'render'])
const FILE = /^([\w-]{1,60})\.liquid$/

interface Folder {
  readonly root: string
  readonly language: Language
  readonly engine: Liquid
  readonly templates: Templates
}

function fileOf({ language }: Folder, name: string): string {
  return `${language}/${name}.liquid`
}

/** Names of the templates of one language, blocks that letters share among them. */
export function namesIn(root: string, language: Language): readonly string[] {
  const folder = join(root, language)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((file) => FILE.exec(file)?.[1] ?? [])
    .toSorted()
}

function linesOf({ root, language }: Folder, name: string): readonly string[] {
  return readFileSync(join(root, language, `${name}.liquid`), 'utf8').split('\n')
}

const NO_LOGIC = 'letters hold words, and choose by if, for and render alone'

/** What a line holds besides words and the few tags that choose among them, and blocks that are not there. */
function oddIn(line: string, blocks: ReadonlySet<string>): readonly string[] {
  const tags = [...line.matchAll(/\{%-?\s{0,9}(\w{1,30})/g)].map(([, tag = '']) => tag)
  const used = [...line.matchAll(/\{% render '([^']{1,60})'/g)].map(([, block = '']) => block)
  return [
    ...tags.filter((tag) => !PLAIN_TAGS.has(tag)).map((tag) => `uses the tag ${tag}: ${NO_LOGIC}`),
    ...(/\{[{%][^}]{0,300}\|/.test(line) ? [`uses a filter: ${NO_LOGIC}`] : []),
    ...used
      .filter((block) => !blocks.has(block))
      .map((block) => `uses the block ${block}, which is not there`),
  ]
}

function lineFaults(
  folder: Folder,
  name: string,
  blocks: ReadonlySet<string>,
): readonly TemplateFault[] {
  return linesOf(folder, name).flatMap((line, at) =>
    oddIn(line, blocks).map((what) => ({ file: fileOf(folder, name), line: at + 1, what })),
  )
}

/** Where Liquid says that it failed: `…, file:/…/kk/held.liquid, line:3, col:1`; the file at times goes unsaid. */
function faultOf(error: unknown, folder: Folder, name: string): TemplateFault {
  const said = error instanceof Fault ? (error.detail ?? '') : String(error)
  const [, path, line] = /, (?:file:([^,]{1,400}), )?line:(\d{1,6})/.exec(said) ?? []
  return {
    file: path === undefined ? fileOf(folder, name) : relative(folder.root, path),
    line: line === undefined ? null : Number(line),
    what: said
      .replace(/^[\w/-]{1,80}: /, '')
      .replace(/, (?:file|line):[^]*$/, '')
      .trim(),
  }
}

function analysed(folder: Folder, name: string): StaticAnalysis | TemplateFault {
  try {
    return folder.engine.analyzeSync(folder.engine.parseFileSync(name))
  } catch (error) {
    return faultOf(error, folder, name)
  }
}

/** Whether the values have what stands between the dots, as far as it is a list of keys. */
function isGiven(values: object, path: readonly unknown[]): boolean {
  let value: unknown = values
  for (const key of path) {
    if (Array.isArray(value)) return key === 'size'
    if (typeof value !== 'object' || value === null || typeof key !== 'string') return false
    if (!Object.hasOwn(value, key)) return false
    value = Object.entries(value).find(([own]) => own === key)?.[1]
  }
  return true
}

/** A block is told of once, whichever letters use it. */
function unknown(variable: Variable, folder: Folder, name: LetterName): TemplateFault {
  const { file: path, row } = variable.location
  const own = fileOf(folder, name)
  const file = path === undefined ? own : relative(folder.root, path)
  const who = file === own ? 'this letter is' : 'a letter with this block is'
  return { file, line: row, what: `names ${String(variable)}, which ${who} not given` }
}

/** Values that a letter names and is never given, in every branch, blocks included. */
function unknownIn(folder: Folder, name: LetterName): readonly TemplateFault[] {
  const analysis = analysed(folder, name)
  if ('what' in analysis) return [analysis]
  const values = fullValues(folder.language)[name]
  return Object.values(analysis.globals)
    .flat()
    .filter(({ segments }) => !isGiven(values, segments))
    .map((variable) => unknown(variable, folder, name))
}

/** What a partner must read in full to find the person and to write the new value. */
const TOLD: ReadonlySet<string> = new Set([CANARIES.email, CANARIES.phone])

function wrongIn(folder: Folder, name: LetterName, letter: Rendered): readonly TemplateFault[] {
  const { subject, text } = letter
  const isPartners = PARTNER_LETTERS.some((one) => one === name)
  const unmasked = Object.entries(CANARIES).filter(
    ([, value]) => `${subject}\n${text}`.includes(value) && !(isPartners && TOLD.has(value)),
  )
  const isCut = subject.length >= LONGEST_SUBJECT || subject.includes('…')
  const at = linesOf(folder, name).findIndex((line) => line.startsWith('Subject: ')) + 1
  const file = fileOf(folder, name)
  const tooLong = `has a subject longer than ${LONGEST_SUBJECT} characters`
  return [
    ...(isCut ? [{ file, line: at, what: tooLong }] : []),
    ...(/: \n/.test(text) ? [{ file, line: null, what: 'has a label without its value' }] : []),
    ...unmasked.map(([field]) => ({
      file,
      line: null,
      what: `shows the ${field} of a person unmasked`,
    })),
  ]
}

/** Every way to write the letter. */
function written(folder: Folder, name: LetterName): readonly TemplateFault[] {
  return samplesOf(name, folder.language).flatMap((values): readonly TemplateFault[] => {
    try {
      return wrongIn(folder, name, folder.templates.render(name, folder.language, values))
    } catch (error) {
      return [faultOf(error, folder, name)]
    }
  })
}

/** What cannot be written is told once: by the value or the block that it lacks. */
function letterFaults(folder: Folder, name: LetterName): readonly TemplateFault[] {
  const faults = unknownIn(folder, name)
  const own = faults.filter(({ what }) => !what.startsWith('ENOENT'))
  return faults.length > 0 ? own : written(folder, name)
}

/** What is there and what is not, against the closed list of letters. */
function listFaults(folder: Folder, names: readonly string[]): readonly TemplateFault[] {
  const sources = names.map((name) => linesOf(folder, name).join('\n'))
  const isUsed = (block: string): boolean =>
    sources.some((source) => source.includes(`render '${block}'`))
  const isLetter = (name: string): boolean => LETTERS.some((letter) => letter === name)
  const told = [
    ...LETTERS.filter((name) => !names.includes(name)).map((name) => [name, 'is missing']),
    ...names
      .filter((name) => !name.startsWith('_') && !isLetter(name))
      .map((name) => [name, 'is no letter that this program writes']),
    ...names
      .filter((name) => name.startsWith('_') && !isUsed(name))
      .map((name) => [name, 'is a block that no letter uses']),
  ]
  return told.map(([name = '', what = '']) => ({ file: fileOf(folder, name), line: null, what }))
}

function faultsOf(folder: Folder): readonly TemplateFault[] {
  const names = namesIn(folder.root, folder.language)
  return [
    ...listFaults(folder, names),
    ...names.flatMap((name) => lineFaults(folder, name, new Set(names))),
    ...LETTERS.filter((name) => names.includes(name)).flatMap((name) => letterFaults(folder, name)),
  ]
}

/** All faults of the letters below `root`, each once, in the order of their files and lines. */
export function lintTemplates(root: string): readonly TemplateFault[] {
  const templates = createTemplates(root)
  const faults = LANGUAGES.flatMap((language) =>
    faultsOf({ root, language, templates, engine: createEngine(join(root, language)) }),
  )
  const once = new Map(faults.map((fault) => [JSON.stringify(fault), fault]))
  return [...once.values()].toSorted(
    (a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0),
  )
}
