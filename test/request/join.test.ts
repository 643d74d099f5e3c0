import { describe, expect, test } from 'vitest'
import type { ReadLetter } from '../../src/letter/receive.ts'
import type { NewEvent } from '../../src/request/event.ts'
import { join } from '../../src/request/join.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Disposition } from '../../src/request/requests.ts'
import { confirmationCode } from '../../src/request/confirmation.ts'
import {
  ABOUT_OTHER,
  ID_KEY,
  NUMBER,
  UNPROVEN,
  WRITER,
  askedToConfirm,
  confirmed,
  event,
  planned,
  readLetter,
  requestAfter,
  requestWith,
} from './samples.ts'

const PHONE = { field: 'phone', to: '+77000000011' } as const
const PLANNED = planned(1, { do: 'no-record' })
const APPROVED = [PLANNED, event('approved', { version: 1 })]
const REFUSED = [PLANNED, event('refused', { version: 1 })]

interface Joined {
  readonly isJoined: boolean
  readonly recorded: readonly { readonly disposition: Disposition; readonly event: NewEvent }[]
}

interface Ways {
  readonly number?: string
  readonly isFirst?: boolean
  /** Where the letter went that is answered; null: it answers none, and names the number alone. */
  readonly sentTo?: string | null
  /** The event that the letter which is answered speaks of. */
  readonly version?: number
  readonly today?: string
  readonly strictIdentity?: boolean
}

const MARK = { about: NUMBER, kind: 'acknowledgement-rectify', version: 1 }

async function joining(
  request: PrivacyRequest,
  letter: ReadLetter,
  ways: Ways = {},
): Promise<Joined> {
  const { number = NUMBER, isFirst = true, sentTo = WRITER, version = 1 } = ways
  const recorded: { disposition: Disposition; event: NewEvent }[] = []
  const threaded = { number, mark: sentTo === null ? null : { ...MARK, about: number, version } }
  const isJoined = await join(threaded, letter, {
    requests: { load: (wanted) => Promise.resolve(wanted === request.number ? request : null) },
    letters: {
      join: (disposition, of, events) => {
        expect(of).toBe(request)
        recorded.push(...events.map((one) => ({ disposition, event: one })))
        return Promise.resolve(isFirst)
      },
    },
    sentTo: (id) => Promise.resolve(id === `${number}.${MARK.kind}.${version}` ? sentTo : null),
    idKey: ID_KEY,
    today: ways.today ?? '2026-11-24',
    strictIdentity: ways.strictIdentity ?? false,
  })
  return { isJoined, recorded }
}

