import { describe, expect, test } from 'vitest'
import { understand } from '../../src/letter/classify.ts'
import type { Signature } from '../../src/letter/authentication.ts'
import type { ParsedLetter, Understanding } from '../../src/letter/letter.ts'
import type { KeptLetter, ReceivePorts } from '../../src/letter/receive.ts'
import { READ_ATTEMPTS_MAX, placeByWords, receive } from '../../src/letter/receive.ts'
import { MARK_HEADER, writeMark, writeMessageId } from '../../src/letter/reference.ts'
import { MAILBOX, PHRASES, letterWith } from './samples.ts'

const KEY = Buffer.alloc(32, 7)
const ABOUT = 'PD-7F3K-92QD'
const APPROVAL = { about: ABOUT, kind: 'approval', version: 1 }
const ACK = { about: ABOUT, kind: 'acknowledgement-rectify', version: 1 }
const CEASE = 'Прекратить обработку персональных данных'

const KEPT: KeptLetter = {
  contentId: 'c'.repeat(64),
  raw: Buffer.from('raw bytes'),
  receivedAt: new Date('2026-11-22T09:05:00Z'),
  truncated: false,
  attempts: 0,
  roles: ['inbox'],
  signatures: null,
}

interface Scene {
  readonly kept?: Partial<KeptLetter> | null
  readonly parsed?: Partial<ParsedLetter>
  readonly signatures?: readonly Signature[] | 'later'
  readonly code?: string
}

/** Receives a letter; the reader hands over what the scene says, the rest is the product. */
async function receiving(scene: Scene = {}) {
  const { kept = {}, parsed = {}, signatures = [], code } = scene
  const readings: unknown[] = []
  const checked: KeptLetter[] = []
  const ports: ReceivePorts = {
    letters: { load: () => Promise.resolve(kept === null ? null : { ...KEPT, ...kept }) },
    reader: {
      read: (_raw, options) => {
        readings.push(options)
        return Promise.resolve(letterWith(parsed))
      },
    },
    signaturesOf: (letter) => {
      checked.push(letter)
      return Promise.resolve(signatures)
    },
    understand: (letter, found): Promise<Understanding> => {
      const context = { phrases: PHRASES, mailbox: MAILBOX, signatures: found }
      const understood = understand(letter, context)
      return Promise.resolve(code === undefined ? understood : { ...understood, code })
    },
    isOwnerLetter: (kind) => kind === 'approval',
    idKey: KEY,
  }
  return { arrival: await receive(KEPT.contentId, ports), readings, checked }
}

async function whatIs(parsed: Partial<ParsedLetter>): Promise<string> {
  return (await receiving({ parsed })).arrival.what
}

function header(name: string, value: string) {
  return { name, value }
}

const answer = (mark: typeof ACK) =>
  header('in-reply-to', writeMessageId(KEY, mark, 'company.example'))

describe('a letter that arrives', () => {
  test('under a subject of the policy is a demand (p.7)', async () => {
    const { arrival } = await receiving({ parsed: { subject: CEASE } })
    expect(arrival).toMatchObject({
      what: 'demand',
      letter: {
        contentId: KEPT.contentId,
        receivedAt: KEPT.receivedAt,
        roles: ['inbox'],
        understanding: { kind: 'cease', certainty: 'exact' },
      },
    })
  })

  test('and asks about personal data in other words is a demand too (p.21/owner)', async () => {
    const text = 'Здравствуйте! Какие мои персональные данные у вас хранятся?'
    const { arrival } = await receiving({ parsed: { subject: 'Вопрос', text } })
    expect(arrival).toMatchObject({
      what: 'demand',
      letter: { understanding: { kind: 'access', acknowledge: true } },
    })
  })

  test.each([
    [
      'in a domain of the state',
      'office@kontrol.gov.kz',
      'Прекратите обработку данных гражданина.',
    ],
    [
      'by its own words',
      'office@person.example',
      'Комитет требует представить сведения о гражданине до 1 декабря.',
    ],
  ])(
    'from an authority, %s, waits for a person and no machine answers it, whatever its subject (p.13)',
    async (_how, address, text) => {
      const parsed = { subject: CEASE, from: [{ address, name: 'Комитет' }], text }
      const { arrival } = await receiving({ parsed })
      expect(arrival).toMatchObject({
        what: 'held',
        letter: { understanding: { acknowledge: false, review: true, flags: ['authority'] } },
      })
    },
  )

  test('and concerns no request gets no letter and no number', async () => {
    const text = 'Здравствуйте! Сколько стоит консультация?'
    expect(await whatIs({ subject: 'Цена', text })).toBe('ordinary')
  })

  test.each([
    ['nobody', []],
    ['two people', ['a@person.example', 'b@person.example']],
    ['our own mailbox', [MAILBOX]],
  ])('with a demand from %s waits for a person', async (_who, addresses) => {
    const from = addresses.map((address) => ({ address, name: '' }))
    expect(await whatIs({ subject: CEASE, from })).toBe('held')
  })

  test('when it is decided already, or destroyed, is not read', async () => {
    const { arrival, readings } = await receiving({ kept: null })
    expect(arrival).toEqual({ what: 'gone' })
    expect(readings).toEqual([])
  })
})

