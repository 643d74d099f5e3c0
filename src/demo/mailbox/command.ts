/** An atom, a quoted string or literal (bytes), or a list of tokens in parentheses. */
export type Token = string | Buffer | readonly Token[]

/** What the client sent is not IMAP: answered with BAD. */
export class BadCommand extends Error {
  override readonly name = 'BadCommand'
}

export interface Command {
  readonly tag: string
  /** Upper case, without UID in front. */
  readonly name: string
  readonly byUid: boolean
  readonly tokens: TokenReader
}

const DEPTH_MAX = 50

/** The tag of a line, '*' where it has none that may be echoed. */
export function tagOf(line: string): string {
  return /^[^\s(){%*"\\\]+]{1,64}(?= )/.exec(line)?.[0] ?? '*'
}

/**
 * Reads a whole command: text in latin1, literals as bytes between.
 *
 * @throws BadCommand
 */
export function parseCommand(pieces: readonly (string | Buffer)[]): Command {
  const [first, ...rest] = pieces
  const line = typeof first === 'string' ? first : ''
  const tag = tagOf(line)
  const [whole, uid, name] = / (?:(UID) )?([A-Z]{1,20})(?: |$)/iy.exec(line.slice(tag.length)) ?? []
  if (tag === '*' || whole === undefined || name === undefined) throw new BadCommand('No command')
  const tokens = tokenise([line.slice(tag.length + whole.length), ...rest])
  return {
    tag,
    name: name.toUpperCase(),
    byUid: uid !== undefined,
    tokens: new TokenReader(tokens),
  }
}

/** Takes the arguments of a command one by one; what is missing or left over is a BadCommand. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length
  }

  next(): Token {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new BadCommand('An argument is missing')
    this.#at++
    return token
  }

  /** An atom or string as text. */
  text(): string {
    const token = this.next()
    if (typeof token === 'string') return Buffer.from(token, 'latin1').toString('utf8')
    if (Buffer.isBuffer(token)) return token.toString('utf8')
    throw new BadCommand('A string is expected')
  }

  atom(): string {
    const token = this.next()
    if (typeof token !== 'string') throw new BadCommand('An atom is expected')
    return token
  }

  bytes(): Buffer {
    const token = this.next()
    if (!Buffer.isBuffer(token)) throw new BadCommand('A literal is expected')
    return token
  }

  number(): number {
    const atom = this.atom()
    if (!/^\d{1,15}$/.test(atom)) throw new BadCommand('A number is expected')
    return Number(atom)
  }

  list(): TokenReader {
    const list = this.optionalList()
    if (list === undefined) throw new BadCommand('A list is expected')
    return list
  }

  /** The list that comes next, if a list comes next. */
  optionalList(): TokenReader | undefined {
    const token = this.#tokens[this.#at]
    if (!isList(token)) return undefined
    this.#at++
    return new TokenReader(token)
  }

  /** Every remaining token. */
  all(): readonly Token[] {
    const rest = this.#tokens.slice(this.#at)
    this.#at = this.#tokens.length
    return rest
  }

  /** Every remaining atom. */
  atoms(): string[] {
    const atoms: string[] = []
    while (!this.isDone) atoms.push(this.atom())
    return atoms
  }

  end(): void {
    if (!this.isDone) throw new BadCommand('Too many arguments')
  }
}

function isList(token: Token | undefined): token is readonly Token[] {
  return Array.isArray(token)
}

function tokenise(pieces: readonly (string | Buffer)[]): Token[] {
  const open: Token[][] = [[]]
  for (const piece of pieces) {
    if (Buffer.isBuffer(piece)) open.at(-1)?.push(piece)
    else tokeniseText(piece, open)
  }
  const [tokens] = open
  if (tokens === undefined || open.length > 1) throw new BadCommand('A parenthesis is not closed')
  return tokens
}

function tokeniseText(text: string, open: Token[][]): void {
  let at = 0
  while (at < text.length) {
    const char = text[at]
    if (char === '(') openList(open)
    else if (char === ')') closeList(open)
    else if (char !== ' ') {
      const { token, length } = char === '"' ? quotedAt(text, at) : atomAt(text, at)
      open.at(-1)?.push(token)
      at += length - 1
    }
    at++
  }
}

function openList(open: Token[][]): void {
  if (open.length > DEPTH_MAX) throw new BadCommand('Too many parentheses')
  open.push([])
}

function closeList(open: Token[][]): void {
  const list = open.pop()
  const outer = open.at(-1)
  if (list === undefined || outer === undefined) throw new BadCommand('Nothing to close')
  outer.push(list)
}

interface Piece {
  readonly token: string | Buffer
  readonly length: number
}

function quotedAt(text: string, at: number): Piece {
  const whole = /"[^"\\]*(?:\\[^][^"\\]*)*"/y
  whole.lastIndex = at
  const quoted = whole.exec(text)?.[0]
  if (quoted === undefined) throw new BadCommand('A quote is not closed')
  const inside = quoted.slice(1, -1).replace(/\\([^])/g, '$1')
  return { token: Buffer.from(inside, 'latin1'), length: quoted.length }
}

/** Atoms may carry a section, which holds spaces and parentheses: `BODY[HEADER.FIELDS (DATE)]<0>`. */
function atomAt(text: string, at: number): Piece {
  const whole = /BODY(?:\.PEEK)?\[[^\]]*\][^ ()"]*|[^ ()"]+/iy
  whole.lastIndex = at
  const token = whole.exec(text)?.[0] ?? ''
  if (/^BODY(?:\.PEEK)?\[[^\]]*$/i.test(token)) throw new BadCommand('A bracket is not closed')
  return { token, length: token.length }
}
