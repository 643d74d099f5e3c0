import { describe, expect, test } from 'vitest'
import type { ReadLetter } from '../../src/letter/receive.ts'
import type { Disposition, NewRequest } from '../../src/request/requests.ts'
import type { OpenPorts } from '../../src/request/open.ts'
import { open } from '../../src/request/open.ts'
import { requestNumber } from '../../src/request/number.ts'
import { ALONE, ID_KEY, RECEIVED, WRITER, readLetter, shippedDeadlines } from './samples.ts'

const PHONE = { field: 'phone', to: '+77000000011' } as const

interface Opened {
  readonly numbers: readonly string[]
  readonly dispositions: readonly Disposition[]
  readonly requests: readonly NewRequest[]
}

/** Opens a letter among ports that remember; `isFirst` false: another worker was faster. */
async function opening(
  letter: ReadLetter,
  { isFirst = true, strictIdentity = false } = {},
): Promise<Opened> {
  const dispositions: Disposition[] = []
  const requests: NewRequest[] = []
  const ports: OpenPorts = {
    letters: {
      open: (disposition, opened) => {
        dispositions.push(disposition)
        requests.push(...opened)
        return Promise.resolve(isFirst)
      },
    },
    deadlines: shippedDeadlines,
    phraseOf: ({ parsed }) => (parsed.subject === '' ? null : 'Уточнить персональные данные'),
    idKey: ID_KEY,
    codeUntil: (due) => `until ${due}`,
    strictIdentity,
    ...ALONE,
  }
  return { numbers: await open(letter, ports), dispositions, requests }
}

async function openedBy(letter: ReadLetter, strictIdentity = false): Promise<NewRequest> {
  const [only] = (await opening(letter, { strictIdentity })).requests
  if (only === undefined) throw new Error('nothing was opened')
  return only
}

describe('a demand', () => {
  test('becomes one request, and the letter is disposed of with it', async () => {
    const letter = readLetter({ kind: 'cease' })
    const { numbers, dispositions, requests } = await opening(letter)
    expect(numbers).toEqual([requestNumber(ID_KEY, letter.contentId, 0)])
    expect(requests.map(({ number, kind }) => [number, kind])).toEqual([[numbers[0], 'cease']])
    expect(dispositions).toEqual([{ contentId: letter.contentId, what: 'opened', reason: 'cease' }])
  })

  test('and a second one in the same letter become two requests with dates of their own', async () => {
    const { numbers, requests } = await opening(readLetter({ alsoKinds: ['cease'] }))
    expect(requests.map(({ kind }) => kind)).toEqual(['rectify', 'cease'])
    expect(new Set(numbers).size).toBe(2)
    const [rectify, cease] = requests.map(({ obligations }) => obligations.map(({ name }) => name))
    expect(rectify).toContain('correct')
    expect(cease).toContain('destroy')
  })

  test('told twice in one letter is one request', async () => {
    const { requests } = await opening(readLetter({ alsoKinds: ['rectify', 'question'] }))
    expect(requests.map(({ kind }) => kind)).toEqual(['rectify'])
  })

  test('has its number also when another worker was faster', async () => {
    const letter = readLetter()
    const { numbers } = await opening(letter, { isFirst: false })
    expect(numbers).toEqual([requestNumber(ID_KEY, letter.contentId, 0)])
  })
})

