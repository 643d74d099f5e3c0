const LF = 0x0a
const BLOCK = 24
/** A block of blanks, dashes or noughts is like any other. */
const DISTINCT_MIN = 8
const BASE = 0x01_00_01_93

/** Knows the bytes it was shown again, wherever some fifty of them stand. */
export class Prints {
  private readonly raw: Buffer
  /** Where a block of that sum stands. */
  private readonly at = new Map<number, number>()

  constructor(raw: Buffer) {
    this.raw = raw
  }

  add(start: number, end: number): void {
    for (let from = start; from + BLOCK <= end; from += BLOCK)
      if (isVaried(this.raw, from)) this.at.set(sumOf(this.raw, from), from)
  }

  /** Where the lines begin that hold some of what was shown. */
  linesIn(bytes: Buffer): readonly number[] {
    if (this.at.size === 0 || bytes.length < BLOCK) return []
    const starts = new Set<number>()
    let sum = sumOf(bytes, 0)
    let lineStart = 0
    for (let from = 0; from + BLOCK <= bytes.length; from += 1) {
      const before = bytes[from - 1]
      if (before !== undefined) sum = rolled(sum, before, bytes[from + BLOCK - 1] ?? 0)
      if (before === LF) lineStart = from
      if (this.isKnown(bytes, from, sum))
        for (const start of [lineStart, ...within(bytes, from)]) starts.add(start)
    }
    return [...starts]
  }

  private isKnown(bytes: Buffer, from: number, sum: number): boolean {
    const known = this.at.get(sum)
    return (
      known !== undefined && this.raw.compare(bytes, from, from + BLOCK, known, known + BLOCK) === 0
    )
  }
}

/** Where lines begin within a block. */
function within(bytes: Buffer, from: number): readonly number[] {
  const starts: number[] = []
  for (let at = from; at < from + BLOCK - 1; at += 1) if (bytes[at] === LF) starts.push(at + 1)
  return starts
}

function isVaried(bytes: Buffer, from: number): boolean {
  return new Set(bytes.subarray(from, from + BLOCK)).size >= DISTINCT_MIN
}

function sumOf(bytes: Buffer, from: number): number {
  let sum = 0
  for (let at = from; at < from + BLOCK; at += 1)
    sum = (Math.imul(sum, BASE) + (bytes[at] ?? 0)) >>> 0
  return sum
}

const HIGHEST = highest()

function highest(): number {
  let power = 1
  for (let i = 1; i < BLOCK; i += 1) power = Math.imul(power, BASE) >>> 0
  return power
}

function rolled(sum: number, gone: number, come: number): number {
  const rest = (sum - Math.imul(gone, HIGHEST)) | 0
  return (Math.imul(rest, BASE) + come) >>> 0
}
