import {
  attributionLength,
  headOf,
  isBareAttribution,
  isDashed,
  isDelimiter,
  isFromLine,
  isQuotedLine,
  opensHeaderBlock,
  unquoted,
} from './quote-lines.ts'
import { withoutSignature } from './signature.ts'

/** What stands in a letter, told apart. */
export interface Words {
  /** The writer's own words. */
  readonly own: string
  /** What the mail program quoted or forwarded below or between them, without `>`. */
  readonly quoted: string
  /** Below `-- ` or «С уважением», and the lines phones add. It is the writer's too. */
  readonly signature: string
}

/** Tells the writer's own words from quoted ones, line by line, for ru, kk and en mail programs. */
export function separate(text: string): Words {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const own: string[] = []
  const quoted: string[] = []
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? ''
    const opening = isQuotedLine(line) ? 0 : openingLength(lines, i)
    if (isQuotedLine(line)) {
      quoted.push(unquoted(line))
    } else if (opening === 0) {
      own.push(line)
    } else if (isFollowedByQuote(lines, i + opening)) {
      i += opening - 1
    } else {
      quoted.push(...lines.slice(i).map(unquoted))
      break
    }
  }
  return { ...withoutSignature(withoutRule(own)), quoted: quoted.join('\n').trim() }
}

/** How many lines say here that a quote follows; 0 when none does. */
function openingLength(lines: readonly string[], at: number): number {
  const line = headOf(lines[at])
  if (line === '') return 0
  if (isDelimiter(line) || isDashed(line) || opensHeaderBlock(lines, at)) return 1
  if (isBareAttribution(line) && isFollowedByQuote(lines, at + 1)) return 1
  return attributionLength(lines, at)
}

/** With `>` below it the writer may have answered between the lines; without, all below is quoted. */
function isFollowedByQuote(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from, from + 5).find((line) => line.trim() !== '')
  return next !== undefined && isQuotedLine(next)
}

/** The line of underscores that Outlook draws above a quote is nobody's word. */
function withoutRule(own: readonly string[]): readonly string[] {
  const last = own.findLastIndex((line) => line.trim() !== '')
  return last !== -1 && /^\s{0,3}[_-]{5,200}$/.test(own[last] ?? '') ? own.slice(0, last) : own
}

/**
 * The words of a letter that its writer forwarded to us a second time, '' when the quoted part is
 * not a forwarded letter of that very address.
 */
export function ownForward(quoted: string, address: string): string {
  const lines = quoted.split('\n')
  const from = lines.findIndex((line) => isFromLine(headOf(line)))
  if (from === -1 || !headOf(lines[from]).toLowerCase().includes(address)) return ''
  const rest = lines.slice(from)
  const end = rest.findIndex((line) => line.trim() === '')
  return end === -1 ? '' : separate(rest.slice(end).join('\n')).own
}
