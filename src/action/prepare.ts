/**
 * Looks the person up in every holder. Who asks must be proven first: an address that is not gets a
 * code; then the plan is made that the owner will be asked about.
 */
import type { NewEvent } from '../request/event.ts'
import type { Unproven } from '../request/identity.ts'
import {
  calledRecord,
  lacksAuthority,
  levelOf,
  nextUnproven,
  wasAsked,
} from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, openingText, planVersion, searchedAddress } from '../request/request.ts'
import { demandRule } from '../request/demand-kinds.ts'
import type { Requests } from '../request/requests.ts'
import type { Holder } from './holder.ts'
import type { Found, Plan } from './plan.ts'
import { isPossible, makePlan } from './plan.ts'

export interface PreparePorts {
  readonly requests: Pick<Requests, 'append'>
  readonly holders: readonly Holder[]
  /** The last day on which a code sent now counts, for this request. */
  readonly codeUntil: (request: PrivacyRequest) => string
}

async function findIn(holders: readonly Holder[], address: string | null): Promise<Found[]> {
  if (address === null) return []
  const found = await Promise.all(
    holders.map(async (holder) =>
      (await holder.find(address)).map((record) => ({ holder: holder.name, record })),
    ),
  )
  return found.flat()
}

/** The record whose number was called is the one that is meant, whatever address the letter names. */
async function findFor(request: PrivacyRequest, holders: readonly Holder[]): Promise<Found[]> {
  const called = calledRecord(request) ?? recordKept(request)
  if (called === null) return findIn(holders, searchedAddress(request))
  const holder = holders.find(({ name }) => name === called.holder)
  const record = (await holder?.look(called.ref)) ?? null
  return record === null ? [] : [{ holder: called.holder, record }]
}

/** What a law kept until its day is found by its record: the address is gone from it. */
function recordKept(request: PrivacyRequest): { holder: string; ref: string } | null {
  const [holder = '', ref = ''] = openingText(request, 'ref').split(':')
  return ref === '' ? null : { holder, ref }
}

/** A demand to stop is heard at once, whoever wrote it: holding back is reversible and harms nobody. */
async function hold(
  request: PrivacyRequest,
  found: readonly Found[],
  holders: readonly Holder[],
): Promise<NewEvent[]> {
  const { holds } = demandRule(request.kind)
  if (holds === null) return []
  const refs = found.map(({ holder, record }) => `${holder}:${record.ref}`)
  if (lastEvent(request, 'held')?.facts['refs'] === refs.join(' ')) return []
  for (const { holder: name, record } of found)
    await holders.find((holder) => holder.name === name)?.hold(record.ref, holds)
  const facts = { records: found.length, refs: refs.join(' ') }
  return [{ name: holds === 'mailings' ? 'unsubscribed' : 'held', actor: 'system', facts }]
}

/**
 * A letter with a code goes to the address on record, or to the new one; to an address that nobody
 * knows nothing is sent, and the writer cannot tell the difference (no enumeration).
 */
function asking(
  request: PrivacyRequest,
  { address, role }: Unproven,
  found: readonly Found[],
  ports: PreparePorts,
): NewEvent {
  const isKnown = role === 'new' || found.length > 0
  return {
    name: 'asked-to-confirm',
    actor: 'system',
    facts: {
      role,
      sent: isKnown && !wasAsked(request, address, 'now'),
      until: ports.codeUntil(request),
    },
    content: { address },
  }
}

/** What happens to a request without changing what the owner has before the eyes. */
const CHANGES_NOTHING: ReadonlySet<string> = new Set([
  'letter-joined',
  'address-confirmed',
  'code-failed',
  'person-found',
  'second-yes-asked',
  'answer-not-counted',
  'document-came',
  'held',
  'due-changed',
  'person-reminded',
  'owner-reminded',
  'overdue',
  'identity-late',
  'link-renewed',
  'link-locked',
  'reply-withheld',
  'reply-accepted',
  'reply-failed',
  'reply-bounced',
])

/** Thanks, a yes to what we understood: the owner's letter about the plan stays the newest one. */
function isSamePlan(request: PrivacyRequest, plan: Plan): boolean {
  const last = lastEvent(request, 'planned')
  if (last === undefined || JSON.stringify(last.content) !== JSON.stringify(plan)) return false
  return request.events
    .filter(({ seq }) => seq > last.seq)
    .every(({ name, facts }) => CHANGES_NOTHING.has(name) && facts['review'] !== true)
}

function planning(request: PrivacyRequest, found: readonly Found[]): NewEvent {
  const plan = makePlan(request, found)
  const version = planVersion(request) + (isSamePlan(request, plan) ? 0 : 1)
  return {
    name: 'planned',
    actor: 'system',
    facts: {
      version,
      do: plan.do,
      possible: isPossible(plan),
      level: levelOf(request),
      ...(plan.do === 'nothing' ? { why: plan.why } : {}),
    },
    content: plan,
  }
}

/** Whether somebody can still be asked; the owner decides on the rest. */
function mustAskFirst(request: PrivacyRequest): boolean {
  return demandRule(request.kind).needsProof && !lacksAuthority(request)
}

/** received → awaiting-identity, awaiting-approval, or fulfilled where nobody has to decide. @returns false when something came in between. */
export async function prepare(request: PrivacyRequest, ports: PreparePorts): Promise<boolean> {
  const found = await findFor(request, ports.holders)
  const unproven = mustAskFirst(request) ? nextUnproven(request, found.length > 0) : null
  const held = await hold(request, found, ports.holders)
  if (demandRule(request.kind).does === 'nothing') return ports.requests.append(request, held)
  const next =
    unproven === null ? planning(request, found) : asking(request, unproven, found, ports)
  return ports.requests.append(request, [...held, next])
}