describe('a letter in the thread of a request', () => {
  const letter = readLetter({ kind: 'reply', changes: [PHONE], proven: 'dkim' })

  test('of the same writer joins it, with what it asks', async () => {
    expect(await joining(requestWith({}, PLANNED), letter)).toEqual({
      isJoined: true,
      recorded: [
        {
          disposition: { contentId: letter.contentId, what: 'joined', reason: 'reply' },
          event: {
            name: 'letter-joined',
            actor: 'person',
            facts: {
              letter: 'c'.repeat(16),
              changes: 1,
              review: false,
              representative: false,
              document: false,
              asksCall: false,
            },
            content: { changes: [PHONE] },
          },
        },
      ],
    })
  })

  test('brings no value unsigned where the writer’s server signed before: the owner must look', async () => {
    const unsigned = readLetter({ kind: 'reply', changes: [PHONE] })
    const { recorded } = await joining(requestWith({}, PLANNED), unsigned)
    expect(recorded[0]?.event).toMatchObject({
      facts: { changes: 0, review: true },
      content: { changes: [] },
    })
  })

  test('brings its values unsigned where a yes from the mailbox proved the writer', async () => {
    const unsigned = readLetter({ kind: 'reply', changes: [PHONE] })
    const request = requestAfter({}, [UNPROVEN, confirmed(WRITER, 'reply')])
    const { recorded } = await joining(request, unsigned)
    expect(recorded[0]?.event).toMatchObject({
      facts: { changes: 1, review: false },
      content: { changes: [PHONE] },
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

const OTHER = 'bulat.testov@person.example'
const ABOUT = { details: { stated: OTHER, changes: [PHONE] } } as const

function codeFor(address: string, issue: number): string {
  return confirmationCode(ID_KEY, { number: NUMBER, address, issue })
}

/** Six digits that fit none of these. */
function wrongCode(...right: readonly string[]): string {
  return ['000000', '111111', '222222'].find((code) => !right.includes(code)) ?? ''
}

/** What a person says in an answer, and from where. */
function saying(text: string, code: string | null = null, from = WRITER): ReadLetter {
  return readLetter({ kind: 'reply', code }, { text, from: [{ address: from, name: '' }] })
}

/** Name and facts of what was recorded after the letter itself. */
function provenIn({ recorded }: Joined): readonly unknown[] {
  return recorded
    .map(({ event: one }) => one)
    .filter(({ name }) => name !== 'letter-joined')
    .map(({ name, facts, content }) => ({ name, facts, content }))
}

const byWay = (address: string, by: string) => ({
  name: 'address-confirmed',
  facts: { by },
  content: { address },
})

describe('a plain yes', () => {
  const asked = requestAfter({}, [UNPROVEN, event('asked-to-confirm', { sent: false })])

  test('from the mailbox that our letter was sent to proves that mailbox', async () => {
    expect(provenIn(await joining(asked, saying('Да')))).toEqual([byWay(WRITER, 'reply')])
  })

  test('from another mailbox than our letter was sent to proves nothing', async () => {
    const ways = { sentTo: OTHER }
    expect(provenIn(await joining(asked, saying('Да'), ways))).toEqual([])
  })

  test('that answers no letter of ours is no part of the thread', async () => {
    expect((await joining(asked, saying('Да'), { sentTo: null })).isJoined).toBe(false)
  })

  test('proves nothing that was not asked', async () => {
    const notAsked = requestAfter(ABOUT, [ABOUT_OTHER, askedToConfirm(OTHER)])
    expect(provenIn(await joining(notAsked, saying('Да')))).toEqual([])
  })

  test('from the address on record, which was asked, proves that one', async () => {
    const request = requestAfter(ABOUT, [ABOUT_OTHER, askedToConfirm(OTHER)])
    const yes = saying('Да', null, OTHER)
    const joined = await joining(request, yes, { sentTo: OTHER, version: 2 })
    expect(provenIn(joined)).toEqual([byWay(OTHER, 'reply')])
    // A yes to an older letter is a yes to what was asked then.
    expect(provenIn(await joining(request, yes, { sentTo: OTHER, version: 1 }))).toEqual([])
  })

  test('from an address that nobody was asked at joins nothing', async () => {
    const request = requestAfter(ABOUT, [ABOUT_OTHER, askedToConfirm(OTHER, { sent: false })])
    const joined = await joining(request, saying('Да', null, OTHER), { sentTo: OTHER })
    expect(joined.isJoined).toBe(false)
  })

  test('that goes on in a thought proves nothing', async () => {
    expect(provenIn(await joining(asked, saying('Да, но сначала ответьте')))).toEqual([])
  })
})

describe('a code', () => {
  const request = requestAfter(ABOUT, [ABOUT_OTHER, askedToConfirm(OTHER)])
  const right = codeFor(OTHER, 2)
  const wrong = wrongCode(right)

  test('proves the address it was sent to, from whichever mailbox of the request it comes', async () => {
    expect(provenIn(await joining(request, saying('Код', right)))).toEqual([byWay(OTHER, 'code')])
    const there = saying('Код', right, OTHER)
    expect(provenIn(await joining(request, there, { sentTo: OTHER }))).toEqual([
      byWay(OTHER, 'code'),
    ])
  })

  test('proves it too in a new letter that names the number alone', async () => {
    const joined = await joining(request, saying('Код', right), { sentTo: null })
    expect(provenIn(joined)).toEqual([byWay(OTHER, 'code')])
  })

  test('from a stranger joins nothing', async () => {
    const stranger = saying('Код', right, 'thief@person.example')
    expect((await joining(request, stranger, { sentTo: null })).isJoined).toBe(false)
  })

  test('that is another one is told with the tries that are left', async () => {
    expect(provenIn(await joining(request, saying('Код', wrong)))).toEqual([
      { name: 'code-failed', facts: { why: 'wrong', left: 4 }, content: { address: WRITER } },
    ])
  })

  test('of the acknowledgement is another than that of a later letter', async () => {
    const again = requestAfter({}, [UNPROVEN, askedToConfirm(WRITER)])
    const old = saying('Код', codeFor(WRITER, 1))
    expect(provenIn(await joining(again, old))).toMatchObject([{ facts: { why: 'wrong' } }])
    const own = requestAfter({}, [UNPROVEN])
    expect(provenIn(await joining(own, old))).toEqual([byWay(WRITER, 'code')])
  })

  test('counts on its last day and not on the next', async () => {
    const letter = saying('Код', right)
    const last = await joining(request, letter, { today: '2026-11-30' })
    expect(provenIn(last)).toEqual([byWay(OTHER, 'code')])
    const late = await joining(request, letter, { today: '2026-12-01' })
    expect(provenIn(late)).toMatchObject([{ name: 'code-failed', facts: { why: 'expired' } }])
  })

  test('counts no more after five wrong ones, the right one neither; an answer still does', async () => {
    const failed = event('code-failed', { why: 'wrong', left: 1 })
    const four = [ABOUT_OTHER, askedToConfirm(OTHER), ...Array<NewEvent>(4).fill(failed)]
    const fifth = await joining(requestAfter(ABOUT, four), saying('Код', wrong))
    expect(provenIn(fifth)).toMatchObject([{ facts: { why: 'locked', left: 0 } }])
    const locked = requestAfter(ABOUT, [...four, failed])
    expect(provenIn(await joining(locked, saying('Код', right)))).toMatchObject([
      { facts: { why: 'locked', left: 0 } },
    ])
    const answer = saying('Да', null, OTHER)
    const ways = { sentTo: OTHER, version: 2 }
    expect(provenIn(await joining(locked, answer, ways))).toEqual([byWay(OTHER, 'reply')])
  })

  test('is wrong in the same words where the named address is nobody’s, so that none learns it', async () => {
    const nobody = requestAfter(ABOUT, [ABOUT_OTHER, askedToConfirm(OTHER, { sent: false })])
    const letter = saying('Код', wrong)
    expect(provenIn(await joining(nobody, letter))).toEqual(
      provenIn(await joining(request, letter)),
    )
  })

  test('where everything is proven says nothing', async () => {
    const done = requestAfter(ABOUT, [
      ABOUT_OTHER,
      askedToConfirm(OTHER),
      confirmed(OTHER, 'reply'),
    ])
    expect(provenIn(await joining(done, saying('Код', wrong)))).toEqual([])
  })
})

describe('a letter whose sender is proven by its own server', () => {
  const request = requestAfter({}, [UNPROVEN])
  const signed = readLetter({ kind: 'reply', proven: 'dkim' }, { text: 'Да' })

  test('proves its address within the thread', async () => {
    expect(provenIn(await joining(request, signed, { sentTo: OTHER }))).toEqual([
      byWay(WRITER, 'dkim'),
    ])
  })

  test('proves nothing where the setting is strict', async () => {
    expect(
      provenIn(await joining(request, signed, { sentTo: OTHER, strictIdentity: true })),
    ).toEqual([])
  })

  test('proves it by naming the value once more, and by no other words', async () => {
    const text = 'Добрый день! Когда будет готово?'
    const vague = readLetter({ kind: 'reply', proven: 'dkim' }, { text })
    expect(provenIn(await joining(request, vague))).toEqual([])
    const named = readLetter({ kind: 'reply', proven: 'dkim', changes: [PHONE] }, { text })
    expect(provenIn(await joining(request, named))).toEqual([byWay(WRITER, 'dkim')])
  })

  test('is told once', async () => {
    expect(provenIn(await joining(requestWith({}), signed))).toEqual([])
  })
})

describe('«Это не я»', () => {
  const request = requestAfter(ABOUT, [ABOUT_OTHER, askedToConfirm(OTHER)])

  test('from the mailbox that was asked stops the request and says nothing more', async () => {
    const joined = await joining(request, saying('Это не я', null, OTHER), { sentTo: OTHER })
    expect(joined.recorded.map(({ event: one }) => one)).toEqual([
      {
        name: 'disowned',
        actor: 'person',
        facts: { letter: 'c'.repeat(16) },
        content: { address: OTHER },
      },
    ])
  })

  test('by a bare From stops nothing', async () => {
    const joined = await joining(request, saying('Это не я'), { sentTo: OTHER })
    expect(joined.recorded.map(({ event: one }) => one.name)).toEqual(['letter-joined'])
  })

  test('after an approval that is not carried out yet stops it too', async () => {
    const approved = requestWith({}, PLANNED, event('approved', { version: 1 }))
    const joined = await joining(approved, saying('Это не я'))
    expect(joined.recorded.map(({ event: one }) => one.name)).toEqual(['disowned'])
  })
})

test('whoever cannot confirm and writes something else is somebody to call', async () => {
  const waiting = requestAfter({}, [UNPROVEN, event('asked-to-confirm', { sent: false })])
  const asksCall = async (letter: ReadLetter, request = waiting): Promise<unknown> =>
    (await joining(request, letter)).recorded[0]?.event.facts['asksCall']
  expect(await asksCall(saying('Я не могу войти в ту почту'))).toBe(true)
  expect(await asksCall(saying('Да'))).toBe(false)
  expect(await asksCall(saying('Я не могу войти'), requestWith({}, PLANNED))).toBe(false)
})
