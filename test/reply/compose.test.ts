import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/letter/letter.ts'
import { ownMark, readMark, writeMessageId } from '../../src/letter/reference.ts'
import { readAddress } from '../../src/letter/sender.ts'
import type { NewRequest } from '../../src/request/requests.ts'
import { open } from '../../src/request/open.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { compose, composeHeld } from '../../src/reply/compose.ts'
import type { Draft } from '../../src/reply/draft.ts'
import type { LetterName } from '../../src/reply/letter-kinds.ts'
import { owed } from '../../src/reply/owed.ts'
import { OWNER, contextOn } from './samples.ts'
import {
  ALONE,
  CODE_UNTIL,
  DETAILS,
  ID_KEY,
  NUMBER,
  PROMISES,
  RECEIVED,
  WRITER,
  event,
  planned,
  readLetter,
  requestWith,
  shippedDeadlines,
} from '../request/samples.ts'

const PLANNED = planned(1, { do: 'no-record' })
const APPROVED = event('approved', { version: 1 })
const DOMAIN = PROMISES.policy.mailbox.address.split('@')[1] ?? ''

function draftsOf(request: PrivacyRequest): readonly Draft[] {
  return owed(request).flatMap((one) => compose(request, one, contextOn()) ?? [])
}

function draftOf(request: PrivacyRequest, kind: LetterName): Draft {
  const draft = draftsOf(request).findLast((one) => one.kind === kind)
  if (draft === undefined) throw new Error(`no ${kind} is owed`)
  return draft
}

describe('a letter to the person', () => {
  test('goes to the one From address, whatever other headers name', async () => {
    const names = ['reply-to', 'sender', 'cc', 'return-path', 'x-original-from', 'to']
    const headers = names.map((name) => ({ name, value: '<mallory@evil.example>' }))
    const opened: NewRequest[] = []
    await open(readLetter({ statedEmail: 'anna@person.example' }, { headers }), {
      letters: { open: (_what, all) => Promise.resolve(opened.push(...all) > 0) },
      deadlines: shippedDeadlines,
      phraseOf: () => null,
      idKey: ID_KEY,
      codeUntil: () => CODE_UNTIL,
      strictIdentity: false,
      ...ALONE,
    })
    const details = opened[0]?.details ?? DETAILS
    const drafts = draftsOf(requestWith({ details }, PLANNED, APPROVED, event('no-record')))
    const toPerson = drafts.filter(({ audience }) => audience === 'person')
    expect(toPerson.map(({ kind, to }) => [kind, to])).toEqual([
      ['acknowledgement-rectify', WRITER],
      ['no-record', WRITER],
    ])
  })

  test('has one recipient, a plain address', () => {
    for (const { to } of draftsOf(requestWith({}, PLANNED, event('refused'))))
      expect(readAddress(to)).toBe(to)
  })

  test('is not composed without an address', () => {
    const request = requestWith()
    const [acknowledgement] = owed(request)
    if (acknowledgement === undefined) throw new Error('nothing is owed')
    const nobody = requestWith({ details: { writer: null } })
    expect(compose(nobody, acknowledgement, contextOn())).toBeNull()
  })

  test('lies in the thread of the letter it answers', () => {
    const details = { messageId: '<own@person.example>', references: ['<old@person.example>'] }
    const drafts = draftsOf(requestWith({ details }, PLANNED, event('refused')))
    for (const { references } of drafts.filter(({ audience }) => audience === 'person'))
      expect(references).toEqual(['<old@person.example>', '<own@person.example>'])
  })

  test('answers what the letter answered where the letter has no id', () => {
    const details = { messageId: null, references: ['<old@person.example>'] }
    expect(draftOf(requestWith({ details }), 'acknowledgement-rectify').references).toEqual([
      '<old@person.example>',
    ])
  })

  test('names at most twenty letters, the newest', () => {
    const references = Array.from({ length: 30 }, (_, at) => `<${at}@person.example>`)
    const draft = draftOf(requestWith({ details: { references } }), 'acknowledgement-rectify')
    expect(draft.references).toHaveLength(20)
    expect(draft.references.at(-1)).toBe(DETAILS.messageId)
    expect(draft.references[0]).toBe('<11@person.example>')
  })

  test.each(LANGUAGES)('is written in the language of the request (%s)', (language) => {
    expect(draftOf(requestWith({ language }), 'acknowledgement-rectify').language).toBe(language)
  })

  test("bears the policy's own phrase only where it was recognised (p.7)", () => {
    const phrase = 'Уточнить персональные данные'
    const named = draftOf(requestWith({ details: { phrase } }), 'acknowledgement-rectify')
    expect(named.filled.values).toMatchObject({ phrase })
    const other = draftOf(requestWith(), 'acknowledgement-rectify')
    expect(other.filled.values).toMatchObject({ phrase: '' })
  })
})

