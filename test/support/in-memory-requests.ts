import type { NewEvent, RequestEvent } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Kept, Requests } from '../../src/request/requests.ts'
import { transition } from '../../src/request/transition.ts'

/** The book of requests with one request in it. */
export class InMemoryRequests implements Requests {
  private current: PrivacyRequest

  constructor(request: PrivacyRequest) {
    this.current = request
  }

  get request(): PrivacyRequest {
    return this.current
  }

  load(number: string): Promise<PrivacyRequest | null> {
    return Promise.resolve(number === this.current.number ? this.current : null)
  }

  append(
    request: PrivacyRequest,
    events: readonly NewEvent[],
    kept: readonly Kept[] = [],
  ): Promise<boolean> {
    if (request.events.length !== this.current.events.length) return Promise.resolve(false)
    for (const one of events) this.add(one)
    const at = this.current.events.at(-1)?.at ?? this.current.receivedAt
    const obligations = this.current.obligations.map((owed) => {
      const proof = kept.find(({ obligation }) => obligation === owed.name)
      return proof === undefined || owed.doneAt !== null
        ? owed
        : { ...owed, doneAt: at, evidence: proof.evidence }
    })
    this.current = { ...this.current, obligations }
    return Promise.resolve(true)
  }

  /** An event that came from elsewhere. @throws when the state forbids it */
  add(event: NewEvent): void {
    const { events, state, receivedAt } = this.current
    const next = transition(state, event.name)
    if (next === undefined) throw new Error(`${event.name} is forbidden in ${state}`)
    const last = events.at(-1)?.at ?? receivedAt
    const placed: RequestEvent = {
      ...event,
      seq: events.length + 1,
      at: new Date(last.getTime() + 60_000),
    }
    this.current = { ...this.current, events: [...events, placed], state: next }
  }

  /** Name and proof of every promise kept, in the order of the obligations. */
  get kept(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.current.obligations.flatMap(({ name, evidence }) =>
        evidence === null ? [] : [[name, evidence]],
      ),
    )
  }
}
