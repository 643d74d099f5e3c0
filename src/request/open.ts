/** A demand becomes a request: one each, with its number, its clock and what is owed. */
import type { DemandKind, ObligationName } from '../policy/rules.ts'
import type { Deadlines } from '../policy/term.ts'
import { demandKinds } from '../letter/demand-kinds.ts'
import { separate } from '../letter/own-words/quotes.ts'
import type { ReadLetter } from '../letter/receive.ts'
import { onlySender } from '../letter/sender.ts'
import { answeredIds } from '../letter/reference.ts'
import type { Letters, NewRequest } from './requests.ts'
import { requestNumber } from './number.ts'
import { demandRule } from './demand-kinds.ts'
import type { ConfirmedBy, PrivacyRequest } from './request.ts'
import { nextDue, promisedDate } from './request.ts'
import { wordsHash } from './same-words.ts'

export interface OpenPorts {
  readonly letters: Pick<Letters, 'open'>
  readonly deadlines: (kind: DemandKind, receivedAt: Date) => Deadlines
  readonly phraseOf: (letter: ReadLetter) => string | null
  readonly idKey: Buffer
  /** The last day on which a code sent now counts, for a request that is due on that day. */
  readonly codeUntil: (due: string | null) => string
  /** Whatever the mail servers say, every person proves the address by a code. */
  readonly strictIdentity: boolean
  /** The rule profiles and the calendar in force on the day of receipt: a request keeps them (p.19). */
  readonly editions: (receivedOn: string) => { readonly rules: string; readonly calendar: string }
  /** Whether the policy names partners, who must do the same (p.17). */
  readonly hasPartners: boolean
  /** An open request that asks for the very same, which this one then joins; null when there is none. */
  readonly twinOf: (request: NewRequest) => Promise<PrivacyRequest | null>
}

function ownMessageId(letter: ReadLetter): string | null {
  const value = letter.parsed.headers.find((header) => header.name === 'message-id')?.value ?? ''
  return /<[^<>\s]{3,500}>/.exec(value.slice(0, 1_000))?.[0] ?? null
}

/** Who wrote, as far as the letter itself proves it; nothing is looked up for that. */
function provenBy(letter: ReadLetter, { strictIdentity }: OpenPorts): ConfirmedBy | null {
  return strictIdentity ? null : letter.understanding.proven
}

/** Whether the writer's own address has to be proven: it is the one searched, or the one to be written. */
function concernsWriter(details: NewRequest['details']): boolean {
  const { writer, stated, changes } = details
  const isNew = changes.some(({ field, to }) => field === 'email' && to === writer)
  return stated === null || stated === writer || isNew
}

/** What the ledger keeps of the letter that opened a request: codes, nothing that names a person. */
function openingFacts(
  letter: ReadLetter,
  details: NewRequest['details'],
  deadlines: Deadlines,
  ports: OpenPorts,
): NewRequest['opening']['facts'] {
  const { needsProof } = demandRule(deadlines.kind)
  const { understanding, contentId } = letter
  const { certainty, review, acknowledge, flags } = understanding
  const proven = provenBy(letter, ports)
  const isAsked = acknowledge && proven === null && needsProof && concernsWriter(details)
  return {
    letter: contentId.slice(0, 16),
    certainty,
    review,
    acknowledge,
    proven: proven ?? '',
    forged: flags.includes('forged'),
    representative: flags.includes('representative'),
    document: flags.includes('document'),
    wordless: isWordless(letter),
    ...ports.editions(deadlines.receivedOn),
    codeUntil: isAsked ? ports.codeUntil(nextDue(deadlines.obligations)) : '',
  }
}

/** A letter of a subject and nothing else: what is wanted has to be asked. */
function isWordless({ parsed }: ReadLetter): boolean {
  return parsed.attachments.length === 0 && separate(parsed.text).own.trim() === ''
}

export interface Owing {
  /** Whether an acknowledgement is sent at all. */
  readonly isAcknowledged: boolean
  /** Whether there is an address to write to. */
  readonly hasWriter: boolean
  readonly hasPartners: boolean
}

/** What the promised dates leave out: a block is owed only where destruction is impossible (p.17). */
export function owedFrom(deadlines: Deadlines, owing: Owing): NewRequest['obligations'] {
  const leftOut = new Set<ObligationName>(['block'])
  if (!owing.isAcknowledged || !owing.hasWriter) leftOut.add('ack')
  if (!owing.hasWriter) leftOut.add('notify')
  if (!owing.hasPartners) leftOut.add('partner')
  return deadlines.obligations.filter(({ name }) => !leftOut.has(name))
}

function newRequest(
  letter: ReadLetter,
  demand: { readonly kind: DemandKind; readonly index: number },
  ports: OpenPorts,
): NewRequest {
  const { understanding, parsed, contentId, receivedAt } = letter
  const deadlines = ports.deadlines(demand.kind, receivedAt)
  const details = {
    writer: onlySender(parsed)?.address ?? null,
    stated: understanding.statedEmail,
    changes: demand.kind === 'rectify' ? understanding.changes : [],
    messageId: ownMessageId(letter),
    references: answeredIds(letter.parsed).toReversed(),
    phrase: ports.phraseOf(letter),
  }
  return {
    number: requestNumber(ports.idKey, contentId, demand.index),
    kind: demand.kind,
    language: understanding.language,
    receivedAt,
    receivedOn: deadlines.receivedOn,
    contentId,
    details,
    obligations: owedFrom(deadlines, {
      isAcknowledged: understanding.acknowledge,
      hasWriter: details.writer !== null,
      hasPartners: ports.hasPartners,
    }),
    opening: {
      name: 'opened',
      actor: 'person',
      facts: {
        ...openingFacts(letter, details, deadlines, ports),
        words: wordsHash(ports.idKey, letter, demand.kind),
      },
    },
  }
}

/** What is asked already goes on there, under the first dates; only a twin is one (domain: merged). */
async function orMerged(request: NewRequest, ports: OpenPorts): Promise<NewRequest> {
  const first = await ports.twinOf(request)
  if (first === null) return request
  const due = promisedDate(first, demandRule(first.kind).main) ?? ''
  const facts = { into: first.number, due }
  return { ...request, known: [{ name: 'merged', actor: 'system', facts }] }
}

/** @returns the numbers, also when another worker was faster: they are derived from the letter. */
export async function open(letter: ReadLetter, ports: OpenPorts): Promise<readonly string[]> {
  const asked = demandKinds(letter.understanding).map((kind, index) =>
    newRequest(letter, { kind, index }, ports),
  )
  const requests = await Promise.all(asked.map((one) => orMerged(one, ports)))
  await ports.letters.open(
    { contentId: letter.contentId, what: 'opened', reason: letter.understanding.kind },
    requests,
  )
  return requests.map((request) => request.number)
}
