/** What the owner does, the same by letter, on a page and at a terminal: one place records it. */
import { createHash } from 'node:crypto'
import type { Answer } from '../approval/approval.ts'
import type { Given } from '../approval/record.ts'
import { decide } from '../approval/record.ts'
import { secondAsked, secondCode } from '../approval/second-yes.ts'
import { currentLink } from '../approval/link.ts'
import type { PersonRecord } from '../action/holder.ts'
import { runAt } from '../action/run-at.ts'
import type { NewEvent } from '../request/event.ts'
import { textFact } from '../request/event.ts'
import type { AuthorityKind } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, planVersion, searchedAddress } from '../request/request.ts'
import { transition } from '../request/transition.ts'
import { blockUntilOf } from './promise-ports.ts'
import type { datesOf } from './promise-ports.ts'
import type { World } from './world.ts'

/** Who acts, and what proves it. */
export type Actor =
  | { readonly by: 'owner:terminal'; readonly proof: 'terminal' }
  /** `phone` names the remembered phone. */
  | { readonly by: 'owner:desk'; readonly proof: 'phone'; readonly phone: string }

export type Called = 'done' | 'wrong-digits' | 'not-possible'

const DIGITS_CALLED = 4

export const sha256 = (data: string | Buffer): string =>
  createHash('sha256').update(data).digest('hex')

export class OwnerActs {
  private readonly world: World

  private readonly dates: ReturnType<typeof datesOf>

  constructor(world: World, dates: ReturnType<typeof datesOf>) {
    this.world = world
    this.dates = dates
  }

  /** What a decision is measured by, whoever takes it: the time, the wait, the second code, the text of the letter that asked. */
  async asked(
    request: PrivacyRequest,
    replyId: string | null,
  ): Promise<
    Pick<Given, 'shown' | 'askedAt' | 'now' | 'runAt' | 'secondCode' | 'blockUntil' | 'byHand'>
  > {
    const { outbox, vault, now } = this.world
    const second = secondAsked(request)
    const raw = replyId === null ? null : await outbox.open(replyId)
    const row = (await outbox.ofRequest(request.number)).find(({ id }) => id === replyId)
    return {
      shown: raw === null ? '' : sha256(raw),
      askedAt: row?.composedAt ?? null,
      now: now(),
      runAt: this.runAt(request),
      secondCode: second === null ? null : secondCode(vault.idKey, request.number, second.seq),
      blockUntil: blockUntilOf(request, this.dates),
      byHand: this.world.promises.policy.byHand.length > 0,
    }
  }

  /** The last day of what would be blocked now; null where nothing can be (p.17). */
  blockUntil(request: PrivacyRequest): string | null {
    return blockUntilOf(request, this.dates)?.until ?? null
  }

  /** When a yes given now is carried out; null: at once. */
  runAt(request: PrivacyRequest): Date | null {
    const { policy, calendar } = this.world.promises
    const pace = { undo: policy.undo, zone: policy.zone, calendar }
    return runAt(request, this.world.now(), pace)
  }

  /** The decision as an event, not recorded yet. @param version of the plan that was before the eyes; null: the newest */
  async decision(
    request: PrivacyRequest,
    answer: Answer,
    actor: Actor,
    seen: { readonly version: number | null; readonly shown: string },
  ): Promise<NewEvent> {
    const event = decide(request, {
      ...(await this.asked(request, null)),
      answer,
      version: seen.version ?? planVersion(request),
      by: actor.by,
      proof: actor.proof,
      letter: '',
      shown: seen.shown,
    })
    return { ...event, facts: { ...event.facts, ...phoneFact(actor) } }
  }

  /** The records that a call could be about: those with the number the person gave, or the one found by it before, or those at the address of the request. */
  async callable(request: PrivacyRequest, phone: string | null): Promise<readonly PersonRecord[]> {
    const { register } = this.world
    if (phone !== null) return register.findByPhone(phone)
    const found = lastEvent(request, 'person-found')
    const record = found === undefined ? null : await register.look(textFact(found, 'ref'))
    if (record !== null) return [record]
    const address = searchedAddress(request)
    return address === null ? [] : register.find(address)
  }

  /** Which record is meant, where the address of the letter is not on record. */
  async findByPhone(
    request: PrivacyRequest,
    actor: Actor,
    phone: string,
  ): Promise<'found' | 'none' | 'several'> {
    const { register, requests } = this.world
    const [record, ...more] = await register.findByPhone(phone)
    if (record === undefined) return 'none'
    if (more.length > 0) return 'several'
    const facts = { holder: register.name, ref: record.ref, ...phoneFact(actor) }
    await requests.append(request, [{ name: 'person-found', actor: actor.by, facts }])
    return 'found'
  }

  /** The owner called the number on record (A2): who, when, and the last digits dialled are kept, never the number. */
  async called(
    request: PrivacyRequest,
    actor: Actor,
    call: { readonly digits: string; readonly phone: string | null },
  ): Promise<Called> {
    if (transition(request.state, 'person-called') === undefined) return 'not-possible'
    const [record, ...more] = await this.callable(request, call.phone)
    const number = record?.fields.phone
    if (record === undefined || number === undefined || more.length > 0) return 'not-possible'
    const digits = call.digits.replace(/\D/g, '').slice(-DIGITS_CALLED)
    if (digits.length < DIGITS_CALLED || !number.endsWith(digits)) return 'wrong-digits'
    const { name: holder } = this.world.register
    const facts = { level: 'A2', holder, ref: record.ref, digits, ...phoneFact(actor) }
    const isRecorded = await this.world.requests.append(request, [
      { name: 'person-called', actor: actor.by, facts },
    ])
    return isRecorded ? 'done' : 'not-possible'
  }

  /** The owner saw by what right somebody acts for the person (A3); no copy of it is kept. @returns false when it is too late */
  async authoritySeen(
    request: PrivacyRequest,
    actor: Actor,
    kind: AuthorityKind,
  ): Promise<boolean> {
    if (transition(request.state, 'authority-seen') === undefined) return false
    return this.world.requests.append(request, [
      {
        name: 'authority-seen',
        actor: actor.by,
        facts: { level: 'A3', kind, ...phoneFact(actor) },
      },
    ])
  }

  /** A new link to the owner's address; the old ones end. */
  async renewLink(request: PrivacyRequest, by: string): Promise<boolean> {
    const { version, generation } = currentLink(request)
    return this.world.requests.append(request, [
      { name: 'link-renewed', actor: by, facts: { version, generation } },
    ])
  }
}

function phoneFact(actor: Actor): { readonly phone?: string } {
  return actor.by === 'owner:desk' ? { phone: actor.phone } : {}
}
