/**
 * One step on for a request: what its state asks for, or what the clock does. Every step records what
 * happened and nothing else; letters follow from that (reply/owed.ts).
 */
import { Fault } from '../errors.ts'
import { addDays, asCivilDate } from '../policy/calendar.ts'
import { instantAt } from '../policy/clock-time.ts'
import { isFinal } from '../request/effects.ts'
import type { NewEvent, RequestEvent } from '../request/event.ts'
import { instantFact, textFact } from '../request/event.ts'
import type { FollowPorts } from '../request/follow-up.ts'
import { continued, followUpOf, split } from '../request/follow-up.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { eventsNamed, lastEvent, searchedAddress } from '../request/request.ts'
import type { MoreRequests } from '../request/requests.ts'
import type { State } from '../request/state.ts'
import { transition } from '../request/transition.ts'
import type { Ground } from '../request/watching.ts'
import { watch } from '../request/watch.ts'
import { apply, stop, stopsFirst } from './apply.ts'
import type { Holder } from './holder.ts'
import { mustTellPartners, tellPartners } from './partner.ts'
import { prepare } from './prepare.ts'
import type { PreparePorts } from './prepare.ts'
import { releaseHolds } from './release.ts'

export interface AdvancePorts {
  readonly now: () => Date
  readonly requests: MoreRequests & { list(isOpen: boolean): Promise<readonly string[]> }
  readonly holders: readonly Holder[]
  readonly prepare: PreparePorts
  /** How dates are counted. */
  readonly ground: Ground
  readonly follow: FollowPorts
  /** Ids of the partners in the policy file. */
  readonly partners: readonly string[]
  /** Our copy of an identity document in a kept letter goes; the words of the letter stay. */
  readonly destroyDocument: (letter: string) => Promise<void>
  /** A request was opened that no letter opened: the bell is rung for it. */
  readonly onOpened: (number: string) => Promise<void>
}

/** Whether a step was taken, or until when there is nothing to do; null: until something happens. */
export type Step = 'taken' | Date | null

class Advance {
  private readonly request: PrivacyRequest
  private readonly ports: AdvancePorts

  constructor(request: PrivacyRequest, ports: AdvancePorts) {
    this.request = request
    this.ports = ports
  }

  private async record(...events: readonly NewEvent[]): Promise<Step> {
    await this.ports.requests.append(this.request, events)
    return 'taken'
  }

  /** A letter with a copy of an identity document whose copy is still among ours; null when there is none. */
  private documentPending(): string | null {
    const done = eventsNamed(this.request, 'document-came').map((one) => textFact(one, 'letter'))
    const came = this.request.events.find(
      (event) => event.facts['document'] === true && !done.includes(textFact(event, 'letter')),
    )
    const isOpen = transition(this.request.state, 'document-came') !== undefined
    return came === undefined || !isOpen ? null : textFact(came, 'letter')
  }

  /** What goes on beside this request or instead of it; opened once, whatever happens in between. */
  private async openFurther(): Promise<void> {
    const { requests, follow, onOpened } = this.ports
    const further = [
      ...eventsNamed(this.request, 'split'),
      ...eventsNamed(this.request, 'continued'),
    ]
    for (const event of further) {
      if ((await requests.load(textFact(event, 'as'))) !== null) continue
      const opened = followUpOf(this.request, event, follow)
      if (opened === null) throw new Fault('internal', { detail: 'it goes on as nothing' })
      await requests.open(opened)
      await onOpened(opened.number)
    }
  }

  async go(): Promise<Step> {
    const document = this.documentPending()
    if (document !== null) {
      await this.ports.destroyDocument(document)
      return this.record({ name: 'document-came', actor: 'system', facts: { letter: document } })
    }
    await this.openFurther()
    const { now, next } = watch(this.request, this.ports.now(), this.ports.ground)
    if (now !== null) return this.record(now)
    const step = (await this.steps[this.request.state]?.()) ?? null
    return step instanceof Date && next !== null && next < step ? next : (step ?? next)
  }

  private async prepareIt(): Promise<Step> {
    await prepare(this.request, this.ports.prepare)
    return 'taken'
  }

  private async releaseAndClose(): Promise<Step> {
    await releaseHolds(this.request, this.ports)
    return this.closeWhenTold()
  }

