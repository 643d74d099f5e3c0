import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Fields, Holder, PersonRecord } from '../../src/action/holder.ts'
import type { Field } from '../../src/letter/letter.ts'

/** A holder as a test sees it from both sides. */
export interface HolderUnderTest {
  readonly holder: Holder
  /** Brings a person in, by whatever way the holder has. @returns the ref of the record */
  readonly enter: (fields: Fields) => Promise<string>
  /** Whether mailings and transfers have stopped. */
  readonly isHeld: (ref: string) => Promise<boolean>
}

/** A holder that forgets everything with the test. */
export class InMemoryHolder implements Holder, HolderUnderTest {
  readonly name: string
  readonly holder: Holder = this
  /** What was done, in order: `hold 1`, `release 1`, `correct 1 phone`, `destroy 1 PD-…`. */
  readonly done: string[] = []
  private readonly records = new Map<string, Fields>()
  private readonly held = new Set<string>()
  private entered = 0

  constructor(name = 'memory') {
    this.name = name
  }

  readonly enter = (fields: Fields): Promise<string> => {
    this.entered += 1
    const ref = String(this.entered)
    this.records.set(ref, fields)
    return Promise.resolve(ref)
  }

  readonly isHeld = (ref: string): Promise<boolean> => Promise.resolve(this.held.has(ref))

  find(email: string): Promise<readonly PersonRecord[]> {
    const wanted = email.toLowerCase()
    const found = [...this.records].filter(([, { email: own }]) => own?.toLowerCase() === wanted)
    return Promise.resolve(found.map(([ref, fields]) => ({ ref, fields })))
  }

  findByPhone(phone: string): Promise<readonly PersonRecord[]> {
    const found = [...this.records].filter(([, { phone: own }]) => own === phone)
    return Promise.resolve(found.map(([ref, fields]) => ({ ref, fields })))
  }

  look(ref: string): Promise<PersonRecord | null> {
    const fields = this.records.get(ref)
    return Promise.resolve(fields === undefined ? null : { ref, fields })
  }

  hold(ref: string, what: 'everything' | 'mailings'): Promise<void> {
    this.done.push(what === 'everything' ? `hold ${ref}` : `hold mailings ${ref}`)
    if (this.records.has(ref) && what === 'everything') this.held.add(ref)
    return Promise.resolve()
  }

  release(ref: string): Promise<void> {
    this.done.push(`release ${ref}`)
    this.held.delete(ref)
    return Promise.resolve()
  }

  correct(ref: string, fields: Fields): Promise<void> {
    this.done.push(`correct ${ref} ${Object.keys(fields).join(',')}`)
    const before = this.records.get(ref)
    if (before !== undefined) this.records.set(ref, { ...before, ...fields })
    return Promise.resolve()
  }

  keepOnly(ref: string, kept: readonly Field[], number: string): Promise<void> {
    this.done.push(`keep ${ref} ${kept.join(',')} ${number}`)
    const before = Object.entries(this.records.get(ref) ?? {})
    const fields = Object.fromEntries(before.filter(([name]) => kept.some((one) => one === name)))
    if (this.records.has(ref)) this.records.set(ref, fields)
    return Promise.resolve()
  }

  destroy(ref: string, number: string): Promise<void> {
    this.done.push(`destroy ${ref} ${number}`)
    this.records.delete(ref)
    this.held.delete(ref)
    return Promise.resolve()
  }
}

const REQUEST = 'PD-7F3K-92QD'
let people = 0

/** Somebody whom no holder has seen before: some holders never take back whom they destroyed. */
function somebody() {
  people += 1
  const digits = String(people).padStart(4, '0')
  return {
    surname: 'Тестова',
    name: 'Анна',
    email: `anna.testova.${randomUUID()}@person.example`,
    phone: `+7700000${digits}`,
    userId: `user-${randomUUID()}`,
  } as const satisfies Fields
}

/**
 * What the steps expect of every place that holds data. Each act may come twice, because a worker may
 * be killed between the act and the note of it.
 *
 * @param name of the holder, for the titles
 * @param create a holder for one test
 */
export function holderContract(name: string, create: () => Promise<HolderUnderTest>): void {
  describe(`a holder (${name})`, () => {
    let world: HolderUnderTest
    beforeEach(async () => {
      world = await create()
    })
    const at = (): HolderUnderTest => world
    describeFinding(at)
    describeHolding(at)
    describeCorrecting(at)
    describeDestroying(at)
  })
}

type World = () => HolderUnderTest

