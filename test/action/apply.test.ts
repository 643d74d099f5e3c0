import { describe, expect, test } from 'vitest'
import { apply } from '../../src/action/apply.ts'
import type { Fields, Holder } from '../../src/action/holder.ts'
import { prepare } from '../../src/action/prepare.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { lastEvent } from '../../src/request/request.ts'
import { InMemoryHolder } from '../support/in-memory-holder.ts'
import { InMemoryRequests } from '../support/in-memory-requests.ts'
import { CODE_UNTIL, NUMBER, WRITER, event, planned, requestWith } from '../request/samples.ts'

const PERSON = { surname: 'Тестова', email: WRITER, phone: '+77000000099' } as const
const PHONE = { field: 'phone', to: '+77000000011' } as const
const RECTIFY = requestWith({ details: { changes: [PHONE] } })
const CEASE = requestWith({ kind: 'cease' })

/** A request that was prepared among these holders and approved. */
async function approved(request: PrivacyRequest, holders: readonly Holder[]) {
  const requests = new InMemoryRequests(request)
  await prepare(request, { requests, holders, codeUntil: () => CODE_UNTIL })
  requests.add(event('approved', { version: 1 }))
  return requests
}

async function registerWith(fields: Fields = PERSON) {
  const register = new InMemoryHolder()
  return { register, ref: await register.enter(fields) }
}

/** Takes every order and does nothing. */
class DeafHolder extends InMemoryHolder {
  override correct(): Promise<void> {
    return Promise.resolve()
  }
  override destroy(): Promise<void> {
    return Promise.resolve()
  }
}

describe('an approved correction (p.16)', () => {
  test('is written, seen again and noted with what was seen', async () => {
    const { register, ref } = await registerWith()
    const requests = await approved(RECTIFY, [register])
    expect(await apply(requests.request, { requests, holders: [register] })).toBe(true)
    expect((await register.look(ref))?.fields).toEqual({ ...PERSON, phone: PHONE.to })
    expect(requests.request.state).toBe('fulfilled')
    expect(lastEvent(requests.request, 'corrected')).toMatchObject({
      facts: { holder: 'memory', fields: 'phone' },
      content: { before: { phone: PERSON.phone }, after: { phone: PHONE.to } },
    })
    expect(requests.kept).toEqual({ correct: 'seen-again:memory' })
  })

  test('that the holder did not carry out is never called done', async () => {
    const deaf = new DeafHolder()
    await deaf.enter(PERSON)
    const requests = await approved(RECTIFY, [deaf])
    await expect(apply(requests.request, { requests, holders: [deaf] })).rejects.toMatchObject({
      code: 'holder.mismatch',
    })
    expect(requests.request.state).toBe('approved')
    expect(requests.kept).toEqual({})
  })

  test('that the holder carried out in part is never called done', async () => {
    const half = new InMemoryHolder()
    await half.enter(PERSON)
    const changes = [PHONE, { field: 'surname', to: 'Сынақ' } as const]
    const requests = await approved(requestWith({ details: { changes } }), [half])
    const write = half.correct.bind(half)
    half.correct = (ref) => write(ref, { phone: PHONE.to })
    const failed = apply(requests.request, { requests, holders: [half] })
    await expect(failed).rejects.toMatchObject({ code: 'holder.mismatch' })
  })

  test('of a record that is gone by now is planned anew', async () => {
    const { register, ref } = await registerWith()
    const requests = await approved(RECTIFY, [register])
    await register.destroy(ref, 'PD-0000-0000')
    await apply(requests.request, { requests, holders: [register] })
    expect(requests.request.state).toBe('received')
    expect(requests.kept).toEqual({})
  })

  test('of a value that is no longer the one shown to the owner is planned anew', async () => {
    const { register, ref } = await registerWith()
    const requests = await approved(RECTIFY, [register])
    await register.correct(ref, { phone: '+77000000077' })
    await apply(requests.request, { requests, holders: [register] })
    expect(requests.request.state).toBe('received')
    expect((await register.look(ref))?.fields.phone).toBe('+77000000077')
  })

  test('that was written before a crash is finished, not planned anew', async () => {
    const { register, ref } = await registerWith()
    const requests = await approved(RECTIFY, [register])
    await register.correct(ref, { phone: PHONE.to })
    await apply(requests.request, { requests, holders: [register] })
    expect(requests.request.state).toBe('fulfilled')
  })

  test('leaves fields alone that nobody asked about', async () => {
    const { register } = await registerWith()
    const requests = await approved(RECTIFY, [register])
    await apply(requests.request, { requests, holders: [register] })
    expect(register.done).toEqual(['correct 1 phone'])
  })
})

