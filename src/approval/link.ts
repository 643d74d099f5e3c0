/**
 * The owner's link: 256 bits that nobody can guess, bound to the request, the version of its plan and
 * the owner's address. It is derived, so nothing that opens a page lies in the database; by itself it
 * shows a request number and no more.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RequestEvent } from '../request/event.ts'
import { numberFact } from '../request/event.ts'
import { REQUEST_NUMBER } from '../request/number.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { eventsNamed, planVersion } from '../request/request.ts'
import { transition } from '../request/transition.ts'
import { ANSWER_DAYS_MAX } from './approval.ts'

export interface Link {
  readonly number: string
  /** Of the plan; 0 before there is one. */
  readonly version: number
  /** How often a new link was asked for before this one. */
  readonly generation: number
}

const DAY_MS = 86_400_000
const TOKEN = /^([0-9A-Z-]{12})\.(\d{1,6})\.(\d{1,4})\.([\w-]{43})$/

function macOf(idKey: Buffer, { number, version, generation }: Link, owner: string): string {
  return createHmac('sha256', idKey)
    .update(`link\0${number}\0${version}\0${generation}\0${owner}`)
    .digest('base64url')
}

/** `PD-7F3K-92QD.2.0.<43 characters>`: what stands behind `/r/`. */
export function linkToken(idKey: Buffer, link: Link, owner: string): string {
  const { number, version, generation } = link
  return `${number}.${version}.${generation}.${macOf(idKey, link, owner)}`
}

/** Null for anything that is not ours to the last bit. */
export function readLinkToken(idKey: Buffer, token: string, owner: string): Link | null {
  const [, number = '', version = '', generation = ''] = TOKEN.exec(token) ?? []
  if (!REQUEST_NUMBER.test(number)) return null
  const link = { number, version: Number(version), generation: Number(generation) }
  // The whole of it: `03` for `3` would be a second spelling, with tries of its own.
  const expected = Buffer.from(linkToken(idKey, link, owner))
  const given = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected) ? link : null
}

/** The link that stands in letters about this request now. */
export function currentLink(request: PrivacyRequest): Link {
  return {
    number: request.number,
    version: planVersion(request),
    generation: eventsNamed(request, 'link-renewed').length,
  }
}

/** The event that the link was written for. */
function originOf(
  request: PrivacyRequest,
  { version, generation }: Link,
): RequestEvent | undefined {
  const renewed = eventsNamed(request, 'link-renewed')[generation - 1]
  if (renewed !== undefined) return renewed
  const planned = eventsNamed(request, 'planned')
  return planned.find((event) => numberFact(event, 'version') === version) ?? request.events[0]
}

/** Whether a link still leads to its request: locked after wrong codes, expired after 14 days or a newer plan. */
export function standingOf(
  request: PrivacyRequest,
  link: Link,
  now: Date,
): 'open' | 'locked' | 'expired' {
  const isSame = ({ facts }: RequestEvent): boolean =>
    facts['version'] === link.version && facts['generation'] === link.generation
  if (eventsNamed(request, 'link-locked').some(isSame)) return 'locked'
  const origin = originOf(request, link)
  const ageMs = origin === undefined ? Infinity : now.getTime() - origin.at.getTime()
  if (ageMs > ANSWER_DAYS_MAX * DAY_MS) return 'expired'
  const current = currentLink(request)
  const isNewest = link.version === current.version && link.generation === current.generation
  // After a decision the link explains what was decided; before it only the newest plan is shown.
  const isOpen = transition(request.state, 'refused') !== undefined || request.state === 'received'
  return isNewest || !isOpen ? 'open' : 'expired'
}
