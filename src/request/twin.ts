/**
 * The same demand made twice is one request: the second letter joins the first, whose dates stay
 * (domain 1a). Only the very same counts: other values, another writer or a first letter that nothing
 * proves yet make a request of its own.
 */
import { provenAddresses } from './identity.ts'
import type { PrivacyRequest } from './request.ts'
import { searchedAddress, wantedChanges } from './request.ts'
import type { MoreRequests, NewRequest } from './requests.ts'
import { transition } from './transition.ts'

type Details = NewRequest['details']

function searchedIn({ stated, writer }: Details): string | null {
  return stated ?? writer
}

function isSameDemand(first: PrivacyRequest, second: NewRequest): boolean {
  const wanted = wantedChanges(first)
  const { changes, writer } = second.details
  return (
    first.details.writer === writer &&
    searchedAddress(first) === searchedIn(second.details) &&
    changes.every(({ field, to }) => wanted.some((one) => one.field === field && one.to === to))
  )
}

/**
 * Only what is proven already is joined: a letter that somebody else forged would take the true one along
 * when it is disowned, and would win by its proof.
 */
function isProvenEnough(first: PrivacyRequest, { details }: NewRequest): boolean {
  return details.writer !== null && provenAddresses(first).has(details.writer)
}

const LOOKS_OUT_FOR = ['forged', 'representative', 'document', 'review'] as const

/** What a person must look at is no mere repetition. */
function isPlain({ opening }: NewRequest): boolean {
  return LOOKS_OUT_FOR.every((fact) => opening.facts[fact] !== true)
}

/** Questions differ by their words, and those are not compared. */
function mayHaveTwin({ kind }: NewRequest): boolean {
  return kind !== 'question' && kind !== 'objection' && kind !== 'unsubscribe-only'
}

/** The open request that asks for the very same; null when there is none. */
export async function twinOf(
  second: NewRequest,
  requests: Pick<MoreRequests, 'load' | 'openAbout'>,
): Promise<PrivacyRequest | null> {
  const address = searchedIn(second.details)
  if (address === null || !mayHaveTwin(second) || !isPlain(second)) return null
  for (const number of await requests.openAbout(second.kind, address)) {
    const first = number === second.number ? null : await requests.load(number)
    const isOpen = first !== null && transition(first.state, 'letter-joined') !== undefined
    if (isOpen && isSameDemand(first, second) && isProvenEnough(first, second)) return first
  }
  return null
}
