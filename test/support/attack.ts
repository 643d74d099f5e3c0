/**
 * An attack is played on the whole product; one judge looks at what it left behind. An owner who believes
 * everything says yes to whatever the program lets be approved: what is safe then is safe with any owner.
 */
/* eslint-disable vitest/no-standalone-expect, vitest/expect-expect -- the judge is called from every test */
import { expect, test } from 'vitest'
import type { Fields } from '../../src/action/holder.ts'
import { isPartnerLetter } from '../../src/reply/owed.ts'
import type { EventName } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { MAILBOX } from './company.ts'
import type { WrittenLetter } from './company.ts'
import type { Reply, WalkHarness } from './walk-harness.ts'
import { readOnce } from './walk-harness.ts'

export const RECTIFY = 'Уточнить персональные данные'
export const CEASE = 'Прекратить обработку персональных данных'
export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS
/** What a letter of an attacker asks for, and no letter of ours may say back. */
export const CANARY = 'канарейка-7141'
export const STOLEN = '+7 700 000 00 66'

const DECISIONS: ReadonlySet<EventName> = new Set([
  'approved',
  'corrected',
  'destroyed',
  'undone',
  'no-record',
  'refused',
])

export interface Attack {
  /** A fact. */
  readonly name: string
  readonly play: (scene: Scene) => Promise<void>
  /** What the honest ones among them decided. */
  readonly decided?: readonly EventName[]
  /** What the honest ones changed. */
  readonly changed?: Fields
  /** The owner is not played: the row plays the owner. */
  readonly ownerIsPlayed?: boolean
}

/** The six digits of a letter of ours. */
export function codeOf({ text }: Reply): string {
  return /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? ''
}

let scenes = 0

/** One victim on record, one thief, and what happened since. */
export class Scene {
  readonly walk: WalkHarness
  readonly victim: string
  readonly thief: string
  /** Whoever wrote from an address may get letters there. */
  readonly writers: Set<string>
  private readonly owner: string
  private readonly known: ReadonlySet<string>
  private readonly sentBefore: number
  private ref = ''
  private readonly keptBefore: string

  private constructor(walk: WalkHarness, owner: string, known: readonly string[], kept: string) {
    scenes += 1
    this.walk = walk
    this.owner = owner
    this.victim = `victim${scenes}@person.example`
    this.thief = `thief${scenes}@person.example`
    this.writers = new Set([this.thief])
    this.known = new Set(known)
    this.sentBefore = walk.mail.sent.length
    this.keptBefore = kept
  }

  static async set(walk: WalkHarness, owner: string): Promise<Scene> {
    const known = await walk.world.requests.list(false)
    const scene = new Scene(walk, owner, known, await ownerKeys(walk))
    const added = await walk.world.register.add(scene.recorded())
    if (!added.added) throw new Error('the victim is on record already')
    scene.ref = added.ref
    return scene
  }

  recorded(): Fields {
    return { surname: 'Тестова', name: 'Анна', email: this.victim, phone: '+77000000039' }
  }

  /** A demand of the thief about the victim. */
  theft(more: Partial<WrittenLetter> = {}): WrittenLetter {
    const body = `Мой адрес: ${this.victim}\nПрошу исправить телефон на ${STOLEN}.`
    return { from: this.thief, subject: RECTIFY, body, ...more }
  }

  /** A demand in the victim's name that nobody signed. */
  forgery(more: Partial<WrittenLetter> = {}): WrittenLetter {
    const body = `Прошу исправить телефон на ${STOLEN}.`
    return { from: this.victim, signedBy: null, subject: RECTIFY, body, ...more }
  }

  async send(letter: WrittenLetter | Buffer, folder?: string): Promise<void> {
    this.walk.deliver(letter, folder)
    await this.walk.settle()
  }

  /** An answer to a letter of ours, with it quoted below as a phone does. */
  async reply(
    from: string,
    to: Reply,
    words: string,
    more: Partial<WrittenLetter> = {},
  ): Promise<void> {
    const quoted = to.text.replace(/^/gm, '> ')
    const body = `${words}\n\n16 нояб. 2026 г., в 10:15, ИП <${MAILBOX}> написал(а):\n${quoted}\n`
    await this.send({ from, subject: `Re: ${to.subject}`, body, answers: to, ...more })
  }

