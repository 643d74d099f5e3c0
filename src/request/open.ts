/** A demand becomes a request: one each, with its number, its clock and what is owed. */
import type { DemandKind } from '../policy/rules.ts'
import type { Deadlines } from '../policy/term.ts'
import type { Kind } from '../letter/letter.ts'
import type { ReadLetter } from '../letter/receive.ts'
import { onlySender } from '../letter/sender.ts'
import { answeredIds } from '../letter/reference.ts'
import type { Letters, NewRequest } from './requests.ts'
import { requestNumber } from './number.ts'
import { wordsHash } from './same-words.ts'

export interface OpenPorts {
  readonly letters: Pick<Letters, 'open'>
  readonly deadlines: (kind: DemandKind, receivedAt: Date) => Deadlines
  readonly phraseOf: (letter: ReadLetter) => string | null
  readonly idKey: Buffer
}

/** Most letters ask one thing; one that asks two opens two requests, each with its own dates. */
function demandsOf(letter: ReadLetter): readonly DemandKind[] {
  const { kind, alsoKinds } = letter.understanding
  return [...new Set<Kind>([kind, ...alsoKinds])].filter(
    (wanted) => wanted === 'rectify' || wanted === 'cease',
  )
}

function ownMessageId(letter: ReadLetter): string | null {
  const value = letter.parsed.headers.find((header) => header.name === 'message-id')?.value ?? ''
  return /<[^<>\s]{3,500}>/.exec(value.slice(0, 1_000))?.[0] ?? null
}

/** What the promised dates leave out: a block is owed only where destruction is impossible (p.17). */
export function owedFrom(deadlines: Deadlines): NewRequest['obligations'] {
  return deadlines.obligations.filter((obligation) => obligation.name !== 'block')
}

function newRequest(
  letter: ReadLetter,
  demand: { readonly kind: DemandKind; readonly index: number },
  ports: OpenPorts,
): NewRequest {
  const { understanding, parsed, contentId, receivedAt } = letter
  const deadlines = ports.deadlines(demand.kind, receivedAt)
  return {
    number: requestNumber(ports.idKey, contentId, demand.index),
    kind: demand.kind,
    language: understanding.language,
    receivedAt,
    receivedOn: deadlines.receivedOn,
    contentId,
    details: {
      writer: onlySender(parsed)?.address ?? null,
      stated: understanding.statedEmail,
      changes: demand.kind === 'rectify' ? understanding.changes : [],
      messageId: ownMessageId(letter),
      references: answeredIds(letter.parsed).toReversed(),
      phrase: ports.phraseOf(letter),
    },
    obligations: owedFrom(deadlines),
    opening: {
      name: 'opened',
      actor: 'person',
      facts: {
        letter: contentId.slice(0, 16),
        certainty: understanding.certainty,
        review: understanding.review,
        acknowledge: understanding.acknowledge,
        words: wordsHash(ports.idKey, letter, demand.kind),
      },
    },
  }
}

/** @returns the numbers, also when another worker was faster: they are derived from the letter. */
export async function open(letter: ReadLetter, ports: OpenPorts): Promise<readonly string[]> {
  const requests = demandsOf(letter).map((kind, index) =>
    newRequest(letter, { kind, index }, ports),
  )
  await ports.letters.open(
    { contentId: letter.contentId, what: 'opened', reason: letter.understanding.kind },
    requests,
  )
  return requests.map((request) => request.number)
}