describe('a letter that answers one of ours', () => {
  test('to the owner is an answer', async () => {
    const { arrival } = await receiving({ parsed: { text: 'ДА', headers: [answer(APPROVAL)] } })
    expect(arrival).toMatchObject({ what: 'answer', mark: APPROVAL })
  })

  test('to a person belongs to the thread, whatever its subject says', async () => {
    const { arrival } = await receiving({ parsed: { subject: CEASE, headers: [answer(ACK)] } })
    expect(arrival).toMatchObject({ what: 'thread', mark: ACK })
  })

  test('by a forged mark is a letter of its own', async () => {
    const forged = `<${ABOUT}.approval.1.${'0'.repeat(32)}@company.example>`
    const headers = [header('in-reply-to', forged), header('references', forged)]
    expect(await whatIs({ text: 'ДА', headers })).toBe('ordinary')
    expect(await whatIs({ subject: CEASE, headers })).toBe('demand')
  })

  test('by the number in its subject alone waits for a person', async () => {
    expect(await whatIs({ subject: `Re: Обращение [№ ${ABOUT}]`, text: 'ДА' })).toBe('held')
  })
})

describe('a letter that gives a code', () => {
  const subject = `Re: Обращение [№ ${ABOUT}]`

  test('and names a request of ours in its subject belongs to that request', async () => {
    const { arrival } = await receiving({ parsed: { subject }, code: '482164' })
    expect(arrival).toMatchObject({
      what: 'coded',
      number: ABOUT,
      letter: { understanding: { code: '482164' } },
    })
  })

  test('and answers one of ours belongs to its thread', async () => {
    const parsed = { subject, headers: [answer(ACK)] }
    expect((await receiving({ parsed, code: '482164' })).arrival).toMatchObject({
      what: 'thread',
      mark: ACK,
    })
  })

  test('and names no request is a letter like any other', async () => {
    const { arrival } = await receiving({ parsed: { subject: 'Код' }, code: '482164' })
    expect(arrival.what).not.toBe('coded')
  })

  test('as a machine wrote it is recorded and asks nothing', async () => {
    const headers = [header('auto-submitted', 'auto-replied')]
    const { arrival } = await receiving({ parsed: { subject, headers }, code: '482164' })
    expect(arrival.what).toBe('automatic')
  })
})

describe('the signatures of a letter', () => {
  const SIGNED: Signature = {
    domain: 'person.example',
    identity: null,
    selector: 'walk',
    verdict: 'pass',
    weakness: null,
    key: 'v=DKIM1; p=x',
  }

  test('are handed to whoever understands it, and go on with it', async () => {
    const { arrival, checked } = await receiving({
      parsed: { subject: CEASE },
      signatures: [SIGNED],
    })
    expect(checked.map(({ contentId }) => contentId)).toEqual([KEPT.contentId])
    expect(arrival).toMatchObject({
      what: 'demand',
      letter: { signatures: [SIGNED], understanding: { proven: 'dkim' } },
    })
  })

  test('that cannot be checked just now let the letter wait unread', async () => {
    const { arrival, readings } = await receiving({ signatures: 'later' })
    expect(arrival).toEqual({ what: 'later' })
    expect(readings).toEqual([])
  })

  test('of a letter that is gone are not asked for', async () => {
    expect((await receiving({ kept: null })).checked).toEqual([])
  })
})

