/**
 * Carries out what the owner approved, then looks again: what is told to the person is what was seen,
 * never what was meant (ruling 5).
 */
import { Fault } from '../errors.ts'
import { FIELDS } from '../letter/letter.ts'
import type { Field } from '../letter/letter.ts'
import type { NewEvent } from '../request/event.ts'
import { textFact } from '../request/event.ts'
import { calledRecord } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, obligationNamed, searchedAddress } from '../request/request.ts'
import type { Requests } from '../request/requests.ts'
import type { Holder, PersonRecord } from './holder.ts'
import type { Plan } from './plan.ts'
import { fieldsHeld, newestPlan } from './plan.ts'

export interface ApplyPorts {
  readonly requests: Pick<Requests, 'append'>
  readonly holders: readonly Holder[]
}

function holderNamed(holders: readonly Holder[], name: string): Holder {
  const holder = holders.find((one) => one.name === name)
  if (holder === undefined)
    throw new Fault('holder.mismatch', { detail: `no holder called ${name}` })
  return holder
}

const OUTDATED: NewEvent = { name: 'plan-outdated', actor: 'system', facts: {} }

/** What was approved is carried out as it was shown or not at all; half done after a crash is no change. */
function isOutdated(plan: Plan & { do: 'correct' }, seen: PersonRecord | null): boolean {
  return fieldsHeld(plan.after).some((field) => {
    const value = seen?.fields[field]
    return value !== plan.before[field] && value !== plan.after[field]
  })
}

async function correct(plan: Plan & { do: 'correct' }, holder: Holder): Promise<NewEvent> {
  if (isOutdated(plan, await holder.look(plan.ref))) return OUTDATED
  await holder.correct(plan.ref, plan.after)
  const seen = await holder.look(plan.ref)
  const fields = fieldsHeld(plan.after)
  if (seen === null || fields.some((field) => seen.fields[field] !== plan.after[field]))
    throw new Fault('holder.mismatch', { detail: `holder ${holder.name}, after a correction` })
  return {
    name: 'corrected',
    actor: 'system',
    facts: { holder: holder.name, fields: fields.join(',') },
    content: { before: plan.before, after: plan.after },
  }
}

async function destroy(
  plan: Plan & { do: 'destroy' },
  holder: Holder,
  number: string,
): Promise<NewEvent> {
  await holder.destroy(plan.ref, number)
  if ((await holder.look(plan.ref)) !== null)
    throw new Fault('holder.mismatch', { detail: `holder ${holder.name}, after a destruction` })
  return {
    name: 'destroyed',
    actor: 'system',
    facts: { holder: holder.name, records: 1, fields: plan.fields.join(',') },
  }
}

/** The fields that the owner named, of those there are. */
function fieldsKept(request: PrivacyRequest): readonly Field[] {
  const approved = lastEvent(request, 'approved')
  const named = approved === undefined ? [] : textFact(approved, 'keeps').split(',')
  return FIELDS.filter((field) => named.includes(field))
}

/** A law orders some of it kept: the rest goes, and what stays is used for nothing else (p.17; law 94-V art. 18). */
async function keep(
  request: PrivacyRequest,
  plan: Plan & { do: 'destroy' },
  holder: Holder,
): Promise<NewEvent> {
  const kept = fieldsKept(request)
  await holder.keepOnly(plan.ref, kept, request.number)
  const seen = await holder.look(plan.ref)
  const left = seen === null ? [] : fieldsHeld(seen.fields)
  // Nothing of what was named is there: then nothing is kept, and the whole of it goes.
  if (left.length === 0) return destroy(plan, holder, request.number)
  if (left.some((field) => !kept.includes(field)))
    throw new Fault('holder.mismatch', { detail: `holder ${holder.name}, after a destruction` })
  const approved = lastEvent(request, 'approved')
  return {
    name: 'kept-by-law',
    actor: 'system',
    facts: {
      holder: holder.name,
      ref: `${holder.name}:${plan.ref}`,
      fields: left.join(','),
      destroyed: plan.fields.filter((field) => !left.includes(field)).join(','),
      basis: approved === undefined ? '' : textFact(approved, 'basis'),
      until: approved === undefined ? '' : textFact(approved, 'until'),
    },
    content: approved?.content,
  }
}

