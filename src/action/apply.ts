/**
 * Carries out what the owner approved, then looks again: what is told to the person is what was seen,
 * never what was meant (ruling 5).
 */
import { Fault } from '../errors.ts'
import type { NewEvent } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { searchedAddress } from '../request/request.ts'
import type { Kept, Requests } from '../request/requests.ts'
import type { Holder, PersonRecord } from './holder.ts'
import type { Plan } from './plan.ts'
import { fieldsHeld, newestPlan } from './plan.ts'

export interface ApplyPorts {
  readonly requests: Pick<Requests, 'append'>
  readonly holders: readonly Holder[]
}

interface Outcome {
  readonly event: NewEvent
  readonly kept: readonly Kept[]
}

function holderNamed(holders: readonly Holder[], name: string): Holder {
  const holder = holders.find((one) => one.name === name)
  if (holder === undefined)
    throw new Fault('holder.mismatch', { detail: `no holder called ${name}` })
  return holder
}

const OUTDATED: Outcome = {
  event: { name: 'plan-outdated', actor: 'system', facts: {} },
  kept: [],
}

/** What was approved is carried out as it was shown or not at all; half done after a crash is no change. */
function isOutdated(plan: Plan & { do: 'correct' }, seen: PersonRecord | null): boolean {
  return fieldsHeld(plan.after).some((field) => {
    const value = seen?.fields[field]
    return value !== plan.before[field] && value !== plan.after[field]
  })
}

async function correct(plan: Plan & { do: 'correct' }, holder: Holder): Promise<Outcome> {
  if (isOutdated(plan, await holder.look(plan.ref))) return OUTDATED
  await holder.correct(plan.ref, plan.after)
  const seen = await holder.look(plan.ref)
  const fields = fieldsHeld(plan.after)
  if (seen === null || fields.some((field) => seen.fields[field] !== plan.after[field]))
    throw new Fault('holder.mismatch', { detail: `holder ${holder.name}, after a correction` })
  return {
    event: {
      name: 'corrected',
      actor: 'system',
      facts: { holder: holder.name, fields: fields.join(',') },
      content: { before: plan.before, after: plan.after },
    },
    kept: [{ obligation: 'correct', evidence: `seen-again:${holder.name}` }],
  }
}

async function destroy(
  plan: Plan & { do: 'destroy' },
  holder: Holder,
  number: string,
): Promise<Outcome> {
  await holder.destroy(plan.ref, number)
  if ((await holder.look(plan.ref)) !== null)
    throw new Fault('holder.mismatch', { detail: `holder ${holder.name}, after a destruction` })
  const evidence = `gone:${holder.name}`
  return {
    event: {
      name: 'destroyed',
      actor: 'system',
      facts: { holder: holder.name, records: 1, fields: plan.fields.join(',') },
    },
    kept: [
      { obligation: 'stop', evidence },
      { obligation: 'destroy', evidence },
    ],
  }
}

/** Nobody is on record, so there is nothing to change, stop or destroy: if that is still so. */
async function noRecord(address: string, holders: readonly Holder[]): Promise<Outcome> {
  for (const holder of holders)
    if ((await holder.find(address)).length > 0)
      throw new Fault('holder.mismatch', { detail: `holder ${holder.name} has a record by now` })
  const obligations = ['correct', 'stop', 'destroy'] as const
  return {
    event: { name: 'no-record', actor: 'system', facts: {} },
    kept: obligations.map((obligation) => ({ obligation, evidence: 'no-record' })),
  }
}

async function carryOut(
  plan: Plan,
  request: PrivacyRequest,
  holders: readonly Holder[],
): Promise<Outcome> {
  switch (plan.do) {
    case 'correct':
      return correct(plan, holderNamed(holders, plan.holder))
    case 'destroy':
      return destroy(plan, holderNamed(holders, plan.holder), request.number)
    case 'no-record':
      return noRecord(searchedAddress(request) ?? '', holders)
    case 'nothing':
      throw new Fault('internal', { detail: 'an impossible plan was approved' })
  }
}

/**
 * approved → fulfilled, or → received when the record is no longer what the owner was shown. Safe to repeat after a crash: the same values are written once more.
 *
 * @returns false when something was recorded in between
 * @throws Fault holder.mismatch when what is seen afterwards is not what was written
 */
export async function apply(request: PrivacyRequest, ports: ApplyPorts): Promise<boolean> {
  const plan = newestPlan(request)
  if (plan === null)
    throw new Fault('internal', { detail: 'a request without a plan was approved' })
  const { event, kept } = await carryOut(plan, request, ports.holders)
  return ports.requests.append(request, [event], kept)
}
