import type { ImapFlow } from 'imapflow'
import { describe, expect, test } from 'vitest'
import { passFolder } from '../../../src/edge/imap/pass.ts'
import type { PassPorts } from '../../../src/edge/imap/pass.ts'
import type { ArrivedLetter } from '../../../src/edge/postgres/letters.ts'
import type { PassedOver } from '../../../src/edge/postgres/places.ts'
import { contentId } from '../../../src/letter/content-id.ts'
import { MAILBOX, MONDAY, testPromises, writeLetter } from '../../support/company.ts'

const DAY_MS = 86_400_000
const MB = 1024 * 1024
const INBOX = { path: 'INBOX', role: 'inbox' } as const

interface Stored {
  readonly uid: number
  readonly raw: Buffer
  readonly size?: number
  readonly internalDate?: Date
  /** Goes away after so many fetches. */
  readonly fetches?: number
}

/** As much of the library's connection as one pass uses, over letters that may vanish. */
function connection(stored: readonly Stored[]) {
  const asked: { uids: string; source: unknown }[] = []
  const fetched = new Map<number, number>()
  const client = {
    mailboxOpen: () => Promise.resolve({ uidValidity: 1n }),
    search: (): Promise<number[] | false> => Promise.resolve(stored.map(({ uid }) => uid)),
    fetchAll: (range: string, query: { source?: { maxLength: number } }) => {
      asked.push({ uids: range, source: query.source })
      const uids = range.split(',').map(Number)
      return Promise.resolve(
        stored.flatMap((letter) => {
          const times = (fetched.get(letter.uid) ?? 0) + 1
          fetched.set(letter.uid, times)
          const isGone = times > (letter.fetches ?? Number.POSITIVE_INFINITY)
          if (!uids.includes(letter.uid) || isGone) return []
          const { uid, raw, size = raw.length, internalDate = MONDAY } = letter
          const source =
            query.source === undefined ? {} : { source: raw.subarray(0, query.source.maxLength) }
          return [
            {
              uid,
              size,
              internalDate,
              headers: raw.subarray(0, raw.indexOf('\r\n\r\n')),
              ...source,
            },
          ]
        }),
      )
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the pass calls nothing else
  return { client: client as unknown as ImapFlow, asked, control: client }
}

function ports(known: readonly number[] = []) {
  const kept: ArrivedLetter[] = []
  const batches: number[][] = []
  const passed: PassedOver[] = []
  const rung: string[] = []
  const made: PassPorts = {
    letters: {
      keep: async (letters) => {
        kept.push(...letters)
        batches.push(letters.map(({ uid }) => uid))
        return letters.map(({ raw }) => contentId(raw))
      },
    },
    places: {
      knownUids: async () => new Set(known),
      passOver: async (_, letters) => void passed.push(...letters),
    },
    sortBy: {
      idKey: Buffer.alloc(32, 'id'),
      answerFrom: new Date(MONDAY.getTime() - DAY_MS),
      phrases: testPromises().policy.subjects,
      isOwnerLetter: () => true,
    },
    mailbox: MAILBOX,
    now: () => MONDAY,
    onKept: async (ids) => void rung.push(...ids),
  }
  return { ports: made, kept, batches, passed, rung }
}

const letter = (uid: number): Stored => ({
  uid,
  raw: writeLetter({ from: 'anna.testova@person.example', subject: `Письмо ${uid}` }, MONDAY),
})

describe('one look at a folder', () => {
  test('keeps what is there less what was seen before, and rings for each', async () => {
    const { client } = connection([letter(1), letter(2), letter(3)])
    const look = ports([2])
    expect(await passFolder(client, INBOX, look.ports)).toBe(2)
    expect(look.batches).toEqual([[1, 3]])
    expect(look.rung).toEqual(look.kept.map(({ raw }) => contentId(raw)))
  })

  test('a search that says false is a failure, and nothing is taken for gone or seen', async () => {
    const { client, control } = connection([letter(1)])
    control.search = () => Promise.resolve(false)
    const look = ports()
    await expect(passFolder(client, INBOX, look.ports)).rejects.toMatchObject({
      code: 'imap.failed',
      retry: true,
    })
    expect([look.kept, look.passed]).toEqual([[], []])
  })

  test('a letter that is gone before its head is read is simply not there', async () => {
    const { client } = connection([{ ...letter(1), fetches: 0 }, letter(2)])
    const look = ports()
    await passFolder(client, INBOX, look.ports)
    expect(look.batches).toEqual([[2]])
  })

  test('a letter that is gone after its head was read is not there either', async () => {
    const { client } = connection([{ ...letter(1), fetches: 1 }, letter(2)])
    const look = ports()
    await passFolder(client, INBOX, look.ports)
    expect(look.batches).toEqual([[2]])
    const { client: alone } = connection([{ ...letter(1), fetches: 1 }])
    const nobody = ports()
    await passFolder(alone, INBOX, nobody.ports)
    expect([nobody.batches, nobody.passed]).toEqual([[], []])
  })

  test('twenty letters at once, and never much more than twenty megabytes', async () => {
    const many = connection(Array.from({ length: 45 }, (_, i) => letter(i + 1)))
    const look = ports()
    await passFolder(many.client, INBOX, look.ports)
    expect(look.batches.map(({ length }) => length)).toEqual([20, 20, 5])
    const heavy = connection(
      Array.from({ length: 6 }, (_, i) => ({ ...letter(i + 1), size: 9 * MB })),
    )
    const weighed = ports()
    await passFolder(heavy.client, INBOX, weighed.ports)
    expect(weighed.batches.map(({ length }) => length)).toEqual([3, 3])
  })

  test('of a letter above ten megabytes one is fetched, and that is noted', async () => {
    const raw = Buffer.concat([letter(1).raw, Buffer.alloc(11 * MB, 'a')])
    const { client, asked } = connection([{ uid: 1, raw }, letter(2)])
    const look = ports()
    await passFolder(client, INBOX, look.ports)
    expect(asked.slice(1)).toEqual([
      { uids: '2', source: { start: 0, maxLength: 10 * MB } },
      { uids: '1', source: { start: 0, maxLength: MB } },
    ])
    const large = look.kept.find(({ uid }) => uid === 1)
    expect(large).toMatchObject({ truncated: true, sizeBytes: raw.length })
    expect(large?.raw).toHaveLength(MB)
    expect(look.kept.find(({ uid }) => uid === 2)?.truncated).toBe(false)
  })

  test('an arrival in the future or of no date at all is now', async () => {
    const { client } = connection([
      { ...letter(1), internalDate: new Date(MONDAY.getTime() + DAY_MS) },
      { ...letter(2), internalDate: new Date(Number.NaN) },
      { ...letter(3), internalDate: new Date(MONDAY.getTime() - 1_000) },
    ])
    const look = ports()
    await passFolder(client, INBOX, look.ports)
    expect(look.kept.map(({ receivedAt }) => MONDAY.getTime() - receivedAt.getTime())).toEqual([
      0, 0, 1_000,
    ])
  })
})
