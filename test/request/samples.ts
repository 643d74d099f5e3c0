/** Requests as they stand after some events, with the dates of the policy that is shipped. */
import { join } from 'node:path'
import { packageRoot, readPolicyFile } from '../../src/edge/files.ts'
import type { ReadLetter } from '../../src/letter/receive.ts'
import type { ParsedLetter, Understanding } from '../../src/letter/letter.ts'
import type { DemandKind } from '../../src/policy/rules.ts'
import type { Deadlines } from '../../src/policy/term.ts'
import { deadlines } from '../../src/policy/term.ts'
import type { EventName, NewEvent, RequestEvent } from '../../src/request/event.ts'
import { owedFrom } from '../../src/request/open.ts'
import { owedAfter } from '../../src/request/effects.ts'
import type { Details, Obligation, PrivacyRequest } from '../../src/request/request.ts'
import { stateAfter } from '../../src/request/transition.ts'
import type { Plan } from '../../src/action/plan.ts'
import { letterWith } from '../letter/samples.ts'

export const PROMISES = shippedPromises()

function shippedPromises() {
  const reading = readPolicyFile(join(packageRoot(), 'policy.yaml'))
  if (!reading.ok) throw new Error(reading.faults.join('\n'))
  return reading.promises
}

export function shippedDeadlines(kind: DemandKind, received: Date): Deadlines {
  return deadlines({ kind, received }, PROMISES.rules, PROMISES.calendar)
}

export const WRITER = 'anna.testova@person.example'
export const NUMBER = 'PD-7F3K-92QD'
export const ID_KEY = Buffer.alloc(32, 7)
/** A Sunday in Almaty, 14:05. */
export const RECEIVED = new Date('2026-11-22T09:05:00Z')
const MINUTE_MS = 60_000

export const DETAILS: Details = {
  writer: WRITER,
  stated: null,
  changes: [],
  messageId: '<first@person.example>',
  references: [],
  phrase: null,
}

export function event(name: EventName, facts: NewEvent['facts'] = {}, content?: unknown): NewEvent {
  const bare = { name, actor: 'system', facts }
  return content === undefined ? bare : { ...bare, content }
}

/** By somebody whose own mail server signed the letter. */
export const OPENED = event('opened', { acknowledge: true, proven: 'dkim', codeUntil: '' })

/** The last day on which the codes of these samples count. */
export const CODE_UNTIL = '2026-11-30'
/** By somebody whom nothing proves: the acknowledgement carries a code. */
export const UNPROVEN = event('opened', { acknowledge: true, proven: '', codeUntil: CODE_UNTIL })
/** About another address than the one it came from. */
export const ABOUT_OTHER = event('opened', { acknowledge: true, proven: '', codeUntil: '' })

/** A letter with a code went to this address. */
export function askedToConfirm(address: string, facts: NewEvent['facts'] = {}): NewEvent {
  return event(
    'asked-to-confirm',
    { role: 'record', sent: true, until: CODE_UNTIL, ...facts },
    { address },
  )
}

export function confirmed(address: string, by: string): NewEvent {
  return event('address-confirmed', { by }, { address })
}

/** A plan noted as `prepare` notes it. */
export function planned(version: number, plan: Plan): NewEvent {
  return event('planned', { version, do: plan.do, possible: plan.do !== 'nothing' }, plan)
}

/** Events in their places, a minute apart. */
function happened(events: readonly NewEvent[]): readonly RequestEvent[] {
  return events.map((one, index) => ({
    ...one,
    seq: index + 1,
    at: new Date(RECEIVED.getTime() + (index + 1) * MINUTE_MS),
  }))
}

export interface Special {
  readonly number?: string
  readonly kind?: PrivacyRequest['kind']
  readonly language?: PrivacyRequest['language']
  readonly details?: Partial<Details>
}

/** A request after these events; `opened` stands before them. */
export function requestWith(special: Special = {}, ...later: NewEvent[]): PrivacyRequest {
  return requestAfter(special, [OPENED, ...later])
}

export function requestAfter(special: Special, all: readonly NewEvent[]): PrivacyRequest {
  const { number = NUMBER, kind = 'rectify', language = 'ru', details = {} } = special
  const state = stateAfter(all.map(({ name }) => name))
  if (state === undefined) throw new Error('no request has such events')
  const dated = shippedDeadlines(kind, RECEIVED)
  const placed = happened(all)
  return {
    number,
    kind,
    language,
    receivedAt: RECEIVED,
    receivedOn: dated.receivedOn,
    details: { ...DETAILS, ...details },
    events: placed,
    obligations: placed.reduce<readonly Obligation[]>(
      (owed, one) => owedAfter(owed, one, one.at),
      owedFrom(dated, OWING).map((owed) => ({ ...owed, doneAt: null, evidence: null })),
    ),
    state,
  }
}

/** Somebody wrote, is answered, and no partner is named. */
export const OWING = { isAcknowledged: true, hasWriter: true, hasPartners: false } as const

/** Ports of a request that has no other beside it. */
export const ALONE = {
  editions: () => ({ rules: 'kz-policy-2026', calendar: 'KZ-5day' }),
  hasPartners: false,
  twinOf: () => Promise.resolve(null),
} as const

const NOTHING_UNDERSTOOD: Understanding = {
  kind: 'rectify',
  certainty: 'exact',
  language: 'ru',
  statedEmail: null,
  changes: [],
  alsoKinds: [],
  code: null,
  review: false,
  acknowledge: true,
  concernsPrivacy: true,
  proven: null,
  flags: [],
  reasons: [],
}

/** A letter that was read and understood so. */
export function readLetter(
  understood: Partial<Understanding> = {},
  parsed: Partial<ParsedLetter> = {},
): ReadLetter {
  return {
    contentId: 'c'.repeat(64),
    receivedAt: RECEIVED,
    roles: ['inbox'],
    parsed: letterWith(parsed),
    understanding: { ...NOTHING_UNDERSTOOD, ...understood },
    signatures: [],
  }
}
