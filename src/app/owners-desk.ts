/** What the owner does from a terminal, on the same steps as by mail. */
import type { Answer } from '../approval/approval.ts'
import type { HeldLetter } from '../edge/postgres/letters.ts'
import type { OutboxRow } from '../edge/postgres/outbox.ts'
import type { BacklogLetter } from '../edge/postgres/places.ts'
import { Fault } from '../errors.ts'
import type { Change, Language } from '../letter/letter.ts'
import { receive } from '../letter/receive.ts'
import { deadlines } from '../policy/term.ts'
import { textFact } from '../request/event.ts'
import { requestNumber } from '../request/number.ts'
import { open, owedFrom } from '../request/open.ts'
import type { AuthorityKind } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, nextDue } from '../request/request.ts'
import { transition } from '../request/transition.ts'
import { sha256 } from './owner-acts.ts'
import { walkRequest } from './request-walk.ts'
import { walkParts } from './walk-parts.ts'
import type { WalkParts } from './walk-parts.ts'
import type { World } from './world.ts'

export interface Pen {
  readonly held: readonly HeldLetter[]
  readonly counts: Readonly<Partial<Record<string, number>>>
}
export type Backlog = readonly BacklogLetter[]
export type ReplyRow = OutboxRow

export interface ByHand {
  readonly kind: 'rectify' | 'cease'
  readonly received: Date
  readonly email: string
  readonly language: Language
  readonly changes: readonly Change[]
}

/** What is said of an answer that does not count. */
const NOT_COUNTED: Readonly<Record<string, string>> = {
  'no-reason': 'a refusal needs a reason',
  'no-question': 'a question needs words',
  'old-version': 'the plan has changed, or is not made yet',
  'already-decided': 'this request is decided already',
  'not-possible': 'the plan cannot be carried out as it stands: refuse, ask or edit',
  'too-late': 'there is no approval that could still be taken back',
}

const DONE: Readonly<Record<string, string>> = {
  approved: 'Approved.',
  refused: 'Refused; the person will read the reason.',
  'question-put': 'The person is asked; the term goes on.',
  undone: 'Taken back; the plan is made anew and you are asked again.',
}
/** A command writes letters, and only the running program sends them. */
const WAITING = 'Its letters leave while `privacy-mailbot start` runs.'

/** Who phones or writes on paper has proven nothing yet. */
const BY_HAND = { byHand: true, acknowledge: true, proven: '' } as const
const AT_TERMINAL = { by: 'owner:terminal', proof: 'terminal' } as const

const notDone = (detail: string): Fault => new Fault('not-done', { detail })

export class OwnersDesk {
  private readonly world: World
  private readonly parts: WalkParts

  constructor(world: World) {
    this.world = world
    // Nobody is rung: what is due is found by the clock of the running program.
    this.parts = walkParts(world, () => Promise.resolve())
  }

  load(number: string): Promise<PrivacyRequest | null> {
    return this.world.requests.load(number)
  }

  async list(isOpen: boolean): Promise<readonly PrivacyRequest[]> {
    const numbers = await this.world.requests.list(isOpen)
    const requests = await Promise.all(numbers.map((number) => this.load(number)))
    return requests.filter((request) => request !== null)
  }

  async pen(): Promise<Pen> {
    return { held: await this.world.letters.held(), counts: await this.world.letters.counts() }
  }

  backlog(): Promise<Backlog> {
    return this.world.places.backlog()
  }

  replies(number: string): Promise<readonly ReplyRow[]> {
    return this.world.outbox.ofRequest(number)
  }

  /** Ids, codes and dates: nothing that a person could be known by. */
  summary(request: PrivacyRequest): Readonly<Record<string, unknown>> {
    const { number, kind, state, language, receivedAt, receivedOn, obligations, events } = request
    return {
      number,
      kind,
      state,
      language,
      receivedAt,
      receivedOn,
      obligations,
      events: events.map(({ content: _sealed, ...event }) => event),
    }
  }

  /** @param version the version that must still be in force; null: whatever is */
  async answer(request: PrivacyRequest, answer: Answer, version: number | null): Promise<string> {
    const shown = sha256(JSON.stringify(lastEvent(request, 'planned')?.content ?? null))
    const event = await this.parts.acts.decision(request, answer, AT_TERMINAL, { version, shown })
    if (event.name === 'answer-not-counted') {
      const why = textFact(event, 'why')
      const detail = NOT_COUNTED[why] ?? 'the answer does not count'
      throw why.startsWith('no-') ? new Fault('usage', { detail }) : notDone(detail)
    }
    await this.record(request, event)
    const runs = textFact(event, 'runAt')
    const when = runs === '' ? '' : ` It is carried out at ${runs}; until then: requests undo.`
    return `${DONE[event.name] ?? event.name}${when} ${WAITING}`
  }

