const LINE_MAX = 1_000_000
const LITERAL_MAX = 64_000_000

export interface LineReaderEvents {
  /** A whole command: its text in latin1, its literals as bytes between. */
  readonly onCommand: (pieces: readonly (string | Buffer)[]) => void
  /** The client waits to be told that its literal is welcome. */
  readonly onLiteral: () => void
  /** Nothing sensible can follow. */
  readonly onTooLong: () => void
}

/** Cuts what a client sends into commands (RFC 3501 4.3, literals). */
export class LineReader {
  readonly #events: LineReaderEvents
  #received: Buffer[] = []
  #receivedBytes = 0
  #pieces: (string | Buffer)[] = []
  /** How many bytes must be there before it is worth looking again. */
  #wantedBytes = 0
  #isInLiteral = false
  #isStopped = false

  constructor(events: LineReaderEvents) {
    this.#events = events
  }

  take(bytes: Buffer): void {
    if (this.#isStopped) return
    this.#received.push(bytes)
    this.#receivedBytes += bytes.length
    if (this.#isInLiteral && this.#receivedBytes < this.#wantedBytes) return
    let rest = Buffer.concat(this.#received)
    for (let used = this.#step(rest); used !== undefined; used = this.#step(rest)) {
      rest = rest.subarray(used)
    }
    this.#received = [rest]
    this.#receivedBytes = rest.length
    if (!this.#isInLiteral && rest.length > LINE_MAX) this.stop()
  }

  /** Hears nothing more. */
  stop(): void {
    if (!this.#isStopped) this.#events.onTooLong()
    this.#isStopped = true
  }

  /** @returns how many bytes were used, undefined when more must come first */
  #step(rest: Buffer): number | undefined {
    if (this.#isStopped) return undefined
    return this.#isInLiteral ? this.#takeLiteral(rest) : this.#takeLine(rest)
  }

  #takeLiteral(rest: Buffer): number | undefined {
    if (rest.length < this.#wantedBytes) return undefined
    const used = this.#wantedBytes
    this.#pieces.push(Buffer.from(rest.subarray(0, used)))
    this.#isInLiteral = false
    this.#wantedBytes = 0
    return used
  }

  #takeLine(rest: Buffer): number | undefined {
    const end = rest.indexOf('\r\n')
    if (end < 0) return undefined
    const line = rest.toString('latin1', 0, end)
    const literal = /\{(\d{1,15})(\+?)\}$/.exec(line)
    this.#pieces.push(literal === null ? line : line.slice(0, literal.index))
    if (literal === null) this.#finish()
    else this.#expectLiteral(Number(literal[1]), literal[2] === '+')
    return end + 2
  }

  #finish(): void {
    const pieces = this.#pieces
    this.#pieces = []
    this.#events.onCommand(pieces)
  }

  #expectLiteral(length: number, isUnasked: boolean): void {
    if (length > LITERAL_MAX) return this.stop()
    this.#isInLiteral = true
    this.#wantedBytes = length
    if (!isUnasked) this.#events.onLiteral()
  }
}