describe('a letter to the owner', () => {
  const request = requestWith(
    { language: 'kk' },
    PLANNED,
    event('answer-not-counted', { version: 1, why: 'unclear' }),
    APPROVED,
  )
  const letters = draftsOf(request).filter(({ audience }) => audience === 'owner')

  test("goes to the owner's address, in the owner's language", () => {
    expect(letters.map(({ kind, to, language }) => [kind, to, language])).toEqual([
      ['approval', OWNER, 'ru'],
      ['not-understood', OWNER, 'ru'],
      ['receipt', OWNER, 'ru'],
    ])
  })

  test('lies beneath the first approval of the request and in no thread of the person', () => {
    const first = writeMessageId(ID_KEY, { about: NUMBER, kind: 'approval', version: 1 }, DOMAIN)
    expect(letters.map(({ references }) => references)).toEqual([[], [first], [first]])
  })

  test('about a new plan lies beneath the first approval too', () => {
    const edited = event('edited', {}, { changes: [] })
    const again = draftOf(
      requestWith({}, PLANNED, edited, planned(2, { do: 'no-record' })),
      'approval',
    )
    const first = writeMessageId(ID_KEY, { about: NUMBER, kind: 'approval', version: 1 }, DOMAIN)
    expect(again.id).toBe(`${NUMBER}.approval.2`)
    expect(again.references).toEqual([first])
    expect(again.messageId).not.toBe(first)
  })
})

describe('every letter', () => {
  const request = requestWith(
    {},
    PLANNED,
    event('refused'),
    event('reply-bounced', { kind: 'refused' }),
  )

  test('has an id of its own that names the request, the letter and its cause', () => {
    const ids = draftsOf(request).map(({ id }) => id)
    expect(ids).toEqual([
      `${NUMBER}.acknowledgement-rectify.1`,
      `${NUMBER}.approval.1`,
      `${NUMBER}.refused.3`,
      `${NUMBER}.receipt.3`,
      `${NUMBER}.undeliverable.4`,
    ])
  })

  test('bears a mark that only we can write, in its Message-ID and beside it', () => {
    for (const { id, messageId, mark } of draftsOf(request)) {
      const [about, kind, version] = id.split('.')
      const told = { about, kind, version: Number(version) }
      expect(readMark(ID_KEY, messageId)).toEqual(told)
      expect(readMark(ID_KEY, mark)).toEqual(told)
      expect(messageId.endsWith(`@${DOMAIN}>`)).toBe(true)
      const headers = [{ name: 'message-id', value: messageId }]
      expect(ownMark(ID_KEY, { headers })).toEqual(told)
    }
  })

  test('is the same letter whenever it is composed', () => {
    const later = contextOn(new Date('2026-11-30T05:00:00Z'))
    for (const one of owed(request)) {
      const [now, then] = [compose(request, one, contextOn()), compose(request, one, later)]
      expect([then?.id, then?.messageId, then?.to]).toEqual([now?.id, now?.messageId, now?.to])
    }
  })

  test('is filled in with the template of its kind', () => {
    for (const { kind, filled } of draftsOf(request)) expect(filled.template).toBe(kind)
  })
})

describe('a letter to the owner about a letter that nobody understood', () => {
  const contentId = 'abcdef0123456789'.repeat(4)
  const values = {
    received: 'now',
    sender: 'a•••@person.example',
    lookBy: 'soon',
    mailbox: 'm',
    office: '',
  } as const
  const draft = composeHeld({ contentId, filled: { template: 'held', values } }, contextOn())

  test('is known by the start of the content id and begins a thread', () => {
    expect(draft).toMatchObject({
      id: 'Labcdef0123456789.held.1',
      kind: 'held',
      audience: 'owner',
      to: OWNER,
      language: 'ru',
      references: [],
    })
    expect(readMark(ID_KEY, draft.messageId)).toEqual({
      about: 'Labcdef0123456789',
      kind: 'held',
      version: 1,
    })
  })
})

describe('the dates of a letter', () => {
  test('are those promised at receipt (p.16)', () => {
    expect(draftOf(requestWith(), 'acknowledgement-rectify').filled.values).toMatchObject({
      due: '1 декабря 2026 г.',
      received: '22 ноября 2026 г., 14:05 (время Алматы)',
    })
  })

  test('of a demand to cease are those of the stop and the destruction (p.17)', () => {
    const draft = draftOf(requestWith({ kind: 'cease' }), 'acknowledgement-cease')
    expect(draft.filled.values).toMatchObject({ destroyBy: '22 декабря 2026 г.' })
  })

  test('tell the owner how many working days are left today', () => {
    const request = requestWith({}, PLANNED)
    expect(draftOf(request, 'approval').filled.values).toMatchObject({
      dueDay: '1 декабря',
      daysLeft: 'осталось 5 рабочих дней',
    })
    const last = contextOn(new Date(`2026-12-01T05:00:00Z`))
    const approval = owed(request).find(({ kind }) => kind === 'approval')
    if (approval === undefined) throw new Error('no approval is owed')
    expect(compose(request, approval, last)?.filled.values).toMatchObject({
      daysLeft: 'сегодня последний день',
    })
  })

  test('of a final letter are the day on which it was seen', () => {
    const request = requestWith({}, PLANNED, APPROVED, event('corrected', { fields: 'phone' }))
    expect(request.events.at(-1)?.at.getTime()).toBeGreaterThan(RECEIVED.getTime())
    expect(draftOf(request, 'corrected').filled.values).toMatchObject({
      done: '22 ноября 2026 г.',
    })
  })
})
