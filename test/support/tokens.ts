/**
 * TypeScript cut into words, strings and signs, as far as reading the titles of tests needs it.
 * Comments and regular expressions are left out; so is what stands within `${}` of a template.
 */
export interface Token {
  readonly kind: 'word' | 'text' | 'sign'
  /** Of a text: what it says, with … for each value that a template puts in. */
  readonly value: string
}

interface Place {
  readonly source: string
  at: number
}

const WORD = /[\p{L}\p{N}_$]+/uy
const SKIPPED = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y
const QUOTED = /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"/y
const REGULAR_EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y
/** Behind these a slash divides. */
const ENDS_A_VALUE = /^(?:[)\]}]|[\p{L}\p{N}_$]+)$/u
const BEFORE_A_VALUE = /^(?:return|typeof|case|of|in|await|yield|void|delete|throw|new|else|do)$/

export function tokensOf(source: string): readonly Token[] {
  return tokensUntil({ source, at: 0 }, false)
}

/** @param isValue within `${}`, which ends at its own brace */
function tokensUntil(place: Place, isValue: boolean): readonly Token[] {
  const tokens: Token[] = []
  let depth = 0
  for (;;) {
    take(place, SKIPPED)
    const sign = place.source[place.at]
    if (sign === undefined || (isValue && sign === '}' && depth === 0)) return tokens
    const token = next(place, tokens.at(-1))
    if (token === null) continue
    if (token.kind === 'sign') depth += token.value === '{' ? 1 : token.value === '}' ? -1 : 0
    tokens.push(token)
  }
}

/** Null for a regular expression. */
function next(place: Place, before: Token | undefined): Token | null {
  const word = take(place, WORD)
  if (word !== '') return { kind: 'word', value: word }
  const quoted = take(place, QUOTED)
  if (quoted !== '') return { kind: 'text', value: unescaped(quoted.slice(1, -1)) }
  const sign = place.source[place.at] ?? ''
  if (sign === '`') return { kind: 'text', value: template(place) }
  if (sign === '/' && !divides(before) && take(place, REGULAR_EXPRESSION) !== '') return null
  const value = place.source.startsWith('=>', place.at) ? '=>' : sign
  place.at += value.length
  return { kind: 'sign', value }
}

function template(place: Place): string {
  let said = ''
  place.at += 1
  while (place.at < place.source.length) {
    const sign = place.source[place.at] ?? ''
    place.at += 1
    if (sign === '`') break
    if (sign === '\\') {
      said += unescaped(sign + (place.source[place.at] ?? ''))
      place.at += 1
    } else if (sign === '$' && place.source[place.at] === '{') {
      place.at += 1
      tokensUntil(place, true)
      place.at += 1
      said += '…'
    } else said += sign
  }
  return said
}

function divides(before: Token | undefined): boolean {
  if (before === undefined) return false
  return (
    before.kind === 'text' ||
    (ENDS_A_VALUE.test(before.value) && !BEFORE_A_VALUE.test(before.value))
  )
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([^])/g, '$1')
}

function take(place: Place, pattern: RegExp): string {
  pattern.lastIndex = place.at
  const found = pattern.exec(place.source)?.[0] ?? ''
  place.at += found.length
  return found
}
