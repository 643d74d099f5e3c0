/**
 * Whole letters in, replies out: a mailbox, a database and the roles of the product, with a clock that
 * is set by hand and a queue that does one thing after another. Nothing waits for time to pass.
 */
import { simpleParser } from 'mailparser'
import { ownersDesk } from '../../src/app/owners-desk.ts'
import type { OwnersDesk } from '../../src/app/owners-desk.ts'
import { walkLetter } from '../../src/app/letter-walk.ts'
import { walkRequest } from '../../src/app/request-walk.ts'
import { START } from '../../src/app/roles.ts'
import type { Running } from '../../src/app/running.ts'
import { walkParts } from '../../src/app/walk-parts.ts'
import { openWorld } from '../../src/app/world.ts'
import type { World } from '../../src/app/world.ts'
import type { Config } from '../../src/config.ts'
import { startMailWorld } from '../../src/demo/mailbox/mail-world.ts'
import type { MailWorld, SentLetter } from '../../src/demo/mailbox/mail-world.ts'
import type { Promises } from '../../src/edge/files.ts'
import { connectImap } from '../../src/edge/imap/connection.ts'
import { findFolders } from '../../src/edge/imap/folders.ts'
import { passFolder } from '../../src/edge/imap/pass.ts'
import type { PassPorts } from '../../src/edge/imap/pass.ts'
import { createReader } from '../../src/edge/mime.ts'
import type { Bell, Line, Queue } from '../../src/edge/queue.ts'
import { MARK_HEADER } from '../../src/letter/reference.ts'
import { addWorkingDays, civilDate } from '../../src/policy/calendar.ts'
import { instantAt } from '../../src/policy/clock-time.ts'
import { createLog } from '../../src/log.ts'
import { isOwnerLetter } from '../../src/reply/owed.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { everythingIn, marksIn, watchFor } from './canary.ts'
import { MAILBOX, MONDAY, testPromises, writeLetter } from './company.ts'
import type { WrittenLetter } from './company.ts'
import type { ResolveTxt } from '../../src/edge/authenticity.ts'
import { freshDatabase } from './database.ts'
import { ownDns } from './own-signature.ts'
import type { DatabaseServer, TestDatabase } from './database.ts'

const PASSWORD = 'secret'
/** One for the whole file: starting its thread costs more than most stories. */
const READER = createReader()
const SECRET_KEY = Buffer.alloc(32, 'walk')
const MINUTE_MS = 60_000
/** More bells than any story rings: beyond it something goes in circles. */
const BELLS_MAX = 5_000

/** One bell after another, in the order in which they were rung. */
export class BellsInTurn implements Queue {
  /** Every bell that was ever rung, as a job would carry it. */
  readonly jobs: string[] = []
  private readonly waitingBells: (readonly [Line, Bell, string])[] = []
  private readonly handlers = new Map<Line, (bell: Bell, id: string) => Promise<void>>()

  async ring(bell: Bell, id: string): Promise<void> {
    this.jobs.push(JSON.stringify({ bell, id }))
    this.waitingBells.push([
      bell === 'letter' || bell === 'request' ? 'requests' : 'replies',
      bell,
      id,
    ])
  }

  async ringOnce(bell: Bell, id: string): Promise<void> {
    const isWaiting = this.waitingBells.some(([, name, about]) => name === bell && about === id)
    if (!isWaiting) await this.ring(bell, id)
  }

  async waiting(line: Line): Promise<number> {
    return this.waitingBells.filter(([name]) => name === line).length
  }

  answer(line: Line, handler: (bell: Bell, id: string) => Promise<void>): void {
    this.handlers.set(line, handler)
  }

  /** Answers one bell. @returns false when none waits */
  async answerNext(): Promise<boolean> {
    const next = this.waitingBells.shift()
    if (next === undefined) return false
    const [line, bell, id] = next
    await this.handlers.get(line)?.(bell, id)
    return true
  }

  forget(): void {
    this.waitingBells.length = 0
  }

  async close(): Promise<void> {
    this.forget()
  }
}

