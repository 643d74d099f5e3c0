import { describe, expect, test } from 'vitest'
import { prepare } from '../../src/action/prepare.ts'
import type { NewEvent } from '../../src/request/event.ts'
import { lastEvent, planVersion } from '../../src/request/request.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { InMemoryHolder } from '../support/in-memory-holder.ts'
import { InMemoryRequests } from '../support/in-memory-requests.ts'
import {
  ABOUT_OTHER,
  CODE_UNTIL,
  OPENED,
  UNPROVEN,
  WRITER,
  confirmed,
  event,
  requestAfter,
  requestWith,
} from '../request/samples.ts'

const OTHER = 'bulat.testov@person.example'
const PERSON = { surname: 'Тестова', email: WRITER, phone: '+77000000099' } as const
const PHONE = { field: 'phone', to: '+77000000011' } as const

const codeUntil = (): string => CODE_UNTIL

function world(request: PrivacyRequest, ...holders: readonly InMemoryHolder[]) {
  const requests = new InMemoryRequests(request)
  return { requests, run: () => prepare(requests.request, { requests, holders, codeUntil }) }
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
    expect(lastEvent(requests.request, 'held')?.facts).toEqual({
      records: 2,
      refs: 'one:1 two:1',
    })
    expect(lastEvent(requests.request, 'planned')).toBeUndefined()
    expect(requests.request.state).toBe('awaiting-identity')
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
    expect(lastEvent(requests.request, 'held')?.facts).toEqual({ records: 0, refs: '' })
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
    expect(plan?.facts).toEqual({ version: 1, do: 'correct', possible: true, level: 'A1' })
    expect(plan?.content).toMatchObject({ holder: 'memory', ref, after: { phone: PHONE.to } })
  })

  test('says in codes alone why nothing can be done', async () => {
    const { requests, run } = world(
      requestWith({ details: { writer: null, changes: [PHONE] } }),
      new InMemoryHolder(),
    )
    await run()
    expect(lastEvent(requests.request, 'planned')?.facts).toEqual({
      version: 1,
      do: 'nothing',
      possible: false,
      level: 'A0',
      why: 'not-proven',
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
  expect(await prepare(seen, { requests, holders: [], codeUntil })).toBe(false)
  expect(planVersion(requests.request)).toBe(0)
})

describe('somebody who is not proven', () => {
  const SPECIAL = { details: { changes: [PHONE] } } as const
  const ABOUT = { details: { stated: OTHER, changes: [PHONE] } } as const
  const NEW = 'anna.new@person.example'

  function asking(requests: InMemoryRequests) {
    return lastEvent(requests.request, 'asked-to-confirm')
  }

  test('was asked by the acknowledgement already: no second letter goes there', async () => {
    const register = new InMemoryHolder()
    await register.enter(PERSON)
    const { requests, run } = world(requestAfter(SPECIAL, [UNPROVEN]), register)
    await run()
    expect(namesOf(requests)).toEqual(['opened', 'asked-to-confirm'])
    expect(asking(requests)).toMatchObject({
      facts: { role: 'record', sent: false, until: CODE_UNTIL },
      content: { address: WRITER },
    })
    expect(requests.request.state).toBe('awaiting-identity')
  })

  test('and writes about another address: a code goes there, and only if it is on record', async () => {
    for (const isKnown of [true, false]) {
      const register = new InMemoryHolder()
      if (isKnown) await register.enter({ ...PERSON, email: OTHER })
      const { requests, run } = world(requestAfter(ABOUT, [ABOUT_OTHER]), register)
      await run()
      expect(asking(requests)).toMatchObject({
        facts: { role: 'record', sent: isKnown },
        content: { address: OTHER },
      })
      expect(requests.request.state).toBe('awaiting-identity')
    }
  })

  test('keeps no address in the facts of what was asked', async () => {
    const register = new InMemoryHolder()
    await register.enter({ ...PERSON, email: OTHER })
    const { requests, run } = world(requestAfter(ABOUT, [ABOUT_OTHER]), register)
    await run()
    expect(JSON.stringify(asking(requests)?.facts)).not.toContain('@')
  })

  test('is asked at one address once, whatever else is written', async () => {
    const register = new InMemoryHolder()
    await register.enter({ ...PERSON, email: OTHER })
    const { requests, run } = world(requestAfter(ABOUT, [ABOUT_OTHER]), register)
    await run()
    requests.add(event('letter-joined', {}, { changes: [] }))
    await run()
    const asked = requests.request.events.filter(({ name }) => name === 'asked-to-confirm')
    expect(asked.map(({ facts }) => facts['sent'])).toEqual([true, false])
  })

  test('is planned for as soon as the address is confirmed', async () => {
    const register = new InMemoryHolder()
    const ref = await register.enter({ ...PERSON, email: OTHER })
    const { requests, run } = world(requestAfter(ABOUT, [ABOUT_OTHER]), register)
    await run()
    requests.add(confirmed(OTHER, 'code'))
    await run()
    expect(lastEvent(requests.request, 'planned')).toMatchObject({
      facts: { do: 'correct', possible: true, level: 'A1' },
      content: { ref },
    })
  })

  test('is asked at the new address only after the old one is proven, and only about a record', async () => {
    const changes = [{ field: 'email', to: NEW } as const]
    const register = new InMemoryHolder()
    await register.enter(PERSON)
    const { requests, run } = world(requestAfter({ details: { changes } }, [UNPROVEN]), register)
    await run()
    expect(asking(requests)?.content).toEqual({ address: WRITER })
    requests.add(confirmed(WRITER, 'reply'))
    await run()
    expect(asking(requests)).toMatchObject({
      facts: { role: 'new', sent: true },
      content: { address: NEW },
    })
    expect(lastEvent(requests.request, 'planned')).toBeUndefined()

    const nobody = world(requestAfter({ details: { changes } }, [OPENED]), new InMemoryHolder())
    await nobody.run()
    expect(asking(nobody.requests)).toBeUndefined()
    expect(lastEvent(nobody.requests.request, 'planned')?.facts).toMatchObject({ do: 'no-record' })
  })

  test('whom the owner called is planned for by the record whose number was dialled', async () => {
    const register = new InMemoryHolder()
    const [ref, other] = [await register.enter(PERSON), await register.enter({ email: OTHER })]
    const { requests, run } = world(requestAfter(ABOUT, [ABOUT_OTHER]), register)
    await run()
    requests.add(event('person-called', { level: 'A2', holder: 'memory', ref }))
    await run()
    expect(other).not.toBe(ref)
    expect(lastEvent(requests.request, 'planned')).toMatchObject({
      facts: { level: 'A2', do: 'correct' },
      content: { ref },
    })
  })

  test('and acts for another is nobody to send a code to: the owner is asked', async () => {
    const opened = event('opened', { proven: '', representative: true })
    const register = new InMemoryHolder()
    await register.enter(PERSON)
    const { requests, run } = world(requestAfter(SPECIAL, [opened]), register)
    await run()
    expect(lastEvent(requests.request, 'planned')?.facts).toMatchObject({ why: 'no-authority' })
  })
})

describe('a plan that comes out the same', () => {
  async function replanned(...later: readonly NewEvent[]): Promise<number> {
    const register = new InMemoryHolder()
    await register.enter(PERSON)
    const { requests, run } = world(requestWith({ details: { changes: [PHONE] } }), register)
    await run()
    for (const one of later) requests.add(one)
    if (requests.request.state === 'received') await run()
    return planVersion(requests.request)
  }

  test('after thanks keeps its version, so that the owner is asked once', async () => {
    expect(await replanned(event('letter-joined', { review: false }, { changes: [] }))).toBe(1)
    expect(await replanned(confirmed(WRITER, 'reply'))).toBe(1)
  })

  test('after words that a person must read is a new one', async () => {
    expect(await replanned(event('letter-joined', { review: true }, { changes: [] }))).toBe(2)
  })

  test('after an approval was taken back is a new one', async () => {
    expect(await replanned(event('approved', { version: 1 }), event('undone'))).toBe(2)
  })

  test('after a decision or an edit is a new one', async () => {
    expect(await replanned(event('edited', {}, { changes: [] }))).toBe(2)
  })
})
