/** A request as the owner's page shows it: put together from its events, its record and its letter. */
import type { PersonRecord } from '../action/holder.ts'
import type { Plan } from '../action/plan.ts'
import { isPossible, newestPlan } from '../action/plan.ts'
import { currentLink } from '../approval/link.ts'
import type { Link } from '../approval/link.ts'
import type { Evidence, RequestView } from '../edge/desk/desk-ports.ts'
import { htmlPart } from '../letter/decode/html-part.ts'
import type { ParsedLetter } from '../letter/letter.ts'
import { compose } from '../reply/compose.ts'
import type { Owed } from '../reply/owed.ts'
import { inOrder } from '../request/deadline.ts'
import { textFact } from '../request/event.ts'
import type { RequestEvent } from '../request/event.ts'
import { calledRecord, lacksAuthority, proofOf } from '../request/identity.ts'
import type { Proof } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import {
  eventsNamed,
  lastEvent,
  watchedNext,
  openingText,
  searchedAddress,
  wantedChanges,
} from '../request/request.ts'
import { maskEmail } from '../reply/mask.ts'
import { decidedOf, waitingFor } from './decided-view.ts'
import type { WalkParts } from './walk-parts.ts'

/** The letter that opened a request, while our copy of it lives. */
export interface OpenedLetter {
  readonly parsed: ParsedLetter
  readonly html: string | null
}

export async function openedLetter(
  request: PrivacyRequest,
  parts: WalkParts,
): Promise<OpenedLetter | null> {
  const raw = await parts.world.letters.openRaw(openingText(request, 'letter'))
  if (raw === null) return null
  return { parsed: await parts.receive.reader.read(raw, READ_WHOLE), html: htmlPart(raw) }
}

const READ_WHOLE = { truncated: false, headersOnly: false }

function planOf(request: PrivacyRequest): Plan {
  const none = { do: 'nothing', why: 'not-proven', changes: wantedChanges(request) } as const
  return newestPlan(request) ?? none
}

const evidence = (what: Evidence['what'], sign: Evidence['sign']): Evidence => ({
  what,
  sign,
  digits: null,
})

const PROOFS = {
  dkim: 'proven-dkim',
  spf: 'proven-spf',
  code: 'proven-code',
  reply: 'proven-reply',
  called: 'called',
  authority: 'authority-seen',
} as const satisfies Record<Proof, Evidence['what']>

/** What proves who asks; one line, the strongest. */
function proofLine(request: PrivacyRequest): Evidence {
  const proof = proofOf(request)
  if (proof === null) return evidence('not-proven', 'no')
  const call = proof === 'called' ? lastEvent(request, 'person-called') : undefined
  return {
    ...evidence(PROOFS[proof], 'yes'),
    digits: call === undefined ? null : textFact(call, 'digits'),
  }
}

function evidenceOf(request: PrivacyRequest): readonly Evidence[] {
  const has = (fact: string): boolean => request.events.some(({ facts }) => facts[fact] === true)
  const { writer, stated } = request.details
  return [
    proofLine(request),
    ...(has('forged') ? [evidence('forged', 'no')] : []),
    ...(stated !== null && stated !== writer ? [evidence('other-person', 'note')] : []),
    ...(has('review') ? [evidence('read-first', 'note')] : []),
    ...(eventsNamed(request, 'document-came').length > 0
      ? [evidence('document-deleted', 'note')]
      : []),
    ...(eventsNamed(request, 'held').length > 0 ? [evidence('mailings-stopped', 'yes')] : []),
  ]
}

/** The letter the person would get after a yes, if all goes as planned. */
function previewOf(
  request: PrivacyRequest,
  plan: Plan,
  parts: WalkParts,
): RequestView['replyPreview'] {
  const owed = outcomeOf(request, plan, parts)
  const draft = owed === null ? null : compose(request, owed, parts.context())
  return draft === null ? null : parts.words(draft)
}

function outcomeOf(request: PrivacyRequest, plan: Plan, parts: WalkParts): Owed | null {
  const seq = request.events.length + 1
  const cause = (name: RequestEvent['name'], facts: RequestEvent['facts'] = {}): RequestEvent => ({
    name,
    actor: 'system',
    seq,
    at: parts.acts.runAt(request) ?? parts.world.now(),
    facts,
  })
  const owed = { version: seq, audience: 'person', to: null } as const
  switch (plan.do) {
    case 'correct': {
      const fields = Object.keys(plan.after).join(',')
      return { ...owed, kind: 'corrected', cause: cause('corrected', { fields }) }
    }
    case 'destroy': {
      const fields = plan.fields.join(',')
      return { ...owed, kind: 'destroyed', cause: cause('destroyed', { fields }) }
    }
    case 'disclose': {
      const fields = plan.fields.join(',')
      return { ...owed, kind: 'your-data', cause: cause('disclosed', { fields }) }
    }
    case 'no-record':
      return { ...owed, kind: 'no-record', cause: cause('no-record') }
    case 'nothing':
      return null
  }
}