/** A letter of ours, as the one who gets it reads it. */
export interface Reply {
  readonly to: string
  /** `acknowledgement-rectify`, `approval`, … */
  readonly kind: string
  readonly number: string
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly inReplyTo: string
  readonly references: readonly string[]
  /** By lower-case name, unfolded. */
  readonly header: (name: string) => string
  readonly raw: Buffer
}

async function readReply({ to, raw }: SentLetter): Promise<Reply> {
  const parsed = await simpleParser(raw)
  const header = (name: string): string => {
    const line = parsed.headerLines.find(({ key }) => key === name)?.line ?? ''
    return line.replace(/^[^:]*:\s*/, '').replace(/\r?\n[ \t]+/g, ' ')
  }
  const [number = '', kind = ''] = header(MARK_HEADER).split('.')
  const references = parsed.references ?? []
  return {
    to: to.join(','),
    kind,
    number,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    messageId: parsed.messageId ?? '',
    inReplyTo: parsed.inReplyTo ?? '',
    references: typeof references === 'string' ? [references] : references,
    header,
    raw,
  }
}

const read = new WeakMap<SentLetter, Promise<Reply>>()

/** A letter of ours as it was sent. */
export function readOnce(letter: SentLetter): Promise<Reply> {
  const reply = read.get(letter) ?? readReply(letter)
  read.set(letter, reply)
  return reply
}

export interface HarnessOptions {
  /** The policy mailbox itself when not given, as with a company of one. */
  readonly ownerEmail?: string
  /** Null: settled at the first look, as at a first start. */
  readonly answerFrom?: Date | null
  readonly sentCopy?: Promises['policy']['mailbox']['sentCopy']
  /** What the company's policy says otherwise than the shipped one. */
  readonly policy?: Partial<Promises['policy']>
  /** Days off of the calendar that are only predicted as yet. */
  readonly predicted?: readonly string[]
  readonly publicUrl?: string
  /** Of the desk, where a test starts it; a free one when not given. */
  readonly port?: number
  readonly trustedAuthservId?: string
  /** Whom to tell when nothing moves; nobody when not given. */
  readonly alertUrl?: string
  /** Name servers; those of the tests when not given. */
  readonly resolveTxt?: ResolveTxt
  /** The provider puts what is sent into Sent by itself. */
  readonly keepsSent?: boolean
  /** Another installation has another key. */
  readonly secretKey?: Buffer
}

/** What every step finds when the machine went off in the middle of it. */
export class MachineOff extends Error {}

/**
 * Stands between the steps and the stores. Once the machine is off no operation comes through any
 * more, so that what is in the database is what a killed process leaves behind.
 */
class Breaker {
  isOff = false
  /** The store operation at which the machine went off, such as `outbox.accepted`. */
  brokenAt = ''
  private left = Number.POSITIVE_INFINITY
  private moment: 'before' | 'after' = 'before'

  /** The machine goes off before or after the so-many-th operation from now. */
  set(operations: number, moment: 'before' | 'after'): void {
    this.isOff = false
    this.left = operations
    this.moment = moment
  }

  private goOff(operation: string): never {
    this.isOff = true
    this.brokenAt = operation
    throw new MachineOff(operation)
  }

  guard<Store extends object>(name: string, store: Store): Store {
    return new Proxy(store, {
      get: (target, method, receiver) => {
        const member: unknown = Reflect.get(target, method, receiver)
        if (typeof member !== 'function') return member
        return async (...parameters: unknown[]): Promise<unknown> => {
          const operation = `${name}.${String(method)}`
          if (this.isOff) throw new MachineOff(operation)
          this.left -= 1
          const isTheOne = this.left === 0
          if (isTheOne && this.moment === 'before') this.goOff(operation)
          const answer: unknown = await Reflect.apply(member, target, parameters)
          if (isTheOne) this.goOff(operation)
          return answer
        }
      },
    })
  }
}

function predicting(promises: Promises, days: readonly string[] = []): Promises {
  const { calendar } = promises
  const predicted = days.map((day) => [day, { why: 'predicted', certainty: 'predicted' }] as const)
  const nonWorking = { ...calendar.nonWorking, ...Object.fromEntries(predicted) }
  return { ...promises, calendar: { ...calendar, nonWorking } }
}

const LOGIN = { host: '127.0.0.1', security: 'plain', user: MAILBOX, password: PASSWORD } as const

