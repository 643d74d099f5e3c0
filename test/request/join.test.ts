import { describe, expect, test } from 'vitest'
import type { ReadLetter } from '../../src/letter/receive.ts'
import type { NewEvent } from '../../src/request/event.ts'
import { join } from '../../src/request/join.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Disposition } from '../../src/request/requests.ts'
import { NUMBER, event, planned, readLetter, requestWith } from './samples.ts'

const PHONE = { field: 'phone', to: '+77000000011' } as const
const PLANNED = planned(1, { do: 'no-record' })
const APPROVED = [PLANNED, event('approved', { version: 1 })]
const REFUSED = [PLANNED, event('refused', { version: 1 })]

interface Joined {
  readonly isJoined: boolean
  readonly recorded: readonly { readonly disposition: Disposition; readonly event: NewEvent }[]
}

async function joining(
  request: PrivacyRequest,
  letter: ReadLetter,
  { number = NUMBER, isFirst = true } = {},
): Promise<Joined> {
  const recorded: { disposition: Disposition; event: NewEvent }[] = []
  const isJoined = await join(number, letter, {
    requests: { load: (wanted) => Promise.resolve(wanted === request.number ? request : null) },
    letters: {
      join: (disposition, of, events) => {
        expect(of).toBe(request)
        recorded.push(...events.map((one) => ({ disposition, event: one })))
        return Promise.resolve(isFirst)
      },
    },
  })
  return { isJoined, recorded }
}

describe('a letter in the thread of a request', () => {
  const letter = readLetter({ kind: 'reply', changes: [PHONE] })

  test('of the same writer joins it, with what it asks', async () => {
    expect(await joining(requestWith({}, PLANNED), letter)).toEqual({
      isJoined: true,
      recorded: [
        {
          disposition: { contentId: letter.contentId, what: 'joined', reason: 'reply' },
          event: {
            name: 'letter-joined',
            actor: 'person',
            facts: { letter: 'c'.repeat(16), changes: 1, review: false },
            content: { changes: [PHONE] },
          },
        },
      ],
    })
  })

  test('brings no corrections into a demand to cease', async () => {
    const { recorded } = await joining(requestWith({ kind: 'cease' }, PLANNED), letter)
    expect(recorded[0]?.event.content).toEqual({ changes: [] })
  })

  test.each([
    ['of another sender', [{ address: 'bulat.testov@person.example', name: 'Анна Тестова' }]],
    ['of nobody', []],
    [
      'of the writer and another',
      [
        { address: 'anna.testova@person.example', name: '' },
        { address: 'bulat.testov@person.example', name: '' },
      ],
    ],
  ])('%s sees and changes nothing', async (_who, from) => {
    const foreign = readLetter({ kind: 'reply', changes: [PHONE] }, { from })
    expect(await joining(requestWith({}, PLANNED), foreign)).toEqual({
      isJoined: false,
      recorded: [],
    })
  })

  test('joins no request that has no address of its own', async () => {
    const byHand = requestWith({ details: { writer: null } }, PLANNED)
    expect((await joining(byHand, letter)).isJoined).toBe(false)
  })

  test.each([
    ['approved', APPROVED],
    ['fulfilled', [...APPROVED, event('corrected')]],
    ['refused', REFUSED],
    ['closed', [...REFUSED, event('closed')]],
  ])('is a letter of its own once the request is %s', async (_state, events) => {
    expect(await joining(requestWith({}, ...events), letter)).toEqual({
      isJoined: false,
      recorded: [],
    })
  })

  test('is a letter of its own where there is no such request', async () => {
    const other = { number: 'PD-0000-0000' }
    expect((await joining(requestWith({}, PLANNED), letter, other)).isJoined).toBe(false)
  })

  test('is read anew when something came in between, and never opens a second request', async () => {
    const late = joining(requestWith({}, PLANNED), letter, { isFirst: false })
    await expect(late).rejects.toMatchObject({ code: 'database.failed', retry: true })
  })
})
