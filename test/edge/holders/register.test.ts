import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseServers } from '../../support/database.ts'
import { holderContract } from '../../support/in-memory-holder.ts'
import { openStores } from '../../support/walk-harness.ts'
import type { Stores } from '../../support/walk-harness.ts'

const ANNA = {
  surname: 'Тестова',
  name: 'Анна',
  email: 'anna.testova@person.example',
  phone: '+77000000039',
  userId: 'user-000039',
}
const NUMBER = 'PD-7F3K-92QD'

describe.each(databaseServers())('the register of people ($name)', (server) => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores(server)
  })
  afterAll(() => stores.close())

  holderContract('register', () => {
    const { register } = stores.world
    return Promise.resolve({
      holder: register,
      async enter(fields) {
        const added = await register.add(fields)
        if (!added.added) throw new Error(`not entered: ${added.why}`)
        return added.ref
      },
      async isHeld(ref) {
        const entry = (await register.list()).find((one) => one.ref === ref)
        return (entry?.stoppedAt ?? null) !== null
      },
    })
  })

  test('takes a person once, by address or user id, also from two imports at the same time', async () => {
    const { register } = stores.world
    const added = await Promise.all(Array.from({ length: 8 }, () => register.add(ANNA)))
    expect(added.filter((one) => one.added)).toHaveLength(1)
    expect(await register.find(ANNA.email)).toHaveLength(1)
    const exists = { added: false, why: 'exists' }
    expect(await register.add({ email: ' Anna.Testova@Person.Example ' })).toEqual(exists)
    expect(await register.add({ userId: ANNA.userId, email: 'b@person.example' })).toEqual(exists)
    // A telephone may be a family's.
    expect(await register.add({ phone: ANNA.phone, email: 'c@person.example' })).toMatchObject({
      added: true,
    })
  })

  test('finds by the new address after a correction, and no longer by the old one', async () => {
    const { register } = stores.world
    const [record] = await register.find(ANNA.email)
    await register.correct(record?.ref ?? '', { email: 'anna.new@person.example' })
    expect(await register.find(ANNA.email)).toEqual([])
    expect(await register.find('anna.new@person.example')).toMatchObject([
      { ref: record?.ref, fields: { ...ANNA, email: 'anna.new@person.example' } },
    ])
  })

  test('two corrections of different fields at the same time both count', async () => {
    const { register } = stores.world
    const [record] = await register.find('anna.new@person.example')
    const ref = record?.ref ?? ''
    await Promise.all([
      register.correct(ref, { surname: 'Сынақова' }),
      register.correct(ref, { phone: '+77000000040' }),
      register.correct(ref, { name: 'Әнна' }),
    ])
    expect((await register.look(ref))?.fields).toMatchObject({
      surname: 'Сынақова',
      phone: '+77000000040',
      name: 'Әнна',
    })
  })

  test('destroys the record with its key, and keeps hashes by which nobody comes back', async () => {
    const { register, database } = stores.world
    const [record] = await register.find('anna.new@person.example')
    const ref = record?.ref ?? ''
    await register.destroy(ref, NUMBER)
    await register.destroy(ref, NUMBER)
    const [key] = await database.sql`select 1 from vault.data_key where id = ${`person:${ref}`}`
    expect(key).toBeUndefined()
    const { vault } = stores.world
    const hashes = [
      vault.hash('email', 'anna.new@person.example'),
      vault.hash('phone', '+77000000040'),
      vault.hash('userId', ANNA.userId),
    ]
    const marks = await database.sql`
      select kind, request from suppression where hash = any(${hashes}) order by kind`
    expect(marks.map(({ kind, request }) => [kind, request])).toEqual([
      ['email', NUMBER],
      ['phone', NUMBER],
      ['userId', NUMBER],
    ])
    const suppressed = { added: false, why: 'suppressed' }
    expect(await register.add({ email: 'ANNA.NEW@person.example' })).toEqual(suppressed)
    expect(await register.add({ userId: ANNA.userId })).toEqual(suppressed)
    expect(await register.add({ email: 'd@person.example', phone: '+77000000040' })).toEqual(
      suppressed,
    )
  })

  test('an older copy of a destroyed record does not open any more', async () => {
    const { register, database } = stores.world
    const added = await register.add({ email: 'e@person.example', surname: 'Тестов' })
    if (!added.added) throw new Error('not entered')
    const [copy] = await database.sql`select * from person where id = ${added.ref}`
    await register.destroy(added.ref, NUMBER)
    await database.sql`insert into person ${database.sql({ ...copy })}`
    await expect(register.look(added.ref)).rejects.toMatchObject({ code: 'key.destroyed' })
    await database.sql`delete from person where id = ${added.ref}`
  })

  test('mailings stop once: the first instant stays', async () => {
    const { register } = stores.world
    const added = await register.add({ email: 'f@person.example' })
    if (!added.added) throw new Error('not entered')
    const first = stores.now
    await register.hold(added.ref, 'everything')
    stores.now = new Date(first.getTime() + 1_000)
    await register.hold(added.ref, 'everything')
    const entry = (await register.list()).find(({ ref }) => ref === added.ref)
    expect(entry?.stoppedAt).toEqual(first)
  })
})