function describeFinding(world: World): void {
  test('finds a person by the address on record, however it is cased', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const ref = await enter(person)
    expect(await holder.find(person.email)).toEqual([expect.objectContaining({ ref })])
    expect(await holder.find(person.email.toUpperCase())).toEqual([
      expect.objectContaining({ ref }),
    ])
  })

  test('finds nobody by an address that is not on record', async () => {
    const { holder, enter } = world()
    await enter(somebody())
    expect(await holder.find(somebody().email)).toEqual([])
    expect(await holder.find('')).toEqual([])
  })

  test('finds a person by the telephone number on record, and nobody by another', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const ref = await enter(person)
    expect(await holder.findByPhone(person.phone)).toEqual([expect.objectContaining({ ref })])
    expect(await holder.findByPhone(somebody().phone)).toEqual([])
    expect(await holder.findByPhone('')).toEqual([])
  })

  test('shows the five fields as they were entered (p.5)', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const ref = await enter(person)
    expect((await holder.look(ref))?.fields).toEqual(person)
    expect((await holder.find(person.email))[0]?.fields).toEqual(person)
  })

  test('shows no field that was not entered', async () => {
    const { holder, enter } = world()
    const { email } = somebody()
    const ref = await enter({ email })
    expect((await holder.look(ref))?.fields).toEqual({ email })
  })

  test('has nothing under a ref it never gave', async () => {
    expect(await world().holder.look('unknown')).toBeNull()
  })
}

function describeHolding(world: World): void {
  test('stops mailings at once and leaves the data as they are, however often (p.17)', async () => {
    const { holder, enter, isHeld } = world()
    const person = somebody()
    const ref = await enter(person)
    expect(await isHeld(ref)).toBe(false)
    await holder.hold(ref, 'everything')
    await holder.hold(ref, 'everything')
    expect(await isHeld(ref)).toBe(true)
    expect((await holder.look(ref))?.fields).toEqual(person)
  })

  test('lets mailings go on once a hold is lifted, and forgets no data, however often', async () => {
    const { holder, enter, isHeld } = world()
    const person = somebody()
    const [ref, other] = [await enter(person), await enter(somebody())]
    await holder.hold(ref, 'everything')
    await holder.hold(other, 'everything')
    await holder.release(ref)
    await holder.release(ref)
    expect(await isHeld(ref)).toBe(false)
    expect(await isHeld(other)).toBe(true)
    expect((await holder.look(ref))?.fields).toEqual(person)
  })

  test('holds one person and no other', async () => {
    const { holder, enter, isHeld } = world()
    const [ref, other] = [await enter(somebody()), await enter(somebody())]
    await holder.hold(ref, 'everything')
    expect(await isHeld(other)).toBe(false)
  })
}

function describeCorrecting(world: World): void {
  test('writes the fields that are named and keeps the others (p.16)', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const ref = await enter(person)
    await holder.correct(ref, { surname: 'Тестова-Сынақ' })
    expect((await holder.look(ref))?.fields).toEqual({ ...person, surname: 'Тестова-Сынақ' })
  })

  test('writes a field that was empty', async () => {
    const { holder, enter } = world()
    const { email, phone } = somebody()
    const ref = await enter({ email })
    await holder.correct(ref, { phone })
    expect((await holder.look(ref))?.fields).toEqual({ email, phone })
  })

  test('says the same after the same correction twice', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const { phone } = somebody()
    const ref = await enter(person)
    await holder.correct(ref, { phone })
    await holder.correct(ref, { phone })
    expect((await holder.look(ref))?.fields).toEqual({ ...person, phone })
  })

  test('finds a person by the corrected address and no longer by the old one', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const { email } = somebody()
    const ref = await enter(person)
    await holder.correct(ref, { email })
    expect(await holder.find(email)).toEqual([expect.objectContaining({ ref })])
    expect(await holder.find(person.email)).toEqual([])
  })

  test('keeps a person held through a correction', async () => {
    const { holder, enter, isHeld } = world()
    const ref = await enter(somebody())
    await holder.hold(ref, 'everything')
    await holder.correct(ref, { name: 'Сынақ' })
    expect(await isHeld(ref)).toBe(true)
  })
}

function describeDestroying(world: World): void {
  test('neither finds nor shows a person who was destroyed, however often (p.17)', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const ref = await enter(person)
    await holder.hold(ref, 'everything')
    await holder.destroy(ref, REQUEST)
    await holder.destroy(ref, REQUEST)
    expect(await holder.look(ref)).toBeNull()
    expect(await holder.find(person.email)).toEqual([])
    expect(await holder.findByPhone(person.phone)).toEqual([])
  })

  test('destroys one person and no other', async () => {
    const { holder, enter } = world()
    const other = somebody()
    const [ref, left] = [await enter(somebody()), await enter(other)]
    await holder.destroy(ref, REQUEST)
    expect((await holder.look(left))?.fields).toEqual(other)
  })

  test('brings nobody back by an act that comes late', async () => {
    const { holder, enter } = world()
    const person = somebody()
    const ref = await enter(person)
    await holder.destroy(ref, REQUEST)
    await holder.hold(ref, 'everything')
    await holder.correct(ref, { email: person.email, name: 'Сынақ' })
    expect(await holder.look(ref)).toBeNull()
    expect(await holder.find(person.email)).toEqual([])
  })
}
