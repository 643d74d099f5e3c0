/**
 * Whose request it is, and what proves it. From is a claim (ruling 7): nothing is disclosed, changed
 * or destroyed before the address on record is proven (A1), the number on record was called (A2), or
 * the owner saw the authority of whoever acts for the person (A3). All of it is computed from events.
 */
import type { CodedAddress, ConfirmedBy, PrivacyRequest } from './request.ts'
import type { RequestEvent } from './event.ts'
import { contentText, textFact } from './event.ts'
import { eventsNamed, lastEvent, openingText, searchedAddress, wantedChanges } from './request.ts'

export type Level = 'A0' | 'A1' | 'A2' | 'A3'

/** By what right somebody acts for the person (p.9.1, p.16). */
export const AUTHORITY_KINDS = ['parent', 'guardian', 'power-of-attorney', 'lawyer'] as const
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number]

/** The code in the acknowledgement: it was sent before anything was looked up. */
export const FIRST_ISSUE = 1

const BY: readonly ConfirmedBy[] = ['dkim', 'spf', 'code', 'reply']

function confirmedBy(said: string): ConfirmedBy | null {
  return BY.find((one) => one === said) ?? null
}

/**
 * The place in the story of the newest value that came from somebody else than the person on record; 0
 * when there is none. Whoever said yes before it said so to another demand, and is asked anew.
 */
function changedAt(request: PrivacyRequest): number {
  return request.events.findLast(({ facts }) => facts['asksAnew'] === true)?.seq ?? 0
}

/** Whether this was said to what is asked for now. Only the person on record says yes to a demand; the rest show a mailbox. */
function isOfNow(request: PrivacyRequest, event: RequestEvent): boolean {
  return addressIn(event) !== searchedAddress(request) || event.seq > changedAt(request)
}

/** Addresses whose control is proven, and by what. */
export function provenAddresses(request: PrivacyRequest): ReadonlyMap<string, ConfirmedBy> {
  const proven = new Map<string, ConfirmedBy>()
  const { writer } = request.details
  const first = confirmedBy(openingText(request, 'proven'))
  if (first !== null && writer !== null) proven.set(writer, first)
  for (const event of confirmationsOfNow(request)) {
    const by = confirmedBy(textFact(event, 'by'))
    const address = addressIn(event)
    if (by !== null && address !== null) proven.set(address, by)
  }
  return proven
}

/** What was confirmed, and said to what is asked for now. */
export function confirmationsOfNow(request: PrivacyRequest): readonly RequestEvent[] {
  return eventsNamed(request, 'address-confirmed').filter((event) => isOfNow(request, event))
}

/** The address an event is about, from its sealed content; null once that is destroyed. */
export function addressIn(event: RequestEvent): string | null {
  return contentText(event, 'address')
}

/** Whether the acknowledgement asks the writer to confirm: it was composed before any look-up. */
function asksInAcknowledgement(request: PrivacyRequest): boolean {
  return openingText(request, 'codeUntil') !== ''
}

/** A code that never left the house is nobody's to give: whoever gives it has guessed it. */
function isWithheld(request: PrivacyRequest, kind: string, version: number): boolean {
  return eventsNamed(request, 'reply-withheld').some(
    ({ facts }) => facts['version'] === version && String(facts['kind']).startsWith(kind),
  )
}

/** The code in the acknowledgement; null when it has none, or was held back. */
function firstCode(request: PrivacyRequest): CodedAddress | null {
  const { writer } = request.details
  const until = openingText(request, 'codeUntil')
  if (writer === null || until === '') return null
  if (isWithheld(request, 'acknowledgement-', FIRST_ISSUE)) return null
  return { address: writer, role: 'record', issue: FIRST_ISSUE, until }
}

/** The code of a letter that asked; null when no letter did, or something else is asked for by now. */
function laterCode(request: PrivacyRequest, event: RequestEvent): CodedAddress | null {
  const address = addressIn(event)
  if (address === null || event.facts['sent'] !== true || !isOfNow(request, event)) return null
  if (isWithheld(request, 'confirm-address', event.seq)) return null
  const role = event.facts['role'] === 'new' ? 'new' : 'record'
  return { address, role, issue: event.seq, until: textFact(event, 'until') }
}

/** Every address that was asked to confirm what is asked for now, with the newest code for it. */
export function askedAddresses(request: PrivacyRequest): readonly CodedAddress[] {
  const later = eventsNamed(request, 'asked-to-confirm').map((event) => laterCode(request, event))
  const codes = [firstCode(request), ...later].filter((code) => code !== null)
  return [...new Map(codes.map((code) => [code.address, code])).values()]
}

