/**
 * A company for a year, in memory: the product's own steps, letters and dates on a clock that jumps from
 * one thing to the next. What keeps requests and letters here does what the database does, by the same
 * pure functions; no server, no waiting.
 */
import { createHash } from 'node:crypto'
import { join as joinPath } from 'node:path'
import type { AdvancePorts } from '../../src/action/advance.ts'
import { advance } from '../../src/action/advance.ts'
import { runAt } from '../../src/action/run-at.ts'
import type { Answer } from '../../src/approval/approval.ts'
import { decide } from '../../src/approval/record.ts'
import { secondAsked, secondCode } from '../../src/approval/second-yes.ts'
import { takenAs } from '../../src/app/taken-as.ts'
import { blockUntilOf, datesOf, followPortsOf, stepPortsOf } from '../../src/app/promise-ports.ts'
import type { Promises } from '../../src/edge/files.ts'
import { packageRoot } from '../../src/edge/files.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import type { ReadLetter } from '../../src/letter/receive.ts'
import { placeByWords } from '../../src/letter/receive.ts'
import { matchSubject } from '../../src/letter/subject.ts'
import { asCivilDate, civilDate, workingDaysUntil } from '../../src/policy/calendar.ts'
import type { Context, Draft } from '../../src/reply/draft.ts'
import type { WritePorts } from '../../src/reply/write.ts'
import { write } from '../../src/reply/write.ts'
import type { NewEvent } from '../../src/request/event.ts'
import { join } from '../../src/request/join.ts'
import type { JoinPorts, Threaded } from '../../src/request/joining.ts'
import { open } from '../../src/request/open.ts'
import type { OpenPorts } from '../../src/request/open.ts'
import { partnerAsked, partnerSaid, readPartnerAnswer } from '../../src/request/partner-answer.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { planVersion, searchedAddress } from '../../src/request/request.ts'
import type { MoreRequests, NewRequest } from '../../src/request/requests.ts'
import { follow, followAll } from '../../src/request/transition.ts'
import { twinOf } from '../../src/request/twin.ts'
import { InMemoryHolder } from '../support/in-memory-holder.ts'

const ID_KEY = Buffer.alloc(32, 'year')
const OWNER = 'owner@company.example'
const STEPS_MAX = 60
const MINUTE_MS = 60_000

/** A letter of ours on its way, with the request it is about. */
export interface Sent {
  readonly draft: Draft
  readonly number: string
  readonly at: Date
}

interface Timed {
  readonly at: number
  readonly order: number
  readonly run: () => Promise<void>
}

/** Reads what arrives and answers, or does not. */
export interface Reader {
  readonly reads: (sent: Sent, year: YearWorld) => void
}

export class YearWorld {
  readonly book = new Map<string, PrivacyRequest>()
  readonly sent: Sent[] = []
  readonly holder = new InMemoryHolder('register')
  readonly promises: Promises
  /** Letters that no rule understands, for the owner alone. */
  held = 0
  /** Addresses whose server takes nothing. */
  readonly refusing = new Set<string>()
  private readonly reader: Reader
  private readonly recipients = new Map<string, string>()
  private readonly templates = createTemplates(joinPath(packageRoot(), 'templates'))
  private readonly dates: ReturnType<typeof datesOf>
  private readonly advancePorts: AdvancePorts
  private readonly openPorts: OpenPorts
  private readonly timed: Timed[] = []
  private readonly wakes = new Map<string, number>()
  private order = 0
  private clock: Date

  constructor(promises: Promises, begin: Date, reader: Reader) {
    this.promises = promises
    this.clock = begin
    this.reader = reader
    this.dates = datesOf(promises)
    const follow_ = followPortsOf(promises, this.dates, { idKey: ID_KEY, now: () => this.clock })
    const requests = this.requests()
    const holders = [this.holder]
    const steps = { now: () => this.clock, requests, holders, follow: follow_ }
    this.advancePorts = {
      ...stepPortsOf(promises, this.dates, steps),
      destroyDocument: () => Promise.resolve(),
      onOpened: async (number) => this.at(this.clock, () => this.walk(number)),
    }
    this.openPorts = {
      ...follow_,
      letters: {
        open: async (_what, opened) => {
          for (const one of opened) await requests.open(one)
          return true
        },
      },
      phraseOf: ({ parsed }) =>
        matchSubject(parsed.subject, promises.policy.subjects)?.phrase ?? null,
      strictIdentity: promises.policy.strictIdentity,
      twinOf: (request) => twinOf(request, requests),
    }
  }