async function recordOf(
  request: PrivacyRequest,
  parts: WalkParts,
): Promise<{ readonly record: PersonRecord | null; readonly isOnly: boolean }> {
  const called = calledRecord(request)
  const { register } = parts.world
  if (called !== null) return { record: await register.look(called.ref), isOnly: true }
  const [record = null, ...more] = await parts.acts.callable(request, null)
  return { record, isOnly: more.length === 0 }
}

function nameOf(record: PersonRecord | null): string {
  const { name = '', surname = '' } = record?.fields ?? {}
  return `${name} ${surname}`.trim()
}

/** Who asks, as far as it is proven, and whom the owner could call where it is not. */
function peopleOf(
  request: PrivacyRequest,
  record: PersonRecord | null,
  isOnly: boolean,
): Pick<RequestView, 'person' | 'writer' | 'callable'> {
  const { writer } = request.details
  const address = searchedAddress(request)
  const isProven = proofOf(request) !== null
  return {
    person: { name: isProven ? nameOf(record) : '', address },
    writer: writer === address ? null : writer,
    callable: isProven || !isOnly ? null : (record?.fields.phone ?? null),
  }
}

/** What the page shows of the letter itself. */
function letterFacts(
  letter: OpenedLetter | null,
): Pick<RequestView, 'letterText' | 'attachments' | 'hasHtml'> {
  return {
    letterText: letter?.parsed.text ?? null,
    attachments: (letter?.parsed.attachments ?? []).map(({ name, sizeBytes }) => ({
      name,
      sizeBytes,
    })),
    hasHtml: letter !== null && letter.html !== null,
  }
}

/** What reaches beyond the record: partners, places of no program, the address that a copy goes to. */
function reachOf(
  request: PrivacyRequest,
  plan: Plan,
  record: PersonRecord | null,
  parts: WalkParts,
): Pick<RequestView, 'places' | 'partners' | 'byHand' | 'copyGoesTo' | 'blockUntil'> {
  const { partners, byHand } = parts.world.promises.policy
  const isTold = request.obligations.some(({ name }) => name === 'partner')
  const email = plan.do === 'disclose' ? record?.fields.email : undefined
  return {
    places: plan.do === 'nothing' || plan.do === 'no-record' ? [] : [plan.holder],
    partners: isTold ? partners.map(({ name }) => name) : [],
    byHand: plan.do === 'destroy' ? byHand : [],
    copyGoesTo: email === undefined ? null : maskEmail(email),
    blockUntil: plan.do === 'destroy' ? parts.acts.blockUntil(request) : null,
  }
}

/** Until when, by both clocks, and whose word it is. */
function datesOf(
  request: PrivacyRequest,
  parts: WalkParts,
): Pick<RequestView, 'due' | 'workingDaysLeft' | 'clocks' | 'waits' | 'owed'> {
  const next = watchedNext(request)
  return {
    due: next?.day ?? null,
    workingDaysLeft: next === null ? 0 : parts.context().workingDaysUntil(next.day),
    clocks: { policy: next?.policyDue ?? null, law: next?.lawDue ?? null },
    waits: waitingFor(request),
    owed: inOrder(request.obligations),
  }
}

export async function viewOf(
  request: PrivacyRequest,
  link: Link,
  parts: WalkParts,
): Promise<RequestView> {
  const { number, kind, state, receivedAt } = request
  const plan = planOf(request)
  const { record, isOnly } = await recordOf(request, parts)
  const current = currentLink(request)
  return {
    number,
    kind,
    state,
    isCurrent: link.version === current.version && link.generation === current.generation,
    version: current.version,
    plan,
    ...reachOf(request, plan, record, parts),
    ...peopleOf(request, record, isOnly),
    receivedAt,
    ...datesOf(request, parts),
    evidence: evidenceOf(request),
    ...letterFacts(await openedLetter(request, parts)),
    decided: decidedOf(request, parts.world.now()),
    wouldRunAt: isPossible(plan) ? parts.acts.runAt(request) : null,
    needsAuthority: lacksAuthority(request),
    wasBlocked: eventsNamed(request, 'blocked').length > 0,
    replyPreview: previewOf(request, plan, parts),
  }
}
