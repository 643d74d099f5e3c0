/** The tests of a file as its source tells them: their titles, and which of them surely run. */
import type { Token } from './tokens.ts'
import { tokensOf } from './tokens.ts'

export interface TitledTest {
  /** The titles of the groups around it, outermost first, and its own. */
  readonly titles: readonly string[]
  /** False where it, or a group around it, is skipped, is yet to be written, or runs on some machines only. */
  readonly runs: boolean
}

interface Call {
  readonly isGroup: boolean
  readonly title: string
  readonly runs: boolean
  /** Its brackets, as places among the tokens. */
  readonly opens: number
  readonly closes: number
}

const TAKES_ARGUMENTS = new Set(['each', 'for', 'skipIf', 'runIf'])
const MAY_NOT_RUN = new Set(['skip', 'todo', 'fails', 'skipIf', 'runIf'])

export function testsIn(source: string): readonly TitledTest[] {
  const tokens = tokensOf(source)
  const calls = tokens.flatMap((_, at) => callAt(tokens, at) ?? [])
  return calls
    .filter(({ isGroup }) => !isGroup)
    .map((call) => {
      const around = calls.filter(
        ({ isGroup, opens, closes }) => isGroup && opens < call.opens && call.closes < closes,
      )
      const all = [...around, call]
      return { titles: all.map(({ title }) => title), runs: all.every(({ runs }) => runs) }
    })
}

function callAt(tokens: readonly Token[], at: number): Call | null {
  const name = tokens[at]
  if (name?.kind !== 'word' || !/^(?:test|it|describe)$/.test(name.value)) return null
  if (isSign(tokens[at - 1], '.') || isSign(tokens[at - 1], '?')) return null
  const { opens, modifiers } = afterModifiers(tokens, at + 1)
  if (!isSign(tokens[opens], '(')) return null
  const closes = closing(tokens, opens)
  const first = argumentEnd(tokens, opens + 1, closes)
  const title = tokens
    .slice(opens + 1, first)
    .filter(({ kind }) => kind === 'text')
    .map(({ value }) => value)
    .join('')
  const isGroup = name.value === 'describe'
  const isLeftOut =
    modifiers.some((word) => MAY_NOT_RUN.has(word)) ||
    optsOut(tokens.slice(first + 1, argumentEnd(tokens, first + 1, closes))) ||
    (!isGroup && skipsItself(tokens.slice(first, closes)))
  return { isGroup, title, runs: !isLeftOut, opens, closes }
}

/** Past `.each<…>([…])` and the like, to the bracket before the title. */
function afterModifiers(
  tokens: readonly Token[],
  from: number,
): { readonly opens: number; readonly modifiers: readonly string[] } {
  const modifiers: string[] = []
  let at = from
  while (isSign(tokens[at], '.')) {
    const word = tokens[at + 1]?.value ?? ''
    modifiers.push(word)
    at += 2
    if (TAKES_ARGUMENTS.has(word)) at = afterArguments(tokens, at)
  }
  return { opens: isSign(tokens[at], '<') ? closing(tokens, at) + 1 : at, modifiers }
}

/** Past the types, and the rows in brackets or in a template. */
function afterArguments(tokens: readonly Token[], from: number): number {
  const at = isSign(tokens[from], '<') ? closing(tokens, from) + 1 : from
  return isSign(tokens[at], '(') ? closing(tokens, at) + 1 : at + 1
}

/** `{ skip: true }` behind the title. */
function optsOut(options: readonly Token[]): boolean {
  if (!isSign(options[0], '{')) return false
  return options.some(
    ({ value }, at) =>
      MAY_NOT_RUN.has(value) && isSign(options[at + 1], ':') && options[at + 2]?.value !== 'false',
  )
}

/** `skip()` of the context, somewhere in the test. */
function skipsItself(body: readonly Token[]): boolean {
  return body.some(({ kind, value }, at) => {
    return kind === 'word' && value === 'skip' && isSign(body[at + 1], '(')
  })
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

/** The place of the sign that closes what opens at this place. */
function closing(tokens: readonly Token[], opens: number): number {
  const open = tokens[opens]?.value ?? ''
  let depth = 0
  for (let at = opens; at < tokens.length; at++) {
    if (isSign(tokens[at], open)) depth += 1
    if (isSign(tokens[at], PAIRS[open] ?? '') && --depth === 0) return at
  }
  return tokens.length
}

/** The place of the comma behind the argument that begins here, or of the end of all. */
function argumentEnd(tokens: readonly Token[], from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const token = tokens[at]
    if (isSign(token, ',')) return at
    if (token?.kind === 'sign' && /^[([{]$/.test(token.value)) at = closing(tokens, at)
  }
  return end
}

function isSign(token: Token | undefined, value: string): boolean {
  return token?.kind === 'sign' && token.value === value
}