function testConfig(databaseUrl: string, mail: MailWorld | null): Config {
  return {
    databaseUrl,
    redisUrl: null,
    imap: mail === null ? null : { ...LOGIN, port: mail.imapPort },
    smtp: mail === null ? null : { ...LOGIN, port: mail.smtpPort },
    ownerEmail: MAILBOX,
    publicUrl: null,
    host: '127.0.0.1',
    port: 0,
    secretKey: SECRET_KEY,
    alertUrl: null,
    dataDir: '',
    policyFile: '',
    trustedAuthservId: null,
    logLevel: 'debug',
  }
}

/** The stores on a database of their own, with a clock that is set by hand. */
export interface Stores {
  readonly world: World
  readonly url: string
  now: Date
  close(): Promise<void>
}

/** Every table and what keeps it, without mail. */
export async function openStores(server?: DatabaseServer): Promise<Stores> {
  const database = await freshDatabase(server)
  const logLines: string[] = []
  const log = createLog('debug', { write: (line: string) => void logLines.push(line) })
  const stopWatching = watchFor({ logLines: () => logLines })
  const clock = { now: MONDAY }
  const world = await openWorld({
    config: testConfig(database.url, null),
    promises: testPromises(),
    log,
    now: () => clock.now,
  })
  return Object.assign(clock, {
    world,
    url: database.url,
    async close() {
      await world.close()
      stopWatching()
      await expectNobodyNamed(database)
    },
  })
}

/** Drops the database, and fails when somebody could be known from what was in it. */
async function expectNobodyNamed(database: TestDatabase): Promise<void> {
  const named = (await everythingIn(database.url)).flatMap(marksIn)
  await database.drop()
  if (named.length > 0) throw new Error(`the database names ${[...new Set(named)].join(', ')}`)
}

/** What a start opens and a stop closes. */
interface Opened {
  readonly world: World
  readonly desk: OwnersDesk
  readonly queue: BellsInTurn
  readonly roles: readonly Running[]
}

export class WalkHarness {
  readonly mail: MailWorld
  readonly logLines: string[] = []
  readonly breaker = new Breaker()
  private readonly options: HarnessOptions
  private readonly database: TestDatabase
  private readonly jobs: string[] = []
  private readonly stopWatching: () => void
  private clock = MONDAY
  private opened: Opened | null = null

  private constructor(mail: MailWorld, database: TestDatabase, options: HarnessOptions) {
    this.mail = mail
    this.database = database
    this.options = options
    this.stopWatching = watchFor({
      logLines: () => this.logLines,
      jobs: () => [...this.jobs, ...(this.opened?.queue.jobs ?? [])],
      sent: () => mail.sent,
    })
  }

  static async open(options: HarnessOptions = {}): Promise<WalkHarness> {
    const keepsSent = options.keepsSent ?? false
    const [mail, database] = await Promise.all([
      startMailWorld({ password: PASSWORD, keepsSent }),
      freshDatabase(),
    ])
    const harness = new WalkHarness(mail, database, options)
    await harness.start()
    return harness
  }

  get world(): World {
    return this.running().world
  }
  get queue(): BellsInTurn {
    return this.running().queue
  }
  get desk(): OwnersDesk {
    return this.running().desk
  }
  get now(): Date {
    return this.clock
  }
  get databaseUrl(): string {
    return this.database.url
  }

  private running(): Opened {
    if (this.opened === null) throw new Error('the product is stopped')
    return this.opened
  }

  /** The product starts, on whatever database and mailbox there are. */
  async start(): Promise<void> {
    const { ownerEmail = MAILBOX, secretKey = SECRET_KEY } = this.options
    const { publicUrl = null, port = 0, trustedAuthservId = null, alertUrl = null } = this.options
    const config = {
      ...testConfig(this.database.url, this.mail),
      ownerEmail,
      secretKey,
      publicUrl,
      port,
      trustedAuthservId,
      alertUrl,
    }
    const log = createLog('debug', { write: (line: string) => void this.logLines.push(line) })
    const { sentCopy, policy, predicted } = this.options
    const promises = predicting(testPromises(sentCopy, policy), predicted)
    const { resolveTxt = ownDns() } = this.options
    const opened = await openWorld({ config, promises, log, now: () => this.clock, resolveTxt })
    const world = { ...opened, ...this.guarded(opened) }
    const queue = new BellsInTurn()
    const parts = walkParts(world, (bell, id) => queue.ring(bell, id), READER)
    queue.answer('requests', (bell, id) =>
      bell === 'letter' ? walkLetter(id, parts) : walkRequest(id, parts),
    )
    const roles = [await START.replies(world, queue)]
    this.opened = { world, desk: ownersDesk(world), queue, roles }
  }

