/** When the demo may go on: nothing is under way any more. */
import { ENDED_UNDONE } from '../request/state.ts'
import type { State } from '../request/state.ts'
import type { Stage } from './stage.ts'

/** Longer than any step takes. */
export const SETTLE_MS = 60_000
/** Something is still to be done without anybody's word. */
const UNDER_WAY: readonly State[] = [
  'received',
  'approved',
  'fulfilled',
  'continued',
  ...ENDED_UNDONE,
]

/** Nobody has anything to do any more: every letter decided, everything owed sent. */
export async function settled({ app }: Stage): Promise<boolean> {
  const { letters, requests } = app.world
  const counts = await letters.counts()
  if ((counts['undecided'] ?? 0) > 0) return false
  for (const number of await requests.list(false)) {
    const replies = await app.world.outbox.ofRequest(number)
    if (replies.length === 0 || replies.some(({ state }) => state !== 'sent')) return false
    const request = await requests.load(number)
    if (request === null || UNDER_WAY.includes(request.state)) return false
  }
  return true
}