  get now(): Date {
    return this.clock
  }

  /** Something happens then, in the order in which it was said. */
  at(when: Date, run: () => Promise<void>): void {
    const one = {
      at: Math.max(when.getTime(), this.clock.getTime()),
      order: (this.order += 1),
      run,
    }
    let [low, high] = [0, this.timed.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.timed[middle]
      const isLater = other !== undefined && (other.at - one.at || other.order - one.order) > 0
      // The earliest stands last, so that taking it costs nothing.
      if (isLater) low = middle + 1
      else high = middle
    }
    this.timed.splice(low, 0, one)
  }

  /** Everything up to an instant; what is later stays undone. */
  async runUntil(end: Date): Promise<void> {
    for (let next = this.timed.at(-1); next !== undefined; next = this.timed.at(-1)) {
      if (next.at > end.getTime()) break
      this.timed.pop()
      this.clock = new Date(next.at)
      await next.run()
    }
    this.clock = end
  }

  private requests(): MoreRequests & { list(isOpen: boolean): Promise<readonly string[]> } {
    return {
      load: async (number) => this.book.get(number) ?? null,
      append: async (base, events) => {
        const current = this.book.get(base.number)
        if (current === undefined || current.events.length !== base.events.length) return false
        const next = followAll(current, events, this.clock)
        if (next === undefined) {
          const names = events.map(({ name }) => name).join(', ')
          throw new Error(`${names} is forbidden in ${current.state} (${current.kind})`)
        }
        this.book.set(base.number, next)
        return true
      },
      open: async (opened) => this.begin(opened),
      openAbout: async (kind, address) =>
        [...this.book.values()]
          .filter((one) => one.kind === kind && one.state !== 'closed')
          .filter((one) => searchedAddress(one) === address)
          .map(({ number }) => number),
      list: async (isOpen) =>
        [...this.book.values()]
          .filter(({ state }) => !isOpen || state !== 'closed')
          .map(({ number }) => number),
    }
  }

  private begin(opened: NewRequest): void {
    if (this.book.has(opened.number)) return
    const { contentId: _letter, opening, known = [], obligations, ...rest } = opened
    const begun: PrivacyRequest = {
      ...rest,
      events: [{ ...opening, seq: 1, at: this.clock }],
      obligations: obligations.map((owed) => ({ ...owed, doneAt: null, evidence: null })),
      state: 'received',
    }
    const whole = followAll(begun, known, this.clock)
    if (whole === undefined) throw new Error('a request begins with something forbidden')
    this.book.set(opened.number, whole)
  }

  /** What letters are written from, now. */
  context(): Context {
    const { policy, calendar } = this.promises
    const today = civilDate(this.clock, policy.zone)
    return {
      policy,
      ownerEmail: OWNER,
      idKey: ID_KEY,
      now: this.clock,
      today,
      workingDaysUntil: (day) => workingDaysUntil(calendar, today, asCivilDate(day)),
      linkTo: () => '',
      runAt: (request) => this.runAt(request),
    }
  }

  private runAt(request: PrivacyRequest): Date | null {
    const { policy, calendar } = this.promises
    return runAt(request, this.clock, { undo: policy.undo, zone: policy.zone, calendar })
  }

  private readonly writePorts: WritePorts = {
    outbox: {
      known: async (ids) => new Set(ids.filter((id) => this.recipients.has(id))),
      put: async (draft, _raw, { request }) => {
        this.recipients.set(draft.id, draft.to)
        const sent = { draft, number: request ?? '', at: this.clock }
        this.sent.push(sent)
        const later = new Date(this.clock.getTime() + MINUTE_MS)
        this.at(later, () => this.arrive(sent))
        return 'new'
      },
    },
    build: async (draft) => {
      const { template, values } = draft.filled
      return Buffer.from(this.templates.render(template, draft.language, values).text)
    },
    withhold: () => Promise.reject(new Error('nothing is withheld here')),
  }

  private async arrive(sent: Sent): Promise<void> {
    const { draft, number } = sent
    const isRefused = this.refusing.has(draft.to)
    const facts = { kind: draft.kind, code: isRefused ? 550 : 250, id: draft.id }
    this.note(number, {
      name: isRefused ? 'reply-failed' : 'reply-accepted',
      actor: 'system',
      facts,
    })
    await this.walk(number)
    if (!isRefused) this.reader.reads(sent, this)
  }

