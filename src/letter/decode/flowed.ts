/**
 * RFC 3676: lines that end in a blank go on in the next one of the same quote depth. Without it an
 * address or a sentence would be broken in two.
 */
export function unflow(text: string, deleteSpace: boolean): string {
  const paragraphs: Paragraph[] = []
  let flowing: Paragraph | null = null
  for (const raw of text.split('\n')) {
    const { depth, words } = lineOf(raw)
    if (flowing === null || flowing.depth !== depth || words === SIGNATURE) {
      flowing = { depth, parts: [] }
      paragraphs.push(flowing)
    }
    const flows = words.endsWith(' ') && words !== SIGNATURE
    flowing.parts.push(flows && deleteSpace ? words.slice(0, -1) : words)
    if (!flows) flowing = null
  }
  return paragraphs.map(joined).join('\n')
}

interface Paragraph {
  readonly depth: number
  readonly parts: string[]
}

/** It ends in a blank and does not flow. */
const SIGNATURE = '-- '

function lineOf(raw: string): { depth: number; words: string } {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
  let depth = 0
  while (line.charAt(depth) === '>') depth += 1
  const words = line.slice(depth)
  // A program puts one blank before lines that begin with a blank, `>` or `From `.
  return { depth, words: words.startsWith(' ') ? words.slice(1) : words }
}

function joined({ depth, parts }: Paragraph): string {
  return depth === 0 ? parts.join('') : `${'>'.repeat(depth)} ${parts.join('')}`
}