describe('a letter of our own', () => {
  test('is known in Sent and in the mailbox, also with a Message-ID of the provider', async () => {
    const own = [
      header('message-id', writeMessageId(KEY, APPROVAL, 'company.example')),
      header(MARK_HEADER, writeMark(KEY, APPROVAL)),
    ]
    for (const one of own) expect(await whatIs({ subject: CEASE, headers: [one] })).toBe('own')
  })

  test('is known although it says that a machine wrote it and answers one of ours', async () => {
    const headers = [
      header(MARK_HEADER, writeMark(KEY, APPROVAL)),
      header('auto-submitted', 'auto-generated'),
      answer(APPROVAL),
    ]
    expect(await whatIs({ headers })).toBe('own')
  })
})

describe('a letter that a machine wrote', () => {
  test.each([
    ['a delivery report', header('content-type', 'multipart/report; report-type=delivery-status')],
    ['a vacation notice', header('auto-submitted', 'auto-replied')],
    ['a mailing list', header('list-id', '<news.list.example>')],
  ])('(%s) is recorded and asks nothing, whatever it says or answers', async (_what, one) => {
    expect(await whatIs({ subject: CEASE, text: 'ДА', headers: [one] })).toBe('automatic')
    expect(await whatIs({ subject: CEASE, text: 'ДА', headers: [one, answer(APPROVAL)] })).toBe(
      'automatic',
    )
    expect(await whatIs({ subject: CEASE, headers: [one, answer(ACK)] })).toBe('automatic')
  })

  test('tells which letters of ours its raw bytes quote', async () => {
    const raw = Buffer.from(`Message-ID: ${writeMessageId(KEY, ACK, 'company.example')}\r\n`)
    const headers = [header('content-type', 'multipart/report')]
    const { arrival } = await receiving({ kept: { raw }, parsed: { headers } })
    expect(arrival).toMatchObject({ what: 'automatic', about: [ACK] })
  })
})

describe('a letter that is hard to read', () => {
  test('is read by its headers alone after three failures, and a person must look', async () => {
    expect((await receiving({ kept: { attempts: READ_ATTEMPTS_MAX - 1 } })).readings).toEqual([
      { truncated: false, headersOnly: false },
    ])
    const { arrival, readings } = await receiving({
      kept: { attempts: READ_ATTEMPTS_MAX },
      parsed: { subject: CEASE, reading: 'headers-only' },
    })
    expect(readings).toEqual([{ truncated: false, headersOnly: true }])
    expect(arrival).toMatchObject({ what: 'demand', letter: { understanding: { review: true } } })
  })

  test('because it is too long is read as far as it was kept', async () => {
    expect((await receiving({ kept: { truncated: true } })).readings).toEqual([
      { truncated: true, headersOnly: false },
    ])
  })

  test('fails for itself alone: the fault is thrown on', async () => {
    const ports = {
      letters: { load: () => Promise.resolve(KEPT) },
      reader: { read: () => Promise.reject(new Error('broken')) },
      signaturesOf: () => Promise.resolve([]),
      understand: (letter: ParsedLetter) =>
        Promise.resolve(understand(letter, { phrases: PHRASES, mailbox: MAILBOX })),
      isOwnerLetter: () => false,
      idKey: KEY,
    }
    await expect(receive(KEPT.contentId, ports)).rejects.toThrow('broken')
  })
})

test('a letter in no thread goes where its words say', async () => {
  const { arrival } = await receiving({ parsed: { subject: CEASE, headers: [answer(ACK)] } })
  if (!('letter' in arrival)) throw new Error('the letter was not read')
  expect(placeByWords(arrival.letter).what).toBe('demand')
})
