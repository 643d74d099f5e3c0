import { afterEach, describe, expect, test } from 'vitest'
import type { MailServer } from '../../../src/config.ts'
import { startMailWorld } from '../../../src/demo/mailbox/mail-world.ts'
import type { MailWorld } from '../../../src/demo/mailbox/mail-world.ts'
import { startPoller } from '../../../src/edge/imap/poller.ts'
import type { Poller, PollerPorts } from '../../../src/edge/imap/poller.ts'
import type { ArrivedLetter } from '../../../src/edge/postgres/letters.ts'
import type { FolderState, PassedOver } from '../../../src/edge/postgres/places.ts'
import type { Fault } from '../../../src/errors.ts'
import { contentId } from '../../../src/letter/content-id.ts'
import { writeMessageId } from '../../../src/letter/reference.ts'
import { MAILBOX, MONDAY, testPromises, writeLetter } from '../../support/company.ts'

const ID_KEY = Buffer.alloc(32, 'id')
const ANNA = 'anna.testova@person.example'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

/** A poller on a mailbox of its own, with what it keeps in memory. */
class Watching {
  readonly mail: MailWorld
  readonly kept: ArrivedLetter[] = []
  readonly passedOver: PassedOver[] = []
  readonly lost: { readonly fault: Fault; readonly waitMs: number }[] = []
  /** Every command the server was given. */
  readonly commands: string[] = []
  passes = 0
  connections = 0
  /** Called while a pass asks what is known of a folder. */
  onAsked: () => Promise<void> = () => Promise.resolve()
  private readonly known = new Map<string, Set<number>>()
  private readonly waiting = new Set<() => void>()

  constructor(mail: MailWorld) {
    this.mail = mail
  }

  static async open(): Promise<Watching> {
    const mail = await startMailWorld({ password: 'secret' })
    ends.push(() => mail.close())
    const watching = new Watching(mail)
    mail.imap.fault = (command) => void watching.commands.push(command)
    return watching
  }

  server(password = 'secret'): MailServer {
    const { imapPort: port } = this.mail
    return { host: '127.0.0.1', port, security: 'plain', user: MAILBOX, password }
  }

  private uids(folder: FolderState): Set<number> {
    const key = `${folder.folder}:${folder.uidValidity}`
    const uids = this.known.get(key) ?? new Set()
    this.known.set(key, uids)
    return uids
  }

  private ports(given: Partial<PollerPorts>): PollerPorts {
    return {
      server: this.server(),
      mailbox: MAILBOX,
      now: () => MONDAY,
      sortBy: {
        idKey: ID_KEY,
        answerFrom: new Date(MONDAY.getTime() - 60_000),
        phrases: testPromises().policy.subjects,
        isOwnerLetter: (kind) => kind === 'approval',
      },
      letters: {
        keep: async (letters) => {
          for (const letter of letters) {
            this.uids(letter).add(letter.uid)
            this.kept.push(letter)
          }
          return letters.map(({ raw }) => contentId(raw))
        },
      },
      places: {
        knownUids: async (folder) => {
          await this.onAsked()
          return new Set(this.uids(folder))
        },
        passOver: async (folder, letters) => {
          for (const letter of letters) this.uids(folder).add(letter.uid)
          this.passedOver.push(...letters)
        },
      },
      onKept: async () => this.tell(),
      onConnected: () => {
        this.connections += 1
        this.tell()
      },
      onLost: (fault, waitMs) => {
        this.lost.push({ fault, waitMs })
        this.tell()
      },
      onPass: async () => {
        this.passes += 1
        this.tell()
      },
      quietMs: 60_000,
      ...given,
    }
  }

  private tell(): void {
    for (const look of this.waiting) look()
  }

  start(given: Partial<PollerPorts> = {}): Poller {
    const poller = startPoller(this.ports(given))
    ends.push(async () => {
      poller.stop()
      await poller.done
    })
    return poller
  }

  /** @returns after how many ms it came true */
  until(isTrue: () => boolean): Promise<number> {
    const since = Date.now()
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isTrue()) return
        this.waiting.delete(look)
        resolve(Date.now() - since)
      }
      this.waiting.add(look)
      look()
    })
  }

  /** Until the server was told to IDLE once more. */
  async idling(): Promise<void> {
    const before = this.commands.length
    const isIdle = (): boolean => this.commands.slice(before).includes('IDLE')
    while (!isIdle() && this.commands.at(-1) !== 'IDLE')
      await new Promise((resolve) => setTimeout(resolve, 5))
    // The server's leave to idle is on its way.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }

  deliver(subject: string, folder = 'INBOX', internalDate = MONDAY): Buffer {
    const raw = writeLetter({ from: ANNA, subject }, MONDAY)
    this.mail.imap.deliver(MAILBOX, raw, { folder, internalDate })
    return raw
  }

  /** Content ids, one for each time that a letter was kept. */
  ids(): readonly string[] {
    return this.kept.map(({ raw }) => contentId(raw))
  }
}

