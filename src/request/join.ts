/** A person answers a letter of ours: the same request goes on, nobody writes a second time. */
import { Fault } from '../errors.ts'
import type { ReadLetter } from '../letter/receive.ts'
import { onlySender } from '../letter/sender.ts'
import type { Letters, Requests } from './requests.ts'
import { transition } from './transition.ts'

export interface JoinPorts {
  readonly requests: Pick<Requests, 'load'>
  readonly letters: Pick<Letters, 'join'>
}

/**
 * @returns false when the letter is no part of that request: another sender (a third party in the
 * thread sees and changes nothing), or a request that is decided already. It is then taken for a
 * letter of its own.
 * @throws Fault database.failed when something was recorded in between: the letter is read anew
 */
export async function join(number: string, letter: ReadLetter, ports: JoinPorts): Promise<boolean> {
  const request = await ports.requests.load(number)
  if (request === null) return false
  const sender = onlySender(letter.parsed)
  if (sender === null || sender.address !== request.details.writer) return false
  if (transition(request.state, 'letter-joined') === undefined) return false
  const { changes } = letter.understanding
  const isJoined = await ports.letters.join(
    { contentId: letter.contentId, what: 'joined', reason: letter.understanding.kind },
    request,
    [
      {
        name: 'letter-joined',
        actor: 'person',
        facts: {
          letter: letter.contentId.slice(0, 16),
          changes: changes.length,
          review: letter.understanding.review,
        },
        content: { changes: request.kind === 'rectify' ? changes : [] },
      },
    ],
  )
  if (!isJoined)
    throw new Fault('database.failed', { detail: 'something came in between', retry: true })
  return true
}