/** Whether a letter to this address asked it to confirm, ever; `since`: what is asked for now. */
export function wasAsked(
  request: PrivacyRequest,
  address: string,
  since: 'ever' | 'now' = 'ever',
): boolean {
  if (address === request.details.writer && asksInAcknowledgement(request)) return true
  return eventsNamed(request, 'asked-to-confirm').some(
    (event) =>
      event.facts['sent'] === true &&
      addressIn(event) === address &&
      (since === 'ever' || isOfNow(request, event)),
  )
}

/**
 * Whether somebody is still asked, for all that the writer knows: an address that is on nobody's record
 * was not written to, and wrong codes are answered alike (no enumeration).
 */
export function isAsking(request: PrivacyRequest): boolean {
  const proven = provenAddresses(request)
  const named = eventsNamed(request, 'asked-to-confirm').map(addressIn)
  const asked = [...askedAddresses(request).map(({ address }) => address), ...named]
  return asked.some((address) => address !== null && !proven.has(address))
}

/** The record whose number the owner called; null when nobody was called. */
export function calledRecord(
  request: PrivacyRequest,
): { readonly holder: string; readonly ref: string } | null {
  const event = lastEvent(request, 'person-called')
  return event === undefined || event.seq < changedAt(request)
    ? null
    : { holder: textFact(event, 'holder'), ref: textFact(event, 'ref') }
}

export function isAuthoritySeen(request: PrivacyRequest): boolean {
  return eventsNamed(request, 'authority-seen').length > 0
}

export function isForAnother(request: PrivacyRequest): boolean {
  return request.events.some(({ facts }) => facts['representative'] === true)
}

/** Somebody acts for the person, and the owner has not yet seen by what right (p.9.1, p.16). */
export function lacksAuthority(request: PrivacyRequest): boolean {
  return isForAnother(request) && !isAuthoritySeen(request) && calledRecord(request) === null
}

/** What shows that the right person asks. */
export type Proof = ConfirmedBy | 'called' | 'authority'

/** The strongest proof of who asks; null when nothing proves it yet. */
export function proofOf(request: PrivacyRequest): Proof | null {
  if (isAuthoritySeen(request)) return 'authority'
  if (calledRecord(request) !== null) return 'called'
  const searched = searchedAddress(request)
  return (searched === null ? null : provenAddresses(request).get(searched)) ?? null
}

/** When it was first proven who asks, for what is asked now; null while it is not. */
export function confirmedAt(request: PrivacyRequest): Date | null {
  if (proofOf(request) === null) return null
  const searched = searchedAddress(request)
  const first = openingText(request, 'proven') !== '' && searched === request.details.writer
  if (first) return request.receivedAt
  const proofs = request.events.filter(
    (event) =>
      event.name === 'person-called' ||
      event.name === 'authority-seen' ||
      (event.name === 'address-confirmed' &&
        addressIn(event) === searched &&
        isOfNow(request, event)),
  )
  return proofs[0]?.at ?? null
}

const LEVELS: Readonly<Record<Proof, Level>> = {
  dkim: 'A1',
  spf: 'A1',
  code: 'A1',
  reply: 'A1',
  called: 'A2',
  authority: 'A3',
}

export function levelOf(request: PrivacyRequest): Level {
  const proof = proofOf(request)
  return proof === null ? 'A0' : LEVELS[proof]
}

/** The new address that a record is to name; null when no address is to be corrected. */
export function newEmail(request: PrivacyRequest): string | null {
  if (request.kind !== 'rectify') return null
  return wantedChanges(request).find(({ field }) => field === 'email')?.to ?? null
}

/** An address that must be proven before a plan can be made. */
export interface Unproven {
  readonly address: string
  readonly role: 'record' | 'new'
}

/**
 * The one address that must be proven next; null when nothing is left to prove. The new address is
 * asked only after the old one is proven, so that nobody learns from it whether a record exists.
 */
export function nextUnproven(request: PrivacyRequest, hasRecord: boolean): Unproven | null {
  const searched = searchedAddress(request)
  if (proofOf(request) === null)
    return searched === null ? null : { address: searched, role: 'record' }
  const wanted = newEmail(request)
  if (!hasRecord || wanted === null || provenAddresses(request).has(wanted)) return null
  return { address: wanted, role: 'new' }
}

/** Codes that did not fit, in the whole request. */
export function wrongCodes(request: PrivacyRequest): number {
  return eventsNamed(request, 'code-failed').length
}
