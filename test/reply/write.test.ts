import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Why } from '../../src/reply/limits.ts'
import type { Draft } from '../../src/reply/draft.ts'
import type { Belonging, WritePorts } from '../../src/reply/write.ts'
import { write } from '../../src/reply/write.ts'
import { OWNER, contextOn } from './samples.ts'
import { NUMBER, event, planned, requestWith } from '../request/samples.ts'

interface Put {
  readonly draft: Draft
  readonly raw: Buffer
  readonly belonging: Belonging
}

/** An outbox that remembers, and a builder that counts. */
class Outbox {
  readonly put: Put[] = []
  readonly withheld: NewEvent[] = []
  readonly asked: (readonly string[])[] = []
  readonly built: string[] = []
  readonly ports: WritePorts

  constructor(takenMeanwhile: readonly string[] = [], why: Partial<Record<string, Why>> = {}) {
    this.ports = {
      outbox: {
        known: (ids) => {
          this.asked.push(ids)
          const own = this.put.map(({ draft }) => draft.id)
          return Promise.resolve(new Set(own.filter((id) => ids.includes(id))))
        },
        put: (draft, raw, belonging) => {
          if (takenMeanwhile.includes(draft.id)) return Promise.resolve('there')
          const withheld = why[draft.kind]
          if (withheld !== undefined) return Promise.resolve({ withheld })
          this.put.push({ draft, raw, belonging })
          return Promise.resolve('new')
        },
      },
      build: (draft, at) => {
        this.built.push(draft.id)
        return Promise.resolve(Buffer.from(`${draft.id} ${at.toISOString()}`))
      },
      withhold: (_number, noted) => {
        this.withheld.push(noted)
        return Promise.resolve()
      },
    }
  }

  async write(request: PrivacyRequest): Promise<readonly string[]> {
    return (await write(request, contextOn(), this.ports)).ids
  }
}

const ACK = `${NUMBER}.acknowledgement-rectify.1`
const APPROVAL = `${NUMBER}.approval.1`
const PLANNED = planned(1, { do: 'no-record' })

describe('what the events owe', () => {
  test('goes into the outbox as final bytes of now, about its request', async () => {
    const outbox = new Outbox()
    expect(await outbox.write(requestWith())).toEqual([ACK])
    expect(outbox.put.map(({ raw, belonging }) => [raw.toString(), belonging])).toEqual([
      [`${ACK} 2026-11-24T05:00:00.000Z`, { request: NUMBER, contentId: null }],
    ])
  })

  test('goes there once, and what is new goes there later', async () => {
    const outbox = new Outbox()
    await outbox.write(requestWith())
    expect(await outbox.write(requestWith())).toEqual([])
    expect(await outbox.write(requestWith({}, PLANNED))).toEqual([APPROVAL])
    expect(outbox.put.map(({ draft }) => draft.id)).toEqual([ACK, APPROVAL])
  })

  test('is built once: a letter that is there is not put into words again', async () => {
    const outbox = new Outbox()
    await outbox.write(requestWith({}, PLANNED))
    await outbox.write(requestWith({}, PLANNED))
    expect(outbox.built).toEqual([ACK, APPROVAL])
  })

  test('is asked for by the ids that it gets', async () => {
    const outbox = new Outbox()
    const request = requestWith({}, PLANNED, event('question-put', { version: 1 }))
    const written = await outbox.write(request)
    expect(outbox.asked).toEqual([written])
    expect(written).toHaveLength(4)
  })

  test('and another worker put there first is not told of twice', async () => {
    const outbox = new Outbox([ACK])
    expect(await outbox.write(requestWith({}, PLANNED))).toEqual([APPROVAL])
  })

  test('to nobody is nothing', async () => {
    const outbox = new Outbox()
    expect(await outbox.write(requestWith({ details: { writer: null } }))).toEqual([])
    expect(outbox.built).toEqual([])
  })

  test('stays owed where a letter cannot be built', async () => {
    const outbox = new Outbox()
    const broken = { ...outbox.ports, build: () => Promise.reject(new Error('no template')) }
    await expect(write(requestWith(), contextOn(), broken)).rejects.toThrow('no template')
    expect(await outbox.write(requestWith())).toEqual([ACK])
  })
})

describe('a letter that is one too many', () => {
  test('is noted at its request with the reason, and the others go', async () => {
    const outbox = new Outbox([], { 'acknowledgement-rectify': 'same-words' })
    const written = await write(requestWith({}, PLANNED), contextOn(), outbox.ports)
    expect(written).toEqual({ ids: [APPROVAL], isSomeWithheld: true })
    const facts = { kind: 'acknowledgement-rectify', version: 1, why: 'same-words' }
    expect(outbox.withheld).toEqual([{ name: 'reply-withheld', actor: 'system', facts }])
  })

  test('for the owner is told of in one letter a day, with what set it off', async () => {
    const outbox = new Outbox([], { approval: 'owner' })
    const FLOOD = 'FLOOD-2026-11-24.flood.1'
    expect(await outbox.write(requestWith({}, PLANNED))).toEqual([ACK, FLOOD])
    const [, flood] = outbox.put
    expect(flood?.draft).toMatchObject({ kind: 'flood', audience: 'owner', to: OWNER })
    expect(flood?.draft.filled.values).toMatchObject({ count: '40' })
    expect(flood?.belonging).toEqual({ request: NUMBER, contentId: null })
    expect(await outbox.write(requestWith({}, PLANNED))).toEqual([])
    expect(outbox.built.filter((id) => id === FLOOD)).toHaveLength(1)
  })
})
