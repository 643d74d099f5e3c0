/**
 * Sends one letter of the outbox and notes what the server said. The final bytes were kept before the
 * first attempt, so that a repetition after a crash is the same letter with the same Message-ID.
 */
import { Fault } from '../errors.ts'

/** A letter of the outbox that this worker alone may send now. */
export interface Claim {
  readonly id: string
  /** Grows with every claim: what an overtaken worker notes no longer counts. */
  readonly token: number
  /** From 1. */
  readonly attempt: number
  readonly to: string
  readonly raw: Buffer
}

export interface SendPorts {
  readonly outbox: {
    /** Null when it is sent, given up, not due, or in another worker's hands. */
    claim(id: string): Promise<Claim | null>
    /** Keeps the claim while the server takes its time. */
    renew(claim: Claim): Promise<void>
    accepted(claim: Claim, responseCode: number): Promise<void>
    /** Tried again in `waitMs`. An attempt that never reached the letter is not counted. */
    deferred(claim: Claim, waitMs: number, isCounted: boolean): Promise<void>
    /** Given up: the owner is told. */
    refused(claim: Claim, responseCode: number): Promise<void>
  }
  readonly post: {
    /**
     * @returns the server's code for the whole letter, such as 250
     * @throws Fault smtp.refused (for good), smtp.deferred, smtp.unreachable, smtp.login, smtp.tls
     */
    send(letter: { readonly to: string; readonly raw: Buffer }): Promise<number>
  }
  /** Calls back now and then until the returned function is called. */
  readonly every: (callback: () => void) => () => void
}

export type Sent =
  | { readonly outcome: 'not-ours' }
  | { readonly outcome: 'accepted'; readonly attempt: number }
  | { readonly outcome: 'deferred'; readonly attempt: number; readonly fault: Fault }
  | { readonly outcome: 'refused'; readonly attempt: number; readonly fault: Fault }

const MINUTE_MS = 60_000
/** Wait before the next attempt (safety 2.2: 5 minutes to 4 hours); a first hiccup is over sooner. */
const WAITS_MS = [0.5, 5, 15, 60, 120, 240].map((minutes) => minutes * MINUTE_MS)
/** A server that is away says nothing about the letter, and is asked again soon. */
const SERVER_WAIT_MS = 0.5 * MINUTE_MS
/** About 48 hours of attempts; then the owner must know. */
const ATTEMPTS_MAX = 17

export function waitAfterMs(attempt: number): number {
  return WAITS_MS[Math.min(attempt, WAITS_MS.length) - 1] ?? MINUTE_MS
}

/** The code in a Fault's detail, such as 550; 0 when the server said none. A port is no code. */
export function responseCodeOf(fault: Fault): number {
  return Number(/ said ([245]\d\d)\b/.exec(fault.detail ?? '')?.[1] ?? 0)
}

/** Only what the server says of this very letter or its reader counts against the letter. */
function countsAgainstLetter(fault: Fault): boolean {
  return fault.code === 'smtp.deferred' || fault.code === 'smtp.refused'
}

async function settle(claim: Claim, fault: Fault, ports: SendPorts): Promise<Sent> {
  const isOver = claim.attempt >= ATTEMPTS_MAX && countsAgainstLetter(fault)
  if (fault.code === 'smtp.refused' || isOver) {
    await ports.outbox.refused(claim, responseCodeOf(fault))
    return { outcome: 'refused', attempt: claim.attempt, fault }
  }
  const isCounted = countsAgainstLetter(fault)
  const waitMs = isCounted ? waitAfterMs(claim.attempt) : SERVER_WAIT_MS
  await ports.outbox.deferred(claim, waitMs, isCounted)
  return { outcome: 'deferred', attempt: claim.attempt, fault }
}

/** Sends the letter if it is due and free. What is no Fault is thrown on: the claim runs out by itself. */
export async function send(id: string, ports: SendPorts): Promise<Sent> {
  const claim = await ports.outbox.claim(id)
  if (claim === null) return { outcome: 'not-ours' }
  const stopRenewing = ports.every(() => void ports.outbox.renew(claim).catch(() => undefined))
  try {
    const responseCode = await ports.post.send({ to: claim.to, raw: claim.raw })
    await ports.outbox.accepted(claim, responseCode)
    return { outcome: 'accepted', attempt: claim.attempt }
  } catch (error) {
    if (!(error instanceof Fault) || !error.code.startsWith('smtp.')) throw error
    return await settle(claim, error, ports)
  } finally {
    stopRenewing()
  }
}
