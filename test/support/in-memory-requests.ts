import type { NewEvent } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Requests } from '../../src/request/requests.ts'
import { follow } from '../../src/request/transition.ts'

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

  append(request: PrivacyRequest, events: readonly NewEvent[]): Promise<boolean> {
    if (request.events.length !== this.current.events.length) return Promise.resolve(false)
    for (const one of events) this.add(one)
    return Promise.resolve(true)
  }

  /** An event that came from elsewhere. @throws when it is forbidden */
  add(event: NewEvent): void {
    const { events, state, receivedAt } = this.current
    const last = events.at(-1)?.at ?? receivedAt
    const at = new Date(last.getTime() + 60_000)
    const next = follow(this.current, { ...event, seq: events.length + 1, at })
    if (next === undefined) throw new Error(`${event.name} is forbidden in ${state}`)
    this.current = next
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