  /** @param phone where the address of the request is not on record: the number the person gave, E.164 */
  async called(request: PrivacyRequest, digits: string, phone: string | null): Promise<string> {
    const called = await this.parts.acts.called(request, AT_TERMINAL, { digits, phone })
    if (called === 'wrong-digits')
      throw new Fault('usage', { detail: 'these are not the last digits of the number on record' })
    if (called === 'not-possible')
      throw notDone('nobody with one such number is on record, or the request is decided already')
    await walkRequest(request.number, this.parts)
    return 'Noted that you called the number on record.'
  }

  /** The owner's page of a request; '' where the desk has no public address. */
  link(request: PrivacyRequest): string {
    return this.parts.context().linkTo(request)
  }

  /** @throws Fault config.invalid where the desk has no public address */
  async newLink(request: PrivacyRequest): Promise<string> {
    if (this.world.config.publicUrl === null)
      throw new Fault('config.invalid', {
        detail: 'PUBLIC_URL is not set: a link leads nowhere without it',
      })
    await this.parts.acts.renewLink(request, 'owner:terminal')
    const renewed = await this.load(request.number)
    return this.parts.context().linkTo(renewed ?? request)
  }

  async authoritySeen(request: PrivacyRequest, kind: AuthorityKind): Promise<string> {
    if (!(await this.parts.acts.authoritySeen(request, AT_TERMINAL, kind)))
      throw notDone('this request is decided already')
    await walkRequest(request.number, this.parts)
    return 'Noted that you saw it; no copy is kept.'
  }

  async edit(request: PrivacyRequest, changes: readonly Change[]): Promise<string> {
    if (request.kind !== 'rectify') throw notDone('only a correction has values to edit')
    if (transition(request.state, 'edited') === undefined)
      throw notDone('this request is decided already')
    await this.record(request, {
      name: 'edited',
      actor: 'owner:terminal',
      facts: { fields: changes.map(({ field }) => field).join(',') },
      content: { changes },
    })
    return 'Edited; look at the new plan with `requests show`.'
  }

  private async record(
    request: PrivacyRequest,
    event: Parameters<World['requests']['append']>[1][number],
  ): Promise<void> {
    if (!(await this.world.requests.append(request, [event])))
      throw new Fault('not-done', {
        detail: 'something happened to this request just now: look again',
        retry: true,
      })
    await walkRequest(request.number, this.parts)
  }

  /** A letter of the holding pen becomes a request, with the arrival of the letter as its start. */
  async openLetter(idStart: string, kind: 'rectify' | 'cease'): Promise<readonly string[]> {
    const contentId = await this.world.letters.takeUp(idStart)
    if (contentId === null)
      throw notDone(
        `no held letter begins with ${idStart}, or its copy is destroyed already: use --received and --email`,
      )
    const arrival = await receive(contentId, this.parts.receive)
    if (!('letter' in arrival)) throw notDone('this letter cannot be opened')
    const { letter } = arrival
    const understanding = { ...letter.understanding, kind, alsoKinds: [], acknowledge: true }
    const numbers = await open({ ...letter, understanding }, this.parts.open)
    for (const number of numbers) await walkRequest(number, this.parts)
    return numbers
  }

  /** The same entry made twice is one request. @throws Fault usage, not-done */
  async openByHand(entry: ByHand): Promise<string> {
    const { kind, received, email, language, changes } = entry
    if (received > this.world.now())
      throw new Fault('usage', { detail: '--received lies in the future' })
    const { rules, calendar } = this.world.promises
    const source = ['by-hand', kind, received.toISOString(), email].join('\n')
    const number = requestNumber(this.world.vault.idKey, source, 0)
    const dated = deadlines({ kind, received }, rules, calendar)
    if (dated.obligations.length === 0)
      throw new Fault('usage', { detail: `no rule was in force on ${dated.receivedOn}` })
    if ((await this.load(number)) !== null) throw notDone(`this was entered before, as ${number}`)
    await this.world.database.db.transaction((at) =>
      this.world.requests.insert(at, {
        number,
        kind,
        language,
        receivedAt: received,
        receivedOn: dated.receivedOn,
        contentId: null,
        details: {
          writer: email,
          stated: email,
          changes,
          messageId: null,
          references: [],
          phrase: null,
        },
        obligations: owedFrom(dated),
        opening: {
          name: 'opened',
          actor: 'owner:terminal',
          facts: { ...BY_HAND, codeUntil: this.parts.open.codeUntil(nextDue(dated.obligations)) },
        },
      }),
    )
    await walkRequest(number, this.parts)
    return number
  }

  close(): Promise<void> {
    return this.parts.close()
  }
}

export function ownersDesk(world: World): OwnersDesk {
  return new OwnersDesk(world)
}
