import { describe, expect, test } from 'vitest'
import { prepare } from '../../src/action/prepare.ts'
import { lastEvent, planVersion } from '../../src/request/request.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { InMemoryHolder } from '../support/in-memory-holder.ts'
import { InMemoryRequests } from '../support/in-memory-requests.ts'
import { WRITER, event, requestWith } from '../request/samples.ts'

const OTHER = 'bulat.testov@person.example'
const PERSON = { surname: 'Тестова', email: WRITER, phone: '+77000000099' } as const
const PHONE = { field: 'phone', to: '+77000000011' } as const

function world(request: PrivacyRequest, ...holders: readonly InMemoryHolder[]) {
  const requests = new InMemoryRequests(request)
  return { requests, run: () => prepare(requests.request, { requests, holders }) }
}

function namesOf(requests: InMemoryRequests): readonly string[] {
  return requests.request.events.map(({ name }) => name)
}

describe('a demand to cease', () => {
  test('is heard at once: mailings stop before anybody is asked (p.8.8, p.17)', async () => {
    const register = new InMemoryHolder()
    const ref = await register.enter(PERSON)
    const { requests, run } = world(requestWith({ kind: 'cease' }), register)
    expect(await run()).toBe(true)
    expect(await register.isHeld(ref)).toBe(true)
    expect(namesOf(requests)).toEqual(['opened', 'held', 'planned'])
    expect(requests.request.state).toBe('awaiting-approval')
    expect(requests.kept).toEqual({ hold: 'held' })
  })

  test('is heard in every place that holds data, whoever wrote it', async () => {
    const places = [new InMemoryHolder('one'), new InMemoryHolder('two')]
    const refs = await Promise.all(places.map((place) => place.enter({ ...PERSON, email: OTHER })))
    const asked = requestWith({ kind: 'cease', details: { stated: OTHER } })
    const { requests, run } = world(asked, ...places)
    await run()
    expect(await Promise.all(places.map((place, at) => place.isHeld(refs[at] ?? '')))).toEqual([
      true,
      true,
    ])
    expect(lastEvent(requests.request, 'held')?.facts).toEqual({ records: 2 })
    expect(lastEvent(requests.request, 'planned')?.facts).toMatchObject({ possible: false })
  })

  test('changes and destroys nothing before the yes', async () => {
    const register = new InMemoryHolder()
    const ref = await register.enter(PERSON)
    await world(requestWith({ kind: 'cease' }), register).run()
    expect((await register.look(ref))?.fields).toEqual(PERSON)
    expect(register.done).toEqual([`hold ${ref}`])
  })

  test('is held once: a new plan does not tell it again', async () => {
    const register = new InMemoryHolder()
    await register.enter(PERSON)
    const { requests, run } = world(requestWith({ kind: 'cease' }), register)
    await run()
    requests.add(event('letter-joined', {}, { changes: [] }))
    await run()
    expect(namesOf(requests)).toEqual(['opened', 'held', 'planned', 'letter-joined', 'planned'])
  })

  test('keeps its promise to hold also where nobody is on record', async () => {
    const { requests, run } = world(requestWith({ kind: 'cease' }), new InMemoryHolder())
    await run()
    expect(lastEvent(requests.request, 'held')?.facts).toEqual({ records: 0 })
    expect(lastEvent(requests.request, 'planned')?.facts).toMatchObject({ do: 'no-record' })
  })
})

describe('a demand to correct', () => {
  test('is planned and touches nothing', async () => {
    const register = new InMemoryHolder()
    const ref = await register.enter(PERSON)
    const { requests, run } = world(requestWith({ details: { changes: [PHONE] } }), register)
    await run()
    expect(register.done).toEqual([])
    expect(requests.kept).toEqual({})
    const plan = lastEvent(requests.request, 'planned')
    expect(plan?.facts).toEqual({ version: 1, do: 'correct', possible: true })
    expect(plan?.content).toMatchObject({ holder: 'memory', ref, after: { phone: PHONE.to } })
  })

  test('says in codes alone why nothing can be done', async () => {
    const { requests, run } = world(
      requestWith({ details: { stated: OTHER, changes: [PHONE] } }),
      new InMemoryHolder(),
    )
    await run()
    expect(lastEvent(requests.request, 'planned')?.facts).toEqual({
      version: 1,
      do: 'nothing',
      possible: false,
      why: 'sender-differs',
    })
  })

  test('in two places at once is a question for the owner', async () => {
    const places = [new InMemoryHolder('one'), new InMemoryHolder('two')]
    for (const place of places) await place.enter(PERSON)
    const { requests, run } = world(requestWith({ details: { changes: [PHONE] } }), ...places)
    await run()
    expect(lastEvent(requests.request, 'planned')?.facts).toMatchObject({ why: 'several-records' })
  })

  test('gets a plan of the next version after every change', async () => {
    const { requests, run } = world(requestWith(), new InMemoryHolder())
    await run()
    requests.add(event('edited', {}, { changes: [PHONE] }))
    await run()
    expect(planVersion(requests.request)).toBe(2)
    expect(lastEvent(requests.request, 'planned')?.facts).toMatchObject({ version: 2 })
  })

  test('without any address is looked up nowhere', async () => {
    const register = new InMemoryHolder()
    await register.enter({ name: 'Анна' })
    const { requests, run } = world(requestWith({ details: { writer: null } }), register)
    await run()
    expect(lastEvent(requests.request, 'planned')?.facts).toMatchObject({ possible: false })
  })
})

test('a plan made while something else came in is not noted', async () => {
  const requests = new InMemoryRequests(requestWith())
  const seen = requests.request
  requests.add(event('edited', {}, { changes: [PHONE] }))
  expect(await prepare(seen, { requests, holders: [] })).toBe(false)
  expect(planVersion(requests.request)).toBe(0)
})