  /** What each state asks for; the rest wait for somebody. */
  private readonly steps: Readonly<Partial<Record<State, () => Promise<Step>>>> = {
    received: () => this.prepareIt(),
    approved: () => this.carryOutInTime(),
    blocked: () => this.tell(),
    'kept-by-law': () => this.goOnWhenOver(),
    fulfilled: async () => (await this.tell()) ?? this.closeWhenTold(),
    refused: async () => (await this.goOnAsWithdrawal()) ?? this.closeWhenTold(),
    merged: () => this.closeWhenTold(),
    stopped: () => this.releaseAndClose(),
    withdrawn: () => this.closeWhenTold(),
    unanswered: () => this.closeWhenTold(),
    continued: () => this.record({ name: 'closed', actor: 'system', facts: {} }),
  }

  private async tell(): Promise<Step> {
    if (!mustTellPartners(this.request)) return null
    const { now, partners, holders, ground } = this.ports
    const { calendar, zone } = ground
    const parts = { partners, holders, calendar, zone }
    return this.record(...(await tellPartners(this.request, now(), parts)))
  }

  /** What was approved can be taken back until its time has come; processing stops before that. */
  private async carryOutInTime(): Promise<Step> {
    const approved = lastEvent(this.request, 'approved')
    const at = approved === undefined ? null : instantFact(approved, 'runAt')
    const isWaiting = at !== null && this.ports.now() < at
    if (isWaiting && !stopsFirst(this.request)) return at
    return this.orNoted(async () => {
      if (isWaiting) return (await stop(this.request, this.ports)) ? 'taken' : null
      return (await this.tell()) ?? ((await apply(this.request, this.ports)) ? 'taken' : null)
    })
  }

  /** What failed is noted once and tried again: the request stays approved, its date stays as it is. */
  private async orNoted(act: () => Promise<Step>): Promise<Step> {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Fault) || error.code.startsWith('database.')) throw error
      if (this.request.events.at(-1)?.name !== 'apply-failed')
        await this.record({ name: 'apply-failed', actor: 'system', facts: { code: error.code } })
      throw error
    }
  }

  /** The day until which a law ordered it kept has passed: the purpose is reached (p.17.4). */
  private async goOnWhenOver(): Promise<Step> {
    const kept = lastEvent(this.request, 'kept-by-law')
    const until = kept === undefined ? '' : textFact(kept, 'until')
    if (until === '') return null
    const at = instantAt(addDays(asCivilDate(until), 1), 9, this.ports.ground.zone)
    if (this.ports.now() < at) return at
    const goesOn = { kind: 'purpose-achieved', received: at, why: 'kept-until' } as const
    return this.record(continued(this.request, goesOn, 'system', this.ports.follow.idKey))
  }

  /** Unlawful use that is not confirmed is still a wish that the data be gone (p.16, p.17). */
  private async goOnAsWithdrawal(): Promise<Step> {
    const { request } = this
    if (request.kind !== 'unlawful' || lastEvent(request, 'split') !== undefined) return null
    if (await this.isWithdrawnToo()) return null
    const goesOn = { kind: 'cease', received: request.receivedAt, why: 'not-confirmed' } as const
    return this.record(split(request, goesOn, 'system', this.ports.follow.idKey))
  }

  /** The same letter, or another of the same writer, demands it in so many words: that one goes on. */
  private async isWithdrawnToo(): Promise<boolean> {
    const address = searchedAddress(this.request)
    if (address === null) return false
    const { requests } = this.ports
    const numbers = await requests.openAbout('cease', address)
    const others = await Promise.all(numbers.map((number) => requests.load(number)))
    const { receivedAt, details } = this.request
    return others.some(
      (other) => other?.details.writer === details.writer && other.receivedAt <= receivedAt,
    )
  }

  /** Over when nothing is owed and the person has been told how it ended; who has no address is told by the owner. */
  private async closeWhenTold(): Promise<Step> {
    const { details, obligations } = this.request
    const isOwing = obligations.some(({ doneAt }) => doneAt === null)
    if (isOwing || !(details.writer === null || this.isTold())) return null
    return this.record({ name: 'closed', actor: 'system', facts: {} })
  }

  private isTold(): boolean {
    const told = (event: RequestEvent): boolean => isFinal(textFact(event, 'kind'))
    // One letter too many of the same words was withheld: it is not owed any more.
    const sent = [
      ...eventsNamed(this.request, 'reply-accepted'),
      ...eventsNamed(this.request, 'reply-withheld'),
    ]
    return lastEvent(this.request, 'told') !== undefined || sent.some(told)
  }
}

/** @throws Fault what failed in the world: it is tried again */
export function advance(request: PrivacyRequest, ports: AdvancePorts): Promise<Step> {
  return new Advance(request, ports).go()
}