  private guarded({ letters, requests, outbox, places, register }: World): Partial<World> {
    return {
      letters: this.breaker.guard('letters', letters),
      requests: this.breaker.guard('requests', requests),
      outbox: this.breaker.guard('outbox', outbox),
      places: this.breaker.guard('places', places),
      register: this.breaker.guard('register', register),
    }
  }

  /** Whatever was rung for is forgotten, as when the machine goes off. */
  async stop(): Promise<void> {
    const { world, desk, queue, roles } = this.running()
    this.opened = null
    this.jobs.push(...queue.jobs)
    for (const role of roles) await role.stop()
    await desk.close()
    await queue.close()
    await world.close()
  }

  /** Only what stands in the tables is left: a new start, without its cost. */
  forget(): void {
    this.running().queue.forget()
    this.breaker.set(Number.POSITIVE_INFINITY, 'before')
  }

  /** Puts a letter into the mailbox, at the time it is now. */
  deliver(letter: WrittenLetter | Buffer, folder = 'INBOX', flags: readonly string[] = []): Buffer {
    const raw = Buffer.isBuffer(letter) ? letter : writeLetter(letter, this.clock)
    this.mail.imap.deliver(MAILBOX, raw, { folder, flags, internalDate: this.clock })
    return raw
  }

  /** The owner answers a letter of ours from the policy mailbox, as a phone does it. */
  answer(reply: Reply, words: string, folders: readonly string[] = ['Sent', 'INBOX']): void {
    const body = `${words}\n\n-- \nОтправлено с iPhone\n`
    const letter = { from: MAILBOX, subject: `Re: ${reply.subject}`, body, answers: reply }
    const raw = writeLetter(letter, this.clock)
    for (const folder of folders) this.deliver(raw, folder)
  }

  /** One pass of the poller over every folder. @returns how many letters were kept */
  async look(): Promise<number> {
    const { world, queue } = this.running()
    const { imap } = world.config
    if (imap === null) throw new Error('no mailbox')
    const ports = await passPorts(world, queue, this.options.answerFrom)
    const client = await connectImap(imap)
    try {
      let kept = 0
      for (const folder of await findFolders(client))
        kept += await passFolder(client, folder, ports)
      await world.places.beat('poller')
      return kept
    } finally {
      client.close()
    }
  }

  /** Answers bells, and has the clock ring for what is due, until nothing is. */
  async drain(): Promise<void> {
    const { world, queue } = this.running()
    for (let bells = 0; bells < BELLS_MAX;) {
      while (await queue.answerNext()) bells += 1
      if (this.breaker.isOff) throw new MachineOff(this.breaker.brokenAt)
      const clock = await START.clock(world, queue)
      await clock.stop()
      if (!(await queue.answerNext())) return
      bells += 1
    }
    throw new Error(`more than ${BELLS_MAX} bells`)
  }

  /** The poller looks, and everything that follows is done. */
  async settle(): Promise<void> {
    await this.look()
    await this.drain()
  }

  /** Time passes, for the product and for every wait that it noted in the database. */
  async pass(ms: number): Promise<void> {
    this.clock = new Date(this.clock.getTime() + ms)
    const { sql } = this.world.database
    const before = sql`make_interval(secs => ${ms / 1000})`
    await sql`update letter set read_at = read_at - ${before}`
    await sql`update request set wake_at = wake_at - ${before}`
    await sql`update reply set send_at = send_at - ${before}, copy_at = copy_at - ${before},
      lease_until = lease_until - ${before}`
  }

  /** Time passes and everything that is due by then is done. */
  async passAndSettle(ms: number): Promise<void> {
    await this.pass(ms)
    await this.settle()
  }

