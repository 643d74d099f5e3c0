/** What the owner does from a terminal, on the same steps as by mail. */
import type { Answer } from '../approval/approval.ts'
import type { HeldLetter } from '../edge/postgres/letters.ts'
import type { OutboxRow } from '../edge/postgres/outbox.ts'
import type { BacklogLetter } from '../edge/postgres/places.ts'
import { Fault } from '../errors.ts'
import type { Change } from '../letter/letter.ts'
import { receive } from '../letter/receive.ts'
import type { DemandKind } from '../policy/rules.ts'
import { textFact } from '../request/event.ts'
import { open } from '../request/open.ts'
import { inOrder } from '../request/deadline.ts'
import { confirmedAt } from '../request/identity.ts'
import type { AuthorityKind } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent } from '../request/request.ts'
import { followAll, transition } from '../request/transition.ts'
import type { NewEvent } from '../request/event.ts'
import type { ByHand } from './by-hand.ts'
import { enteredByHand } from './by-hand.ts'
import type { OwnersNote } from './owners-note.ts'
import { noteOf } from './owners-note.ts'
import { takenAs } from './taken-as.ts'
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

/** What is said of an answer that does not count. */
const NOT_COUNTED: Readonly<Record<string, string>> = {
  'no-reason': 'this needs a reason, in words',
  'no-question': 'a question needs words',
  'no-answer': 'an answer needs words',
  'no-terms': 'name what is kept, by which article, and until which day to come',
  'old-version': 'the plan has changed, or is not made yet',
  'already-decided': 'this request is decided already',
  'not-possible': 'the plan cannot be carried out as it stands: refuse, ask or edit',
  'too-late': 'there is no approval that could still be taken back',
}

const DONE: Readonly<Record<string, string>> = {
  approved: 'Approved.',
  refused: 'Refused; the person will read the reason.',
  'question-put': 'The person is asked; the term goes on.',
  answered: 'The person will read your answer.',
  unanswered: 'Closed, with your reasons; any answer of the person begins it anew.',
  blocked: 'Blocked: nobody uses it; you are asked again every month.',
  undone: 'Taken back; the plan is made anew and you are asked again.',
}
/** A command writes letters, and only the running program sends them. */
const WAITING = 'Its letters leave while `privacy-mailbot start` runs.'

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

  /** How each date came about, line by line, to be checked against a calendar on the wall. */
  explanation(request: PrivacyRequest): readonly string[] {
    const { ground } = this.parts.advance
    return ground.deadlines(request, confirmedAt(request)).explanation
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
      obligations: inOrder(obligations),
      explanation: this.explanation(request),
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

  /** What only the owner knows: told on the telephone, taken back, split, meant otherwise, done by a partner. */
  async note(request: PrivacyRequest, said: OwnersNote): Promise<string> {
    const event = noteOf(request, said, this.world.vault.idKey)
    if (followAll(request, [event], this.world.now()) === undefined)
      throw notDone(`this is not possible while the request is ${request.state}`)
    await this.record(request, event)
    return `Noted. ${WAITING}`
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

  private async record(request: PrivacyRequest, event: NewEvent): Promise<void> {
    if (!(await this.world.requests.append(request, [event])))
      throw new Fault('not-done', {
        detail: 'something happened to this request just now: look again',
        retry: true,
      })
    await walkRequest(request.number, this.parts)
  }

  /** A letter of the holding pen becomes a request, with the arrival of the letter as its start. */
  async openLetter(idStart: string, kind: DemandKind): Promise<readonly string[]> {
    const contentId = await this.world.letters.takeUp(idStart)
    if (contentId === null)
      throw notDone(
        `no held letter begins with ${idStart}, or its copy is destroyed already: use --received and --email`,
      )
    const arrival = await receive(contentId, this.parts.receive)
    if (!('letter' in arrival)) throw notDone('this letter cannot be opened')
    const { letter } = arrival
    const understanding = takenAs(letter.understanding, kind)
    const numbers = await open({ ...letter, understanding }, this.parts.open)
    for (const number of numbers) await walkRequest(number, this.parts)
    return numbers
  }

  /** The same entry made twice is one request. @throws Fault usage, not-done */
  async openByHand(entry: ByHand): Promise<string> {
    if (entry.received > this.world.now())
      throw new Fault('usage', { detail: '--received lies in the future' })
    const entered = enteredByHand(entry, this.parts.open)
    const { number } = entered
    if (entered.obligations.length === 0)
      throw new Fault('usage', { detail: `no rule was in force on ${entered.receivedOn}` })
    if ((await this.load(number)) !== null) throw notDone(`this was entered before, as ${number}`)
    await this.world.requests.open(entered)
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
