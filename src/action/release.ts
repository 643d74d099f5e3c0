/**
 * A hold that nobody asked for ends, unless another request needs it: an open one, or one that is over and
 * whose person was told that mailings have stopped.
 */
import { eventsNamed, lastEvent } from '../request/request.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { textFact } from '../request/event.ts'
import type { Holder } from './holder.ts'

export interface ReleasePorts {
  readonly requests: {
    list(isOpen: boolean): Promise<readonly string[]>
    load(number: string): Promise<PrivacyRequest | null>
  }
  readonly holders: readonly Holder[]
}

/** `holder:ref`, as the event of a hold keeps them. */
function refsHeld(request: PrivacyRequest): readonly string[] {
  const held = lastEvent(request, 'held')
  return held === undefined
    ? []
    : textFact(held, 'refs')
        .split(' ')
        .filter((ref) => ref !== '')
}

export async function releaseHolds(request: PrivacyRequest, ports: ReleasePorts): Promise<void> {
  const refs = refsHeld(request)
  if (refs.length === 0) return
  const numbers = (await ports.requests.list(false)).filter((one) => one !== request.number)
  const needed = new Set<string>()
  for (const number of numbers) {
    const other = await ports.requests.load(number)
    if (other !== null && eventsNamed(other, 'disowned').length === 0)
      refsHeld(other).forEach((ref) => needed.add(ref))
  }
  for (const ref of refs.filter((one) => !needed.has(one))) {
    const at = ref.indexOf(':')
    const holder = ports.holders.find(({ name }) => name === ref.slice(0, at))
    await holder?.release(ref.slice(at + 1))
  }
}