  /** Everything that was sent to an address, in that order. */
  async sentTo(address: string): Promise<readonly Reply[]> {
    const letters = this.mail.sent.filter(({ to }) => to.includes(address))
    return Promise.all(letters.map(readOnce))
  }

  /** The only letter of a kind to an address. @throws when there is none or more than one */
  async replyOf(kind: string, address: string): Promise<Reply> {
    const found = (await this.sentTo(address)).filter((reply) => reply.kind === kind)
    const [only] = found
    if (only === undefined || found.length > 1)
      throw new Error(`${found.length} letters ${kind} to ${address}`)
    return only
  }

  /** Letters of a kind to the owner about a request, in the order they were sent. */
  async toOwner(kind: string, number: string): Promise<readonly Reply[]> {
    const letters = await this.sentTo(this.options.ownerEmail ?? MAILBOX)
    return letters.filter((reply) => reply.kind === kind && reply.number === number)
  }

  /** The newest letter in which the owner is asked about a request. */
  async approvalOf(number: string): Promise<Reply> {
    const newest = (await this.toOwner('approval', number)).at(-1)
    if (newest === undefined) throw new Error(`nobody was asked about ${number}`)
    return newest
  }

  /** The requests whose writer has this address, oldest first. */
  async requestsOf(address: string): Promise<readonly PrivacyRequest[]> {
    const numbers = (await this.world.requests.list(false)).toReversed()
    const requests = await Promise.all(numbers.map((number) => this.world.requests.load(number)))
    return requests
      .filter((request) => request !== null)
      .filter(({ details }) => details.writer === address)
  }

  async onlyRequestOf(address: string): Promise<PrivacyRequest> {
    const requests = await this.requestsOf(address)
    const [only] = requests
    if (only === undefined || requests.length > 1)
      throw new Error(`${requests.length} requests of ${address}`)
    return only
  }

  /** A letter comes, is acknowledged and put before the owner. */
  async ask(letter: WrittenLetter & { readonly from: string }): Promise<PrivacyRequest> {
    this.deliver(letter)
    await this.settle()
    return this.onlyRequestOf(letter.from)
  }

  /** The owner answers the newest question about a request, and what follows is done. */
  async decide(number: string, words: string): Promise<void> {
    this.answer(await this.approvalOf(number), words)
    await this.settle()
  }

  /** The owner answers the second letter about a destruction with the code that stands in it. */
  async answerSecond(number: string): Promise<void> {
    const letter = (await this.toOwner('second-yes', number)).at(-1)
    const code = /УДАЛИТЬ (\d{4})/.exec(letter?.text ?? '')?.[1]
    if (letter === undefined || code === undefined) throw new Error(`no second letter: ${number}`)
    this.answer(letter, `УДАЛИТЬ ${code}`)
    await this.settle()
  }

  /** Ten o'clock on the next working day, when what was approved is carried out. */
  async nextMorning(): Promise<void> {
    const { policy, calendar } = this.world.promises
    const day = addWorkingDays(calendar, civilDate(this.clock, policy.zone), 1)
    await this.passAndSettle(instantAt(day, 10, policy.zone).getTime() - this.clock.getTime())
  }

  /** A destruction by letter, whole: yes, the code of the second letter, and the morning after. */
  async destroyBy(number: string): Promise<void> {
    await this.decide(number, 'ДА')
    await this.answerSecond(number)
    await this.nextMorning()
  }

  async close(): Promise<void> {
    if (this.opened !== null) await this.stop()
    this.stopWatching()
    await this.mail.close()
    await expectNobodyNamed(this.database)
  }
}

async function passPorts(
  world: World,
  queue: Queue,
  given: Date | null | undefined,
): Promise<PassPorts> {
  const { letters, places, now, vault, promises } = world
  const since = given === undefined ? new Date(MONDAY.getTime() - MINUTE_MS) : (given ?? now())
  const answerFrom = new Date(await places.settle('answerFrom', since.toISOString()))
  return {
    letters,
    places,
    mailbox: MAILBOX,
    now,
    sortBy: { idKey: vault.idKey, answerFrom, phrases: promises.policy.subjects, isOwnerLetter },
    async onKept(contentIds) {
      for (const id of contentIds) await queue.ring('letter', id)
    },
  }
}