describe('the poller sees', () => {
  test('what lies in the mailbox, the spam folder among it, with the bytes as they are', async () => {
    const watching = await Watching.open()
    const raws = [
      watching.deliver('one'),
      watching.deliver('two'),
      watching.deliver('spam', 'Junk'),
    ]
    watching.deliver('elsewhere', 'Archive')
    watching.start()
    await watching.until(() => watching.passes === 1)
    expect(
      watching.kept.map(({ raw, role, folder }) => [role, folder, raw.equals(raws[0] ?? raw)]),
    ).toEqual([
      ['inbox', 'INBOX', true],
      ['inbox', 'INBOX', false],
      ['junk', 'Junk', false],
    ])
    expect(watching.kept.map(({ raw }) => raw)).toEqual(raws)
  })

  test('a letter that arrives while it idles, within a second', async () => {
    const watching = await Watching.open()
    watching.start()
    await watching.until(() => watching.passes === 1)
    await watching.idling()
    for (const subject of ['first', 'second', 'third']) {
      const before = watching.kept.length
      watching.deliver(subject)
      expect(await watching.until(() => watching.kept.length > before)).toBeLessThan(1_000)
      await watching.idling()
    }
    expect(new Set(watching.ids()).size).toBe(3)
    expect(watching.connections).toBe(1)
  })

  test('what comes to the spam folder and to Sent a little later', async () => {
    const watching = await Watching.open()
    watching.start({ quietMs: 50 })
    await watching.until(() => watching.passes === 1)
    await watching.idling()
    watching.deliver('spam', 'Junk')
    await watching.until(() => watching.kept.length === 1)
    expect(watching.kept[0]?.role).toBe('junk')
  })

  test('of Sent only what answers a letter of ours to the owner', async () => {
    const watching = await Watching.open()
    const about = { about: 'PD-7F3K-92QD', version: 1 }
    const idOf = (kind: string): string =>
      writeMessageId(ID_KEY, { ...about, kind }, 'company.example')
    const deliver = (messageId: string, headers: readonly string[] = []): void => {
      const answers = { messageId, references: [] }
      const letter = { from: MAILBOX, subject: 'Re: x', body: 'ДА', answers, headers }
      watching.mail.imap.deliver(MAILBOX, writeLetter(letter, MONDAY), {
        folder: 'Sent',
        internalDate: MONDAY,
      })
    }
    deliver(idOf('approval'))
    deliver(idOf('clarify'))
    deliver('<somebody@else.example>')
    deliver(idOf('approval').replace('PD-7F3K', 'PD-7F3M'))
    deliver('<x@y.example>', [
      `X-Privacy-Mailbot-Mark: ${idOf('corrected').slice(1).split('@')[0]}`,
    ])
    watching.start()
    await watching.until(() => watching.passes === 1)
    expect(watching.kept.map(({ uid, role }) => [uid, role])).toEqual([[1, 'sent']])
    expect(watching.passedOver.map(({ uid, why }) => [uid, why])).toEqual([
      [2, 'not-ours'],
      [3, 'not-ours'],
      [4, 'not-ours'],
      [5, 'own'],
    ])
  })

  test('everything again when the counters say that nothing has changed, if that was long ago', async () => {
    const watching = await Watching.open()
    watching.deliver('one')
    const poller = watching.start({ quietMs: 10, sweepMs: 0 })
    await watching.until(() => watching.passes === 4)
    poller.stop()
    expect(
      watching.commands.filter((command) => command === 'UID SEARCH').length,
    ).toBeGreaterThanOrEqual(12)
    expect(watching.kept).toHaveLength(1)
  })

  test('nothing twice when the counters say that nothing has changed', async () => {
    const watching = await Watching.open()
    watching.deliver('one')
    watching.start({ quietMs: 10 })
    await watching.until(() => watching.passes === 4)
    expect(watching.commands.filter((command) => command === 'UID SEARCH')).toHaveLength(3)
    expect(watching.commands).not.toContain('STORE')
    expect(watching.commands).not.toContain('SELECT')
  })
})