describe('an approved end of processing (p.17)', () => {
  test('destroys the record for its request and keeps two promises', async () => {
    const { register, ref } = await registerWith()
    const requests = await approved(CEASE, [register])
    expect(await apply(requests.request, { requests, holders: [register] })).toBe(true)
    expect(await register.look(ref)).toBeNull()
    expect(register.done.at(-1)).toBe(`destroy ${ref} ${NUMBER}`)
    expect(lastEvent(requests.request, 'destroyed')?.facts).toEqual({
      holder: 'memory',
      records: 1,
      fields: 'surname,email,phone',
    })
    expect(requests.kept).toEqual({ hold: 'held', stop: 'gone:memory', destroy: 'gone:memory' })
  })

  test('keeps no personal value in its event', async () => {
    const { register } = await registerWith()
    const requests = await approved(CEASE, [register])
    await apply(requests.request, { requests, holders: [register] })
    const noted = JSON.stringify(lastEvent(requests.request, 'destroyed'))
    for (const value of Object.values(PERSON)) expect(noted).not.toContain(value)
  })

  test('whose record is still there is never called done', async () => {
    const deaf = new DeafHolder()
    await deaf.enter(PERSON)
    const requests = await approved(CEASE, [deaf])
    await expect(apply(requests.request, { requests, holders: [deaf] })).rejects.toMatchObject({
      code: 'holder.mismatch',
    })
    expect(requests.request.state).toBe('approved')
    expect(requests.kept).toEqual({ hold: 'held' })
  })
})

describe('the note that nothing is on record', () => {
  test('keeps the promises, for there is nothing to do', async () => {
    const register = new InMemoryHolder()
    const requests = await approved(CEASE, [register])
    await apply(requests.request, { requests, holders: [register] })
    expect(requests.request.state).toBe('fulfilled')
    expect(requests.kept).toEqual({ hold: 'held', stop: 'no-record', destroy: 'no-record' })
    expect(register.done).toEqual([])
  })

  test('is never made once somebody has been entered since', async () => {
    const register = new InMemoryHolder()
    const requests = await approved(CEASE, [register])
    await register.enter(PERSON)
    const failed = apply(requests.request, { requests, holders: [register] })
    await expect(failed).rejects.toMatchObject({ code: 'holder.mismatch' })
    expect(requests.request.state).toBe('approved')
  })
})

describe('a crash between the act and the note of it', () => {
  test.each([
    ['corrected', RECTIFY],
    ['destroyed', CEASE],
  ] as const)('is safe: %s is done again and noted once', async (name, request) => {
    const { register } = await registerWith()
    const requests = await approved(request, [register])
    const crashing = { append: () => Promise.reject(new Error('killed')) }
    const before = requests.request
    await expect(apply(before, { requests: crashing, holders: [register] })).rejects.toThrow(
      'killed',
    )
    expect(await apply(before, { requests, holders: [register] })).toBe(true)
    expect(await apply(before, { requests, holders: [register] })).toBe(false)
    expect(requests.request.events.filter((one) => one.name === name)).toHaveLength(1)
  })
})

describe('what was never shown to the owner is not carried out', () => {
  test.each([
    ['without a plan', [event('planned', { version: 1, possible: true })]],
    ['with an impossible plan', [planned(1, { do: 'nothing', why: 'no-value', changes: [] })]],
  ])('as a request %s', async (_what, events) => {
    const requests = new InMemoryRequests(requestWith({}, ...events, event('approved')))
    const failed = apply(requests.request, { requests, holders: [] })
    await expect(failed).rejects.toMatchObject({ code: 'internal' })
  })

  test('in a place that is gone from the settings', async () => {
    const { register } = await registerWith()
    const requests = await approved(RECTIFY, [register])
    const failed = apply(requests.request, { requests, holders: [new InMemoryHolder('other')] })
    await expect(failed).rejects.toMatchObject({ code: 'holder.mismatch' })
  })

  test('by an older plan: the newest is carried out', async () => {
    const { register, ref } = await registerWith()
    const requests = new InMemoryRequests(RECTIFY)
    const ports = { requests, holders: [register], codeUntil: () => CODE_UNTIL }
    await prepare(requests.request, ports)
    requests.add(event('edited', {}, { changes: [{ field: 'phone', to: '+77000000022' }] }))
    await prepare(requests.request, ports)
    requests.add(event('approved', { version: 2 }))
    await apply(requests.request, ports)
    expect((await register.look(ref))?.fields.phone).toBe('+77000000022')
  })
})
