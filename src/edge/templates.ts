/**
 * The letters as text: `templates/LANGUAGE/NAME.liquid`, first line `Subject: …`, an empty line,
 * the body. A template that names a value nobody gives is a fault, never a gap in a letter.
 */
import { join } from 'node:path'
import { Liquid, LiquidError } from 'liquidjs'
import { Fault } from '../errors.ts'
import { LANGUAGES } from '../letter/letter.ts'
import type { Language } from '../letter/letter.ts'
import type { LetterName, TemplateValues } from '../reply/letter-kinds.ts'

export interface Rendered {
  /** One line, at most 200 characters. */
  readonly subject: string
  readonly text: string
}

export interface Templates {
  /** One letter, ready to send; throws `template.broken`. */
  render<Name extends LetterName>(
    name: Name,
    language: Language,
    values: TemplateValues[Name],
  ): Rendered
}

/** Longest values in characters: a name must not grow into a text, nor the owner's text into a book. */
const LONGEST: Record<string, number> = { ownerText: 2_000, personName: 80, phrase: 120 }
const LONGEST_OTHER = 300
export const LONGEST_SUBJECT = 200
const MANY_LINES = new Set(['ownerText'])

// Controls, direction marks and invisible characters (Cf), lone surrogates, private use.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu
const LINE_BREAK = /\r\n|[\r\n\u0085\u2028\u2029]/g

function cut(text: string, longest: number): string {
  const characters = Array.from(text)
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}

function oneLine(text: string): string {
  return text
    .replace(LINE_BREAK, ' ')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}

function manyLines(text: string): string {
  return text.split(LINE_BREAK).map(oneLine).join('\n').trim()
}

function cleanText(text: string, key: string): string {
  const words = MANY_LINES.has(key) ? manyLines(text) : oneLine(text)
  return cut(words, LONGEST[key] ?? LONGEST_OTHER)
}

function cleanValue(value: unknown, key: string): unknown {
  if (typeof value === 'string') return cleanText(value, key)
  if (Array.isArray(value)) return value.map((item: unknown) => cleanValue(item, key))
  if (typeof value === 'object' && value !== null) return cleanAll(value)
  return value
}

function cleanAll(values: object): object {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, cleanValue(value, key)]),
  )
}

/** Reads the letters of one language. */
export function createEngine(root: string): Liquid {
  return new Liquid({
    root,
    extname: '.liquid',
    cache: true,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // An empty string is nothing to say.
    jsTruthy: true,
    // A tag alone on its line leaves no empty line behind.
    trimTagRight: true,
    greedy: false,
  })
}

/** Where the template is broken: Liquid's message names file, line and value, never what a value holds. */
function faultOf(error: unknown, file: string): Fault {
  const where = error instanceof LiquidError ? `: ${error.message.replaceAll('\n', ' ')}` : ''
  return new Fault('template.broken', { detail: `${file}${where}`, cause: error })
}

function renderWhole(engine: Liquid, name: string, values: object, file: string): string {
  try {
    return String(engine.renderFileSync(name, values))
  } catch (error) {
    throw faultOf(error, file)
  }
}

/** The subject of a reply: the policy's own phrase where it was recognised, always the number. */
function subjectOf(own: string, values: TemplateValues[LetterName]): string {
  if (!('phrase' in values)) return cut(own, LONGEST_SUBJECT)
  const number = ` [№ ${cleanText(values.ref, 'ref')}]`
  const phrase = cleanText(values.phrase, 'phrase')
  const title = phrase === '' ? own : `Re: ${phrase}`
  return `${cut(title, LONGEST_SUBJECT - number.length)}${number}`
}

/** Reads the letters under `rootDir` (`ru/`, `kk/`, `en/`), each once. */
export function createTemplates(rootDir: string): Templates {
  const engines = new Map(
    LANGUAGES.map((language) => [language, createEngine(join(rootDir, language))]),
  )
  return {
    render(name, language, values) {
      const file = `${language}/${name}`
      const engine = engines.get(language)
      if (engine === undefined) throw new Fault('template.broken', { detail: file })
      const whole = renderWhole(engine, name, cleanAll(values), file)
      const [, own, body] = /^Subject: ([^\n]{1,1000})\n\n([^]+)$/.exec(whole) ?? []
      if (own === undefined || body === undefined) {
        throw new Fault('template.broken', { detail: `${file}: no subject, empty line and body` })
      }
      return {
        subject: subjectOf(own, values),
        text: `${body.replace(/\n{3,}/g, '\n\n').trim()}\n`,
      }
    },
  }
}