describe('a request', () => {
  test('to correct is owed by the seventh working day after receipt (p.16)', async () => {
    const { receivedOn, obligations } = await openedBy(readLetter())
    expect(receivedOn).toBe('2026-11-22')
    expect(obligations.map(({ name, policyDue }) => [name, policyDue])).toEqual([
      ['ack', null],
      ['correct', '2026-12-01'],
      ['notify', '2026-12-01'],
    ])
  })

  test('to cease is owed by the thirtieth day, and no block unless destruction is impossible (p.17)', async () => {
    const { obligations } = await openedBy(readLetter({ kind: 'cease' }))
    expect(obligations.find(({ name }) => name === 'destroy')?.policyDue).toBe('2026-12-22')
    expect(obligations.map(({ name }) => name)).toEqual([
      'ack',
      'hold',
      'stop',
      'destroy',
      'notify',
    ])
  })

  test('counts from the arrival, whatever the Date header says', async () => {
    const headers = [{ name: 'date', value: 'Mon, 2 Nov 2020 10:00:00 +0000' }]
    const letter = { ...readLetter({}, { headers }), receivedAt: new Date('2026-11-23T19:30:00Z') }
    const request = await openedBy(letter)
    expect(request.receivedAt).toEqual(letter.receivedAt)
    // Half an hour past midnight in Almaty.
    expect(request.receivedOn).toBe('2026-11-24')
    expect(request.obligations.find(({ name }) => name === 'correct')?.policyDue).toBe('2026-12-03')
  })

  test('keeps who wrote, which address is stated and what is to be corrected (p.7)', async () => {
    const understood = { statedEmail: 'anna@person.example', changes: [PHONE] }
    const { details, language } = await openedBy(readLetter({ ...understood, language: 'kk' }))
    expect(language).toBe('kk')
    expect(details).toMatchObject({
      writer: WRITER,
      stated: 'anna@person.example',
      changes: [PHONE],
    })
  })

  test('to cease holds no corrections', async () => {
    const { details } = await openedBy(readLetter({ kind: 'cease', changes: [PHONE] }))
    expect(details.changes).toEqual([])
  })

  test("keeps the policy's own phrase where the subject is it (p.7)", async () => {
    const named = await openedBy(readLetter({}, { subject: 'Уточнить персональные данные' }))
    expect(named.details.phrase).toBe('Уточнить персональные данные')
    expect((await openedBy(readLetter())).details.phrase).toBeNull()
  })

  test('keeps the thread of the letter, oldest first', async () => {
    const headers = [
      { name: 'message-id', value: ' <own@person.example> (sent)' },
      { name: 'references', value: '<one@person.example> <two@person.example>' },
      { name: 'in-reply-to', value: '<two@person.example>' },
    ]
    const { details } = await openedBy(readLetter({}, { headers }))
    expect(details.messageId).toBe('<own@person.example>')
    expect(details.references).toEqual(['<one@person.example>', '<two@person.example>'])
  })

  test.each(['', 'own@person.example', '<>', '< own@person.example >', `<${'a'.repeat(600)}@x>`])(
    'takes %j for no Message-ID',
    async (value) => {
      const headers = [{ name: 'message-id', value }]
      expect((await openedBy(readLetter({}, { headers }))).details.messageId).toBeNull()
    },
  )

  test('has no writer where From names nobody or several', async () => {
    expect((await openedBy(readLetter({}, { from: [] }))).details.writer).toBeNull()
    const two = [WRITER, 'bulat.testov@person.example'].map((address) => ({ address, name: '' }))
    expect((await openedBy(readLetter({}, { from: two }))).details.writer).toBeNull()
  })

  test('begins with an event of the person, in codes alone', async () => {
    const understood = { certainty: 'strong', review: true, acknowledge: false } as const
    const { opening: begins } = await openedBy(readLetter({ ...understood, changes: [PHONE] }))
    expect(begins).toEqual({
      name: 'opened',
      actor: 'person',
      facts: {
        letter: 'c'.repeat(16),
        certainty: 'strong',
        review: true,
        acknowledge: false,
        proven: '',
        forged: false,
        representative: false,
        document: false,
        wordless: true,
        rules: 'kz-policy-2026',
        calendar: 'KZ-5day',
        codeUntil: '',
        words: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    })
  })

  test('is received when the letter arrived', async () => {
    expect((await openedBy(readLetter())).receivedAt).toEqual(RECEIVED)
  })
})

describe('who wrote', () => {
  const factsOf = async (letter: ReadLetter, strictIdentity = false) =>
    (await openedBy(letter, strictIdentity)).opening.facts

  test.each(['dkim', 'spf'] as const)('is proven by %s and asked nothing', async (proven) => {
    expect(await factsOf(readLetter({ proven }))).toMatchObject({ proven, codeUntil: '' })
  })

  test('is asked for a code by the earliest promised day where nothing proves it', async () => {
    expect(await factsOf(readLetter())).toMatchObject({ proven: '', codeUntil: 'until 2026-12-01' })
    expect(await factsOf(readLetter({ statedEmail: WRITER }))).toMatchObject({
      codeUntil: 'until 2026-12-01',
    })
  })

  test('is asked whatever the mail servers say where the setting is strict', async () => {
    expect(await factsOf(readLetter({ proven: 'dkim' }), true)).toMatchObject({
      proven: '',
      codeUntil: 'until 2026-12-01',
    })
  })

  test('gets no code for an address that the request does not speak of', async () => {
    const statedEmail = 'bulat.testov@person.example'
    expect(await factsOf(readLetter({ statedEmail }))).toMatchObject({ codeUntil: '' })
    const changes = [{ field: 'email', to: WRITER } as const]
    expect(await factsOf(readLetter({ statedEmail, changes }))).toMatchObject({
      codeUntil: 'until 2026-12-01',
    })
  })

  test('gets no code where no letter may be sent', async () => {
    expect(await factsOf(readLetter({ acknowledge: false }))).toMatchObject({ codeUntil: '' })
  })

  test('and what comes with the letter is noted in codes', async () => {
    const flags = ['forged', 'representative', 'document']
    expect(await factsOf(readLetter({ flags }))).toMatchObject({
      forged: true,
      representative: true,
      document: true,
    })
  })
})
