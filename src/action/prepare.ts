/** Looks the person up in every holder and makes the plan that the owner will be asked about. */
import type { NewEvent } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { eventsNamed, planVersion, searchedAddress } from '../request/request.ts'
import type { Kept, Requests } from '../request/requests.ts'
import type { Holder } from './holder.ts'
import type { Found } from './plan.ts'
import { isPossible, makePlan } from './plan.ts'

export interface PreparePorts {
  readonly requests: Pick<Requests, 'append'>
  readonly holders: readonly Holder[]
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

/** A demand to stop is heard at once, whoever wrote it: holding back is reversible and harms nobody. */
async function hold(
  request: PrivacyRequest,
  found: readonly Found[],
  holders: readonly Holder[],
): Promise<NewEvent[]> {
  if (request.kind !== 'cease' || eventsNamed(request, 'held').length > 0) return []
  for (const { holder: name, record } of found)
    await holders.find((holder) => holder.name === name)?.hold(record.ref)
  return [{ name: 'held', actor: 'system', facts: { records: found.length } }]
}

/** received → awaiting-approval. @returns false when something came in between. */
export async function prepare(request: PrivacyRequest, ports: PreparePorts): Promise<boolean> {
  const found = await findIn(ports.holders, searchedAddress(request))
  const plan = makePlan(request, found)
  const held = await hold(request, found, ports.holders)
  const planned: NewEvent = {
    name: 'planned',
    actor: 'system',
    facts: {
      version: planVersion(request) + 1,
      do: plan.do,
      possible: isPossible(plan),
      ...(plan.do === 'nothing' ? { why: plan.why } : {}),
    },
    content: plan,
  }
  const kept: Kept[] = held.length > 0 ? [{ obligation: 'hold', evidence: 'held' }] : []
  return ports.requests.append(request, [...held, planned], kept)
}