describe('the poller loses nothing', () => {
  test.each([
    ['UID SEARCH', 'imap.failed'],
    ['STATUS', 'imap.failed'],
  ])('when %s is refused: that is a failure, never an empty folder', async (refused, code) => {
    const watching = await Watching.open()
    const raw = watching.deliver('one')
    let refusals = 0
    watching.mail.imap.fault = (command) => {
      if (command !== refused || refusals > 0) return undefined
      refusals += 1
      return 'NO [UNAVAILABLE] Not now'
    }
    watching.start()
    await watching.until(() => watching.lost.length === 1)
    expect(watching.lost[0]?.fault.code).toBe(code)
    expect([watching.passes, watching.kept.length]).toEqual([0, 0])
    await watching.until(() => watching.passes === 1)
    expect(watching.ids()).toEqual([contentId(raw)])
  })

  test('when the connection is cut in the middle of fetching', async () => {
    const watching = await Watching.open()
    const raws = Array.from({ length: 45 }, (_, i) => watching.deliver(`letter ${i}`))
    let fetches = 0
    watching.mail.imap.fault = (command) => {
      if (command !== 'UID FETCH') return undefined
      fetches += 1
      // Heads, the first twenty whole, then the cut.
      return fetches === 3 ? 'drop' : undefined
    }
    watching.start()
    await watching.until(() => watching.lost.length === 1)
    expect(watching.kept).toHaveLength(20)
    expect(watching.lost[0]?.fault.code).toBe('imap.unreachable')
    await watching.until(() => watching.passes === 1)
    expect(watching.ids()).toEqual(raws.map(contentId))
  })

  test('when the server gives all letters new numbers while it idles', async () => {
    const watching = await Watching.open()
    const raw = watching.deliver('one')
    watching.start()
    await watching.until(() => watching.passes === 1)
    await watching.idling()
    watching.mail.imap.resetUidValidity(MAILBOX)
    await watching.until(() => watching.passes === 2)
    // Kept once more: the store knows it by what it says.
    expect(watching.ids()).toEqual([contentId(raw), contentId(raw)])
    expect(new Set(watching.kept.map(({ uidValidity }) => uidValidity)).size).toBe(2)
  })

  test('when every connection is cut while it idles', async () => {
    const watching = await Watching.open()
    watching.start()
    await watching.until(() => watching.passes === 1)
    await watching.idling()
    watching.mail.imap.dropAll()
    await watching.until(() => watching.lost.length === 1)
    watching.deliver('meanwhile')
    await watching.until(() => watching.kept.length === 1)
    expect(watching.connections).toBe(2)
  })

  test('when two of them watch the same mailbox', async () => {
    const watching = await Watching.open()
    const raws = Array.from({ length: 30 }, (_, i) => watching.deliver(`letter ${i}`))
    watching.start()
    watching.start()
    await watching.until(() => watching.passes >= 2)
    expect(new Set(watching.ids())).toEqual(new Set(raws.map(contentId)))
  })
})

describe('the poller is patient', () => {
  test('a wrong password is not tried again for minutes, because that locks accounts', async () => {
    const watching = await Watching.open()
    const poller = watching.start({ server: watching.server('wrong') })
    await watching.until(() => watching.lost.length === 1)
    const [{ fault, waitMs } = { fault: null, waitMs: 0 }] = watching.lost
    expect(fault?.code).toBe('imap.login')
    expect(waitMs).toBe(5 * 60_000)
    poller.stop()
    await poller.done
    expect(watching.connections).toBe(0)
  })

  test('ends at once when it is told to, whatever it does', async () => {
    const watching = await Watching.open()
    const idle = watching.start()
    await watching.until(() => watching.passes === 1)
    await watching.idling()
    idle.stop()
    await idle.done
    watching.mail.imap.fault = (command) => (command === 'UID SEARCH' ? 'hang' : undefined)
    watching.deliver('x')
    const hung = watching.start()
    await watching.until(() => watching.connections === 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    hung.stop()
    await hung.done
    expect(watching.lost).toEqual([])
  })

  test('a store that fails is no reason to leave a letter behind', async () => {
    const watching = await Watching.open()
    watching.deliver('one')
    watching.onAsked = () => {
      watching.onAsked = () => Promise.resolve()
      return Promise.reject(new Error('the database is away'))
    }
    watching.start()
    await watching.until(() => watching.kept.length === 1)
    expect(watching.lost).toHaveLength(1)
  })
})
