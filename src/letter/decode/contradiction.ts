/**
 * Whether the plain part and the HTML part of one letter say different things. Mail programs make
 * one from the other, so their words agree but for links and pictures; a letter whose parts differ
 * shows its reader something else than it shows a machine.
 */
export function contradict(plain: string, html: string): boolean {
  const left = wordsOf(plain)
  const right = wordsOf(html)
  if (left.all.size === 0 || right.all.size === 0) return false
  const differ = differs(left.facts, right.facts) && differs(right.facts, left.facts)
  return differ || wordsDiffer(left, right)
}

function wordsDiffer(left: Vocabulary, right: Vocabulary): boolean {
  const onlyLeft = countMissing(left.all, right.all)
  const onlyRight = countMissing(right.all, left.all)
  const share = (onlyLeft + onlyRight) / (left.all.size + right.all.size)
  const least = Math.min(onlyLeft, onlyRight)
  const saysOther = (least >= 3 && share > 0.3) || (least >= 1 && share > 0.5)
  // The plain part says more than anybody sees.
  const saysMore = onlyLeft >= 4 && onlyLeft * 3 > left.all.size
  const deniesOther = share < 0.35 && left.negations !== right.negations
  return saysOther || saysMore || deniesOther
}

interface Vocabulary {
  readonly all: ReadonlySet<string>
  /** Addresses and long numbers: what a demand is about. */
  readonly facts: ReadonlySet<string>
  readonly negations: number
}

const WORDS_MAX = 2_000
const CHARS_MAX = 32 * 1024
const NEGATIONS = new Set(['не', 'нет', 'жоқ', 'емес', 'not', 'no', 'never'])
const ADDRESS = /(?<![\w.+-])[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/g

function wordsOf(text: string): Vocabulary {
  const lower = withoutLinks(text.slice(0, CHARS_MAX).toLowerCase())
  const words = lower.match(/[\p{L}\p{N}]{1,60}/gu)?.slice(0, WORDS_MAX) ?? []
  const numbers =
    lower.match(/\d[\d ()-]{4,20}\d/g)?.map((number) => number.replace(/\D/g, '')) ?? []
  return {
    all: new Set(words),
    facts: new Set([...(lower.match(ADDRESS) ?? []), ...numbers]),
    negations: words.filter((word) => NEGATIONS.has(word)).length,
  }
}

/** Plain parts write out addresses of links and names of pictures, which HTML does not show. */
function withoutLinks(text: string): string {
  return text
    .replace(/\bhttps?:[^\s>\])]{1,2000}/g, ' ')
    .replace(/\[(?:image|cid|изображение|рисунок)[^\]\n]{0,200}\]/g, ' ')
    .replace(/<mailto:[^>\s]{0,300}>/g, ' ')
}

function countMissing(words: ReadonlySet<string>, among: ReadonlySet<string>): number {
  let missing = 0
  for (const word of words) if (!among.has(word)) missing += 1
  return missing
}

function differs(facts: ReadonlySet<string>, from: ReadonlySet<string>): boolean {
  return countMissing(facts, from) > 0
}
