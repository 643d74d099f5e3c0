/**
 * What an event does to what is owed. Promises are kept by events and by nothing else: no step says
 * that one is kept, it follows from what happened (ruling 4).
 */
import type { ObligationName } from '../policy/rules.ts'
import type { NewEvent } from './event.ts'
import { numberFact, textFact } from './event.ts'
import type { Obligation } from './request.ts'

type Clock = 'policyDue' | 'lawDue' | 'softDue'

interface Effect {
  /** Kept now, by this evidence. */
  readonly kept?: Readonly<Partial<Record<ObligationName, string>>>
  /** Nothing of it is owed any more but what is named: it was refused, taken back, or goes on elsewhere. */
  readonly settled?: { readonly by: string; readonly but: readonly ObligationName[] }
  readonly moved?: {
    readonly name: string
    readonly clock: Clock
    readonly to: string
    readonly actBy: string
  }
  readonly owed?: Obligation
}

const CLOCKS = { policy: 'policyDue', law: 'lawDue', soft: 'softDue' } as const

/** The clock that an event names: `law`; null for no clock. */
export function clockNamed(text: string): Clock | null {
  const name = (['policy', 'law', 'soft'] as const).find((one) => one === text)
  return name === undefined ? null : CLOCKS[name]
}

/** Letters that keep more than the last letter of a request does, by what they keep. */
const KEPT_BY_LETTER: Readonly<Record<string, readonly ObligationName[]>> = {
  'your-data': ['export'],
  answer: ['answer', 'export'],
  // Why it is not destroyed in time is what has to be told by then; that it is gone is told as well (p.17).
  blocked: ['notify'],
}

/** Letters that tell how it ended. */
const FINAL_LETTERS = [
  'corrected',
  'destroyed',
  'no-record',
  'refused',
  'not-me',
  'unsubscribed',
  'merged',
  'withdrawn',
  'unanswered',
  'kept-by-law',
  'your-data',
  'answer',
] as const

export function isFinal(kind: string): boolean {
  return FINAL_LETTERS.some((final) => final === kind)
}

/** They say at once what follows, or ask what is meant. */
const ANSWERING_AT_ONCE: ReadonlySet<string> = new Set(['unsubscribed', 'merged', 'clarify'])

/** Letters that say that a demand has arrived. */
export function isAcknowledgement(kind: string): boolean {
  return kind.startsWith('acknowledgement-') || ANSWERING_AT_ONCE.has(kind)
}

function accepted(event: NewEvent): Effect {
  const kind = textFact(event, 'kind')
  const evidence = `smtp-${numberFact(event, 'code')}`
  const more = (KEPT_BY_LETTER[kind] ?? []).map((name) => [name, evidence] as const)
  return {
    kept: {
      ...(isAcknowledgement(kind) ? { ack: evidence } : {}),
      ...(isFinal(kind) ? { notify: evidence } : {}),
      ...Object.fromEntries(more),
    },
  }
}

/** Whoever gets no letter was told of it all the same, or is told by nobody: that too is on record. */
function withheld(event: NewEvent): Effect {
  const kind = textFact(event, 'kind')
  if (!isAcknowledgement(kind)) return {}
  return { kept: { ack: 'withheld', ...(isFinal(kind) ? { notify: 'withheld' } : {}) } }
}

function told(event: NewEvent): Effect {
  const evidence = `told:${textFact(event, 'how')}`
  return { kept: { ack: evidence, notify: evidence, export: evidence, answer: evidence } }
}

function moved(event: NewEvent): Effect {
  const clock = clockNamed(textFact(event, 'clock'))
  if (clock === null) return {}
  const [name, to, actBy] = ['obligation', 'to', 'actBy'].map((fact) => textFact(event, fact))
  return { moved: { name: name ?? '', clock, to: to ?? '', actBy: actBy ?? '' } }
}

function blocked(event: NewEvent): Effect {
  const evidence = `blocked:${textFact(event, 'holder')}`
  const until = textFact(event, 'until')
  const actBy = textFact(event, 'actBy')
  return {
    kept: { stop: evidence, destroy: evidence },
    owed: {
      name: 'block',
      policyDue: until,
      lawDue: null,
      softDue: null,
      actBy,
      doneAt: null,
      evidence: null,
    },
  }
}

function gone(event: NewEvent): Effect {
  const evidence = `gone:${textFact(event, 'holder')}`
  return { kept: { stop: evidence, destroy: evidence, block: evidence } }
}

/** Nobody is on record: nothing can be changed, stopped, destroyed or sent. */
const NOTHING_HELD: Effect = {
  kept: {
    correct: 'no-record',
    stop: 'no-record',
    destroy: 'no-record',
    block: 'no-record',
    export: 'no-record',
    partner: 'no-record',
  },
}

const settledBy = (by: string) => (): Effect => ({ settled: { by, but: ['ack', 'notify'] } })

const EFFECTS: Readonly<Record<string, (event: NewEvent) => Effect>> = {
  held: () => ({ kept: { hold: 'held' } }),
  unsubscribed: () => ({ kept: { hold: 'held' } }),
  corrected: (event) => ({ kept: { correct: `seen-again:${textFact(event, 'holder')}` } }),
  stopped: (event) => ({ kept: { stop: `held:${textFact(event, 'holder')}` } }),
  destroyed: gone,
  blocked,
  'kept-by-law': (event) => {
    const evidence = `kept-by-law:${textFact(event, 'holder')}`
    return { kept: { stop: evidence, destroy: evidence, block: evidence } }
  },
  'no-record': () => NOTHING_HELD,
  'reply-accepted': accepted,
  'reply-withheld': withheld,
  told,
  'partner-confirmed': (event) =>
    numberFact(event, 'left') === 0 ? { kept: { partner: 'confirmed' } } : {},
  'due-changed': moved,
  refused: settledBy('refused'),
  unanswered: settledBy('unanswered'),
  withdrawn: settledBy('withdrawn'),
  disowned: settledBy('disowned'),
  merged: settledBy('merged'),
  continued: (event) => ({ settled: { by: `continued:${textFact(event, 'as')}`, but: [] } }),
}

function apply(one: Obligation, effect: Effect, at: Date): Obligation {
  const { kept, settled, moved: move } = effect
  const dated =
    move !== undefined && move.name === one.name
      ? { ...one, [move.clock]: move.to, actBy: move.actBy }
      : one
  if (one.doneAt !== null) return dated
  const evidence =
    kept?.[one.name] ??
    (settled === undefined || settled.but.includes(one.name) ? undefined : settled.by)
  return evidence === undefined ? dated : { ...dated, doneAt: at, evidence }
}

/** What is owed after an event. */
export function owedAfter(
  obligations: readonly Obligation[],
  event: NewEvent,
  at: Date,
): readonly Obligation[] {
  const effect = EFFECTS[event.name]?.(event)
  if (effect === undefined) return obligations
  const after = obligations.map((one) => apply(one, effect, at))
  const { owed } = effect
  const isNew = owed !== undefined && after.every(({ name }) => name !== owed.name)
  return isNew ? [...after, owed] : after
}