  /** What the world says of a request, whatever its state is. */
  private note(number: string, event: NewEvent): void {
    const request = this.book.get(number)
    if (request === undefined) throw new Error(`${number} does not exist`)
    const next = follow(request, { ...event, seq: request.events.length + 1, at: this.clock })
    if (next === undefined) throw new Error(`${event.name} is forbidden in ${request.state}`)
    this.book.set(number, next)
  }

  /** As the bell of a request rings. */
  async walk(number: string): Promise<void> {
    for (let steps = 0; steps < STEPS_MAX; steps += 1) {
      const request = this.book.get(number)
      if (request === undefined) return
      await write(request, this.context(), this.writePorts)
      const step = await advance(request, this.advancePorts)
      if (step === 'taken') continue
      if (step !== null) this.wake(number, step)
      return
    }
    throw new Error(`${number} goes in circles`)
  }

  /** Once at a time: the newest word about when to look again is the one that counts. */
  private wake(number: string, when: Date): void {
    const time = when.getTime()
    if (this.wakes.get(number) === time) return
    this.wakes.set(number, time)
    this.at(when, async () => {
      if (this.wakes.get(number) !== time) return
      this.wakes.delete(number)
      await this.walk(number)
    })
  }

  /** A letter comes that answers none of ours. */
  async receive(letter: ReadLetter): Promise<void> {
    const arrival = placeByWords(letter)
    if (arrival.what === 'ordinary') return
    if (arrival.what !== 'demand') return this.heldBack(letter)
    for (const number of await open(letter, this.openPorts)) await this.walk(number)
  }

  /** The owner takes a letter of nothing but a subject for a question, so that the person is asked what is meant. */
  private async heldBack(letter: ReadLetter): Promise<void> {
    this.held += 1
    if (letter.parsed.text !== '') return
    const understanding = takenAs(letter.understanding, 'question')
    for (const number of await open({ ...letter, understanding }, this.openPorts))
      await this.walk(number)
  }

  /** A letter comes that answers one of ours. */
  async receiveAnswer(threaded: Threaded, letter: ReadLetter): Promise<void> {
    const ports: JoinPorts = {
      requests: { load: async (number) => this.book.get(number) ?? null },
      letters: {
        join: async (_what, request, events) => this.requests().append(request, events),
      },
      sentTo: async (id) => this.recipients.get(id) ?? null,
      idKey: ID_KEY,
      today: civilDate(this.clock, this.promises.policy.zone),
      strictIdentity: false,
    }
    if (await join(threaded, letter, ports)) await this.walk(threaded.number)
    else await this.receive(letter)
  }

  async partnerAnswers(sent: Sent, words: string): Promise<void> {
    const request = this.book.get(sent.number)
    if (request === undefined) return
    const asked = partnerAsked(request, Number(sent.draft.id.split('.').at(-1)))
    const event = partnerSaid(request, asked, readPartnerAnswer(words), 'letter')
    const isAllowed = event !== null && followAll(request, [event], this.clock) !== undefined
    if (!isAllowed) this.held += 1
    else {
      await this.requests().append(request, [event])
      await this.walk(sent.number)
    }
  }

  /** The owner answers what is open about a request now. */
  async ownerAnswers(
    number: string,
    answer: Answer,
    by: 'owner:mail' | 'owner:desk',
  ): Promise<void> {
    const request = this.book.get(number)
    if (request === undefined) return
    const second = secondAsked(request)
    const event = decide(request, {
      answer,
      version: planVersion(request),
      by,
      proof: by === 'owner:mail' ? 'sent-folder' : 'phone',
      letter: '',
      shown: 'shown',
      askedAt: null,
      now: this.clock,
      runAt: this.runAt(request),
      secondCode: second === null ? null : secondCode(ID_KEY, number, second.seq),
      blockUntil: blockUntilOf(request, this.dates),
      byHand: this.promises.policy.byHand.length > 0,
    })
    await this.ownerNotes(number, event)
  }

  async ownerNotes(number: string, event: NewEvent): Promise<void> {
    const request = this.book.get(number)
    if (request === undefined || followAll(request, [event], this.clock) === undefined) return
    await this.requests().append(request, [event])
    await this.walk(number)
  }

  /** Every event of every request, and who was written to when: what a replay must give again. */
  fingerprint(): string {
    const hash = createHash('sha256')
    for (const { number, events, obligations } of this.book.values())
      hash.update(JSON.stringify([number, events, obligations]))
    for (const { draft, at } of this.sent)
      hash.update(`${draft.id} ${draft.to} ${at.toISOString()}`)
    return hash.digest('hex')
  }
}