/** Whether a copy may go there: the address that was proven, or that of the record whose number was called. */
function isProvenAddress(request: PrivacyRequest, address: string): boolean {
  const isSearched = address.trim().toLowerCase() === searchedAddress(request)?.toLowerCase()
  return isSearched || calledRecord(request) !== null
}

/** What is held, read now, for the address on record alone (p.16); another one than was shown is asked about anew. */
async function disclose(
  plan: Plan & { do: 'disclose' },
  request: PrivacyRequest,
  holder: Holder,
): Promise<NewEvent> {
  const seen = await holder.look(plan.ref)
  const address = seen?.fields.email
  if (seen === null || address === undefined || !isProvenAddress(request, address)) return OUTDATED
  return {
    name: 'disclosed',
    actor: 'system',
    facts: { holder: holder.name, fields: fieldsHeld(seen.fields).join(',') },
    content: {
      address,
      fields: seen.fields,
      enteredAt: seen.enteredAt?.toISOString() ?? '',
    },
  }
}

/** Nobody is on record, so there is nothing to change, stop or destroy: if that is still so. */
async function noRecord(address: string, holders: readonly Holder[]): Promise<NewEvent> {
  for (const holder of holders)
    if ((await holder.find(address)).length > 0)
      throw new Fault('holder.mismatch', { detail: `holder ${holder.name} has a record by now` })
  return { name: 'no-record', actor: 'system', facts: {} }
}

async function carryOut(
  plan: Plan,
  request: PrivacyRequest,
  holders: readonly Holder[],
): Promise<NewEvent> {
  switch (plan.do) {
    case 'correct':
      return correct(plan, holderNamed(holders, plan.holder))
    case 'destroy': {
      const holder = holderNamed(holders, plan.holder)
      return fieldsKept(request).length > 0
        ? keep(request, plan, holder)
        : destroy(plan, holder, request.number)
    }
    case 'disclose':
      return disclose(plan, request, holderNamed(holders, plan.holder))
    case 'no-record':
      return noRecord(searchedAddress(request) ?? '', holders)
    case 'nothing':
      throw new Fault('internal', { detail: 'an impossible plan was approved' })
  }
}

function approvedPlan(request: PrivacyRequest): Plan {
  const plan = newestPlan(request)
  if (plan === null)
    throw new Fault('internal', { detail: 'a request without a plan was approved' })
  return plan
}

/**
 * approved → fulfilled, or → received when the record is no longer what the owner was shown. Safe to repeat after a crash: the same values are written once more.
 *
 * @returns false when something was recorded in between
 * @throws Fault holder.mismatch when what is seen afterwards is not what was written
 */
export async function apply(request: PrivacyRequest, ports: ApplyPorts): Promise<boolean> {
  const event = await carryOut(approvedPlan(request), request, ports.holders)
  return ports.requests.append(request, [event])
}

/** Whether processing is still to be stopped while the destruction waits for its hour. */
export function stopsFirst(request: PrivacyRequest): boolean {
  const isOwed = obligationNamed(request, 'stop')?.doneAt === null
  return isOwed && newestPlan(request)?.do === 'destroy'
}

/** Processing stops as soon as it is approved, also where the destruction can still be taken back (p.17). */
export async function stop(request: PrivacyRequest, ports: ApplyPorts): Promise<boolean> {
  const plan = approvedPlan(request)
  if (plan.do !== 'destroy') throw new Fault('internal', { detail: 'nothing is to be stopped' })
  const holder = holderNamed(ports.holders, plan.holder)
  await holder.hold(plan.ref, 'everything')
  return ports.requests.append(request, [
    { name: 'stopped', actor: 'system', facts: { holder: holder.name } },
  ])
}
