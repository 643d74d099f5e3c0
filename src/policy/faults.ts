import { z } from 'zod'

/** What a file of data says, or every fault in it at once, one readable line each. */
export type Faults = { readonly ok: false; readonly faults: string[] }

const KEY_LENGTH_MAX = 60

/**
 * The faults zod found, one line each: the path, what is wrong, what to do.
 * A misspelt key and the key it stands for are one mistake and make one line.
 */
export function faultLines(error: z.ZodError, schema: z.ZodType, input: unknown): string[] {
  const misspelt = new Set<string>()
  const unknown = error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return []
    const known = keysAt(schema, issue.path)
    const written = valueAt(input, issue.path)
    const absent = known.filter((key) => valueAt(written, [key]) === undefined)
    return issue.keys.map((key) => {
      const meant = nearest(key, absent)
      if (meant !== undefined) misspelt.add(pathText([...issue.path, meant]))
      return unknownKey(pathText([...issue.path, key]), meant, known)
    })
  })
  const others = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return []
    const value = valueAt(input, issue.path)
    if (value === undefined && misspelt.has(pathText(issue.path))) return []
    return [`${pathText(issue.path)}: ${whatIsWrong(issue, value)}`]
  })
  return [...unknown, ...others]
}

/** The word of `known` that is meant, when one is near enough by edit distance. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > KEY_LENGTH_MAX) return undefined
  const allowed = Math.max(1, Math.floor(word.length / 3))
  const near = known
    .map((candidate) => ({
      candidate,
      edits: editDistance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ edits }) => edits <= allowed)
    .toSorted((one, other) => one.edits - other.edits)
  return near[0]?.candidate
}

/** "did you mean" where something is near, else everything that is known. */
export function suggestion(meant: string | undefined, known: readonly string[]): string {
  return meant === undefined ? `known are: ${known.join(', ')}` : `did you mean "${meant}"?`
}

function unknownKey(path: string, meant: string | undefined, known: readonly string[]): string {
  return `${path.slice(0, KEY_LENGTH_MAX * 2)}: unknown key; ${suggestion(meant, known)}`
}

function whatIsWrong(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'is missing; add it'
  if (value === null) return 'is empty; give it a value'
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    const meant = typeof value === 'string' ? nearest(value, known) : undefined
    const shown = JSON.stringify(value).slice(0, KEY_LENGTH_MAX)
    return `${shown} is not known; ${suggestion(meant, known)}`
  }
  if (issue.code === 'invalid_type') return wrongType(issue.expected, value)
  return issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

function wrongType(expected: string, value: unknown): string {
  const found = Array.isArray(value) ? 'array' : typeof value
  return `is ${typeName(found)}, must be ${typeName(expected)}${quoting(found, expected)}`
}

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type
}

/** YAML reads 780905403041 as a number and '3' as a text. */
function quoting(found: string, expected: string): string {
  if (expected === 'string' && ['number', 'boolean'].includes(found)) return '; put it in quotes'
  const unquoted = ['number', 'int', 'boolean'].includes(expected) && found === 'string'
  return unquoted ? '; take it out of its quotes' : ''
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = unwrapped(schema)
  for (const step of path) {
    if (at instanceof z.ZodObject) at = unwrapped(at.shape[String(step)])
    else if (at instanceof z.ZodArray) at = unwrapped(at.element)
    else if (at instanceof z.ZodRecord) at = unwrapped(at.valueType)
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}

function unwrapped(schema: unknown): unknown {
  let at = schema
  while (
    at instanceof z.ZodOptional ||
    at instanceof z.ZodDefault ||
    at instanceof z.ZodPrefault ||
    at instanceof z.ZodNullable
  ) {
    at = at.unwrap()
  }
  return at
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let at = input
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Reflect.get(at, step)
  }
  return at
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
  return text.replace(/^\./, '') || 'the file'
}

/** Levenshtein's distance, row by row; both words are short. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let index = 0; index < one.length; index++) {
    const next = [index + 1]
    for (let column = 1; column < row.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (other[column - 1] === one[index] ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
