import { decodeNamed } from './charset.ts'
import { isLegible, legibility } from './legibility.ts'
import { encode } from './single-byte.ts'

/**
 * Text that some program on the way read in the wrong charset and sent on as such: «РџСЂРѕС€Сѓ»,
 * «Ïðîøó», «оПНЬС». It is repaired only where the repair is plainly Russian or Kazakh and what
 * stands there plainly is not, so good text in any language stays as it is.
 */

/** What the text was taken for, and what it was; some letters were misread twice on their way. */
interface Mistake {
  readonly takenFor: string
  readonly was: string
  readonly times: 1 | 2
}

const TAKEN_FOR = ['windows-1251', 'windows-1252', 'koi8-r', 'ibm866'] as const
const WAS = ['utf-8', 'windows-1251', 'koi8-r', 'ibm866', 'x-mac-cyrillic', 'kz-1048'] as const
const ONCE: readonly Mistake[] = TAKEN_FOR.flatMap((takenFor) =>
  WAS.filter((was) => was !== takenFor).map((was) => ({ takenFor, was, times: 1 })),
)
const TWICE = TAKEN_FOR.map((takenFor): Mistake => ({ takenFor, was: 'utf-8', times: 2 }))
const MISTAKES: readonly Mistake[] = [...ONCE, ...TWICE]

/** Lines that look broken and that no mistake explains; after so many the text is left alone. */
const FAILURES_MAX = 20
/** Of a long line only so much is tried before the whole of it is repaired. */
const TRIED_CHARS = 400

/** Every line by itself, for a reply in good order may quote a broken letter. */
export function repair(text: string): string {
  if (isAscii(text)) return withoutReferences(text)
  const mender = new Mender()
  return withoutReferences(
    text
      .split('\n')
      .map((line) => mender.mend(line))
      .join('\n'),
  )
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

class Mender {
  private failures = 0
  private last: Mistake | null = null

  mend(line: string): string {
    if (this.failures >= FAILURES_MAX || !isBroken(line)) return line
    const mistake = this.explain(line.slice(0, TRIED_CHARS))
    if (mistake === null) {
      this.failures += 1
      return line
    }
    this.last = mistake
    return undo(line, mistake) ?? line
  }

  private explain(line: string): Mistake | null {
    if (this.last !== null && gainOf(line, this.last) > 0) return this.last
    const gains = MISTAKES.map((mistake) => gainOf(line, mistake))
    const best = Math.max(...gains)
    return best > 0 ? (MISTAKES[gains.indexOf(best)] ?? null) : null
  }
}

/** No words of ours, and more than a letter or two that are not ASCII. */
function isBroken(line: string): boolean {
  const { score, pairs } = legibility(line.slice(0, TRIED_CHARS))
  return pairs >= 3 && score < 0.45
}

/** How much better the line reads without the mistake; 0 unless it plainly becomes words. */
function gainOf(line: string, mistake: Mistake): number {
  const mended = undo(line, mistake)
  if (mended === null || !isLegible(mended)) return 0
  const gain = legibility(mended).score - legibility(line).score
  return gain >= 0.5 ? gain : 0
}

function undo(line: string, { takenFor, was, times }: Mistake): string | null {
  const bytes = encode(line, takenFor)
  if (bytes === null) return null
  const text = decodeNamed(bytes, was) ?? ''
  return times === 1 ? text : undo(text, { takenFor, was, times: 1 })
}

/** `&#1059;&#1090;…`: web forms without a charset write Cyrillic letters so. */
function withoutReferences(text: string): string {
  if (!/(?:&#1\d{3};){3}/.test(text)) return text
  return text.replace(/&#(\d{1,7});/g, (whole, digits: string) => {
    const code = Number.parseInt(digits, 10)
    return code >= 0x20 && code < 0xd800 ? String.fromCodePoint(code) : whole
  })
}