  /** The requests that came into being since the scene was set. */
  async requests(): Promise<readonly PrivacyRequest[]> {
    const numbers = (await this.walk.world.requests.list(false)).filter(
      (one) => !this.known.has(one),
    )
    const requests = await Promise.all(numbers.map((one) => this.walk.world.requests.load(one)))
    return requests.filter((one) => one !== null).toReversed()
  }

  async only(): Promise<PrivacyRequest> {
    const [only, ...more] = await this.requests()
    if (only === undefined || more.length > 0)
      throw new Error(`${more.length + 1} requests or none`)
    return only
  }

  /** The request whose writer has this address. */
  async of(address: string): Promise<PrivacyRequest> {
    const found = (await this.requests()).find(({ details }) => details.writer === address)
    if (found === undefined) throw new Error('no request of this writer')
    return found
  }

  async namesOf({ number }: { readonly number: string }): Promise<readonly string[]> {
    return ((await this.walk.world.requests.load(number))?.events ?? []).map(({ name }) => name)
  }

  async stateOf({ number }: { readonly number: string }): Promise<string> {
    return (await this.walk.world.requests.load(number))?.state ?? 'none'
  }

  /** The kinds of the letters an address got in this scene. */
  async kindsTo(address: string): Promise<readonly string[]> {
    return (await this.letters()).filter(({ to }) => to === address).map(({ kind }) => kind)
  }

  /** What was sent since the scene was set; an earlier scene’s requests go on beside it. */
  async letters(): Promise<readonly Reply[]> {
    const sent = await Promise.all(this.walk.mail.sent.slice(this.sentBefore).map(readOnce))
    return sent.filter(({ number }) => !this.known.has(number))
  }

  /** An owner who says yes to everything that the program offers. */
  async believeEverything(): Promise<void> {
    for (const { number } of await this.requests()) {
      const asked = (await this.walk.toOwner('approval', number)).at(-1)
      if (asked?.text.includes('ДА — ') !== true) continue
      this.walk.answer(asked, 'ДА')
      await this.walk.settle()
      const second = (await this.walk.toOwner('second-yes', number)).at(-1)
      const code = /УДАЛИТЬ (\d{4})/.exec(second?.text ?? '')?.[1]
      if (second === undefined || code === undefined) continue
      this.walk.answer(second, `УДАЛИТЬ ${code}`)
      await this.walk.settle()
    }
  }

  /** What holds after every attack. */
  async judge({ decided = [], changed = {} }: Attack): Promise<void> {
    const record = await this.walk.world.register.look(this.ref)
    expect(record?.fields ?? null).toEqual({ ...this.recorded(), ...changed })
    const made = (await this.requests()).flatMap(({ events }) => events.map(({ name }) => name))
    expect(made.filter((name) => DECISIONS.has(name) && !decided.includes(name))).toEqual([])
    expect(await ownerKeys(this.walk)).toBe(this.keptBefore)
    for (const letter of await this.letters()) this.judgeLetter(letter)
  }

  private judgeLetter({ to, kind, text, subject, raw }: Reply): void {
    expect([this.victim, this.owner, ...this.writers]).toContain(to)
    const all = `${subject}\n${text}\n${raw.toString('latin1')}`
    expect(all).not.toContain(CANARY)
    // A partner must find the person: the one place where a value leaves unmasked.
    if (to === this.victim || to === this.owner || isPartnerLetter(kind)) return
    expect(text).not.toMatch(/Анна|Тестов|00 ?39|victim\d/)
  }
}

/** The owner's code and phones, as they are kept. */
async function ownerKeys({ world }: WalkHarness): Promise<string> {
  const { sql } = world.database
  const codes = await sql`select value from setting where name = 'ownerCode'`
  const phones = await world.devices.list()
  return JSON.stringify([[...codes], phones.map(({ id, revokedAt }) => [id, revokedAt])])
}

/** Each row is a test of its own, with people of its own. */
export function attacks(walk: () => WalkHarness, rows: readonly Attack[], owner = MAILBOX): void {
  // `$name` would be cut.
  const named = rows.map((attack) => [attack.name, attack] as const)
  test.each(named)('%s', { timeout: 120_000 }, async (_name, attack) => {
    const scene = await Scene.set(walk(), owner)
    await attack.play(scene)
    if (attack.ownerIsPlayed !== true) await scene.believeEverything()
    await scene.walk.drain()
    await scene.judge(attack)
  })
}
